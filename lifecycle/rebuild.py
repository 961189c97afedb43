"""Dropping every read model and making it again from the events: the same rows, byte for byte."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from domain.recorded import RecordedEvent
from lifecycle.register import Register
from lifecycle.stage import fresh_state
from lifecycle.writing import insert_rows
from projections.database import Database, transaction
from projections.events import event_rows
from projections.packs import adopted_packs
from projections.rows import Knowledge, Values
from projections.schema import COUNTS, drop_statements, read_model_indexes, read_model_tables

BATCH = 20_000
"""Rows held before they are written."""


def rebuild(database: Database) -> int:
    """Make every read model again, in one transaction: interrupted, the old ones stay. Returns the events read."""
    register = Register(database)
    with transaction(database, writing=True):
        database.script((*drop_statements(), *(f"DELETE FROM {table}" for table in COUNTS)))
        count = make_read_models(database, register)
        _keep_clocks(database, count)
        return count


def _keep_clocks(database: Database, position: int) -> None:
    """Make the clock segments anew, up to the last position; a store without packs, or of another kind, has none."""
    from lifecycle.clock_keeping import clocks_of, keep_anew

    if database.keeps_clocks and (packs := adopted_packs(database)):
        keep_anew(database, position, clocks_of(packs))


def make_read_models(database: Database, register: Register) -> int:
    """Make every read model in a database that has none, from the events of a register; returns the events read."""
    database.script(read_model_tables())
    count = _fill(database, register)
    database.script(read_model_indexes())
    return count


def _fill(database: Database, register: Register) -> int:
    rows: list[tuple[str, Values]] = []
    days: dict[str, int] = {}
    count = 0
    for stream, events in groupby(register.every_event(), key=lambda event: event.originator_id):
        history = list(events)
        count += len(history)
        for event in history:
            days[event.recorded_on] = max(days.get(event.recorded_on, 0), event.position)
        rows.extend(stream_rows(stream, history))
        if len(rows) >= BATCH:
            insert_rows(database, rows)
            rows = []
    rows.extend(("recording_day", (day, position)) for day, position in sorted(days.items()))
    insert_rows(database, rows)
    return count


def stream_rows(stream: str, history: list[RecordedEvent]) -> Iterator[tuple[str, Values]]:
    """Every row of every read model that the history of one stream makes."""
    knowledge = Knowledge(stream)
    state: Any
    state, evolve = fresh_state(stream)
    for event in history:
        yield from event_rows(event)
        if state is not None:
            state = evolve(state, event)
            knowledge.advance(state, event.position)
    knowledge.finish()
    yield from knowledge.inserts
