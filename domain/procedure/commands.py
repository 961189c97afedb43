"""The acts of procedures: calendars, definitions, cases, tasks, notices and meetings."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from domain.commands import Day, DossierCommand, Id, Ids, Number, Text, Truth, Units, Words

_NUMBERED = re.compile(r"\d{1,6}", re.ASCII)


def _told(value: object) -> object:
    """`name=value;name=value`, or a list of such pairs, as a mapping."""
    if isinstance(value, Mapping):
        return dict(value)
    words = value.split(";") if isinstance(value, str) else value
    if not isinstance(words, list | tuple):
        return value
    told = [word.strip() for word in words if isinstance(word, str) and word.strip()]
    if wrong := [word for word in told if "=" not in word]:
        raise ValueError(f"{wrong[0]!r} is not of the form NAME=VALUE")
    return dict(word.split("=", 1) for word in told)


def _counted(value: object) -> object:
    told = _told(value)
    if not isinstance(told, dict):
        return told
    if wrong := [each for each in told.values() if not _NUMBERED.fullmatch(str(each))]:
        raise ValueError(f"{wrong[0]!r} is not a whole number")
    return {name: int(each) for name, each in told.items()}


Told: TypeAlias = Annotated[dict[Id, Text], BeforeValidator(_told)]
Counts: TypeAlias = Annotated[dict[Id, int], BeforeValidator(_counted)]
Count: TypeAlias = Annotated[Number, Field(ge=0, le=100_000)]
Year: TypeAlias = Annotated[Number, Field(ge=1700, le=2199)]


class PublishCalendar(DossierCommand):
    """Publish a notice on the working days of a year; `off` and `worked` are days."""

    ACT = "calendar-publish"
    calendar: Id
    title: Text
    weekend: Words = ("saturday", "sunday")
    year: Year
    notice: Text
    issued: Day
    off: Words = ()
    worked: Words = ()
    revises: Truth = False


class PublishProcedure(DossierCommand):
    """Put a version of a procedure in force from a day; `content` is its canonical text."""

    ACT = "procedure-publish"
    procedure: Id
    version: Text
    content: str


class OpenCase(DossierCommand):
    """Open a case on one cadre or more; what the procedure needs to be given stands in `given`."""

    ACT = "case-open"
    procedure: Id
    case: Id | None = None
    cadre: Units
    given: Told = Field(default_factory=dict)
    staff: Told = Field(default_factory=dict)


class CaseCommand(DossierCommand):
    """An act in a running case."""

    case: Id


class StaffCase(CaseCommand):
    """Name who fills a role of the case from now on."""

    ACT = "case-staff"
    role: Id
    person: Units


class TickCase(CaseCommand):
    """Let happen what was due by the day."""

    ACT = "case-tick"


class WithdrawCase(CaseCommand):
    """End a case that has had no effect on the register yet."""

    ACT = "case-withdraw"
    reason: Text


class AnnulCase(CaseCommand):
    """End a case and undo what it did to the register."""

    ACT = "case-annul"
    reason: Text


class ReopenCase(CaseCommand):
    """Take an ended case up again as a new one, with what it was given unless something else is given now."""

    ACT = "case-reopen"
    as_case: Id | None = None
    given: Told = Field(default_factory=dict)
    staff: Told = Field(default_factory=dict)
    reason: Text


class MigrateCase(CaseCommand):
    """Let a case go on under another version of its procedure."""

    ACT = "case-migrate"
    version: Text
    steps: Told = Field(default_factory=dict)
    terms: Told = Field(default_factory=dict)


class TaskCommand(CaseCommand):
    """An act on a task of a case; without `step` on the one that is open."""

    step: Id | None = None


class ClaimTask(TaskCommand):
    """Take a task on, for oneself or in somebody's stead."""

    ACT = "task-claim"
    person: Id | None = None
    behalf: Id | None = None


class ReleaseTask(TaskCommand):
    """Give a task back."""

    ACT = "task-release"
    person: Id | None = None


class CompleteTask(TaskCommand):
    """Do a task: how it ends, by whose hands, with which documents and counts."""

    ACT = "task-complete"
    outcome: Id
    person: Ids = ()
    documents: Told = Field(default_factory=dict)
    counts: Counts = Field(default_factory=dict)


class ReturnTask(TaskCommand):
    """Send a case back from an open task to one that was done before."""

    ACT = "task-return"
    to: Id
    reason: Text


class OpenPublicity(TaskCommand):
    """Record that the notice of a case was put up."""

    ACT = "publicity-open"
    where: Text
    text: Text | None = None


class RaiseObjection(TaskCommand):
    """Record an objection to the notice of a case; without a name it is anonymous."""

    ACT = "publicity-object"
    by: Text | None = None
    grounds: Text


class ResolveObjection(CaseCommand):
    """Settle an objection."""

    ACT = "publicity-resolve"
    objection: Annotated[Number, Field(ge=1)]
    result: Literal["upheld", "dismissed", "not-admitted"]
    reason: Text


class ConveneMeeting(DossierCommand):
    """Call a body together: its members, and the cases on which it is to decide."""

    ACT = "meeting-convene"
    meeting: Id
    body: Text
    person: Units
    case: Units


class AttendMeeting(DossierCommand):
    """Record who is present at a meeting."""

    ACT = "meeting-attend"
    meeting: Id
    person: Units


class VoteInMeeting(DossierCommand):
    """Record the vote on a case of the agenda: counts, or in an open ballot names."""

    ACT = "meeting-vote"
    meeting: Id
    case: Id
    ayes: Count | None = None
    nays: Count | None = None
    abstentions: Count | None = None
    aye: Ids = ()
    nay: Ids = ()
    abstain: Ids = ()
    recused: Ids = ()
    sheet: Text | None = None
    deferred: Truth = False
    reconsider: Truth = False


class CloseMeeting(DossierCommand):
    """End a meeting."""

    ACT = "meeting-close"
    meeting: Id


COMMANDS = (
    PublishCalendar,
    PublishProcedure,
    OpenCase,
    StaffCase,
    TickCase,
    WithdrawCase,
    AnnulCase,
    ReopenCase,
    MigrateCase,
    ClaimTask,
    ReleaseTask,
    CompleteTask,
    ReturnTask,
    OpenPublicity,
    RaiseObjection,
    ResolveObjection,
    ConveneMeeting,
    AttendMeeting,
    VoteInMeeting,
    CloseMeeting,
)
"""Every act of the dossier."""
