"""Writing an order: its events, the vault, the read models of the touched streams, the log; in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from domain.change import State
from domain.recorded import RecordedEvent
from lifecycle.head import Head
from lifecycle.integrity.log import grown
from lifecycle.register import Register
from lifecycle.vault import Sealed
from projections.database import Database
from projections.events import event_rows
from projections.rows import KEYS, Knowledge, Values
from projections.schema import OPEN_POSITION

RECORDING_DAY = (
    "INSERT INTO recording_day VALUES (?, ?) ON CONFLICT (recorded_on) DO UPDATE SET position = excluded.position"
)


class Step(NamedTuple):
    """An event, and the state of its stream after it (None for an order, which has no state)."""

    event: RecordedEvent
    state: State | None


def write(  # noqa: PLR0913 - everything one transaction writes
    register: Register,
    head: Head,
    steps: Sequence[Step],
    before: Mapping[str, State],
    sealed: Iterable[tuple[RecordedEvent, Sealed]],
    *,
    orders: int = 1,
) -> None:
    """Append the events and bring the vault, the read models and the head up to them; `orders` are recorded by them."""
    database, last = register.database, steps[-1].event
    leaves = register.append([step.event for step in steps])
    vault = [(event.id, each.path, event.originator_id, each.salt, each.value) for event, each in sealed]
    if vault:
        database.executemany("INSERT INTO vault VALUES (?, ?, ?, ?, ?)", vault)
    inserts, closings = changes(steps, before)
    close_rows(database, closings)
    insert_rows(database, inserts)
    database.execute(RECORDING_DAY, (last.recorded_on, last.position))
    peaks = grown(database, head, leaves)
    head._replace(position=last.position, orders=head.orders + orders, peaks=peaks).update(database)


def changes(
    steps: Sequence[Step], before: Mapping[str, State]
) -> tuple[list[tuple[str, Values]], list[tuple[str, Values]]]:
    """The rows to insert and the rows whose knowledge ends, table by table."""
    inserts: list[tuple[str, Values]] = []
    known: dict[str, Knowledge] = {}
    for step in steps:
        inserts.extend(event_rows(step.event))
        if step.state is None:
            continue
        stream = step.event.originator_id
        if stream not in known:
            known[stream] = Knowledge(stream, _recorded_before(before.get(stream)))
        known[stream].advance(step.state, step.event.position)
    closings: list[tuple[str, Values]] = []
    for knowledge in known.values():
        knowledge.finish()
        inserts.extend(knowledge.inserts)
        closings.extend(knowledge.closings)
    return inserts, closings


def _recorded_before(state: State | None) -> State | None:
    """The state, if any event led to it: what a stream is before its first event stands in no table."""
    return state if state and state.version else None


def insert_rows(database: Database, rows: Iterable[tuple[str, Values]]) -> None:
    """Insert whole rows, one statement for each table."""
    for table, values in by_table(rows).items():
        database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values[0]))})", values)


def close_rows(database: Database, rows: Iterable[tuple[str, Values]]) -> None:
    """End the knowledge of rows, by table and key; the first value is where they cease to be known."""
    for table, values in by_table(rows).items():
        key = " AND ".join(f"{column} = ?" for column in KEYS[table])
        sql = f"UPDATE {table} SET known_to = ? WHERE {key} AND known_to = {OPEN_POSITION}"
        database.executemany(sql, values)


def by_table(rows: Iterable[tuple[str, Values]]) -> dict[str, list[Values]]:
    """The rows of each table."""
    grouped: dict[str, list[Values]] = {}
    for table, values in rows:
        grouped.setdefault(table, []).append(values)
    return grouped
