"""Orders signed by their officers: after the commit, as an event that names the order and holds the signature."""

from base64 import b64decode, b64encode
from datetime import datetime
from typing import Any, Final

from domain.access.book import Book
from domain.events import OrderSigned
from domain.integrity.keys import read_key
from lifecycle.integrity.log import origin_of
from lifecycle.integrity.notices import Said, note
from lifecycle.integrity.signing import Signer
from lifecycle.integrity.verifier.verify import signed
from projections.access import read_book
from projections.database import Database, transaction
from projections.stored import stored_state

Answer = dict[str, Any]
_LEAF: Final = "SELECT leaf FROM stored_events WHERE originator_id = ? AND originator_version = 1"
_SIGNED: Final = (
    "SELECT originator_id, originator_version, state, position FROM stored_events WHERE topic = ? ORDER BY position"
)


def signed_text(origin: str, order: str, leaf: bytes) -> bytes:
    """What an officer signs: the log, the order, and the leaf of the order's event."""
    return f"cadre-order/v1\n{origin}\n{order}\n{b64encode(leaf).decode()}\n".encode()


def sign_order(  # noqa: PLR0913, PLR0917 - who signs what with which key
    database: Database, order: str, signer: Signer, actor: str, command: str, now: datetime
) -> None:
    """Record the signature of an order inside the transaction that records the order."""
    leaf = bytes(database.query(_LEAF, (f"order:{order}",))[0][0])
    made = signer.sign(signed_text(origin_of(database), order, leaf))
    body = OrderSigned(signs=order, public_key=signer.public.text, signature=b64encode(made).decode())
    note(database, f"signature:{actor}", body, Said("sign", actor, command), now)


def signatures(database: Database) -> list[Answer]:
    """Every signed order: by whom, with which key, whose key that was then, and whether the signature is true."""
    with transaction(database):
        origin, book = origin_of(database), read_book(database)
        rows = database.query(_SIGNED, (OrderSigned.TOPIC,))
        return [{**_signature(database, origin, *row[:3]), "key_of": _key_of(book, row[2], row[3])} for row in rows]


def _key_of(book: Book, state: bytes, position: int) -> str | None:
    """The principal whose key it was when the order was signed; None for nobody's."""
    key = stored_state("the signature", state)["body"]["public_key"]
    owner = book.key_owner(key)
    return owner if owner and key in book.keys(owner, position) else None


def _signature(database: Database, origin: str, stream: str, version: int, state: bytes) -> Answer:
    event = f"{stream}@{version}"
    said = stored_state(event, state)
    body = said["body"]
    key = read_key(body["public_key"])
    rows = database.query(_LEAF, (f"order:{body['signs']}",))
    text = signed_text(origin, body["signs"], bytes(rows[0][0]) if rows else b"")
    true = signed(key.key, text, b64decode(body["signature"]))
    return {
        "event": event,
        "order": body["signs"],
        "actor": said["actor"],
        "recorded": said["recorded_at"],
        "public_key": key.text,
        "signature": "true" if true else "false",
    }
