"""exchange-crosses: an exchange leads from one side to another."""

from domain.days import written
from domain.policy.asked import Asked
from domain.policy.concern import acts_of, events, left, listed
from domain.policy.facts import PolicyFacts, PostView, Stretch
from domain.policy.kind import Kind, Spared, everybody
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.verdict import Verdict

BORDERS = ("track", "unit", "area")


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Each leg of an exchange leads to another track, another unit or another area, as the rule says."""
    if asked.act not in acts_of(rule, ("exchange",)) or asked.post is None:
        return None
    place = facts.post(asked.post, asked.day)
    sources = left(rule, asked, facts)
    if place is None or not sources or not selects(rule.select, place):
        return None
    between = listed(rule.options["between"])
    inside = [(each, border) for each in sources for border in between if not _crosses(each, place, border)]
    if asked.brief and not inside:
        return None
    source = inside[0][0] if inside else sources[0]
    sentence = (
        f"{asked.cadre} goes from {source.post} to {place.post} on {written(asked.day)}: "
        f"{'; '.join([_said(source, place, border) for border in between])}."
    )
    figures = {"cadre": asked.cadre, "from": source.post, "post": place.post, "between": list(between)}
    figures["not_crossed"] = list(dict.fromkeys([border for _, border in inside]))
    read = events([each.event for each in sources], (place.event,))
    return Verdict(rule, "breach" if inside else "ok", sentence, read, figures)


def _crosses(source: Stretch, place: PostView, border: str) -> bool:
    """Whether the way leads across; a unit or an area that was renamed or merged is still the same one."""
    if border == "unit":
        return source.unit not in place.house and place.unit not in source.house
    if border == "area":
        return source.area != place.area and source.area not in place.areas and place.area not in source.areas
    return source.track != place.track


def _said(source: Stretch, place: PostView, border: str) -> str:
    before, after = getattr(source, border), getattr(place, border)
    if _crosses(source, place, border):
        return f"from {border} {before} to {border} {after}"
    return f"both are of {border} {after}, and the exchange must lead to another {border}"


def spares(rule: Rule, asked: Asked, _facts: PolicyFacts) -> Spared | None:
    """Everybody, where the act is no such one."""
    return everybody if asked.act not in acts_of(rule, ("exchange",)) or asked.post is None else None


KIND = Kind(
    "exchange-crosses",
    "Each leg of an exchange leads to a post of another track, unit or area than the post that is left.",
    options={
        "between": "one or a list of track, unit, area: what each leg must cross; of several, all",
        "acts": "list of acts: the acts that are judged (exchange unless said)",
    },
    needs=("between",),
    check=check,
    spares=spares,
)
