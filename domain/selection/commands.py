"""The acts of open selections, of the reserve and of nominations."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from domain.amounts import score
from domain.commands import Day, DossierCommand, Id, Number, Text, Units, Words
from domain.selection.events import ExamPart, Honour, Source

Score = Annotated[str, BeforeValidator(lambda value: score(value) if isinstance(value, str) else value)]
Count = Annotated[Number, Field(ge=1, le=1000)]
Days = Annotated[Number, Field(ge=0, le=365)]


class OpenSelection(DossierCommand):
    """Announce an open selection for a post."""

    ACT = "selection-open"
    basis: Text
    selection: Id
    post: Id
    notice: Text
    criteria: Words = ()
    apply_until: Day
    shortlist_size: Count = 3
    pass_score: Score | None = None
    publicity_days: Days = 0


class Apply(DossierCommand):
    """Record that a cadre applies."""

    ACT = "selection-apply"
    selection: Id
    cadre: Id


class Examine(DossierCommand):
    """Record an applicant's score."""

    ACT = "selection-exam"
    basis: Text
    selection: Id
    cadre: Id
    part: ExamPart = "written"
    score: Score


class Shortlist(DossierCommand):
    """Name the applicants who stay in the selection."""

    ACT = "selection-shortlist"
    basis: Text
    selection: Id
    cadres: Units


class Publicise(DossierCommand):
    """Show the shortlist to the public up to but not including `until`."""

    ACT = "selection-publicise"
    basis: Text
    selection: Id
    until: Day


class DecideSelection(DossierCommand):
    """End an open selection with somebody chosen, or with nobody."""

    ACT = "selection-decide"
    basis: Text
    selection: Id
    cadre: Id | None = None


class EnterReserve(DossierCommand):
    """Put a cadre into the reserve for a level or a post."""

    ACT = "reserve-add"
    basis: Text
    cadre: Id
    source: Source = "organisation"
    for_level: Id | None = None
    for_post: Id | None = None
    until: Day | None = None


class LeaveReserve(DossierCommand):
    """Take a cadre out of the reserve."""

    ACT = "reserve-remove"
    basis: Text
    cadre: Id


class Nominate(DossierCommand):
    """Nominate a cadre as a model worker or deputy."""

    ACT = "nominate"
    basis: Text
    cadre: Id
    honour: Honour
    year: Annotated[Number, Field(ge=1700, le=2199)] | None = None


COMMANDS = (
    OpenSelection,
    Apply,
    Examine,
    Shortlist,
    Publicise,
    DecideSelection,
    EnterReserve,
    LeaveReserve,
    Nominate,
)
"""Every act of the dossier."""
