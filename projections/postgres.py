"""A PostgreSQL database behind the same calls as SQLite. Needs the extra `postgres`; imported only when asked for."""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar

from domain.errors import NotAuthorised, StoreUnreachable
from domain.finding import Finding
from projections.database import LOCK_TIMEOUT_SECONDS, ConnectionLost, Row

try:
    import psycopg
except ImportError as missing:  # the extra is not installed
    raise StoreUnreachable("a PostgreSQL store needs the extra: pip install 'cadre-lifecycle[postgres]'") from missing

# What the driver has to say of a broken connection is said by us, in a sentence; its own notes are for programmers.
logging.getLogger("psycopg").addHandler(logging.NullHandler())

_TYPES = (
    (re.compile(r"\bTEXT\b"), 'TEXT COLLATE "C"'),
    (re.compile(r"\bINTEGER\b"), "BIGINT"),
    (re.compile(r"\bBLOB\b"), "BYTEA"),
    (re.compile(r"\s*WITHOUT ROWID"), ""),
)


def open_postgres(url: str) -> "Postgres":
    """The database at the URL. Raises StoreUnreachable with a sentence that does not show the password."""
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=10)
        connection.execute(f"SET lock_timeout = '{LOCK_TIMEOUT_SECONDS}s'")
        connection.execute("SET TIME ZONE 'UTC'")
    except psycopg.Error as error:
        raise StoreUnreachable(f"the PostgreSQL store cannot be reached: {_first_line(error)}") from None
    return Postgres(connection, url)


class Postgres:
    """A PostgreSQL connection. Errors of the server leave as StoreUnreachable, integrity errors as they are."""

    table_query: ClassVar[str] = (
        "SELECT 1 FROM information_schema.tables WHERE table_schema = ANY (current_schemas(false)) AND table_name = ?"
    )
    as_recorded: ClassVar[str] = "ORDER BY position"
    keeps_clocks: ClassVar[bool] = False

    shared: ClassVar[bool] = True

    def __init__(self, connection: "psycopg.Connection[Row]", url: str) -> None:
        self._connection = connection
        self._url = url

    def again(self) -> "Postgres":
        """Another connection to the same database, to read through."""
        return open_postgres(self._url)

    def query(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """The rows that the statement gives."""
        with self._sentences():
            return self._connection.execute(_placeholders(sql), values).fetchall()

    def stream(self, sql: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """The rows one after another, fetched from the server in portions."""
        with self._sentences(), self._connection.cursor("stream", withhold=True) as cursor:
            cursor.itersize = 5000
            yield from cursor.execute(_placeholders(sql), values)

    def execute(self, sql: str, values: Sequence[object] = ()) -> None:
        """Carry out one statement."""
        with self._sentences():
            self._connection.execute(_placeholders(sql), values)

    def executemany(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Carry out one statement for each row."""
        with self._sentences(), self._connection.cursor() as cursor:
            cursor.executemany(_placeholders(sql), rows)

    def script(self, statements: Iterable[str]) -> None:
        """Carry out statements of the SQLite dialect: texts compare bytewise here too."""
        for statement in statements:
            for pattern, replacement in _TYPES:
                statement = pattern.sub(replacement, statement)  # noqa: PLW2901 - one translation after another
            self.execute(statement)

    def carry_out(self, script: str) -> None:
        """Carry out statements of the server's own dialect, as they are."""
        with self._sentences():
            self._connection.execute(script.encode())

    def begin(self, *, writing: bool) -> None:
        """Start a transaction; a writing one waits for the store's one lock row."""
        self.execute("BEGIN" if writing else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        if writing:
            self.execute("SELECT position FROM store_head WHERE id = 1 FOR UPDATE")

    def begin_founding(self) -> None:
        """Start the transaction that makes the tables of a store; of two at once the later one fails."""
        self.execute("BEGIN")

    def commit(self) -> None:
        """Keep what the transaction did."""
        self.execute("COMMIT")

    def rollback(self) -> None:
        """Undo what the transaction did; on a lost connection the server does it."""
        if not self._connection.closed:
            with self._sentences():
                self._connection.execute("ROLLBACK")

    def forgetting(self) -> None:
        """Nothing: a server overwrites deleted rows when it vacuums."""

    def scrub(self) -> str | None:
        """Write the vault anew without deleted rows; the server's own log and archives are its administrator's."""
        try:
            self.execute("VACUUM (FULL) vault")
        except StoreUnreachable as error:
            return str(error)
        return "the write-ahead log and archives of the server hold old pages until its administrator lets them go"

    def faults(self) -> list[str]:
        """Nothing: a server looks after its own files."""
        return []

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        try:
            yield
        except psycopg.IntegrityError:
            raise
        except psycopg.errors.UndefinedTable:
            raise StoreUnreachable("the PostgreSQL database is no store of cadre; make one with: cadre init") from None
        except psycopg.errors.LockNotAvailable:
            raise StoreUnreachable(
                f"the store is locked by another program for more than {LOCK_TIMEOUT_SECONDS} seconds; try again"
            ) from None
        except psycopg.errors.InsufficientPrivilege as error:
            citation = "rights in the database, see: cadre access harden"
            raise NotAuthorised([Finding("database-rights", _first_line(error), citation=citation)]) from None
        except psycopg.Error as error:
            if self._connection.closed:
                raise ConnectionLost(f"the connection to the PostgreSQL store broke: {_first_line(error)}") from error
            raise StoreUnreachable(f"the PostgreSQL store cannot be used: {_first_line(error)}") from error


def _placeholders(sql: str) -> bytes:
    return sql.replace("%", "%%").replace("?", "%s").encode()


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
