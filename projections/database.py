"""One open database, SQLite or PostgreSQL, behind the same few calls. SQL is written once, with `?` for values."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from typing import Any, ClassVar, Protocol, TypeAlias

from domain.errors import Damaged, StoreUnreachable

Row: TypeAlias = tuple[Any, ...]
LOCK_TIMEOUT_SECONDS = 30
WAITS = 20
"""So often the change to a write-ahead log waits until nobody has the lock."""
POSTGRES_SCHEMES = ("postgresql://", "postgres://")


class ConnectionLost(StoreUnreachable):
    """The connection to the server broke; whether the last statement took effect is not known."""


class Database(Protocol):
    """What the engine and the read models need of a database."""

    table_query: ClassVar[str]
    """Gives a row if there is a table of the name."""
    as_recorded: ClassVar[str]
    """How to read `stored_events` itself, past its indexes, in the order of recording."""
    keeps_clocks: ClassVar[bool]
    """Whether a store of this kind keeps clock segments: where whoever records may write nothing else, it does not."""

    @property
    def shared(self) -> bool:
        """Whether another connection to the same store can be had."""

    def again(self) -> "Database":
        """Another connection to the same store, to read through."""

    def query(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """The rows that the statement gives."""

    def stream(self, sql: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """The rows one after another, without holding them all."""

    def execute(self, sql: str, values: Sequence[object] = ()) -> None:
        """Carry out one statement."""

    def executemany(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Carry out one statement for each row."""

    def script(self, statements: Iterable[str]) -> None:
        """Carry out statements written in the SQLite dialect, translated where need be."""

    def begin(self, *, writing: bool) -> None:
        """Start a transaction; for writing, take the store's write lock first."""

    def begin_founding(self) -> None:
        """Start the transaction that makes the tables of a store, where there is no lock to take yet."""

    def commit(self) -> None:
        """End the transaction and keep what it did."""

    def rollback(self) -> None:
        """End the transaction and undo what it did."""

    def faults(self) -> list[str]:
        """What the database says is wrong with its own files; nothing where it cannot tell."""

    def forgetting(self) -> None:
        """From now on what is deleted is overwritten in the file, where the database can do that."""

    def scrub(self) -> str | None:
        """Rewrite the files without what was deleted; returns what could not be done, or None."""

    def close(self) -> None:
        """Give the connection back."""


IN_MEMORY = ":memory:"
"""The path of a store that no file holds and that is gone when it is closed."""


def is_postgres(store: str) -> bool:
    """Whether the store is named by a PostgreSQL URL."""
    return store.startswith(POSTGRES_SCHEMES)


def open_database(store: str, *, writing: bool, create: bool = False) -> Database:
    """The store's database. `create` allows a new SQLite file.

    Raises StoreUnreachable with a sentence if there is none, or it cannot be opened.
    """
    if is_postgres(store):
        from projections.postgres import open_postgres

        return open_postgres(store)
    return open_sqlite(store, writing=writing, create=create)


@contextmanager
def transaction(database: Database, *, writing: bool = False) -> Iterator[None]:
    """Everything inside is one transaction: kept whole, or undone whole when an error leaves it."""
    database.begin(writing=writing)
    try:
        yield
    except BaseException:
        database.rollback()
        raise
    database.commit()


def open_sqlite(path: str, *, writing: bool, create: bool = False) -> Database:
    """The SQLite file, with `synchronous=FULL` and a write-ahead log. Raises StoreUnreachable."""
    if "\0" in path:
        raise StoreUnreachable("the path of the store holds a NUL character")
    if os.path.isdir(path):  # noqa: PTH112 - pathlib costs a read command 10 ms
        raise StoreUnreachable(f"{path} is a folder, not a store")
    if not create and not os.path.exists(path):  # noqa: PTH110 - pathlib costs a read command 10 ms
        raise StoreUnreachable(f"there is no store at {path}; make one with: cadre --store {path} init")
    if create and path != IN_MEMORY:
        _make_private(path)
    mode = "rwc" if create else "rw" if writing or os.access(path, os.W_OK) else "ro"
    try:
        return SQLite(path, mode, writing=writing)
    except sqlite3.Error as error:
        raise _failure(path, error) from error


