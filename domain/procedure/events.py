"""What can have happened in procedures: calendars, definitions, cases and meetings."""

from collections.abc import Mapping
from datetime import date

from domain.events import DossierEvent
from domain.procedure.meeting_events import MeetingAttended, MeetingClosed, MeetingConvened, MeetingVoted
from domain.procedure.term_events import (
    CaseEvent,
    CaseTerm,
    CaseTermElapsed,
    CaseTermMoved,
    CaseTermResumed,
    CaseTermSuspended,
)


class CalendarPublished(DossierEvent):
    """A notice published the days off and the worked days of a year; a revision changes only the days it names."""

    TOPIC = "calendar-published/1"
    SAYS = "{notice} published the working days of {year} in the calendar {calendar}"
    ABOUT = ()
    calendar: str
    title: str
    weekend: tuple[str, ...]
    year: int
    notice: str
    issued: date
    off: tuple[date, ...]
    worked: tuple[date, ...]
    revises: bool


class ProcedurePublished(DossierEvent):
    """A version of a procedure is in force from the effective day; `content` is its whole canonical text."""

    TOPIC = "procedure-published/1"
    SAYS = "Version {version} of the procedure {procedure} was put in force"
    ABOUT = ()
    procedure: str
    version: str
    title: str
    hash: str
    content: str


class CaseOpened(CaseEvent):
    """A case began under a version of a procedure; `staff` says by role who may do its steps, `posts` are reserved."""

    TOPIC = "case-opened/1"
    SAYS = "The case {case} ({procedure}, version {version}) was opened"
    ABOUT = (("cadres", "cadre"), ("posts", "post"))
    procedure: str
    version: str
    hash: str
    cadres: tuple[str, ...]
    given: Mapping[str, str]
    staff: Mapping[str, str]
    posts: tuple[str, ...]


class CaseStepEntered(CaseTerm):
    """The case came to a step; its term, if it has one, began."""

    TOPIC = "case-step-entered/1"
    SAYS = "The case {case} came to {step}"
    branch: str


class CaseTaskClaimed(CaseEvent):
    """Somebody took a task on, perhaps in somebody's stead."""

    TOPIC = "case-task-claimed/1"
    SAYS = "{person} took {step} of the case {case} on"
    step: str
    person: str
    behalf: str | None


class CaseTaskReleased(CaseEvent):
    """Somebody gave a task back."""

    TOPIC = "case-task-released/1"
    SAYS = "{person} gave {step} of the case {case} back"
    step: str
    person: str


class CaseStepFinished(CaseEvent):
    """A step ended; `persons` are those whose hands did it and those they stood in for."""

    TOPIC = "case-step-finished/1"
    SAYS = "{step} of the case {case} ended: {outcome}"
    step: str
    outcome: str
    persons: tuple[str, ...]
    documents: tuple[str, ...]
    counts: Mapping[str, int]


class CaseTaskReturned(CaseEvent):
    """The case was sent back from a task to one that was done before."""

    TOPIC = "case-task-returned/1"
    SAYS = "The case {case} was sent back from {step} to {to}"
    step: str
    to: str


class CaseBallotCounted(CaseEvent):
    """A body decided, with those entitled, present and standing aside; a secret ballot keeps counts only."""

    TOPIC = "case-ballot-counted/1"
    SAYS = "{ayes} for, {nays} against, {abstentions} abstaining on {step} of the case {case}: {outcome}"
    step: str
    meeting: str
    entitled: tuple[str, ...]
    present: tuple[str, ...]
    recused: tuple[str, ...]
    ayes: int
    nays: int
    abstentions: int
    votes: Mapping[str, str]
    sheet: str | None
    secret: bool
    deferred: bool
    outcome: str


