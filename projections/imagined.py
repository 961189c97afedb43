"""A copy in memory of what a store's read models hold now, to be changed at will; nothing of it goes back."""

from collections.abc import Iterable, Iterator

from domain.change import State
from projections.database import IN_MEMORY, Database, open_sqlite
from projections.moment import EVERYTHING, KNOWN
from projections.rows import KEYS, PLACES, Row, changed_rows
from projections.schema import OPEN_POSITION, READ_MODELS, create_statements

_FROM_THE_START = 1
_PORTION = 5_000


def imagined(store: Database) -> Database:
    """The rows of the store that are known now, with the values they point to, in a database of their own."""
    copy = open_sqlite(IN_MEMORY, writing=True, create=True)
    copy.script(create_statements())
    for table in (name for name, columns in READ_MODELS.items() if "known_to" in columns):
        known = f"SELECT * FROM {table} t WHERE {KNOWN.format('t')}"
        _fill(copy, table, store.stream(known, (EVERYTHING, EVERYTHING)))
    for table in ("vault", "notice_row"):
        _fill(copy, table, store.stream(f"SELECT * FROM {table}"))
    _fill(copy, "stored_events", store.stream("SELECT * FROM stored_events WHERE originator_id = 'store:register'"))
    return copy


def _fill(copy: Database, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    for portion in _portions(rows):
        copy.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(portion[0]))})", portion)


def _portions(rows: Iterable[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    portion: list[tuple[object, ...]] = []
    for row in rows:
        portion.append(row)
        if len(portion) == _PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


def read_otherwise(copy: Database, stream: str, before: State, after: State) -> None:
    """Put the rows of another state of a stream in the place of those of the recorded one."""
    gone, come = changed_rows(stream, before, after)
    for row in gone:
        _take_out(copy, row)
    for table, values in come:
        _fill(copy, table, [(*values, _FROM_THE_START, OPEN_POSITION)])


def _take_out(copy: Database, row: Row) -> None:
    table, values = row
    key = " AND ".join(f"{column} = ?" for column in KEYS[table])
    copy.execute(f"DELETE FROM {table} WHERE {key}", [values[place] for place in PLACES[table]])
