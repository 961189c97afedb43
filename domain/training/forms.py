"""The kinds of training and the forms that each can take."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

TrainingKind: TypeAlias = Literal["political-theory", "study-tour", "on-the-job", "practical"]
Scope: TypeAlias = Literal["in-county", "outside-county", "outside-city", "outside-province"]
Term: TypeAlias = Literal["long-term", "annual"]
Acceptor: TypeAlias = Literal["party-working-committee", "school-party-committee"]

FORMS: Final[Mapping[str, tuple[str, ...]]] = {
    "political-theory": ("class", "seminar", "symposium", "lecture", "party-school"),
    "study-tour": ("advanced-area", "advanced-organisation", "exchange-meeting"),
    "on-the-job": ("college", "self-study-exam", "correspondence", "academic-degree", "network"),
    "practical": ("task", "burden", "economic-activity", "business-activity", "stationing"),
}
"""Kind of training -> the forms it can take."""
