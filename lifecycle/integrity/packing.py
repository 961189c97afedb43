"""A bundle for somebody without access to the store: events, proofs, packs of rules, and a verifier that needs nothing.

A zip file with `events.jsonl`, `bundle.json`, `checkpoint.txt`, `values.jsonl`, `keys.txt` and `verify.py`.
"""

import io
import zipfile
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from domain.access.names import STREAM as ACCESS
from domain.canonical import canonical
from domain.errors import Damaged
from domain.integrity.many import siblings
from domain.integrity.merkle import leaf_hash
from domain.integrity.note import Checkpoint
from lifecycle.integrity.heads import STREAM as HEADS
from lifecycle.integrity.heads import Index, newest_index
from lifecycle.integrity.key_change import STREAM as KEYS
from lifecycle.integrity.log import Log
from lifecycle.stage import STORE_STREAM
from lifecycle.vault import SALT_PATH
from projections.database import Database, Row
from projections.moment import marks
from projections.stored import stored_state

FORM: Final = "cadre-bundle/1"
VERIFIER: Final = Path(__file__).parent / "verifier" / "verify.py"
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a bundle: the same store gives the same bytes."""
_EVENTS: Final = "SELECT originator_id, originator_version, topic, state, position, leaf FROM stored_events"
_CHUNK: Final = 500


class Packed(NamedTuple):
    """A bundle as it was made: its bytes, its events and streams, and the position through which it is complete."""

    content: bytes
    events: int
    streams: int
    through: int | None


def packed(database: Database, log: Log, state: Checkpoint, streams: set[str] | None, **more: Sequence[str]) -> Packed:
    """The bundle about these streams, or the whole store.

    `more` are `disclose` (personal paths), `hidden` (cadres of whom nothing is disclosed) and `keys`.

    Raises Damaged naming an event that is not what the log says.
    """
    index = None if streams is None else newest_index(database)
    rows = _rows(database, streams, index)
    counted = {row[0]: row[1] for row in rows if not index or row[0] != HEADS}
    values = list(_values(database, rows, more.get("disclose", ()), more.get("hidden", ())))
    header = {
        "form": FORM,
        "index": _index_fields(database, index, set(counted)),
        "proof": _texts(siblings([row[4] - 1 for row in rows], log.size, log.node)),
        "streams": counted,
        "values": len(values),
    }
    files = {
        "bundle.json": canonical(header) + "\n",
        "checkpoint.txt": state.text,
        "events.jsonl": "".join(_line(row) for row in rows),
        "keys.txt": "".join(f"{key}\n" for key in more.get("keys", ())),
        "values.jsonl": "".join(values),
        "verify.py": VERIFIER.read_text(encoding="utf-8"),
    }
    through = log.size if streams is None else index.through if index else None
    return Packed(_zipped(files), len(rows), len(counted), through)


def _rows(database: Database, streams: set[str] | None, index: Index | None) -> list[Row]:
    """The events, in the order of the log: of the streams, of the packs that they name, founding and index."""
    if streams is None:
        return database.query(f"{_EVENTS} ORDER BY position")
    rows = _of_streams(database, {*streams, STORE_STREAM, KEYS, ACCESS})
    noted = {f"policy:{pack['id']}" for row in rows for pack in stored_state(f"{row[0]}@{row[1]}", row[3])["packs"]}
    rows += _of_streams(database, noted - streams)
    if index:
        stream, _, version = index.event.rpartition("@")
        sql = f"{_EVENTS} WHERE originator_id = ? AND originator_version = ?"
        rows += database.query(sql, (stream, int(version)))
    return sorted(rows, key=lambda row: int(row[4]))


def _of_streams(database: Database, streams: set[str]) -> list[Row]:
    names, found = sorted(streams), []
    for start in range(0, len(names), _CHUNK):
        chunk = names[start : start + _CHUNK]
        found += database.query(f"{_EVENTS} WHERE originator_id IN ({marks(len(chunk))})", chunk)
    return found


def _line(row: Row) -> str:
    stream, version, topic, state, position, leaf = row
    if leaf_hash(position, stream, version, topic, bytes(state)) != bytes(leaf):
        raise Damaged(f"event {stream}@{version} is not what was recorded; see: cadre audit verify")
    return canonical([position, stream, version, topic, bytes(state).decode()]) + "\n"


def _values(database: Database, rows: Sequence[Row], paths: Sequence[str], hidden: Sequence[str]) -> Iterator[str]:
    """The personal values that are disclosed, with the salts that show they are those recorded."""
    events, found = [f"{row[0]}@{row[1]}" for row in rows if row[0].removeprefix("cadre:") not in hidden], []
    wanted = sorted({*paths} - {SALT_PATH})
    for start in range(0, len(events) if wanted else 0, _CHUNK):
        chunk = events[start : start + _CHUNK]
        sql = f"SELECT event, path, salt, value FROM vault WHERE event IN ({marks(len(chunk))})"
        found += [row for row in database.query(sql, chunk) if row[1] in wanted]
    for event, path, salt, value in sorted(found):
        yield canonical([event, path, bytes(salt).hex(), value]) + "\n"


def _index_fields(database: Database, index: Index | None, streams: set[str]) -> dict[str, Any] | None:
    if index is None:
        return None
    heads, proof = index.proof(database, streams)
    return {"event": index.event, "heads": [list(each) for each in heads], "proof": _texts(proof)}


def _texts(hashes: Iterable[bytes]) -> list[str]:
    return [b64encode(each).decode() for each in hashes]


def _zipped(files: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.external_attr = 0o644 << 16
            bundle.writestr(entry, text.encode(), zipfile.ZIP_DEFLATED)
    return made.getvalue()
