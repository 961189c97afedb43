"""A witness: somebody outside the office who remembers how far a log had come, and puts a name and a time to it.

What was seen last is kept in a file of the witness: one checkpoint after another, an empty line and `--` between them.
"""

from datetime import datetime
from pathlib import Path
from typing import Final

from domain.errors import BadInput, Damaged
from domain.integrity.keys import COSIGNATURE, PublicKey
from domain.integrity.note import UNSIGNED, Checkpoint, read_checkpoint
from domain.integrity.witness import read_request
from lifecycle.integrity.files import read_text, write_file
from lifecycle.integrity.signing import Signer, signature_holds

_BETWEEN: Final = "\n--\n"


def cosign(request: str, *, key: str, state: str, now: datetime, log_key: PublicKey | None = None) -> Checkpoint:
    """The checkpoint of the request file with the cosignature of the witness, after remembering it in the state file.

    Raises Damaged if the log does not continue what was seen last, or the signature of the log is false; BadInput for
    files that are none.
    """
    try:
        asked = read_request(read_text(request))
        seen = _seen(state)
    except ValueError as error:
        raise BadInput(f"{request}: {error}") from None
    signer = Signer(key)
    if signer.public.kind != COSIGNATURE:
        raise BadInput(f"{key} is no key of a witness; make one with: cadre key new FILE --name NAME --witness")
    if log_key and not signature_holds(asked.checkpoint, log_key):
        raise Damaged(f"the checkpoint does not bear a true signature of {log_key.name}; nothing was signed")
    last = seen.get(asked.checkpoint.origin)
    if last and (why := asked.continues(last)):
        raise Damaged(f"the checkpoint was not signed: {why}")
    made = signer.on_checkpoint(asked.checkpoint, now)
    kept = made._replace(signatures=(), extensions=(UNSIGNED,))
    _remember(state, {**seen, kept.origin: kept})
    return made


def _seen(state: str) -> dict[str, Checkpoint]:
    if not Path(state).exists():
        return {}
    found = [read_checkpoint(f"{each}\n") for each in read_text(state).removesuffix("\n").split(_BETWEEN) if each]
    return {each.origin: each for each in found}


def _remember(state: str, seen: dict[str, Checkpoint]) -> None:
    text = _BETWEEN.join(seen[origin].text.removesuffix("\n") for origin in sorted(seen))
    write_file(state, f"{text}\n".encode(), mode=0o600)
