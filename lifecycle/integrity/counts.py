"""How many events each stream had at the newest index, and the tree over that; it grows by what is new."""

from collections.abc import Iterable
from typing import Final

from domain.integrity.merkle import STEP, Node, extended, head_leaf, node_hash
from lifecycle.integrity.kept import KeptTree
from projections.database import Database
from projections.moment import marks
from projections.schema import COUNTS

_NEW: Final = (
    "SELECT originator_id, MAX(originator_version), MIN(position) FROM stored_events"
    " WHERE position > ? AND position <= ? GROUP BY originator_id ORDER BY 3"
)
_COUNT: Final = "INSERT INTO stream_count VALUES (?, ?, ?) ON CONFLICT (number) DO UPDATE SET events = excluded.events"
_KEEP: Final = "INSERT INTO count_node VALUES (?, ?, ?) ON CONFLICT (level, place) DO UPDATE SET hash = excluded.hash"
_LEAVES: Final = "SELECT number, stream, events FROM stream_count WHERE number >= ? AND number < ?"
_CHUNK: Final = 500


class Counts:
    """The counts that are kept. Streams are numbered from 0 in the order of their first events."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.size: int = database.query("SELECT COUNT(*) FROM stream_count")[0][0]
        self.tree = self._kept()

    def _kept(self) -> KeptTree:
        return KeptTree(self._database, "count_node", self._leaves, "the counts of streams are not whole")

    def _leaves(self, first: int, end: int) -> dict[int, bytes]:
        rows = self._database.query(_LEAVES, (first, end))
        return {number: head_leaf(stream, events) for number, stream, events in rows}

    def of(self, streams: Iterable[str]) -> list[tuple[str, int, int]]:
        """The (stream, events, number) of those of the streams that were counted, by number."""
        names, found = sorted(streams), []
        for start in range(0, len(names), _CHUNK):
            chunk = names[start : start + _CHUNK]
            sql = f"SELECT stream, events, number FROM stream_count WHERE stream IN ({marks(len(chunk))})"
            found += [(row[0], row[1], row[2]) for row in self._database.query(sql, chunk)]
        return sorted(found, key=lambda each: each[2])

    def clear(self) -> None:
        """Forget everything."""
        self._database.script(f"DELETE FROM {table}" for table in COUNTS)
        self.size, self.tree = 0, self._kept()

    def grow(self, since: int, through: int) -> None:
        """Count the events after one position up to another."""
        rows = self._database.query(_NEW, (since, through))
        known = {stream: number for stream, _, number in self.of(row[0] for row in rows)} if self.size else {}
        free = iter(range(self.size, self.size + len(rows)))
        counted = [(known[row[0]] if row[0] in known else next(free), row[0], row[1]) for row in rows]
        self._database.executemany(_COUNT, counted)
        begun, self.size = self.size, self.size + len(rows) - len(known)
        self.tree = self._kept()
        if begun:
            self._keep_above({number for number, *_ in counted})
        else:
            leaves = (head_leaf(stream, events) for _, stream, events in counted)
            self._database.executemany(_KEEP, extended(0, (), leaves)[1])

    def _keep_above(self, changed: set[int]) -> None:
        """Make the kept nodes above these leaves again."""
        level, places = STEP, {number >> STEP for number in changed}
        while complete := [place for place in sorted(places) if (place + 1) << level <= self.size]:
            self._database.executemany(_KEEP, [Node(level, place, self._made(level, place)) for place in complete])
            level, places = level + STEP, {place >> STEP for place in complete}

    def _made(self, level: int, place: int) -> bytes:
        return node_hash(self.tree.node(level - 1, 2 * place), self.tree.node(level - 1, 2 * place + 1))
