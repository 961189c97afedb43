"""The read log bound into the log of events: with every order goes how far it had come, and its hash."""

from datetime import datetime
from typing import Final

from domain.events import ReadsSealed
from lifecycle.integrity.notices import Said, note
from projections.database import Database
from projections.read_log import BEGINNING, chained, has_read_log, last_row
from projections.stored import stored_state

STREAM: Final = "store:reads"
_SEALS: Final = (
    "SELECT originator_version, state FROM stored_events WHERE originator_id = ? ORDER BY originator_version"
)
_ROWS: Final = "SELECT number, actor, read_at, read_on, command, subjects, purpose, hash FROM read_log ORDER BY number"


def seal_reads(database: Database, actor: str, command: str, now: datetime) -> None:
    """Record how far the read log has come, unless that is recorded already; inside the open transaction."""
    if not has_read_log(database):
        return
    rows, hash_ = last_row(database)
    seals = database.query(f"{_SEALS} DESC LIMIT 1", (STREAM,))
    sealed = stored_state(STREAM, seals[0][1])["body"]["rows"] if seals else 0
    if rows > sealed:
        note(database, STREAM, ReadsSealed(rows=rows, hash=hash_.hex()), Said("seal-reads", actor, command), now)


def read_log_problems(database: Database, *, expected: bool) -> list[str]:
    """What of the read log is not what was written; empty if it holds together.

    `expected` says whether there must be one. A row that was changed, taken out or put in breaks the chain behind it;
    a tail that was cut off is seen as far as an order was recorded after it.
    """
    if not has_read_log(database):
        return ["is gone from the store; restore a backup"] if expected else []
    hashes, before = [BEGINNING], BEGINNING
    for number, *said, hash_ in database.stream(_ROWS):
        if number != len(hashes):
            return [f"has lost row {len(hashes)}"]
        before = chained(before, (number, *said))
        if before != bytes(hash_):
            return [f"row {number} is not what was written"]
        hashes.append(before)
    for version, state in database.query(_SEALS, (STREAM,)):
        body = stored_state(f"{STREAM}@{version}", state)["body"]
        if body["rows"] >= len(hashes):
            return [f"was cut back to {len(hashes) - 1} rows; the log of events counts {body['rows']}"]
        if hashes[body["rows"]].hex() != body["hash"]:
            return [f"was written anew: its first {body['rows']} rows are not those that the log of events counts"]
    return []
