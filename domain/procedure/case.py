"""One case of a procedure: what its facts say it is. `evolve` takes one more fact in and never refuses."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from domain.days import ALWAYS
from domain.procedure.term import Budget, parse_budget

RECONSIDERED: Final = "reconsidered"
"""The outcome of a vote by which a decision is taken up again."""
NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


class Fact(NamedTuple):
    """What happened in a case: its topic without a number, its civil day, and its fields as plain values."""

    topic: str
    day: date
    fields: Mapping[str, Any]


class Claim(NamedTuple):
    """Who has taken a task on; `behalf` is whom this person stands in for, or empty."""

    person: str
    behalf: str = ""

    @property
    def both(self) -> tuple[str, ...]:
        """Everybody whom the duties look at: the one who acts and the one stood in for."""
        return tuple(each for each in self if each)


class Open(NamedTuple):
    """A step that has begun and not ended. `due` is the last day of its term, None while none runs.

    `branch` is the parallel step to which it belongs; `since` the day of entry; `running` the day from which the term
    counts; `touched` the day on which it was last set; `version` the calendar's; `left` what remains while it stands
    still; `rungs` how many rungs of the ladder were climbed; `objections` the numbers of those not yet resolved.
    """

    step: str
    entry: int
    since: date
    branch: str = ""
    claims: tuple[Claim, ...] = ()
    running: date | None = None
    due: date | None = None
    touched: date | None = None
    provisional: bool = False
    version: int = 0
    budget: Budget | None = None
    left: Budget | None = None
    rungs: int = 0
    objections: tuple[int, ...] = ()


class Done(NamedTuple):
    """A step that has ended: how, when, and by whose hands (those stood in for among them)."""

    step: str
    outcome: str
    day: date
    persons: tuple[str, ...]
    entry: int


class Incident(NamedTuple):
    """What keeps an open step from being done until an officer puts it right."""

    step: str
    says: str


class Case(NamedTuple):
    """A case as it stands. `day` is the day of its latest fact, `ended` its end (empty while it runs).

    `reopens` is the case that it takes up again, `reopened` the one that took this one up again after its end.
    """

    id: str = ""
    procedure: str = ""
    version: str = ""
    hash: str = ""
    opened: date = ALWAYS
    day: date = ALWAYS
    subjects: tuple[str, ...] = ()
    given: Mapping[str, str] = NOTHING
    staff: Mapping[str, tuple[str, ...]] = NOTHING
    open: tuple[Open, ...] = ()
    done: tuple[Done, ...] = ()
    entries: int = 0
    objections: int = 0
    incidents: tuple[Incident, ...] = ()
    ended: str = ""
    reopens: str = ""
    reopened: str = ""

    def standing(self, step: str) -> Open | None:
        """The step, if it is open."""
        return next((each for each in self.open if each.step == step), None)

    def last_done(self, step: str) -> Done | None:
        """The last time the step ended, or None."""
        return next((each for each in reversed(self.done) if each.step == step), None)


def case_of(facts: Iterable[Fact], name: str = "") -> Case:
    """The case that these facts lead to."""
    return reduce(evolve, facts, Case(id=name))


def evolve(case: Case, fact: Fact) -> Case:
    """The case after one more fact. Refuses nothing: a fact about a step that is not open changes nothing."""
    fields = fact.fields
    if fact.topic == "case-reopened":  # a pointer only: the case ended on the day on which it ended
        return case._replace(reopened=fields["by"])
    case = case._replace(day=max(case.day, fact.day))
    match fact.topic:
        case "case-opened":
            return _opened(case, fact)
        case "case-step-entered":
            return _entered(case, fact)
        case "case-step-finished":
            return _finished(case, fact)
        case "case-reopening":
            return case._replace(reopens=fields["reopens"])
        case "case-task-returned":
            return _without(case, fields["step"])
        case "case-ballot-reconsidered":
            return case._replace(open=(), incidents=()) if fields["outcome"] == RECONSIDERED else case
        case "case-objection-raised":
            case = case._replace(objections=max(case.objections, fields["objection"]))
        case "case-incident-raised":
            return case._replace(incidents=(*case.incidents, Incident(fields["step"], fields["says"])))
        case "case-staffed":
            return case._replace(staff={**case.staff, fields["role"]: tuple(fields["persons"])}, incidents=())
        case "case-migrated":
            return _migrated(case, fact)
        case "case-ended":
            return case._replace(open=(), incidents=(), ended=fields["end"])
    standing = case.standing(fields.get("step", ""))
    return case if standing is None else _with(case, _changed(standing, fact))


def _opened(case: Case, fact: Fact) -> Case:
    told = fact.fields
    staff = {role: tuple(persons.split(";")) for role, persons in told["staff"].items()}
    return case._replace(
        procedure=told["procedure"],
        version=told["version"],
        hash=told["hash"],
        opened=fact.day,
        subjects=tuple(told["cadres"]),
        given=dict(told["given"]),
        staff=staff,
    )


def _entered(case: Case, fact: Fact) -> Case:
    opened = Open(fact.fields["step"], case.entries + 1, fact.day, fact.fields["branch"])
    return case._replace(open=(*case.open, _termed(opened, fact)), entries=case.entries + 1)


def _finished(case: Case, fact: Fact) -> Case:
    step, standing = fact.fields["step"], case.standing(fact.fields["step"])
    entry = standing.entry if standing else case.entries
    done = Done(step, fact.fields["outcome"], fact.day, tuple(fact.fields["persons"]), entry)
    return _without(case, step)._replace(done=(*case.done, done))


def _without(case: Case, step: str) -> Case:
    incidents = tuple(each for each in case.incidents if each.step != step)
    return case._replace(open=tuple(each for each in case.open if each.step != step), incidents=incidents)


def _with(case: Case, changed: Open) -> Case:
    return case._replace(open=tuple(changed if each.step == changed.step else each for each in case.open))


def _changed(standing: Open, fact: Fact) -> Open:
    fields = fact.fields
    match fact.topic:
        case "case-task-claimed":
            return standing._replace(claims=(*standing.claims, Claim(fields["person"], fields["behalf"] or "")))
        case "case-task-released":
            kept = tuple(each for each in standing.claims if each.person != fields["person"])
            return standing._replace(claims=kept)
        case "case-publicity-opened" | "case-term-resumed" | "case-term-moved":
            return _termed(standing, fact)
        case "case-term-suspended":
            return standing._replace(due=None, provisional=False, left=parse_budget(fields["left"]))
        case "case-objection-raised":
            return standing._replace(objections=(*standing.objections, fields["objection"]))
        case "case-objection-resolved":
            kept_open = tuple(each for each in standing.objections if each != fields["objection"])
            return standing._replace(objections=kept_open)
        case "case-task-escalated":
            return standing._replace(rungs=standing.rungs + 1)
    return standing


def _termed(standing: Open, fact: Fact) -> Open:
    """The open step with the term that the fact sets, if it sets one."""
    fields = fact.fields
    if not fields.get("due"):
        return standing
    return standing._replace(
        running=date.fromisoformat(fields["running"]),
        due=date.fromisoformat(fields["due"]),
        touched=fact.day,
        provisional=fields["provisional"],
        version=fields["calendar_version"],
        budget=parse_budget(fields["budget"]),
        left=None,
    )


def _migrated(case: Case, fact: Fact) -> Case:
    told = fact.fields
    mapped = tuple(each._replace(step=told["steps"].get(each.step, each.step)) for each in case.open)
    done = tuple(each._replace(step=told["steps"].get(each.step, each.step)) for each in case.done)
    incidents = tuple(each._replace(step=told["steps"].get(each.step, each.step)) for each in case.incidents)
    return case._replace(version=told["version"], hash=told["hash"], open=mapped, done=done, incidents=incidents)
