"""For rules: of which kind a unit is, what it came from, and in which area it lies."""

from collections.abc import Iterator
from typing import TypeAlias

from domain.days import ALWAYS
from projections.database import Database
from projections.moment import KNOWN, Moment

IDENTITY = ("rename", "merge", "split")
"""The kinds of succession in which a unit goes on; a mere transfer of functions is none."""
AREA_KINDS = ("country", "province", "city", "prefecture", "county", "district", "town", "township", "area")
"""The kinds of unit that make a place of their own."""


Term: TypeAlias = tuple[str, str, str | None, str | None, str]
"""A stretch of a unit: first day, end, kind, parent, name."""
Standing: TypeAlias = tuple[str | None, frozenset[str], str, frozenset[str]]
"""Where a unit stands: its kind, its line, its area, the line of that."""
_TERM = "u.unit, u.valid_from, u.valid_to, u.kind, u.parent, u.name"


class UnitLines:
    """The units as known at a moment, read as they are asked for."""

    def __init__(self, database: Database, moment: Moment) -> None:
        self._database = database
        self._moment = moment
        self._cache: dict[str, list[Term]] = {}
        self._lines: dict[str, frozenset[str]] = {}
        self._standings: dict[str, list[tuple[str, Standing]]] = {}

    def read_through(self, database: Database) -> None:
        """Read what is still to be read through another connection to the same store."""
        self._database = database

    def preload(self) -> None:
        """Read every unit at once. Units that succeeded nothing are their own line; they are most."""
        sql = f"SELECT {_TERM} FROM unit_row u WHERE {KNOWN.format('u')} ORDER BY u.unit, u.valid_from"
        self._cache = {}
        for row in self._database.query(sql, self._moment.known):
            self._cache.setdefault(row[0], []).append(row[1:])
        sql = f"SELECT DISTINCT l.successor FROM lineage l WHERE {KNOWN.format('l')}"
        heirs = {row[0] for row in self._database.query(sql, self._moment.known)}
        self._lines.update((unit, frozenset((unit,))) for unit in self._cache if unit not in heirs)

    def standing(self, unit: str, day: str) -> Standing:
        """The kind of the unit on the day, its line, its area on the day and the line of that."""
        spans = self._standings.get(unit) or self._standings_of(unit)
        found = spans[0][1]
        if len(spans) == 1:
            return found
        for start, standing in spans[1:]:
            if day < start:
                break
            found = standing
        return found

    def turns(self, unit: str) -> bool:
        """Whether the unit has ever stood otherwise than before."""
        return len(self._standings_of(unit)) > 1

    def _standings_of(self, unit: str) -> list[tuple[str, Standing]]:
        spans = self._standings.get(unit)
        if spans is None:
            spans = self._standings[unit] = list(self._spans(unit))
        return spans

    def _spans(self, unit: str) -> Iterator[tuple[str, Standing]]:
        """From which day on the unit stands where; nothing changes between the turns of it and of those above it."""
        before, turns = None, () if self._settled(unit) else self._turns(unit)
        for day in sorted({ALWAYS.isoformat(), *turns}):
            area = self.area(unit, day)
            standing = (self.kind(unit, day), self.line(unit), area, self.line(area))
            if standing != before:
                before = standing
                yield day, standing

    def _settled(self, unit: str) -> bool:
        """Whether the unit and those above it have only ever been one thing each: then it stands as it does always."""
        seen, above = set[str](), {unit}
        while above:
            seen |= above
            terms = [self._terms(each) for each in above]
            if any(len(each) > 1 for each in terms):
                return False
            above = {term[3] for each in terms for term in each if term[3] is not None} - seen
        return True

    def _turns(self, unit: str) -> set[str]:
        """The days on which the unit, or any that ever stood above it, turns."""
        found: set[str] = set()
        seen, above = set[str](), {unit}
        while above:
            seen |= above
            terms = [term for each in above for term in self._terms(each)]
            found.update(day for term in terms for day in term[:2])
            above = {term[3] for term in terms if term[3] is not None} - seen
        return found

    def kind(self, unit: str, day: str) -> str | None:
        """The kind of the unit on the day, or the last one known."""
        term = self._term(unit, day)
        return term[2] if term else None

    def name(self, unit: str, day: str) -> str | None:
        """The name of the unit on the day, or the last one known."""
        term = self._term(unit, day)
        return term[4] if term else None

    def area(self, unit: str, day: str) -> str:
        """The nearest unit above (or the unit itself) that makes a place of its own; else the topmost."""
        seen: set[str] = set()
        while unit not in seen:
            seen.add(unit)
            term = self._term(unit, day)
            if term is None or term[2] in AREA_KINDS or term[3] is None:
                return unit
            unit = term[3]
        return unit

    def within(self, area: str) -> tuple[str, ...]:
        """The unit that makes the area and all that ever stood below it, without those that make areas themselves."""
        marks = ", ".join("?" * len(AREA_KINDS))
        sql = (
            "WITH RECURSIVE below(unit) AS (SELECT DISTINCT s.unit FROM unit_row s WHERE s.unit = ?"
            f" UNION SELECT u.unit FROM unit_row u JOIN below ON u.parent = below.unit WHERE {KNOWN.format('u')}"
            f" AND (u.kind IS NULL OR u.kind NOT IN ({marks}))) SELECT unit FROM below"
        )
        return tuple(row[0] for row in self._database.query(sql, (area, *self._moment.known, *AREA_KINDS))) or (area,)

    def line(self, unit: str) -> frozenset[str]:
        """The unit and everything it came from."""
        if unit not in self._lines:
            marks = ", ".join("?" * len(IDENTITY))
            sql = (
                "WITH RECURSIVE line(unit) AS (SELECT DISTINCT s.unit FROM unit_row s WHERE s.unit = ?"
                " UNION SELECT l.predecessor FROM lineage l"
                f" JOIN line ON l.successor = line.unit WHERE {KNOWN.format('l')} AND l.kind IN ({marks}))"
                " SELECT unit FROM line"
            )
            rows = self._database.query(sql, (unit, *self._moment.known, *IDENTITY))
            self._lines[unit] = frozenset(row[0] for row in rows)
        return self._lines[unit]

    def _term(self, unit: str, day: str) -> Term | None:
        terms = self._terms(unit)
        return next((term for term in terms if term[0] <= day < term[1]), terms[-1] if terms else None)

    def _terms(self, unit: str) -> list[Term]:
        if unit not in self._cache:
            sql = f"SELECT {_TERM} FROM unit_row u WHERE u.unit = ? AND {KNOWN.format('u')} ORDER BY u.valid_from"
            self._cache[unit] = [row[1:] for row in self._database.query(sql, (unit, *self._moment.known))]
        return self._cache[unit]
