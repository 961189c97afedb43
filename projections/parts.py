"""Everybody in parts, by id, so that several can work on a question about everybody."""

from typing import NamedTuple

from projections.database import Database


class Part(NamedTuple):
    """The cadres from one id on up to another (excluded); an empty text leaves that side open."""

    first: str = ""
    after: str = ""

    def where(self, column: str) -> str:
        """The condition that a column holds one of these cadres; takes the values of `values`."""
        return (f" AND {column} >= ?" if self.first else "") + (f" AND {column} < ?" if self.after else "")

    def past_indexes(self, column: str) -> str:
        """The same where an index on the column would only mislead: about half of all rows are read in one go."""
        first = f" AND ({column} >= ?) IS TRUE" if self.first else ""
        return f"{first} AND ({column} < ?) IS TRUE" if self.after else first

    def has(self, cadre: str) -> bool:
        """Whether the cadre is in the part."""
        return self.first <= cadre and (not self.after or cadre < self.after)

    @property
    def values(self) -> tuple[str, ...]:
        """The values of the condition."""
        return tuple(filter(None, self))


EVERYBODY = Part()


def halves(database: Database, many: int) -> tuple[Part, Part] | None:
    """Two parts of which each has about half of all holdings; None where there are fewer holdings than so many."""
    nth = "SELECT h.cadre FROM holding_row h ORDER BY h.cadre LIMIT 1 OFFSET ?"
    if not database.query(nth, (many,)):
        return None
    count = int(database.query("SELECT COUNT(*) FROM holding_row")[0][0])
    middle = str(database.query(nth, (count // 2,))[0][0])
    return Part(after=middle), Part(first=middle)
