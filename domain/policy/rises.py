"""When a cadre rose to a higher level: by promotion, or by taking up a post of a higher level."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from domain.days import ALWAYS, FOREVER
from domain.policy.asked import Asked
from domain.policy.facts import PolicyFacts


class Rise(NamedTuple):
    """From the day on the cadre stood higher than before, by this event."""

    day: date
    before: str
    level: str
    event: str


class Standing(NamedTuple):
    """From `start` to `end` (excluded) the cadre stood so high on the scale.

    `event` gave the post; it is None where the cadre stood at the level without one.
    """

    start: date
    end: date
    height: int
    level: str
    event: str | None


def rises(cadre: str, facts: PolicyFacts) -> tuple[Rise, ...]:
    """Every rise of the cadre, by day; where a career begins is no rise.

    Whoever has come down again, as after an acting charge, rises from there; in a break the level before it stands.
    """
    about = ("rises", cadre)
    found: tuple[Rise, ...] | None = facts.kept.get(about)
    if found is None:  # several rules ask for them
        found = facts.kept[about] = tuple(_rises(cadre, facts))
    return found


def turns_on(cadre: str, day: date, facts: PolicyFacts) -> bool:
    """Whether anything of the cadre begins or ends on the day: on any other day nobody rises."""
    for each in facts.stretches(cadre):
        if day in {each.start, each.end}:
            return True
    return any(each.start == day for each in facts.standings(cadre))


def _rises(cadre: str, facts: PolicyFacts) -> Iterator[Rise]:
    stood, before = _stood(cadre, facts), None
    for day in sorted(_days(cadre, facts)):
        if (highest := _highest(stood, day)) is not None:
            if before is not None and highest.height > before.height:
                yield Rise(day, before.level, highest.level, _event(cadre, highest, facts))
            before = highest


def _stood(cadre: str, facts: PolicyFacts) -> list[Standing]:
    """Every level of the scale that the cadre stood at, then those of the posts held."""
    heights = _heights(tuple(facts.levels()))
    found = [
        Standing(each.start, each.end, heights[each.level], str(each.level), None)
        for each in facts.standings(cadre)
        if each.level in heights
    ]
    found += [
        Standing(each.start, each.end, heights[each.level], str(each.level), each.event)
        for each in facts.stretches(cadre)
        if each.level in heights
    ]
    return found


@lru_cache(maxsize=16)
def _heights(levels: tuple[str, ...]) -> Mapping[str | None, int]:
    """How high each level stands."""
    return {level: height for height, level in enumerate(levels)}


def _highest(stood: Iterable[Standing], day: date) -> Standing | None:
    """The highest standing of the day, the first of equal ones."""
    highest = None
    for each in stood:
        if each.start <= day < each.end and (highest is None or each.height > highest.height):
            highest = each
    return highest


def _event(cadre: str, standing: Standing, facts: PolicyFacts) -> str:
    """The event that gave the level; empty where there is none."""
    if standing.event is not None:
        return standing.event
    return (facts.level_event(cadre, standing.start) if standing.start > ALWAYS else None) or ""


def level_on(cadre: str, day: date, facts: PolicyFacts) -> tuple[str, str]:
    """The higher of the level stood at and those of the posts held on the day, and the event that gave it."""
    highest = _highest(_stood(cadre, facts), day)
    return ("", "") if highest is None else (highest.level, _event(cadre, highest, facts))


def turning(asked: Asked, facts: PolicyFacts) -> Iterator[date]:
    """The days on which the act, if it came then, could begin or cease to be a rise, or rise otherwise.

    Where the act itself begins or ends something is no such day: that comes with the act.
    """
    held, mine = facts.stretches(asked.cadre), asked.events
    bounds = {each.start for each in held if each.event not in mine}
    bounds |= {each.end for each in held if each.end != asked.day or each.ended_by not in mine}
    bounds |= {day for each in facts.standings(asked.cadre) for day in (each.start, each.end)}
    for day in bounds - {ALWAYS, FOREVER}:
        yield from (day, day + timedelta(days=1))


def stays(asked: Asked, facts: PolicyFacts, levels: Collection[str] = ()) -> bool:
    """Whether an act that is only asked about is surely no rise to one of the levels, to any where none are named.

    The facts are those without the act.
    """
    about = ("reach", asked.cadre, asked.day, asked.post)
    found: Reach | None = facts.kept.get(about)
    if found is None:
        found = facts.kept[about] = _reach(asked, facts)
    return found.most <= found.before or bool(levels and found.level and found.level not in levels)


class Reach(NamedTuple):
    """How high the cadre stood on the day before, and how high at most after the act; the level that the post gives.

    Where more than the post may give a level there is none; where none was stood at `before` is below all others.
    """

    before: int
    most: int
    level: str | None


def _reach(asked: Asked, facts: PolicyFacts) -> Reach:
    place = facts.post(asked.post, asked.day) if asked.post else None
    stood = _stood(asked.cadre, facts)
    before, after = (_highest(stood, day) for day in (asked.day - timedelta(days=1), asked.day))
    taken = _heights(tuple(facts.levels())).get(place.level, -1) if place else -1
    there = after.height if after else -1
    highest = place.level if place and taken >= max(there, 0) else None
    return Reach(before.height if before else -2, max(taken, there), highest)


def _days(cadre: str, facts: PolicyFacts) -> set[date]:
    held = {day for each in facts.stretches(cadre) for day in (each.start, each.end)}
    return {day for day in held | {each.start for each in facts.standings(cadre)} if day < FOREVER}
