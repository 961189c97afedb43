"""What a rule may ask of the register. Every answer names the events it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol, TypeAlias

from domain.days import FOREVER


class Stretch(NamedTuple):
    """A stretch [start, end) in which one cadre held one post in one kind and the post's definition was the same.

    `since` is the first day of the holding, or of the one it continues; `chain` is the post with those it succeeded,
    `house` the unit with those it came from by renaming, merger or division, `area` the district it lies in, `areas`
    that district with those it came from.
    """

    cadre: str
    post: str
    kind: str
    start: date
    end: date
    since: date
    event: str
    ended_by: str | None
    planned_end: date | None
    since_known: bool
    post_name: str
    unit: str
    track: str
    level: str | None
    seats: int
    key_post: bool
    backbone: bool
    part_time: bool
    chain: frozenset[str]
    unit_kind: str | None
    house: frozenset[str]
    area: str
    areas: frozenset[str]
    until: date = FOREVER
    """The first day after the whole holding, whatever its post became meanwhile."""

    def on(self, day: date) -> bool:
        """Whether the stretch covers the day."""
        return self.start <= day < self.end

    @property
    def open(self) -> bool:
        """Whether no end is known."""
        return self.end == FOREVER


@dataclass(frozen=True, slots=True)
class PostView:
    """A post as it is on a day."""

    post: str
    name: str
    unit: str
    track: str
    level: str | None
    seats: int
    key_post: bool
    backbone: bool
    part_time: bool
    requires: tuple[str, ...]
    unit_kind: str | None
    chain: frozenset[str]
    house: frozenset[str]
    area: str
    areas: frozenset[str]
    event: str


class Spot(NamedTuple):
    """As much of a post during a stretch as clocks and selections look at; for questions about everybody.

    Where no rule selects posts by id or name these are empty, and posts that agree otherwise have one spot.
    """

    post: str
    post_name: str
    unit: str
    track: str
    level: str | None
    key_post: bool
    part_time: bool
    chain: frozenset[str]
    unit_kind: str | None
    house: frozenset[str]
    area: str
    areas: frozenset[str]


Spell: TypeAlias = tuple[date, date, str, Spot]
"""First day, end (excluded), kind and spot of a stretch, as clocks look at it."""


class StandingView(NamedTuple):
    """From `start` to `end` (excluded) the cadre stood at a level; `departure` says how the service was left."""

    start: date
    end: date
    level: str | None
    departure: str | None


class Known(NamedTuple):
    """A personal value with the event that told it; `value` is None where the register does not have it."""

    value: str | None
    event: str | None


UNKNOWN = Known(None, None)
"""What the register does not have."""


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative of a cadre: a registered cadre or a name."""

    relation: str
    cadre: str | None
    name: str | None
    event: str


@dataclass(frozen=True, slots=True)
class WaiverView:
    """A waiver in force from `start` to `end` (excluded) for a rule and a cadre or post."""

    rule: str
    subject: str
    start: date
    end: date
    approved_by: str
    reason: str
    event: str


class EntryView(NamedTuple):
    """A fact of a dossier that holds from `start` to `end` (excluded), such as a sanction; `fields` are its own."""

    topic: str
    docket: str
    subject: str
    start: date
    end: date
    fields: Mapping[str, Any]
    reason: str | None
    event: str


class PolicyFacts(Protocol):
    """The register as known at one moment, with what is being judged in it."""

    @property
    def recorded(self) -> "PolicyFacts":
        """The facts without an act that is only supposed, or supposed later; themselves where nothing is."""

    @property
    def touched(self) -> frozenset[str]:
        """The posts whose holders are others than recorded, because an act is only supposed, or supposed later."""

    @property
    def moved(self) -> frozenset[str]:
        """The cadres who hold something else than recorded, for the same reason."""

    @property
    def kept(self) -> dict[Any, Any]:
        """What rules have worked out of these facts, whatever act they judged; it lives as long as the facts."""

    def stretches(self, cadre: str) -> Sequence[Stretch]:
        """Everything the cadre has held, by start."""

    def stretches_in(self, cadre: str, posts: frozenset[str]) -> Sequence[Stretch]:
        """What the cadre has held of these posts, by start."""

    def held(self, post: str) -> Sequence[Stretch]:
        """Everyone who has held the post, by start."""

    def in_unit(self, unit: str, day: date) -> Sequence[Stretch]:
        """Who holds a post of the unit (not of units below it) on the day."""

    def ever_in_unit(self, unit: str) -> Sequence[Stretch]:
        """Everyone who has held a post of the unit, by start."""

    def ever_in_area(self, area: str) -> Sequence[Stretch]:
        """Everyone who has held a post in the area, by start."""

    def posts_of(self, unit: str, day: date) -> Sequence[PostView]:
        """The posts of the unit on the day."""

    def post(self, post: str, day: date) -> PostView | None:
        """The post on the day, or None where it is not open."""

    def post_days(self, post: str) -> Sequence[date]:
        """The days on which the post begins, is defined anew or ends, by time."""

    def unit_days(self, unit: str) -> Sequence[date]:
        """The days on which a post begins to belong to the unit, is defined anew or leaves it, by time."""

    def unit_name(self, unit: str, day: date) -> str | None:
        """The name of the unit on the day, or the last one known."""

    def reason(self, event: str) -> str | None:
        """The reason that an act gives, as it is to be read now."""

    def standings(self, cadre: str) -> Sequence[StandingView]:
        """Level and service of the cadre through time."""

    def level_event(self, cadre: str, day: date) -> str | None:
        """The act by which the cadre stands at another level from the day."""

    def personal(self, cadre: str, field: str, day: date) -> Known:
        """A personal value on the day."""

    def kin(self, cadre: str) -> Sequence[Relative]:
        """The known relatives of the cadre, whichever of the two recorded it."""

    def entries(self, topic: str, subject: str) -> Sequence[EntryView]:
        """The facts of a topic (without its number) about a subject such as `cadre:LI`, by day and recording."""

    def levels(self) -> Sequence[str]:
        """The grade scale, lowest first."""

    def waivers(self, rule: str, subject: str) -> Sequence[WaiverView]:
        """The waivers of a rule for a cadre or post."""
