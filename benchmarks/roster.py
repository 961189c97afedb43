"""The roster of a unit in a large store, as of a day and as known on a day, against the least that SQL could do.

The peer has nothing but intervals in one table with the index that this very question needs, and returns the same rows.
"""

import argparse
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

from measure import in_turns, show, show_ratio

from lifecycle.demo import make_demo
from lifecycle.engine import Engine

FIELDS = ("post", "post_name", "unit", "track", "level", "cadre", "name", "kind", "since", "until", "order", "event")
DAY = "2020-06-30"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=3_000, help="cadres of the demo")
    parser.add_argument("--store", help="an SQLite demo store that is there already, instead of a new one")
    parser.add_argument("--rounds", type=int, default=300)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = asked.store or str(Path(folder) / "demo.db")
        if not asked.store:
            make_demo(store, size=asked.size)
        with Engine.open(store) as engine:
            for unit in ("finance-bureau", "county"):
                compare(engine, Path(folder) / f"{unit}.db", unit, asked.rounds)


def compare(engine: Engine, path: Path, unit: str, rounds: int) -> None:
    """Measure and print for one unit and the units below it."""
    whole = engine.roster(as_of=DAY, filled=True)
    wanted = engine.roster(as_of=DAY, unit=unit, filled=True)
    units = sorted({seat["unit"] for seat in wanted})
    peer = intervals(path, whole)
    marks = ", ".join("?" * len(units))
    sql = f"SELECT * FROM seat WHERE unit IN ({marks}) AND valid_from <= ? AND valid_to > ?"
    values = (*units, DAY, DAY)
    rows = peer.execute(sql, values).fetchall()
    assert sorted(row[0] for row in rows) == sorted(seat["post"] for seat in wanted)
    taken = in_turns(
        {
            "ours": lambda _: engine.roster(as_of=DAY, unit=unit, filled=True),
            "ours, as known in 2020": lambda _: engine.roster(as_of=DAY, known_on=DAY, unit=unit, filled=True),
            "raw indexed query": lambda _: peer.execute(sql, values).fetchall(),
        },
        rounds,
    )
    show(f"Roster of {unit} and below: {len(rows)} of {len(whole)} seats, {len(units)} units", taken)
    ours, known, raw = taken.values()
    show_ratio("ours / raw indexed query", ours, raw, "3")
    show_ratio("ours, as known then / raw", known, raw, "3")


def intervals(path: Path, seats: list[dict[str, Any]]) -> sqlite3.Connection:
    """A database of nothing but who sat where from when to when."""
    database = sqlite3.connect(path)
    columns = ", ".join(f'"{name}" TEXT' for name in (*FIELDS, "valid_from", "valid_to"))
    database.execute(f"CREATE TABLE seat ({columns})")
    rows = [(*(seat[name] for name in FIELDS), "0001-01-01", seat["until"] or "9999-12-31") for seat in seats]
    database.executemany(f"INSERT INTO seat VALUES ({', '.join('?' * len(rows[0]))})", rows)
    database.execute("CREATE INDEX seat_unit ON seat (unit, valid_from, valid_to)")
    database.commit()
    return database


if __name__ == "__main__":
    main()
