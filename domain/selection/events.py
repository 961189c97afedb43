"""What can have happened in open selections, in the reserve and in nominations."""

from datetime import date
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator

from domain.amounts import score
from domain.events import DossierEvent

ExamPart: TypeAlias = Literal["written", "interview", "recognition", "inspection"]
Source: TypeAlias = Literal["organisation", "mass-organisation", "young-cadre", "open-selection", "recommendation"]
Honour: TypeAlias = Literal["model-worker", "advanced-worker", "party-congress-deputy", "peoples-congress-deputy"]


class SelectionOpened(DossierEvent):
    """An open selection for a post was announced; whoever fulfils the criteria may apply before `apply_until`."""

    TOPIC = "selection-opened/1"
    SAYS = "An open selection {selection} for post {post} is announced"
    ABOUT: ClassVar = (("post", "post"),)
    FIXED = ("selection", "post")
    selection: str
    post: str
    notice: str
    criteria: tuple[str, ...]
    apply_until: date
    shortlist_size: int
    pass_score: Annotated[str | None, AfterValidator(lambda text: None if text is None else score(text))]
    publicity_days: int


class CandidateApplied(DossierEvent):
    """A cadre applied in an open selection."""

    TOPIC = "candidate-applied/1"
    SAYS = "{cadre} applies in selection {selection}"
    FIXED = ("selection", "cadre")
    selection: str
    cadre: str


class CandidateExamined(DossierEvent):
    """An applicant was given a score from 0 to 100 in one part of the examination; it is a decimal as text."""

    TOPIC = "candidate-examined/1"
    SAYS = "{cadre} scores {score} ({part}) in selection {selection}"
    FIXED = ("selection", "cadre")
    selection: str
    cadre: str
    part: ExamPart
    score: Annotated[str, AfterValidator(score)]


class CandidatesShortlisted(DossierEvent):
    """The applicants who stay in the selection."""

    TOPIC = "candidates-shortlisted/1"
    SAYS = "{cadres} are shortlisted in selection {selection}"
    ABOUT: ClassVar = (("cadres", "cadre"),)
    FIXED = ("selection",)
    selection: str
    cadres: tuple[str, ...]


class CandidatesPublicised(DossierEvent):
    """The shortlist is shown to the public from the effective day up to but not including `until`."""

    TOPIC = "candidates-publicised/1"
    SAYS = "{cadres} are publicised in selection {selection}"
    ABOUT: ClassVar = (("cadres", "cadre"),)
    UNTIL = "until"
    FIXED = ("selection",)
    selection: str
    cadres: tuple[str, ...]
    until: date


class SelectionDecided(DossierEvent):
    """An open selection ended: with somebody chosen for the post, or with nobody."""

    TOPIC = "selection-decided/1"
    SAYS = "Selection {selection} for post {post} ends with {cadre}"
    ABOUT: ClassVar = (("cadre", "cadre"), ("post", "post"))
    FIXED = ("selection", "post")
    selection: str
    post: str
    cadre: str | None


class ReserveEntered(DossierEvent):
    """The cadre is in the reserve for a level or a post."""

    TOPIC = "reserve-entered/1"
    SAYS = "{cadre} is in the reserve ({source})"
    UNTIL = "until"
    FIXED = ("cadre",)
    cadre: str
    source: Source
    for_level: str | None
    for_post: str | None
    until: date | None


class ReserveLeft(DossierEvent):
    """The cadre is no longer in the reserve."""

    TOPIC = "reserve-left/1"
    SAYS = "{cadre} leaves the reserve"
    FIXED = ("cadre",)
    cadre: str


class CadreNominated(DossierEvent):
    """The cadre was nominated as a model worker or deputy."""

    TOPIC = "cadre-nominated/1"
    SAYS = "{cadre} is nominated ({honour})"
    ABOUT: ClassVar = (("cadre", "cadre"), ("unit", "unit"))
    FIXED = ("cadre", "unit", "tracks")
    cadre: str
    honour: Honour
    year: int
    unit: str | None
    tracks: tuple[str, ...]


EVENTS = (
    SelectionOpened,
    CandidateApplied,
    CandidateExamined,
    CandidatesShortlisted,
    CandidatesPublicised,
    SelectionDecided,
    ReserveEntered,
    ReserveLeft,
    CadreNominated,
)
"""Every event of the dossier."""
