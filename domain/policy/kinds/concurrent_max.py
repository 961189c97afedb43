"""concurrent-max: nobody holds too many posts at a time."""

from collections.abc import Iterable, Iterator
from datetime import date

from domain.policy.asked import Asked
from domain.policy.concern import beside, events, listed, taken
from domain.policy.facts import PolicyFacts, Stretch
from domain.policy.kind import BY_DECISION, Kind, picked_day
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.verdict import Verdict


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Nobody takes up a post beside so many others; what is on file for later counts with it."""
    place = taken(rule, asked, facts, any_kind=True)
    if place is None or not _counts(rule, asked.kind):
        return None
    limit = rule.dated("posts", picked_day(rule, asked))
    worst, held = max(_loads(rule, asked, facts), key=lambda each: len(each[1]))
    posts = sorted({place.post, *(each.post for each in held)})
    outcome = "breach" if len(posts) > limit.value else "ok"
    if asked.brief and outcome == "ok":
        return None
    sentence = (
        f"{asked.cadre} would hold {len(posts)} posts on {worst} ({', '.join(posts)}); "
        f"at most {limit.value} may be held at a time."
    )
    figures = {
        "cadre": asked.cadre,
        "post": place.post,
        "day": worst.isoformat(),
        "posts": posts,
        "held": len(posts),
        "limit": limit.value,
    }
    read = events((each.event for each in held), (place.event,))
    return Verdict(rule, outcome, sentence, read, figures, article=limit.article)


def _counts(rule: Rule, kind: str) -> bool:
    kinds = listed(rule.options.get("kinds"))
    return not kinds or kind in kinds


def _loads(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterator[tuple[date, list[Stretch]]]:
    """What is held beside the taken post, on the day and on every later day on which something is added to it."""
    others = [each for each in beside(asked, facts) if _counts(rule, each.kind) and selects(rule.select, each)]
    for day in (asked.day, *sorted({each.start for each in others if each.start > asked.day})):
        yield day, [each for each in others if each.on(day)]


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days on which one of the posts is left."""
    return (each.end for each in facts.stretches(asked.cadre) if not each.open)


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
    turns=turns,
    picks=BY_DECISION,
)
