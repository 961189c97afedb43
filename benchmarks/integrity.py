"""The log: what it costs to keep, how fast it is verified, and the bundle of one cadre out of a large store.

Keeping is measured against the same recording with the hashing taken out; verifying all leaves, kept hashes and the
root against a raw SELECT of the same rows. The large store is the demo with its events repeated under other names.
"""

import argparse
import sqlite3
import tempfile
from pathlib import Path
from unittest.mock import patch

from measure import once

from domain.integrity.merkle import extended, leaf_hash
from lifecycle.demo import make_demo
from lifecycle.engine import Engine
from lifecycle.head import Head
from lifecycle.integrity.auditing import Auditing
from lifecycle.integrity.checking import sound_log
from lifecycle.integrity.heads import index_heads
from lifecycle.ports import random_bytes, wall_clock


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=600, help="cadres of the demo")
    parser.add_argument("--events", type=int, default=300_000, help="events of the large store")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        keeping(place, asked.size)
        large(place / "with.db", asked.events)
        verifying(place / "with.db")
        packing(place / "with.db")


def keeping(place: Path, size: int) -> None:
    """Record the demo with the log and without its hashing."""
    make_demo(str(place / "warm.db"), size=60)
    kept = once(lambda: make_demo(str(place / "with.db"), size=size))
    with (
        patch("lifecycle.register.leaf_hash", lambda *_: b""),
        patch("lifecycle.writing.grown", lambda *_: b""),
    ):
        bare = once(lambda: make_demo(str(place / "without.db"), size=size))
    print(f"Recording a demo of {size} cadres: {kept.cpu:.2f} s of CPU with the log, {bare.cpu:.2f} s without")
    print(f"  {bare.cpu / kept.cpu:.3f} x by CPU the speed without; to reach: 0.7")


def large(path: Path, events: int) -> None:
    """Repeat the events of a store under other names until there are so many."""
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT originator_id, originator_version, topic, state FROM stored_events").fetchall()
        (position, peaks) = database.execute("SELECT position, peaks FROM store_head").fetchone()
        edge, added, round_ = [peaks[at : at + 32] for at in range(0, len(peaks), 32)], [], 0
        while position + len(added) < events:
            round_ += 1
            for stream, version, topic, state in rows:
                place = (f"{stream}-{round_}", version, topic, state)
                number = position + len(added) + 1
                added.append((*place, number, leaf_hash(number, *place)))
        edge, nodes = extended(position, edge, (row[-1] for row in added))
        database.executemany("INSERT INTO stored_events VALUES (?, ?, ?, ?, ?, ?)", added)
        database.executemany("INSERT INTO log_node VALUES (?, ?, ?)", nodes)
        database.execute("UPDATE store_head SET position = ?, peaks = ?", (position + len(added), b"".join(edge)))


def verifying(path: Path) -> None:
    """All leaves, kept hashes and the root against a raw SELECT of the same rows."""
    with Engine.open(str(path)) as engine:
        head = Head.read(engine.database)
        sql = "SELECT originator_id, originator_version, topic, state, position, leaf FROM stored_events"
        once(lambda: sum(1 for _ in engine.database.stream(sql)))
        raw = once(lambda: sum(1 for _ in engine.database.stream(sql)))
        ours = once(lambda: sound_log(engine.database, head))
        assert sound_log(engine.database, head)
    print(f"Verifying the log of {head.position} events: {ours.cpu:.2f} s of CPU, raw SELECT {raw.cpu:.2f} s")
    print(f"  {raw.cpu / ours.cpu:.3f} x by CPU the speed of the raw SELECT; to reach: 0.2")
    print(f"  {head.position / ours.cpu:,.0f} events for a second of CPU")


def packing(path: Path) -> None:
    """The index of all streams, and the bundle of one cadre."""
    with Engine.open(str(path)) as engine:
        who = str(engine.persons()[0]["cadre"])
        auditing = Auditing(engine.database)
        database = engine.database
        indexed = once(
            lambda: index_heads(database, actor="auditor", now=wall_clock().replace(year=2090), entropy=random_bytes)
        )
        made = once(lambda: auditing.pack(who))
        again = auditing.pack(who)
        proved = once(lambda: auditing.prove(f"cadre:{who}@1"))
    print(f"One cadre's bundle: {len(again.content):,} bytes, {again.events} events; to reach: under 100,000")
    print(f"  index of all streams {indexed.cpu:.2f} s, bundle {made.cpu:.2f} s of CPU; to reach: 1 s")
    print(f"  one proof of inclusion {proved.cpu * 1000:.1f} ms of CPU; to reach: 20")


if __name__ == "__main__":
    main()
