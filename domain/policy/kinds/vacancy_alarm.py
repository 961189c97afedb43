"""vacancy-alarm: a post does not stay without a holder for long."""

from collections.abc import Iterable
from datetime import date

from domain.days import FOREVER, add_months
from domain.policy.concern import listed
from domain.policy.facts import PolicyFacts, PostView, Stretch
from domain.policy.kind import BY_HOLDING, Kind
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.verdict import Due, Period


def vacancy(rule: Rule, place: PostView, today: date, facts: PolicyFacts) -> Due | None:
    """A post with a vacant seat raises the duty to fill it, due so many months after the seat became vacant."""
    if not selects(rule.select, place):
        return None
    chain = sorted(place.chain) if rule.counts.successor_posts else [place.post]
    held = [each for post in chain for each in facts.held(post) if _fills(rule, each)]
    since = _vacant_since(chain, held, today, facts)
    if since is None:
        return None
    limit = rule.months(today, start=since)
    read = [each.ended_by or each.event for each in held if each.end == since] or [place.event]
    period = Period(since, today, place.post, read[0], counted=True)
    due_on = add_months(since, limit.value)
    return Due(rule, "", place.post, place.unit, since, period.days, due_on, "ok", today, ledger=(period,))


def _fills(rule: Rule, stretch: Stretch) -> bool:
    kinds = listed(rule.options.get("filled_by"))
    return not kinds or stretch.kind in kinds


def _vacant_since(chain: Iterable[str], held: list[Stretch], today: date, facts: PolicyFacts) -> date | None:
    """The first day of the time up to today in which a seat has been vacant; None if none is."""
    posts = tuple(chain)
    if not _vacant(posts, held, today, facts):
        return None
    opened = (day for post in posts for day in facts.post_days(post))
    days = {today, *opened, *(each.start for each in held), *(each.end for each in held)}
    since = None
    for day in sorted((each for each in days if each <= today and each != FOREVER), reverse=True):
        if not _vacant(posts, held, day, facts):
            break
        since = day
    return since


def _vacant(posts: Iterable[str], held: Iterable[Stretch], day: date, facts: PolicyFacts) -> bool:
    """Whether one of the posts is open on the day and has fewer holders than seats."""
    for post in posts:
        if (place := facts.post(post, day)) is not None:
            return len({each.cadre for each in held if each.start <= day < each.end}) < place.seats
    return False


KIND = Kind(
    "vacancy-alarm",
    "A post with a vacant seat raises a duty to fill it, due so many months after the seat became vacant; a post that "
    "succeeded another takes over its vacancy.",
    numbers=("years|months",),
    options={"filled_by": "list of kinds of holding: which of them fill a seat (all unless said)"},
    vacancy=vacancy,
    picks=BY_HOLDING,
)
