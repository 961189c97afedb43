"""incompatible-duties: some duties do not go together in one person."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

from domain.days import written
from domain.policy.asked import Asked
from domain.policy.concern import beside, events, listed, taken
from domain.policy.facts import PolicyFacts, PostView, Stretch
from domain.policy.kind import Kind, Spared, everybody
from domain.policy.rule import Rule
from domain.policy.selecting import bears
from domain.policy.verdict import Verdict

Borne: TypeAlias = tuple[Sequence[object], set[int]]
"""A set of duties, and which of them a post bears, by number."""


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Nobody takes up a post whose duty does not go together with that of another post held."""
    place = taken(rule, asked, facts, any_kind=True)
    borne = _borne(rule, place) if place is not None else ()
    if place is None or not borne:
        return None
    kinds = listed(rule.options.get("kinds"))
    others = [each for each in beside(asked, facts) if not kinds or each.kind in kinds]
    clashing = [each for each in others if _clash(borne, each)]
    if asked.brief and not clashing:
        return None
    said = ", ".join([_said(each, asked.day) for each in clashing]) or "nothing that does not go with it"
    sentence = f"{asked.cadre} would hold {place.post} from {written(asked.day)} and holds {said}."
    if clashing:
        sentence = f"{sentence[:-1]}; these duties do not go together in one person."
    posts = sorted({each.post for each in clashing})
    figures = {"cadre": asked.cadre, "post": place.post, "incompatible": posts}
    read = events((place.event,), [each.event for each in clashing])
    return Verdict(rule, "breach" if clashing else "ok", sentence, read, figures)


def _borne(rule: Rule, place: PostView) -> Sequence[Borne]:
    """The sets of which the post bears a duty, each with the duties that it bears."""
    return [(duties, mine) for duties in rule.options["sets"] if (mine := _duty(duties, place))]


def _duty(duties: Sequence[object], place: PostView | Stretch) -> set[int]:
    """Which duties of a set the post bears, by number."""
    return {number for number, duty in enumerate(duties) if bears(listed(duty), place)}


def _clash(borne: Iterable[Borne], held: Stretch) -> bool:
    """Whether the held post bears another duty of one of the sets."""
    for duties, mine in borne:
        theirs = _duty(duties, held)
        if theirs and len(mine | theirs) > 1:
            return True
    return False


def _said(held: Stretch, day: date) -> str:
    return f"{held.post} from {written(held.start)}" if held.start > day else held.post


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days on which another post is left."""
    return (each.end for each in facts.stretches(asked.cadre) if not each.open)


def spares(rule: Rule, asked: Asked, facts: PolicyFacts) -> Spared | None:
    """Who holds nothing besides."""
    place = taken(rule, asked, facts, any_kind=True)
    if place is None or not _borne(rule, place):
        return everybody
    return lambda one: all(
        each.end <= one.day or each.post in one.left or each.post == one.post for each in facts.stretches(one.cadre)
    )


KIND = Kind(
    "incompatible-duties",
    "Nobody holds two posts that bear different duties of one set.",
    options={
        "sets": "list of sets, each a list of duties, each a pattern on the id or name of a post or a list of such: "
        "the duties that do not go together",
        "kinds": "list of kinds of holding: which other holdings count (all unless said)",
        "acts": "list of acts: the acts that are judged (appoint, transfer, exchange, rotate, promote, demote unless "
        "said)",
    },
    needs=("sets",),
    check=check,
    spares=spares,
    turns=turns,
)
