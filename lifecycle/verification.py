"""Whether a store holds together: its events, the log over them, their orders, the vault, and the read models."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from domain.errors import Damaged
from domain.events import OrderRecorded, StoreOpened
from domain.integrity.merkle import head_leaf, tree_root
from domain.recorded import RecordedEvent
from lifecycle.access.seal import read_log_problems
from lifecycle.digest import digest_of, table_digests
from lifecycle.founding import FOUNDING_ORDER
from lifecycle.head import Head
from lifecycle.integrity.checking import LogCheck, leaf_of
from lifecycle.integrity.findings import altered, in_block, located, missing, out_of_place
from lifecycle.integrity.heads import newest_position
from lifecycle.integrity.models import stale_models
from lifecycle.mapper import read_event
from lifecycle.privacy.erased import erased_values
from lifecycle.vault import commitment
from projections.database import Database, Row, transaction
from projections.read_log import TABLE as READ_LOG
from projections.schema import READ_MODELS, RECORD_TABLES
from projections.stored import stored_state

Answer = dict[str, Any]
MOST_PROBLEMS: Final = 100
"""Problems that are told of; a store with more is damaged beyond reading a list."""
BATCH: Final = 500
"""Events whose personal values are looked up together."""


def verify(database: Database) -> Answer:
    """Check a store; nothing is written to it.

    Returns `events` (how many), `intact`, `first_bad` (an event or table, or None) with its `stream` and the `reason`,
    `digest` (of all read models, equal on every copy of the store) and at most 100 `problems`, each with place and
    sentence. Read models are compared with the events only where the record itself is sound. Raises StoreUnreachable.
    """
    with transaction(database):
        head = Head.read(database)
        lost = [*lost_tables(database)]
        tables = {} if lost else table_digests(database)
        problems = lost or examined(database, head, LogCheck(database), tables)
    first = problems[0] if problems else {}
    return {
        "events": head.position,
        "intact": not problems,
        "first_bad": first.get("place"),
        "stream": _stream(first.get("place")),
        "reason": first.get("problem"),
        "digest": digest_of(tables),
        "problems": [_problem(each["place"], each["problem"]) for each in problems],
    }


def lost_tables(database: Database) -> Iterator[Answer]:
    """A problem for each table of a store that is not there."""
    for table in (*RECORD_TABLES, *READ_MODELS):
        if not database.query(database.table_query, (table,)):
            remedy = "restore a backup" if table in RECORD_TABLES else "make it again with: cadre store rebuild"
            yield {**_problem(table, f"is gone from the store; {remedy}"), "event": None}


def examined(database: Database, head: Head, log: LogCheck, tables: Mapping[str, str]) -> list[Answer]:
    """What is wrong, the first bad event first; each with `place`, `problem`, and the `event` behind it if known."""
    problems = [*islice(_record_problems(database, head, log), MOST_PROBLEMS)]
    if any("event" not in each for each in problems):
        return problems
    stale = [*stale_models(database, tables)]
    return [*(located(database, each, stale) for each in problems), *stale, *_read_log_problems(database)]


def _read_log_problems(database: Database) -> Iterator[Answer]:
    """What of the read log is not what was written."""
    enabled = database.query("SELECT 1 FROM stored_events WHERE topic = 'access-enabled/1' LIMIT 1")
    for problem in read_log_problems(database, expected=bool(enabled)):
        yield {**_problem(READ_LOG, problem), "event": None}


@dataclass
class _Seen:
    """What has been seen of the record so far: how many events, the last version of each stream, and one open order."""

    log: LogCheck
    events: int = 0
    orders: int = 0
    versions: dict[str, int] = field(default_factory=dict)
    order: str = ""
    acts: list[str] = field(default_factory=list)
    sealed: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """Event -> commitments to personal values that have not been compared yet."""
    values: int = 0
    index: int = 0
    """The position of the newest index of streams; 0 for none."""
    erased: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(Event, path) of what was erased -> the event that says so."""
    last: RecordedEvent | None = None


def _record_problems(database: Database, head: Head, log: LogCheck) -> Iterator[Answer]:
    seen = _Seen(log, index=newest_position(database), erased=erased_values(database))
    columns = "originator_id, originator_version, topic, state, position, leaf"
    for row in database.stream(f"SELECT {columns} FROM stored_events {database.as_recorded}"):
        seen.events += 1
        if row[4] != seen.events or seen.events > head.position:
            yield out_of_place(database, seen.events, row, head)
            return
        yield from _event_problems(database, row, seen)
        yield from (in_block(database, block) for block in log.take(row[5]))
        if len(seen.sealed) == BATCH:
            yield from _vault_problems(database, seen)
    yield from _vault_problems(database, seen)
    yield from _end_problems(database, head, seen)


