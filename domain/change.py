"""What an order does: its new events, and each touched stream before and after all of them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from domain.cadre import Cadre
from domain.career import Holding
from domain.docket import Docket
from domain.events import ActCancelled, ActCorrected
from domain.post import Post
from domain.recorded import RecordedEvent
from domain.unit import Unit

State: TypeAlias = Cadre | Post | Unit | Docket


class Change(NamedTuple):
    """The new events of an order in their order, and the states of every touched stream."""

    events: Sequence[RecordedEvent]
    before: Mapping[str, State]
    after: Mapping[str, State]
    lines: Mapping[str, int]
    """Event id -> the line that recorded it, or last corrected or cancelled it."""

    @classmethod
    def of(cls, events: Sequence[RecordedEvent], before: Mapping[str, State], after: Mapping[str, State]) -> "Change":
        """The change that these events make."""
        lines: dict[str, int] = {}
        for event in events:
            lines[event.id] = event.line
            if isinstance(event.body, ActCorrected | ActCancelled):
                lines[event.body.names] = event.line
                lines[root_of(event, after)] = event.line
        return cls(events, before, after, lines)

    def line_of(self, event: str) -> int | None:
        """The line that recorded the event or last amended it; None if this order did neither."""
        return self.lines.get(event)

    def last_line_on(self, streams: set[str]) -> int | None:
        """The last line that recorded anything in one of the streams."""
        return max((event.line for event in self.events if event.originator_id in streams), default=None)

    def holdings_before(self, stream: str) -> tuple[Holding, ...]:
        """The holdings of a touched cadre before the order."""
        before = self.before.get(stream)
        return before.career.holdings if isinstance(before, Cadre) else ()


def root_of(event: RecordedEvent, states: Mapping[str, State]) -> str:
    """The act that the event is, or that is read otherwise by it: by a correction, or by one that is cancelled."""
    state = states.get(event.originator_id)
    corrections = state.ledger.corrections if state else ()
    correction = event.body.names if isinstance(event.body, ActCancelled) else event.id
    return next((each.root for each in corrections if each.id == correction), event.id)
