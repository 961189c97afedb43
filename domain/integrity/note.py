"""Checkpoints as texts (C2SP tlog-checkpoint and signed notes): who keeps the log, how large it is, and its root.

cadre-lifecycle/log/4f1c...       the origin: which log
120                               events in it
qVZ...=                           the root over them, base64
unsigned                          only where nobody has signed it
                                  an empty line, then one line for each signature:
— NAME BASE64                     key id (4 bytes) and signature
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from typing import Final, NamedTuple

from domain.integrity.merkle import SIZE

UNSIGNED: Final = "unsigned"
"""The extension line of a checkpoint that nobody has signed."""
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,17}")
_KEY_ID: Final = 4
_DASH: Final = "— "


class Signature(NamedTuple):
    """One signature line: the name of the key, its id (4 bytes) and what was signed."""

    name: str
    key_id: bytes
    signature: bytes

    @property
    def line(self) -> str:
        """The line as it stands in a note."""
        return f"{_DASH}{self.name} {b64encode(self.key_id + self.signature).decode()}\n"


class Checkpoint(NamedTuple):
    """The state of one log: origin, size in events, root (32 bytes), further lines, and who signed it."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()

    @property
    def body(self) -> str:
        """What is signed."""
        lines = (self.origin, str(self.size), b64encode(self.root).decode(), *self.extensions)
        return "".join(f"{line}\n" for line in lines)

    @property
    def text(self) -> str:
        """The whole note; without signatures it ends after the body."""
        lines = "".join(each.line for each in self.signatures)
        return f"{self.body}\n{lines}" if lines else self.body

    def as_dict(self) -> dict[str, object]:
        """The checkpoint as a result: the root in hexadecimal digits, and the whole note."""
        plain = {"origin": self.origin, "size": self.size, "root": self.root.hex()}
        return {**plain, "signed": bool(self.signatures), "text": self.text}


def read_checkpoint(text: str) -> Checkpoint:
    """The checkpoint in a note. Raises ValueError with a sentence for anything that is not exactly one."""
    body, empty, signed = text.partition("\n\n")
    lines = (body if empty else body.removesuffix("\n")).split("\n")
    if len(lines) < 3 or not all(lines) or (not empty and not text.endswith("\n")):  # noqa: PLR2004 - three lines
        raise ValueError("a checkpoint has an origin, a size and a root, a line each")
    origin, size, root, *extensions = lines
    if not _NUMBER.fullmatch(size):
        raise ValueError(f"{size[:30]!r} is not the size of a log")
    found = Checkpoint(origin, int(size), hash_in(root), tuple(extensions), _signatures(signed) if empty else ())
    if found.text != text:
        raise ValueError("the checkpoint is not written in the one way in which it is written")
    return found


def hash_in(text: str) -> bytes:
    """The hash that a line holds in base64. Raises ValueError for any other line."""
    try:
        found = b64decode(text, validate=True)
    except (NoBase64, ValueError):
        found = b""
    if len(found) != SIZE or b64encode(found).decode() != text:
        raise ValueError(f"{text[:50]!r} is not a hash in base64")
    return found


def _signatures(signed: str) -> tuple[Signature, ...]:
    if not signed.endswith("\n"):
        raise ValueError("the signatures of the checkpoint are cut off")
    return tuple(_signature(line) for line in signed[:-1].split("\n"))


def _signature(line: str) -> Signature:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    try:
        found = b64decode(encoded, validate=True)
    except (NoBase64, ValueError):
        found = b""
    if not line.startswith(_DASH) or not name or "+" in name or len(found) <= _KEY_ID:
        raise ValueError(f"{line[:50]!r} is not a signature")
    return Signature(name, found[:_KEY_ID], found[_KEY_ID:])
