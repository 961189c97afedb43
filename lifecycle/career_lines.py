"""The order of an import: what was read, as acts in the order in which the register takes them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any, Final, TypeAlias

from lifecycle.career_bounds import Bounds
from lifecycle.career_checks import Registers
from lifecycle.career_days import RoughDay
from lifecycle.career_holdings import Holding
from lifecycle.career_rows import Record
from lifecycle.mapping import CareerMapping

Line: TypeAlias = dict[str, object]
_PERSONAL: Final = (
    "name",
    "sex",
    "born",
    "joined_party",
    "started_work",
    "native_place",
    "number",
    "education",
)
_POST: Final = ("unit", "name", "track", "level", "part_time", "key_post", "backbone", "requires")


def order_lines(
    mapping: CareerMapping, registers: Registers, holdings: Iterable[Holding], bounds: Bounds
) -> list[Line]:
    """The lines of one order: openings, persons, careers person by person, closings and succession.

    The same rows in any order of rows give the same lines.
    """
    common = {
        key: text
        for key, text in (("basis", mapping.basis), ("authority", mapping.authority), ("reason", mapping.reason))
        if text
    }
    lines = [
        *_units(registers.units, bounds),
        *_posts(registers.posts, bounds),
        *_persons(registers.persons),
        *_careers(holdings),
        *_closings(bounds),
        *_links(registers.links),
    ]
    return [{**common, **line} for line in lines]


def _line(act: str, **fields: Any) -> Line:
    """A line without what is absent; days as YYYY-MM-DD."""
    return {"act": act} | {name: _plain(value) for name, value in fields.items() if value is not None and value != ""}


def _plain(value: Any) -> object:
    if isinstance(value, RoughDay):
        return value.day.isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _units(units: Mapping[str, Record], bounds: Bounds) -> Iterator[Line]:
    for unit in sorted(units, key=lambda each: (len(_above(each, units)), each)):
        row = units[unit]
        yield _line(
            "unit-open",
            unit=unit,
            name=row["name"],
            kind=row["kind"],
            parent=row["parent"],
            effective=bounds.unit_opens[unit],
        )


def _above(unit: str, units: Mapping[str, Record]) -> list[str]:
    chain = []
    above = units[unit]["parent"]
    while above is not None:
        chain.append(above)
        above = units[above]["parent"]
    return chain


def _posts(posts: Mapping[str, Record], bounds: Bounds) -> Iterator[Line]:
    for post, row in sorted(posts.items()):
        fields = {name: row[name] for name in _POST}
        yield _line(
            "post-open",
            post=post,
            effective=bounds.post_opens[post],
            seats=bounds.seats[post],
            **fields,
        )


def _persons(persons: Mapping[str, tuple[Record, ...]]) -> Iterator[Line]:
    """A person is registered with the first row; each later row amends what it says otherwise, from its day."""
    for person, (first, *later) in sorted(persons.items()):
        known = {name: first[name] for name in _PERSONAL}
        yield _line("person-register", cadre=person, level=first["level"], **known)
        for row in later:
            changed = {name: row[name] for name in _PERSONAL if row[name] is not None and row[name] != known[name]}
            known |= changed
            if changed:
                yield _line("person-amend", cadre=person, effective=row["start"], **changed)


def _careers(holdings: Iterable[Holding]) -> Iterator[Line]:
    """The acts of each person by day; on one day posts are left before others are taken up."""
    acts = sorted((act for each in holdings for act in _acts(each)), key=lambda act: act[:4])
    for _, days in groupby(acts, key=lambda act: act[:2]):
        lines = [line for *_, line in days]
        for number, line in enumerate(lines, 1):
            yield line | ({"sequence": number} if len(lines) > 1 else {})


def _acts(holding: Holding) -> Iterator[tuple[str, date, int, str, Line]]:
    row, person, post = holding.row, holding.person, holding.post
    decided = {name: row[name] for name in ("basis", "authority", "decision", "decided_on")}
    reason = "; ".join(text for text in (row["reason"], row["note"], *holding.notes) if text)
    for number, span in enumerate(holding.spans):
        fields = _line(
            "opening-position" if holding.opening and not number else "appoint",
            cadre=person,
            post=post,
            effective=span.start,
            precision=_precision(span.start),
            kind=span.kind,
            until=holding.planned_end,
            reason=reason,
            **decided,
        )
        yield person, span.start.day, 1, post, fields
    if holding.end is None:
        return
    fields = _line("relieve", cadre=person, post=post, effective=holding.end, precision=_precision(holding.end))
    yield person, holding.end.day, 0, post, fields


def _precision(day: RoughDay) -> str | None:
    return None if day.precision == "day" else day.precision


def _closings(bounds: Bounds) -> Iterator[Line]:
    for post, day in sorted(bounds.post_closes.items()):
        yield _line("post-close", post=post, effective=day)
    for unit, day in sorted(bounds.unit_closes.items()):
        yield _line("unit-close", unit=unit, effective=day)


def _links(links: Iterable[Record]) -> Iterator[Line]:
    for row in sorted(links, key=lambda row: row.content):
        over = f"until {row['end'].day}" if row["end"] and row["end"] != row["start"] else None
        reason = ", ".join(text for text in (row["note"], over) if text)
        yield _line(
            "unit-succeed",
            unit=row["from"],
            by=row["to"],
            kind=row["kind"],
            effective=row["start"],
            reason=reason,
        )
