"""Clocks: how long, under a rule, a cadre has been where the rule measures; with a ledger of what counted and why.

A limit of n months is reached on the day that lies n months after the virtual start: the day up to which the clock has
run less the days counted. For one unbroken stretch that is its first day, so that anniversaries are exact.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from domain.days import FOREVER, add_months
from domain.policy.facts import PostView, Spot, Stretch
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.verdict import Period

Place: TypeAlias = Stretch | PostView | Spot
Span: TypeAlias = tuple[date, date, bool]
"""The end (excluded, the day asked about at most) of something held, its first day, and whether it counts."""
_start, _last = attrgetter("start"), attrgetter("end", "start")
OWN_POSTS = ("same-post", "same-post-cumulative")
"""Clocks that look at nothing but what was held of the post and of those it succeeded."""
CUMULATIVE = ("same-post-cumulative", "same-level", "same-area-level")


class Run(NamedTuple):
    """What a clock shows without its ledger: since when, how many days, until when, over how many spans."""

    since: date
    counted_days: int
    until: date
    spans: int


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
    def facts(self) -> tuple[str, ...]:
        """The events that opened what was counted."""
        counted = [period.event for period in self.ledger if period.counted]
        return tuple(dict.fromkeys(counted)) if len(counted) > 1 else tuple(counted)

    def reaches(self, months: int) -> date:
        """The day on which the limit of so many months is or was reached, if the clock runs on from the day.

        It lies that much after the virtual start: the day from which the counted days would have run unbroken until
        the clock last stood still.
        """
        reached = add_months(date.fromordinal(self.until.toordinal() - self.counted_days), months)
        return reached if reached <= self.until else self.day + (reached - self.until)


@lru_cache(maxsize=1024)
def nothing_on(day: date) -> Tally:
    """A clock that never ran."""
    return Tally(day, 0, day, (), day)


def tally(rule: Rule, stretches: Sequence[Stretch], place: Place, day: date) -> Tally:
    """The rule's clock for the place, on the day, over what was held before that day.

    `stretches` are one cadre's. Continuous clocks go back from the day until a break of `gap_months` or more; what is
    held beside a longer stretch breaks nothing, so the stretches are taken from the one that ends last.
    """
    past = _past(rule, stretches, place, day)
    if not past:
        return nothing_on(day)
    if len(past) == 1:
        return _of_one(rule, _period(rule, past[0], day), day)
    periods = sorted([_period(rule, each, day) for each in past], key=_last, reverse=True)
    shown = run(rule, [(each.end, each.start, each.counted) for each in periods], day)
    ledger = tuple(sorted(periods[: shown.spans], key=_start))
    return Tally(day, shown.counted_days, shown.since, ledger, shown.until)


def _past(rule: Rule, stretches: Sequence[Stretch], place: Place, day: date) -> list[Stretch]:
    """What was held before the day where the clock looks."""
    if rule.clock in OWN_POSTS and not rule.counts.reorganisation_resets:
        posts = _line(rule, place)
        return [each for each in stretches if each.post in posts and each.start < day]
    same = scope(rule, place)
    return [each for each in stretches if each.start < day and same(each)]


def _of_one(rule: Rule, period: Period, day: date) -> Tally:
    """The clock over a single period: most have held one thing where a clock looks."""
    start, end, _, _, counts, _ = period
    if end < day and rule.clock not in CUMULATIVE and broken(end, day, rule.gap_months):
        return nothing_on(day)
    return Tally(day, (end - start).days, start, (period,), end) if counts else Tally(day, 0, start, (period,), day)


def _period(rule: Rule, stretch: Stretch, day: date) -> Period:
    """The stretch on the clock: counted, or under which clause not."""
    why = ""
    if not rule.counts.kind(stretch.kind):
        why = f"{stretch.kind} time does not count"
    elif not selects(rule.select, stretch):
        why = "the rule does not concern the post as it was then"
    return Period(stretch.start, min(stretch.end, day), stretch.post, stretch.event, not why, why)


def run(rule: Rule, spans: Sequence[Span], day: date) -> Run:
    """What the rule's clock shows on the day over the spans it looks at, from the one that ends last back."""
    continuous, gap = rule.clock not in CUMULATIVE, rule.gap_months
    since, until, days, kept = day, None, 0, 0
    seen = FOREVER  # from this day on all is counted: the spans come from the one that ends last back
    for end, start, counts in spans:
        if continuous and end < since and broken(end, since, gap):
            break
        since, kept = min(since, start), kept + 1
        if counts:
            until, seen = until or end, min(seen, end)
            if start < seen:
                days, seen = days + (seen - start).days, start
    return Run(since, days, until or day, kept)


def broken(end: date, start: date, gap_months: int) -> bool:
    """Whether the time from the end of one stretch to the start of the next interrupts a continuous clock."""
    return end < start and (gap_months == 0 or add_months(end, gap_months) <= start)


def covered_days(periods: Sequence[Period]) -> int:
    """The days covered by counted periods; a day held twice counts once."""
    return covered([(each.start, each.end) for each in periods if each.counted])


def covered(spans: Sequence[tuple[date, date]]) -> int:
    """The days covered by spans [first day, end); a day held twice counts once."""
    if len(spans) == 1:
        return (spans[0][1] - spans[0][0]).days
    total, reached = 0, date.min
    for start, end in sorted(spans):
        if end > (first := max(start, reached)):
            total += (end - first).days
            reached = end
    return total


def _line(rule: Rule, place: Place) -> frozenset[str]:
    """The posts that are one for the rule: the post with those it succeeded, or the post alone."""
    return place.chain if rule.counts.successor_posts else frozenset((place.post,))


def scope(rule: Rule, place: Place) -> Callable[[Place], bool]:
    """Which stretches a clock looks at, seen from a place."""
    resets = rule.counts.reorganisation_resets
    match rule.clock:
        case "same-post" | "same-post-cumulative":
            posts = _line(rule, place)
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
