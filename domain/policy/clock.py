"""Clocks: how long, under a rule, a cadre has been where the rule measures; with a ledger of what counted and why.

A limit of n months is reached on the day that lies n months after the virtual start: the day up to which the clock has
run less the days counted. For one unbroken stretch that is its first day, so that anniversaries are exact.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from domain.days import add_months
from domain.policy.facts import PostView, Stretch
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.verdict import Period

Place: TypeAlias = Stretch | PostView
_start = attrgetter("start")
CUMULATIVE = ("same-post-cumulative", "same-level", "same-area-level")


class Tally(NamedTuple):
    """What a clock shows on a day: days counted, the day from which they would run unbroken, and the ledger.

    `until` is the day asked about while the clock runs, else the day on which it last stood still.
    """

    day: date
    counted_days: int
    since: date
    ledger: tuple[Period, ...]
    until: date

    @property
    def virtual_start(self) -> date:
        """The day from which the counted days would have run unbroken until the clock last stood still."""
        return self.until - timedelta(days=self.counted_days)

    @property
    def facts(self) -> tuple[str, ...]:
        """The events that opened what was counted."""
        return tuple(dict.fromkeys(period.event for period in self.ledger if period.counted))

    def reaches(self, months: int) -> date:
        """The day on which the limit of so many months is or was reached, if the clock runs on from the day."""
        reached = add_months(self.virtual_start, months)
        return reached if reached <= self.until else self.day + (reached - self.until)


def nothing_on(day: date) -> Tally:
    """A clock that never ran."""
    return Tally(day, 0, day, (), day)


def tally(rule: Rule, stretches: Sequence[Stretch], place: Place, day: date) -> Tally:
    """The rule's clock for the place, on the day, over what was held before that day.

    `stretches` are one cadre's. Continuous clocks go back from the day until a break of `gap_months` or more; what is
    held beside a longer stretch breaks nothing, so the stretches are taken from the one that ends last.
    """
    same = scope(rule, place)
    past = [stretch for stretch in stretches if stretch.start < day and same(stretch)]
    if not past:
        return nothing_on(day)
    if len(past) > 1:
        past.sort(key=lambda each: (min(each.end, day), each.start), reverse=True)
    continuous = rule.clock not in CUMULATIVE
    periods: list[Period] = []
    earliest = day
    for stretch in past:
        end = min(stretch.end, day)
        if continuous and broken(end, earliest, rule.gap_months):
            break
        earliest = min(earliest, stretch.start)
        counts, why = counted(rule, stretch)
        periods.append(Period(stretch.start, end, stretch.post, stretch.event, counts, why))
    until = next((period.end for period in periods if period.counted), day)
    if len(periods) > 1:
        periods.sort(key=_start)
    return Tally(day, covered_days(periods), earliest, tuple(periods), until)


def broken(end: date, start: date, gap_months: int) -> bool:
    """Whether the time from the end of one stretch to the start of the next interrupts a continuous clock."""
    return end < start and (gap_months == 0 or add_months(end, gap_months) <= start)


def counted(rule: Rule, stretch: Stretch) -> tuple[bool, str]:
    """Whether a stretch counts, and under which clause it does not."""
    if not rule.counts.kind(stretch.kind):
        return False, f"{stretch.kind} time does not count"
    return (True, "") if selects(rule.select, stretch) else (False, "the rule does not concern the post as it was then")


def covered_days(periods: Sequence[Period]) -> int:
    """The days covered by counted periods; a day held twice counts once."""
    running = [each for each in periods if each.counted]
    if len(running) == 1:
        return running[0].days
    total, reached = 0, date.min
    for period in sorted(running, key=_start):
        start = max(period.start, reached)
        total += max(0, (period.end - start).days)
        reached = max(reached, period.end)
    return total


def scope(rule: Rule, place: Place) -> Callable[[Stretch], bool]:
    """Which stretches a clock looks at, seen from a place."""
    resets = rule.counts.reorganisation_resets
    match rule.clock:
        case "same-post" | "same-post-cumulative":
            posts = place.chain if rule.counts.successor_posts else frozenset((place.post,))
            if resets:
                return lambda each: each.post in posts and each.unit == place.unit
            return lambda each: each.post in posts
        case "same-unit":
            units = frozenset((place.unit,)) if resets else place.house
            return lambda each: each.unit in units
        case "same-level":
            return lambda each: each.level == place.level
        case "same-area-level":
            areas = frozenset((place.area,)) if resets else place.areas
            return lambda each: each.level == place.level and each.area in areas
        case "role-class":
            return lambda each: selects(rule.select, each)
        case _:
            return lambda _each: True
