"""How long units and posts of an import must be open, and how many seats a post needs, so that every holding fits."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from domain.days import FOREVER
from lifecycle.career_checks import Findings, Registers
from lifecycle.career_holdings import Holding
from lifecycle.career_rows import Record
from lifecycle.mapping import CareerMapping


@dataclass(frozen=True, slots=True)
class Bounds:
    """First civil day of each unit and post, the day each closes (None: stays open), seats of each post."""

    unit_opens: Mapping[str, date]
    unit_closes: Mapping[str, date]
    post_opens: Mapping[str, date]
    post_closes: Mapping[str, date]
    seats: Mapping[str, int]


def bounds(mapping: CareerMapping, registers: Registers, holdings: Iterable[Holding], found: Findings) -> Bounds:
    """The bounds of every unit and post, with findings where the tables disagree about them."""
    by_post: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings:
        by_post[holding.post].append(holding)
    _compare(registers, by_post, found)
    needed = _needed(registers, by_post)
    unit_opens = _unit_opens(registers, needed, found)
    options = mapping.sources["posts"].options
    return Bounds(
        unit_opens=unit_opens,
        unit_closes={unit: row["end"].day for unit, row in registers.units.items() if row["end"]},
        post_opens={
            post: _post_opens(row, by_post[post], unit_opens[row["unit"]], options["opens"])
            for post, row in registers.posts.items()
        },
        post_closes={
            post: closes
            for post, row in registers.posts.items()
            if (closes := _post_closes(row, by_post[post], registers, options["closes"])) is not None
        },
        seats={post: _seats(row, by_post[post], found) for post, row in registers.posts.items()},
    )


def _compare(registers: Registers, by_post: Mapping[str, list[Holding]], found: Findings) -> None:
    for post, held in by_post.items():
        row = registers.posts[post]
        unit = registers.units[row["unit"]]
        for holding in held:
            _within(holding, unit, "unit", found)
            _within(holding, row, "post", found)


def _within(holding: Holding, around: Record, what: str, found: Findings) -> None:
    """Report a holding that starts before, or lasts beyond, what it is held in; it is recorded as it stands."""
    name = f"{what} {around['id']}" + (f" ({around['name']})" if what == "unit" else "")
    start, end = around["start"], around["end"]
    if start is not None and holding.start.day < start.day:
        reason = f"starts before the {name}, which opens on {start.day}; kept"
        found.kept(holding.row, "start", reason, f"precedes-{what}")
    if end is not None and holding.until > end.day:
        reason = f"outlasts the {name}, which ends on {end.day}; kept"
        found.kept(holding.row, "end", reason, f"outlasts-{what}")


def _needed(registers: Registers, by_post: Mapping[str, list[Holding]]) -> dict[str, date]:
    """Unit -> the first civil day on which something of it is known, the units below it included."""
    needed: dict[str, date] = {}
    for post, row in registers.posts.items():
        days = [holding.start.day for holding in by_post[post]]
        days += [row["start"].day] if row["start"] else []
        _earlier(needed, row["unit"], days)
    for link in registers.links:
        for unit in (link["from"], link["to"]):
            _earlier(needed, unit, [link["start"].day])
    for unit, row in registers.units.items():
        _earlier(needed, unit, [row["start"].day] if row["start"] else [])
    for unit in registers.units:
        _pass_up(unit, registers.units, needed)
    return needed


def _earlier(needed: dict[str, date], unit: str, days: Iterable[date]) -> None:
    for day in days:
        needed[unit] = min(day, needed.get(unit, day))


def _pass_up(unit: str, units: Mapping[str, Record], needed: dict[str, date]) -> None:
    above = units[unit]["parent"]
    while above is not None and unit in needed:
        _earlier(needed, above, [needed[unit]])
        above = units[above]["parent"]


def _unit_opens(registers: Registers, needed: Mapping[str, date], found: Findings) -> dict[str, date]:
    """Unit -> its first civil day: the one on file, else the first day on which it is needed."""
    first = min(needed.values(), default=date(1900, 1, 1))
    opens: dict[str, date] = {}
    for unit, row in registers.units.items():
        if row["start"]:
            opens[unit] = row["start"].day
            continue
        opens[unit] = min(needed.get(unit, first), row["end"].day if row["end"] else FOREVER)
        reason = f"the start is not known: opened on {opens[unit]}, the first day on which it is needed"
        found.kept(row, "start", reason, "unknown-unit-start")
    return opens


def _post_opens(row: Record, held: Iterable[Holding], unit_opens: date, option: str) -> date:
    days = [holding.start.day for holding in held]
    own = row["start"].day if row["start"] else None
    if own is None and (option == "with-unit" or not days):
        own = unit_opens
    return min([*days, own] if own else days)


def _post_closes(row: Record, held: Iterable[Holding], registers: Registers, option: str) -> date | None:
    """The civil day from which the post is closed, not before its last holding ended; None if it stays open."""
    lasts = max((holding.until for holding in held), default=None)
    own = row["end"]
    if own is None and option == "with-unit":
        own = registers.units[row["unit"]]["end"]
    if own is None and (option != "last-holding" or lasts is None):
        return None
    closes = max(day for day in (own and own.day, lasts) if day)
    return None if closes == FOREVER else closes


def _seats(row: Record, held: Iterable[Holding], found: Findings) -> int:
    """The seats on file, or the most people who held the post on one day."""
    changes = sorted(change for each in held for change in ((each.start.day, 1), (each.until, -1)))
    # An end sorts before a start of the same day: the end is the first day without the holding.
    most = now = 0
    for _, change in changes:
        now += change
        most = max(most, now)
    given: int | None = row["seats"]
    if given is None:
        found.handled["posts with several seats"] += most > 1
        return max(1, most)
    if most > given:
        reason = f"{most} people held the post on one day; the seats on file are kept"
        found.kept(row, "seats", reason, "more-than-seats")
    return given
