"""A restore is declared by two people: the event says how far the backup went and what is known to be lost."""

from datetime import datetime
from typing import Final

from domain.errors import BadInput, Refused
from domain.events import StoreRestored
from domain.finding import Finding
from domain.text import identifier, plain_text
from lifecycle.head import Head
from lifecycle.integrity.log import root_at
from lifecycle.integrity.notices import Said, note
from lifecycle.ports import Entropy
from projections.database import Database, transaction

STREAM: Final = "store:restores"
_BEFORE: Final = "SELECT COUNT(*) FROM stored_events WHERE originator_id = ?"


def declare_restore(  # noqa: PLR0913 - who declares what, each by name
    database: Database,
    *,
    actor: str,
    approved_by: str,
    basis: str,
    reason: str,
    now: datetime,
    entropy: Entropy,
    known_size: int = 0,
) -> int:
    """Record that the store was put back from a backup; `known_size` is how many events it is known to have had.

    Returns the number of events that are lost. Raises BadInput for a word that is none, Refused unless it is declared
    by two people.
    """
    try:
        who, other = identifier(actor), identifier(approved_by)
        said = {"basis": plain_text(basis), "reason": plain_text(reason)}
    except ValueError as error:
        raise BadInput(str(error)) from None
    if who.casefold() == other.casefold():
        wording = f"{other} cannot approve a restore that {who} declares: somebody else must."
        raise Refused([Finding("self-approved", wording)])
    with transaction(database, writing=True):
        head = Head.read(database)
        lost = max(0, known_size - head.position)
        times = database.query(_BEFORE, (STREAM,))[0][0]
        body = StoreRestored(
            approved_by=other, position=head.position, root=root_at(head).hex(), lost=lost, incarnation=times + 2
        )
        note(database, STREAM, body, Said("restore", who, entropy(16).hex(), **said), now)
    return lost
