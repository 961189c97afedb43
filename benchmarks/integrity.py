"""The log: what it costs to keep, how fast it is verified, the bundle of one cadre of a large store, the verifier.

Keeping is measured against the same recording with the hashing taken out; verifying all leaves, kept hashes and the
root against a raw SELECT of the same rows and against the plain library's replay of its own events. The large store is
the demo with its events repeated under other names, appended through the recorder that every order goes through.
"""

import argparse
import io
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from unittest.mock import patch

from eventsourcing.persistence import StoredEvent
from measure import Taken, once
from peers import on_sqlite, plain_cadre

from lifecycle.demo import make_demo
from lifecycle.engine import Engine
from lifecycle.head import Head
from lifecycle.integrity.auditing import Auditing
from lifecycle.integrity.checking import sound_log
from lifecycle.integrity.heads import index_heads
from lifecycle.integrity.log import grown
from lifecycle.ports import random_bytes
from lifecycle.register import TransactionRecorder
from projections.database import transaction

BATCH = 5_000
LATER = datetime(2090, 1, 1, tzinfo=UTC)
BUNDLE = 30_000_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=600, help="cadres of the demo")
    parser.add_argument("--events", type=int, default=1_000_000, help="events of the large store")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        keeping(place, asked.size)
        reading_a_bundle(place, asked.size)
        large(place / "with.db", asked.events)
        verifying(place)
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
    with Engine.open(str(path)) as engine:
        copies = again(engine)
        taken, added = Taken(0, 0), events - engine.head.position
        while engine.head.position < events:
            batch = list(islice(copies, min(BATCH, events - engine.head.position)))
            more = once(lambda batch=batch: append(engine, batch))
            taken = Taken(taken.wall + more.wall, taken.cpu + more.cpu)
    print(f"Appending {added} stored events with the log, {BATCH} to a transaction: {taken.cpu:.1f} s of CPU")
    print(f"  {added / taken.cpu:,.0f} events for a second of CPU; to reach: 1,000,000 in 60 s")


def again(engine: Engine) -> Iterator[StoredEvent]:
    """The stored events of a store under other names, without end."""
    sql = "SELECT originator_id, originator_version, topic, state FROM stored_events ORDER BY position"
    rows = engine.database.query(sql)
    round_ = 0
    while True:
        round_ += 1
        for stream, version, topic, state in rows:
            yield StoredEvent(f"{stream}-{round_}", version, topic, bytes(state))


def append(engine: Engine, events: list[StoredEvent]) -> None:
    """Append stored events as an order does: with their leaves, the kept hashes and the head."""
    database = engine.database
    with transaction(database, writing=True):
        head, leaves = Head.read(database), []
        TransactionRecorder(database).insert_events(events, first_position=head.position + 1, leaves=leaves)
        peaks = grown(database, head, leaves)
        head._replace(position=head.position + len(leaves), peaks=peaks).update(database)


def verifying(place: Path) -> None:
    """All leaves, kept hashes and the root against a raw SELECT of the same rows, and the library's replay."""
    sql = "SELECT originator_id, originator_version, topic, state, position, leaf FROM stored_events"
    with Engine.open(str(place / "with.db")) as engine:
        head = Head.read(engine.database)
        once(lambda: sum(1 for _ in engine.database.stream(sql)))
        raw = once(lambda: sum(1 for _ in engine.database.stream(sql)))
        ours = once(lambda: sound_log(engine.database, head))
        assert sound_log(engine.database, head)
        streams = engine.database.query("SELECT COUNT(DISTINCT originator_id) FROM stored_events")[0][0]
    rate = head.position / ours.cpu
    plain, longer = replayed(place, round(head.position / streams)), replayed(place, 10)
    print(f"Verifying the log of {head.position} events: {ours.cpu:.2f} s of CPU, raw SELECT {raw.cpu:.2f} s")
    print(f"  {raw.cpu / ours.cpu:.3f} x by CPU the speed of the raw SELECT; to reach: 0.2")
    print(
        f"  {rate:,.0f} events for a second of CPU; the plain library replays {plain:,.0f} in streams as long as ours,"
    )
    print(f"  {rate / plain:.1f} x its speed; to reach: 8; in streams of ten events {rate / longer:.1f} x")


def replayed(place: Path, length: int) -> float:
    """Events for a second of CPU that the plain library reads back into aggregates of so many events."""
    application = on_sqlite(place / f"plain-{length}.db")
    cadres = [plain_cadre(length, number) for number in range(3_000)]
    application.save(*cadres)
    taken = once(lambda: [application.repository.get(cadre.id) for cadre in cadres])
    application.close()
    return length * len(cadres) / taken.cpu


def packing(path: Path) -> None:
    """The index of all streams, and the bundle of one cadre."""
    with Engine.open(str(path)) as engine:
        who = str(engine.persons()[0]["cadre"])
        auditing, database = Auditing(engine.database), engine.database

        def index() -> None:
            index_heads(database, actor="auditor", now=LATER, entropy=random_bytes)

        first = once(index)
        act = {"act": "person-amend", "cadre": who, "education": "doctorate"}
        engine.submit([act], actor="registrar", now=LATER)
        later = once(index)
        made = once(lambda: auditing.pack(who, disclose=["name"]))
        again = auditing.pack(who, disclose=["name"])
        proved = once(lambda: auditing.prove(f"cadre:{who}@1"))
    print(f"One cadre's bundle: {len(again.content):,} bytes, {again.events} events; to reach: under 100,000")
    print(f"  index of all streams, the first {first.cpu:.2f} s, after an order {later.cpu:.3f} s")
    print(f"  index after an order and bundle: {later.cpu + made.cpu:.3f} s of CPU; to reach: 1 s")
    print(f"  one proof of inclusion {proved.cpu * 1000:.1f} ms of CPU; to reach: 20")
    told = program("audit", "pack", who, "--out", str(path.with_suffix(".zip")), "--store", str(path))
    print(f"  the program from its start, index and bundle: {told:.2f} s of CPU")


def program(*words: str) -> float:
    """Seconds of CPU that the installed program takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([Path(sys.executable).with_name("cadre"), *words], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


MEASURED = """
import resource, subprocess, sys
ended = subprocess.run([sys.executable, "-I", "-S", "verify.py"], capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(ended.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def reading_a_bundle(place: Path, size: int) -> None:
    """The verifier, as it comes in the bundle, on a whole store of 30 MB."""
    make_demo(str(place / "bundled.db"), size=size)
    with Engine.open(str(place / "bundled.db")) as engine:
        copies = again(engine)
        sql = "SELECT SUM(LENGTH(state) + 120) FROM stored_events"
        while engine.database.query(sql)[0][0] < BUNDLE:
            append(engine, list(islice(copies, 1_000)))
        content = Auditing(engine.database).pack().content
    folder = place / "bundle"
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        bundle.extractall(folder)
    size = sum(each.stat().st_size for each in folder.iterdir())
    # Of a process of its own: what this one holds would count as the verifier's.
    told = subprocess.run([sys.executable, "-c", MEASURED], cwd=folder, check=True, capture_output=True, text=True)
    code, seconds, kilobytes = told.stdout.split()
    assert code == "0", told
    used = f"{float(seconds):.2f} s of CPU, {int(kilobytes) // 1024} MB"
    print(f"The verifier on a bundle of {size / 1e6:.1f} MB: {used}")
    print("  to reach: 2 s and 64 MB for 30 MB")


if __name__ == "__main__":
    main()
