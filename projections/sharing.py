"""Rows of which many have much in common: what they share is kept once, and whoever writes the rows writes it once."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

Answer = dict[str, Any]


class Shared:
    """Values that stand in many rows, and their headings; told from others by what it is, not by what is in it."""

    __slots__ = ("headings", "values")

    def __init__(self, headings: Sequence[str], values: Sequence[Any]) -> None:
        self.headings = headings
        self.values = values


Line: TypeAlias = tuple[str, tuple[Any, ...], tuple[Shared, ...]]
"""A row: its place among the others (`placed`), its own values, which come first, and those it shares."""
placed = "\0".join
"""The place of a row that stands by these texts, one after another; none of them holds the sign between them."""

Writer: TypeAlias = Callable[[Sequence[str], Sequence[Line]], list[Any]]
"""What writes each of some lines in its own way, as `marshal` takes it; is given the headings of their own values."""


def as_mappings(headings: Sequence[str], lines: Sequence[Line]) -> list[Answer]:
    """The lines with their headings; a writer."""
    written = []
    for _, own, shared in lines:
        row = dict(zip(headings, own, strict=True))
        for part in shared:
            row.update(zip(part.headings, part.values, strict=True))
        written.append(row)
    return written
