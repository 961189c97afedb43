"""tenure-max: nobody stays beyond the limit."""

from collections.abc import Iterable
from datetime import date, timedelta

from domain.days import add_months
from domain.policy.asked import Asked
from domain.policy.clock import CUMULATIVE, tally
from domain.policy.facts import PolicyFacts, Stretch
from domain.policy.kind import Kind, own, picked_day, spoken
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.verdict import Due, Verdict


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Whoever has reached the limit on the clock is not appointed again where the clock runs."""
    place = facts.post(asked.post, asked.day) if asked.post else None
    if place is None or not selects(rule.select, place) or not rule.counts.kind(asked.kind):
        return None
    shown = tally(rule, own(facts.stretches(asked.cadre), asked), place, asked.day)
    limit = rule.months(picked_day(rule, asked), start=shown.since)
    reached = shown.reaches(limit.value)
    outcome = "breach" if shown.counted_days and reached <= asked.day else "ok"
    sentence = (
        f"{asked.cadre} has {shown.counted_days} days on the clock {rule.clock} for {place.post} by {asked.day}; "
        f"the limit is {spoken(limit.value)}" + (f", reached on {reached}." if outcome == "breach" else ".")
    )
    figures = {
        "cadre": asked.cadre,
        "post": place.post,
        "clock": rule.clock,
        "since": shown.since.isoformat(),
        "counted_days": shown.counted_days,
        "limit_months": limit.value,
        "reached_on": reached.isoformat(),
    }
    return Verdict(rule, outcome, sentence, shown.facts, figures, ledger=shown.ledger, article=limit.article)


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """A continuous clock is broken the day after a stretch ends, or when the gap is long enough."""
    if rule.clock in CUMULATIVE:
        return ()
    ends = (each.end for each in own(facts.stretches(asked.cadre), asked) if not each.open)
    return (add_months(end, rule.gap_months) if rule.gap_months else end + timedelta(days=1) for end in ends)


def due(rule: Rule, stretch: Stretch, today: date, facts: PolicyFacts) -> Due | None:
    """An open holding raises a duty to move, due on the day on which the limit is reached."""
    if not selects(rule.select, stretch) or not rule.counts.kind(stretch.kind):
        return None
    shown = tally(rule, facts.stretches(stretch.cadre), stretch, today)
    limit = rule.months(today, start=shown.since)
    return Due(
        rule,
        stretch.cadre,
        stretch.post,
        stretch.unit,
        shown.since,
        shown.counted_days,
        shown.reaches(limit.value),
        "ok",
        today,
        stretch.planned_end,
        ledger=shown.ledger,
    )


KIND = Kind(
    "tenure-max",
    "Whoever has reached the limit on the clock is not appointed again where it runs, and must move by that day.",
    numbers=("years|months",),
    options={"may": "months after which a move may be made", "should": "months after which a move should be made"},
    check=check,
    turns=turns,
    due=due,
)
