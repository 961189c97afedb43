"""A bulk order: ours, from lines to committed events and read models, against raw executemany of what was stored.

The same lines and rows every time: the county of the demo. Every order of ours is judged and committed as a whole.
"""

import argparse
import sqlite3
import tempfile
from pathlib import Path
from typing import TypeAlias

from measure import once
from peers import RawStore

from lifecycle.demo import make_demo
from projections.schema import create_statements

Tables: TypeAlias = dict[str, list[tuple[object, ...]]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=2_000, help="cadres of the demo; above 1,000 its orders are large")
    size = parser.parse_args().size
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        ours = once(lambda: make_demo(str(place / "ours.db"), size=size))
        tables = rows_by_table(place / "ours.db")
        events = [row[:4] for row in tables["stored_events"]]
        raw_events = once(lambda: RawStore(place / "events.db").fill(events))
        raw_tables = once(lambda: copied(place / "tables.db", tables))
    print(f"Bulk recording of a demo of {size} cadres: {len(events)} events, {sum(map(len, tables.values()))} rows")
    contenders = {"ours": ours, "raw executemany, events": raw_events, "raw executemany, every table": raw_tables}
    for name, taken in contenders.items():
        print(f"  {name:30} {taken.wall:8.2f} s {taken.cpu:8.2f} s of CPU {len(events) / taken.wall:12,.0f} events/s")
    for said, peer in (("raw events; to reach: 0.5", raw_events), ("raw, every table", raw_tables)):
        print(f"  {peer.wall / ours.wall:8.3f} x by the clock {peer.cpu / ours.cpu:8.3f} x by CPU the speed of {said}")


def rows_by_table(path: Path) -> Tables:
    """Every row of every table of a store."""
    with sqlite3.connect(path) as database:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f"SELECT * FROM {name}").fetchall() for name in names}


def copied(path: Path, tables: Tables) -> None:
    """Write the rows into tables of the same form, in one transaction."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    for statement in create_statements():
        database.execute(statement)
    database.execute("BEGIN IMMEDIATE")
    for name, rows in tables.items():
        if rows:
            database.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    database.execute("COMMIT")
    database.close()


if __name__ == "__main__":
    main()
