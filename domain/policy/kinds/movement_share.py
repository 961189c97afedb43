"""movement-share: not too many posts of a unit change holder within a time."""

from collections.abc import Iterable
from datetime import date, timedelta

from domain.days import add_months, written
from domain.policy.asked import LEAVING_ACTS, Asked
from domain.policy.concern import acts_of, left
from domain.policy.facts import PolicyFacts
from domain.policy.kind import BY_DECISION, Kind, Spared, everybody, picked_day, spoken
from domain.policy.moving import Moving, Window, counts_in, moving_in, supposed, windows
from domain.policy.rule import Dated, Rule
from domain.policy.shares import against
from domain.policy.verdict import Verdict
from domain.policy.worked_out import worked_out

ACTS = (*(act for act in LEAVING_ACTS if act != "depart"), "appoint")


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """In no window that the act falls into do more than this share of the unit's posts change holder."""
    first: Verdict | None = None
    for unit in _units(rule, asked, facts):
        found = _judged_once(rule, asked, unit, facts)
        if found is not None and found.outcome == "breach":
            return found
        first = first or found
    return first


def _judged_once(rule: Rule, asked: Asked, unit: str, facts: PolicyFacts) -> Verdict | None:
    """The verdict on the unit; that is the same for every recorded act of the day."""
    if facts.touched:
        return _judged(rule, asked, unit, facts)
    about = ("verdict", unit, asked.day, picked_day(rule, asked), asked.brief)
    return worked_out(facts, rule, about, lambda: _judged(rule, asked, unit, facts))


def _judged(rule: Rule, asked: Asked, unit: str, facts: PolicyFacts) -> Verdict | None:
    day = picked_day(rule, asked)
    months, limit = rule.number("window_months", day), rule.dated("share", day)
    least = max(1, rule.optional("min_posts", day) or 0)
    moving = moving_in(rule, unit, facts)
    if asked.brief and _harmless(moving, asked.day, months, least, limit.value, facts.touched):
        return None
    found = windows(moving, asked.day, months, facts)
    worst, *others = [each for each in found if each.posts >= least] or (None,)
    if worst is None:
        return None
    for other in others:
        worst = other if other.beyond(worst) else worst
    outcome = "breach" if against(worst.changed, worst.posts, limit.value) > 0 else "ok"
    return None if asked.brief and outcome == "ok" else _verdict(rule, unit, worst, months, limit, outcome)


def _harmless(  # noqa: PLR0913, PLR0917 - the numbers of the rule, and what the act touches
    moving: Moving, day: date, months: int, least: int, share: str, touched: Iterable[str]
) -> bool:
    """Whether the unit is too small, or every window keeps the share even if each seat touched changes holder too."""
    if not moving.settled(day):
        return False
    if moving.seats(day) < least:
        return True
    era = moving.era(day)
    more = {view.post: view.seats for post in touched for view in era.lines.get(post, ())}
    return against(moving.most(day, months) + sum(more.values()), era.seats, share) <= 0


def _verdict(  # noqa: PLR0913, PLR0917 - what was found, and by which numbers
    rule: Rule, unit: str, worst: Window, months: int, limit: Dated, outcome: str
) -> Verdict:
    changes = [(each.post, written(each.day)) for each in worst.changes]
    until = written(worst.end)
    said = ", ".join([f"{post} on {day}" for post, day in changes])
    sentence = (
        f"In the {spoken(months)} up to {until} {worst.changed} of the {worst.posts} posts of {unit} change "
        f"holder ({said}); at most {limit.value} of them may."
    )
    figures = {
        "unit": unit,
        "after": add_months(worst.end, -months).isoformat(),
        "until": until,
        "changed": worst.changed,
        "posts": worst.posts,
        "share": f"{worst.changed}/{worst.posts}",
        "limit": limit.value,
        "changes": [{"post": post, "day": day} for post, day in changes],
    }
    read = tuple(dict.fromkeys([each.event for each in worst.changes]))
    return Verdict(rule, outcome, sentence, read, figures, limit.article)


def _units(rule: Rule, asked: Asked, facts: PolicyFacts) -> tuple[str, ...]:
    """The units of which the act changes the holder of a post."""
    if asked.act not in acts_of(rule, ACTS):
        return ()
    mode = rule.options.get("movement", "departures")
    found = [each.unit for each in left(rule, asked, facts) if counts_in(rule, each)] if mode != "arrivals" else []
    place = facts.post(asked.post, asked.day) if asked.post and mode != "departures" else None
    if place is not None and counts_in(rule, place):
        found.append(place.unit)
    return tuple(dict.fromkeys(found))


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days on which earlier changes fall out of the window, or the unit's posts become others."""
    widths = {row.value for row in rule.numbers["window_months"]}
    since = add_months(asked.day, -max(widths))
    yield from (day for each in facts.stretches(asked.cadre) for day in (each.start, each.end))
    for unit in _units(rule, asked, facts):
        yield from facts.unit_days(unit)
        moving = moving_in(rule, unit, facts)
        era, instead = moving.era(asked.day), supposed(moving, asked.day, facts)
        recorded = [change.day for post, change in era.changes if post not in instead]
        days = {*recorded, *[each.day for changes in instead.values() for each in changes]}
        yield from (_out(day, months) for day in days if day > since for months in widths)


def _out(day: date, months: int) -> date:
    """The first day whose window no longer takes the day in; month ends may put it off."""
    end = add_months(day, months)
    while add_months(end, -months) < day:
        end += timedelta(days=1)
    return end


def spares(rule: Rule, asked: Asked, facts: PolicyFacts) -> Spared | None:
    """Who touches only units in which even so not too many posts can change holder."""
    if asked.act not in acts_of(rule, ACTS):
        return everybody
    day, told = picked_day(rule, asked), dict[tuple[object, ...], bool]()
    months, share = rule.number("window_months", day), rule.dated("share", day).value
    least = max(1, rule.optional("min_posts", day) or 0)

    def harmless(one: Asked) -> bool:
        units, touched = _units(rule, one, facts), (*one.left, *((one.post,) if one.post else ()))
        about = (units, touched)
        if about not in told:
            among = (moving_in(rule, unit, facts) for unit in units)
            told[about] = all(_harmless(each, one.day, months, least, share, touched) for each in among)
        return told[about]

    return harmless


KIND = Kind(
    "movement-share",
    "In any window at most this share of a unit's posts change holder; a window of n months (d - n months, d] leaves "
    "out its first day, a post with n seats counts as n posts.",
    numbers=("share", "window_months", "min_posts?"),
    options={
        "track": "list of tracks: only posts of these tracks are counted",
        "backbone_only": "yes or no: only posts marked as backbone are counted (no unless said)",
        "movement": "one of departures, arrivals, both: what makes a post change holder (departures unless said)",
        "acts": "list of acts: the acts that are judged (appoint, relieve, transfer, exchange, rotate, promote, "
        "demote unless said); every change counts, whichever act brought it",
    },
    check=check,
    spares=spares,
    turns=turns,
    picks=BY_DECISION,
)
