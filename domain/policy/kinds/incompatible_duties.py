"""incompatible-duties: some duties do not go together in one person."""

from collections.abc import Iterable, Sequence
from datetime import date

from domain.policy.asked import Asked
from domain.policy.concern import beside, events, listed, taken
from domain.policy.facts import PolicyFacts, PostView, Stretch
from domain.policy.kind import Kind, Spared, everybody
from domain.policy.rule import Rule
from domain.policy.selecting import bears
from domain.policy.verdict import Verdict


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Nobody takes up a post whose duty does not go together with that of another post held."""
    place = taken(rule, asked, facts, any_kind=True)
    if place is None or not _concerned(rule, place):
        return None
    kinds = listed(rule.options.get("kinds"))
    others = [each for each in beside(asked, facts) if not kinds or each.kind in kinds]
    clashing = [each for each in others if any(_clash(duties, place, each) for duties in rule.options["sets"])]
    if asked.brief and not clashing:
        return None
    said = ", ".join(_said(each, asked.day) for each in clashing) or "nothing that does not go with it"
    sentence = f"{asked.cadre} would hold {place.post} from {asked.day} and holds {said}."
    if clashing:
        sentence = f"{sentence[:-1]}; these duties do not go together in one person."
    posts = sorted({each.post for each in clashing})
    figures = {"cadre": asked.cadre, "post": place.post, "incompatible": posts}
    read = events((place.event,), (each.event for each in clashing))
    return Verdict(rule, "breach" if clashing else "ok", sentence, read, figures)


def _concerned(rule: Rule, place: PostView) -> bool:
    """Whether the post bears a duty of one of the sets."""
    return any(bears(listed(duty), place) for duties in rule.options["sets"] for duty in duties)


def _duty(duties: Sequence[object], place: PostView | Stretch) -> set[int]:
    """Which duties of a set the post bears, by number."""
    return {number for number, duty in enumerate(duties) if bears(listed(duty), place)}


def _clash(duties: Sequence[object], place: PostView, held: Stretch) -> bool:
    """Whether the two posts bear different duties of the set."""
    mine, theirs = _duty(duties, place), _duty(duties, held)
    return bool(mine and theirs) and len(mine | theirs) > 1


def _said(held: Stretch, day: date) -> str:
    return f"{held.post} from {held.start}" if held.start > day else held.post


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days on which another post is left."""
    return (each.end for each in facts.stretches(asked.cadre) if not each.open)


def spares(rule: Rule, asked: Asked, facts: PolicyFacts) -> Spared | None:
    """Who holds nothing besides."""
    place = taken(rule, asked, facts, any_kind=True)
    if place is None or not _concerned(rule, place):
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
