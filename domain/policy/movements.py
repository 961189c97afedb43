"""Changes of holder: who left a post and who came to it, a post that succeeded another being the same."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from domain.days import ALWAYS, FOREVER
from domain.policy.facts import Stretch

_DAY = timedelta(days=1)


class Movement(NamedTuple):
    """On the day the cadre came to the post, or no longer held it; `event` brought it about."""

    day: date
    cadre: str
    post: str
    event: str
    came: bool


def departures(stretches: Sequence[Stretch], after: date = ALWAYS) -> Iterator[Movement]:
    """Every leaving after the day: on its day somebody no longer holds the post, nor one that succeeded it."""
    return (departure(each) for each in stretches if after < each.end < FOREVER and ends(each, stretches))


def ends(stretch: Stretch, stretches: Iterable[Stretch]) -> bool:
    """Whether the end of the stretch is a leaving, and the cadre does not go on in the post."""
    end, cadre = stretch.end, stretch.cadre
    there = [each for each in stretches if each.cadre == cadre and each.start <= end < each.end]
    return not any(_same(stretch, each) for each in there)


def departure(stretch: Stretch) -> Movement:
    """The end of a stretch as a movement."""
    return Movement(stretch.end, stretch.cadre, stretch.post, stretch.ended_by or stretch.event, came=False)


def arrivals(stretches: Sequence[Stretch], after: date = ALWAYS) -> Iterator[Movement]:
    """Every coming after the day: of somebody who held neither the post nor one that it succeeded on the day before."""
    for each in stretches:
        if after < each.start and each.since_known:
            before = each.start - _DAY
            there = [other for other in stretches if other.cadre == each.cadre and other.on(before)]
            if not any(_same(each, other) for other in there):
                yield Movement(each.start, each.cadre, each.post, each.event, came=True)


def _same(one: Stretch, other: Stretch) -> bool:
    """Whether both are the same cadre in the same post or in its successor."""
    return one.cadre == other.cadre and (one.post in other.chain or other.post in one.chain)
