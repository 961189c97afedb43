"""Proofs as texts (C2SP tlog-proof): the place of one event, its path to the root, and the checkpoint of that root."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Final, NamedTuple

from domain.integrity.merkle import root_by_inclusion
from domain.integrity.note import Checkpoint, hash_in, read_checkpoint

FORM: Final = "c2sp.org/tlog-proof@v1"
LONGEST: Final = 64
"""Hashes that a path can have at most."""


class Receipt(NamedTuple):
    """The proof that an event stands in a log: its place from 0, the path, and the checkpoint it leads to."""

    place: int
    path: tuple[bytes, ...]
    checkpoint: Checkpoint

    @property
    def text(self) -> str:
        """The proof as a file holds it."""
        hashes = "".join(f"{b64encode(each).decode()}\n" for each in self.path)
        return f"{FORM}\nindex {self.place}\n{hashes}\n{self.checkpoint.text}"

    def proves(self, leaf: bytes) -> bool:
        """Whether it leads from this leaf to the root of its checkpoint."""
        try:
            found = root_by_inclusion(self.place, self.checkpoint.size, leaf, self.path)
        except ValueError:
            return False
        return found == self.checkpoint.root


def read_receipt(text: str) -> Receipt:
    """The proof in a text. Raises ValueError with a sentence for anything that is not exactly one."""
    proof, empty, checkpoint = text.partition("\n\n")
    form, *lines = proof.split("\n")
    if form != FORM or not empty or not lines or not lines[0].startswith("index "):
        raise ValueError(f"a proof begins with the line {FORM} and the index of the event")
    index = lines[0].removeprefix("index ")
    if not index.isdecimal() or not index.isascii() or len(lines) > LONGEST:
        raise ValueError("the proof names no event of a log")
    found = Receipt(int(index), _path(lines[1:]), read_checkpoint(checkpoint))
    if found.text != text:
        raise ValueError("the proof is not written in the one way in which it is written")
    return found


def _path(lines: Sequence[str]) -> tuple[bytes, ...]:
    return tuple(hash_in(line) for line in lines)


def checkpoint_in(text: str) -> Checkpoint:
    """The checkpoint that a text is, or that the proof in it ends with. Raises ValueError for another text."""
    return read_receipt(text).checkpoint if text.startswith(f"{FORM}\n") else read_checkpoint(text)
