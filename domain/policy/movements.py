"""Changes of holder: who left a post and who came to it, a post that succeeded another being the same."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from domain.days import FOREVER
from domain.policy.facts import Stretch

_DAY = timedelta(days=1)


class Movement(NamedTuple):
    """On the day the cadre came to the post, or no longer held it; `event` brought it about."""

    day: date
    cadre: str
    post: str
    event: str
    came: bool


def departures(stretches: Sequence[Stretch]) -> Iterator[Movement]:
    """Every leaving: the first day on which somebody does not hold the post any more, nor one that succeeded it."""
    for each in stretches:
        if each.end != FOREVER and not any(_same(each, other) and other.on(each.end) for other in stretches):
            yield Movement(each.end, each.cadre, each.post, each.ended_by or each.event, came=False)


def arrivals(stretches: Sequence[Stretch]) -> Iterator[Movement]:
    """Every coming of somebody who held neither the post nor one that it succeeded on the day before."""
    for each in stretches:
        if each.since_known and not any(_same(each, other) and other.on(each.start - _DAY) for other in stretches):
            yield Movement(each.start, each.cadre, each.post, each.event, came=True)


def _same(one: Stretch, other: Stretch) -> bool:
    """Whether both are the same cadre in the same post or in its successor."""
    return one.cadre == other.cadre and (one.post in other.chain or other.post in one.chain)
