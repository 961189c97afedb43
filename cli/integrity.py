"""For auditors: whether the record is intact, and proofs of it for somebody who has no access to the store."""

from typing import TYPE_CHECKING, Any

import click

from cli.audit import audit
from cli.command import query, task
from cli.desk import Desk
from cli.missing import needed, optional, positional
from domain.errors import Damaged

if TYPE_CHECKING:  # loaded when one of these is asked
    from domain.integrity.note import Checkpoint
    from lifecycle.integrity.auditing import Auditing

__all__ = ["audit"]


def auditing(desk: Desk) -> "Auditing":
    """Return the questions about the integrity of the store in effect."""
    from lifecycle.integrity.auditing import Auditing

    return Auditing(desk.engine.database)


SIGN = optional("--sign", "FILE", "Sign it with the private key of the log in this file. [CADRE_LOG_KEY]")


def signed(desk: Desk, key: str | None, made: "Checkpoint") -> "Checkpoint":
    """Return the checkpoint with the signature of the log's key, if one is named."""
    path = key or desk.settings.value("log_key")
    if not path:
        return made
    from lifecycle.integrity.signing import Signer
    from lifecycle.ports import wall_clock

    return Signer(path).on_checkpoint(made, wall_clock())


@query(
    "checkpoint",
    "cadre audit checkpoint --out county.checkpoint",
    "cadre audit checkpoint --sign log.key --since county.checkpoint --out request.txt",
    into=audit,
    takes=(),
)
@optional("--out", "FILE", "Write it into this file, to be kept where nobody of the office can change it.")
@optional("--since", "FILE", "Prove to a witness that the log continues this earlier checkpoint.")
@SIGN
def checkpoint(desk: Desk, out: str | None, since: str | None, sign: str | None) -> None:
    """State how many events the log has and their root, for others to keep."""
    from lifecycle.integrity.files import read_checkpoint_file, write_file

    made = signed(desk, sign, auditing(desk).checkpoint())
    if out:
        text = auditing(desk).request(read_checkpoint_file(since), made).text if since else made.text
        write_file(out, text.encode())
    desk.show("checkpoint", made.as_dict())


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


@task("index", "cadre audit index", into=audit)
def index(desk: Desk) -> None:
    """Record how many events every stream has, so that a bundle of one can be proved complete."""
    desk.say(desk.index_streams() or "The number of events of every stream stands in the log.")


@query("signatures", "cadre audit signatures", into=audit, takes=())
def signatures(desk: Desk) -> None:
    """List the orders that their officers have signed, and whether each signature is true."""
    from lifecycle.integrity.autographs import signatures as signed_orders

    desk.show("signatures", signed_orders(desk.engine.database))


@task("pack", "cadre audit pack --out all.zip", "cadre audit pack WANG --out wang.zip", into=audit)
@click.argument("who", metavar="[WHO]", required=False, help="A cadre, post or unit; everything unless said.")
@optional("--unit", "ID", "This unit, those below it, their posts and all who served there.")
@needed("--out", "FILE", "The new bundle, a zip file.")
@optional("--disclose", "FIELD", "Show the values of this personal field too, such as name; repeatable.", multiple=True)
@optional("--checkpoint", "FILE", "As of this checkpoint with its cosignatures, which the log has not outgrown.")
@optional("--keys", "FILE", "Put this public key of a witness in too; repeatable.", multiple=True)
@SIGN
def pack(desk: Desk, who: str | None, unit: str | None, out: str, sign: str | None, **more: Any) -> None:
    """Write events, proofs, packs of rules and an offline verifier into one file: python3 -I -S verify.py."""
    from lifecycle.integrity.bundling import bundle

    if (who or unit) and not more["checkpoint"] and (why := desk.index_streams()):
        desk.say(f"That no event is left out cannot be proved: {why}")
    key = sign or desk.settings.value("log_key")
    shown = bundle(auditing(desk), out, who=who, unit=unit, key=key, **more)
    desk.show("audit-pack", shown)
