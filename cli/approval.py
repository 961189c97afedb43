"""Reading a restricted file with the approval of supervision: recorded before anything is shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from cli.command import TWO_TIMES
from cli.desk import Desk
from cli.missing import optional
from domain.errors import BadInput, Damaged, StoreUnreachable

if TYPE_CHECKING:  # loaded when something is recorded
    from lifecycle.privacy.approval import Request

READING_FILES: Final = (*TWO_TIMES, "reason")
APPROVED_BY: Final = optional(
    "--approved-by", "ID", "Who approved reading a restricted file; recorded before it is shown."
)


def requested(desk: Desk, act: str, approved_by: Sequence[str] = ()) -> "Request":
    """Return what is asked for, by whom, on what document and why."""
    from lifecycle.ports import random_bytes
    from lifecycle.privacy.approval import Request

    basis, reason = (desk.settings.given.get(name) or desk.settings.value(name) for name in ("basis", "reason"))
    now = desk.writer.instant(desk.now)
    words = [None if each is None else str(each) for each in (basis, reason)]
    return Request(act, desk.actor, tuple(approved_by), words[0], words[1], random_bytes(16).hex(), now)


def note_copy(desk: Desk, form: str, place: str, through: int, paths: Sequence[str] = ()) -> None:
    """Record in the register of copies that a copy with personal values was made, or say why that cannot be."""
    from domain.events import CopyMade
    from lifecycle.privacy.copies import note_copy as noted

    try:
        copy = CopyMade.model_validate({"form": form, "place": place, "through": through, "paths": tuple(paths)})
        event = noted(desk.writer.database, copy, requested(desk, f"{form}-made"))
    except (StoreUnreachable, Damaged) as error:
        desk.say(f"The copy does not stand in the register of copies: {error}")
        return
    desk.say(f"It holds personal values and stands in the register of copies as {event}.")


def open_file(desk: Desk, who: str, approved_by: str | None) -> None:
    """Record that a restricted file is read, if that was approved; raises BadInput without a reason, Refused."""
    from projections.privacy import restricted

    cadre = who.removeprefix("cadre:")
    if not approved_by or not restricted(desk.engine.database, cadre):
        return
    from lifecycle.privacy.restricting import approve_reading

    request = requested(desk, "read-restricted", [approved_by])
    if not request.reason:
        raise BadInput(f"say why the restricted file of {cadre} is read: --reason TEXT")
    approve_reading(desk.writer.database, cadre, request)
    desk.engine.approved = cadre
