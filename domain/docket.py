"""Streams whose acts stand beside each other: the adoptions of a pack, the waivers of a rule for one subject."""

from typing import NamedTuple

from domain.career import Note
from domain.ledger import Ledger
from domain.recorded import RecordedEvent


class Docket(NamedTuple):
    """The state of such a stream: its acts with their corrections; nothing in it acts on anything."""

    ledger: Ledger = Ledger()
    notes: tuple[Note, ...] = ()

    @property
    def version(self) -> int:
        """How many events the stream has."""
        return self.ledger.version


def evolve(docket: Docket, event: RecordedEvent) -> Docket:
    """The docket after one more event. Refuses nothing."""
    return Docket(docket.ledger.noted(event))
