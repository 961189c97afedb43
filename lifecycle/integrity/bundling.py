"""Making the file of a bundle: which checkpoint it rests on, who has signed that, and which keys go with it."""

from collections.abc import Sequence
from typing import Any

from domain.errors import BadInput
from domain.integrity.keys import PublicKey
from domain.integrity.note import Checkpoint
from lifecycle.integrity.auditing import Auditing
from lifecycle.integrity.files import read_checkpoint_file, write_file
from lifecycle.integrity.signing import Signer, read_public
from lifecycle.ports import wall_clock


def bundle(  # noqa: PLR0913 - what goes into a bundle, each by name
    auditing: Auditing,
    out: str,
    *,
    who: str | None,
    unit: str | None,
    key: str | None = None,
    checkpoint: str | None = None,
    keys: Sequence[str] = (),
    disclose: Sequence[str] = (),
) -> dict[str, Any]:
    """Write the bundle and return what it is. `key` is a private key file of the log, `keys` are public ones.

    Raises BadInput for files that do not belong together, Damaged.
    """
    public = [read_public(each) for each in keys]
    state = _current(auditing, checkpoint) if checkpoint else auditing.checkpoint()
    if key:
        signer = Signer(key)
        state, public = signer.on_checkpoint(state, wall_clock()), [*public, signer.public]
    made = auditing.pack(who, unit=unit, disclose=disclose, state=state, keys=_of_signatures(state, public))
    write_file(out, made.content)
    shown = {
        "file": out,
        "as_of": state.size,
        "events": made.events,
        "streams": made.streams,
        "complete_through": made.through,
    }
    return {**shown, "bytes": len(made.content), "signed": bool(state.signatures)}


def _current(auditing: Auditing, path: str) -> Checkpoint:
    given, now = read_checkpoint_file(path), auditing.checkpoint()
    if (given.origin, given.size, given.root) != (now.origin, now.size, now.root):
        raise BadInput(f"{path} is not the present state of the log, which has {now.size} events; make a new one")
    return given


def _of_signatures(state: Checkpoint, public: Sequence[PublicKey]) -> list[str]:
    """The keys in the order of the signatures. Raises BadInput for a signature without its key."""
    by_id = {(each.name, each.id): each.text for each in public}
    if missing := [each.name for each in state.signatures if (each.name, each.key_id) not in by_id]:
        raise BadInput(f"the public key of {missing[0]} is missing; name its file with: --keys FILE")
    return [by_id[each.name, each.key_id] for each in state.signatures]
