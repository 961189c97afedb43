"""What can have happened in assessments. No event knows who gave a mark: evaluators are counted, never named."""

from datetime import date
from typing import ClassVar, Literal, TypeAlias

from domain.events import DossierEvent

Assessed: TypeAlias = Literal["unit", "cadre"]
Period: TypeAlias = Literal["mid-year", "year-end", "mid-term", "term", "special"]
Grade: TypeAlias = Literal["incompetent", "basically-competent", "competent", "excellent", "poor", "average", "good"]
Scope: TypeAlias = Literal["members", "public", "media"]


class AssessmentEvent(DossierEvent):
    """A fact about one unit or cadre in one cycle."""

    ABOUT = (("unit", "unit"), ("cadre", "cadre"), ("cycle", "cycle"))
    FIXED: ClassVar[tuple[str, ...]] = ("cycle", "unit", "cadre")
    cycle: str
    unit: str | None
    cadre: str | None


class IndicatorSetPublished(DossierEvent):
    """A version of a set of indicators may be used; weights, ceilings and marks are decimals, written as text."""

    TOPIC = "indicator-set-published/1"
    SAYS = "Version {version} of the indicator set {set} was published"
    ABOUT = (("set", "indicators"),)
    FIXED: ClassVar[tuple[str, ...]] = (
        *("set", "version", "assesses", "unit_kinds", "post_kinds", "parts", "ceilings", "ratings", "groups"),
        *("knowledge", "indicators", "weak_links"),
    )
    INSTEAD = "A published version does not change: publish another version of the set, and open cycles with that."
    set: str
    version: str
    title: str | None
    assesses: Assessed
    unit_kinds: tuple[str, ...]
    post_kinds: tuple[str, ...]
    parts: dict[str, str]
    ceilings: dict[str, str]
    ratings: str
    groups: dict[str, str]
    knowledge: dict[str, str]
    indicators: tuple[dict[str, str], ...]
    weak_links: tuple[dict[str, str], ...]


class CycleOpened(DossierEvent):
    """A cycle of assessment was opened, with the versions of the indicator sets that are used in it."""

    TOPIC = "cycle-opened/1"
    SAYS = "The assessment cycle {cycle} ({period} {year}) was opened with {sets}"
    ABOUT = (("cycle", "cycle"), ("year", "year"), ("unit", "unit"))
    FIXED: ClassVar[tuple[str, ...]] = ("cycle",)
    cycle: str
    year: int
    period: Period
    title: str | None
    unit: str | None
    sets: tuple[str, ...]


class AssessmentScored(AssessmentEvent):
    """Marks were entered: by indicator, and of each group of evaluators only how many there were and the sums."""

    TOPIC = "assessment-scored/1"
    SAYS = "Marks of {whom} were entered by the set {set}"
    FIXED = ("cycle", "unit", "cadre", "set")
    set: str
    marks: dict[str, str]
    proofs: dict[str, str]
    ratings: tuple[dict[str, str], ...]


class IndicatorObserved(AssessmentEvent):
    """Something was seen between the dates of assessment: a mark, a note, or a problem to be put right by a day."""

    TOPIC = "indicator-observed/1"
    SAYS = "The indicator {indicator} of {whom} was observed"
    FIXED = ("cycle", "unit", "cadre", "set")
    set: str
    indicator: str
    mark: str | None
    note: str | None
    problem: str | None
    due_on: date | None


class ProblemRectified(AssessmentEvent):
    """A problem that an observation named was put right."""

    TOPIC = "problem-rectified/1"
    SAYS = "The problem of {whom} found by {problem} was put right"
    FIXED = ("cycle", "unit", "cadre", "problem")
    problem: str
    verified_by: str | None


class RankingMade(DossierEvent):
    """The assessed of a cycle were ranked by their scores; `places` has each with group, score and rank."""

    TOPIC = "ranking-made/1"
    SAYS = "The {ranks}s of {cycle} were ranked"
    ABOUT = (("cycle", "cycle"), ("year", "year"))
    FIXED: ClassVar[tuple[str, ...]] = ("cycle", "year", "period", "ranks", "figure", "places")
    INSTEAD = (
        "A ranking is worked out from the marks: correct those, and it is worked out anew with them; or rank the cycle "
        "again, which corrects it: cadre assess rank CYCLE"
    )
    cycle: str
    year: int
    period: Period
    ranks: Assessed
    figure: str
    places: tuple[dict[str, str], ...]


class GradeGiven(AssessmentEvent):
    """A grade was decided for a cycle."""

    TOPIC = "grade-given/1"
    SAYS = "The grade of {whom} is {grade}"
    FIXED = ("cycle", "year", "period", "unit", "cadre")
    INSTEAD = "Year and period are those of the cycle, whose opening may be corrected."
    year: int
    period: Period
    grade: Grade


class ResultsPublished(DossierEvent):
    """The results of a cycle were told: to the members, to the public or through the media."""

    TOPIC = "results-published/1"
    SAYS = "The results of {cycle} were published ({scope})"
    ABOUT = (("cycle", "cycle"),)
    FIXED: ClassVar[tuple[str, ...]] = ("cycle",)
    cycle: str
    scope: Scope
    channels: tuple[str, ...]
    told: tuple[str, ...]


EVENTS = (
    IndicatorSetPublished,
    CycleOpened,
    AssessmentScored,
    IndicatorObserved,
    ProblemRectified,
    RankingMade,
    GradeGiven,
    ResultsPublished,
)
"""Every event of the dossier."""
