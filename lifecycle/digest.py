"""The digest of the read models: the same on every copy of a store, whatever database or rebuild made the rows."""

from collections.abc import Mapping
from hashlib import sha256

from domain.canonical import canonical
from projections.database import Database, Row
from projections.schema import READ_MODELS, key_columns


def digest(database: Database) -> str:
    """The digest over all read models, 64 hexadecimal digits."""
    return digest_of(table_digests(database))


def digest_of(tables: Mapping[str, str]) -> str:
    """The one digest over the digests of all read models."""
    return sha256(canonical(dict(tables)).encode()).hexdigest()


def table_digests(database: Database) -> dict[str, str]:
    """The digest of every read model: SHA-256 over its rows as canonical JSON, in the order of its key."""
    return {table: _table_digest(database, table) for table in READ_MODELS}


def rows_in_key_order(table: str) -> str:
    """The query for all rows of a read model, in an order that is the same in every database."""
    return f"SELECT * FROM {table} ORDER BY {', '.join(key_columns(table))}"


def row_text(row: Row) -> str:
    """The row as canonical JSON."""
    return canonical(list(row))


def _table_digest(database: Database, table: str) -> str:
    summed = sha256()
    for row in database.stream(rows_in_key_order(table)):
        summed.update(row_text(row).encode() + b"\n")
    return summed.hexdigest()
