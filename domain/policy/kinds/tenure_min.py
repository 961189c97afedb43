"""tenure-min: nobody is moved on before the minimum has been served."""

from collections.abc import Iterable
from datetime import date

from domain.policy.asked import Asked
from domain.policy.clock import Tally, tally
from domain.policy.facts import PolicyFacts, Stretch
from domain.policy.kind import Kind, own, picked_day, spoken
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.verdict import Verdict

DEFAULT_ACTS = ("exchange", "rotate", "transfer")


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Whoever has not served the minimum where the clock runs is not moved away by one of these acts."""
    if asked.act not in rule.options.get("acts", DEFAULT_ACTS):
        return None
    for place in _left(rule, asked, facts):
        shown = _shown(rule, asked, place, facts)
        limit = rule.months(picked_day(rule, asked), start=shown.since)
        served = shown.reaches(limit.value)
        outcome = "breach" if served > asked.day else "ok"
        sentence = (
            f"{asked.cadre} has served {shown.counted_days} days in {place.post} by {asked.day}; "
            f"{spoken(limit.value)} must be served, which is on {served}."
        )
        figures = {
            "cadre": asked.cadre,
            "post": place.post,
            "counted_days": shown.counted_days,
            "minimum_months": limit.value,
            "served_on": served.isoformat(),
        }
        return Verdict(rule, outcome, sentence, shown.facts, figures, ledger=shown.ledger, article=limit.article)
    return None


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The day on which the minimum will have been served."""
    if asked.act not in rule.options.get("acts", DEFAULT_ACTS):
        return
    for place in _left(rule, asked, facts):
        shown = _shown(rule, asked, place, facts)
        yield shown.reaches(rule.months(picked_day(rule, asked), start=shown.since).value)


def _left(rule: Rule, asked: Asked, facts: PolicyFacts) -> list[Stretch]:
    """The stretches that the act ends, as far as the rule concerns them."""
    return [
        each
        for each in own(facts.stretches(asked.cadre), asked)
        if each.post in asked.left and each.start < asked.day <= each.end and selects(rule.select, each)
    ]


def _shown(rule: Rule, asked: Asked, place: Stretch, facts: PolicyFacts) -> Tally:
    return tally(rule, own(facts.stretches(asked.cadre), asked), place, asked.day)


KIND = Kind(
    "tenure-min",
    "Whoever has not served the minimum where the clock runs is not moved away by one of these acts.",
    numbers=("years|months",),
    options={"acts": "the acts that need the minimum (exchange, rotate, transfer unless said)"},
    check=check,
    turns=turns,
)
