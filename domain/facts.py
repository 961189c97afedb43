"""What a decision may ask of the rest of the register, and what it proposes to record."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from domain.cadre import Cadre
from domain.career import Holding
from domain.duty import Standing
from domain.errors import BadInput
from domain.events import Event
from domain.finding import Finding
from domain.ledger import Act, Ledger
from domain.post import Post
from domain.unit import Unit

if TYPE_CHECKING:  # a store without packs records without the modules of rules
    from domain.policy.pack import Pack

NOTHING: Mapping[str, Any] = MappingProxyType({})
"""No figures, no values: an empty mapping that nobody can fill."""


class Facts(Protocol):
    """The register as it stands at this line of the order, under the store's write lock."""

    def cadre(self, name: str) -> Cadre:
        """The cadre. Raises BadInput naming the nearest ids if none is registered under this id."""

    def post(self, name: str) -> Post:
        """The post. Raises BadInput naming the nearest ids if none was ever opened under this id."""

    def unit(self, name: str) -> Unit:
        """The unit. Raises BadInput naming the nearest ids if none was ever opened under this id."""

    def exists(self, stream: str) -> bool:
        """Whether the stream stands for something registered or opened and not cancelled."""

    def ledger(self, stream: str) -> Ledger:
        """The acts of a stream; empty for an unknown one."""

    def holders(self, post: str) -> Sequence[tuple[str, Holding]]:
        """Every holding of the post, at any time, as known now."""

    def posts_in(self, unit: str, day: date) -> Sequence[str]:
        """The posts that belong to the unit on the day or later."""

    def units_under(self, unit: str, day: date) -> Sequence[str]:
        """The units that stand directly under the unit on the day or later."""

    def levels(self) -> Sequence[str]:
        """The grade scale, lowest first."""

    def actor(self) -> str:
        """Who records the order."""

    def today(self) -> date:
        """The civil day on which the order is recorded, in the store's zone."""

    def relatives(self, cadre: str) -> frozenset[str]:
        """The cadres known to be relatives of this one, whichever of the two recorded it."""

    def packs(self) -> Sequence["Pack"]:
        """The adopted packs, those of earlier lines of the order too."""

    def entries(self, topic: str, subject: str) -> Sequence[tuple[str, Act]]:
        """The facts of a topic (without its number) about a subject such as `cadre:LI`: stream and act in force."""

    def cases_on(self, posts: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Post -> the cases of procedures that were opened on it, by id; posts without any are left out."""

    def recorded(self, event: str) -> bool:
        """Whether there is an event of this id, in the store or in this order."""

    def unfounded(self, event: str) -> bool:
        """Whether the event has lost its basis and was not put right since."""

    def duty(self, name: str, day: date) -> Standing:
        """The duty as it stands on the day. Raises BadInput naming the nearest ids if none was raised by then."""

    def recorder(self, event: str) -> tuple[str, str] | None:
        """Who recorded the event, and the civil day of recording; None for one of this order."""

    def order_events(self, order: str) -> Sequence[str] | None:
        """The events of an order, or None if there is no such order."""


class Proposed(NamedTuple):
    """An event that is to be recorded in a stream. `personal` values go to the vault, `body` gets their commitments."""

    stream: str
    body: Event
    effective: date | None
    unit: str | None = None
    personal: Mapping[str, str] = NOTHING
    evidence: tuple[str, ...] = ()
    """Events on which it rests besides those that the officer names."""
    act: str | None = None
    """The act that it is, where that is not the line's own: what a case does to the register."""


class Decided(NamedTuple):
    """What one line leads to: the events to record, what already stands in their way, and what is only told."""

    events: tuple[Proposed, ...] = ()
    findings: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()


def unit_on(facts: Facts, post: str, day: date) -> str | None:
    """The unit to which the post belongs on the day; else the one it belonged to last, else None."""
    terms = facts.post(post).terms
    term = facts.post(post).on(day) or (terms[-1] if terms else None)
    return term.unit if term else None


def known_level(facts: Facts, level: str | None) -> None:
    """Nothing, if the level is on the scale or absent. Raises BadInput naming the scale otherwise."""
    if level is not None and level not in facts.levels():
        raise BadInput(f"there is no level {level!r}; the levels are {', '.join(facts.levels())}")


def later(until: date | None, effective: date) -> date | None:
    """The planned end. Raises BadInput unless it lies after the effective day."""
    if until is not None and until <= effective:
        raise BadInput(f"the planned end {until} does not lie after the effective day {effective}")
    return until
