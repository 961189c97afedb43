"""What a procedure is: its steps, roles, terms and duties, read back from the canonical text that is stored."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from json import loads
from typing import Any, Final, NamedTuple

from domain.days import ALWAYS, FOREVER
from domain.procedure.term import Budget, parse_budget

KINDS: Final = ("task", "poll", "ballot", "publicity", "wait", "gateway", "parallel", "subcase")
"""The kinds of step; the set is closed."""
TASKS: Final = ("task", "poll")
"""Kinds that somebody does."""
INSTANT: Final = ("gateway", "parallel", "subcase")
"""Kinds that last no time: the case passes through."""
DUTY_KINDS: Final = ("distinct", "same", "not_subject", "not_kin")
ALL_STEPS: Final = "*"
END: Final = "end:"
JOIN: Final = "join:"
FIXED_OUTCOMES: Final[Mapping[str, tuple[str, ...]]] = {
    "wait": ("elapsed",),
    "publicity": ("clear", "annulled"),
    "ballot": ("carried", "lost"),
    "parallel": ("joined",),
    "subcase": ("entered",),
}
"""The outcomes that steps of a kind must have."""


class Role(NamedTuple):
    """Who does a step: an office, or where `body` a body that meets."""

    id: str
    title: str
    title_zh: str
    body: bool


class Share(NamedTuple):
    """A part of a number of members: of those entitled or those present, at least or (where `strict`) more than it."""

    of: str
    part: Fraction
    strict: bool

    def reached(self, count: int, base: int) -> bool:
        """Whether so many of so many reach the part, exactly."""
        return count > self.part * base if self.strict else count >= self.part * base


class Ballot(NamedTuple):
    """How a body decides: its quorum, the majority it needs, and whether those who stand aside count in the base.

    `reconsider` is who must agree before a decision is taken up again; None where it never is.
    """

    quorum: Share
    majority: Share
    secret: bool
    recused_in_base: bool
    reconsider: Share | None = None


class Choice(NamedTuple):
    """One way out of a gateway, taken if every fact it names has one of the values; `name` is its outcome."""

    name: str
    to: str
    when: Mapping[str, tuple[str, ...]]


class Rung(NamedTuple):
    """Whom a late step is taken to, so many days after (or, negative, before) the day it is due."""

    days: int
    to: str


class Duty(NamedTuple):
    """A rule over the persons who do steps: other persons, the same, not the subject, no relative of the subject."""

    kind: str
    steps: tuple[str, ...]


class Step(NamedTuple):
    """One step; which fields mean something depends on its kind. `outcomes` say where each outcome leads."""

    id: str
    kind: str
    title: str
    title_zh: str
    role: str
    people: int
    term: Budget | None
    count_opening_day: bool
    anchor: str
    floor: Budget | None
    on_calendar_change: str
    valid_for: Budget | None
    evidence: tuple[str, ...]
    counts: tuple[str, ...]
    outcomes: Mapping[str, str]
    choices: tuple[Choice, ...]
    branches: tuple[str, ...]
    ballot: Ballot | None
    escalate: tuple[Rung, ...]
    effects: Mapping[str, tuple[Mapping[str, str], ...]]
    compensate: tuple[Mapping[str, str], ...]
    irreversible: bool

    def targets(self) -> tuple[str, ...]:
        """Everywhere the case may go from here."""
        return (*self.outcomes.values(), *(each.to for each in self.choices), *self.branches)


class Procedure(NamedTuple):
    """One version of a procedure. `hash` is the SHA-256 of its canonical `content`; `until` is exclusive.

    `transitional` says of cases that run under an earlier version: `pin`, `migrate`, or `migrate_if` they have not
    done the step `before`.
    """

    id: str
    version: str
    title: str
    title_zh: str
    since: date
    until: date
    basis: tuple[Mapping[str, Any], ...]
    calendar: str
    start: str
    subjects: int
    needs: tuple[str, ...]
    reserves: tuple[str, ...]
    transitional: str
    before: str
    roles: Mapping[str, Role]
    steps: Mapping[str, Step]
    duties: tuple[Duty, ...]
    hash: str
    content: str

    def bound(self, duty: Duty) -> tuple[str, ...]:
        """The steps that a duty binds: those it names, or all that somebody does."""
        if duty.steps != (ALL_STEPS,):
            return duty.steps
        return tuple(each.id for each in self.steps.values() if each.kind in TASKS)


def is_end(target: str) -> bool:
    """Whether a target ends the case."""
    return target.startswith(END)


def holds(choice: Choice, facts: Mapping[str, str]) -> bool:
    """Whether every fact that the choice names has one of its values."""
    return all(facts.get(name) in values for name, values in choice.when.items())


@lru_cache(maxsize=64)
def read_procedure(content: str) -> Procedure:
    """The procedure with this canonical content, as `domain.procedure.loading` writes it."""
    told = loads(content)
    head = told["procedure"]
    return Procedure(
        id=head["id"],
        version=head["version"],
        title=head["title"],
        title_zh=head.get("title_zh", ""),
        since=date.fromisoformat(head["from"]) if head.get("from") else ALWAYS,
        until=date.fromisoformat(head["until"]) if head.get("until") else FOREVER,
        basis=tuple(head.get("basis", ())),
        calendar=head.get("calendar", ""),
        start=head["start"],
        subjects=head.get("subjects", 1),
        needs=tuple(head.get("needs", ())),
        reserves=tuple(head.get("reserves", ())),
        transitional=head.get("transitional", "pin"),
        before=head.get("before", ""),
        roles={name: _role(name, fields) for name, fields in told["roles"].items()},
        steps={fields["id"]: _step(fields) for fields in told["step"]},
        duties=tuple(Duty(each["kind"], tuple(each["steps"])) for each in told.get("duty", ())),
        hash=sha256(content.encode()).hexdigest(),
        content=content,
    )


def _role(name: str, fields: Mapping[str, Any]) -> Role:
    return Role(name, fields["title"], fields.get("title_zh", ""), bool(fields.get("body", False)))


def _step(fields: Mapping[str, Any]) -> Step:
    return Step(
        id=fields["id"],
        kind=fields["kind"],
        title=fields["title"],
        title_zh=fields.get("title_zh", ""),
        role=fields.get("role", ""),
        people=fields.get("people", 1),
        term=_budget(fields.get("term")),
        count_opening_day=bool(fields.get("count_opening_day", False)),
        anchor=fields.get("anchor", ""),
        floor=_budget(fields.get("min_clear_after_resume")),
        on_calendar_change=fields.get("on_calendar_change", "recompute"),
        valid_for=_budget(fields.get("valid_for")),
        evidence=tuple(fields.get("evidence", ())),
        counts=tuple(fields.get("counts", ())),
        outcomes=dict(fields.get("outcomes", {})),
        choices=tuple(_choice(each) for each in fields.get("choice", ())),
        branches=tuple(fields.get("branches", ())),
        ballot=_ballot(fields["ballot"]) if fields.get("ballot") else None,
        escalate=tuple(Rung(each["days"], each["to"]) for each in fields.get("escalate", ())),
        effects={outcome: tuple(acts) for outcome, acts in fields.get("effects", {}).items()},
        compensate=tuple(fields.get("compensate", ())),
        irreversible=bool(fields.get("irreversible", False)),
    )


def _budget(text: str | None) -> Budget | None:
    return parse_budget(text) if text else None


def _choice(fields: Mapping[str, Any]) -> Choice:
    when = {fact: tuple(values) for fact, values in fields.get("when", {}).items()}
    return Choice(fields["name"], fields["to"], when)


def _ballot(fields: Mapping[str, Any]) -> Ballot:
    recused = bool(fields.get("recused_in_base", True))
    secret, again = bool(fields.get("secret", False)), fields.get("reconsider")
    return Ballot(
        _share(fields["quorum"]), _share(fields["majority"]), secret, recused, _share(again) if again else None
    )


def _share(fields: Mapping[str, Any]) -> Share:
    part, strict = fields.get("more_than"), "more_than" in fields
    return Share(fields["of"], Fraction(part or fields["at_least"]), strict)
