"""The log of a store: it grows in the transaction that appends the events, and is read back for proofs."""

from collections.abc import Sequence
from typing import Final

from domain.errors import Damaged
from domain.integrity.merkle import SIZE, STEP, extended, node_hash, root_of
from lifecycle.head import Head
from projections.database import Database

ORIGIN: Final = "cadre-lifecycle/log/"
"""How the names of all logs begin."""
_KEEP: Final = "INSERT INTO log_node VALUES (?, ?, ?)"
_LEAVES: Final = "SELECT position - 1, leaf FROM stored_events WHERE position > ? AND position <= ?"
_NODES: Final = "SELECT place, hash FROM log_node WHERE level = ? AND place >= ? AND place < ?"
_TOGETHER: Final = 1 << STEP
"""Hashes of one level that are read together: what stands below one kept node."""


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


class Log:
    """The hashes of one store's log as they are stored; read in the transaction of the question."""

    def __init__(self, database: Database, head: Head) -> None:
        self._database = database
        self.size = head.position
        self.root = root_at(head)
        self._read: dict[tuple[int, int], dict[int, bytes]] = {}

    def node(self, level: int, place: int) -> bytes:
        """The hash of the complete subtree. Raises Damaged if the store has lost it."""
        if level % STEP:
            left, right = self.node(level - 1, 2 * place), self.node(level - 1, 2 * place + 1)
            return node_hash(left, right)
        found = self._together(level, place // _TOGETHER).get(place)
        if found is None:
            raise Damaged(f"the log has lost the hash {level}/{place}; see what else is wrong with: cadre audit verify")
        return found

    def _together(self, level: int, group: int) -> dict[int, bytes]:
        if (level, group) not in self._read:
            bounds = (group * _TOGETHER, (group + 1) * _TOGETHER)
            rows = self._database.query(_NODES, (level, *bounds)) if level else self._database.query(_LEAVES, bounds)
            self._read[level, group] = {place: bytes(found) for place, found in rows}
        return self._read[level, group]


def origin_of(database: Database) -> str:
    """The name of the log, the same in every copy of the store: made of the leaf of its first event."""
    rows = database.query("SELECT leaf FROM stored_events WHERE position = 1")
    return f"{ORIGIN}{bytes(rows[0][0])[:16].hex() if rows else 'empty'}"
