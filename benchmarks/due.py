"""What is due of everybody, with the program as a user starts it, against plain SQL and json of as many rows.

Both are processes of their own, from nothing to the last byte written; the program may keep two cores busy. Every
holder of the store has a history of their own: a demo is copied so often that so many hold a post, each copy with its
days shifted, so that hardly two of them began on the same day in the same post.
"""

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from lifecycle.clock_keeping import clocks_of, keep_anew
from lifecycle.demo import make_demo
from lifecycle.head import Head
from lifecycle.pack_folder import load
from projections.database import open_database, transaction
from projections.packs import adopted_packs

TODAY: Final = "2024-06-01"
PROGRAM: Final = str(Path(sys.executable).with_name("cadre"))
KNOWN: Final = "known_to > 4000000000000000000"
STRETCH: Final = ("valid_from", "valid_to")
COPIED: Final = {
    "holding_row": (
        ("cadre", "post", "event", "ended_by"),
        ("since", "until", "planned_end", "valid_from", "valid_to"),
    ),
    "post_row": (("post", "event"), ("valid_from", "valid_to")),
    "standing_row": (("cadre",), ("valid_from", "valid_to")),
    "personal_row": (("cadre", "event", "act"), ("valid_from", "valid_to")),
    "vault": (("event", "subject"), ()),
}
"""Table -> the columns that must differ in each copy, and those that hold days."""
ASKED: Final = {
    "due": ("due",),
    "due -o json": ("due", "-o", "json"),
    "due -o csv": ("due", "-o", "csv"),
    "due --within 6m -o json": ("due", "--within", "6m", "-o", "json"),
    "due --state breach -o json": ("due", "--state", "breach", "-o", "json"),
    "duty list -o json": ("duty", "list", "-o", "json"),
    "duty list --state overdue -o json": ("duty", "list", "--state", "overdue", "-o", "json"),
}
PEER: Final = """
import json, sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute('''
    SELECT h.cadre, vault.value AS name, h.post, p.unit, 'SEED-POST-10' AS rule, 'seed' AS pack, h.since,
    CAST(julianday(:day) - julianday(h.since) AS INTEGER) AS counted_days, h.planned_end, h.planned_end AS until,
    date(h.since, '+10 years', '-180 days') AS warn_on, date(h.since, '+10 years', '-1 day') AS last_lawful_on,
    date(h.since, '+10 years') AS due_on, NULL AS band, date(h.since, '+3 years') AS may_from,
    date(h.since, '+8 years') AS should_from, 'ok' AS state, NULL AS waiver_until,
    CAST(julianday(:day) - julianday(h.since, '+10 years') AS INTEGER) AS days_over
    FROM holding_row h JOIN post_row p ON p.post = h.post AND p.known_to > 4e18 AND p.valid_to > :day
    LEFT JOIN personal_row n ON n.cadre = h.cadre AND n.path = 'name' AND n.known_to > 4e18
    LEFT JOIN vault ON vault.event = n.event AND vault.path = 'name'
    WHERE h.known_to > 4e18 AND h.valid_from <= :day AND h.valid_to > :day ORDER BY due_on, h.cadre''',
    {'day': sys.argv[2]})
names = [column[0] for column in rows.description]
print("[\\n" + ",\\n".join(json.dumps(dict(zip(names, row)), ensure_ascii=False) for row in rows) + "\\n]")
"""


class Ran(NamedTuple):
    """Seconds by the clock and of CPU, children included, and the lines written."""

    wall: float
    cpu: float
    lines: int


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=2_000, help="cadres of the demo that is copied")
    parser.add_argument("--holders", type=int, default=100_000)
    parser.add_argument("--store", help="an SQLite store to ask, instead of a new one")
    parser.add_argument("--keep", help="where to make the store, and leave it")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = asked.store or asked.keep or str(Path(folder) / "due.db")
        if not asked.store:
            make_demo(store, size=asked.size, packs=[load("seed")])
            multiply(store, asked.holders)
            keep_clocks(store)
        tell(store)
        peer = [run([sys.executable, "-c", PEER, store, TODAY]) for _ in range(asked.rounds)]
        show("plain SQL and json", peer, peer)
        for name, words in ASKED.items():
            ran = [run([PROGRAM, *words, "--store", store, "--today", TODAY]) for _ in range(asked.rounds)]
            show(f"cadre {name}", ran, peer)


