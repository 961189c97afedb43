"""Deciding on an exchange: the legs of one order are settled together, from the posts held before any of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from domain.career import MAIN_KINDS, Career
from domain.commands import Exchange
from domain.errors import BadInput
from domain.events import CadreExchanged
from domain.facts import Decided, Facts, Proposed, later, unit_on
from domain.finding import Finding


class Leg(NamedTuple):
    """One cadre's part in an exchange: the post left, the post taken, and with whom."""

    cadre: str
    source: str
    post: str
    partners: tuple[str, ...] = ()


def exchange(command: Exchange, leg: Leg, facts: Facts) -> Decided:
    """The cadre leaves one post and takes the other, on the day on which the partners do the same."""
    if not leg.partners:
        wording = (
            f"{leg.cadre} would leave {leg.source} for {leg.post}, but nobody else of this order takes or leaves "
            "either post; that is a transfer, not an exchange."
        )
        return Decided(findings=(Finding("not-an-exchange", wording, figures={"cadre": leg.cadre, "post": leg.post}),))
    body = CadreExchanged(
        post=leg.post,
        from_post=leg.source,
        partners=leg.partners,
        planned_end=later(command.until, command.effective),
    )
    unit = unit_on(facts, leg.post, command.effective)
    return Decided((Proposed(f"cadre:{leg.cadre}", body, command.effective, unit),))


def leg_of(command: Exchange, facts: Facts) -> Leg:
    """The leg without its partners. Raises BadInput if the post to leave or to take is not clear."""
    source = command.from_post or own_post(command.cadre, command.effective, facts)
    if (command.post is None) == (command.taken_from is None):
        raise BadInput(f"name for {command.cadre} either the post to take or the cadre whose post is taken")
    post = command.post or own_post(command.taken_from or "", command.effective, facts)
    return Leg(command.cadre, source, post)


def own_post(cadre: str, day: date, facts: Facts) -> str:
    """The one substantive post that the cadre holds on the day. Raises BadInput if there is none or more than one."""
    held = own_posts(facts.cadre(cadre).career, day)
    if len(held) == 1:
        return held[0]
    if not held:
        raise BadInput(f"{cadre} holds no substantive post on {day}; name the posts as {cadre}=POST")
    raise BadInput(
        f"{cadre} holds {' and '.join(held)} on {day}; name the post to leave with --from, or as WHO=POST legs"
    )


def own_posts(career: Career, day: date) -> tuple[str, ...]:
    """The posts that the cadre holds on the day as its own."""
    return tuple(
        holding.post
        for holding in career.holdings
        for segment in holding.segments
        if segment.kind in MAIN_KINDS and segment.start <= day < segment.end
    )


def with_partners(legs: Mapping[int, Leg], days: Mapping[int, date]) -> dict[int, Leg]:
    """Each leg with the cadres it exchanges with: those linked to it, on its day, by posts left and taken."""
    return {line: Leg(leg.cadre, leg.source, leg.post, _linked(line, legs, days)) for line, leg in legs.items()}


def _linked(line: int, legs: Mapping[int, Leg], days: Mapping[int, date]) -> tuple[str, ...]:
    others = [other for number, other in legs.items() if number != line and days[number] == days[line]]
    posts = {legs[line].source, legs[line].post}
    found: list[str] = []
    while near := _touching(others, posts):
        others = [other for other in others if other not in near]
        posts.update(post for leg in near for post in (leg.source, leg.post))
        found.extend(leg.cadre for leg in near)
    return tuple(sorted(found))


def _touching(legs: Sequence[Leg], posts: set[str]) -> list[Leg]:
    return [leg for leg in legs if leg.source in posts or leg.post in posts]
