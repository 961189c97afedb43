"""Events that the store records about itself: they belong to no order and name no cadre."""

from datetime import datetime

from domain.events import Event
from domain.recorded import RecordedEvent
from lifecycle.head import Head
from lifecycle.ports import instant_text, recording_instant
from lifecycle.register import Register
from lifecycle.writing import Step, write
from projections.database import Database

_LAST = "SELECT COALESCE(MAX(originator_version), 0) FROM stored_events WHERE originator_id = ?"


def note(  # noqa: PLR0913 - what a notice says besides its body
    database: Database,
    stream: str,
    body: Event,
    *,
    act: str,
    actor: str,
    command: str,
    now: datetime,
    basis: str | None = None,
    reason: str | None = None,
) -> RecordedEvent:
    """Append the notice to its stream, inside the writing transaction that is open; returns it as recorded."""
    head = Head.read(database)
    instant = instant_text(recording_instant(now, head.recorded_at))
    event = RecordedEvent(
        originator_id=stream,
        originator_version=database.query(_LAST, (stream,))[0][0] + 1,
        position=head.position + 1,
        topic=body.TOPIC,
        body=body,
        effective=None,
        sequence=0,
        order="",
        line=0,
        act=act,
        actor=actor,
        authority=None,
        decision=None,
        decided_on=None,
        basis=basis,
        reason=reason,
        evidence=(),
        unit=None,
        command=command,
        correlation=command,
        packs=(),
        recorded_at=instant,
        recorded_on=head.day_of(instant),
    )
    write(Register(database), head._replace(recorded_at=instant), [Step(event, None)], {}, (), orders=0)
    return event
