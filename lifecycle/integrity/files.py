"""Files of evidence: read as they are, written whole and onto the disk or not at all."""

import os
from pathlib import Path

from domain.errors import BadInput
from domain.integrity.keys import PublicKey, read_key
from domain.integrity.note import Checkpoint
from domain.integrity.receipt import checkpoint_in

LARGEST = 1 << 20
"""Bytes of a checkpoint or proof; a larger file is none."""


def write_file(path: str, content: bytes, *, mode: int = 0o644) -> None:
    """Write the file beside its place, let it reach the disk and give it its name. Raises BadInput if that fails."""
    target = Path(path)
    unfinished = target.with_name(f"{target.name}.unfinished-{os.getpid()}")
    try:
        _write(unfinished, content, mode)
        unfinished.replace(target)
        _reach_disk(target.parent)
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror or error}") from None
    finally:
        unfinished.unlink(missing_ok=True)


def _write(path: Path, content: bytes, mode: int) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _reach_disk(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def read_text(path: str) -> str:
    """The text of a small file. Raises BadInput for what cannot be read."""
    try:
        with Path(path).open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise BadInput(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if len(content) > LARGEST:
        raise BadInput(f"{path} is larger than {LARGEST} bytes; it is no checkpoint and no proof")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise BadInput(f"{path} is no text") from None


def read_key_file(path: str) -> PublicKey:
    """The public key in a file. Raises BadInput for a file that holds none."""
    try:
        return read_key(read_text(path).removesuffix("\n"))
    except ValueError as error:
        raise BadInput(f"{path}: {error}") from None


def read_checkpoint_file(path: str) -> Checkpoint:
    """The checkpoint in a file, or with which the receipt in it ends. Raises BadInput for a file without one."""
    try:
        return checkpoint_in(read_text(path))
    except ValueError as error:
        raise BadInput(f"{path} is no checkpoint: {error}") from None
