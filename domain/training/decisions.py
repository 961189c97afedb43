"""Deciding on training: plans, enrolments, sessions, accepted workload."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, TypeAlias, assert_never

from domain.amounts import tenths
from domain.body.reading import departed
from domain.errors import BadInput
from domain.facts import Decided, Facts, Proposed, known_level, later, unit_on
from domain.finding import Finding
from domain.ledger import Act
from domain.places import unit_closed
from domain.training.commands import AcceptWorkload, EnrolForTraining, PlanTraining, RecordTraining
from domain.training.events import TrainingEnrolled, TrainingPlanned, TrainingRecorded, WorkloadAccepted
from domain.training.forms import FORMS, Scope

AnyCommand: TypeAlias = PlanTraining | EnrolForTraining | RecordTraining | AcceptWorkload
ONE_DAY = timedelta(days=1)
HALF_A_DAY = "0.5"
HOME: Scope = "in-county"


def decide(command: AnyCommand, facts: Facts) -> Decided:
    """What the line proposes to record and what stands in its way. Raises BadInput for what cannot be read."""
    match command:
        case PlanTraining():
            return plan(command, facts)
        case EnrolForTraining():
            return enrol(command, facts)
        case RecordTraining():
            return attend(command, facts)
        case AcceptWorkload():
            return accept(command, facts)
        case _:
            assert_never(command)


def plan(command: PlanTraining, facts: Facts) -> Decided:
    """A plan of a unit; each id stands for one plan. Raises BadInput for an unknown unit or level, or a wrong end."""
    closed = unit_closed(command.unit, command.effective, facts)
    known_level(facts, command.level)
    later(command.until, command.effective)
    known_forms(command.forms, [form for forms in FORMS.values() for form in forms])
    if facts.exists(stream := f"training-plan:{command.plan}"):
        wording = f"There is a training plan {command.plan} already; correct it, or give the new one another id."
        return Decided(findings=(Finding("training-plan-there", wording, figures={"plan": command.plan}),))
    names = TrainingPlanned.model_fields
    body = TrainingPlanned(**{name: getattr(command, name) for name in names})
    return Decided((Proposed(stream, body, command.effective, unit=command.unit),), closed)


def enrol(command: EnrolForTraining, facts: Facts) -> Decided:
    """A cadre is called to a session, once. Raises BadInput for an unknown cadre or plan, or where the kind lacks."""
    facts.cadre(command.cadre)
    if command.kind is None:
        raise BadInput(f"session {command.session}: say its --kind: {', '.join(FORMS)}")
    known_plan(command.plan, facts)
    if gone := departed(command.cadre, command.effective, facts):
        return Decided(findings=gone)
    if found := [act for act in _about(facts, "training-enrolled", command.cadre) if _same(act, command.session)]:
        wording = f"{command.cadre} is enrolled for session {command.session} already, by {found[0].id}."
        return Decided(findings=(_finding("training-enrolled-twice", wording, command, found),))
    body = TrainingEnrolled(
        cadre=command.cadre,
        unit=_unit_of(command, facts),
        session=command.session,
        kind=command.kind,
        until=later(command.until, command.effective) or command.effective + ONE_DAY,
        collective=command.collective,
        plan=command.plan,
    )
    return Decided((Proposed(f"training:{command.cadre}", body, command.effective, unit=body.unit),))


def attend(command: RecordTraining, facts: Facts) -> Decided:
    """A cadre attended a session; what the enrolment said need not be said again.

    The same session, or one of the same kind on the same days, is refused: the days would count twice.
    Raises BadInput for an unknown cadre or plan, a missing kind, no days and no hours, or more days than there were.
    """
    facts.cadre(command.cadre)
    if command.unit is not None:
        facts.unit(command.unit)
    called = [act for act in _about(facts, "training-enrolled", command.cadre) if _same(act, command.session)]
    body = _attended(command, called, facts)
    known_plan(body.plan, facts)
    counted = (*departed(command.cadre, command.effective, facts), *twice(body, command.effective, facts))
    evidence = tuple(act.id for act in called)
    proposed = Proposed(f"training:{command.cadre}", body, command.effective, unit=body.unit, evidence=evidence)
    return Decided(() if counted else (proposed,), counted)


def _attended(command: RecordTraining, called: Sequence[Act], facts: Facts) -> TrainingRecorded:
    told: dict[str, Any] = called[0].body.__dict__ if called else {}
    kind = command.kind or told.get("kind")
    if kind is None:
        raise BadInput(f"session {command.session}: say its --kind: {', '.join(FORMS)}")
    if command.form is not None:
        known_forms((command.form,), FORMS[kind])
    until = later(command.until, command.effective) or max(told.get("until", date.min), command.effective + ONE_DAY)
    measured(command, command.effective, until)
    collective = command.collective if command.collective is not None else bool(told.get("collective"))
    unit = command.unit or _unit_of(command, facts)
    return TrainingRecorded(
        cadre=command.cadre,
        unit=unit,
        session=command.session,
        kind=kind,
        form=command.form,
        until=until,
        days=command.days,
        hours=command.hours,
        missed_hours=command.missed_hours,
        collective=collective,
        scope=command.scope or _where(command.session, unit, facts),
        plan=command.plan or told.get("plan"),
        cost=command.cost,
        assignment=command.assignment,
    )


def _where(session: str, unit: str | None, facts: Facts) -> Scope:
    """Where the session was, as it is on file of somebody else of the unit; in the county if it is not."""
    found = (act.body for _, act in facts.entries("training-recorded", f"unit:{unit}") if _same(act, session))
    return next((body.scope for body in found if isinstance(body, TrainingRecorded)), HOME)


def measured(command: RecordTraining | TrainingRecorded, start: date, until: date) -> None:
    """Nothing, if days or hours are told and fit. Raises BadInput otherwise."""
    if command.days is None and command.hours is None:
        raise BadInput(f"session {command.session}: say how long it was, with --days or --hours")
    length = (until - start).days
    if tenths(command.days) > length * 10:
        raise BadInput(
            f"session {command.session} lasted {length} days from {start} to {until} (excluded); "
            f"{command.days} days of it cannot have been attended"
        )
    if command.hours is not None and tenths(command.hours) > length * 240:
        raise BadInput(f"session {command.session}: {command.hours} hours do not fit into {length} days")
    if command.missed_hours is not None and tenths(command.missed_hours) > tenths(command.hours):
        raise BadInput(f"session {command.session}: more hours were missed than it had; give --hours with all of them")


def twice(body: TrainingRecorded, start: date, facts: Facts, *, but: str | None = None) -> Iterator[Finding]:
    """What would count the same time twice; `but` is the event of the session itself."""
    for act in _about(facts, "training-recorded", body.cadre):
        if act.id == but:
            continue
        if _same(act, body.session):
            wording = f"{body.cadre} attended session {body.session} already, by {act.id}; correct that act instead."
            yield _finding("training-twice", wording, body, [act])
        elif _overlap(act, start, body):
            wording = (
                f"{body.cadre} attended {body.kind} session {act.body.__dict__['session']} from {act.effective} to "
                f"{act.body.__dict__['until']} (excluded), by {act.id}; the same days cannot count again "
                f"for session {body.session}."
            )
            yield _finding("training-overlap", wording, body, [act])


def _overlap(act: Act, start: date, body: TrainingRecorded) -> bool:
    """Whether both are of one kind and share a day; two sessions of half a day fit into one day."""
    other = act.body.__dict__
    if other["kind"] != body.kind or not (act.effective < body.until and start < other["until"]):
        return False
    one_day = act.effective == start and other["until"] == body.until == start + ONE_DAY
    return not (one_day and other["days"] == body.days == HALF_A_DAY)


def accept(command: AcceptWorkload, facts: Facts) -> Decided:
    """A committee accepted party work, when it was done. Raises BadInput for an unknown cadre or a wrong time."""
    facts.cadre(command.cadre)
    if command.work_until <= command.work_from:
        raise BadInput(f"the end {command.work_until} does not lie after {command.work_from}")
    names = WorkloadAccepted.model_fields
    body = WorkloadAccepted(**{name: getattr(command, name) for name in names})
    if early := accepted(body, command.effective):
        return Decided(findings=early)
    return Decided((Proposed(f"workload:{command.cadre}", body, command.effective),))


def accepted(body: WorkloadAccepted, day: date) -> tuple[Finding, ...]:
    """What stands in the way of accepting the work on the day: that it is not done yet."""
    if body.work_until <= day:
        return ()
    wording = (
        f"The work of {body.cadre} up to {body.work_until} (excluded) cannot be accepted on {day}: it is not done yet. "
        "Name an earlier end, or accept it when it is done."
    )
    return (Finding("workload-not-done", wording, earliest=body.work_until.isoformat()),)


def _about(facts: Facts, topic: str, cadre: str) -> list[Act]:
    return [act for _, act in facts.entries(topic, f"cadre:{cadre}")]


def _same(act: Act, session: str) -> bool:
    return bool(act.body.__dict__["session"] == session)


def _finding(rule: str, wording: str, command: TrainingRecorded | EnrolForTraining, acts: Sequence[Act]) -> Finding:
    figures = {"cadre": command.cadre, "session": command.session}
    return Finding(rule, wording, facts=tuple(act.id for act in acts), figures=figures)


def known_plan(name: str | None, facts: Facts) -> None:
    """Nothing, if there is such a plan or none is named. Raises BadInput otherwise."""
    if name is not None and not facts.exists(f"training-plan:{name}"):
        raise BadInput(f"there is no training plan {name}; make it with: cadre train plan {name}")


def known_forms(named: Sequence[str], forms: Sequence[str]) -> None:
    """Nothing, if each is one of the forms. Raises BadInput otherwise."""
    if wrong := [form for form in named if form not in forms]:
        raise BadInput(f"{wrong[0]!r} is no form of it; the forms are {', '.join(forms)}")


def _unit_of(command: RecordTraining | EnrolForTraining, facts: Facts) -> str | None:
    """The unit of the post that the cadre holds on the day, an own one before others."""
    held = [each for each in facts.cadre(command.cadre).career.holdings if each.since <= command.effective < each.end]
    held.sort(key=lambda each: (each.segments[-1].kind != "substantive", each.since, each.post))
    return unit_on(facts, held[0].post, command.effective) if held else None
