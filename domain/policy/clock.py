"""Clocks: how long, under a rule, a cadre has been where the rule measures; with a ledger of what counted and why.

A limit of n months is reached on the day that lies n months after the virtual start: the day up to which the clock has
run less the days counted. For one unbroken stretch that is its first day, so that anniversaries are exact.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from domain.days import add_months
from domain.policy.facts import PostView, Spell, Spot, Stretch
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.verdict import Period

Place: TypeAlias = Stretch | PostView | Spot
Span: TypeAlias = tuple[date, date, bool]
"""The end (excluded, the day asked about at most) of something held, its first day, and whether it counts."""
_start = attrgetter("start")
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
    periods = [_period(rule, each, day) for each in past]
    shown = run(rule, [(each.end, each.start, each.counted) for each in periods], day)
    if len(periods) > 1:
        periods = sorted(periods[: shown.spans], key=_start)
    return Tally(day, shown.counted_days, shown.since, tuple(periods[: shown.spans]), shown.until)


def _period(rule: Rule, stretch: Stretch, day: date) -> Period:
    return Period(stretch.start, min(stretch.end, day), stretch.post, stretch.event, *counted(rule, stretch))


def run(rule: Rule, spans: Sequence[Span], day: date) -> Run:
    """What the rule's clock shows on the day over the spans it looks at, from the one that ends last back."""
    continuous, gap = rule.clock not in CUMULATIVE, rule.gap_months
    since, kept = day, 0
    for end, start, _ in spans:
        if continuous and end < since and broken(end, since, gap):
            break
        since = min(since, start)
        kept += 1
    running = [(start, end) for end, start, counts in spans[:kept] if counts]
    return Run(since, covered(running), running[0][1] if running else day, kept)


def broken(end: date, start: date, gap_months: int) -> bool:
    """Whether the time from the end of one stretch to the start of the next interrupts a continuous clock."""
    return end < start and (gap_months == 0 or add_months(end, gap_months) <= start)


def counted(rule: Rule, stretch: Stretch) -> tuple[bool, str]:
    """Whether a stretch counts, and under which clause it does not."""
    if not rule.counts.kind(stretch.kind):
        return False, f"{stretch.kind} time does not count"
    return (True, "") if selects(rule.select, stretch) else (False, "the rule does not concern the post as it was then")


def shows(rule: Rule, spells: Iterable[Spell], spot: Spot, day: date) -> Run:
    """What `tally` shows for the holder of the spot, without its ledger."""
    same, takes = scope(rule, spot), rule.counts.kind
    past = [
        (min(day, end), start, takes(kind) and selects(rule.select, at))
        for start, end, kind, at in spells
        if start < day and same(at)
    ]
    if len(past) > 1:
        past.sort(reverse=True)
    return run(rule, past, day)


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


def scope(rule: Rule, place: Place) -> Callable[[Place], bool]:
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
