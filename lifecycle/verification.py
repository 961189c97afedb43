"""Whether a store holds together: its events, their orders, the vault, and the read models made from them."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, Final

from domain.errors import Damaged
from domain.events import OrderRecorded
from domain.recorded import RecordedEvent
from lifecycle.copying import copy_store
from lifecycle.head import Head
from lifecycle.mapper import read_event
from lifecycle.stage import STORE_STREAM
from lifecycle.vault import commitment
from projections.database import Database, open_database, transaction
from projections.schema import READ_MODELS

Answer = dict[str, Any]
MOST_PROBLEMS: Final = 100
"""Problems that are told of; a store with more is damaged beyond reading a list."""


def verify(store: str) -> Answer:
    """Check a store and return `events`, `intact` and at most 100 `problems`, each with place and sentence.

    Read models are compared only where the record itself is sound. Raises StoreUnreachable.
    """
    database = open_database(store, writing=False)
    try:
        with transaction(database):
            head = Head.read(database)
            problems = [*islice(_record_problems(database, head), MOST_PROBLEMS)]
            if not problems:
                problems = [*_stale_models(database, store)]
    finally:
        database.close()
    return {"events": head.position, "intact": not problems, "problems": problems}


@dataclass
class _Seen:
    """What has been seen of the record so far: the last version of each stream, and both accounts of each order."""

    versions: dict[str, int] = field(default_factory=dict)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    found: dict[str, list[str]] = field(default_factory=dict)


def _record_problems(database: Database, head: Head) -> Iterator[Answer]:
    seen, place = _Seen(), 0
    sql = "SELECT originator_id, originator_version, topic, state, position FROM stored_events ORDER BY position"
    for stream, version, topic, state, position in database.stream(sql):
        place += 1
        if position != place or version != seen.versions.get(stream, 0) + 1:
            yield _problem(f"{stream}@{version}", f"stands at position {position}, not {place}: events are missing")
            return
        seen.versions[stream] = version
        try:
            event = read_event(stream, version, topic, bytes(state), position)
        except Damaged as error:
            yield _problem(f"{stream}@{version}", str(error))
            continue
        _note(event, seen)
        yield from _unopened(database, event)
    if head.position != place:
        yield _problem("store", f"the head counts {head.position} events, there are {place}")
    yield from _disagreeing(seen)


def _note(event: RecordedEvent, seen: _Seen) -> None:
    if isinstance(event.body, OrderRecorded):
        seen.named[event.order] = event.body.events
    elif event.originator_id != STORE_STREAM:
        seen.found.setdefault(event.order, []).append(event.id)


def _disagreeing(seen: _Seen) -> Iterator[Answer]:
    """The orders that name other events than those recorded under them."""
    for order in sorted({*seen.named, *seen.found}):
        if sorted(seen.named.get(order, ())) != sorted(seen.found.get(order, ())):
            yield _problem(order, "names other events than those that were recorded under it")


def _unopened(database: Database, event: RecordedEvent) -> Iterator[Answer]:
    """The personal values in the vault that are not those to which the event is committed; an erased one is none."""
    personal = getattr(event.body, "personal", None)
    if not personal:
        return
    for path, salt, value in database.query("SELECT path, salt, value FROM vault WHERE event = ?", (event.id,)):
        if personal.get(path) != commitment(path, bytes(salt), value):
            yield _problem(event.id, f"the vault holds another {path} than the one that was recorded")


def _stale_models(database: Database, store: str) -> Iterator[Answer]:
    """The read models that differ from those made again from the events, beside the store."""
    with tempfile.TemporaryDirectory(prefix="cadre-verify-") as folder:
        copy = str(Path(folder) / "again.db")
        copy_store(store, copy)
        again = open_database(copy, writing=False)
        try:
            for table in READ_MODELS:
                if _fingerprint(database, table) != _fingerprint(again, table):
                    yield _problem(table, "is not what the events say; make it again with: cadre store rebuild")
        finally:
            again.close()


def _fingerprint(database: Database, table: str) -> int:
    """A number that two tables share only if they hold the same rows, in any order."""
    rows = database.stream(f"SELECT * FROM {table}")
    return sum(int.from_bytes(sha256(repr(tuple(row)).encode()).digest()) for row in rows)


def _problem(place: str, sentence: str) -> Answer:
    return {"place": place, "problem": sentence}
