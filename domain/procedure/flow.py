"""How a case goes on: entering steps, passing through those that last no time, joining branches, ending."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from domain.calendar import WorkCalendar, calendar_of
from domain.procedure.case import Case, Claim, Done, Fact, Open, evolve
from domain.procedure.definition import END, JOIN, TASKS, Choice, Procedure, Step, holds, is_end
from domain.procedure.term import Budget, end_of

NO_CALENDAR: Final = calendar_of("", ())


class NotAllowed(Exception):
    """What a procedure forbids: `code` names the rule, the text is a sentence to the officer."""

    def __init__(self, code: str, says: str) -> None:
        super().__init__(says)
        self.code = code


class Around(NamedTuple):
    """What a decision may look at besides the case.

    `calendars` are the editions of the procedure's calendar with the day on which each was recorded, oldest first;
    `kin` are the relatives of the case's subjects; `versions` are those of the procedure, by their first days.
    """

    procedure: Procedure
    calendars: Sequence[tuple[date, WorkCalendar]] = ()
    kin: frozenset[str] = frozenset()
    versions: Sequence[Procedure] = ()

    def calendar(self, day: date) -> WorkCalendar:
        """The edition known on a day; one without a notice if none was recorded by then."""
        return next((each for known, each in reversed(self.calendars) if known <= day), NO_CALENDAR)


class Draft:
    """A case on its way through a decision: the facts so far, and the case after them."""

    def __init__(self, case: Case, around: Around) -> None:
        self.case = case
        self.around = around
        self.facts: list[Fact] = []
        self.acts: list[Mapping[str, str]] = []

    def add(self, topic: str, day: date, **fields: Any) -> None:
        """One more fact happens."""
        fact = Fact(topic, day, fields)
        self.facts.append(fact)
        self.case = evolve(self.case, fact)

    def step(self, name: str) -> Step:
        """The definition of a step."""
        return self.around.procedure.steps[name]


def check_way_back(draft: Draft, to: str) -> None:
    """Nothing, if the case may go back to a step that was done. Raises NotAllowed beside branches, behind effects."""
    if beside := [each.step for each in draft.case.open if each.branch]:
        says = f"{beside[0]} runs beside other steps; let it end as it is and return the case after they have joined"
        raise NotAllowed("in-parallel", says)
    places = [place for place, each in enumerate(draft.case.done) if each.step == to]
    later = draft.case.done[places[-1] :] if places else ()
    if effects := [each.step for each in later if draft.step(each.step).effects.get(each.outcome)]:
        says = f"{effects[0]} has had its effect on the register; annul the case to undo it: cadre case annul"
        raise NotAllowed("has-effects", says)


def finish(  # noqa: PLR0913 - what is said of a step that ends
    draft: Draft,
    step: str,
    outcome: str,
    day: date,
    *,
    persons: Sequence[str] = (),
    documents: Sequence[str] = (),
    counts: Mapping[str, int] | None = None,
    onward: date | None = None,
) -> None:
    """The step ends so, and the case goes where that outcome leads, on the same day unless `onward` names another."""
    standing = draft.case.standing(step)
    told = {"persons": tuple(persons), "documents": tuple(documents), "counts": dict(counts or {})}
    draft.add("case-step-finished", day, step=step, outcome=outcome, **told)
    enter(draft, target_of(draft.step(step), outcome), onward or day, standing.branch if standing else "")


def target_of(step: Step, outcome: str) -> str:
    """Where an outcome of the step leads."""
    return step.outcomes.get(outcome) or next(each.to for each in step.choices if each.name == outcome)


def enter(draft: Draft, target: str, day: date, branch: str) -> None:
    """The case comes to a step, a join or an end."""
    if is_end(target):
        draft.add("case-ended", day, end=target.removeprefix(END), why=None)
    elif target.startswith(JOIN):
        if not any(each.branch == branch for each in draft.case.open):
            finish(draft, target.removeprefix(JOIN), "joined", day)
    else:
        _begin(draft, draft.step(target), day, branch)


def _begin(draft: Draft, step: Step, day: date, branch: str) -> None:
    term = step.term if step.kind != "publicity" else None
    running = _anchor(draft.case, step, day)
    calendar = draft.around.calendar(day)
    told = term_fields(calendar, term, running, opening=step.count_opening_day) if term else NO_TERM
    draft.add("case-step-entered", day, step=step.id, branch=branch, **told)
    match step.kind:
        case "gateway":
            finish(draft, step.id, chosen(step, draft.case).name, day)
        case "subcase":
            finish(draft, step.id, "entered", day)
        case "parallel":
            for each in step.branches:
                if not draft.case.ended:
                    enter(draft, each, day, step.id)
        case "task" | "poll":
            look_for_somebody(draft, step, day)


NO_TERM: Final[Mapping[str, Any]] = {
    "budget": None,
    "running": None,
    "due": None,
    "provisional": False,
    "calendar_version": 0,
}


def term_fields(calendar: WorkCalendar, budget: Budget, running: date, *, opening: bool = False) -> dict[str, Any]:
    """What a fact says of a term that counts from a day, which itself counts only where `opening` is set."""
    after = running - timedelta(days=1) if opening else running
    ends = end_of(budget, after, calendar)
    return {
        "budget": str(budget),
        "running": after.isoformat(),
        "due": ends.day.isoformat(),
        "provisional": ends.provisional,
        "calendar_version": calendar.version,
    }


def _anchor(case: Case, step: Step, day: date) -> date:
    anchored = case.last_done(step.anchor) if step.anchor else None
    return anchored.day if anchored else day


def chosen(step: Step, case: Case) -> Choice:
    """The way that a gateway takes: the first choice whose facts all hold."""
    known = {**case.given, "procedure": case.procedure, "subject": case.subjects[0] if case.subjects else ""}
    return next(each for each in step.choices if holds(each, known))


def look_for_somebody(draft: Draft, step: Step, day: date) -> None:
    """An incident, if the duties leave too few of those named for a task that has none yet."""
    if any(each.step == step.id for each in draft.case.incidents):
        return
    staff = draft.case.staff.get(step.role, ())
    free = [each for each in staff if not objections(draft.case, draft.around, step.id, Claim(each))]
    if staff and len(free) < step.people:
        title = draft.around.procedure.roles[step.role].title
        barred = f"nobody is left who may do {step.id}: of those named as {title} the duties bar too many"
        says = f"{barred}; name others: cadre case staff {draft.case.id} --role {step.role}"
        draft.add("case-incident-raised", day, step=step.id, kind="no-eligible-person", says=says)


def objections(case: Case, around: Around, step: str, claim: Claim) -> tuple[tuple[str, str], ...]:
    """What bars somebody from doing a step, as pairs of a code and a sentence; none if nothing does.

    Who stands in for somebody is barred wherever either of the two is.
    """
    found: list[tuple[str, str]] = []
    procedure = around.procedure
    for duty in procedure.duties:
        bound = procedure.bound(duty)
        if step not in bound:
            continue
        for person in claim.both:
            others = {each: _hands(case, each) for each in bound if each != step}
            found += _barred(duty.kind, person, step, others, case, around)
    return tuple(dict.fromkeys(found))


def _hands(case: Case, step: str) -> frozenset[str]:
    """Everybody who has done the step the last time, or has taken it on."""
    done: Done | None = case.last_done(step)
    standing: Open | None = case.standing(step)
    claimed = {each for claim in standing.claims for each in claim.both} if standing else set()
    return frozenset({*(done.persons if done else ()), *claimed})


def _barred(  # noqa: PLR0913, PLR0917 - a duty, a person, and what it is held against
    kind: str, person: str, step: str, others: Mapping[str, frozenset[str]], case: Case, around: Around
) -> list[tuple[str, str]]:
    if kind == "not_subject" and person in case.subjects:
        return [("duty-subject", f"{person} is whom the case is about and may not do {step}")]
    if kind == "not_kin" and person in around.kin:
        return [("duty-kin", f"{person} is a relative of whom the case is about and may not do {step}")]
    if kind == "distinct":
        clash = [each for each, hands in others.items() if person in hands]
        return [("duty-distinct", f"{person} has a hand in {each}; somebody else must do {step}") for each in clash]
    if kind == "same":
        held = [(each, ", ".join(sorted(hands))) for each, hands in others.items() if hands and person not in hands]
        return [("duty-same", f"{each} is in the hands of {whose}, who must do {step} too") for each, whose in held]
    return []


def is_task(step: Step) -> bool:
    """Whether somebody does the step."""
    return step.kind in TASKS
