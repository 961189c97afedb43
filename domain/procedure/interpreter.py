"""What a case does with a move: `decide` says which facts follow, or why none may; it writes nothing, asks no clock.

Before every move whatever was due by its day happens first, on the days on which it was due.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple, assert_never

from domain.procedure.case import Case, Claim, Fact, Open
from domain.procedure.definition import Step
from domain.procedure.flow import (
    Around,
    Draft,
    NotAllowed,
    check_way_back,
    enter,
    finish,
    is_task,
    look_for_somebody,
    objections,
)
from domain.procedure.migration import check_version, migrate
from domain.procedure.moves import (
    Complete,
    Look,
    Migrate,
    Move,
    Publicise,
    Raise,
    Reconsider,
    Release,
    Reopen,
    SendBack,
    Settle,
    Staff,
    Start,
    Stop,
    Take,
    Tally,
)
from domain.procedure.notice import publicise, raise_objection, settle
from domain.procedure.tally import count, reconsider
from domain.procedure.timers import bring_up
from domain.procedure.validity import check_valid

ENDED: Final = "case-ended"
ONWARD: Final = (Take, Complete, SendBack, Tally, Reconsider, Publicise)
"""Moves by which a case goes on under its version."""


class Moved(NamedTuple):
    """What a move leads to: the facts in their order, the case after them, and the acts of the register it causes."""

    facts: tuple[Fact, ...]
    case: Case
    acts: tuple[Mapping[str, str], ...]


def decide(move: Move, case: Case, around: Around, day: date) -> Moved:
    """The facts that the move on a day leads to. Raises NotAllowed with a code and a sentence if it may not be."""
    draft = Draft(case, around)
    if not isinstance(move, Start):
        _come_to(move, draft, day)
    _make(move, draft, day)
    bring_up(draft, day)
    return Moved(tuple(draft.facts), draft.case, tuple(draft.acts))


def _come_to(move: Move, draft: Draft, day: date) -> None:
    """The case as it stands on the day, if the move can be made in it at all."""
    case = draft.case
    if case.ended and not isinstance(move, Reopen):
        says = (
            f"the case {case.id} ended on {case.day} ({case.ended}); take it up again with: cadre case reopen {case.id}"
        )
        raise NotAllowed(ENDED, says)
    if day < case.day:
        says = f"the case {case.id} has come to {case.day}; nothing can be done in it on {day}, before that"
        raise NotAllowed("day-passed", says)
    bring_up(draft, day)
    if draft.case.ended and not case.ended and not isinstance(move, Look | Reopen):
        raise NotAllowed(ENDED, f"the case {case.id} ended on {draft.case.day} ({draft.case.ended}) by itself")
    if isinstance(move, ONWARD):
        check_version(draft, day)


def brought_up(case: Case, around: Around, day: date) -> Case:
    """The case as it stands at the end of a day, whether or not anybody has looked at it; ended ones as they are."""
    draft = Draft(case, around)
    bring_up(draft, day)
    return draft.case


def _make(move: Move, draft: Draft, day: date) -> None:
    match move:
        case Start():
            start(move, draft, day)
        case Take():
            take(move, draft, day)
        case Release():
            release(move, draft, day)
        case Complete():
            complete(move, draft, day)
        case SendBack():
            send_back(move, draft, day)
        case Tally():
            count(move, draft, day)
        case Reconsider():
            reconsider(move, draft, day)
        case Publicise():
            publicise(move, draft, day)
        case Raise():
            raise_objection(move, draft, day)
        case Settle():
            settle(move, draft, day)
        case Staff():
            staff(move, draft, day)
        case Stop():
            stop(move, draft, day)
        case Reopen():
            reopen(move, draft, day)
        case Look():
            return
        case Migrate():
            migrate(move, draft, day)
        case _:
            assert_never(move)


def start(move: Start, draft: Draft, day: date) -> None:
    """The case begins under the version in force on the day, with what the definition needs."""
    procedure = draft.around.procedure
    if not procedure.since <= day < procedure.until:
        says = f"version {procedure.version} of {procedure.id} is not in force on {day}; publish the one that is"
        raise NotAllowed("not-in-force", says)
    if missing := [each for each in procedure.needs if not move.given.get(each)]:
        raise NotAllowed("facts-missing", f"{procedure.id} needs to be given {', '.join(missing)}")
    if len(move.subjects) != procedure.subjects:
        raise NotAllowed("facts-missing", f"{procedure.id} is about {procedure.subjects} cadre(s), each named once")
    if strange := sorted(set(move.staff) - set(procedure.roles)):
        known = ", ".join(procedure.roles)
        raise NotAllowed("unknown-role", f"{procedure.id} has no role {', '.join(strange)}; its roles are {known}")
    draft.add(
        "case-opened",
        day,
        procedure=procedure.id,
        version=procedure.version,
        hash=procedure.hash,
        cadres=move.subjects,
        given=dict(move.given),
        staff={role: ";".join(persons) for role, persons in move.staff.items()},
        posts=tuple(move.given[each] for each in procedure.reserves),
    )
    if move.reopens:
        draft.add("case-reopening", day, reopens=move.reopens)
    enter(draft, procedure.start, day, "")


def open_task(draft: Draft, name: str) -> tuple[Open, Step]:
    """The open task of this name. Raises NotAllowed naming those that are open."""
    standing = draft.case.standing(name)
    if standing is None or not is_task(draft.step(name)):
        waits = ", ".join(each.step for each in draft.case.open) or "nothing"
        raise NotAllowed("not-open", f"{name} is no open task of the case {draft.case.id}; open is {waits}")
    return standing, draft.step(name)


def take(move: Take, draft: Draft, day: date) -> None:
    """Somebody takes the task on who fills the role and whom no duty bars."""
    standing, step = open_task(draft, move.step)
    if any(each.person == move.person for each in standing.claims):
        raise NotAllowed("already-claimed", f"{move.person} has taken {move.step} on already")
    if len(standing.claims) >= step.people:
        hands = ", ".join(each.person for each in standing.claims)
        raise NotAllowed("already-claimed", f"{move.step} is in the hands of {hands}; it must be given back first")
    _check_hands(draft, step, Claim(move.person, move.behalf))
    draft.add("case-task-claimed", day, step=move.step, person=move.person, behalf=move.behalf or None)


def _check_hands(draft: Draft, step: Step, claim: Claim) -> None:
    filled = draft.case.staff.get(step.role, ())
    if filled and (claim.behalf or claim.person) not in filled:
        role = draft.around.procedure.roles[step.role]
        says = f"{claim.behalf or claim.person} does not fill the role {role.id} ({role.title}): {', '.join(filled)}"
        raise NotAllowed("not-in-role", says)
    if barred := objections(draft.case, draft.around, step.id, claim):
        raise NotAllowed(barred[0][0], "; ".join(says for _, says in barred))


def release(move: Release, draft: Draft, day: date) -> None:
    """The task is free again."""
    standing, _ = open_task(draft, move.step)
    if move.person not in {each.person for each in standing.claims}:
        raise NotAllowed("not-claimed", f"{move.person} has not taken {move.step} on")
    draft.add("case-task-released", day, step=move.step, person=move.person)


def complete(move: Complete, draft: Draft, day: date) -> None:
    """The task is done, by enough hands whom no duty bars, with the documents and counts it needs."""
    standing, step = open_task(draft, move.step)
    claimed = {each.person for each in standing.claims}
    claims = (*standing.claims, *(Claim(each) for each in move.persons if each not in claimed))
    if move.outcome not in step.outcomes:
        said = ", ".join(step.outcomes)
        raise NotAllowed("unknown-outcome", f"{move.step} does not end in {move.outcome}; it ends in {said}")
    for claim in claims:
        _check_hands(draft, step, claim)
    if len({each.person for each in claims}) < step.people:
        raise NotAllowed("too-few-hands", f"{move.step} takes {step.people} persons; {len(claims)} are named")
    if missing := [each for each in step.evidence if not move.documents.get(each)]:
        raise NotAllowed("document-missing", f"{move.step} needs the documents {', '.join(missing)}")
    if missing := [each for each in step.counts if each not in move.counts]:
        raise NotAllowed("count-missing", f"{move.step} needs the counts {', '.join(missing)}")
    check_valid(draft, move.step, move.outcome, day)
    persons = tuple(dict.fromkeys(each for claim in claims for each in claim.both))
    documents = tuple(f"{name}={mark}" for name, mark in move.documents.items())
    finish(draft, move.step, move.outcome, day, persons=persons, documents=documents, counts=move.counts)
    look_for_hands(draft, day)
    draft.acts += [settled(act, draft, day) for act in step.effects.get(move.outcome, ())]


def look_for_hands(draft: Draft, day: date) -> None:
    """Incidents, if what was done or who was named leaves nobody for an open task."""
    for each in draft.case.open:
        if is_task(draft.step(each.step)) and not each.claims:
            look_for_somebody(draft, draft.step(each.step), day)


DAY_OF: Final = "$day."


def settled(act: Mapping[str, str], draft: Draft, day: date) -> dict[str, str]:
    """An act of the register with the case's facts in the place of their names: $subject, $subject2, $post, $day.STEP.

    A name that the case does not have leaves its field out.
    """
    subjects = {f"$subject{number}": who for number, who in enumerate(draft.case.subjects, 1)}
    known = {f"${name}": value for name, value in draft.case.given.items()} | subjects
    known |= {"$subject": draft.case.subjects[0], "$on": day.isoformat()}
    told: dict[str, str] = {}
    for field, value in act.items():
        if value.startswith(DAY_OF):
            done = draft.case.last_done(value.removeprefix(DAY_OF))
            told[field] = (done.day if done else day).isoformat()
        elif not value.startswith("$"):
            told[field] = value
        elif value in known:
            told[field] = known[value]
    return told


def send_back(move: SendBack, draft: Draft, day: date) -> None:
    """The case goes back from an open task or ballot to a task that was done before, behind no effect."""
    standing = draft.case.standing(move.step)
    if standing is None or draft.step(move.step).kind != "ballot":
        standing, _ = open_task(draft, move.step)
    before = draft.case.last_done(move.to)
    if before is None or not is_task(draft.step(move.to)):
        done = ", ".join(dict.fromkeys(each.step for each in draft.case.done if is_task(draft.step(each.step))))
        raise NotAllowed(
            "not-done", f"{move.to} was not done in the case {draft.case.id}; done was {done or 'nothing'}"
        )
    check_way_back(draft, move.to)
    draft.add("case-task-returned", day, step=move.step, to=move.to)
    enter(draft, move.to, day, "")


def staff(move: Staff, draft: Draft, day: date) -> None:
    """Others fill the role; what they have taken on so far stays with those who did."""
    roles = draft.around.procedure.roles
    if move.role not in roles:
        raise NotAllowed("unknown-role", f"there is no role {move.role}; the roles are {', '.join(roles)}")
    draft.add("case-staffed", day, role=move.role, persons=move.persons)
    look_for_hands(draft, day)


def stop(move: Stop, draft: Draft, day: date) -> None:
    """The case ends; what it did to the register is undone by further acts, in the reverse order."""
    done = [(each, draft.step(each.step)) for each in draft.case.done]
    effective = [(each, step) for each, step in done if step.effects.get(each.outcome)]
    if effective and move.end == "withdrawn":
        says = f"{effective[-1][1].id} has had its effect on the register; annul the case instead: cadre case annul"
        raise NotAllowed("has-effects", says)
    if fixed := [step.id for _, step in effective if step.irreversible]:
        raise NotAllowed("irreversible", f"{fixed[0]} cannot be undone, as the procedure says; decide anew")
    for _, step in reversed(effective):
        draft.acts += [settled(act, draft, day) for act in step.compensate]
    draft.add("case-ended", day, end=move.end, why=move.why)


def reopen(move: Reopen, draft: Draft, day: date) -> None:
    """The ended case points to the one that takes it up again."""
    case = draft.case
    if not case.ended:
        raise NotAllowed("case-runs", f"the case {case.id} has not ended; go on with it: cadre case show {case.id}")
    if case.reopened:
        says = f"the case {case.id} was taken up again as {case.reopened}: cadre case show {case.reopened}"
        raise NotAllowed("already-reopened", says)
    draft.add("case-reopened", day, by=move.by)
