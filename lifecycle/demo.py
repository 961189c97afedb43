"""The demo store: the made-up county of `lifecycle.county`, recorded order by order like any other register."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from lifecycle.county.chance import seeded_entropy
from lifecycle.county.decision import FIRST_YEAR, MONTHS, EventOf, Line, OrderOf
from lifecycle.county.founding import OPENING
from lifecycle.county.orders import DEFAULT_SIZE, DemoOrder, county_orders
from lifecycle.engine import Engine

SEED: Final = 2015
Progress = Callable[[int, int], None]
"""Told (months recorded, months in all) after every order, and at the end."""


@dataclass(frozen=True, slots=True)
class DemoMade:
    """What a demo holds: how many orders, lines and events of them were recorded."""

    orders: int
    lines: int
    events: int


def make_demo(store: str, *, size: int | None = None, seed: int = SEED, progress: Progress | None = None) -> DemoMade:
    """Make a new store with a demo of so many cadres (300 if not said); the same size and seed give the same bytes.

    Raises ValueError for a size that no demo has, Conflict if there is a store already, StoreUnreachable.
    """
    orders = county_orders(DEFAULT_SIZE if size is None else size, seed)
    with Engine.create(store, simulated=True, now=OPENING, entropy=seeded_entropy(seed)) as engine:
        recording = _Recording(engine)
        for order in orders:
            recording.take(order)
            if progress:
                progress(_months_done(order.now), MONTHS)
    if progress:
        progress(MONTHS, MONTHS)
    return DemoMade(recording.orders, recording.lines, recording.events)


@dataclass
class _Recording:
    """The store so far, and the ids of what later orders refer to; each is forgotten when it was referred to."""

    engine: Engine
    orders: int = 0
    lines: int = 0
    events: int = 0
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Label -> the order and the first event of the decision."""

    def take(self, order: DemoOrder) -> None:
        """Record one order."""
        lines = [self._resolved(line) for line in order.lines]
        outcome = self.engine.submit(
            lines,
            actor=order.actor,
            key=order.key,
            command_id=order.key,
            now=order.now,
            title=order.title,
            imported=order.imported,
            confirmed=order.confirmed,
        )
        self.orders += 1
        self.lines += len(lines)
        self.events += len(outcome.events)
        for label, first in order.labels:
            self.places[label] = (str(outcome.order), _event_of(lines, first, outcome.events))

    def _resolved(self, line: Line) -> Line:
        """The line with the ids that its references stand for."""
        match line:
            case {"event": EventOf(label=label)}:
                return line | {"event": self.places.pop(label)[1]}
            case {"order": OrderOf(label=label)}:
                return line | {"order": self.places.pop(label)[0]}
            case _:
                return line


def _event_of(lines: Sequence[Line], place: int, events: Sequence[str]) -> str:
    """The event of one line: as many events of its stream come before it as lines do."""
    stream = _stream(lines[place])
    before = sum(_stream(line) == stream for line in lines[:place])
    return [event for event in events if event.startswith(f"{stream}@")][before]


def _stream(line: Line) -> str:
    event = line.get("event")
    return str(event).rpartition("@")[0] if event else f"cadre:{line.get('cadre')}"


def _months_done(now: datetime) -> int:
    """How many months of the demo lie before the instant."""
    return (now.year - FIRST_YEAR) * 12 + now.month - 1
