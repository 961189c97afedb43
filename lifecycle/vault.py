"""Personal values and their salted commitments: events hold the commitment, the vault the value and the salt.

The commitment is HMAC-SHA256(salt, "cadre-field/v1" NUL path NUL canonical JSON of the value) with a 32-byte salt, in
hexadecimal. Without the salt a value cannot be guessed from it; with value and salt anyone can check it.
"""

import hmac
from collections.abc import Mapping
from typing import NamedTuple

from domain.canonical import canonical
from lifecycle.ports import Entropy

SALT_BYTES = 32
SALT_PATH = "content"
"""Under which path of an order's event the vault keeps the salt of the fingerprint of its lines."""
_LABEL = b"cadre-field/v1"


class Sealed(NamedTuple):
    """A personal value with its salt, as the vault keeps it."""

    path: str
    salt: bytes
    value: str

    @property
    def commitment(self) -> str:
        """What stands in the event instead of the value."""
        return commitment(self.path, self.salt, self.value)


def seal(personal: Mapping[str, str], entropy: Entropy) -> tuple[Sealed, ...]:
    """Each value with a salt of its own."""
    return tuple(Sealed(path, entropy(SALT_BYTES), value) for path, value in sorted(personal.items()))


def commitment(path: str, salt: bytes, value: str) -> str:
    """The commitment to a value under a path, 64 hexadecimal digits."""
    message = b"\0".join((_LABEL, path.encode(), canonical(value).encode()))
    return hmac.new(salt, message, "sha256").hexdigest()
