"""Questions about bodies: what they are, who belongs to them, what they decided and what they hold."""

from datetime import date

from domain.body.membership import Body
from domain.errors import BadInput
from domain.text import nearest
from lifecycle.reader import Reader, iso_day
from projections import body as projection
from projections import resolution
from projections.unit import Answer, subtree


class Bodies(Reader):
    """The questions about bodies to one open store."""

    def bodies(
        self,
        *,
        as_of: str | None = None,
        known_on: str | None = None,
        unit: str | None = None,
        unled: bool = False,
    ) -> list[Answer]:
        """The bodies that exist on a day; of a unit with its subtree; `unled` keeps those without a secretary."""
        with self.reading():
            self.known("unit", unit)
            moment = self.moment(as_of, known_on)
            rows = projection.without_responsible if unled else projection.body_rows
            below = set(subtree(self.database, unit, moment)) if unit else None
            return [each for each in rows(self.database, moment) if below is None or each["unit"] in below]

    def body(self, name: str, *, as_of: str | None = None, known_on: str | None = None) -> Answer:
        """One body on a day, with its members then."""
        with self.reading():
            moment = self.moment(as_of, known_on)
            body = self._body(name, moment.position)
            day = date.fromisoformat(moment.day)
            gone = projection.departures(self.database, {each.cadre for each in body.memberships}, moment)
            rows = list(projection.member_rows(body, day, gone))
        return {**projection.body_row(body, day, gone), "membership": rows}

    def membership(self, name: str, *, as_of: str | None = None, known_on: str | None = None) -> list[Answer]:
        """Who belonged to a body when; with `as_of` only on that day."""
        with self.reading():
            moment = self.moment(as_of, known_on)
            body = self._body(name, moment.position)
            gone = projection.departures(self.database, {each.cadre for each in body.memberships}, moment)
        day = iso_day(as_of)
        return list(projection.member_rows(body, date.fromisoformat(day) if day else None, gone))

    def participants(self, *, as_of: str | None = None, known_on: str | None = None) -> list[Answer]:
        """Who may propose, attend or vote in which body on which matters on a day."""
        with self.reading():
            return resolution.participants(self.database, self.moment(as_of, known_on))

    def sessions(
        self, year: int, *, kind: str | None = None, known_on: str | None = None, unit: str | None = None
    ) -> list[Answer]:
        """What bodies held in a calendar year, by day; of a unit with its subtree as it stood at the year's end."""
        with self.reading():
            self.known("unit", unit)
            moment = self.moment(f"{year}-12-31", known_on)
            below = set(subtree(self.database, unit, moment)) if unit else None
            rows = resolution.sessions(self.database, moment.position, since=f"{year}-01-01", until=f"{year + 1}-01-01")
        kept = (each for each in rows if below is None or each["unit"] in below)
        return [each for each in kept if kind in {None, each["kind"]}]

    def _body(self, name: str, position: int) -> Body:
        found = projection.bodies_at(self.database, position, name)
        if not found:
            near = nearest(name, (each.body for each in projection.bodies_at(self.database, position)))
            hint = f"did you mean {', '.join(near)}?" if near else "list them with: cadre body list"
            raise BadInput(f"there is no body {name}; {hint}")
        return found[0]
