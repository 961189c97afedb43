"""The key of the log gives way to another one: by a checkpoint that both sign, or as declared lost by two people."""

from datetime import datetime
from typing import Any, Final

from domain.errors import BadInput, Refused
from domain.events import LogKeyChanged
from domain.finding import Finding
from domain.integrity.keys import NOTE, PublicKey, read_key
from domain.integrity.note import Checkpoint
from domain.text import identifier
from lifecycle.head import Head
from lifecycle.integrity.log import origin_of, root_at
from lifecycle.integrity.notices import Said, note
from lifecycle.integrity.signing import Signer
from projections.database import Database, transaction
from projections.stored import stored_state

STREAM: Final = "store:keys"
NEXT: Final = "next-key "
"""How the line of a checkpoint begins by which one key names the next."""
_NEWEST: Final = (
    "SELECT originator_version, state FROM stored_events WHERE originator_id = ?"
    " ORDER BY originator_version DESC LIMIT 1"
)


def change_key(  # noqa: PLR0913 - both keys, and who says so when
    database: Database,
    new: Signer,
    old: Signer | PublicKey,
    *,
    said: Said,
    now: datetime,
    approved_by: str | None = None,
) -> Checkpoint:
    """Record that the log is signed with another key from now on, and return the checkpoint that hands over to it.

    `old` is a signer, or the public key where the private one is lost: then somebody else approves. Raises BadInput
    for keys that cannot hand over, Refused where one person declares a key lost.
    """
    lost = isinstance(old, PublicKey)
    before = old if isinstance(old, PublicKey) else old.public
    _check(before, new.public, said.actor, approved_by if lost else None, lost=lost)
    with transaction(database, writing=True):
        last = newest_key(database)
        if last and last != before.text:
            raise BadInput(f"the log is signed with {last} by now, not with {before.text}")
        head = Head.read(database)
        made = Checkpoint(origin_of(database), head.position, root_at(head), (f"{NEXT}{new.public.text}",))
        for signer in (new,) if isinstance(old, PublicKey) else (old, new):
            made = signer.on_checkpoint(made, now)
        body = LogKeyChanged(
            old_key=before.text,
            new_key=new.public.text,
            checkpoint=made.text,
            signed_by_old=not lost,
            approved_by=approved_by if lost else None,
        )
        note(database, STREAM, body, said, now)
    return made


def newest_key(database: Database) -> str | None:
    """The public key to which the log was handed over last, None if it never was."""
    rows = database.query(_NEWEST, (STREAM,))
    if not rows:
        return None
    body: dict[str, Any] = stored_state(f"{STREAM}@{rows[0][0]}", rows[0][1])["body"]
    return read_key(str(body["new_key"])).text


def _check(old: PublicKey, new: PublicKey, actor: str, approved_by: str | None, *, lost: bool) -> None:
    if {old.kind, new.kind} != {NOTE}:
        raise BadInput("a log is signed with keys of its own, not with those of witnesses")
    if old == new:
        raise BadInput("the new key is the old one; make another with: cadre key new FILE --name NAME")
    if not lost:
        return
    if approved_by is None:
        raise BadInput("a lost key is declared by two people: name the other one with --approved-by ID")
    try:
        approver = identifier(approved_by)
    except ValueError as error:
        raise BadInput(str(error)) from None
    if approver.casefold() == actor.casefold():
        wording = f"{approver} cannot approve that a key is lost which {actor} declares: somebody else must."
        raise Refused([Finding("self-approved", wording)])