def _event_problems(database: Database, row: Row, seen: _Seen) -> Iterator[Answer]:
    """What is wrong with one stored event: that it cannot be read, is not what was recorded, or stands in no order."""
    stream, version, topic, state, position, leaf = row
    event: RecordedEvent | None = None
    try:
        event = read_event(stream, version, topic, state, position)
    except Damaged as error:
        yield _problem(f"{stream}@{version}", str(error))
    else:
        if leaf_of(row) != leaf:
            yield altered(database, row)
        elif version != seen.versions.get(stream, 0) + 1:
            yield _problem(event.id, f"follows event {seen.versions.get(stream, 0)} of its stream: events are missing")
    if event is not None and position == seen.index:
        yield from _index_problems(event, seen)
    seen.versions[stream] = version
    if event is not None:
        seen.last = event
        yield from _order_problems(event, seen)
        seen.sealed[event.id] = getattr(event.body, "personal", None) or {}


def _index_problems(event: RecordedEvent, seen: _Seen) -> Iterator[Answer]:
    """An index of streams counts all events before it, the streams in the order of their first ones."""
    root = tree_root(head_leaf(*each) for each in seen.versions.items()).hex()
    body = event.body.model_dump()
    if body != {"streams": len(seen.versions), "root": root, "through": event.position - 1}:
        yield _problem(event.id, "counts other events in the streams than there are")


def _order_problems(event: RecordedEvent, seen: _Seen) -> Iterator[Answer]:
    """The acts of an order stand together and the order comes last, naming them; founding and refusals have none."""
    if event.order in {FOUNDING_ORDER, ""}:
        return
    if not isinstance(event.body, OrderRecorded):
        if seen.acts and event.order != seen.order:
            yield _unnamed(seen)
        seen.order = event.order
        seen.acts.append(event.id)
        return
    seen.orders += 1
    if event.originator_id != f"order:O-{seen.orders}" or event.order != f"O-{seen.orders}":
        yield _problem(event.id, f"is order {seen.orders} of the store, and numbered otherwise")
    if (seen.acts and event.order != seen.order) or sorted(event.body.events) != sorted(seen.acts):
        yield _problem(event.id, f"order {event.order} names other events than those that were recorded under it")
    seen.acts = []


def _unnamed(seen: _Seen) -> Answer:
    acts, seen.acts = seen.acts, []
    return _problem(acts[0], f"was recorded under order {seen.order}, of which there is no record")


def _vault_problems(database: Database, seen: _Seen) -> Iterator[Answer]:
    """The personal values in the vault that are not those to which the events are committed, or are not there."""
    marks = ", ".join("?" * len(seen.sealed))
    sql = f"SELECT event, path, salt, value FROM vault WHERE path <> 'content' AND event IN ({marks})"
    rows = database.query(sql, [*seen.sealed]) if seen.sealed else []
    found = {(event, path): commitment(path, bytes(salt), value) for event, path, salt, value in rows}
    wanted = {(event, path): sealed for event, paths in seen.sealed.items() for path, sealed in paths.items()}
    for event, path in sorted({*found, *wanted}):
        if event_of := seen.erased.get((event, path)):
            if (event, path) in found:
                yield _problem(event, f"the vault holds the {path} that was erased by {event_of}; erase it again")
        elif (event, path) not in found:
            yield _problem(event, f"the vault has lost the {path} that was recorded")
        elif found[event, path] != wanted.get((event, path)):
            yield _problem(event, f"the vault holds another {path} than the one that was recorded")
    seen.values += len(found)
    seen.sealed = {}


def _end_problems(database: Database, head: Head, seen: _Seen) -> Iterator[Answer]:
    """What can be said only when every event has been seen."""
    if seen.events < head.position:
        yield missing(database, seen.events + 1, head)
    yield from (in_block(database, block) for block in seen.log.settle())
    if seen.acts:
        yield _unnamed(seen)
    if (head.position, head.orders) != (seen.events, seen.orders):
        counted = f"the head counts {head.position} events and {head.orders} orders"
        yield _problem("store", f"{counted}; there are {seen.events} and {seen.orders}")
    else:
        yield from (in_block(database, block) for block in seen.log.end(head))
    if seen.last and (head.recorded_at, head.position) != (seen.last.recorded_at, seen.last.position):
        yield _problem("store", f"the head says that {head.recorded_at} was the last instant; the last event does not")
    yield from _kind_problems(database, head)
    values = database.query("SELECT COUNT(*) FROM vault WHERE path <> 'content'")[0][0]
    if values > seen.values:
        yield _problem("vault", f"holds {values - seen.values} personal values that no event has recorded")
    yield from (_problem("store", f"its file is damaged: {fault}; restore a backup") for fault in database.faults())


def _kind_problems(database: Database, head: Head) -> Iterator[Answer]:
    """What the head says of the store otherwise than its first event."""
    sql = "SELECT state FROM stored_events WHERE position = 1 AND topic = ?"
    for (state,) in database.query(sql, (StoreOpened.TOPIC,)):
        said = stored_state("the first", state)["body"]
        if (said.get("zone"), said.get("simulated_clock")) != (head.zone, head.simulated):
            yield _problem("store", "the head says another time zone or kind of clock than the founding event")


def _problem(place: str, sentence: str) -> Answer:
    return {"place": place, "problem": sentence}


def _stream(place: str | None) -> str | None:
    """The stream of an event id; None for a table or the store."""
    return place.rpartition("@")[0] or None if place else None
