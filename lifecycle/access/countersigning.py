"""Approvals put beyond doubt: who is named as having approved an order signs it too, with a key of their own."""

from datetime import datetime
from typing import Final

from domain.access.denials import APPROVER, KEY, denied
from domain.errors import BadInput, NotAuthorised
from lifecycle.integrity.autographs import sign_order
from lifecycle.integrity.signing import Signer
from projections.access import read_book
from projections.database import Database, transaction
from projections.stored import stored_state

_ORDER_OF: Final = "SELECT order_id FROM trail WHERE event = ?"
_EVENTS: Final = (
    "SELECT t.event, s.state FROM trail t JOIN stored_events s ON s.position = t.position WHERE t.order_id = ?"
)


def countersign(  # noqa: PLR0913, PLR0917 - who signs what with which key
    database: Database, what: str, signer: Signer, actor: str, command: str, now: datetime
) -> str:
    """Record the approver's signature of an order, named by its id or an event of it; returns the order.

    Raises BadInput for an unknown one, NotAuthorised for who is not named in it as an approver, and for a key that is
    not theirs.
    """
    with transaction(database, writing=True):
        order = what if what.startswith("O-") else next((row[0] for row in database.query(_ORDER_OF, (what,))), "")
        rows = database.query(_EVENTS, (order,)) if order else []
        if not rows:
            raise BadInput(f"there is no order or event {what}; list them with: cadre order list")
        if actor not in {name for row in rows for name in approvers_in(stored_state(row[0], row[1])["body"])}:
            wording = f"{actor} is not named as having approved anything in order {order}."
            raise NotAuthorised([denied(APPROVER, wording, actor=actor, order=order)])
        book = read_book(database)
        if book.on and signer.public.text not in book.keys(actor):
            wording = (
                f"The key {signer.public.name} is none of {actor}; keys are enrolled by: cadre access enrol {actor}"
            )
            raise NotAuthorised([denied(KEY, wording, actor=actor)])
        sign_order(database, order, signer, actor, command, now)
    return order


def approvers_in(body: dict[str, object]) -> tuple[str, ...]:
    """Who are named in a stored fact as having approved it."""
    said = body.get("approved_by") or ()
    return (said,) if isinstance(said, str) else tuple(map(str, said)) if isinstance(said, list) else ()
