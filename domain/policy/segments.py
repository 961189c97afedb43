"""Clock segments: what a rule's clock shows on every day of a holding, in few stretches of days.

On all days of a segment the clock has run since one and the same day, and as if unbroken from one and the same day on.
So what it shows on a day is told from the segment alone, without looking at what was held before; rules whose clocks
run alike share segments, whatever their limits are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from domain.canonical import canonical
from domain.policy.clock import Run, run, scope
from domain.policy.facts import Stretch
from domain.policy.rule import Rule
from domain.policy.selecting import selects

ONE_DAY = timedelta(days=1)


class Segment(NamedTuple):
    """The clock from a day up to another (excluded): since when it runs, and from when on as if unbroken.

    `run_from` is None where the clock stands still; what it shows then must be asked for each day.
    """

    start: date
    end: date
    since: date
    run_from: date | None


def clock_id(rule: Rule) -> str:
    """The id of the rule's clock, 16 hexadecimal digits: one for all rules whose clocks show the same everywhere."""
    told = {"clock": rule.clock, "gap": rule.gap_months, "select": asdict(rule.select), "counts": asdict(rule.counts)}
    return sha256(canonical(told).encode()).hexdigest()[:16]


def concerns(rule: Rule, stretch: Stretch) -> bool:
    """Whether the clock of the rule runs in the stretch for whoever holds it."""
    return rule.counts.kind(stretch.kind) and selects(rule.select, stretch)


def segments(rule: Rule, stretch: Stretch, held: Sequence[Stretch]) -> Iterator[Segment]:
    """The segments over a stretch that the rule concerns, by time; `held` is all that the cadre has ever held."""
    same = scope(rule, stretch)
    seen = [each for each in held if same(each)]
    if seen == [stretch]:
        yield Segment(stretch.start, stretch.end, stretch.start, stretch.start)
        return
    spans = [(each.start, each.end, concerns(rule, each)) for each in seen]
    last: Segment | None = None
    for start, end in pairwise(_turning_days(stretch, seen)):
        segment = _segment(_shown(rule, spans, start), start, end)
        if last and last.run_from and last[2:] == segment[2:]:
            last = last._replace(end=end)
            continue
        if last:
            yield last
        last = segment
    if last:
        yield last


def _turning_days(stretch: Stretch, seen: Sequence[Stretch]) -> list[date]:
    """The days of the stretch between which the clock does nothing but run on, its end included.

    What begins or ends on a day is seen by the clock on the next.
    """
    inside = {day for each in seen for day in (each.start, each.end) if stretch.start <= day < stretch.end}
    after = {day + ONE_DAY for day in inside if day + ONE_DAY < stretch.end}
    return sorted({stretch.start, *inside, *after, stretch.end})


def _shown(rule: Rule, spans: Sequence[tuple[date, date, bool]], day: date) -> Run:
    past = [(min(end, day), start, counts) for start, end, counts in spans if start < day]
    return run(rule, sorted(past, reverse=True), day)


def _segment(shown: Run, start: date, end: date) -> Segment:
    running = shown.until == start
    return Segment(start, end, shown.since, start - timedelta(days=shown.counted_days) if running else None)
