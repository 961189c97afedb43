"""Clocks that look at more than where somebody serves: since the last move, since the last promotion; and sums."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from operator import attrgetter

from domain.days import add_months
from domain.policy.clock import OWN_POSTS, Place, Tally, nothing_on, tally
from domain.policy.facts import PolicyFacts, Stretch
from domain.policy.rule import Rule
from domain.policy.verdict import Period

SINCE = ("since-last-move", "since-last-promotion")
"""Clocks that run from an event on, wherever the cadre serves; without that event they do not run at all."""
_start = attrgetter("start")


def where_clocked(rule: Rule, place: Stretch, facts: PolicyFacts) -> Sequence[Stretch]:
    """As much of what the holder of the place has held as the rule's clock can look at."""
    if rule.clock in OWN_POSTS:
        return facts.stretches_in(place.cadre, place.chain)
    return facts.stretches(place.cadre)


def clocked(  # noqa: PLR0913, PLR0917 - all that any of the clocks looks at
    rule: Rule, cadre: str, stretches: Sequence[Stretch], place: Place, day: date, facts: PolicyFacts
) -> Tally:
    """What the rule's clock, whichever it is, shows for the cadre at the place on the day."""
    if rule.clock == "since-last-move":
        return since_move(rule, stretches, day)
    if rule.clock == "since-last-promotion":
        return since_promotion(cadre, day, facts)
    return tally(rule, stretches, place, day)


def since_move(rule: Rule, stretches: Sequence[Stretch], day: date) -> Tally:
    """The time since the cadre last took up another post, in a kind of holding that counts."""
    counted = (each for each in stretches if each.start < day and rule.counts.kind(each.kind))
    moves = [each for each in counted if is_move(each, stretches)]
    if not moves:
        return nothing_on(day)
    last = max(moves, key=lambda each: each.start)
    return _since(last.start, day, last.post, last.event)


def is_move(stretch: Stretch, stretches: Iterable[Stretch]) -> bool:
    """Whether the stretch begins by taking up a post, not by going on in it or in the one it succeeded."""
    if stretch.start != stretch.since:
        return False
    return not any(each.end == stretch.start and each.post in stretch.chain for each in stretches)


def since_promotion(cadre: str, day: date, facts: PolicyFacts) -> Tally:
    """The time since the cadre last rose to a higher level."""
    scale = {level: place for place, level in enumerate(facts.levels())}
    last, before = None, None
    for standing in facts.standings(cadre):
        place = scale.get(standing.level or "")
        if standing.start < day and place is not None and before is not None and place > before:
            last = standing
        before = place if place is not None else before
    if last is None:
        return nothing_on(day)
    return _since(last.start, day, last.level or "", facts.level_event(cadre, last.start) or "")


def _since(start: date, day: date, what: str, event: str) -> Tally:
    period = Period(start, day, what, event, counted=True)
    return Tally(day, period.days, start, (period,), day)


def first_reached(periods: Iterable[Period], months: int) -> date | None:
    """The first day on which the counted time of the periods makes so many months; None if it never does.

    Time held twice counts once. A period that is open goes on for ever; so the answer may lie ahead.
    """
    total, reached = 0, date.min
    for period in sorted([each for each in periods if each.counted], key=_start):
        start = max(period.start, reached)
        if start >= period.end:
            continue
        day = max(add_months(start - timedelta(days=total), months), start)
        if day <= period.end:
            return day
        total += (period.end - start).days
        reached = period.end
    return None
