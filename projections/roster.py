"""Who holds which post on a day: one row for each seat of every open post, and the vacant seats among them."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from projections.database import Database, Row
from projections.moment import IN_FORCE, Moment, marks
from projections.names import name_join
from projections.privacy import NAME
from projections.unit import Answer, bounded, subtree

_COLUMNS = (
    f"p.post, p.name, p.unit, p.track, p.level, p.seats, h.cadre, {NAME}, h.kind, h.since, h.since_known,"
    " h.precision, h.until, h.planned_end, h.order_id, h.event"
)


def roster(
    database: Database, moment: Moment, *, unit: str | None = None, track: str | None = None, filled: bool = False
) -> list[Answer]:
    """The roster, by post and seat; of a unit with its subtree, of a track; `filled` leaves out vacant seats."""
    joined = "JOIN" if filled else "LEFT JOIN"
    where, values = chosen(database, moment, unit, track)
    sql = (
        f"SELECT {_COLUMNS} FROM post_row p {joined} holding_row h ON h.post = p.post AND {IN_FORCE.format('h')}"
        f"{name_join('h')} WHERE {IN_FORCE.format('p')}{where} ORDER BY p.post, h.since, h.cadre"
    )
    rows = database.query(sql, (*moment.values, *moment.values, *moment.values, *values))
    return [seat for _, held in groupby(rows, key=lambda row: row[0]) for seat in _seats(list(held), filled=filled)]


def chosen(database: Database, moment: Moment, unit: str | None, track: str | None) -> tuple[str, tuple[Any, ...]]:
    """The further conditions on posts (alias p), and their values."""
    where = ""
    values: tuple[Any, ...] = ()
    if unit is not None:
        below = subtree(database, unit, moment)
        where, values = f" AND p.unit IN ({marks(len(below))})", tuple(below)
    if track is not None:
        return f"{where} AND p.track = ?", (*values, track)
    return where, values


def _seats(held: Sequence[Row], *, filled: bool) -> Iterator[Answer]:
    taken = [row for row in held if row[6] is not None]
    for seat, row in enumerate(taken, 1):
        yield _seat(row, seat)
    if not filled:
        for seat in range(len(taken) + 1, held[0][5] + 1):
            yield _seat((*held[0][:6], *[None] * 10), seat)


def _seat(row: Row, seat: int) -> Answer:
    return {
        "post": row[0],
        "post_name": row[1],
        "unit": row[2],
        "track": row[3],
        "level": row[4],
        "seat": seat,
        "cadre": row[6],
        "name": row[7],
        "kind": row[8],
        "since": row[9] if row[10] else None,
        "since_precision": row[11],
        "until": bounded(row[12]),
        "planned_end": row[13],
        "order": row[14],
        "event": row[15],
    }
