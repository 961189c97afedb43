"""An order on its way: what was read, decided and found so far, and how a proposed event becomes a recorded one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from domain.commands import AnyCommand
from domain.events import OrderRecorded
from domain.facts import Proposed
from domain.finding import Finding
from domain.recorded import RecordedEvent
from domain.structure import Judgement
from lifecycle.fingerprint import new_fingerprint
from lifecycle.head import Head
from lifecycle.law import Law
from lifecycle.ports import Entropy
from lifecycle.register import Register
from lifecycle.request import Request
from lifecycle.stage import Stage
from lifecycle.vault import Sealed, seal
from lifecycle.writing import Step

ORDER_LINE = 0
"""The line of the event that records the order itself."""


@dataclass
class Recording:
    """One order on its way: what was read, decided and found so far."""

    request: Request
    head: Head
    stage: Stage
    register: Register
    law: Law
    entropy: Entropy
    commands: dict[int, AnyCommand]
    findings: list[Finding]
    steps: list[Step]
    sealed: list[tuple[RecordedEvent, Sealed]]
    told: list[Finding] = field(default_factory=list)
    """What the decisions warn of."""

    @property
    def order(self) -> str:
        """The id of the order that is being recorded."""
        return f"O-{self.head.orders + 1}"

    @property
    def events(self) -> list[RecordedEvent]:
        """The events so far."""
        return [step.event for step in self.steps]


def take(proposed: Proposed, command: AnyCommand, line: int, recording: Recording) -> None:
    """Turn what was proposed into an event of its stream, and let the stage evolve by it."""
    sealed = seal(proposed.personal, recording.entropy)
    body = proposed.body
    if sealed:
        body = body.model_copy(update={"personal": {each.path: each.commitment for each in sealed}})
    state = recording.stage.state(proposed.stream)
    event = RecordedEvent(
        originator_id=proposed.stream,
        originator_version=state.version + 1,
        position=recording.head.position + len(recording.steps) + 1,
        topic=body.TOPIC,
        body=body,
        effective=proposed.effective,
        evidence=tuple(dict.fromkeys((*command.evidence, *proposed.evidence))),
        sequence=_sequence(proposed, command, recording),
        line=line,
        act=proposed.act or command.act,
        authority=command.authority,
        decision=command.decision,
        decided_on=command.decided_on,
        basis=command.basis,
        reason=command.reason,
        unit=proposed.unit,
        packs=_noted(recording, proposed.effective),
        **_surroundings(recording),
    )
    recording.sealed.extend((event, each) for each in sealed)
    recording.steps.append(Step(event, recording.stage.evolve(event)))


def _surroundings(recording: Recording) -> dict[str, Any]:
    """What every event of the order shares."""
    request, head = recording.request, recording.head
    return {
        "order": recording.order,
        "actor": request.actor,
        "command": request.command,
        "correlation": request.command,
        "recorded_at": head.recorded_at,
        "recorded_on": head.day_of(str(head.recorded_at)),
    }


def _noted(recording: Recording, effective: date | None) -> tuple[Mapping[str, str], ...]:
    """The packs under which an act of the day is decided; an act without a day is decided when it is recorded."""
    head = recording.head
    return recording.law.noted(effective or date.fromisoformat(head.day_of(str(head.recorded_at))))


def _sequence(proposed: Proposed, command: AnyCommand, recording: Recording) -> int:
    """The place among the acts of the day: the one asked for, else after those that are there."""
    if command.sequence is not None:
        return command.sequence
    if proposed.effective is None:
        return 0
    ledger = recording.stage.state(proposed.stream).ledger
    acts = ledger.in_force() if ledger.corrections else ledger.recorded
    same_day = [act.sequence for act in acts if act.effective == proposed.effective]
    return max(same_day, default=0) + 1


def note_order(recording: Recording, judgement: Judgement) -> None:
    """The order itself: the one record of the set of acts, with the fingerprint of its lines."""
    request = recording.request
    content, salt = new_fingerprint(recording.commands.values(), recording.entropy)
    body = OrderRecorded(
        title=request.title,
        key=request.key,
        content=content,
        imported=request.imported,
        events=tuple(event.id for event in recording.events),
        basis_lost=judgement.basis_lost,
    )
    first = recording.events[0]
    event = first._replace(
        originator_id=f"order:{recording.order}",
        originator_version=1,
        position=recording.head.position + len(recording.steps) + 1,
        topic=body.TOPIC,
        body=body,
        sequence=0,
        line=ORDER_LINE,
        act="order",
        unit=None,
        evidence=(),
    )
    if salt:
        recording.sealed.append((event, salt))
    recording.steps.append(Step(event, None))
