"""The decision log's refused attempts: who asked for what and what stood in the way; ids only, no personal values."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal, TypeAlias, cast

from domain.commands import AnyCommand
from domain.errors import Conflict, NotAuthorised, Refused
from domain.events import ActDenied, AttemptRefused, ClockObserved, RefusalEvent, Scalar
from domain.finding import Finding
from domain.recorded import RecordedEvent
from lifecycle.head import Head
from lifecycle.integrity.notices import Said, note
from lifecycle.ports import instant_text
from lifecycle.register import Register
from lifecycle.request import Request
from lifecycle.streams import streams_of
from lifecycle.writing import Step, write
from projections.database import Database, transaction
from projections.moment import marks

Refusal: TypeAlias = Refused | Conflict | NotAuthorised
FIELDS = ("rule", "pack", "version", "effect", "citation", "earliest", "line")
"""What the log keeps of a finding; its sentence may hold names that people chose.

An earliest lawful day that rests on a personal value, such as thirty years after a birth, would tell it for ever and is
left out.
"""
CLOCK = "clock-backwards"
CLOCK_STREAM = "store:clock"
_SEALED = "SELECT 1 FROM vault WHERE event IN ({})"
_LAST = "SELECT COALESCE(MAX(originator_version), 0) FROM stored_events WHERE originator_id = ?"


def note_refusal(database: Database, request: Request, commands: Mapping[int, AnyCommand], refusal: Refusal) -> None:
    """Record the refusal in its own transaction, after the order itself was undone."""
    ordered = list(commands.values())
    acts = tuple(dict.fromkeys(command.act for command in ordered))
    days = sorted({command.effective for command in ordered if command.effective})
    kept = [_kept(database, finding) for finding in refusal.findings]
    _note(database, request, refusal, _body(request.key, acts, tuple(streams_of(ordered)), refusal, days, kept))


def note_denial(database: Database, request: Request, act: str, subjects: Sequence[str], denial: NotAuthorised) -> None:
    """Record that somebody was not let in to a question; `act` is the words of the command."""
    kept = [_kept(database, finding) for finding in denial.findings]
    _note(database, request, denial, _body(None, (act,), tuple(subjects), denial, (), kept))


def _note(database: Database, request: Request, refusal: Refusal, body: RefusalEvent) -> None:
    with transaction(database, writing=True):
        register, head = Register(database), Head.read(database)
        instant = instant_text(_not_before(request.now, head))
        head = head._replace(recorded_at=instant)
        stream = f"refusal:{request.actor}"
        version = database.query(_LAST, (stream,))[0][0] + 1
        event = _event(request, body, head, (stream, version))
        write(register, head, [Step(event, None)], {}, (), orders=0)
        for finding in refusal.findings:
            if finding.rule == CLOCK:
                clock = ClockObserved(clock=str(finding.figures["now"]), last=str(finding.figures["last"]))
                said = Said("clock", request.actor, request.command)
                note(database, CLOCK_STREAM, clock, said, datetime.fromisoformat(instant))


def _not_before(now: datetime, head: Head) -> datetime:
    """The instant of the refusal; a clock that runs behind is itself a reason to refuse, so the log holds it back."""
    return max(now, datetime.fromisoformat(head.recorded_at)) if head.recorded_at else now


def _kept(database: Database, finding: Finding) -> Mapping[str, Scalar]:
    """What the log keeps of a finding."""
    told = {name: cast("Scalar", value) for name, value in finding.as_dict().items() if name in FIELDS}
    facts = finding.facts if told["earliest"] else ()
    personal = facts and database.query(_SEALED.format(marks(len(facts))), facts)
    return {**told, "earliest": None} if personal else told


def _body(  # noqa: PLR0913, PLR0917 - what an attempt was, and what of it is kept
    key: str | None,
    acts: tuple[str, ...],
    subjects: tuple[str, ...],
    refusal: Refusal,
    days: Sequence[date],
    kept: Sequence[Mapping[str, Scalar]],
) -> RefusalEvent:
    findings = tuple(kept)
    if isinstance(refusal, NotAuthorised):
        return ActDenied(acts=acts, subjects=subjects, key=key, outcome="not-authorised", findings=findings)
    outcome: Literal["conflict", "refused"] = "conflict" if isinstance(refusal, Conflict) else "refused"
    asked: dict[str, Any] = {"acts": acts, "subjects": subjects, "effective": tuple(days), "key": key}
    return AttemptRefused(**asked, outcome=outcome, findings=findings)


def _event(request: Request, body: RefusalEvent, head: Head, place: tuple[str, int]) -> RecordedEvent:
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
