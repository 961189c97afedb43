"""movement-share: not too many posts of a unit change holder within a time."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from domain.days import FOREVER, add_months
from domain.policy.asked import LEAVING_ACTS, Asked
from domain.policy.concern import acts_of, left, listed
from domain.policy.facts import PolicyFacts, PostView, Stretch
from domain.policy.kind import BY_DECISION, Kind, Spared, everybody, picked_day, spoken
from domain.policy.movements import Movement, arrivals, departures
from domain.policy.rule import Dated, Rule
from domain.policy.selecting import selects
from domain.policy.shares import against
from domain.policy.verdict import Verdict
from domain.policy.worked_out import worked_out

ACTS = (*(act for act in LEAVING_ACTS if act != "depart"), "appoint")

_ORDER = attrgetter("day", "post", "cadre")


class Window(NamedTuple):
    """The posts of a unit at the end of a window, and the changes in it, by post."""

    end: date
    posts: int
    changed: int
    changes: tuple[Movement, ...]

    def beyond(self, other: "Window") -> bool:
        """Whether a larger share of the posts changes holder than in the other window."""
        return self.changed * other.posts > other.changed * self.posts


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
    moving: "Moving", day: date, months: int, least: int, share: str, touched: Iterable[str]
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
    changes = [(each.post, each.day.isoformat()) for each in worst.changes]
    until = worst.end.isoformat()
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
    return Verdict(rule, outcome, sentence, read, figures, article=limit.article)


def _units(rule: Rule, asked: Asked, facts: PolicyFacts) -> tuple[str, ...]:
    """The units of which the act changes the holder of a post."""
    if asked.act not in acts_of(rule, ACTS):
        return ()
    mode = rule.options.get("movement", "departures")
    found = [each.unit for each in left(rule, asked, facts) if _concerned(rule, each)] if mode != "arrivals" else []
    place = facts.post(asked.post, asked.day) if asked.post and mode != "departures" else None
    if place is not None and _concerned(rule, place):
        found.append(place.unit)
    return tuple(dict.fromkeys(found))


def _concerned(rule: Rule, place: Stretch | PostView) -> bool:
    track = listed(rule.options.get("track"))
    if (track and place.track not in track) or (rule.options.get("backbone_only") and not place.backbone):
        return False
    return selects(rule.select, place)


class Era(NamedTuple):
    """The posts of a unit from a day on, as long as none of them becomes another, and what has happened in them.

    `lines` are the posts of then and later by each post of their line; `changes` all their changes by time, each with
    its post, `days` the days of these.
    """

    posts: Sequence[PostView]
    seats: int
    turns: Sequence[date]
    lines: Mapping[str, Sequence[PostView]]
    days: Sequence[date]
    changes: Sequence[tuple[str, Movement]]


class Moving:
    """The changes of holder in one unit's posts, as recorded; what one act asks for is kept for the next."""

    def __init__(self, rule: Rule, unit: str, facts: PolicyFacts) -> None:
        self.rule = rule
        self._unit = unit
        self._facts = facts
        self._turns = [each for each in facts.unit_days(unit) if each < FOREVER]
        self._changes: dict[str, Sequence[Movement]] = {}
        self._eras: dict[int, Era] = {}
        self._seats: dict[date, int] = {}
        self._most: dict[tuple[date, int], int] = {}

    def settled(self, day: date) -> bool:
        """Whether no post of the unit becomes another after the day."""
        return not self._turns or self._turns[-1] <= day

    def seats(self, day: date) -> int:
        """How many seats the posts of the unit have on the day."""
        if day not in self._seats:
            self._seats[day] = sum([post.seats for post in self._posts(day)])
        return self._seats[day]

    def era(self, day: date) -> Era:
        """What the posts of the unit are from the day on."""
        place = bisect_right(self._turns, day)
        found = self._eras.get(place)
        if found is None:
            found = self._eras[place] = self._read(day, self._turns[place:])
        return found

    def most(self, day: date, months: int) -> int:
        """How many posts change holder, as recorded, in that of the windows with the day in which most do."""
        found = self._most.get((day, months))
        if found is None:
            recorded = windows(self, day, months, self._facts)
            found = self._most[day, months] = max([each.changed for each in recorded])
        return found

    def _read(self, day: date, turns: Sequence[date]) -> Era:
        posts = self._posts(day)
        views = {post.post: post for turn in turns for post in self._posts(turn)} | {post.post: post for post in posts}
        lines: dict[str, list[PostView]] = {}
        for view in views.values():
            for post in view.chain:
                lines.setdefault(post, []).append(view)
        each_of = [(post, change) for post, view in views.items() for change in self.changes(view)]
        each_of.sort(key=lambda each: each[1].day)
        return Era(posts, sum([post.seats for post in posts]), turns, lines, [each.day for _, each in each_of], each_of)

    def _posts(self, day: date) -> list[PostView]:
        return [each for each in self._facts.posts_of(self._unit, day) if _concerned(self.rule, each)]

    def changes(self, place: PostView) -> Sequence[Movement]:
        """The changes of holder of the post and of those it succeeded, by time."""
        found = self._changes.get(place.post)
        if found is None:
            held = [each for post in sorted(line_of(self.rule, place)) for each in self._facts.held(post)]
            found = self._changes[place.post] = changes_among(self.rule, held)
        return found


