"""A hash tree whose nodes of every fourth level are kept in a table: read back for roots and proofs."""

from collections.abc import Callable
from typing import Final

from domain.errors import Damaged
from domain.integrity.merkle import STEP, node_hash
from projections.database import Database

TOGETHER: Final = 1 << STEP
"""Hashes of one level that are read together: what stands below one kept node."""
Leaves = Callable[[int, int], dict[int, bytes]]
"""The leaves from one index up to another, by index."""


class KeptTree:
    """The hashes of one tree as they are stored; read in the transaction of the question."""

    def __init__(self, database: Database, table: str, leaves: Leaves, remedy: str) -> None:
        self._database = database
        self._nodes = f"SELECT place, hash FROM {table} WHERE level = ? AND place >= ? AND place < ?"
        self._leaves = leaves
        self._remedy = remedy
        self._read: dict[tuple[int, int], dict[int, bytes]] = {}

    def node(self, level: int, place: int) -> bytes:
        """The hash of the complete subtree. Raises Damaged if the store has lost it."""
        if level % STEP:
            left, right = self.node(level - 1, 2 * place), self.node(level - 1, 2 * place + 1)
            return node_hash(left, right)
        found = self._together(level, place // TOGETHER).get(place)
        if found is None:
            raise Damaged(f"{self._remedy} (the hash {level}/{place} is missing)")
        return found

    def _together(self, level: int, group: int) -> dict[int, bytes]:
        if (level, group) not in self._read:
            first, end = group * TOGETHER, (group + 1) * TOGETHER
            rows = self._database.query(self._nodes, (level, first, end)) if level else ()
            self._read[level, group] = {row[0]: bytes(row[1]) for row in rows} if level else self._leaves(first, end)
        return self._read[level, group]
