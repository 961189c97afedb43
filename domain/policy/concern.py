"""Which post or which stretch of service an act concerns a rule by."""

from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import Any

from domain.days import FOREVER
from domain.policy.asked import TAKING_ACTS, Asked
from domain.policy.facts import PolicyFacts, PostView, Stretch
from domain.policy.kind import own
from domain.policy.rule import EVERYWHERE, Rule
from domain.policy.selecting import selects


def listed(value: Any) -> tuple[str, ...]:
    """One text or several as several; nothing as none."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def acts_of(rule: Rule, default: Iterable[str]) -> tuple[str, ...]:
    """The acts that the rule judges: its option `acts`, else the default of its kind."""
    named = rule.options.get("acts")
    return tuple(default) if named is None else listed(named) or tuple(default)


def taken(rule: Rule, asked: Asked, facts: PolicyFacts, *, any_kind: bool = False) -> PostView | None:
    """The post that the act takes up, if that concerns the rule: the act, the kind of holding and the post all do."""
    if asked.post is None or asked.act not in acts_of(rule, TAKING_ACTS):
        return None
    if not any_kind and not rule.counts.kind(asked.kind):
        return None
    place = facts.post(asked.post, asked.day)
    return place if place is not None and selects(rule.select, place) else None


def left(rule: Rule, asked: Asked, facts: PolicyFacts) -> tuple[Stretch, ...]:
    """What the act ends, as it stood the day before, as far as the rule selects it."""
    return left_of(rule, asked, own(facts.stretches(asked.cadre), asked)) if asked.left else ()


def left_of(rule: Rule, asked: Asked, held: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The same of what is held without the act."""
    posts, day, select = asked.left, asked.day, rule.select
    ended = [each for each in held if each.post in posts and each.start < day <= each.end]
    return tuple(ended) if select is EVERYWHERE else tuple([each for each in ended if selects(select, each)])


def beside(asked: Asked, facts: PolicyFacts) -> tuple[Stretch, ...]:
    """What the cadre holds besides the post that is taken up, while that is held, as the act leaves it."""
    day, post = asked.day, asked.post
    others = [each for each in facts.stretches(asked.cadre) if day < each.end and each.post != post]
    if not others:
        return ()
    end = end_of(asked, facts)
    return tuple(others) if end == FOREVER else tuple([each for each in others if each.start < end])


def end_of(asked: Asked, facts: PolicyFacts) -> date:
    """The first day without what the act takes up, as far as it is on file already; else no end."""
    if asked.event is None:
        return FOREVER
    return max([each.end for each in facts.stretches(asked.cadre) if each.event == asked.event], default=FOREVER)


def events(*groups: Iterable[str | None]) -> tuple[str, ...]:
    """Event ids, each once, in order; absent ones left out."""
    return tuple(dict.fromkeys(filter(None, chain.from_iterable(groups))))
