"""Public keys as texts (C2SP signed notes): who, the key's id, and what kind of signatures it makes."""

from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from hashlib import sha256
from typing import Final, NamedTuple

NOTE: Final = 1
"""Ed25519 over the text of a note: the key of a log or of an officer."""
COSIGNATURE: Final = 4
"""Ed25519 over the text and the time of a witness."""
_KEY: Final = 32


class PublicKey(NamedTuple):
    """A public key: the name under which it signs, its kind, and its 32 bytes."""

    name: str
    kind: int
    key: bytes

    @property
    def id(self) -> bytes:
        """The four bytes by which signature lines name the key."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.key).digest()[:4]

    @property
    def text(self) -> str:
        """The key on one line: NAME+ID+BASE64."""
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.kind]) + self.key).decode()}"


def read_key(text: str) -> PublicKey:
    """The key on a line. Raises ValueError with a sentence for any other line."""
    name, _, encoded = (*text.split("+", 2), "", "")[:3]
    try:
        raw = b64decode(encoded, validate=True)
    except (NoBase64, ValueError):
        raw = b""
    found = PublicKey(name, raw[0] if raw else 0, raw[1:])
    if not name or found.kind not in {NOTE, COSIGNATURE} or len(found.key) != _KEY or found.text != text:
        raise ValueError(f"{text[:60]!r} is no public key; it has the form NAME+ID+BASE64")
    return found


def key_name(text: str) -> str:
    """The text, if a key may have it as its name. Raises ValueError with a sentence."""
    if not text or "+" in text or not text.isprintable() or " " in text:
        raise ValueError(f"{text[:60]!r} is no name for a key: no blanks and no plus sign")
    return text
