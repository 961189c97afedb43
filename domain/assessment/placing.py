"""From scores to places: ranks, and who stands in a band at the top or the bottom; ties as a rule says."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

TOP: Final = "top"
BOTTOM: Final = "bottom"


class Place(NamedTuple):
    """One place of a ranking: `group` is what is ranked together, `rank` counts from 1, equals share it."""

    id: str
    group: str
    score: str
    rank: int

    @property
    def points(self) -> Decimal:
        """The score as a number to compare."""
        return Decimal(self.score)


def places(scores: Iterable[tuple[str, str, str]]) -> list[Place]:
    """The places of (id, group, score): by group, rank and id; equal scores share the better rank."""
    listed = [Place(name, group, score, 0) for name, group, score in scores]
    ranked = [
        each._replace(rank=1 + sum(other.points > each.points for other in field(each, listed))) for each in listed
    ]
    return sorted(ranked, key=lambda each: (each.group, each.rank, each.id))


def field(place: Place, listed: Iterable[Place]) -> list[Place]:
    """Everybody who is ranked together with the place."""
    return [each for each in listed if each.group == place.group]


def within(place: Place, listed: Sequence[Place], band: str, width: int, ties: str) -> bool:
    """Whether the place stands among so many at the top or bottom.

    Of equals at the cut all are within (`include`) or none is (`exclude`); a ranking under `refuse` has none there.
    """
    together = field(place, listed)
    before = sum(_before(other, place, band) for other in together)
    if ties == "exclude":
        return before + sum(other.points == place.points for other in together) <= width
    return before < width


def cut_through(listed: Sequence[Place], band: str, width: int) -> list[Place]:
    """The places with one score that the cut of a band goes through; none where it falls between two scores."""
    return [
        each
        for each in listed
        if within(each, listed, band, width, "include") and not within(each, listed, band, width, "exclude")
    ]


def _before(other: Place, place: Place, band: str) -> bool:
    return other.points > place.points if band == TOP else other.points < place.points


def written(place: Place) -> dict[str, str]:
    """The place as it is recorded."""
    return {"id": place.id, "group": place.group, "score": place.score, "rank": str(place.rank)}


def read_places(told: Iterable[Mapping[str, str]]) -> tuple[Place, ...]:
    """The places as they were recorded."""
    return tuple(Place(each["id"], each["group"], each["score"], int(each["rank"])) for each in told)
