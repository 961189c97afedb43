"""native-place-avoidance: nobody heads the place they come from."""

from functools import lru_cache

from domain.days import written
from domain.policy.asked import Asked
from domain.policy.concern import events, listed, taken
from domain.policy.facts import PolicyFacts, PostView
from domain.policy.kind import Kind, Spared, everybody
from domain.policy.rule import Rule
from domain.policy.selecting import bears
from domain.policy.verdict import Verdict


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Nobody takes up such a post in the area that is their native place."""
    place = taken(rule, asked, facts)
    if place is None or not _concerned(rule, place):
        return None
    area = facts.unit_name(place.area, asked.day) or place.area
    native = facts.personal(asked.cadre, "native_place", asked.day)
    figures = {"cadre": asked.cadre, "post": place.post, "area": place.area}
    read = events((native.event, place.event))
    if native.value is None:
        sentence = f"{asked.cadre} would hold {place.post} in {area}; the native place of {asked.cadre} is not known."
        return Verdict(rule, "undetermined", sentence, read, figures, missing=f"the native place of {asked.cadre}")
    same = same_place(native.value, area) or native.value == place.area
    if asked.brief and not same:
        return None
    sentence = (
        f"{asked.cadre} would hold {place.post} in {area} from {written(asked.day)}; the native place of "
        f"{asked.cadre} is {native.value}, {'which is the same place' if same else 'another place'}."
    )
    return Verdict(rule, "breach" if same else "ok", sentence, read, figures)


def _concerned(rule: Rule, place: PostView) -> bool:
    duties, levels = rule.options.get("duties"), rule.options.get("levels")
    return (not duties or bears(listed(duties), place)) and (not levels or place.level in listed(levels))


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    """The name without case and needless blanks; remembered, since everybody comes from one of a few places."""
    return " ".join(text.casefold().split())


def same_place(native: str, area: str) -> bool:
    """Whether two names of places mean the same one: a native place is often told with what lies around it."""
    one, other = _plain(native), _plain(area)
    return bool(one and other) and (one in other or other in one)


def spares(rule: Rule, asked: Asked, facts: PolicyFacts) -> Spared | None:
    """Everybody, where the post is no such one."""
    place = taken(rule, asked, facts)
    return everybody if place is None or not _concerned(rule, place) else None


KIND = Kind(
    "native-place-avoidance",
    "Nobody takes up such a post in the area whose name is part of their native place (or the other way round).",
    options={
        "duties": "list of patterns on the id or name of a post: the posts that are judged (all unless said)",
        "levels": "list of levels: the levels of the posts that are judged (all unless said)",
        "acts": "list of acts: the acts that are judged (appoint, transfer, exchange, rotate, promote, demote unless "
        "said)",
    },
    check=check,
    spares=spares,
)
