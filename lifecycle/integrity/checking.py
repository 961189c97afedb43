"""The log made again from the events as they are read, compared with what the store keeps of it."""

from collections.abc import Iterator, Sequence
from struct import error as StructError  # noqa: N812 - the library's name for it says nothing by itself
from typing import Final, NamedTuple

from domain.integrity.merkle import SIZE, Node, extended, leaf_hash, root_of
from lifecycle.head import Head
from projections.database import Database, Row

TOGETHER: Final = 4096
"""Leaves whose kept nodes are compared together."""
_NODES: Final = "SELECT place, hash FROM log_node WHERE level = ? AND place >= ? AND place <= ?"
_STORED: Final = "SELECT originator_id, originator_version, topic, state, position, leaf FROM stored_events"


class Block(NamedTuple):
    """Events of which at least one is not what was recorded, by the first and the last position."""

    first: int
    last: int


class LogCheck:
    """Takes the leaves of all events in their order and says which blocks of them the stored log contradicts.

    `at` is a size at which the root is to be remembered in `root_then` (None: no such size was reached).
    """

    def __init__(self, database: Database, at: int | None = None) -> None:
        self._database = database
        self._at = at
        self._leaves: list[bytes] = []
        self.size = 0
        self.kept = 0
        self.peaks: list[bytes] = []
        self.root_then: bytes | None = None

    def take(self, leaf: bytes) -> Sequence[Block]:
        """The blocks that do not hold, once enough leaves are together."""
        self._leaves.append(leaf)
        reached = self.size + len(self._leaves)
        return self.settle() if len(self._leaves) == TOGETHER or reached == self._at else ()

    def settle(self) -> list[Block]:
        """The blocks that do not hold among the leaves taken so far."""
        self.peaks, kept = extended(self.size, self.peaks, self._leaves)
        self.size, self._leaves = self.size + len(self._leaves), []
        self.kept += len(kept)
        if self.size == self._at:
            self.root_then = root_of(self.peaks)
        return sorted({block for level in {node.level for node in kept} for block in self._contradicted(level, kept)})

    def _contradicted(self, level: int, kept: Sequence[Node]) -> Iterator[Block]:
        made = {node.place: node.hash for node in kept if node.level == level}
        rows = self._database.query(_NODES, (level, min(made), max(made)))
        stored: dict[int, bytes] = dict(rows)
        for place, hash_ in made.items():
            if stored.get(place) != hash_:
                yield Block((place << level) + 1, (place + 1) << level)

    def end(self, head: Head) -> list[Block]:
        """The blocks on which the root that the store keeps differs; asked when all has been taken and settled."""
        kept = [head.peaks[at : at + SIZE] for at in range(0, len(head.peaks), SIZE)]
        nodes = self._database.query("SELECT COUNT(*) FROM log_node")[0][0]
        if len(kept) != len(self.peaks) or nodes != self.kept:
            return [Block(1, self.size)]
        return [block for block, one, other in zip(edge(self.size), kept, self.peaks, strict=True) if one != other]


def edge(size: int) -> list[Block]:
    """The events below each root of the growing edge, the largest first.

    >>> edge(6)
    [Block(first=1, last=4), Block(first=5, last=6)]
    """
    blocks, first = [], 1
    for bit in range(size.bit_length() - 1, -1, -1):
        if size >> bit & 1:
            blocks.append(Block(first, first + (1 << bit) - 1))
            first += 1 << bit
    return blocks


def leaf_of(row: Row) -> bytes | None:
    """The leaf that the content of a stored event has; None if it does not have the form of an event."""
    stream, version, topic, state, position = row[:5]
    try:
        return leaf_hash(position, stream, version, topic, state)
    except (TypeError, ValueError, AttributeError, StructError):
        return None


def sound_log(database: Database, head: Head) -> bool:
    """Whether every leaf, every kept node and the root are those of the stored events; no event is interpreted."""
    check = LogCheck(database)
    for count, row in enumerate(database.stream(f"{_STORED} {database.as_recorded}"), 1):
        if row[4] != count or leaf_of(row) != row[5] or check.take(row[5]):
            return False
    return not check.settle() and not check.end(head) and check.size == head.position
