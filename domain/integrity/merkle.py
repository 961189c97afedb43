"""The Merkle tree over all recorded events (hashing of RFC 6962): leaves, the growing edge, proofs and their checks.

The leaf of an event binds its position, stream, version, topic and stored bytes. Leaf `i` is the event at position
`i + 1`. Nothing here reads or writes a store; hashes are 32 bytes.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from struct import Struct
from typing import Final, NamedTuple

STEP: Final = 4
"""A store keeps the nodes of every fourth level: a sixteenth more rows than events, and a proof reads few of them."""
SIZE: Final = 32
"""Bytes of a hash."""
EMPTY: Final = sha256(b"").digest()
"""The root of a tree without leaves."""
_FORM: Final = b"\x00cadre-log/v1\x00"
_PLACE: Final = Struct(">QI")
_VERSION: Final = Struct(">QI")
_HEADS: Final = b"\x00cadre-heads/v1\x00"

Read = Callable[[int, int], bytes]
"""The hash of the complete subtree at (level, place in it)."""


class Node(NamedTuple):
    """A complete subtree of 2**level leaves, the `place`-th of its level from 0."""

    level: int
    place: int
    hash: bytes


def leaf_hash(position: int, stream: str, version: int, topic: str, state: bytes) -> bytes:
    """The leaf of one event: its place and names with their lengths, and the hash of its stored bytes."""
    name, kind = stream.encode(), topic.encode()
    places = _PLACE.pack(position, len(name)) + name + _VERSION.pack(version, len(kind)) + kind
    return sha256(_FORM + places + sha256(state).digest()).digest()


def head_leaf(stream: str, version: int) -> bytes:
    """The leaf of one stream in an index of streams: its name and how many events it has."""
    return sha256(_HEADS + stream.encode() + b"\x00%d" % version).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return sha256(b"\x01" + left + right).digest()


def extended(size: int, peaks: Sequence[bytes], leaves: Iterable[bytes]) -> tuple[list[bytes], list[Node]]:
    """The growing edge after more leaves, and the nodes that were completed on the levels that are kept.

    `peaks` are the roots of the complete subtrees of a tree of `size` leaves, the largest first.
    """
    edge, kept = list(peaks), []
    for place, leaf in enumerate(leaves, size):
        level, index, found = 0, place, leaf
        while index & 1:
            found = sha256(b"\x01" + edge.pop() + found).digest()
            level, index = level + 1, index >> 1
            if not level % STEP:
                kept.append(Node(level, index, found))
        edge.append(found)
    return edge, kept


def root_of(peaks: Sequence[bytes]) -> bytes:
    """The root of the tree with this growing edge."""
    if not peaks:
        return EMPTY
    found = peaks[-1]
    for peak in reversed(peaks[:-1]):
        found = node_hash(peak, found)
    return found


def tree_root(leaves: Iterable[bytes]) -> bytes:
    """The root of the tree with these leaves."""
    return root_of(extended(0, (), leaves)[0])


def split(count: int) -> int:
    """The leaves of the left part of a tree of `count` >= 2: the largest power of two below it."""
    return 1 << ((count - 1).bit_length() - 1)


def range_root(first: int, end: int, read: Read) -> bytes:
    """The root over the leaves from `first` up to `end`, where `first` begins a subtree of the tree."""
    count = end - first
    if count & (count - 1) == 0:
        return read(count.bit_length() - 1, first // count)
    middle = first + split(count)
    return node_hash(range_root(first, middle, read), range_root(middle, end, read))


def inclusion(index: int, size: int, read: Read) -> list[bytes]:
    """The proof that leaf `index` is in the tree of `size` leaves, lowest sibling first. Raises ValueError outside."""
    if not 0 <= index < size:
        raise ValueError(f"there is no leaf {index} in a tree of {size}")
    path, first, end = [], 0, size
    while end - first > 1:
        middle = first + split(end - first)
        if index < middle:
            path.append(range_root(middle, end, read))
            end = middle
        else:
            path.append(range_root(first, middle, read))
            first = middle
    return path[::-1]


def root_by_inclusion(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes:
    """The root to which a proof of inclusion leads. Raises ValueError for a proof of another form."""
    if not 0 <= index < size:
        raise ValueError(f"there is no leaf {index} in a tree of {size}")
    found, last = leaf, size - 1
    for sibling in path:
        if last == 0:
            raise ValueError("the proof is too long")
        if index & 1 or index == last:
            found = node_hash(sibling, found)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        index, last = index >> 1, last >> 1
    if last:
        raise ValueError("the proof is too short")
    return found


def consistency(old: int, size: int, read: Read) -> list[bytes]:
    """The proof that the tree of `old` leaves is the beginning of that of `size`. Raises ValueError outside."""
    if not 0 < old <= size:
        raise ValueError(f"a tree of {size} leaves has no beginning of {old}")
    path, first, end, whole = [], 0, size, True
    while old != end:
        middle = first + split(end - first)
        if old <= middle:
            path.append(range_root(middle, end, read))
            end = middle
        else:
            path.append(range_root(first, middle, read))
            first, whole = middle, False
    if not whole:
        path.append(range_root(first, end, read))
    return path[::-1]


def roots_by_consistency(old: int, size: int, old_root: bytes, path: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The roots of both trees to which a proof of consistency leads. Raises ValueError for a proof of another form."""
    if not 0 < old <= size:
        raise ValueError(f"a tree of {size} leaves has no beginning of {old}")
    if old == size and not path:
        return old_root, old_root
    hashes = list(path)
    index, last = old - 1, size - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    first = second = hashes.pop(0) if index and hashes else old_root
    for sibling in hashes:
        if last == 0:
            raise ValueError("the proof is too long")
        if index & 1 or index == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        index, last = index >> 1, last >> 1
    if last or (index and not path):
        raise ValueError("the proof is too short")
    return first, second
