"""The demo store: the made-up county of `lifecycle.county`, recorded order by order like any other register.

A county of moderate size is recorded under its rules from the first day: what they refuse is refused, and recorded
only after the authority above has waived it. A large one, which is for measuring, adopts its packs at the end.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from domain.errors import Refused
from domain.finding import Finding
from lifecycle.adoption import own_levels
from lifecycle.county.annals import ANNALS
from lifecycle.county.chance import seeded_entropy
from lifecycle.county.decision import FIRST_YEAR, MONTHS, OFFICER, EventOf, Line, OrderOf
from lifecycle.county.founding import OPENING
from lifecycle.county.linqiao import FOUNDED
from lifecycle.county.linqiao_life import LIFE
from lifecycle.county.linqiao_years import YEARLY
from lifecycle.county.orders import DEFAULT_SIZE, ONE_BY_ONE, DemoOrder, county_orders
from lifecycle.county.rule_stories import STORIES, waiver
from lifecycle.engine import Engine

if TYPE_CHECKING:
    from domain.policy.loading import LoadedPack
    from lifecycle.request import Outcome

SEED: Final = 2015
RULES: Final = "seed"
"""The pack whose rules the county knows."""
TOLD: Final = (*STORIES, *FOUNDED, *LIFE, *YEARLY)
"""What a county under these rules lives through besides the careers of its people."""
Progress = Callable[[int, int], None]
"""Told (months recorded, months in all) after every order, and at the end."""


@dataclass(frozen=True, slots=True)
class DemoMade:
    """What a demo holds: how many orders, lines and events of them were recorded."""

    orders: int
    lines: int
    events: int


def make_demo(
    store: str,
    *,
    size: int | None = None,
    seed: int = SEED,
    packs: Sequence["LoadedPack"] = (),
    progress: Progress | None = None,
) -> DemoMade:
    """Make a new store with a demo of so many cadres (300 if not said); the same size and seed give the same bytes.

    Raises ValueError for a size that no demo has, Conflict if there is a store already, StoreUnreachable.
    """
    size = DEFAULT_SIZE if size is None else size
    ruled = size <= ONE_BY_ONE and [pack.id for pack in packs] == [RULES]
    orders = county_orders(size, seed, TOLD if ruled else (), ANNALS if ruled else ())
    levels = own_levels(packs)
    with Engine.create(store, simulated=True, levels=levels, now=OPENING, entropy=seeded_entropy(seed)) as engine:
        recording = _Recording(engine)
        if ruled:
            recording.adopt(packs, OPENING)
        for order in orders:
            recording.take(order)
            if progress:
                progress(_months_done(order.now), MONTHS)
        if not ruled:
            recording.adopt(packs, order.now)
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

    def adopt(self, packs: Sequence["LoadedPack"], now: datetime) -> None:
        """Put the packs in force, each from its own first day."""
        for pack in packs:
            self.engine.adopt(pack, actor=OFFICER, now=now, key=f"demo-{pack.id}", command_id=f"demo-{pack.id}")

    def take(self, order: DemoOrder) -> None:
        """Record one order; what a rule refuses, once it is waived, and not at all if it is meant to stay refused."""
        lines = [self._resolved(line) for line in order.lines]
        try:
            outcome = self._submitted(order, lines)
        except Refused as refused:
            if order.refused:
                return
            waivers = waivers_of(refused.findings, lines)
            self._submitted(replace(order, key=f"{order.key}-waiver", title=f"Waiver: {order.title}"), waivers)
            outcome = self._submitted(order, lines)
        self.orders += 1
        self.lines += len(lines)
        self.events += len(outcome.events)
        for label, first in order.labels:
            self.places[label] = (str(outcome.order), _event_of(lines, first, outcome.events))

    def _submitted(self, order: DemoOrder, lines: Sequence[Line]) -> "Outcome":
        return self.engine.submit(
            lines,
            actor=order.actor,
            key=order.key,
            command_id=order.key,
            now=order.now,
            title=order.title,
            imported=order.imported,
            confirmed=order.confirmed,
        )

    def _resolved(self, line: Line) -> Line:
        """The line with the ids that its references stand for."""
        match line:
            case {"event": EventOf(label=label)}:
                return line | {"event": self.places.pop(label)[1]}
            case {"order": OrderOf(label=label)}:
                return line | {"order": self.places.pop(label)[0]}
            case _:
                return line


def waivers_of(findings: Sequence[Finding], lines: Sequence[Line]) -> list[Line]:
    """The waivers that let an order through: each broken rule for each cadre whose line it refuses, for a month."""
    broken = dict.fromkeys(
        (each.rule, str(line["cadre"]), str(line["effective"]))
        for each in findings
        for line in lines
        if each.effect == "BLOCK" and each.waivable_by and "cadre" in line
    )
    return [_waiver(*each) for each in broken]


def _waiver(rule: str, who: str, day: str) -> Line:
    until = (date.fromisoformat(day) + timedelta(days=31)).isoformat()
    document = {"basis": f"Prefecture Reply [{day[:4]}] No. {day[5:7]}{day[8:]}"}
    return waiver(rule, who, day, until, "the posts cannot wait") | document


def _event_of(lines: Sequence[Line], place: int, events: Sequence[str]) -> str:
    """The event of one line: as many events of its stream come before it as lines do."""
    stream = _stream(lines[place])
    before = sum(_stream(line) == stream for line in lines[:place])
    return [event for event in events if event.startswith(f"{stream}@")][before]


_STREAMS: Final = {"train-record": ("training", "cadre"), "body-session": ("body", "body")}
"""Acts whose events are in no cadre's stream -> kind of the stream, and the key that names it."""


def _stream(line: Line) -> str:
    event = line.get("event")
    if event:
        return str(event).rpartition("@")[0]
    kind, key = _STREAMS.get(str(line["act"]), ("cadre", "cadre"))
    return f"{kind}:{line.get(key)}"


def _months_done(now: datetime) -> int:
    """How many months of the demo lie before the instant."""
    return (now.year - FIRST_YEAR) * 12 + now.month - 1