def line_of(rule: Rule, place: PostView) -> frozenset[str]:
    """The posts whose holders are those of the post."""
    return place.chain if rule.counts.successor_posts else frozenset((place.post,))


def changes_among(rule: Rule, stretches: Iterable[Stretch]) -> Sequence[Movement]:
    """The changes of holder by time; each cadre's follow from what that cadre alone held."""
    held = [each for each in stretches if rule.counts.kind(each.kind)]
    mode = rule.options.get("movement", "departures")
    found = [*departures(held)] if mode != "arrivals" else []
    found += arrivals(held) if mode != "departures" else ()
    return sorted(found, key=_ORDER) if len(found) > 1 else found


def supposed(moving: Moving, day: date, facts: PolicyFacts) -> Mapping[str, Sequence[Movement]]:
    """The changes of those posts of the unit that an act touches which is only supposed."""
    if not facts.touched:
        return {}
    lines, rule = moving.era(day).lines, moving.rule
    views = {view.post: view for post in facts.touched for view in lines.get(post, ())}
    return {post: _otherwise(moving.changes(view), line_of(rule, view), rule, facts) for post, view in views.items()}


def _otherwise(
    recorded: Iterable[Movement], line: frozenset[str], rule: Rule, facts: PolicyFacts
) -> Sequence[Movement]:
    """The recorded changes without those of the cadres that are moved, and with what they would be instead."""
    moved = facts.moved
    others = [each for each in recorded if each.cadre not in moved]
    mine = changes_among(rule, [each for cadre in moved for each in facts.stretches_in(cadre, line)])
    return sorted([*others, *mine], key=_ORDER) if others else mine


def windows(moving: Moving, day: date, months: int, facts: PolicyFacts) -> Iterator[Window]:
    """The window that ends with the day, and every later one that ends with a change or turn and takes the day in."""
    era, instead = moving.era(day), supposed(moving, day, facts)
    yield _window(moving, day, months, instead)
    later = era.changes[bisect_right(era.days, day) :]
    days = {*era.turns, *[change.day for post, change in later if post not in instead]}
    days.update([each.day for changes in instead.values() for each in changes if each.day > day])
    for end in sorted(days):
        if add_months(end, -months) >= day:
            break
        yield _window(moving, end, months, instead)


def _window(moving: Moving, end: date, months: int, instead: Mapping[str, Sequence[Movement]]) -> Window:
    """One window; a post with n seats counts as n posts."""
    start, era = add_months(end, -months), moving.era(end)
    inside: dict[str, list[Movement]] = {}
    for post, change in era.changes[bisect_right(era.days, start) : bisect_right(era.days, end)]:
        if post not in instead:
            inside.setdefault(post, []).append(change)
    for post, changes in instead.items():
        inside[post] = [each for each in changes if start < each.day <= end]
    changed, told = 0, list[Movement]()
    for place in era.posts:
        if found := inside.get(place.post):
            changed += _seats(place, found) if place.seats > 1 else 1
            told += found
    return Window(end, era.seats, changed, tuple(told))


def moving_in(rule: Rule, unit: str, facts: PolicyFacts) -> Moving:
    """The recorded changes of holder in the unit; they have mostly been worked out for others before."""
    recorded = facts.recorded
    return worked_out(recorded, rule, ("moving", unit), lambda: Moving(rule, unit, recorded))


def _seats(post: PostView, changes: Iterable[Movement]) -> int:
    """How many seats of the post changed holder: whoever comes takes the seat of one who leaves."""
    came = [each.came for each in changes]
    return min(post.seats, max(came.count(True), came.count(False)))


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
