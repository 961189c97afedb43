"""Events that the store records about itself: they belong to no order and name no cadre."""

from datetime import datetime
from typing import NamedTuple

from domain.events import Event
from domain.recorded import RecordedEvent
from lifecycle.head import Head
from lifecycle.ports import instant_text, recording_instant
from lifecycle.register import Register
from lifecycle.writing import Step, write
from projections.database import Database

_LAST = "SELECT COALESCE(MAX(originator_version), 0) FROM stored_events WHERE originator_id = ?"


class Said(NamedTuple):
    """Who says it and why; `command` is the id of the command, 32 hexadecimal digits."""

    act: str
    actor: str
    command: str
    basis: str | None = None
    reason: str | None = None


def note(database: Database, stream: str, body: Event, said: Said, now: datetime) -> RecordedEvent:
    """Append the notice to its stream, inside the writing transaction that is open; returns it as recorded."""
    head = Head.read(database)
    instant = instant_text(recording_instant(now, head.recorded_at))
    head = head._replace(recorded_at=instant)
    event = _event(stream, database.query(_LAST, (stream,))[0][0] + 1, body, said, head)
    write(Register(database), head, [Step(event, None)], {}, (), orders=0)
    return event


def _event(stream: str, version: int, body: Event, said: Said, head: Head) -> RecordedEvent:
    instant = str(head.recorded_at)
    return RecordedEvent(
        originator_id=stream,
        originator_version=version,
        position=head.position + 1,
        topic=body.TOPIC,
        body=body,
        effective=None,
        sequence=0,
        order="",
        line=0,
        authority=None,
        decision=None,
        decided_on=None,
        evidence=(),
        unit=None,
        correlation=said.command,
        packs=(),
        recorded_at=instant,
        recorded_on=head.day_of(instant),
        **said._asdict(),
    )
