"""The fingerprint of an order's lines: by it a repeated order is known; salted where the lines hold personal values."""

import hmac
from collections.abc import Collection
from hashlib import sha256
from typing import Any

from domain.canonical import canonical
from domain.commands import AnyCommand, Correct, Particulars, RecordKin
from lifecycle.ports import Entropy
from lifecycle.vault import SALT_BYTES, SALT_PATH, Sealed
from projections.database import Database

_PERSONAL = frozenset((*Particulars.PERSONAL, *RecordKin.PERSONAL, "cadre"))
"""The words by which a correction may replace a personal value; some mean other things too, and a salt does no harm."""


def new_fingerprint(commands: Collection[AnyCommand], entropy: Entropy) -> tuple[str, Sealed | None]:
    """The fingerprint (64 hexadecimal digits) and the salt for the vault, if the lines hold personal values."""
    if not _personal(commands):
        return sha256(_text(commands)).hexdigest(), None
    salt = Sealed(SALT_PATH, entropy(SALT_BYTES), "")
    return _salted(salt.salt, commands), salt


def stored_fingerprint(database: Database, commands: Collection[AnyCommand], order: str) -> str:
    """The fingerprint that the order would bear if its lines were these."""
    if not _personal(commands):
        return sha256(_text(commands)).hexdigest()
    sql = "SELECT salt FROM vault WHERE event = ? AND path = ?"
    rows = database.query(sql, (f"order:{order}@1", SALT_PATH))
    return _salted(bytes(rows[0][0]) if rows else b"", commands)


def _personal(commands: Collection[AnyCommand]) -> bool:
    return any(
        isinstance(command, Particulars | RecordKin)
        or (isinstance(command, Correct) and _PERSONAL & set(command.changes))
        for command in commands
    )


def _salted(salt: bytes, commands: Collection[AnyCommand]) -> str:
    return hmac.new(salt, _text(commands), "sha256").hexdigest()


def _text(commands: Collection[AnyCommand]) -> bytes:
    return canonical(
        [_without_sums(command.model_dump(mode="json", exclude_none=True)) for command in commands]
    ).encode()


def _without_sums(told: dict[str, Any]) -> dict[str, Any]:
    """The line with how many evaluators gave marks, and without the sums of these.

    Of a group of too few nothing is recorded, and a fingerprint of so small a sum would be as good as the sum: all that
    could stand behind it is soon tried. `lifecycle.sums` compares those that are recorded.
    """
    read = {name: _without_sums(value) if name == "changes" else value for name, value in told.items()}
    ratings = told.get("ratings")
    if isinstance(ratings, str):
        ratings = dict(pair.partition("=")[::2] for pair in ratings.split(";"))
    if isinstance(ratings, dict):
        read["ratings"] = {str(name): str(text).partition(":")[0] for name, text in ratings.items()}
    return read
