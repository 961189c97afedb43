"""A store copied whole into a new one: a backup is a store of its own, and restoring is copying it back."""

from pathlib import Path
from typing import Final

from domain.errors import Conflict, StoreUnreachable
from domain.finding import Finding
from lifecycle.founding import is_store
from lifecycle.rebuild import rebuild
from projections.database import Database, Row, is_postgres, open_database, transaction
from projections.schema import RECORD

RECORD_TABLES: Final = ("store_head", "stored_events", "vault")
BATCH: Final = 5_000
"""Rows that are held at a time."""


def copy_store(source: str, target: str) -> int:
    """Copy the record of a store into a new store, make its read models there, and return the events copied.

    A new file appears whole or not at all. Raises Conflict if there is something at the target already, Damaged naming
    an event that cannot be read, StoreUnreachable.
    """
    if is_postgres(target):
        return _copied(source, target)
    if Path(target).exists():
        raise _occupied(target)
    unfinished = Path(f"{target}.unfinished")
    try:
        events = _copied(source, str(unfinished))
        unfinished.replace(target)
    finally:
        for ending in ("", "-wal", "-shm"):
            Path(f"{unfinished}{ending}").unlink(missing_ok=True)
    return events


def _copied(source: str, target: str) -> int:
    original = open_database(source, writing=False)
    try:
        copy = open_database(target, writing=True, create=True)
        try:
            _copy_record(original, copy, target)
            return rebuild(copy)
        finally:
            copy.close()
    finally:
        original.close()


def _copy_record(original: Database, copy: Database, target: str) -> None:
    """Copy the tables that hold the record; without read models the copy answers no question until they are made."""
    if is_store(copy):
        raise _occupied(target)
    if not is_store(original):
        raise StoreUnreachable("what should be copied is no store")
    copy.execute("BEGIN")
    try:
        copy.script(RECORD)
        with transaction(original):
            for table in RECORD_TABLES:
                _copy_table(original, copy, table)
    except BaseException:
        copy.rollback()
        raise
    copy.commit()


def _copy_table(original: Database, copy: Database, table: str) -> None:
    rows: list[Row] = []
    for row in original.stream(f"SELECT * FROM {table}"):
        rows.append(row)
        if len(rows) == BATCH:
            _insert(copy, table, rows)
            rows = []
    _insert(copy, table, rows)


def _insert(copy: Database, table: str, rows: list[Row]) -> None:
    if rows:
        copy.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def _occupied(target: str) -> Conflict:
    wording = f"There is something at {target} already; it is kept as it is. Name another place."
    return Conflict([Finding("store-exists", wording, conflict=True)])
