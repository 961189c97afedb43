"""The clock segments that a store keeps, so that what everybody owes is told without reading what everybody held.

Nothing is lost with them: they are made of the read models, up to a position, and whoever was touched later is asked
anew. They tell what is known now; a question about what was known earlier does not look at them.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from domain.policy.roll_call import Clocked
from projections.database import Database, Row
from projections.moment import chunks, marks
from projections.parts import Part

SEGMENTS = "clock_segment"
HEAD = "clock_head"
MAKE = (
    """CREATE TABLE clock_segment (clock TEXT NOT NULL, cadre TEXT NOT NULL, post TEXT NOT NULL, unit TEXT NOT NULL,
       track TEXT NOT NULL, since TEXT NOT NULL, run_from TEXT, planned_end TEXT, until TEXT NOT NULL,
       event TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
       PRIMARY KEY (clock, cadre, post, valid_from, event)) WITHOUT ROWID""",
    "CREATE INDEX clock_segment_cadre ON clock_segment (cadre)",
    "CREATE INDEX clock_segment_standing ON clock_segment (cadre) WHERE run_from IS NULL",
    "CREATE TABLE clock_head (id INTEGER PRIMARY KEY, position INTEGER NOT NULL, clocks TEXT NOT NULL)",
)
_ON = f"FROM {SEGMENTS} s WHERE s.valid_from <= ? AND s.valid_to > ?"
_RUNNING = f"SELECT s.cadre, s.post, s.unit, s.track, s.planned_end, s.until, s.since, s.run_from {_ON} AND s.clock = ?"
_STANDING = f"SELECT DISTINCT s.cadre {_ON} AND s.run_from IS NULL"


class Kept(NamedTuple):
    """Up to which position the segments were made, and of which clocks."""

    position: int
    clocks: frozenset[str]


def kept(database: Database) -> Kept | None:
    """What segments the store keeps; None where it keeps none."""
    if not database.keeps_clocks or not database.query(database.table_query, (HEAD,)):
        return None
    rows = database.query(f"SELECT position, clocks FROM {HEAD} WHERE id = 1")
    return Kept(rows[0][0], frozenset(json.loads(rows[0][1]))) if rows else None


def running(database: Database, clock: str, day: str, part: Part) -> list[Clocked]:
    """What a clock shows on a day for each of a part whom it concerns, but where it stands still."""
    found: list[Clocked] = database.query(f"{_RUNNING}{part.where('s.cadre')}", (day, day, clock, *part.values))
    return found


def standing_still(database: Database, day: str) -> set[str]:
    """The cadres of whom some clock stands still on the day."""
    return {row[0] for row in database.query(_STANDING, (day, day))}


def touched_since(database: Database, position: int) -> set[str]:
    """The cadres whose segments an event after the position may have changed."""
    streams = database.query("SELECT DISTINCT t.stream FROM trail t WHERE t.position > ?", (position,))
    named: dict[str, set[str]] = {"cadre": set(), "post": set(), "unit": set()}
    for (stream,) in streams:
        register, _, name = stream.partition(":")
        if register in named:
            named[register].add(name)
    posts = named["post"] | _posts_of(database, _near(database, named["unit"]))
    return named["cadre"] | _holders_of(database, _kin(database, "post_lineage", posts))


def _near(database: Database, units: Collection[str]) -> set[str]:
    """The units, all that ever stood below them, and what these came from or went into, however far."""
    if not units:
        return set()
    pairs = database.query("SELECT DISTINCT u.parent, u.unit FROM unit_row u WHERE u.parent IS NOT NULL")
    found, fresh = set[str](), set(units)
    while fresh:
        found |= fresh
        below = {unit for parent, unit in pairs if parent in fresh}
        fresh = _kin(database, "lineage", fresh | below) - found
    return found


def _kin(database: Database, table: str, names: Collection[str]) -> set[str]:
    """The names, and what they succeeded or were succeeded by, however far."""
    pairs = database.query(f"SELECT DISTINCT l.predecessor, l.successor FROM {table} l") if names else []
    found, fresh = set[str](), set(names)
    while fresh:
        found |= fresh
        fresh = {each for pair in pairs if not fresh.isdisjoint(pair) for each in pair} - found
    return found


def _posts_of(database: Database, units: Collection[str]) -> set[str]:
    return _named(database, "SELECT DISTINCT p.post FROM post_row p WHERE p.unit IN ({})", units)


def _holders_of(database: Database, posts: Collection[str]) -> set[str]:
    return _named(database, "SELECT DISTINCT h.cadre FROM holding_row h WHERE h.post IN ({})", posts)


def _named(database: Database, sql: str, names: Collection[str]) -> set[str]:
    return {
        row[0] for chunk in chunks(sorted(names)) for row in database.query(sql.format(marks(len(chunk))), [*chunk])
    }


def stored(database: Database) -> Iterator[Row]:
    """Every segment, by clock, cadre, post, first day and event."""
    return database.stream(f"SELECT * FROM {SEGMENTS} ORDER BY clock, cadre, post, valid_from, event")


def in_order(rows: Iterable[Row]) -> list[Row]:
    """The rows in the order of `stored`."""
    return sorted(rows, key=itemgetter(0, 1, 2, 10, 9))


def forget(database: Database, cadres: Collection[str]) -> None:
    """Remove the segments of these cadres."""
    database.executemany(f"DELETE FROM {SEGMENTS} WHERE cadre = ?", [(cadre,) for cadre in sorted(cadres)])


def begin_anew(database: Database) -> None:
    """Make the tables, empty."""
    database.script((f"DROP TABLE IF EXISTS {SEGMENTS}", f"DROP TABLE IF EXISTS {HEAD}", *MAKE))


def keep(database: Database, rows: Iterable[Row], position: int, clocks: Sequence[str]) -> None:
    """Add these segments; those of all clocks are then complete up to the position."""
    database.executemany(f"INSERT INTO {SEGMENTS} VALUES ({marks(12)})", rows)
    sql = f"INSERT INTO {HEAD} VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET position = excluded.position"
    database.execute(sql, (position, json.dumps(sorted(clocks))))
