"""Erasure: values and salts leave the vault in the transaction that records it; then the files are scrubbed of them.

Events hold commitments only, so every leaf, proof, receipt, checkpoint and bundle stays valid.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from domain.errors import BadInput
from domain.events import PersonalDataErased
from domain.privacy import GROUNDS, erasure_objections, vault_paths
from lifecycle.privacy.approval import Request, checked, noted, refuse
from lifecycle.vault import SALT_PATH
from projections.database import Database, transaction
from projections.privacy import copies_with

Answer = dict[str, Any]
TOLD: Final = 20
"""Free texts that are named at most."""
SEARCHED: Final = ("name", "number", "kin.name")
"""Values that are looked for in free texts."""
_VALUES: Final = "SELECT event, path, value FROM vault WHERE subject = ? AND path <> ?"
_TOLD_ABOUT: Final = (
    "SELECT event, path, value FROM vault WHERE event IN"
    " (SELECT event FROM vault WHERE path = 'kin.cadre' AND value = ?) AND path IN ('kin.name', 'kin.cadre')"
)
_ORDERS: Final = "SELECT order_id FROM trail WHERE event = ?"
_HELD: Final = "SELECT 1 FROM holding_row WHERE cadre = ? LIMIT 1"


class Value(NamedTuple):
    """A value of the vault."""

    event: str
    path: str
    value: str


def erase(database: Database, cadre: str, fields: Sequence[str], ground: str, request: Request) -> Answer:
    """Erase these personal fields of a cadre, all of them where none is named, in every event that recorded them.

    Returns what was erased, the copies that still hold it, and the events whose free texts do. Raises BadInput where
    nothing of them is kept, Refused for what the duty of retention covers and unless two others approve.
    """
    paths = _paths(fields)
    if ground not in GROUNDS:
        raise BadInput(f"{ground} is no ground; name one of: {', '.join(GROUNDS)}")
    asked = checked(request, approvers=2)
    with transaction(database):
        found = _found(database, cadre, paths)
        held = bool(database.query(_HELD, (cadre,)))
    if not found:
        raise BadInput(f"of {cadre} the vault holds none of {', '.join(sorted(paths))}; nothing was erased")
    of_own = {each.path for each in found if each.event.startswith(f"cadre:{cadre}@")}
    objections = erasure_objections(cadre, of_own, ground=ground, held_posts=held, people=asked.people)
    refuse(database, cadre, asked, objections)
    database.forgetting()
    with transaction(database, writing=True):
        found = _found(database, cadre, paths)
        body = PersonalDataErased(cadre=cadre, ground=ground, approved_by=asked.approved_by, erased=_by_event(found))
        event = noted(database, cadre, body, asked).id
        gone = [*((each.event, each.path) for each in found), *_salts(database, found)]
        database.executemany("DELETE FROM vault WHERE event = ? AND path = ?", gone)
    return {
        "outcome": "erased",
        "cadre": cadre,
        "event": event,
        "fields": sorted({each.path for each in found}),
        "events": sorted({each.event for each in found}),
        "copies": [each["copy"] for each in copies_with(database, [each[:2] for each in found])],
        "free_texts": free_texts(database, found),
        **scrub(database),
    }


def scrub(database: Database) -> Answer:
    """Rewrite the files of the store so that nothing of erased rows is left in them; `remains` says what could not."""
    remains = database.scrub()
    return {"scrubbed": not remains, "remains": remains or None}


def _paths(fields: Sequence[str]) -> set[str]:
    known = vault_paths()
    asked = {each.replace("-", "_") for field in fields for each in field.split(",")} or set(known)
    wide = {path for path in known for each in asked if path == each or path.startswith(f"{each}.")}
    if unknown := [each for each in asked if each not in known and not any(p.startswith(f"{each}.") for p in known)]:
        raise BadInput(f"{', '.join(unknown)} is no personal field; they are: {', '.join(known)}")
    return wide


def _found(database: Database, cadre: str, paths: set[str]) -> list[Value]:
    """The values in the vault: the cadre's own, and what others' records of their kin say of the cadre."""
    rows = {tuple(row) for row in database.query(_VALUES, (f"cadre:{cadre}", SALT_PATH)) if row[1] in paths}
    if "name" in paths:  # whose kin the cadre is goes with the whole file only: relatives are kept apart by it
        rows |= {tuple(row) for row in database.query(_TOLD_ABOUT, (cadre,)) if row[1] == "kin.name" or row[1] in paths}
    return sorted(Value(*row) for row in rows)


def _by_event(found: Iterable[Value]) -> dict[str, tuple[str, ...]]:
    erased: dict[str, tuple[str, ...]] = {}
    for each in found:
        erased[each.event] = (*erased.get(each.event, ()), each.path)
    return erased


def _salts(database: Database, found: Iterable[Value]) -> Iterator[tuple[str, str]]:
    """The salts of the orders in which the values were recorded: with them the values could be guessed."""
    orders = {row[0] for event in {each.event for each in found} for row in database.query(_ORDERS, (event,))}
    yield from ((f"order:{order}@1", SALT_PATH) for order in sorted(orders))


def free_texts(database: Database, found: Iterable[Value]) -> list[str]:
    """The events in whose free texts an erased name or number stands; what was typed there cannot be erased."""
    needles = {each.value.encode() for each in found if each.path in SEARCHED and len(each.value) > 1}
    if not needles:
        return []
    told = []
    for stream, version, state in database.stream(
        "SELECT originator_id, originator_version, state FROM stored_events ORDER BY position"
    ):
        stored = bytes(state)
        if any(needle in stored for needle in needles):
            told.append(f"{stream}@{version}")
            if len(told) == TOLD:
                break
    return told
