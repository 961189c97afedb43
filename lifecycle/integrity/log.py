"""The log of a store: it grows in the transaction that appends the events, and is read back for proofs."""

from collections.abc import Sequence
from typing import Final

from domain.integrity.merkle import SIZE, extended, root_of
from lifecycle.head import Head
from lifecycle.integrity.kept import KeptTree
from projections.database import Database

ORIGIN: Final = "cadre-lifecycle/log/"
"""How the names of all logs begin."""
_KEEP: Final = "INSERT INTO log_node VALUES (?, ?, ?)"
_LEAVES: Final = "SELECT position - 1, leaf FROM stored_events WHERE position > ? AND position <= ?"


def peaks_of(head: Head) -> list[bytes]:
    """The growing edge of the log, the largest subtree first."""
    return [head.peaks[at : at + SIZE] for at in range(0, len(head.peaks), SIZE)]


def root_at(head: Head) -> bytes:
    """The root of the log at this head, 32 bytes."""
    return root_of(peaks_of(head))


def grown(database: Database, head: Head, leaves: Sequence[bytes]) -> bytes:
    """Keep the nodes that these leaves complete, and return the growing edge after them."""
    peaks, kept = extended(head.position, peaks_of(head), leaves)
    if kept:
        database.executemany(_KEEP, kept)
    return b"".join(peaks)


class Log(KeptTree):
    """The hashes of one store's log as they are stored; read in the transaction of the question."""

    def __init__(self, database: Database, head: Head) -> None:
        def leaves(first: int, end: int) -> dict[int, bytes]:
            return {place: bytes(leaf) for place, leaf in database.query(_LEAVES, (first, end))}

        super().__init__(database, "log_node", leaves, "the log has lost a hash; see what is wrong: cadre audit verify")
        self.size = head.position
        self.root = root_at(head)


def origin_of(database: Database) -> str:
    """The name of the log, the same in every copy of the store: made of the leaf of its first event."""
    rows = database.query("SELECT leaf FROM stored_events WHERE position = 1")
    return f"{ORIGIN}{bytes(rows[0][0])[:16].hex() if rows else 'empty'}"
