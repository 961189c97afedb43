"""long-service: who has served so long in posts of a track is on a list, to be promoted and used."""

from datetime import date
from typing import NamedTuple

from domain.days import FOREVER
from domain.policy.clock import covered_days
from domain.policy.facts import PolicyFacts, Stretch
from domain.policy.kind import Kind
from domain.policy.measuring import first_reached
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.verdict import Period


class Service(NamedTuple):
    """How long a cadre has served in the posts meant, and since when it has been long enough (None: not yet)."""

    days: int
    long_since: date | None
    held: tuple[Stretch, ...]


def service(rule: Rule, cadre: str, today: date, facts: PolicyFacts) -> Service:
    """The time served up to the day in posts that the rule selects; time held twice counts once."""
    held = [each for each in facts.stretches(cadre) if rule.counts.kind(each.kind) and selects(rule.select, each)]
    begun = tuple(each for each in held if each.start <= today)
    periods = [Period(each.start, each.end, each.post, each.event, counted=True) for each in begun]
    reached = first_reached(periods, rule.months(today).value)
    ended = [each._replace(end=min(each.end, today)) for each in periods if each.start < today]
    return Service(covered_days(ended), reached if reached and reached <= today < FOREVER else None, begun)


KIND = Kind(
    "long-service",
    "Whoever has served so long in posts that the rule selects stands on the list of long service.",
    numbers=("years|months",),
)
