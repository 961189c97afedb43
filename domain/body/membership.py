"""A body through time: its kind, terms and members, put together from the facts about it. Standard library only."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from domain.days import FOREVER, add_months

CONSTITUTED = "body-constituted"
RENEWED = "body-renewed"
JOINED = "body-member-joined"
LEFT = "body-member-left"
DISSOLVED = "body-dissolved"
KEPT = "body-kept"
TOPICS = (CONSTITUTED, RENEWED, JOINED, LEFT, DISSOLVED, KEPT)
"""The topics that make a body what it is, without their numbers."""
OUTSIDE = ("liaison",)
"""Roles of those who belong to a body without being members of it."""


class Fact(NamedTuple):
    """One fact about a body as it is read: topic without number, first day, planned end, fields, event."""

    topic: str
    start: date
    end: date
    fields: Mapping[str, Any]
    event: str


class Membership(NamedTuple):
    """From `start` to `end` (excluded) the cadre is in the body in this role; `ended_by` is the event that ended it."""

    cadre: str
    role: str
    full_time: bool | None
    portfolio: tuple[str, ...]
    start: date
    end: date
    event: str
    ended_by: str | None
    why: str | None

    def on(self, day: date) -> bool:
        """Whether it holds on the day."""
        return self.start <= day < self.end


class Term(NamedTuple):
    """A term of the body: its first day, the event that began it, and how many months it lasts, if that is told."""

    start: date
    event: str
    months: int | None

    def due_on(self, months: int | None = None) -> date | None:
        """The first day after the term; by so many months where the body does not tell them; None where nobody does."""
        length = self.months or months
        return add_months(self.start, length) if length else None


class Body(NamedTuple):
    """A body: what it is, from `start` to `end` (excluded), with its terms and memberships by time."""

    body: str
    unit: str
    name: str
    kind: str
    under: str | None
    start: date
    end: date
    event: str
    terms: tuple[Term, ...]
    memberships: tuple[Membership, ...]
    kept: date
    """From which day on what it does is on file; no session of the time before is owed."""

    def on(self, day: date) -> bool:
        """Whether the body exists on the day."""
        return self.start <= day < self.end

    def members(self, day: date) -> tuple[Membership, ...]:
        """Its members on the day, the secretary first; liaison officers are none."""
        found = [each for each in self.memberships if each.on(day) and each.role not in OUTSIDE]
        return tuple(sorted(found, key=lambda each: (_ROLES.index(each.role), each.cadre)))

    def in_role(self, role: str, day: date) -> tuple[str, ...]:
        """Who holds the role on the day."""
        return tuple(each.cadre for each in self.memberships if each.on(day) and each.role == role)

    def term(self, day: date) -> Term | None:
        """The term that runs on the day."""
        begun = [each for each in self.terms if each.start <= day]
        return begun[-1] if begun else None


_ROLES = ("secretary", "deputy", "member", "liaison")


def read_body(facts: Iterable[Fact]) -> Body | None:
    """The body of which these are the facts, in any order; None if none of them constitutes it."""
    ordered = sorted(facts, key=lambda each: each.start)
    made = next((each for each in ordered if each.topic == CONSTITUTED), None)
    if made is None:
        return None
    told = made.fields
    end = min((each.start for each in ordered if each.topic == DISSOLVED), default=FOREVER)
    what = (told["body"], told["unit"], told["name"], told["kind"], told["under"])
    terms, kept = tuple(_terms(made, ordered)), [each.start for each in ordered if each.topic == KEPT]
    return Body(*what, made.start, end, made.event, terms, _memberships(ordered), max((made.start, *kept)))


def _terms(made: Fact, facts: Sequence[Fact]) -> Iterator[Term]:
    yield Term(made.start, made.event, made.fields["term_months"])
    for each in facts:
        if each.topic == RENEWED:
            yield Term(each.start, each.event, each.fields["term_months"] or made.fields["term_months"])


def _memberships(facts: Sequence[Fact]) -> tuple[Membership, ...]:
    joined = [each for each in facts if each.topic == JOINED]
    found = (_membership(each, facts) for each in joined)
    return tuple(each for each in found if each.start < each.end)


def _membership(joined: Fact, facts: Sequence[Fact]) -> Membership:
    """The membership up to the first fact that ends it."""
    told = joined.fields
    endings = [(each.start, each.event, why) for each in facts if (why := _ending(joined, each))]
    last = (joined.end, None, "term over" if joined.end < FOREVER else None)
    end, ended_by, why = min((*endings, last), key=lambda each: each[0])
    who = (told["cadre"], told["role"], told["full_time"], tuple(told["portfolio"]))
    return Membership(*who, joined.start, end, joined.event, ended_by, why)


def _ending(joined: Fact, fact: Fact) -> str | None:
    """Why the fact ends the membership; None if it does not."""
    cadre = joined.fields["cadre"]
    if fact.start < joined.start or (fact.start == joined.start and _number(fact) <= _number(joined)):
        return None
    match fact.topic:
        case "body-dissolved":
            return "dissolved"
        case "body-member-left" if fact.fields["cadre"] == cadre:
            return str(fact.fields["why"])
        case "body-member-joined" if fact.fields["cadre"] == cadre:
            return "another role"
        case "body-renewed" if cadre not in fact.fields["reelected"]:
            return "not-reelected"
    return None


def _number(fact: Fact) -> int:
    """The place of the fact in the stream of its body: of two of one day, which was recorded first."""
    return int(fact.event.rpartition("@")[2])
