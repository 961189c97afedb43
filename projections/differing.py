"""Two rosters and two due lists beside each other: what only one of them has, and what they say differently."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias, TypeVar

from domain.policy.verdict import Due
from projections.database import Database
from projections.moment import Moment
from projections.roster import roster
from projections.unit import Answer

Key = TypeVar("Key")
Place: TypeAlias = tuple[str, str]
"""Post and cadre."""
Owed: TypeAlias = tuple[str, str, str, str]
"""Post, cadre, pack and rule."""


class Seat(NamedTuple):
    """How a cadre holds a post."""

    kind: str
    since: str | None
    planned_end: str | None


def seats(database: Database, moment: Moment) -> tuple[Mapping[Place, Seat], Mapping[str, str]]:
    """Who holds which post how, and the unit of each post."""
    rows = roster(database, moment)
    held = {(row["post"], row["cadre"]): Seat(row["kind"], row["since"], row["planned_end"]) for row in rows}
    return {place: seat for place, seat in held.items() if place[1]}, {row["post"]: row["unit"] for row in rows}


def owed(dues: Iterable[Due]) -> Mapping[Owed, Due]:
    """What is due, by post, cadre, pack and rule."""
    return {(due.post, due.cadre, due.rule.pack.id, due.rule.id): due for due in dues}


def seat_rows(before: Mapping[Place, Seat], after: Mapping[Place, Seat], units: Mapping[str, str]) -> list[Answer]:
    """One row for each cadre who holds a post on one side only, or otherwise."""
    changed = [place for place in sorted({*before, *after}) if before.get(place) != after.get(place)]
    return [
        row(
            "seat", post, cadre, units.get(post), before=_held(before.get((post, cadre))), after=_held(after.get(place))
        )
        for place in changed
        for post, cadre in (place,)
    ]


def due_rows(before: Mapping[Owed, Due], after: Mapping[Owed, Due]) -> list[Answer]:
    """One row for each duty that is there on one side only, or whose days or state differ."""
    found = []
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if _said(old) == _said(new):
            continue
        post, cadre, pack, rule = key
        unit = next(due.unit for due in (new, old) if due)
        told = {
            f"{name}_{side}": value for side, due in (("before", old), ("after", new)) for name, value in _days(due)
        }
        same = _owing(old) == _owing(new)
        sentences = {"before": _owing(old, fully=same), "after": _owing(new, fully=same)}
        found.append(row("due", post, cadre, unit, rule=rule, pack=pack, **sentences, **told))
    return found


def row(what: str, post: str | None, cadre: str | None, unit: str | None, **told: Any) -> Answer:
    """One difference in the published form; what it does not have is absent."""
    names = (
        "name",
        "rule",
        "pack",
        "event",
        "before",
        "after",
        "due_before",
        "state_before",
        "due_after",
        "state_after",
    )
    return {"what": what, "cadre": cadre, "post": post, "unit": unit, **dict.fromkeys(names), **told}


def named(rows: Sequence[Answer], names: Mapping[str, str | None]) -> list[Answer]:
    """The rows with the names of their cadres."""
    return [{**each, "name": names.get(each["cadre"])} for each in rows]


def _held(seat: Seat | None) -> str | None:
    if seat is None:
        return None
    return f"{seat.kind} since {seat.since or 'unknown'}" + (f" until {seat.planned_end}" if seat.planned_end else "")


def _said(due: Due | None) -> tuple[object, ...] | None:
    return (due.since, due.due_on, due.state, due.waiver_until) if due else None


def _owing(due: Due | None, *, fully: bool = False) -> str | None:
    """What is owed and how it stands; fully also since when the post is held, and until when it is waived."""
    if due is None:
        return None
    waived = f", waived until {due.waiver_until}" if due.waiver_until else ""
    return f"{due.state}, due on {due.due_on}" + (f", since {due.since}{waived}" if fully else "")


def _days(due: Due | None) -> tuple[tuple[str, str | None], ...]:
    return (("due", due.due_on.isoformat()), ("state", due.state)) if due else (("due", None), ("state", None))
