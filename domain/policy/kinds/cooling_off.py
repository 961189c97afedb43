"""cooling-off: nobody returns before some time has passed."""

from collections.abc import Iterable
from datetime import date, timedelta

from domain.days import add_months, written
from domain.policy.asked import Asked
from domain.policy.clock import scope
from domain.policy.concern import taken
from domain.policy.facts import PolicyFacts, PostView, Stretch
from domain.policy.kind import BY_ANY, Kind, own, picked_day, spoken
from domain.policy.rule import Rule
from domain.policy.verdict import Verdict


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Whoever left the post (or where else the clock looks) does not come back before the time has passed.

    Going on without a day between is no return.
    """
    place = taken(rule, asked, facts)
    if place is None:
        return None
    there = _there(rule, asked, place, facts)
    before = [each for each in there if each.end < asked.day]
    if not before or [each for each in there if each.start < asked.day <= each.end]:
        return None
    last = before[0] if len(before) == 1 else max(before, key=lambda each: each.end)
    limit = rule.months(picked_day(rule, asked), start=last.since)
    free = add_months(last.end, limit.value)
    outcome = "breach" if asked.day < free else "ok"
    if asked.brief and outcome == "ok":
        return None
    left, day = written(last.end), written(asked.day)
    sentence = (
        f"{asked.cadre} left {last.post} on {left} and would return to {place.post} on {day}; "
        f"{spoken(limit.value)} must pass, which is on {written(free)}."
    )
    figures = {
        "cadre": asked.cadre,
        "post": place.post,
        "left_post": last.post,
        "left_on": left,
        "months": limit.value,
        "free_on": written(free),
    }
    read = (last.event, last.ended_by) if last.ended_by else (last.event,)
    return Verdict(rule, outcome, sentence, read, figures, limit.article)


def _there(rule: Rule, asked: Asked, place: PostView, facts: PolicyFacts) -> list[Stretch]:
    """What the cadre held where the clock looks, in a kind of holding that counts."""
    same, counts = scope(rule, place), rule.counts.kind
    return [each for each in own(facts.stretches(asked.cadre), asked) if same(each) and counts(each.kind)]


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days on which the time will have passed; the day after one on which the cadre is there anyway."""
    place = taken(rule, asked, facts)
    if place is None:
        return
    for each in _there(rule, asked, place, facts):
        yield each.start + timedelta(days=1)
        if not each.open:
            yield from (add_months(each.end, months) for months in rule.every_months())


KIND = Kind(
    "cooling-off",
    "Whoever left a post does not return to it (by the clock: to the unit, the level) before the time has passed.",
    numbers=("years|months",),
    options={
        "acts": "list of acts: the acts that are judged (appoint, transfer, exchange, rotate, promote, demote unless "
        "said)",
    },
    check=check,
    turns=turns,
    clocked=True,
    picks=BY_ANY,
)
