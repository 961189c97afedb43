"""movement-share: not too many posts of a unit change holder within a time."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from domain.days import FOREVER, add_months
from domain.policy.asked import LEAVING_ACTS, Asked
from domain.policy.concern import acts_of, events, left, listed
from domain.policy.facts import PolicyFacts, PostView, Stretch
from domain.policy.kind import BY_DECISION, Kind, picked_day, spoken
from domain.policy.movements import Movement, arrivals, departures
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.shares import against
from domain.policy.verdict import Verdict

ACTS = (*(act for act in LEAVING_ACTS if act != "depart"), "appoint")


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
    verdicts = [found for unit in _units(rule, asked, facts) if (found := _judged(rule, asked, unit, facts))]
    return next((each for each in verdicts if each.outcome == "breach"), verdicts[0] if verdicts else None)


def _judged(rule: Rule, asked: Asked, unit: str, facts: PolicyFacts) -> Verdict | None:
    day = picked_day(rule, asked)
    months, limit = rule.number("window_months", day), rule.dated("share", day)
    moving = Moving(rule, unit, add_months(asked.day, -months), facts)
    least = max(1, rule.optional("min_posts", day) or 0)
    windows = (moving.window(end, months) for end in moving.ends(asked.day, months))
    worst, *others = [each for each in windows if each.posts >= least] or (None,)
    if worst is None:
        return None
    for other in others:
        worst = other if other.beyond(worst) else worst
    outcome = "breach" if against(worst.changed, worst.posts, limit.value) > 0 else "ok"
    said = ", ".join(f"{each.post} on {each.day}" for each in worst.changes)
    sentence = (
        f"In the {spoken(months)} up to {worst.end} {worst.changed} of the {worst.posts} posts of {unit} change "
        f"holder ({said}); at most {limit.value} of them may."
    )
    figures = {
        "unit": unit,
        "after": add_months(worst.end, -months).isoformat(),
        "until": worst.end.isoformat(),
        "changed": worst.changed,
        "posts": worst.posts,
        "share": f"{worst.changed}/{worst.posts}",
        "limit": limit.value,
        "changes": [{"post": each.post, "day": each.day.isoformat()} for each in worst.changes],
    }
    return Verdict(
        rule, outcome, sentence, events(each.event for each in worst.changes), figures, article=limit.article
    )


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


class Moving:
    """The changes of holder in one unit's posts after a day; each post's are read once."""

    def __init__(self, rule: Rule, unit: str, after: date, facts: PolicyFacts) -> None:
        self._rule = rule
        self._unit = unit
        self._after = after
        self._facts = facts
        self._read: dict[str, Sequence[Movement]] = {}
        self._open: dict[date, list[PostView]] = {}

    def posts(self, day: date) -> list[PostView]:
        """The unit's posts that the rule concerns."""
        if day not in self._open:
            views = self._facts.posts_of(self._unit, day)
            self._open[day] = [each for each in views if _concerned(self._rule, each)]
        return self._open[day]

    def changes(self, place: PostView) -> Sequence[Movement]:
        """The changes of holder of the post and of those it succeeded, by time."""
        found = self._read.get(place.post)
        if found is None:
            found = self._read[place.post] = self._changes(place)
        return found

    def _changes(self, place: PostView) -> Sequence[Movement]:
        held = self._held(place)
        if not any(self._after < each.start or self._after < each.end < FOREVER for each in held):
            return ()
        held = [each for each in held if self._rule.counts.kind(each.kind)]
        mode = self._rule.options.get("movement", "departures")
        found = [*departures(held, self._after)] if mode != "arrivals" else []
        found += arrivals(held, self._after) if mode != "departures" else ()
        return sorted(found, key=lambda each: (each.day, each.post, each.cadre))

    def _held(self, place: PostView) -> Sequence[Stretch]:
        """Everyone who has held the post or those it succeeded."""
        if len(place.chain) == 1 or not self._rule.counts.successor_posts:
            return self._facts.held(place.post)
        return [each for post in sorted(place.chain) for each in self._facts.held(post)]

    def window(self, end: date, months: int) -> Window:
        """The window of so many months that ends with the day; a post with n seats counts as n posts."""
        start = add_months(end, -months)
        posts = self.posts(end)
        changed, changes = 0, list[Movement]()
        for post in posts:
            if inside := [each for each in self.changes(post) if start < each.day <= end]:
                changed += _seats(post, inside)
                changes += inside
        return Window(end, sum([post.seats for post in posts]), changed, tuple(changes))

    def ends(self, day: date, months: int) -> list[date]:
        """The day, and every later one of a change, or on which the posts change, whose window takes the day in."""
        turns = [day, *(each for each in self._facts.unit_days(self._unit) if day < each < FOREVER)]
        changes = (each.day for turn in turns for post in self.posts(turn) for each in self.changes(post))
        later = {each for each in (*turns, *changes) if each > day}
        return [day, *sorted(each for each in later if add_months(each, -months) < day)]


def _seats(post: PostView, changes: Iterable[Movement]) -> int:
    """How many seats of the post changed holder: whoever comes takes the seat of one who leaves."""
    came = [each.came for each in changes]
    return min(post.seats, max(came.count(True), came.count(False)))


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days on which earlier changes fall out of the window, or the unit's posts become others."""
    widths = {row.value for row in rule.numbers["window_months"]}
    yield from (day for each in facts.stretches(asked.cadre) for day in (each.start, each.end))
    for unit in _units(rule, asked, facts):
        yield from facts.unit_days(unit)
        moving = Moving(rule, unit, add_months(asked.day, -max(widths)), facts)
        days = (asked.day, *(day for day in facts.unit_days(unit) if day > asked.day))
        posts = {post.post: post for day in days for post in moving.posts(day)}
        for change in (each for post in posts.values() for each in moving.changes(post)):
            yield from (_out(change.day, months) for months in widths)


def _out(day: date, months: int) -> date:
    """The first day whose window no longer takes the day in; month ends may put it off."""
    end = add_months(day, months)
    while add_months(end, -months) < day:
        end += timedelta(days=1)
    return end


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
    turns=turns,
    picks=BY_DECISION,
)
