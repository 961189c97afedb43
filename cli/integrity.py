"""For auditors: whether the record is intact, and proofs of it for somebody who has no access to the store."""

import os
from typing import TYPE_CHECKING, Any

import click

from cli.approval import APPROVED_BY, note_copy, open_file, requested
from cli.audit import audit
from cli.command import EXPLAINED, query, task
from cli.desk import Desk
from cli.missing import needed, optional, positional
from domain.errors import BadInput, Damaged

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


@task(
    "rotate-key",
    "cadre audit rotate-key new.key --old log.key --out both.checkpoint --basis 'Minutes 9' --reason 'Yearly'",
    into=audit,
    takes=("basis", "reason"),
    needs=EXPLAINED,
)
@positional("new", "FILE", "The private key that signs the log from now on.")
@optional("--old", "FILE", "The private key that signed it until now.")
@optional("--lost", "FILE", "The public key that signed it until now, where the private one is lost.")
@optional("--approved-by", "ID", "Who else declares the old key lost.")
@needed("--out", "FILE", "The checkpoint with the signatures of both keys, for the witnesses and auditors.")
def rotate_key(desk: Desk, new: str, old: str | None, lost: str | None, approved_by: str | None, out: str) -> None:
    """Hand the log over to another key: one checkpoint that both sign, which also stands in the log."""
    from lifecycle.integrity.files import write_file
    from lifecycle.integrity.key_change import change_key
    from lifecycle.integrity.signing import Signer, read_public

    if (old is None) == (lost is None):
        raise BadInput("Name the old key: its private file with --old, or its public one with --lost.")
    before = Signer(old) if old else read_public(str(lost))
    request = requested(desk, "rotate-key")
    now, database = request.now, desk.writer.database
    made = change_key(database, Signer(new), before, said=request.said, now=now, approved_by=approved_by)
    write_file(out, made.text.encode())
    desk.show("checkpoint", made.as_dict())


@task("index", "cadre audit index", into=audit)
def index(desk: Desk) -> None:
    """Record how many events every stream has, so that a bundle of one can be proved complete."""
    desk.say(desk.index_streams() or "The number of events of every stream stands in the log.")


@query("signatures", "cadre audit signatures", into=audit, takes=())
def signatures(desk: Desk) -> None:
    """List the orders that their officers have signed, and whether each signature is true."""
    from lifecycle.integrity.autographs import signatures as signed_orders

    desk.show("signatures", signed_orders(desk.engine.database))


@task(
    "pack",
    "cadre audit pack --out all.zip",
    "cadre audit pack WANG --out wang.zip --disclose name,born",
    into=audit,
    takes=("reason",),
)
@click.argument("who", metavar="[WHO]", required=False, help="A cadre, post or unit; everything unless said.")
@optional("--unit", "ID", "This unit, those below it, their posts and all who served there.")
@needed("--out", "FILE", "The new bundle, a zip file.")
@optional(
    "--disclose", "FIELD", "Show the values of these personal fields too, such as name,born; repeatable.", multiple=True
)
@optional("--checkpoint", "FILE", "As of this checkpoint with its cosignatures, which the log has not outgrown.")
@optional("--keys", "FILE", "Put this public key of a witness in too; repeatable.", multiple=True)
@APPROVED_BY
@SIGN
def pack(
    desk: Desk, who: str | None, unit: str | None, out: str, sign: str | None, approved_by: str | None, **more: Any
) -> None:
    """Write events, proofs, packs of rules and an offline verifier into one file: python3 -I -S verify.py."""
    from lifecycle.integrity.bundling import bundle

    more["disclose"] = tuple(path for each in more["disclose"] for path in each.split(","))
    if who and more["disclose"]:
        open_file(desk, who, approved_by)
    if (who or unit) and not more["checkpoint"] and (why := desk.index_streams()):
        desk.say(f"That no event is left out cannot be proved: {why}")
    key = sign or desk.settings.value("log_key")
    questions = auditing(desk)
    questions.approved = desk.engine.approved
    shown = bundle(questions, out, who=who, unit=unit, key=key, **more)
    desk.show("audit-pack", shown)
    if more["disclose"]:
        note_copy(desk, "bundle", os.path.abspath(out), shown["as_of"], more["disclose"])
