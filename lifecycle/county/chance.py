"""Repeatable chance for the demo: the same seed draws the same numbers on every machine and Python."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

Thing = TypeVar("Thing")

_MASK: Final = (1 << 64) - 1
_STEP: Final = 0x9E3779B97F4A7C15


class Chance:
    """A stream of draws (splitmix64) that depends on nothing but the words it was made from."""

    __slots__ = ("_state",)

    def __init__(self, *words: object) -> None:
        """Starts the stream that belongs to these words."""
        digest = hashlib.sha256("\0".join(map(str, words)).encode()).digest()
        self._state = int.from_bytes(digest[:8], "big")

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, but not including, the limit."""
        self._state = state = (self._state + _STEP) & _MASK
        state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & _MASK
        # The bias of the remainder is below one in 2**40 for every limit used here.
        return (state ^ (state >> 31)) % limit

    def between(self, first: int, last: int) -> int:
        """A whole number from first to last, both included."""
        return first + self.below(last - first + 1)

    def one_in(self, count: int) -> bool:
        """True once in so many draws on average."""
        return self.below(count) == 0

    def pick(self, things: Sequence[Thing]) -> Thing:
        """One of the things, each as likely as the other."""
        return things[self.below(len(things))]


def seeded_entropy(seed: int) -> Callable[[int], bytes]:
    """A source of salt bytes for a demo store; never for a real one, since anyone can repeat it."""
    drawn = 0

    def entropy(size: int) -> bytes:
        nonlocal drawn
        drawn += 1
        return hashlib.shake_128(f"cadre-demo-salt\0{seed}\0{drawn}".encode()).digest(size)

    return entropy
