"""The read log: who looked at which personal histories, when and why; each row is chained to the one before it.

A table of its own, made when access control is put on. Plain SQL, so that a look is noted without loading the engine.
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final, NamedTuple

from projections.database import Database, Row
from projections.unit import Answer

TABLE: Final = "read_log"
CREATE: Final = """CREATE TABLE read_log (number INTEGER PRIMARY KEY, actor TEXT NOT NULL, read_at TEXT NOT NULL,
       read_on TEXT NOT NULL, command TEXT NOT NULL, subjects TEXT NOT NULL, purpose TEXT, hash BLOB NOT NULL)"""
BEGINNING: Final = bytes(32)
"""What the first row is chained to."""
_COLUMNS: Final = "number, actor, read_at, read_on, command, subjects, purpose, hash"


class Look(NamedTuple):
    """A look at files: by whom, at which instant and civil day, by which command, at what, and what for."""

    actor: str
    read_at: str
    read_on: str
    command: str
    subjects: Sequence[str]
    purpose: str | None


def has_read_log(database: Database) -> bool:
    """Whether the store has a read log."""
    return bool(database.query(database.table_query, (TABLE,)))


def make_read_log(database: Database) -> None:
    """Make the table, unless it is there: what was read once stays on record when access control is put on again."""
    if not has_read_log(database):
        database.script([CREATE])


def last_row(database: Database) -> tuple[int, bytes]:
    """How many rows there are, and the hash in which they end."""
    rows = database.query("SELECT number, hash FROM read_log ORDER BY number DESC LIMIT 1")
    return (rows[0][0], bytes(rows[0][1])) if rows else (0, BEGINNING)


def add_look(database: Database, look: Look) -> None:
    """Note a look, inside the writing transaction that is open."""
    number, before = last_row(database)
    row = (number + 1, *look._replace(subjects=json.dumps(list(look.subjects), ensure_ascii=False)))
    values = (*row, chained(before, row))
    database.execute(f"INSERT INTO read_log ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)


def chained(before: bytes, row: Sequence[Any]) -> bytes:
    """The hash of a row: over the hash of the row before it, its number, and its texts, each behind its length.

    Integers are big-endian; the length of a text that is absent is -1. A database can compute it as well.
    """
    number, *texts = row
    return sha256(before + int(number).to_bytes(8, "big") + b"".join(_measured(each) for each in texts)).digest()


def _measured(text: str | None) -> bytes:
    if text is None:
        return (-1).to_bytes(4, "big", signed=True)
    encoded = text.encode()
    return len(encoded).to_bytes(4, "big") + encoded


def looks(  # noqa: PLR0913 - the filters of the command
    database: Database,
    *,
    since: str | None = None,
    until: str | None = None,
    actor: str | None = None,
    cadre: str | None = None,
    command: str | None = None,
) -> list[Answer]:
    """The looks from the day `since` up to but not including `until`, in their order."""
    if not has_read_log(database):
        return []
    where, values = ["1 = 1"], []
    plain = (("read_on >= ?", since), ("read_on < ?", until), ("actor = ?", actor), ("command = ?", command))
    for clause, value in plain:
        if value is not None:
            where.append(clause)
            values.append(value)
    rows = database.query(f"SELECT {_COLUMNS} FROM read_log WHERE {' AND '.join(where)} ORDER BY number", values)
    told = [_told(row) for row in rows]
    return [each for each in told if cadre is None or f"cadre:{cadre}" in each["subjects"]]


def _told(row: Row) -> Answer:
    number, actor, at, _, command, subjects, purpose, hash_ = row
    return {
        "read": number,
        "actor": actor,
        "at": at,
        "command": command,
        "subjects": json.loads(subjects),
        "purpose": purpose,
        "hash": bytes(hash_).hex(),
    }
