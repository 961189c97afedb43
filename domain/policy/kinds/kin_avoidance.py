"""kin-avoidance: relatives do not serve where one has to do with the other."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from domain.days import written
from domain.policy.asked import Asked
from domain.policy.concern import end_of, events, listed, taken
from domain.policy.facts import PolicyFacts, PostView, Relative, Stretch
from domain.policy.kind import Kind, Spared, everybody
from domain.policy.rule import Rule
from domain.policy.selecting import bears
from domain.policy.verdict import Verdict


class Tie(NamedTuple):
    """A relative who holds a post with which the taken one does not go together."""

    relative: Relative
    held: Stretch


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Nobody takes up a post beside a relative, where the rule says that the two posts do not go together."""
    place = taken(rule, asked, facts)
    if place is None:
        return None
    known = [each for each in _relatives(rule, asked, facts) if each.cadre]
    if not known:
        return None
    end, where = end_of(asked, facts), _where(rule, place)
    ties = [tie for relative in known for tie in _ties(rule, asked, place, relative, facts) if tie.held.start < end]
    if asked.brief and not ties:
        return None
    said = "; ".join([_said(tie, asked.day) for tie in ties]) or f"no relative serves in {where}"
    sentence = f"{asked.cadre} would hold {place.post} in {where} from {written(asked.day)}: {said}."
    figures = {
        "cadre": asked.cadre,
        "post": place.post,
        "place": where,
        "relatives": [{"cadre": tie.held.cadre, "post": tie.held.post} for tie in ties],
    }
    read = events([each.event for each in known], [tie.held.event for tie in ties], (place.event,))
    return Verdict(rule, "breach" if ties else "ok", sentence, read, figures)


def _relatives(rule: Rule, asked: Asked, facts: PolicyFacts) -> list[Relative]:
    """The relatives who count, in the same order however they were recorded."""
    found = facts.kin(asked.cadre)
    if relations := listed(rule.options.get("relations")):
        words = {each.casefold() for each in relations}
        found = [each for each in found if each.relation.casefold() in words]
    return sorted(found, key=lambda each: (each.cadre or "", each.relation, each.event))


def _ties(rule: Rule, asked: Asked, place: PostView, relative: Relative, facts: PolicyFacts) -> Iterable[Tie]:
    """What the relative holds on the day or later that does not go together with the taken post; each post once."""
    day, found = asked.day, dict[str, Tie]()
    for each in facts.stretches(relative.cadre or ""):
        if each.end > day and rule.counts.kind(each.kind) and _clash(rule, place, each):
            found.setdefault(each.post, Tie(relative, each))
    return found.values()


def _where(rule: Rule, place: PostView | Stretch) -> str:
    return place.area if rule.options.get("within") == "area" else place.unit


def _clash(rule: Rule, place: PostView, held: Stretch) -> bool:
    """Whether the two posts lie in one place and, where the rule names duties, one has them and the other leads."""
    if _where(rule, place) != _where(rule, held):
        return False
    duties, levels = listed(rule.options.get("duties")), listed(rule.options.get("levels"))
    pairs = ((place, held), (held, place))
    return any((not duties or bears(duties, one)) and (not levels or other.level in levels) for one, other in pairs)


def _said(tie: Tie, day: date) -> str:
    since = f"{'from' if tie.held.start > day else 'since'} {written(tie.held.start)}"
    return f"{tie.held.cadre} ({tie.relative.relation}) holds {tie.held.post} there {since}"


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days on which a relative leaves a post."""
    for relative in facts.kin(asked.cadre):
        if relative.cadre:
            yield from (each.end for each in facts.stretches(relative.cadre) if not each.open)


def spares(rule: Rule, asked: Asked, facts: PolicyFacts) -> Spared | None:
    """Who has no known relatives."""
    return everybody if taken(rule, asked, facts) is None else lambda one: not facts.kin(one.cadre)


KIND = Kind(
    "kin-avoidance",
    "Nobody takes up a post in the unit (or area) in which a registered relative serves; with duties, where one of "
    "the two posts bears such a duty; with levels, where the other of them is at such a level.",
    options={
        "relations": "list of relations, as recorded: which relatives count (all unless said)",
        "duties": "list of patterns on the id or name of a post: one of the two posts must be such a one",
        "levels": "list of levels: the other one of the two posts must be at one of these",
        "within": "one of unit, area: where the two may not both serve (unit unless said)",
        "acts": "list of acts: the acts that are judged (appoint, transfer, exchange, rotate, promote, demote unless "
        "said)",
    },
    check=check,
    spares=spares,
    turns=turns,
)