def multiply(store: str, wanted: int) -> None:
    """Copy what rules read of the demo so often that so many holdings cover the day."""
    database = sqlite3.connect(store, isolation_level=None)
    database.execute("PRAGMA journal_mode=OFF")
    database.execute("PRAGMA cache_size=-400000")
    here = holders(database)
    indexes = database.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    database.execute("BEGIN")
    for name, _ in indexes:
        database.execute(f"DROP INDEX {name}")
    for table, (marked, days) in COPIED.items():
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        chosen = ", ".join(copied(column, column in marked, column in days) for column in columns)
        where = "" if table == "vault" else f"WHERE {KNOWN}"
        database.execute(
            f"WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < ?)"
            f" INSERT INTO {table} SELECT {chosen} FROM (SELECT * FROM {table} {where}), copies ORDER BY 1, 2",
            (max(1, wanted // here - 1),),
        )
    for _, sql in indexes:
        database.execute(sql)
    database.execute("COMMIT")
    database.execute("PRAGMA journal_mode=WAL")
    database.close()


def keep_clocks(store: str) -> None:
    """Make the clock segments that the program would have made while the copies were recorded."""
    database = open_database(store, writing=True)
    began = time.process_time()
    with transaction(database, writing=True):
        keep_anew(database, Head.read(database).position, clocks_of(adopted_packs(database)))
    print(f"clock segments made in {time.process_time() - began:.1f} s of CPU")
    database.close()


def copied(column: str, marked: bool, day: bool) -> str:  # noqa: FBT001 - the two marks of a column of COPIED
    """A column as it stands in copy `n`: another id, or 9 days earlier for each copy (an open end stays)."""
    if day:
        earlier = f"date({column}, '-' || (n * 9) || ' days')"
        return f"CASE WHEN {column} BETWEEN '1900' AND '9000' THEN {earlier} ELSE {column} END"
    return f"{column} || '~' || n" if marked else column


def holders(database: sqlite3.Connection) -> int:
    """How many holdings cover the day."""
    sql = f"SELECT COUNT(*) FROM holding_row WHERE {KNOWN} AND valid_from <= ? AND valid_to > ?"
    return int(database.execute(sql, (TODAY, TODAY)).fetchone()[0])


def tell(store: str) -> None:
    """Print what is in the store."""
    database = sqlite3.connect(store)
    every = database.execute(f"SELECT COUNT(*) FROM holding_row WHERE {KNOWN}").fetchone()[0]
    print(f"{holders(database):,} holdings cover {TODAY}, of {every:,} ever; {os.cpu_count()} cores\n")
    database.close()


def run(words: Sequence[str]) -> Ran:
    """What a process takes from its start to its end, with those it started."""
    with tempfile.TemporaryFile() as out:
        wall, before = time.perf_counter(), os.times()
        subprocess.run(words, stdout=out, check=True)
        after, taken = os.times(), time.perf_counter() - wall
        out.seek(0)
        lines = sum(1 for _ in out)
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Ran(taken, spent, lines)


def show(name: str, ran: Sequence[Ran], peer: Sequence[Ran]) -> None:
    """Print the lowest clock and the lowest CPU of some rounds, and how they compare with the peer's."""
    wall, cpu = (min(each[place] for each in ran) for place in (0, 1))
    ratio = wall / min(each.wall for each in peer)
    print(
        f"{name:38} {wall:6.2f} s by the clock ({ratio:4.1f} x) {cpu:6.2f} s CPU  {ran[0].lines:>9,} lines", flush=True
    )


if __name__ == "__main__":
    main()
