"""What is asked of the engine, and what it answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from domain.finding import Finding
from domain.recorded import RecordedEvent
from domain.sentences import told

if TYPE_CHECKING:  # the signing extra is loaded when something is signed
    from lifecycle.integrity.signing import Signer


class Request(NamedTuple):
    """One order as it was asked for: its lines, by whom, and how it is to be recorded.

    `confirmed` accepts that earlier acts lose their basis; `imported` records history as it was, so that what it finds
    crowded, closed or outlasted is told and kept; `if_version` is the version that the first line's stream must have.
    """

    lines: Sequence[Mapping[str, object]]
    actor: str
    command: str
    now: datetime
    key: str | None = None
    dry_run: bool = False
    if_version: int | None = None
    confirmed: bool = False
    title: str | None = None
    imported: bool = False
    signer: "Signer | None" = None
    """The private key with which who records it signs the order."""


class Outcome(NamedTuple):
    """What became of a request: `recorded`, `already-recorded` or `would-record`; refusals are raised."""

    outcome: str
    order: str | None
    events: tuple[str, ...] = ()
    warnings: tuple[Finding, ...] = ()
    recorded: tuple[RecordedEvent, ...] = ()
    """The events themselves, where this call recorded (or would record) them."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What each event did, one sentence each."""
        return tuple(told(event) for event in self.recorded)

    def as_dict(self) -> dict[str, object]:
        """The outcome in the published form."""
        return {
            "outcome": self.outcome,
            "order": self.order,
            "events": list(self.events),
            "warnings": [finding.as_dict() for finding in self.warnings],
        }
