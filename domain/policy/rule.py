"""A rule as it is judged: its citation, its dated numbers, whom it concerns and what counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from domain.days import ALWAYS, FOREVER

CLOCKS = (
    "same-post",
    "same-post-cumulative",
    "same-unit",
    "same-level",
    "same-area-level",
    "role-class",
    "since-last-move",
    "since-last-promotion",
)
EFFECTS = ("BLOCK", "DUE", "WARN", "RECORD")
PICKS = ("effective-day", "decision-day", "holding-start", "assessment-year", "publicity-start")


class MissingNumber(LookupError):
    """A rule has no number for the day on which it is asked."""


class Dated(NamedTuple):
    """A number that holds from a day on, with the article that sets it."""

    start: date
    value: Any
    article: str


@dataclass(frozen=True, slots=True)
class Selector:
    """Whom a rule concerns; empty means all. `posts` and `post_kind` are patterns on a post's id or name."""

    track: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    post_kind: tuple[str, ...] = ()
    unit_kind: tuple[str, ...] = ()
    key_post: bool | None = None
    part_time: bool | None = None


EVERYWHERE = Selector()
"""The selector of rules that concern everything; most are such."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What counts towards a clock."""

    acting: bool = True
    trial: bool = True
    concurrent: bool = False
    secondment: bool = False
    assistant: bool = False
    successor_posts: bool = True
    reorganisation_resets: bool = False

    def kind(self, kind: str) -> bool:
        """Whether time held in this kind of holding counts."""
        return kind == "substantive" or bool(getattr(self, kind, False))


@dataclass(frozen=True, slots=True)
class WaiverTerms:
    """Who may waive a rule, for how many months at most, and what a waiver must state."""

    by: str
    max_months: int | None = None
    needs: tuple[str, ...] = ("reason", "basis", "until")


@dataclass(frozen=True, slots=True)
class Article:
    """A passage of a text: its wording, where it stands, since when, and whether it was read there."""

    name: str
    wording: str
    wording_zh: str = ""
    source: str = ""
    since: date = ALWAYS
    until: date = FOREVER
    verified: bool = False
    not_modelled: str = ""

    @property
    def law(self) -> Mapping[str, str]:
        """The wording as a finding carries it: `law`, and `law_zh` where there is a Chinese one."""
        chinese = {"law_zh": self.wording_zh} if self.wording_zh else {}
        return {"law": self.wording, **chinese}


@dataclass(frozen=True, slots=True)
class PackId:
    """The pack a rule was taken from: what a decision cites."""

    id: str
    version: str
    hash: str

    def as_dict(self) -> dict[str, str]:
        """The form in which an event notes it."""
        return {"id": self.id, "version": self.version, "hash": self.hash}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a pack. `numbers` are dated rows by name; `options` are the other parameters of its kind."""

    id: str
    kind: str
    article: Article
    effect: str
    pack: PackId
    pick: str = "effective-day"
    clock: str = "same-post"
    warn_days: int = 180
    gap_months: int = 0
    select: Selector = EVERYWHERE
    counts: Counts = field(default_factory=Counts)
    waiver: WaiverTerms | None = None
    exceptions: tuple[Mapping[str, str], ...] = ()
    unknown: str = "block"
    unknown_until: date = FOREVER
    since: date = ALWAYS
    until: date = FOREVER
    numbers: Mapping[str, tuple[Dated, ...]] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    limits: tuple[Dated, ...] = field(init=False, repr=False, compare=False)
    """The rows of `months`, or those of `years` in months."""

    def __post_init__(self) -> None:
        """Work the limits out once: they are asked for at every judgement."""
        years = [Dated(row.start, row.value * 12, row.article) for row in self.numbers.get("years", ())]
        object.__setattr__(self, "limits", self.numbers.get("months") or tuple(years))

    def on(self, day: date) -> bool:
        """Whether the rule is in force on the day."""
        return self.since <= day < self.until

    def dated(self, name: str, day: date, *, start: date | None = None) -> Dated:
        """The row of a number that is chosen for a judgement on the day; `start` is the first day of the holding.

        With `pick = "holding-start"` the holding's first day chooses (grandfathering), a holding older than the rule
        takes its first number. Raises MissingNumber naming rule and day if no row reaches back that far.
        """
        return self._chosen(self.numbers.get(name, ()), name, day, start)

    def _chosen(self, rows: tuple[Dated, ...], name: str, day: date, start: date | None) -> Dated:
        chosen = start if start is not None and self.pick == "holding-start" else day
        if rows and rows[-1].start <= chosen:
            return rows[-1]
        for row in rows[-2::-1]:
            if row.start <= chosen:
                return row
        if rows and self.pick == "holding-start":
            return rows[0]
        raise MissingNumber(f"rule {self.id} has no number {name!r} for {chosen}")

    def number(self, name: str, day: date, *, start: date | None = None) -> Any:
        """The value of `dated`."""
        return self.dated(name, day, start=start).value

    def first_or(self, name: str, day: date) -> Any:
        """The value on the day; what is older than the rule takes its first number."""
        return self.number(name, max(day, self.numbers[name][0].start) if self.numbers.get(name) else day)

    def optional(self, name: str, day: date) -> Any | None:
        """The value of a number that the rule may do without; None where it does."""
        return self.number(name, day) if name in self.numbers else None

    def every_months(self) -> tuple[int, ...]:
        """Every limit in months that the rule has had or will have."""
        return tuple([row.value for row in self.limits])

    def months(self, day: date, *, start: date | None = None) -> Dated:
        """The limit in months, from `months` or `years`, with the article that sets it."""
        return self._chosen(self.limits, "months" if "months" in self.numbers else "years", day, start)
