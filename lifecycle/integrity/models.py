"""The read models compared with those made again from the events, in a database beside the store."""

import tempfile
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

from lifecycle.digest import row_text, rows_in_key_order, table_digests
from lifecycle.rebuild import make_read_models
from lifecycle.register import Register
from projections.database import Database, Row, open_database, transaction
from projections.schema import column_names, key_columns

Answer = dict[str, Any]
_REMEDY: Final = "the events are sound: make the read models again with: cadre store rebuild"


def stale_models(database: Database, tables: Mapping[str, str]) -> Iterator[Answer]:
    """For each read model that is not what the events say: its place (the table), the problem, and the event behind."""
    with tempfile.TemporaryDirectory(prefix="cadre-verify-") as folder:
        again = open_database(str(Path(folder) / "again.db"), writing=True, create=True)
        try:
            with transaction(again, writing=True):
                make_read_models(again, Register(database))
            remade = table_digests(again)
            for table in tables:
                if tables[table] != remade[table]:
                    yield _difference(database, again, table)
            yield from _stale_segments(database, again)
        finally:
            again.close()


def _stale_segments(database: Database, again: Database) -> Iterator[Answer]:
    """The first clock segment that is not what the events said when it was made, in a store that keeps any."""
    from projections.clock_segments import in_order, kept, stored

    if (there := kept(database)) is None:
        return
    from lifecycle.clock_keeping import remade_segments

    for row, said in zip_longest(stored(database), in_order(remade_segments(again, there))):
        if row != said:
            told = f"holds {_text(row) or 'nothing'}, where the events say {_text(said) or 'nothing'}"
            yield {"place": "clock_segment", "problem": f"{told}; {_REMEDY}", "event": None}
            return


def _difference(database: Database, again: Database, table: str) -> Answer:
    """The first row that is not what the events say."""
    rows, remade = (each.stream(rows_in_key_order(table)) for each in (database, again))
    pairs = zip_longest(rows, remade)
    there, said = next((one, other) for one, other in pairs if _text(one) != _text(other))
    if there is None:
        sentence = f"has lost the row {_text(said)}"
    else:
        sentence = f"holds {_text(there)}, where the events say {_text(said) or 'nothing'}"
    event = _event_of(database, table, _odd_one(table, there, said))
    return {"place": table, "problem": f"{sentence}; {_REMEDY}", "event": event}


def _text(row: Row | None) -> str | None:
    return None if row is None else row_text(row)


def _odd_one(table: str, there: Row | None, said: Row | None) -> Row:
    """Of the row that is there and the one that should be, the one that is not in the other table."""
    if there is None or said is None:
        return said or there or ()
    places = [column_names(table).index(name) for name in key_columns(table)]
    one, other = ([str(row[place]) for place in places] for row in (there, said))
    return there if one < other else said


def _event_of(database: Database, table: str, row: Row) -> str | None:
    """The event from which the row was made: the one that it names, else the one from which on it is known."""
    values = dict(zip(column_names(table), row, strict=False))
    if values.get("event"):
        return str(values["event"])
    sql = "SELECT originator_id, originator_version FROM stored_events WHERE position = ?"
    rows = database.query(sql, (values.get("known_from") or values.get("position") or 0,))
    return f"{rows[0][0]}@{rows[0][1]}" if rows else None
