"""When a cadre rose to a higher level: by promotion, or by taking up a post of a higher level."""

from collections.abc import Iterator
from datetime import date, timedelta
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


def rises(cadre: str, facts: PolicyFacts) -> Iterator[Rise]:
    """Every rise of the cadre, by day; where a career begins is no rise.

    Whoever has come down again, as after an acting charge, rises from there; in a break the level before it stands.
    """
    scale, before = facts.levels(), ""
    for day in sorted(_days(cadre, facts)):
        level, event = level_on(cadre, day, facts)
        if level in scale:
            if before and scale.index(level) > scale.index(before):
                yield Rise(day, before, level, event)
            before = level


def level_on(cadre: str, day: date, facts: PolicyFacts) -> tuple[str, str]:
    """The higher of the level stood at and those of the posts held on the day, and the event that gave it."""
    scale = facts.levels()
    found: list[tuple[str, str]] = []
    for each in facts.standings(cadre):
        if each.start <= day < each.end and each.level in scale:
            event = facts.level_event(cadre, each.start) if each.start > ALWAYS else None
            found.append((str(each.level), event or ""))
    found += [(str(each.level), each.event) for each in facts.stretches(cadre) if each.on(day) and each.level in scale]
    return max(found, key=lambda each: scale.index(each[0]), default=("", ""))


def turning(cadre: str, facts: PolicyFacts) -> Iterator[date]:
    """The days on which an act of the cadre, if it came then, could begin or cease to be a rise, or rise otherwise."""
    bounds = {day for each in facts.stretches(cadre) for day in (each.start, each.end)}
    bounds |= {day for each in facts.standings(cadre) for day in (each.start, each.end)}
    for day in bounds - {ALWAYS, FOREVER}:
        yield from (day, day + timedelta(days=1))


def stays(asked: Asked, facts: PolicyFacts) -> bool:
    """Whether an act that is only asked about is surely no rise: on the day before the cadre stood as high already.

    The facts are those without the act.
    """
    about = ("stays", asked.cadre, asked.day, asked.post)
    if about not in facts.kept:
        facts.kept[about] = _stays(asked, facts)
    return bool(facts.kept[about])


def _stays(asked: Asked, facts: PolicyFacts) -> bool:
    scale, place = facts.levels(), facts.post(asked.post, asked.day) if asked.post else None
    before, _ = level_on(asked.cadre, asked.day - timedelta(days=1), facts)
    reached = (level_on(asked.cadre, asked.day, facts)[0], place.level if place else None)
    return before in scale and all(
        scale.index(level) <= scale.index(before) for level in reached if level is not None and level in scale
    )


def _days(cadre: str, facts: PolicyFacts) -> set[date]:
    held = {day for each in facts.stretches(cadre) for day in (each.start, each.end)}
    return {day for day in held | {each.start for each in facts.standings(cadre)} if day < FOREVER}
