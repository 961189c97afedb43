"""Deciding on the acts of procedures: a move in a case, or a fact of a calendar, a definition or a meeting."""

from collections.abc import Mapping
from typing import TypeAlias

from domain.errors import BadInput
from domain.facts import Decided, Facts
from domain.procedure.case import Case
from domain.procedure.commands import (
    AnnulCase,
    AttendMeeting,
    CaseCommand,
    ClaimTask,
    CloseMeeting,
    CompleteTask,
    ConveneMeeting,
    MigrateCase,
    OpenCase,
    OpenPublicity,
    PublishCalendar,
    PublishProcedure,
    RaiseObjection,
    ReleaseTask,
    ReopenCase,
    ResolveObjection,
    ReturnTask,
    StaffCase,
    TickCase,
    VoteInMeeting,
    WithdrawCase,
)
from domain.procedure.definition import TASKS, Procedure
from domain.procedure.interpreter import brought_up
from domain.procedure.library import version_on
from domain.procedure.meetings import on_meeting
from domain.procedure.moves import (
    Complete,
    Look,
    Migrate,
    Move,
    Publicise,
    Raise,
    Release,
    Reopen,
    SendBack,
    Settle,
    Staff,
    Start,
    Stop,
    Take,
)
from domain.procedure.publishing import publish_calendar, publish_procedure
from domain.procedure.reservation import reserved
from domain.procedure.running import (
    around,
    case_named,
    first_day,
    known_or_near,
    moved,
    published_versions,
    version_named,
)

AnyCommand: TypeAlias = (
    PublishCalendar
    | PublishProcedure
    | OpenCase
    | CaseCommand
    | ConveneMeeting
    | AttendMeeting
    | VoteInMeeting
    | CloseMeeting
)


def decide(command: AnyCommand, facts: Facts) -> Decided:
    """What the line proposes to record and what stands in its way. Raises BadInput for what cannot be read."""
    match command:
        case PublishCalendar():
            return publish_calendar(command, facts)
        case PublishProcedure():
            return publish_procedure(command, facts)
        case OpenCase():
            return open_case(command, facts)
        case ReopenCase():
            return reopen_case(command, facts)
        case CaseCommand():
            return in_case(command, facts)
        case ConveneMeeting() | AttendMeeting() | VoteInMeeting() | CloseMeeting():
            return on_meeting(command, facts)


def open_case(command: OpenCase, facts: Facts) -> Decided:
    """A case begins under the version in force on its day; the posts it reserves are nobody else's to fill."""
    name = command.case or f"{command.procedure}-{command.cadre[0]}-{command.effective:%Y%m%d}"
    return _begin(name, command.procedure, Start(command.cadre, command.given, _staff(command.staff)), command, facts)


def _staff(told: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {role: tuple(filter(None, persons.split(","))) for role, persons in told.items()}


def _begin(name: str, procedure: str, move: Start, command: OpenCase | ReopenCase, facts: Facts) -> Decided:
    version = version_on(published_versions(procedure, facts), command.effective)
    if version is None:
        raise BadInput(f"no version of {procedure} is in force on {command.effective}")
    for who in move.subjects:
        facts.cadre(who)
    posts = [move.given[each] for each in version.reserves if each in move.given]
    for post in posts:
        facts.post(post)
    if facts.ledger(f"case:{name}").version:
        option = "--case" if isinstance(command, OpenCase) else "--as-case"
        raise BadInput(f"there is a case {name} already; give this one another id with {option}")
    if taken := reserved(posts, command.effective, facts):
        return Decided(findings=(taken,))
    return moved(move, Case(id=name), around(version, move.subjects, facts), command, facts)


def reopen_case(command: ReopenCase, facts: Facts) -> Decided:
    """An ended case is taken up again: a new case that says so, and a pointer to it on the old one."""
    old, name = case_named(command.case, facts), command.as_case or f"{command.case}-again"
    pointed = moved(Reopen(name), old, around(version_named(old, facts), old.subjects, facts), command, facts)
    if pointed.findings:
        return pointed
    staff = {**old.staff, **_staff(command.staff)}
    begun = _begin(
        name, old.procedure, Start(old.subjects, {**old.given, **command.given}, staff, old.id), command, facts
    )
    return begun._replace(events=(*pointed.events, *begun.events))


def in_case(command: CaseCommand, facts: Facts) -> Decided:
    """An act in a running case, under the version it runs under."""
    case = case_named(command.case, facts)
    where = around(version_named(case, facts), case.subjects, facts)
    day = first_day(case, min(command.effective, facts.today()))
    move = _move(command, brought_up(case, where, day), where.procedure, facts)
    return moved(move, case, where, command, facts)


def _move(command: CaseCommand, case: Case, procedure: Procedure, facts: Facts) -> Move:
    match command:
        case ClaimTask():
            return Take(_task(command.step, case, procedure), command.person or facts.actor(), command.behalf or "")
        case ReleaseTask():
            return Release(_task(command.step, case, procedure), command.person or facts.actor())
        case CompleteTask():
            return _completed(command, case, procedure, facts)
        case ReturnTask():
            return SendBack(_task(command.step, case, procedure), command.to)
        case OpenPublicity():
            return Publicise(_notice(command.step, case, procedure), command.where, command.text or "")
        case RaiseObjection():
            return Raise(_notice(command.step, case, procedure), command.by or "", command.grounds)
        case ResolveObjection():
            return Settle(command.objection, command.result)
        case StaffCase():
            return Staff(command.role, command.person)
        case WithdrawCase():
            return Stop("withdrawn", command.reason)
        case AnnulCase():
            return Stop("annulled", command.reason)
        case MigrateCase():
            return _migration(command, case, facts)
        case TickCase() | _:
            return Look()


def _completed(command: CompleteTask, case: Case, procedure: Procedure, facts: Facts) -> Complete:
    step = _task(command.step, case, procedure)
    standing = case.standing(step)
    claimed = tuple(each.person for each in standing.claims) if standing else ()
    persons = command.person or (() if claimed else (facts.actor(),))
    return Complete(step, command.outcome, persons, command.documents, command.counts)


def _migration(command: MigrateCase, case: Case, facts: Facts) -> Migrate:
    known = {each.version: each for each in published_versions(case.procedure, facts)}
    known_or_near(command.version, tuple(known), f"version of {case.procedure}")
    return Migrate(known[command.version], command.steps, command.terms)


def _task(step: str | None, case: Case, procedure: Procedure) -> str:
    return step or _only(case, procedure, TASKS, "task")


def _notice(step: str | None, case: Case, procedure: Procedure) -> str:
    return step or _only(case, procedure, ("publicity",), "public notice")


def _only(case: Case, procedure: Procedure, kinds: tuple[str, ...], what: str) -> str:
    """The one open step of these kinds; of none the first open one, so that the refusal says what is open."""
    fitting = [each.step for each in case.open if procedure.steps[each.step].kind in kinds]
    if len(fitting) > 1:
        raise BadInput(f"{' and '.join(fitting)} are open in {case.id}; name one: --step")
    return fitting[0] if fitting else next((each.step for each in case.open), what)
