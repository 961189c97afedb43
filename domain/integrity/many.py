"""One short proof for many leaves at once, and its check: what a bundle carries instead of a proof for each event."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from domain.integrity.merkle import Read, node_hash, range_root, split


def siblings(places: Sequence[int], size: int, read: Read) -> list[bytes]:
    """The proof: the roots of the largest subtrees that hold none of the leaves, from left to right.

    `places` are indexes of leaves, ascending and each once.
    """
    found: list[bytes] = []
    parts = [(0, size, 0, len(places))]
    while parts:
        first, end, low, high = parts.pop()
        if low == high:
            found.append(range_root(first, end, read))
        elif end - first > 1:
            middle = first + split(end - first)
            cut = bisect_left(places, middle, low, high)
            parts += [(middle, end, cut, high), (first, middle, low, cut)]
    return found


def root_by_siblings(leaves: Sequence[tuple[int, bytes]], size: int, proof: Sequence[bytes]) -> bytes:
    """The root to which the proof leads; `leaves` are (index, hash), ascending.

    Raises ValueError if the proof is longer or shorter, or if a leaf stands outside the tree or twice.
    """
    places = [place for place, _ in leaves]
    ascending = all(one < other for one, other in pairwise(places))
    if not places or not ascending or places[0] < 0 or places[-1] >= size:
        raise ValueError(f"these are no leaves of a tree of {size}, each once and in their order")
    rest = iter(proof)

    def joined(first: int, end: int, low: int, high: int) -> bytes:
        if low == high:
            return _next(rest)
        if end - first == 1:
            return leaves[low][1]
        middle = first + split(end - first)
        cut = bisect_left(places, middle, low, high)
        left = joined(first, middle, low, cut)
        return node_hash(left, joined(middle, end, cut, high))

    found = joined(0, size, 0, len(places))
    if next(rest, None) is not None:
        raise ValueError("the proof is too long")
    return found


def _next(rest: Iterator[bytes]) -> bytes:
    found = next(rest, None)
    if found is None:
        raise ValueError("the proof is too short")
    return found
