"""A store copied whole into a new one: a backup is a store of its own, and restoring is copying it back."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from domain.errors import Conflict, Damaged, StoreUnreachable
from domain.finding import Finding
from lifecycle.founding import is_store
from lifecycle.head import Head
from lifecycle.rebuild import make_read_models
from lifecycle.register import Register
from lifecycle.verification import verify
from projections.database import Database, Row, SQLite, is_postgres, open_database, transaction
from projections.read_log import TABLE as READ_LOG
from projections.read_log import has_read_log, make_read_log
from projections.schema import RECORD, RECORD_TABLES

BATCH: Final = 5_000
"""Rows that are held at a time."""
Check = Callable[[Database], None]


def copy_store(source: str, target: str) -> int:
    """Copy a store into a new one and return its events; officers may go on recording meanwhile.

    SQLite into SQLite is copied page by page, as of one moment; elsewhere the record is copied and its read models are
    made again. A new file appears whole and on the disk, or not at all. Raises Conflict if there is something at the
    target already, Damaged naming an event that cannot be read, StoreUnreachable.
    """
    return _copy(source, target, check=None)


def restore_store(source: str, target: str) -> int:
    """Copy a backup into a new store that is put in place only when it holds together, and return its events.

    Raises Damaged naming the first bad event, and what copy_store raises.
    """
    return _copy(source, target, check=_check)


def _check(copy: Database) -> None:
    found = verify(copy)
    if not found["intact"]:
        raise Damaged(f"the backup is damaged, and nothing was restored: {found['first_bad']} {found['reason']}")


def _copy(source: str, target: str, check: Check | None) -> int:
    if is_postgres(target):
        return _copied(source, target, check)
    if os.path.lexists(target):
        raise _occupied(target)
    if not Path(target).parent.is_dir():
        raise StoreUnreachable(f"there is no folder {Path(target).parent}")
    unfinished = Path(f"{target}.unfinished-{os.getpid()}")
    try:
        events = _copied(source, str(unfinished), check)
        _put_in_place(unfinished, target)
    except OSError as error:
        raise StoreUnreachable(f"{target} cannot be written: {error.strerror}") from None
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{unfinished}{ending}").unlink(missing_ok=True)
    return events


def _put_in_place(unfinished: Path, target: str) -> None:
    """Give the finished file its name, never over another file, and let the folder reach the disk."""
    try:
        os.link(unfinished, target)
    except FileExistsError:
        raise _occupied(target) from None
    except OSError:  # a file system without links, such as that of a USB stick
        unfinished.rename(target)
    folder = os.open(Path(target).parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _copied(source: str, target: str, check: Check | None) -> int:
    with closing(open_database(source, writing=False)) as original:
        if not is_store(original):
            raise StoreUnreachable(f"{source} is no store of cadre; nothing was copied")
        if isinstance(original, SQLite) and not is_postgres(target):
            original.copy_into(target)
        else:
            _copy_record(original, target)
    with closing(open_database(target, writing=False)) as copy:
        if check:
            check(copy)
        return Head.read(copy).position


def _copy_record(original: Database, target: str) -> None:
    """Copy the tables that hold the record, and make the read models, in one transaction of each store."""
    with closing(open_database(target, writing=True, create=True)) as copy:
        if is_store(copy):
            raise _occupied(target)
        copy.begin_founding()
        try:
            copy.script(RECORD)
            with transaction(original):
                for table, order in RECORD_TABLES.items():
                    _copy_table(original, copy, f"SELECT * FROM {table} ORDER BY {order}", table)
                if has_read_log(original):
                    make_read_log(copy)
                    _copy_table(original, copy, f"SELECT * FROM {READ_LOG} ORDER BY number", READ_LOG)
            make_read_models(copy, Register(copy))
        except BaseException:
            copy.rollback()
            raise
        copy.commit()


def _copy_table(original: Database, copy: Database, sql: str, table: str) -> None:
    rows: list[Row] = []
    for row in original.stream(sql):
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