def _make_private(path: str) -> None:
    """Make an empty file that only its owner may read: personal values will lie in it. An existing one stays."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise StoreUnreachable(f"the store {path} cannot be opened: {error.strerror}") from None


class SQLite:
    """An SQLite file. Errors of the driver leave as StoreUnreachable, integrity errors as they are."""

    table_query: ClassVar[str] = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    as_recorded: ClassVar[str] = "NOT INDEXED ORDER BY rowid"
    keeps_clocks: ClassVar[bool] = True

    def __init__(self, path: str, mode: str, *, writing: bool) -> None:
        quoted = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        self.path, self._mode = path, "ro" if mode == "ro" else "rw"
        self._connection = sqlite3.connect(
            f"file:{quoted}?mode={mode}", uri=True, isolation_level=None, timeout=LOCK_TIMEOUT_SECONDS
        )
        if writing:
            self._keep_log(creating=mode == "rwc")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute("PRAGMA trusted_schema=OFF")

    @property
    def shared(self) -> bool:
        """Whether a file holds it."""
        return self.path != IN_MEMORY

    def again(self) -> "SQLite":
        """Another connection to the same file, to read through."""
        return SQLite(self.path, self._mode, writing=False)

    def _keep_log(self, *, creating: bool) -> None:
        """Keep a write-ahead log, so that readers never wait; a database of another program is left as it is."""
        tables = {row[0] for row in self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if tables and "store_head" not in tables:
            self._connection.close()
            raise StoreUnreachable(f"{self.path} is a database of another program, not a store; choose another place")
        if tables or creating:
            self._write_ahead()

    def _write_ahead(self) -> None:
        """Change to a write-ahead log. Whoever makes the same store at once has locks; the change waits for none."""
        for _ in range(WAITS):
            with suppress(sqlite3.OperationalError):
                self._connection.execute("PRAGMA journal_mode=WAL")
                return
            self._connection.execute("BEGIN IMMEDIATE")  # this does
            self._connection.execute("ROLLBACK")
        self._connection.execute("PRAGMA journal_mode=WAL")

    def query(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """The rows that the statement gives."""
        with _sentences(self.path):
            return self._connection.execute(sql, values).fetchall()

    def stream(self, sql: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """The rows one after another."""
        with _sentences(self.path):
            yield from self._connection.execute(sql, values)

    def execute(self, sql: str, values: Sequence[object] = ()) -> None:
        """Carry out one statement."""
        with _sentences(self.path):
            self._connection.execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Carry out one statement for each row."""
        with _sentences(self.path):
            self._connection.executemany(sql, rows)

    def script(self, statements: Iterable[str]) -> None:
        """Carry out the statements as they are."""
        for statement in statements:
            self.execute(statement)

    def begin(self, *, writing: bool) -> None:
        """Start a transaction; a writing one takes the lock at once, so that nothing read in it can be stale."""
        self.execute("BEGIN IMMEDIATE" if writing else "BEGIN")

    def begin_founding(self) -> None:
        """Start the transaction that makes the tables of a store."""
        self.begin(writing=True)

    def commit(self) -> None:
        """Keep what the transaction did: it is on the disk when this returns."""
        self.execute("COMMIT")

    def rollback(self) -> None:
        """Undo what the transaction did."""
        if self._connection.in_transaction:
            self._connection.rollback()

    def copy_into(self, path: str) -> None:
        """Copy every page, as of one moment, onto the disk: a new file that needs no log beside it."""
        with _sentences(path), closing(sqlite3.connect(path)) as target:
            self._connection.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")

    def forgetting(self) -> None:
        """Deleted rows are overwritten with zeros from now on."""
        self.execute("PRAGMA secure_delete=ON")

    def scrub(self) -> str | None:
        """Write the file anew and empty its log; returns what another program kept from that, or None."""
        self.forgetting()
        try:
            self._emptied()
            self.execute("VACUUM")
            held = self._emptied()
        except StoreUnreachable as error:
            return str(error)
        return "another program reads the store, and its log still holds old pages" if held else None

    def _emptied(self) -> bool:
        """Bring the log into the file and cut it to nothing; whether somebody stood in the way."""
        return bool(self.query("PRAGMA wal_checkpoint(TRUNCATE)")[0][0])

    def faults(self) -> list[str]:
        """What SQLite finds wrong with the form of the file and its indexes, at most a few sentences."""
        found = [str(row[0]) for row in self.query("PRAGMA integrity_check(5)")]
        return [] if found == ["ok"] else found

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


@contextmanager
def _sentences(path: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as error:
        raise _failure(path, error) from error


def _failure(path: str, error: sqlite3.Error) -> Damaged | StoreUnreachable:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY_DIRECTORY":
        shared = "readers and writers share a log in that folder; read a backup instead (cadre store backup)"
        return StoreUnreachable(f"this account may not write into the folder of the store {path}: {shared}")
    if code == sqlite3.SQLITE_CORRUPT:
        return Damaged(f"the file {path} is damaged; restore a backup with: cadre store restore BACKUP --store NEW")
    return StoreUnreachable(_said(path, str(error)))


def _said(path: str, error: str) -> str:
    if "locked" in error or "busy" in error:
        return f"the store {path} is locked by another program for more than {LOCK_TIMEOUT_SECONDS} seconds; try again"
    if "readonly" in error:
        return f"the store {path} may not be written by this account"
    if "disk I/O" in error:
        return f"the disk that holds {path} is full or fails ({error})"
    if "full" in error:
        return f"the disk that holds {path} is full; nothing was recorded"
    if "not a database" in error:
        return f"{path} is no store of cadre"
    if "unable to open" in error:
        return f"the store {path} cannot be opened: there is no such folder, or this account may not use it"
    if "no such table" in error:
        return f"{path} is no store of cadre; make one with: cadre --store {path} init"
    return f"the store {path} cannot be used: {error}"
