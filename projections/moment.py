"""The two times of a question: in force on a day, and known by the end of a day."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from projections.database import Database
from projections.schema import OPEN_POSITION

IN_FORCE = "{0}.valid_from <= ? AND {0}.valid_to > ? AND {0}.known_from <= ? AND {0}.known_to > ?"
"""The rows of a table that hold at a moment; takes the values of `Moment.values`."""
KNOWN = "{0}.known_from <= ? AND {0}.known_to > ?"
"""The rows of a table that were known at a position; takes the position twice."""
EVERYTHING = OPEN_POSITION - 1
"""The position at which everything recorded is known."""
_CHUNK: Final = 500


class Moment(NamedTuple):
    """`day` is the civil day asked about (YYYY-MM-DD); `position` is the last recorded event that counts."""

    day: str
    position: int

    @property
    def values(self) -> tuple[str, str, int, int]:
        """The values for IN_FORCE."""
        return (self.day, self.day, self.position, self.position)

    @property
    def known(self) -> tuple[int, int]:
        """The values for KNOWN."""
        return (self.position, self.position)


def known_position(database: Database, day: str | None) -> int:
    """The last position recorded by the end of the day; everything without a day, 0 before the first event."""
    if day is None:
        return EVERYTHING
    rows = database.query("SELECT MAX(position) FROM recording_day WHERE recorded_on <= ?", (day,))
    return int(rows[0][0] or 0)


def marks(count: int) -> str:
    """So many places for values, for an IN clause."""
    return ", ".join("?" * count)


def chunks(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """The names in portions that fit into one query."""
    for start in range(0, len(names), _CHUNK):
        yield names[start : start + _CHUNK]
