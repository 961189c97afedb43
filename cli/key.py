"""Keys for signatures, and the witnesses who use them."""

from datetime import UTC

from cli.command import task
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.topic import Topic

key = Topic("key", help="Make keys for signatures.")
witness = Topic("witness", help="Stand witness to the log of an office, from outside it.")


@task(
    "new",
    "cadre key new log.key --name county-log",
    "cadre key new new.key --name county-log-2",
    "cadre key new zheng.key --name zheng",
    "cadre key new bo.key --name bo",
    "cadre key new witness.key --name supervision --witness",
    into=key,
)
@positional("file", "FILE", "The new private key; the public one is written beside it, into FILE.pub.")
@needed("--name", "NAME", "The name under which it signs.")
@optional("--witness", None, "A key that cosigns checkpoints with its own time.", is_flag=True)
def new(desk: Desk, file: str, name: str, *, witness: bool) -> None:
    """Make a key that only you may read, and the public key that others check its signatures with."""
    from lifecycle.integrity.signing import new_key

    made = new_key(file, name, witness=witness)
    desk.show(
        "key", {"name": made.name, "use": "witness" if witness else "sign", "public_key": made.text, "file": file}
    )


@task(
    "cosign",
    "cadre witness cosign county.checkpoint --key witness.key --state seen.txt --out cosigned.checkpoint",
    into=witness,
)
@positional("checkpoint", "FILE", "The checkpoint, or what `audit checkpoint --since` wrote.")
@needed("--key", "FILE", "The private key of the witness.")
@needed("--state", "FILE", "Where the witness keeps what it has seen; made on the first use.")
@needed("--out", "FILE", "The checkpoint with the cosignature.")
@optional("--log-key", "FILE", "The public key of the log; the checkpoint must be signed with it.")
def cosign(desk: Desk, checkpoint: str, key: str, state: str, out: str, log_key: str | None) -> None:
    """Put the witness's name and time to a checkpoint, if the log continues what was seen before."""
    from lifecycle.integrity.files import write_file
    from lifecycle.integrity.signing import read_public
    from lifecycle.integrity.witnessing import cosign
    from lifecycle.ports import wall_clock

    public = read_public(log_key) if log_key else None
    made = cosign(checkpoint, key=key, state=state, now=desk.now or wall_clock().astimezone(UTC), log_key=public)
    write_file(out, made.text.encode())
    desk.show("checkpoint", made.as_dict())
