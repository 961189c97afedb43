"""Questions about who leads units and what they have to work with."""

from lifecycle.reader import Reader
from projections import leadership as projection
from projections.moment import Moment
from projections.unit import Answer, subtree


class Leadership(Reader):
    """The questions about leadership to one open store."""

    def chain(self, unit: str, *, as_of: str | None = None, known_on: str | None = None) -> list[Answer]:
        """Who answers for party work in a unit and in each above it on a day."""
        with self.reading():
            self.known("unit", unit)
            return projection.chain(self.database, unit, self.moment(as_of, known_on))

    def heads(self, *, as_of: str | None = None, known_on: str | None = None, unit: str | None = None) -> list[Answer]:
        """The two heads of units on a day, and whether they serve apart, across, or are one person."""
        with self.reading():
            moment = self.moment(as_of, known_on)
            below = self._below(unit, moment)
            return [each for each in projection.heads(self.database, moment) if below is None or each["unit"] in below]

    def mode_changes(self, unit: str, *, known_on: str | None = None) -> list[Answer]:
        """How the heads of a unit served through time."""
        with self.reading():
            self.known("unit", unit)
            return projection.mode_changes(self.database, unit, self.moment(None, known_on).position)

    def resources(self, year: int, *, known_on: str | None = None, unit: str | None = None) -> list[Answer]:
        """What units committed and spent in a year, and the dues they collected and kept."""
        with self.reading():
            moment = self.moment(f"{year}-12-31", known_on)
            below = self._below(unit, moment)
            rows = projection.resources(self.database, moment.position, year)
        return [each for each in rows if below is None or each["unit"] in below]

    def documents(
        self, *, as_of: str | None = None, known_on: str | None = None, unit: str | None = None
    ) -> list[Answer]:
        """The documents of rules in force on a day, each in its last version."""
        with self.reading():
            moment = self.moment(as_of, known_on)
            below = self._below(unit, moment)
            rows = projection.documents(self.database, moment)
        return [each for each in rows if below is None or each["unit"] in below]

    def joint_plans(self, *, as_of: str | None = None, known_on: str | None = None) -> list[Answer]:
        """The plans that several bodies made together and that run on a day."""
        with self.reading():
            return projection.joint_plans(self.database, self.moment(as_of, known_on))

    def move_requests(self, year: int, *, known_on: str | None = None, unit: str | None = None) -> list[Answer]:
        """Who asked to leave which unit in a year."""
        with self.reading():
            moment = self.moment(f"{year}-12-31", known_on)
            below = self._below(unit, moment)
            rows = projection.move_requests(self.database, moment.position, year)
        return [each for each in rows if below is None or each["unit"] in below]

    def _below(self, unit: str | None, moment: Moment) -> set[str] | None:
        """The unit with its subtree; None for all."""
        self.known("unit", unit)
        return set(subtree(self.database, unit, moment)) if unit else None
