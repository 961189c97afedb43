"""What is told of an event that is not what was recorded, not where it was recorded, or not there any more."""

from collections.abc import Sequence
from typing import Any

from lifecycle.head import Head
from lifecycle.integrity.checking import Block
from projections.database import Database, Row

Answer = dict[str, Any]


def altered(database: Database, row: Row) -> Answer:
    """Of an event whose content does not match its leaf."""
    stored, recorded = f"{row[0]}@{row[1]}", recorded_at(database, row[4])
    if recorded in {None, stored}:
        return _told(stored, "is not what was recorded: its content does not match its leaf in the log")
    return _told(recorded, f"was recorded at position {row[4]}, where now {stored} stands and does not match the log")


def out_of_place(database: Database, place: int, row: Row, head: Head) -> Answer:
    """Of the first position at which another event stands than the one recorded there."""
    stored = f"{row[0]}@{row[1]}"
    if place > head.position:
        return _told(stored, f"was not recorded by this program: the log ends at position {head.position}")
    recorded = recorded_at(database, place)
    if recorded is None:
        return _told(stored, f"stands at position {row[4]}, not {place}: events are missing or in another order")
    return missing(database, place, head)


def missing(database: Database, place: int, head: Head) -> Answer:
    """Of an event that is not at the position at which it was recorded."""
    recorded = recorded_at(database, place)
    if recorded is None:
        return _told("store", f"the head counts {head.position} events; from position {place} on they are missing")
    stream, _, version = recorded.rpartition("@")
    sql = "SELECT position FROM stored_events WHERE originator_id = ? AND originator_version = ?"
    rows = database.query(sql, (stream, int(version)))
    if not rows:
        return _told(recorded, f"was recorded at position {place} and is missing from the store")
    if rows[0][0] == place:
        return _told(recorded, f"lies in another place of the file than that of position {place}")
    return _told(recorded, f"was recorded at position {place} and stands at position {rows[0][0]} now")


def in_block(database: Database, block: Block) -> Answer:
    """Of a block of events that the log contradicts although each of them matches its leaf: its first event."""
    sql = "SELECT originator_id, originator_version FROM stored_events WHERE position = ?"
    rows = database.query(sql, (block.first,))
    place = f"{rows[0][0]}@{rows[0][1]}" if rows else "store"
    sentence = f"is the first of events {block.first} to {block.last}, which are not those of the log: {_REPAIRED}"
    return {**_told(place, sentence), "event": None, "block": block}


_REPAIRED = "one of them was changed together with its leaf, or the log's own hashes were"


def located(database: Database, problem: Answer, stale: Sequence[Answer]) -> Answer:
    """The problem of a block, narrowed to the event whose read model still says what was recorded, if one does."""
    block = problem["block"]
    for event in (each["event"] for each in stale if each["event"]):
        stream, _, version = event.rpartition("@")
        sql = "SELECT position FROM stored_events WHERE originator_id = ? AND originator_version = ?"
        rows = database.query(sql, (stream, int(version)))
        if rows and block.first <= rows[0][0] <= block.last:
            sentence = "was changed together with its leaf: the log and the read models still say what was recorded"
            return {**_told(event, sentence), "event": event}
    return problem


def recorded_at(database: Database, position: int) -> str | None:
    """The event that the audit trail names at a position, if it names one."""
    rows = database.query("SELECT event FROM trail WHERE position = ?", (position,))
    return str(rows[0][0]) if rows else None


def _told(place: str, sentence: str) -> Answer:
    return {"place": place, "problem": sentence}
