"""The index of all streams: how many events each has, as one hash in the log, so that a single stream is provable."""

from datetime import datetime
from typing import Final, NamedTuple

from domain.canonical import canonical
from domain.events import HeadsIndexed
from domain.integrity.many import siblings
from domain.integrity.merkle import STEP, extended, head_leaf, node_hash, root_of
from lifecycle.head import Head
from lifecycle.integrity.notices import Said, note
from lifecycle.ports import Entropy
from projections.database import Database, transaction
from projections.stored import stored_state

STREAM: Final = "store:heads"
_NEWEST: Final = (
    "SELECT originator_version, state, position FROM stored_events"
    " WHERE originator_id = ? ORDER BY originator_version DESC LIMIT 1"
)
_HEADS: Final = "SELECT originator_id, MAX(originator_version) FROM stored_events{} GROUP BY originator_id ORDER BY 1"


class Index(NamedTuple):
    """An index in the log: its event, the position up to which it counts, the (stream, events), and their tree."""

    event: str
    through: int
    heads: list[tuple[str, int]]
    tree: "_Tree"

    def proof(self, streams: set[str]) -> tuple[list[tuple[str, int, int]], list[bytes]]:
        """The (stream, events, place in the index) of these streams, and the hashes that lead to its root."""
        counted = [(*head, place) for place, head in enumerate(self.heads) if head[0] in streams]
        return counted, siblings([place for *_, place in counted], len(self.heads), self.tree.node)


class _Tree:
    """A tree in memory, read as proofs read it."""

    def __init__(self, leaves: list[bytes]) -> None:
        self._leaves = leaves
        peaks, nodes = extended(0, (), leaves)
        self._nodes = {(node.level, node.place): node.hash for node in nodes}
        self.root = root_of(peaks).hex()

    def node(self, level: int, place: int) -> bytes:
        """The hash of the complete subtree."""
        if not level:
            return self._leaves[place]
        if level % STEP:
            return node_hash(self.node(level - 1, 2 * place), self.node(level - 1, 2 * place + 1))
        return self._nodes[level, place]


def index_heads(database: Database, *, actor: str, now: datetime, entropy: Entropy) -> None:
    """Record the index of all streams, unless nothing was recorded since the last one."""
    with transaction(database, writing=True):
        head = Head.read(database)
        if (newest := _newest(database)) and newest[2] == head.position:
            return
        leaves = [head_leaf(*each) for each in _heads(database, head.position)]
        root = root_of(extended(0, (), leaves)[0]).hex()
        body = HeadsIndexed(streams=len(leaves), root=root, through=head.position)
        note(database, STREAM, body, Said("index", actor, entropy(16).hex()), now)


def newest_index(database: Database) -> Index | None:
    """The newest index in the log, or None if there is none or the events no longer agree with it."""
    newest = _newest(database)
    if newest is None:
        return None
    event = f"{STREAM}@{newest[0]}"
    body = stored_state(event, newest[1])["body"]
    heads = _heads(database, body["through"])
    tree = _Tree([head_leaf(*each) for each in heads])
    made = {"root": tree.root, "streams": len(heads), "through": body["through"]}
    return Index(event, body["through"], heads, tree) if canonical(made) == canonical(body) else None


def _newest(database: Database) -> tuple[int, bytes, int] | None:
    rows = database.query(_NEWEST, (STREAM,))
    return (rows[0][0], bytes(rows[0][1]), rows[0][2]) if rows else None


def _heads(database: Database, through: int) -> list[tuple[str, int]]:
    """Every stream with its number of events up to a position, in the order of their names."""
    later = "SELECT originator_id, originator_version FROM stored_events WHERE position > ?"
    ahead: dict[str, int] = {}
    for stream, version in database.query(later, (through,)):
        ahead[stream] = min(version, ahead.get(stream, version))
    rows = database.query(_HEADS.format(""))
    return [(row[0], ahead.get(row[0], row[1] + 1) - 1) for row in rows if ahead.get(row[0], 2) > 1]
