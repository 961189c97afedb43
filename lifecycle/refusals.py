"""The decision log's refused attempts: who asked for what and what stood in the way; ids only, no personal values."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from domain.commands import AnyCommand
from domain.errors import Conflict, Refused
from domain.events import ActRefused, Scalar
from domain.recorded import RecordedEvent
from lifecycle.head import Head
from lifecycle.ports import instant_text
from lifecycle.register import Register
from lifecycle.request import Request
from lifecycle.streams import streams_of
from lifecycle.writing import Step, write
from projections.database import Database, transaction

FIELDS = ("rule", "pack", "version", "effect", "citation", "earliest", "line")
"""What the log keeps of a finding; its sentence may hold names that people chose."""
_LAST = "SELECT COALESCE(MAX(originator_version), 0) FROM stored_events WHERE originator_id = ?"


def note_refusal(
    database: Database, request: Request, commands: Mapping[int, AnyCommand], refusal: Refused | Conflict
) -> None:
    """Record the refusal in its own transaction, after the order itself was undone."""
    with transaction(database, writing=True):
        register, head = Register(database), Head.read(database)
        instant = instant_text(_not_before(request.now, head))
        head = head._replace(recorded_at=instant)
        stream = f"refusal:{request.actor}"
        version = database.query(_LAST, (stream,))[0][0] + 1
        body = _body(request, commands, refusal)
        event = _event(request, body, head, (stream, version))
        write(register, head, [Step(event, None)], {}, (), orders=0)


def _not_before(now: datetime, head: Head) -> datetime:
    """The instant of the refusal; a clock that runs behind is itself a reason to refuse, so the log holds it back."""
    return max(now, datetime.fromisoformat(head.recorded_at)) if head.recorded_at else now


def _body(request: Request, commands: Mapping[int, AnyCommand], refusal: Refused | Conflict) -> ActRefused:
    ordered = list(commands.values())
    findings = [finding.as_dict() for finding in refusal.findings]
    return ActRefused(
        acts=tuple(dict.fromkeys(command.act for command in ordered)),
        subjects=tuple(streams_of(ordered)),
        key=request.key,
        outcome="conflict" if isinstance(refusal, Conflict) else "refused",
        findings=tuple({name: cast("Scalar", each[name]) for name in FIELDS} for each in findings),
    )


def _event(request: Request, body: ActRefused, head: Head, place: tuple[str, int]) -> RecordedEvent:
    day = head.day_of(str(head.recorded_at))
    return RecordedEvent(
        originator_id=place[0],
        originator_version=place[1],
        position=head.position + 1,
        topic=body.TOPIC,
        body=body,
        effective=None,
        sequence=0,
        order="",
        line=0,
        act=next(iter(body.acts), ""),
        actor=request.actor,
        authority=None,
        decision=None,
        decided_on=None,
        basis=None,
        reason=None,
        evidence=(),
        unit=None,
        command=request.command,
        correlation=request.command,
        packs=(),
        recorded_at=str(head.recorded_at),
        recorded_on=day,
    )
