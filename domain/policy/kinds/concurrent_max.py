"""concurrent-max: nobody holds too many posts at a time."""

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from domain.days import written
from domain.policy.asked import Asked
from domain.policy.concern import beside, events, listed, taken
from domain.policy.facts import PolicyFacts, Stretch
from domain.policy.kind import BY_DECISION, Kind, Spared, everybody, picked_day
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.verdict import Verdict

Load: TypeAlias = tuple[date, list[Stretch]]
"""A day, and what is held beside the taken post on it."""


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Nobody takes up a post beside so many others; what is on file for later counts with it."""
    place = taken(rule, asked, facts, any_kind=True)
    if place is None or not _counts(rule, asked.kind):
        return None
    limit = rule.dated("posts", picked_day(rule, asked))
    worst, held = _heaviest(rule, asked, facts)
    posts = sorted({place.post, *[each.post for each in held]}) if held else [place.post]
    outcome = "breach" if len(posts) > limit.value else "ok"
    if asked.brief and outcome == "ok":
        return None
    several = "post" if len(posts) == 1 else "posts"
    sentence = (
        f"{asked.cadre} would hold {len(posts)} {several} on {written(worst)} ({', '.join(posts)}); "
        f"at most {limit.value} may be held at a time."
    )
    figures = {
        "cadre": asked.cadre,
        "post": place.post,
        "day": written(worst),
        "posts": posts,
        "held": len(posts),
        "limit": limit.value,
    }
    read = events([each.event for each in held], (place.event,))
    return Verdict(rule, outcome, sentence, read, figures, limit.article)


def _counts(rule: Rule, kind: str) -> bool:
    kinds = listed(rule.options.get("kinds"))
    return not kinds or kind in kinds


def _heaviest(rule: Rule, asked: Asked, facts: PolicyFacts) -> Load:
    """What is held beside the taken post on the first day on which that is most: on the act's or on a later one."""
    day, kinds = asked.day, listed(rule.options.get("kinds"))
    others = [each for each in beside(asked, facts) if selects(rule.select, each)]
    counted = [each for each in others if each.kind in kinds] if kinds else others
    later = {each.start for each in counted if each.start > day}
    if not later:
        return day, counted
    loads = [(when, [each for each in counted if each.on(when)]) for when in (day, *sorted(later))]
    return max(loads, key=lambda each: len(each[1]))


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days on which one of the posts is left."""
    return (each.end for each in facts.stretches(asked.cadre) if not each.open)


def spares(rule: Rule, asked: Asked, facts: PolicyFacts) -> Spared | None:
    """Who holds too few posts besides, now and later taken together."""
    if taken(rule, asked, facts, any_kind=True) is None or not _counts(rule, asked.kind):
        return everybody
    room: int = rule.number("posts", picked_day(rule, asked)) - 1

    def few(one: Asked) -> bool:
        held = facts.stretches(one.cadre)
        others = {each.post for each in held if each.end > one.day and each.post not in one.left}
        return len(others - {one.post}) <= room

    return few


KIND = Kind(
    "concurrent-max",
    "Nobody takes up a post beside so many others that more than this number of posts is held at a time.",
    numbers=("posts",),
    options={
        "kinds": "list of kinds of holding: which of them count (all unless said)",
        "acts": "list of acts: the acts that are judged (appoint, transfer, exchange, rotate, promote, demote unless "
        "said)",
    },
    check=check,
    spares=spares,
    turns=turns,
    picks=BY_DECISION,
)
