"""tenure-min: nobody is moved on before the minimum has been served."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from domain.days import FOREVER, last_to_complete, written
from domain.policy.asked import Asked
from domain.policy.clock import OWN_POSTS, Place
from domain.policy.concern import acts_of, left, left_of
from domain.policy.facts import PolicyFacts, Stretch
from domain.policy.kind import BY_ANY, Kind, Spared, everybody, own, picked_day, spoken
from domain.policy.measuring import SINCE, clocked
from domain.policy.postponed import world_on
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.verdict import Verdict

DEFAULT_ACTS = ("exchange", "rotate", "transfer")


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Whoever has not served the minimum where the clock runs is not moved away by one of these acts."""
    if asked.act not in acts_of(rule, DEFAULT_ACTS):
        return None
    first: Verdict | None = None
    held = own(facts.stretches(asked.cadre), asked)
    for place in _places(rule, asked, held):
        found = _judged(rule, asked, place, held, facts)
        if found is not None and found.outcome == "breach":
            return found
        first = first or found
    return first


def _judged(rule: Rule, asked: Asked, place: Stretch, held: Sequence[Stretch], facts: PolicyFacts) -> Verdict | None:
    shown = clocked(rule, asked.cadre, held, place, asked.day, facts)
    if not shown.ledger and rule.clock in SINCE:
        return None
    limit = rule.months(picked_day(rule, asked), start=shown.since)
    reached = shown.reaches(limit.value)
    outcome = "breach" if reached > asked.day else "ok"
    if asked.brief and outcome == "ok":
        return None
    days, served = shown.counted_days, written(reached)
    sentence = (
        f"{asked.cadre} has served {days} days {_where(rule, place)} by {written(asked.day)}; "
        f"{spoken(limit.value)} must be served, which is on {served}."
    )
    figures = {
        "cadre": asked.cadre,
        "post": place.post,
        "clock": rule.clock,
        "counted_days": days,
        "minimum_months": limit.value,
        "served_on": served,
    }
    return Verdict(rule, outcome, sentence, shown.facts, figures, limit.article, shown.ledger)


def _where(rule: Rule, place: Place) -> str:
    return (
        rule.clock.replace("-", " ").replace("since last", "since the last")
        if rule.clock in SINCE
        else f"in {place.post}"
    )


def _places(rule: Rule, asked: Asked, held: Sequence[Stretch]) -> Sequence[Stretch]:
    """What the act ends, as far as the rule concerns it; for a clock that runs from a move on, anything held then."""
    ended = left_of(rule, asked, held)
    if ended or rule.clock not in SINCE:
        return ended
    then = (each for each in held if each.start < asked.day <= each.end)
    return [each for each in then if selects(rule.select, each)][:1]


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days on which the minimum will have been served, as the clock runs after each change on file."""
    if asked.act not in acts_of(rule, DEFAULT_ACTS):
        return
    for day in (asked.day, *_changes(asked, facts)):
        later, world = asked._replace(day=day), world_on(facts, asked, day)
        held = own(world.stretches(asked.cadre), asked)
        for place in _places(rule, later, held):
            shown = clocked(rule, asked.cadre, held, place, day, world)
            yield from (shown.reaches(months) for months in rule.every_months())
        yield day


def _changes(asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days, later than that of the act, on which or after which the cadre holds something else."""
    found = {
        day for each in facts.stretches(asked.cadre) for day in (each.start, each.end) if asked.day < day < FOREVER
    }
    return sorted(found | {day + timedelta(days=1) for day in found})


def spares(rule: Rule, asked: Asked, facts: PolicyFacts) -> Spared | None:
    """Who has been in each post that is left for as long as it takes, without a change of it."""
    if asked.act not in acts_of(rule, DEFAULT_ACTS):
        return everybody
    if rule.clock not in OWN_POSTS:
        return None
    months = rule.months(picked_day(rule, asked), start=asked.day).value
    last = last_to_complete(max((months, *rule.every_months())), asked.day)
    return lambda one: all(each.start <= last and rule.counts.kind(each.kind) for each in left(rule, one, facts))


KIND = Kind(
    "tenure-min",
    "Whoever has not served the minimum where the clock runs is not moved away by one of these acts.",
    numbers=("years|months",),
    options={"acts": "list of acts: the acts that need the minimum (exchange, rotate, transfer unless said)"},
    check=check,
    spares=spares,
    turns=turns,
    clocked=True,
    picks=BY_ANY,
)
