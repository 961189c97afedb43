"""Past acts as they are to be read at a position: with the corrections that stand, without what was cancelled."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from projections.database import Database
from projections.decisions import PastAct
from projections.stored import stored_state

AMENDMENTS = ("act-corrected/1", "act-cancelled/1")
AROUND = ("effective", "sequence", "authority", "decision", "decided_on", "basis", "reason")
"""What a correction may change besides the fields of the fact."""


class Correction(NamedTuple):
    """A correction: which event it names, the act behind it, and what that is to be read as."""

    names: str
    root: str
    changes: Mapping[str, Any]


def as_read(database: Database, acts: Iterable[PastAct], position: int) -> Iterator[PastAct]:
    """The acts known at the position that were not cancelled by it, each with what it is to be read as then."""
    corrections, gone = _amendments(database, position)
    changes: dict[str, dict[str, Any]] = {}
    for name, each in corrections.items():
        if _stands(name, corrections, gone):
            changes.setdefault(each.root, {}).update(each.changes)
    for act in acts:
        if act.settled <= position and act.event not in gone:
            yield _changed(act, changes[act.event]) if act.event in changes else act


def _amendments(database: Database, position: int) -> tuple[dict[str, Correction], set[str]]:
    """The corrections by their ids, in the order of recording, and what was cancelled."""
    sql = (
        "SELECT originator_id, originator_version, topic, state FROM stored_events"
        " WHERE topic IN (?, ?) AND position <= ? ORDER BY position"
    )
    corrections: dict[str, Correction] = {}
    gone: set[str] = set()
    for stream, version, topic, stored in database.query(sql, (*AMENDMENTS, position)):
        event = f"{stream}@{version}"
        body = stored_state(event, stored)["body"]
        if topic == AMENDMENTS[1]:
            gone.add(body["names"])
            continue
        before = corrections.get(body["names"])
        corrections[event] = Correction(body["names"], before.root if before else body["names"], body["changes"])
    return corrections, gone


def _stands(name: str, corrections: Mapping[str, Correction], gone: set[str]) -> bool:
    """Whether neither the correction nor one that it builds on was cancelled."""
    return name not in corrections or (name not in gone and _stands(corrections[name].names, corrections, gone))


def _changed(act: PastAct, changes: Mapping[str, Any]) -> PastAct:
    around = {name: value for name, value in changes.items() if name in AROUND}
    fields = {name: value for name, value in changes.items() if name not in AROUND}
    return replace(act, state={**act.state, **around, "body": {**act.state["body"], **fields}})
