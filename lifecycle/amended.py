"""Corrections and cancellations before the rules: which earlier acts an order has read otherwise, and from which day.

Why they are judged so: docs/decisions/0018-corrections-are-judged-by-what-they-bring-about.md
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from domain.change import Change, State
from domain.events import ActCancelled, ActCorrected
from domain.ledger import Act, Ledger
from domain.recorded import RecordedEvent

TEXTS = frozenset(("reason", "basis", "name"))
"""Mere texts: to correct one of these is never judged."""


class Amendment(NamedTuple):
    """The acts of one stream are read otherwise from a day on, by a line of an order."""

    stream: str
    since: date
    line: int
    before: Ledger
    after: Ledger

    def acts(self, new: frozenset[str]) -> Iterator[Act]:
        """The acts in force that the order did not record itself, from that day on."""
        return (act for act in self.after.in_force() if act.effective >= self.since and act.id not in new)

    def was(self, event: str) -> bool:
        """Whether the act was in force before the order."""
        return any(act.id == event for act in self.before.recorded) and event not in self.before.cancelled


def amendments(
    events: Sequence[RecordedEvent], before: Mapping[str, State], after: Mapping[str, State]
) -> list[Amendment]:
    """What the order amends beyond mere texts, one for each stream."""
    change = Change.of(events, before, after)
    found: dict[str, Amendment] = {}
    for event in events:
        stream = event.originator_id
        if stream not in before or not _amends(event, change):
            continue
        ledgers = before[stream].ledger, after[stream].ledger
        named = _root(event, change)
        read = [act for ledger in ledgers if (act := ledger.reading(named))]
        days = [act.effective for act in read] + ([found[stream].since] if stream in found else [])
        if days:
            found[stream] = Amendment(stream, min(days), event.line, *ledgers)
    return list(found.values())


def _amends(event: RecordedEvent, change: Change) -> bool:
    """Whether the event has an act read otherwise in more than a mere text."""
    match event.body:
        case ActCorrected(changes=changes):
            return not TEXTS.issuperset(changes)
        case ActCancelled(names=named):
            corrections = change.after[event.originator_id].ledger.corrections
            undone = next((each.body.changes for each in corrections if each.id == named), None)
            return undone is None or not TEXTS.issuperset(undone)
    return False


def _root(event: RecordedEvent, change: Change) -> str:
    """The act that is read otherwise."""
    named = event.body.names if isinstance(event.body, ActCancelled) else event.id
    corrections = change.after[event.originator_id].ledger.corrections
    return next((each.root for each in corrections if each.id == named), named)
