"""A recorded event: the fact, where it stands, who decided it under what, and when it was written down."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from domain.events import Event


class RecordedEvent(NamedTuple):
    """One stored event. `originator_id` and `originator_version` are the stream and the place in it.

    `recorded_at` is an RFC 3339 instant in UTC, `recorded_on` the civil day of it in the store's zone;
    `unit` is the unit in which the act took place; `position` is the store-wide place, dense from 1.
    """

    originator_id: str
    originator_version: int
    position: int
    topic: str
    body: Event
    effective: date | None
    sequence: int
    order: str
    line: int
    act: str
    actor: str
    authority: str | None
    decision: str | None
    decided_on: date | None
    basis: str | None
    reason: str | None
    evidence: tuple[str, ...]
    unit: str | None
    command: str
    correlation: str
    packs: tuple[Mapping[str, str], ...]
    recorded_at: str
    recorded_on: str

    @property
    def id(self) -> str:
        """The event's identifier: stream and version, such as `cadre:LI@3`."""
        return f"{self.originator_id}@{self.originator_version}"


def event_stream(event_id: str) -> tuple[str, int] | None:
    """The stream and version that an event id names, or None if it is no event id."""
    stream, _, version = event_id.rpartition("@")
    return (stream, int(version)) if ":" in stream and version.isdecimal() and version.isascii() else None