class CaseBallotReconsidered(CaseEvent):
    """A body voted on taking a decision up again: `reconsidered` the case is back at the ballot, `kept` it is not."""

    TOPIC = "case-ballot-reconsidered/1"
    SAYS = (
        "{ayes} for, {nays} against, {abstentions} abstaining on taking {step} of the case {case} up again: {outcome}"
    )
    step: str
    meeting: str
    entitled: tuple[str, ...]
    present: tuple[str, ...]
    recused: tuple[str, ...]
    ayes: int
    nays: int
    abstentions: int
    votes: Mapping[str, str]
    sheet: str | None
    secret: bool
    outcome: str


class CasePublicityOpened(CaseTerm):
    """A notice was put up; its term counts from that day."""

    TOPIC = "case-publicity-opened/1"
    SAYS = "The notice of the case {case} is up ({where}) until {due}"
    where: str
    text: str | None


class CaseObjectionRaised(CaseEvent):
    """Somebody objected to a notice; nobody is named for an anonymous objection."""

    TOPIC = "case-objection-raised/1"
    SAYS = "Objection {objection} was raised in the case {case}"
    step: str
    objection: int
    by: str | None
    grounds: str


class CaseObjectionResolved(CaseEvent):
    """An objection was upheld, dismissed or not admitted."""

    TOPIC = "case-objection-resolved/1"
    SAYS = "Objection {objection} in the case {case}: {result}"
    step: str
    objection: int
    result: str


class CaseTaskEscalated(CaseEvent):
    """A task is late, or soon will be, and was taken to somebody."""

    TOPIC = "case-task-escalated/1"
    SAYS = "{step} of the case {case}, due on {due}, was taken to {to}"
    step: str
    rung: int
    to: str
    due: date


class CaseIncidentRaised(CaseEvent):
    """Something keeps the case from going on that an officer must put right."""

    TOPIC = "case-incident-raised/1"
    SAYS = "The case {case} cannot go on: {says}"
    step: str
    kind: str
    says: str


class CaseStaffed(CaseEvent):
    """Others fill a role of the case."""

    TOPIC = "case-staffed/1"
    SAYS = "{persons} fill the role {role} in the case {case}"
    role: str
    persons: tuple[str, ...]


class CaseMigrated(CaseEvent):
    """The case goes on under another version; `steps` says which step became which, where the name differs."""

    TOPIC = "case-migrated/1"
    SAYS = "The case {case} goes on under version {version}"
    version: str
    hash: str
    steps: Mapping[str, str]


class CaseEnded(CaseEvent):
    """The case came to an end of its procedure, or was withdrawn or annulled."""

    TOPIC = "case-ended/1"
    SAYS = "The case {case} ended: {end}"
    end: str
    why: str | None


class CaseReopened(CaseEvent):
    """An ended case was taken up again as another one; it stays as it ended."""

    TOPIC = "case-reopened/1"
    SAYS = "The case {case} was taken up again as {by}"
    by: str


class CaseReopening(CaseEvent):
    """A case takes up an ended one again."""

    TOPIC = "case-reopening/1"
    SAYS = "The case {case} takes {reopens} up again"
    reopens: str


CASE_EVENTS: tuple[type[CaseEvent], ...] = (
    CaseOpened,
    CaseStepEntered,
    CaseTaskClaimed,
    CaseTaskReleased,
    CaseStepFinished,
    CaseTaskReturned,
    CaseBallotCounted,
    CaseBallotReconsidered,
    CasePublicityOpened,
    CaseObjectionRaised,
    CaseObjectionResolved,
    CaseTermSuspended,
    CaseTermResumed,
    CaseTermMoved,
    CaseTermElapsed,
    CaseTaskEscalated,
    CaseIncidentRaised,
    CaseStaffed,
    CaseMigrated,
    CaseEnded,
    CaseReopened,
    CaseReopening,
)
EVENTS = (
    CalendarPublished,
    ProcedurePublished,
    *CASE_EVENTS,
    MeetingConvened,
    MeetingAttended,
    MeetingVoted,
    MeetingClosed,
)
"""Every event of the dossier."""
