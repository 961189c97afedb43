"""The reason that an act gives, with its corrections."""

from projections.database import Database
from projections.stored import stored_state

_CORRECTED, _CANCELLED = "act-corrected/1", "act-cancelled/1"


def reason_of(database: Database, event: str, position: int) -> str | None:
    """The reason of the event as known at the position: as recorded, or as a correction in force says."""
    stream, _, version = event.rpartition("@")
    if not version.isdecimal():
        return None
    sql = (
        "SELECT originator_version, topic, state FROM stored_events WHERE originator_id = ? AND position <= ?"
        " AND (originator_version = ? OR topic IN (?, ?)) ORDER BY originator_version"
    )
    values = (stream, position, int(version), _CORRECTED, _CANCELLED)
    read = [
        (f"{stream}@{row[0]}", row[1], stored_state(f"{stream}@{row[0]}", row[2]))
        for row in database.query(sql, values)
    ]
    cancelled = {state["body"]["names"] for _, topic, state in read if topic == _CANCELLED}
    reason, standing = None, {event}
    for name, topic, state in read:
        if name == event:
            reason = state["reason"]
        elif topic == _CORRECTED and state["body"]["names"] in standing and name not in cancelled:
            standing.add(name)
            reason = state["body"]["changes"].get("reason", reason)
    return reason
