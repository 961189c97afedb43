"""Every recorded act on one cadre, post or unit, with what became of it since."""

from collections.abc import Iterator, Sequence
from typing import Any

from projections.database import Database, Row
from projections.stored import stored_state
from projections.unit import Answer

WORKED_OUT = "ranking:"
"""The streams of facts that are worked out from others, and stand again when they are worked out anew."""
AMENDMENTS = {"act-corrected/1": "corrected", "act-cancelled/1": "cancelled"}


def history(database: Database, stream: str, position: int) -> list[Answer]:
    """The events of the stream known at the position, as recorded, each with its status.

    The status is `in-force`, `corrected`, `cancelled` or `basis-lost`; no event is ever left out.
    """
    sql = (
        "SELECT originator_version, topic, state FROM stored_events"
        " WHERE originator_id = ? AND position <= ? ORDER BY originator_version"
    )
    rows = database.query(sql, (stream, position))
    events = [(f"{stream}@{row[0]}", row[1], stored_state(f"{stream}@{row[0]}", row[2])) for row in rows]
    status = statuses(events, lost_events(database, stream, position))
    return [_entry(event, state, status[event]) for event, _, state in events]


def whole_history(database: Database, stream: str, position: int) -> list[Answer]:
    """The same with what the dossiers hold about the subject of the stream, with its duties and its waivers.

    In the order of recording.
    """
    own = history(database, stream, position)
    found = [each for docket in _dockets(database, stream) for each in _about(database, docket, stream, position)]
    beside = (*_duties(database, stream), *_waivers(database, stream))
    found += [each for other in beside for each in history(database, other, position)]
    return sorted((*own, *found), key=lambda each: (each["recorded"], int(each["order"][2:] or 0), each["line"]))


def _dockets(database: Database, subject: str) -> list[str]:
    sql = "SELECT DISTINCT docket FROM dossier_row WHERE subject = ? AND docket <> ? ORDER BY docket"
    return [row[0] for row in database.query(sql, (subject, subject))]


def _duties(database: Database, subject: str) -> list[str]:
    """The streams of the duties of the subject on which anything was recorded."""
    sql = (
        "SELECT DISTINCT t.stream FROM event_tag g JOIN trail t ON t.position = g.position"
        " WHERE g.tag = ? AND t.topic IN (?, ?) ORDER BY t.stream"
    )
    return [row[0] for row in database.query(sql, (subject, "duty-executed/1", "duty-deferred/1"))]


def _waivers(database: Database, subject: str) -> list[str]:
    """The streams of the waivers for the subject: one for each rule that was ever waived for it."""
    rows = database.query("SELECT DISTINCT event FROM waiver_row WHERE subject = ?", (subject.partition(":")[2],))
    return sorted({row[0].rpartition("@")[0] for row in rows})


def _about(database: Database, docket: str, subject: str, position: int) -> Iterator[Answer]:
    """The events of a docket about the subject, and those that amend them."""
    sql = "SELECT DISTINCT event FROM dossier_row WHERE docket = ? AND subject = ?"
    kept = {row[0] for row in database.query(sql, (docket, subject))}
    for each in history(database, docket, position):
        if each["event"] in kept or each["names"] in kept:
            kept.add(each["event"])
            yield each


def lost_events(database: Database, stream: str, position: int) -> set[str]:
    """The events of the stream that lost their basis by the position; a ranking worked out anew since has one again."""
    sql = "SELECT event, MAX(position) FROM basis_lost WHERE event >= ? AND event < ? AND position <= ? GROUP BY event"
    lost: dict[str, int] = dict(database.query(sql, (f"{stream}@", f"{stream}A", position)))
    if not lost or not stream.startswith(WORKED_OUT):
        return set(lost)
    anew = _corrected_at(database, stream, position)
    return {event for event, since in lost.items() if anew.get(event, 0) <= since}


def _corrected_at(database: Database, stream: str, position: int) -> dict[str, int]:
    """Event of the stream -> the position of its last correction, direct or through another correction."""
    sql = (
        "SELECT originator_version, state, position FROM stored_events"
        " WHERE originator_id = ? AND topic = ? AND position <= ? ORDER BY originator_version"
    )
    corrections: dict[str, str] = {}
    found: dict[str, int] = {}
    for version, state, at in database.query(sql, (stream, "act-corrected/1", position)):
        event = f"{stream}@{version}"
        corrections[event] = stored_state(event, state)["body"]["names"]
        found[_root(event, corrections)] = at
    return found


def statuses(events: Sequence[tuple[str, str, dict[str, Any]]], lost: set[str]) -> dict[str, str]:
    """What became of each event: (id, topic, state) in the order of recording."""
    cancelled = {state["body"]["names"] for _, topic, state in events if AMENDMENTS.get(topic) == "cancelled"}
    corrections = {
        event: state["body"]["names"] for event, topic, state in events if AMENDMENTS.get(topic) == "corrected"
    }
    corrected: set[str] = set()
    for event, names in corrections.items():
        if _stands(event, corrections, cancelled):
            corrected |= {names, _root(names, corrections)}
    order = (("cancelled", cancelled), ("basis-lost", lost), ("corrected", corrected))
    return {event: next((word for word, which in order if event in which), "in-force") for event, _, _ in events}


def _stands(event: str, corrections: dict[str, str], cancelled: set[str]) -> bool:
    while event in corrections:
        if event in cancelled:
            return False
        event = corrections[event]
    return True


def _root(event: str, corrections: dict[str, str]) -> str:
    while event in corrections:
        event = corrections[event]
    return event


def _entry(event: str, state: dict[str, Any], status: str) -> Answer:
    body = state["body"]
    return {
        "event": event,
        "order": state["order"],
        "line": state["line"],
        "act": state["act"],
        "effective": state["effective"],
        "recorded": state["recorded_at"],
        "recorded_by": state["actor"],
        "authority": state["authority"],
        "decision": state["decision"],
        "decided_on": state["decided_on"],
        "basis": state["basis"],
        "reason": state["reason"],
        "post": body.get("post"),
        "unit": state["unit"],
        "status": status,
        "names": body.get("names"),
        "packs": state["packs"],
        "fields": {name: value for name, value in body.items() if name not in {"names", "personal"}},
    }


def stored_event(database: Database, event: str) -> Row | None:
    """(topic, state, position) of an event, or None."""
    stream, _, version = event.rpartition("@")
    if not (version.isascii() and version.isdecimal() and len(version) < 10):  # noqa: PLR2004 - what fits a version
        return None
    sql = "SELECT topic, state, position FROM stored_events WHERE originator_id = ? AND originator_version = ?"
    return next(iter(database.query(sql, (stream, int(version)))), None)


def shown_event(database: Database, event: str) -> Answer | None:
    """The event as it is stored, word for word, with its status now; None if there is none."""
    row = stored_event(database, event)
    if row is None:
        return None
    stream = event.rpartition("@")[0]
    state = stored_state(event, row[1])
    entries = history(database, stream, 1 << 62)
    status = next((entry["status"] for entry in entries if entry["event"] == event), "in-force")
    return {"event": event, "stream": stream, "topic": row[0], "position": row[2], "status": status, **state}
