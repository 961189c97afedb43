"""A candidate as an eligibility rule looks at them, and what a measurement of them says."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from domain.days import ALWAYS, FOREVER
from domain.policy.asked import Asked
from domain.policy.clock import covered_days
from domain.policy.facts import PolicyFacts, PostView, Stretch
from domain.policy.kind import own, spoken
from domain.policy.measuring import first_reached
from domain.policy.rule import Rule
from domain.policy.verdict import Period

_start = attrgetter("start")


class Measure(NamedTuple):
    """What was found: fulfilled on the days from `start` (None: on none) to `end` (excluded).

    `has` and `needs` say it in words; `missing` names a fact that the register lacks.
    """

    start: date | None
    has: str
    needs: str
    end: date = FOREVER
    facts: tuple[str, ...] = ()
    ledger: tuple[Period, ...] = ()
    missing: str = ""

    def met(self, day: date) -> bool:
        """Whether it is fulfilled on the day."""
        return self.start is not None and self.start <= day < self.end


class Candidate(NamedTuple):
    """Who is asked about, for which post and level, under which rule.

    With `staying` what the act ends goes on: as it would be if the act came later.
    """

    rule: Rule
    asked: Asked
    facts: PolicyFacts
    place: PostView | None
    level: str | None
    staying: bool = False

    @property
    def name(self) -> str:
        """The cadre's id."""
        return self.asked.cadre

    def stretches(self) -> Sequence[Stretch]:
        """What the cadre holds without the act, as far as that kind of holding counts."""
        counts = self.rule.counts.kind
        held = [each for each in own(self.facts.stretches(self.asked.cadre), self.asked) if counts(each.kind)]
        return [self._as_it_stays(each) for each in held] if self.staying else held

    def _as_it_stays(self, held: Stretch) -> Stretch:
        """The stretch without the end that the act gives it."""
        ends = held.ended_by in self.asked.events and held.end == self.asked.day
        return held._replace(end=FOREVER) if ends else held

    def standing_periods(self, levels: Iterable[str]) -> Iterable[Period]:
        """The stretches of time with a known beginning in which the cadre stood at one of the levels."""
        wanted = set(levels)
        for each in self.facts.standings(self.asked.cadre):
            if each.level in wanted and each.start > ALWAYS and not (each.start == self.asked.day and self._rises()):
                end = FOREVER if self.staying and each.end == self.asked.day and self._rises() else each.end
                event = self.facts.level_event(self.name, each.start) or ""
                yield Period(each.start, end, str(each.level), event, counted=True)

    def level_before(self) -> str | None:
        """The level at which the cadre stands before the act; else the highest of the posts held then."""
        day = self.asked.day
        standing = [each.level for each in self.facts.standings(self.asked.cadre) if each.start < day <= each.end]
        if standing and standing[-1]:
            return standing[-1]
        scale = self.facts.levels()
        held = (each.level for each in self.stretches() if each.start < day <= each.end)
        return max((each for each in held if each in scale), key=scale.index, default=None)

    def _rises(self) -> bool:
        return self.asked.act in {"promote", "demote"}


def rises(who: Candidate) -> bool:
    """Whether the act leads to a higher level than before; where no level is known it may."""
    scale, before = who.facts.levels(), who.level_before()
    if before not in scale or who.level not in scale:
        return True
    return scale.index(str(who.level)) > scale.index(str(before))


def months_of(criterion: Any) -> int:
    """How many months a condition asks for: `at_least_months`, or `at_least` years."""
    return int(criterion["at_least_months"] if "at_least_months" in criterion else criterion["at_least"] * 12)


def served(who: Candidate, months: int, what: str, fits: Callable[[Stretch], bool], *more: Period) -> Measure:
    """The time served in posts that fit, and in further periods; time held twice counts once."""
    held = [Period(each.start, each.end, each.post, each.event, counted=True) for each in who.stretches() if fits(each)]
    periods = sorted([*held, *more], key=_start)
    day = who.asked.day
    past = [each for each in periods if each.start < day]
    ledger = tuple([each if each.end <= day else each._replace(end=day) for each in past])
    facts = tuple(dict.fromkeys([each.event for each in ledger if each.event]))
    has = f"{covered_days(ledger)} days {what}"
    return Measure(first_reached(periods, months), has, f"{spoken(months)} {what}", facts=facts, ledger=ledger)
