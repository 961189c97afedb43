"""pair-not-together: the two heads of a place do not change at the same time."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from domain.days import FOREVER, written
from domain.policy.asked import LEAVING_ACTS, Asked
from domain.policy.concern import acts_of, events, left, listed
from domain.policy.facts import PolicyFacts, Stretch
from domain.policy.kind import BY_DECISION, Kind, Spared, everybody, picked_day
from domain.policy.movements import Movement, departure, ends
from domain.policy.rule import Rule
from domain.policy.selecting import bears
from domain.policy.verdict import Verdict
from domain.policy.worked_out import worked_out

Change: TypeAlias = tuple[int, Movement]
"""Which of the paired roles the post is, by number, and that somebody leaves it."""
ACTS = tuple(act for act in LEAVING_ACTS if act != "depart")


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Nobody leaves one of the paired posts within so many days of a change in the other."""
    if asked.act not in acts_of(rule, ACTS):
        return None
    for source in left(rule, asked, facts):
        if (role := _role(rule, source)) is not None:
            return _judged(rule, asked, source, role, facts)
    return None


def _judged(rule: Rule, asked: Asked, source: Stretch, role: int, facts: PolicyFacts) -> Verdict | None:
    limit = rule.dated("window_days", picked_day(rule, asked))
    window = timedelta(days=limit.value)
    others = _others(rule, asked, source, role, (asked.day - window, asked.day + window), facts)
    near = min(others, key=lambda each: (abs((asked.day - each.day).days), each.day, each.post), default=None)
    if asked.brief and near is None:
        return None
    place, day = _place(rule, source), written(asked.day)
    figures = {"cadre": asked.cadre, "post": source.post, "place": place, "window_days": limit.value}
    if near is None:
        sentence = (
            f"{asked.cadre} leaves {source.post} on {day}; no paired post of {place} changes holder within "
            f"{limit.value} days."
        )
        return Verdict(rule, "ok", sentence, (source.event,), figures, limit.article)
    apart = abs((asked.day - near.day).days)
    sentence = (
        f"{asked.cadre} leaves {source.post} on {day}, and {near.cadre} leaves {near.post} of the same place "
        f"{place} on {written(near.day)}, {apart} days apart; {limit.value} days must lie between."
    )
    figures |= {"other": near.cadre, "other_post": near.post, "other_day": written(near.day), "days_apart": apart}
    return Verdict(rule, "breach", sentence, events((source.event, near.event)), figures, limit.article)


def _role(rule: Rule, place: Stretch) -> int | None:
    """Which of the paired roles the post is, by number; None for neither."""
    for number, role in enumerate(rule.options["roles"]):
        if bears(listed(role), place):
            return number
    return None


def _place(rule: Rule, stretch: Stretch) -> str:
    return stretch.unit if rule.options.get("within") == "unit" else stretch.area


def _others(  # noqa: PLR0913, PLR0917 - whose change, in which window
    rule: Rule, asked: Asked, source: Stretch, role: int, window: tuple[date, date], facts: PolicyFacts
) -> list[Movement]:
    """The departures of others, between the two days, from posts of another role in the same place."""
    first, last = window
    changes = _changes(rule, source, asked.cadre, facts)
    found = [each for of, each in changes if of != role and first < each.day < last]
    return [each for each in found if each.cadre != asked.cadre]


def _changes(rule: Rule, source: Stretch, cadre: str, facts: PolicyFacts) -> Sequence[Change]:
    """The changes in the place; those of others are the recorded ones if the act moves nobody but the cadre."""
    if not facts.moved.issubset((cadre,)):
        return _every_change(rule, source, facts)
    about, recorded = ("changes", _place(rule, source)), facts.recorded
    return worked_out(recorded, rule, about, lambda: _every_change(rule, source, recorded))


def _every_change(rule: Rule, source: Stretch, facts: PolicyFacts) -> Sequence[Change]:
    """Every departure from a paired post of the place, with the role of the post, by the first day of the holding."""
    held = facts.ever_in_unit(source.unit) if rule.options.get("within") == "unit" else facts.ever_in_area(source.area)
    of_cadre: dict[str, list[Stretch]] = {}
    for each in held:
        of_cadre.setdefault(each.cadre, []).append(each)
    ended = [each for each in held if each.end < FOREVER and rule.counts.kind(each.kind)]
    paired = [(role, each) for each in ended if (role := _role(rule, each)) is not None]
    return tuple([(role, departure(each)) for role, each in paired if ends(each, of_cadre[each.cadre])])


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days on which so many days have passed since the other change."""
    yield from (day for source in left(rule, asked, facts) for day in _free(rule, asked, source, facts))


def _free(rule: Rule, asked: Asked, source: Stretch, facts: PolicyFacts) -> Iterator[date]:
    days = {row.value for row in rule.numbers["window_days"]}
    role, window = _role(rule, source), (asked.day - timedelta(days=max(days)), FOREVER)
    others = _others(rule, asked, source, role, window, facts) if role is not None else ()
    return (each.day + timedelta(days=count) for each in others for count in days)


def spares(rule: Rule, asked: Asked, facts: PolicyFacts) -> Spared | None:
    """Who leaves none of the paired posts."""
    if asked.act not in acts_of(rule, ACTS):
        return everybody
    return lambda one: all(_role(rule, each) is None for each in left(rule, one, facts))


KIND = Kind(
    "pair-not-together",
    "Of the paired posts of one place (such as party head and government head) no two change holder within so many "
    "days of each other: fewer than `window_days` days between them is a breach.",
    numbers=("window_days",),
    options={
        "roles": "list of roles, each a pattern on the id or name of a post, or a list of patterns: the posts that are "
        "paired",
        "within": "one of area, unit: in which place posts are paired (area unless said)",
        "acts": "list of acts: the acts that are judged (relieve, transfer, exchange, rotate, promote, demote unless "
        "said); every departure counts, whichever act brought it",
    },
    needs=("roles",),
    check=check,
    spares=spares,
    turns=turns,
    picks=BY_DECISION,
)
