"""What a witness is asked (C2SP tlog-witness): to put its time and name to a checkpoint that continues the last one.

old 100                           the size of the checkpoint that the witness saw last
qVZ...=                           the proof that the log of then is the beginning of that of now
                                  an empty line, then the checkpoint
"""

from base64 import b64encode
from typing import Final, NamedTuple

from domain.integrity.merkle import roots_by_consistency
from domain.integrity.note import Checkpoint, hash_in, read_checkpoint

_OLD: Final = "old "
LONGEST: Final = 127
"""Hashes that a proof of consistency can have at most."""


class Request(NamedTuple):
    """A checkpoint, and the proof that it continues the log of `old` events."""

    old: int
    path: tuple[bytes, ...]
    checkpoint: Checkpoint

    @property
    def text(self) -> str:
        """The request as a file holds it."""
        hashes = "".join(f"{b64encode(each).decode()}\n" for each in self.path)
        return f"{_OLD}{self.old}\n{hashes}\n{self.checkpoint.text}"

    def continues(self, seen: Checkpoint) -> str | None:
        """Why the checkpoint does not continue the one that was seen last, or None if it does."""
        now = self.checkpoint
        if now.origin != seen.origin:
            return f"it is of the log {now.origin}, not of {seen.origin}"
        if now.size < seen.size:
            return f"it counts {now.size} events, and {seen.size} were seen before: the log was cut back"
        if self.old != seen.size:
            return f"it proves how the log went on from {self.old} events, and {seen.size} were seen last"
        if seen.size == 0:
            return None
        try:
            roots = roots_by_consistency(seen.size, now.size, seen.root, self.path)
        except ValueError as error:
            return str(error)
        whole = roots == (seen.root, now.root)
        return None if whole else f"its first {seen.size} events are not those seen before: the log was rewritten"


def read_request(text: str) -> Request:
    """The request in a text; a checkpoint alone is one from the beginning. Raises ValueError for another text."""
    if not text.startswith(_OLD):
        return Request(0, (), read_checkpoint(text))
    proof, _, checkpoint = text.partition("\n\n")
    first, *lines = proof.split("\n")
    number = first.removeprefix(_OLD)
    if not number.isdecimal() or not number.isascii() or len(lines) > LONGEST:
        raise ValueError("the request does not say from which size the log went on")
    found = Request(int(number), tuple(hash_in(line) for line in lines), read_checkpoint(checkpoint))
    if found.text != text:
        raise ValueError("the request is not written in the one way in which it is written")
    return found
