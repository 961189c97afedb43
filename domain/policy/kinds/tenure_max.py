"""tenure-max: nobody stays beyond the limit."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from domain.days import add_months, last_to_complete, written
from domain.policy.asked import Asked
from domain.policy.clock import CUMULATIVE, OWN_POSTS, Tally
from domain.policy.facts import PolicyFacts, Stretch
from domain.policy.kind import BY_ANY, Kind, Spared, everybody, own, picked_day, spoken
from domain.policy.measuring import SINCE, clocked, where_clocked
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.verdict import Due, Verdict

BANDS = ("may", "should")


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Whoever has reached the limit on the clock is not appointed again where the clock runs."""
    place = facts.post(asked.post, asked.day) if asked.post else None
    if place is None or not selects(rule.select, place) or not rule.counts.kind(asked.kind) or _meant(rule, asked):
        return None
    held = own(facts.stretches(asked.cadre), asked)
    shown = clocked(rule, asked.cadre, held, place, asked.day, facts)
    day = picked_day(rule, asked)
    limit = rule.months(day, start=shown.since)
    reached = shown.reaches(limit.value)
    outcome = "breach" if shown.counted_days and reached <= asked.day else "ok"
    if asked.brief and outcome == "ok":
        return None
    cadre, days, until, read = asked.cadre, shown.counted_days, written(reached), shown.facts
    unknown = _begun_unknown(read, held)
    sentence = (
        f"{cadre} has {'at least ' if unknown else ''}{days} days on the clock {rule.clock} for {place.post} by "
        f"{written(asked.day)}; the limit is {spoken(limit.value)}"
        f"{f', reached on {until}' if outcome == 'breach' else ''}."
    )
    figures: dict[str, Any] = {
        "cadre": cadre,
        "post": place.post,
        "clock": rule.clock,
        "since": written(shown.since),
        "counted_days": days,
        "limit_months": limit.value,
        "reached_on": until,
    }
    if unknown:
        figures["since_known"] = False
    for name, first in _bands(rule, day, shown):
        figures[f"{name}_from"] = written(first)
    return Verdict(rule, outcome, sentence, read, figures, limit.article, shown.ledger)


def _begun_unknown(read: Sequence[str], held: Iterable[Stretch]) -> bool:
    """Whether something counted is held since before its first known day, as from an opening position."""
    return bool(read) and not {each.event for each in held if not each.since_known}.isdisjoint(read)


def _meant(rule: Rule, asked: Asked) -> bool:
    """Whether the act is just what the limit asks for: a move, or a promotion."""
    return rule.clock == "since-last-move" or (rule.clock == "since-last-promotion" and asked.act == "promote")


def _bands(rule: Rule, day: date, shown: Tally) -> tuple[tuple[str, date], ...]:
    """From which day on a move may and should be made."""
    numbers, since = rule.numbers, shown.since
    return tuple([(name, shown.reaches(rule.number(name, day, start=since))) for name in BANDS if name in numbers])


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """A continuous clock is broken the day after a stretch ends, or when the gap is long enough.

    One that runs from a promotion on begins anew the day after the next.
    """
    if rule.clock in CUMULATIVE:
        return ()
    if rule.clock == "since-last-promotion":
        return (each.start + timedelta(days=1) for each in facts.standings(asked.cadre))
    ends = (each.end for each in own(facts.stretches(asked.cadre), asked) if not each.open)
    return (add_months(end, rule.gap_months) if rule.gap_months else end + timedelta(days=1) for end in ends)


def due(rule: Rule, stretch: Stretch, today: date, facts: PolicyFacts) -> Due | None:
    """An open holding raises a duty to move, due on the day on which the limit is reached."""
    if not selects(rule.select, stretch) or not rule.counts.kind(stretch.kind):
        return None
    shown = clocked(rule, stretch.cadre, where_clocked(rule, stretch, facts), stretch, today, facts)
    if not shown.ledger and rule.clock in SINCE:
        return None
    reached, bands = outlook(rule, shown, today)
    return Due(
        rule,
        stretch.cadre,
        stretch.post,
        stretch.unit,
        shown.since,
        shown.counted_days,
        reached,
        "ok",
        today,
        stretch.planned_end,
        ledger=shown.ledger,
        bands=bands,
        until=stretch.until,
    )


def outlook(rule: Rule, shown: Tally, today: date) -> tuple[date, tuple[tuple[str, date], ...]]:
    """The day on which the limit is reached on a clock that shows this, and from which days on the bands are."""
    reached = shown.reaches(rule.months(today, start=shown.since).value)
    return reached, (*found, ("must", reached)) if (found := _bands(rule, today, shown)) else ()


def spares(rule: Rule, asked: Asked, facts: PolicyFacts) -> Spared | None:
    """Who never held what the clock looks at; where it looks at more than one post, who began too late altogether."""
    place = facts.post(asked.post, asked.day) if asked.post else None
    if place is None or not selects(rule.select, place) or not rule.counts.kind(asked.kind) or _meant(rule, asked):
        return everybody
    shortest = _shortest(rule, asked)
    if shortest <= 0 or rule.clock in SINCE:
        return None
    if rule.clock in OWN_POSTS:
        line = place.chain if rule.counts.successor_posts else (place.post,)
        holders = {each.cadre for post in line for each in facts.held(post)}
        return lambda one: one.cadre not in holders
    last = last_to_complete(shortest, asked.day)
    return lambda one: all(each.start > last for each in facts.stretches(one.cadre)[:1])


def _shortest(rule: Rule, asked: Asked) -> int:
    """The least months that may be the limit for an act on the day, whoever it is about."""
    months: int = rule.months(picked_day(rule, asked), start=asked.day).value
    return min((months, *rule.every_months())) if rule.pick == "holding-start" else months


KIND = Kind(
    "tenure-max",
    "Whoever has reached the limit on the clock is not appointed again where it runs, and must move by that day; from "
    "`may` and `should` months on a move may and should be made.",
    numbers=("years|months", "may?", "should?"),
    check=check,
    spares=spares,
    turns=turns,
    due=due,
    clocked=True,
    outlook=outlook,
    picks=BY_ANY,
)
