"""The way on: after a refusal, a command that works."""

from collections.abc import Mapping, Sequence
from typing import Final

from domain.finding import Finding

ASKING_ABOUT: Final = (
    ("cadre", "history"),
    ("post", "post calendar"),
    ("unit", "unit show"),
    ("event", "show"),
    ("order", "order show"),
)
"""Field of a line -> the command that shows what stands in the way."""


def next_command(findings: Sequence[Finding], order: Sequence[Mapping[str, object]]) -> str:
    """Return a command line: the one a finding proposes, else one that shows what the refused line is about."""
    proposed = (str(each.figures["next"]) for each in findings if each.figures.get("next"))
    return next(proposed, None) or about(order[(findings[0].line or 1) - 1] if findings else {})


def about(line: Mapping[str, object]) -> str:
    """Return the command that shows the subject of a line."""
    found = (f"cadre {command} {quoted(str(line[field]))}" for field, command in ASKING_ABOUT if line.get(field))
    return next(found, "cadre order list")


def quoted(word: str) -> str:
    """Return the word as a shell reads it."""
    import shlex

    return shlex.quote(word)
