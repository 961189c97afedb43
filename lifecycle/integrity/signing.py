"""Signatures with Ed25519: checkpoints by the key of the log, cosignatures by witnesses, orders by their officers.

Signing needs the extra `sign`; checking a signature needs nothing but the standard library. A private key is one line
in a file that only its owner may read; the line of its public key stands in the file of that name with `.pub`.
"""

from base64 import b64decode, b64encode
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from domain.errors import BadInput
from domain.integrity.keys import COSIGNATURE, NOTE, PublicKey, key_name, read_key
from domain.integrity.note import UNSIGNED, Checkpoint, Signature
from lifecycle.integrity.files import read_text, write_file
from lifecycle.integrity.verifier.verify import signed

_PRIVATE: Final = "PRIVATE+KEY+"
_SEED: Final = 33


class Signer:
    """A private key with its name. Raises BadInput where the extra is missing or the file holds no key."""

    def __init__(self, path: str) -> None:
        self.public, self._private = _read(path)

    def on_checkpoint(self, checkpoint: Checkpoint, now: datetime) -> Checkpoint:
        """The checkpoint with the signature of this key; a witness adds its time, in whole seconds."""
        open_ = tuple(each for each in checkpoint.extensions if each != UNSIGNED)
        bare = checkpoint._replace(extensions=open_)
        stamp = int(now.timestamp())
        if self.public.kind == COSIGNATURE:
            made = stamp.to_bytes(8, "big") + self.sign(cosigned_text(bare, stamp))
        else:
            made = self.sign(bare.body.encode())
        others = tuple(each for each in bare.signatures if each.key_id != self.public.id)
        return bare._replace(signatures=(*others, Signature(self.public.name, self.public.id, made)))

    def sign(self, message: bytes) -> bytes:
        """The signature of 64 bytes."""
        made: bytes = self._private.sign(message)
        return made


def cosigned_text(checkpoint: Checkpoint, stamp: int) -> bytes:
    """What a witness signs: the time in seconds since 1970, and the body of the checkpoint."""
    return f"cosignature/v1\ntime {stamp}\n{checkpoint.body}".encode()


def signature_holds(checkpoint: Checkpoint, key: PublicKey) -> bool:
    """Whether the checkpoint bears a true signature of the key."""
    for each in checkpoint.signatures:
        if (each.name, each.key_id) != (key.name, key.id):
            continue
        if key.kind == NOTE:
            return signed(key.key, checkpoint.body.encode(), each.signature)
        stamp = int.from_bytes(each.signature[:8], "big")
        return signed(key.key, cosigned_text(checkpoint, stamp), each.signature[8:])
    return False


def new_key(path: str, name: str, *, witness: bool) -> PublicKey:
    """Make a private key in a new file, and the public key beside it. Raises BadInput for a file that is there."""
    private = _ed25519().Ed25519PrivateKey.generate()
    try:
        public = PublicKey(key_name(name), COSIGNATURE if witness else NOTE, private.public_key().public_bytes_raw())
    except ValueError as error:
        raise BadInput(str(error)) from None
    for each in (path, f"{path}.pub"):
        if Path(each).exists():
            raise BadInput(f"there is something at {each} already; a key is never written over another")
    seed = b64encode(bytes([public.kind]) + private.private_bytes_raw()).decode()
    write_file(path, f"{_PRIVATE}{name}+{public.id.hex()}+{seed}\n".encode(), mode=0o600)
    write_file(f"{path}.pub", f"{public.text}\n".encode())
    return public


def read_public(path: str) -> PublicKey:
    """The public key in a file. Raises BadInput."""
    try:
        return read_key(read_text(path).removesuffix("\n"))
    except ValueError as error:
        raise BadInput(f"{path}: {error}") from None


def _read(path: str) -> tuple[PublicKey, Any]:
    line = read_text(path)
    if Path(path).stat().st_mode & 0o077:
        raise BadInput(f"others may read the private key {path}; make it yours alone with: chmod 600 {path}")
    name, number, encoded = (*line.removeprefix(_PRIVATE).removesuffix("\n").split("+", 2), "", "")[:3]
    try:
        raw = b64decode(encoded, validate=True)
        private = _ed25519().Ed25519PrivateKey.from_private_bytes(raw[1:]) if len(raw) == _SEED else None
    except ValueError:
        private = None
    if private is None or not line.startswith(_PRIVATE):
        raise BadInput(f"{path} holds no private key; make one with: cadre key new FILE --name NAME")
    public = PublicKey(name, raw[0], private.public_key().public_bytes_raw())
    if public.id.hex() != number:
        raise BadInput(f"the private key in {path} was changed: name and id do not belong to it")
    return public, private


def _ed25519() -> Any:
    try:
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError:
        raise BadInput("signing needs the extra: pip install 'cadre-lifecycle[sign]'") from None
    return ed25519
