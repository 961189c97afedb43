"""A cadre's career as the acts make it: holdings, levels, service; and the acts that found nothing to act on.

These are values and the few moves on them. Nothing here refuses: an act that finds nothing to act on changes nothing
and is noted, so that a history loads whatever was recorded in it; `decide` reads the notes and refuses new ones.
"""

from datetime import date
from typing import NamedTuple

from domain.days import ALWAYS, FOREVER

MAIN_KINDS = ("substantive", "trial")
"""The kinds of holding that make a post the cadre's own: what a transfer leaves when no post is named."""


class Segment(NamedTuple):
    """A stretch [start, end) of a holding in which its kind is the same."""

    kind: str
    start: date
    end: date = FOREVER


class Holding(NamedTuple):
    """A post held without a break. `since` is the first day in it, or in the post it succeeded.

    `event` is the act that opened it, `ended_by` the act that ended it; `planned_end` ends nothing.
    """

    post: str
    event: str
    order: str
    since: date
    segments: tuple[Segment, ...]
    planned_end: date | None = None
    since_known: bool = True
    precision: str = "day"
    ended_by: str | None = None

    @property
    def start(self) -> date:
        """The first day in this post (later than `since` where the post succeeded another)."""
        return self.segments[0].start

    @property
    def end(self) -> date:
        """The first day without the post."""
        return self.segments[-1].end

    @property
    def kind(self) -> str:
        """The kind of the last stretch."""
        return self.segments[-1].kind


class Standing(NamedTuple):
    """From a day the cadre stands at a level, in service or departed (`departure` says how)."""

    day: date
    level: str | None
    departure: str | None


class Note(NamedTuple):
    """An act that found nothing to act on: why (a structural rule) and on which post or posts."""

    event: str
    rule: str
    posts: tuple[str, ...] = ()


class Career(NamedTuple):
    """The whole career: ended holdings, open holdings, standings by day (the last one rules), notes."""

    ended: tuple[Holding, ...] = ()
    open: tuple[Holding, ...] = ()
    standings: tuple[Standing, ...] = (Standing(ALWAYS, None, None),)
    notes: tuple[Note, ...] = ()

    @property
    def holdings(self) -> tuple[Holding, ...]:
        """Every holding, the ended ones first."""
        return self.ended + self.open

    @property
    def standing(self) -> Standing:
        """Where the acts so far leave the cadre."""
        return self.standings[-1]

    def holding(self, post: str) -> Holding | None:
        """The open holding of the post."""
        return next((each for each in self.open if each.post == post), None)

    def main_holdings(self) -> tuple[Holding, ...]:
        """The open holdings that are the cadre's own posts."""
        return tuple(each for each in self.open if each.kind in MAIN_KINDS)


def opened(career: Career, holding: Holding) -> Career:
    """The career with one more open holding."""
    return career._replace(open=(*career.open, holding))


def ended(career: Career, holding: Holding, day: date, event: str) -> Career:
    """The career with this open holding ended on the day."""
    last = holding.segments[-1]._replace(end=day)
    closed = holding._replace(segments=(*holding.segments[:-1], last), ended_by=event)
    rest = tuple(each for each in career.open if each is not holding)
    return career._replace(open=rest, ended=(*career.ended, closed))


def standing(career: Career, day: date, **changes: str | None) -> Career:
    """The career with another level or departure from the day."""
    new = career.standing._replace(day=day, **changes)
    return career._replace(standings=(*career.standings, new))


def noted(career: Career, event: str, rule: str, *posts: str) -> Career:
    """The career unchanged, with a note that the act found nothing to act on."""
    return career._replace(notes=(*career.notes, Note(event, rule, posts)))
