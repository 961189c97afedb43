"""What was learnt between two days: the same question asked as known on each, and what differs."""

from projections.cadre import career, levels
from projections.database import Database
from projections.moment import Moment
from projections.roster import roster
from projections.unit import Answer


def cadre_diff(database: Database, cadre: str, before: Moment, after: Moment, *, day: str | None) -> list[Answer]:
    """The stretches and levels of a cadre that were added or removed; only those that touch `day` if one is named."""
    old = [*_told(career(database, cadre, before)), *_told(levels(database, cadre, before))]
    new = [*_told(career(database, cadre, after)), *_told(levels(database, cadre, after))]
    return [row for row in _difference(old, new) if day is None or _touches(row, day)]


def unit_diff(database: Database, unit: str, before: Moment, after: Moment) -> list[Answer]:
    """The seats of a unit's roster that differ."""
    old = _told(roster(database, before, unit=unit))
    return _difference(old, _told(roster(database, after, unit=unit)))


def _told(rows: list[Answer]) -> list[Answer]:
    names = ("cadre", "post", "seat", "kind", "level", "since", "from", "until", "planned_end", "in_service", "event")
    return [{name: row.get(name) for name in names} for row in rows]


def _difference(old: list[Answer], new: list[Answer]) -> list[Answer]:
    gone = [{"change": "removed", **row} for row in old if row not in new]
    come = [{"change": "added", **row} for row in new if row not in old]
    return sorted([*gone, *come], key=lambda row: (row["post"] or "", row["from"] or row["since"] or "", row["change"]))


def _touches(row: Answer, day: str) -> bool:
    start = row["from"] or row["since"] or ""
    return bool(start <= day and (row["until"] is None or day < row["until"]))
