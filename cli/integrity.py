"""For auditors: whether the record is intact, and proofs of it for somebody who has no access to the store."""

from typing import TYPE_CHECKING

import click

from cli.audit import audit
from cli.command import query, task
from cli.desk import Desk
from cli.missing import needed, optional, positional
from domain.errors import Damaged

if TYPE_CHECKING:  # loaded when one of these is asked
    from lifecycle.integrity.auditing import Auditing

__all__ = ["audit"]


def auditing(desk: Desk) -> "Auditing":
    """Return the questions about the integrity of the store in effect."""
    from lifecycle.integrity.auditing import Auditing

    return Auditing(desk.engine.database)


@query("checkpoint", "cadre audit checkpoint --out county.checkpoint", into=audit, takes=())
@optional("--out", "FILE", "Write it into this file, to be kept where nobody of the office can change it.")
def checkpoint(desk: Desk, out: str | None) -> None:
    """State how many events the log has and their root, for others to keep."""
    from lifecycle.integrity.files import write_file

    made = auditing(desk).checkpoint()
    if out:
        write_file(out, made.text.encode())
    signed = bool(made.signatures)
    shown = {"origin": made.origin, "size": made.size, "root": made.root.hex(), "signed": signed, "text": made.text}
    desk.show("checkpoint", shown)


@query("verify", "cadre audit verify", "cadre audit verify --checkpoint county.checkpoint", into=audit, takes=())
@optional("--checkpoint", "FILE", "A checkpoint or receipt that was kept elsewhere; the log must continue it.")
def verify(desk: Desk, checkpoint: str | None) -> int:
    """Check every event, the log over them and all read models; name the first event that is not what was recorded."""
    from lifecycle.integrity.files import read_checkpoint_file

    found = auditing(desk).verify(read_checkpoint_file(checkpoint) if checkpoint else None)
    desk.show("audit-verify", found)
    return 0 if found["intact"] else Damaged.exit_code


@query("prove", "cadre audit prove cadre:LI@1", "cadre audit prove LI -o json", into=audit, takes=())
@positional("what", "EVENT|WHO", "An event, or a cadre, post or unit for all its events.")
@optional("--out", "FILE", "Write the proof of the event (of the last one, for WHO) into this file.")
def prove(desk: Desk, what: str, out: str | None) -> None:
    """Prove that events stand in the log: the path from each to the root."""
    from lifecycle.integrity.files import write_file

    proofs = auditing(desk).prove(what)
    if out:
        write_file(out, str(proofs[-1]["proof"]).encode())
    desk.show("audit-proof", proofs)


@task("pack", "cadre audit pack --out all.zip", "cadre audit pack WANG --out wang.zip", into=audit)
@click.argument("who", metavar="[WHO]", required=False, help="A cadre, post or unit; everything unless said.")
@optional("--unit", "ID", "This unit, those below it, their posts and all who served there.")
@needed("--out", "FILE", "The new bundle, a zip file.")
@optional("--disclose", "FIELD", "Show the values of this personal field too, such as name; repeatable.", multiple=True)
def pack(desk: Desk, who: str | None, unit: str | None, out: str, disclose: tuple[str, ...]) -> None:
    """Write events, proofs, packs of rules and an offline verifier into one file: python3 -I -S verify.py."""
    from lifecycle.integrity.files import write_file

    if (who or unit) and (why := desk.index_streams()):
        desk.say(f"That no event is left out cannot be proved: {why}")
    made = auditing(desk).pack(who, unit=unit, disclose=disclose)
    write_file(out, made.content)
    shown = {"file": out, "events": made.events, "streams": made.streams, "complete_through": made.through}
    desk.show("audit-pack", {**shown, "bytes": len(made.content), "signed": False})
