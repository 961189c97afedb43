"""The index of all streams: how many events each has, as one hash in the log, so that a single stream is provable.

What the newest index counted is kept beside the record, so that the next one looks only at what was recorded since.
"""

from datetime import datetime
from typing import Any, Final, NamedTuple

from domain.errors import Damaged
from domain.events import StreamsCounted
from domain.integrity.many import root_by_siblings, siblings
from domain.integrity.merkle import EMPTY, head_leaf, range_root
from lifecycle.head import Head
from lifecycle.integrity.counts import Counts
from lifecycle.integrity.notices import Said, note
from lifecycle.ports import Entropy
from projections.database import Database, transaction
from projections.stored import stored_state

STREAM: Final = "store:heads"
_NEWEST: Final = (
    "SELECT originator_version, state, position FROM stored_events"
    " WHERE originator_id = ? AND topic = ? ORDER BY originator_version DESC LIMIT 1"
)
_REMEDY: Final = "the counts of streams are not those of the index; make them again: cadre store rebuild, audit index"


class Index(NamedTuple):
    """An index in the log: its event, its position, the position up to which it counts, its streams and their root."""

    event: str
    position: int
    streams: int
    root: str
    through: int

    def proof(self, database: Database, streams: set[str]) -> tuple[list[tuple[str, int, int]], list[bytes]]:
        """The (stream, events, number in the index) of these streams, and the hashes that lead to its root.

        Raises Damaged if what is kept of the counts does not lead there.
        """
        counts = Counts(database)
        counted = counts.of(streams)
        proof = siblings([number for *_, number in counted], self.streams, counts.tree.node)
        leaves = [(number, head_leaf(stream, events)) for stream, events, number in counted]
        if root_by_siblings(leaves, self.streams, proof).hex() != self.root:
            raise Damaged(_REMEDY)
        return counted, proof


def index_heads(database: Database, *, actor: str, now: datetime, entropy: Entropy) -> None:
    """Record the index of all streams, unless nothing was recorded since the last one."""
    with transaction(database, writing=True):
        head, newest, counts = Head.read(database), _newest(database), Counts(database)
        since = newest.through if newest and _agree(counts, newest) else 0
        if not since:
            counts.clear()
        fresh = newest is not None and newest.position == head.position
        through = newest.through if newest and fresh else head.position
        counts.grow(since, through)
        if not fresh:
            body = StreamsCounted(streams=counts.size, root=_root(counts).hex(), through=through)
            note(database, STREAM, body, Said("index", actor, entropy(16).hex()), now)


def newest_index(database: Database) -> Index | None:
    """The newest index in the log, or None if there is none, or what is kept of its counts does not agree with it."""
    newest = _newest(database)
    return newest if newest and _agree(Counts(database), newest) else None


def newest_position(database: Database) -> int:
    """The position of the newest index, 0 if there is none."""
    rows = database.query(_NEWEST, (STREAM, StreamsCounted.TOPIC))
    return int(rows[0][2]) if rows else 0


def _agree(counts: Counts, index: Index) -> bool:
    try:
        return counts.size == index.streams and _root(counts).hex() == index.root
    except Damaged:
        return False


def _root(counts: Counts) -> bytes:
    return range_root(0, counts.size, counts.tree.node) if counts.size else EMPTY


def _newest(database: Database) -> Index | None:
    rows = database.query(_NEWEST, (STREAM, StreamsCounted.TOPIC))
    if not rows:
        return None
    version, state, position = rows[0]
    event = f"{STREAM}@{version}"
    body: dict[str, Any] = stored_state(event, bytes(state))["body"]
    if {*body} != {*StreamsCounted.model_fields}:
        raise Damaged(f"event {event} is no index of streams; see: cadre audit verify")
    return Index(event, position, **body)
