"""The day the register opens: the county's units and posts, its people, and who sits where."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Final

from lifecycle.county.decision import FIRST_YEAR, Decision, Line
from lifecycle.county.life import County
from lifecycle.county.people import registered
from lifecycle.county.plan import POST_LEVEL, POSTS, UNIT_INDEX, UNITS, PostPlan, UnitPlan

OPENING: Final = datetime(FIRST_YEAR, 1, 1, 1, tzinfo=UTC)
UNITS_SINCE: Final = "1998-01-01"
POSTS_SINCE: Final = "2005-01-01"

_SURVEY: Final = "Yunling Establishment [2014] No. 88"
_KNOWN_SHARE: Final = (65, 100)
"""Of all the cadres a county will have, so many are on the books when the register opens."""


def founded(county: County, name: str, parent: str | None, reserved: Collection[str]) -> Iterator[Decision]:
    """The county's first three decisions; `reserved` posts are opened but left to others to fill."""
    yield _decision("Establishment", _established(county, name, parent, reserved))
    known = county.total * _KNOWN_SHARE[0] // _KNOWN_SHARE[1]
    seated = [
        post
        for post in range(len(POSTS))
        for _ in range(county.seats[post])
        if POSTS[post].use == "regular" and not county.chance.one_in(7)
    ][:known]
    levels = [POST_LEVEL[post] for post in seated]
    levels += [int(county.chance.one_in(5)) for _ in range(known - len(seated))]
    yield _decision("Personnel files", (registered(county, level) for level in levels))
    yield _decision("Positions held when the register opened", _openings(county, seated))


def unit_line(county: County, unit: UnitPlan, name: str, parent: str | None) -> Line:
    """The unit as a line of an order, without day and document."""
    county.present[UNIT_INDEX[unit.id]] = 1
    line: Line = {"act": "unit-open", "unit": county.unit_id(unit.id), "name": name, "kind": unit.kind}
    return line | ({"parent": parent} if parent else {})


def post_line(county: County, plan: PostPlan) -> Line:
    """The post as a line of an order, without day and document."""
    line: Line = {
        "act": "post-open",
        "post": county.prefix + plan.id,
        "unit": county.unit_id(plan.unit),
        "name": plan.name,
        "track": plan.track,
        "level": plan.level,
        "seats": plan.seats,
    }
    marks = {"part_time": plan.part_time, "key_post": plan.key, "backbone": plan.backbone}
    line |= {mark: True for mark, carried in marks.items() if carried}
    return line | ({"requires": ";".join(plan.requires)} if plan.requires else {})


def _established(county: County, name: str, parent: str | None, reserved: Collection[str]) -> Iterator[Line]:
    for unit in _units_for(county, whole=bool(reserved)):
        above = county.unit_id(unit.parent) if unit.parent else parent
        yield _surveyed(unit_line(county, unit, unit.name if unit.parent else name, above), UNITS_SINCE)
    for post, plan in enumerate(POSTS):
        if plan.founded and county.present[UNIT_INDEX[plan.unit]]:
            yield _surveyed(post_line(county, plan), POSTS_SINCE)
            county.seats[post] = 0 if plan.id in reserved else plan.seats


def _units_for(county: County, *, whole: bool) -> Iterator[UnitPlan]:
    """The plan's units, cut short for a county that is too small to fill them, unless it must be whole."""
    posts = 0
    for unit in UNITS:
        if unit.founded and (whole or posts * 2 <= county.total):
            yield unit
            posts += sum(post.unit == unit.id for post in POSTS)


def _openings(county: County, seated: list[int]) -> Iterator[Line]:
    chance = county.chance
    for cadre, post in enumerate(seated):
        county.seat(cadre, post, county.moved[cadre])
        taken = {"cadre": county.who(cadre), "post": county.post_id(post)}
        if chance.one_in(3):
            yield _surveyed({"act": "opening-position", **taken}, OPENING.date().isoformat())
            continue
        year, month = chance.between(2006, 2014), chance.between(1, 12)
        day, precision = chance.pick(_PRECISIONS)
        since = f"{year}-01-01" if precision == "year" else f"{year}-{month:02d}-{day:02d}"
        yield _surveyed({"act": "appoint", **taken} | _imprecise(precision), since)


_PRECISIONS: Final = (*((day, "day") for day in range(1, 21)), (1, "month"), (1, "year"))


def _imprecise(precision: str) -> Line:
    return {} if precision == "day" else {"precision": precision}


def _surveyed(line: Line, since: str) -> Line:
    return {**line, "effective": since, "basis": _SURVEY}


def _decision(title: str, lines: Iterator[Line]) -> Decision:
    return Decision(OPENING, tuple(lines), title, imported=True)
