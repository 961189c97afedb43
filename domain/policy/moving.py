"""The changes of holder in one unit's posts: as recorded, and as they would be after an act; in windows of time."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from domain.days import FOREVER, add_months
from domain.policy.concern import listed
from domain.policy.facts import PolicyFacts, PostView, Stretch
from domain.policy.movements import Movement, arrivals, departures
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.worked_out import worked_out

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


def counts_in(rule: Rule, place: Stretch | PostView) -> bool:
    """Whether changes in such a post are counted by the rule."""
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
        self._seats: dict[int, int] = {}
        self._most: dict[tuple[date, int], int] = {}

    def settled(self, day: date) -> bool:
        """Whether no post of the unit becomes another after the day."""
        return not self._turns or self._turns[-1] <= day

    def seats(self, day: date) -> int:
        """How many seats the posts of the unit have on the day."""
        place = bisect_right(self._turns, day)
        if place not in self._seats:
            self._seats[place] = sum([post.seats for post in self._posts(day)])
        return self._seats[place]

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
        return [each for each in self._facts.posts_of(self._unit, day) if counts_in(self.rule, each)]

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
