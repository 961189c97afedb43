"""The law of a store, as an order needs it: what its events note of it, and what it says of its acts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from domain.finding import Finding
from domain.recorded import RecordedEvent
from lifecycle.amended import Amendment
from projections.database import Database


class Law(Protocol):
    """The policies that a store has adopted."""

    def noted(self, day: date) -> tuple[Mapping[str, str], ...]:
        """What an event notes of the packs in force on its day: id, version, hash."""

    def findings(self, events: Sequence[RecordedEvent]) -> list[Finding]:
        """Every finding of every rule on the acts, on the read models as they stand."""

    def amended(self, amendments: Sequence[Amendment], acts: Sequence[RecordedEvent], position: int) -> list[Finding]:
        """What earlier acts break only since the order has them read otherwise; `position` is the last before it."""


class NoLaw:
    """A store that has adopted no pack: only the structural rules of the register hold."""

    def noted(self, _day: date) -> tuple[Mapping[str, str], ...]:
        """Nothing."""
        return ()

    def findings(self, _events: Sequence[RecordedEvent]) -> list[Finding]:
        """Nothing."""
        return []

    def amended(
        self, _amendments: Sequence[Amendment], _acts: Sequence[RecordedEvent], _position: int
    ) -> list[Finding]:
        """Nothing."""
        return []


def law_of(database: Database) -> Law:
    """The law of the store; where no pack was ever adopted, the modules of rules are not even imported."""
    if not database.query("SELECT 1 FROM pack_row LIMIT 1"):
        return NoLaw()
    from lifecycle.policing import AdoptedLaw

    return AdoptedLaw(database)
