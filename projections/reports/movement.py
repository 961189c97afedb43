"""Who moved from which post to which in a span of time, between or within lines of posts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from domain.policy.facts import Stretch
from projections.reports.question import OWN, Question
from projections.unit import Answer

MOVING = ("exchange", "rotate", "transfer")


class Movement(NamedTuple):
    """A cadre came from one post to another by an act on a day."""

    act: str
    came: Stretch
    left: Stretch

    @property
    def direction(self) -> str:
        """`internal` within party posts, else from which line to which."""
        if self.came.track == self.left.track == "party":
            return "internal"
        return f"{self.left.track}-to-{self.came.track}"


def movements(asked: Question, acts: Sequence[str] = MOVING) -> list[Movement]:
    """Every move by one of the acts in the time asked about, by day."""
    pairs = []
    for cadre in asked.facts.cadres:
        held = asked.facts.stretches(cadre)
        for came in held:
            if came.start == came.since and came.kind in OWN and asked.within(came.start):
                pairs += [(came, left) for left in held if left.ended_by == came.event and left.end == came.start]
    named = asked.acts([came.event for came, _ in pairs])
    found = [Movement(named[came.event], came, left) for came, left in pairs if named.get(came.event) in acts]
    return sorted(found, key=lambda each: (each.came.start, each.came.cadre))


def exchange_balance(asked: Question) -> list[Answer]:
    """By unit: moves within the party posts, both directions between party and business posts, and what is gained."""
    by_unit: dict[str | None, list[Movement]] = defaultdict(list)
    for each in movements(asked):
        units = {each.came.unit, each.left.unit}
        if asked.below is None or units & asked.below:
            by_unit[None].append(each)
        for unit in units:
            if asked.has_unit(unit):
                by_unit[unit].append(each)
    return [_row(unit, by_unit[unit]) for unit in sorted(by_unit, key=lambda unit: (unit is None, unit or ""))]


def _row(unit: str | None, moved: Iterable[Movement]) -> Answer:
    """The row of a unit; without one, of everything."""
    moved = list(moved)
    ways = [each.direction for each in moved]
    out, back = ways.count("party-to-business"), ways.count("business-to-party")
    return {
        "unit": unit,
        "moves": len(moved),
        "internal": ways.count("internal"),
        "party_to_business": out,
        "business_to_party": back,
        "party_to_admin": ways.count("party-to-admin"),
        "admin_to_party": ways.count("admin-to-party"),
        "exchanges": sum(1 for each in moved if each.act == "exchange"),
        "balance": back - out,
        "two_way": bool(out and back),
    }
