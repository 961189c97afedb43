"""For rules: what a post was through time, what it succeeded, and which posts a unit has."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from domain.policy.facts import PostView
from projections.database import Database
from projections.moment import KNOWN, Moment
from projections.unit_lines import UnitLines

Traits: TypeAlias = tuple[Any, ...]
"""Name, unit, track, level, seats, key post, backbone, part time, and the line of the post."""
_TERM = (
    "p.post, p.valid_from, p.valid_to, p.name, p.unit, p.track, p.level, p.seats, p.key_post, p.backbone,"
    " p.part_time, p.requires, p.event"
)


class Term(NamedTuple):
    """A post from one day to another (excluded, YYYY-MM-DD), as it was defined then."""

    start: str
    end: str
    unit: str
    traits: Traits
    requires: str
    event: str


class PostLines:
    """The posts as known at a moment, read as they are asked for."""

    def __init__(self, database: Database, moment: Moment, units: UnitLines) -> None:
        self._database = database
        self._moment = moment
        self._units = units
        self._everything = False
        self._terms: dict[str, list[Term]] = {}
        self._chains: dict[str, frozenset[str]] = {}
        self._ever: dict[str, tuple[str, ...]] = {}
        """The posts that were ever the unit's, by id; after `preload` of every unit that has any."""
        self._made: dict[tuple[str, str, int], PostView] = {}
        self._heirs: frozenset[str] | None = None
        """The posts that succeeded others, once they were asked for."""
        self._views: dict[tuple[str, date], PostView] = {}

    def read_through(self, database: Database) -> None:
        """Read what is still to be read through another connection to the same store."""
        self._database = database

    def preload(self) -> None:
        """Read every post at once. Posts that succeeded nothing are their own line; they are most."""
        if self._everything:
            return
        self.heirs()
        self._terms, self._ever = {}, {}
        self._read("", ())
        self._everything = True

    def heirs(self) -> frozenset[str]:
        """The posts that succeeded others."""
        if self._heirs is None:
            sql = f"SELECT DISTINCT l.successor FROM post_lineage l WHERE {KNOWN.format('l')}"
            self._heirs = frozenset(row[0] for row in self._database.query(sql, self._moment.known))
        return self._heirs

    def terms(self, post: str) -> Sequence[Term]:
        """What the post was, by time."""
        found = self._terms.get(post)
        if found is None:
            found = self._terms[post] = []
            if not self._everything:
                self._read(" AND p.post = ?", (post,))
        return found

    def _read(self, condition: str, values: Sequence[object]) -> None:
        sql = f"SELECT {_TERM} FROM post_row p WHERE {KNOWN.format('p')}{condition} ORDER BY p.post, p.valid_from"
        for row in self._database.query(sql, (*self._moment.known, *values)):
            flags = (row[8] != 0, row[9] != 0, row[10] != 0)
            traits = (*row[3:8], *flags, self.chain(row[0]))
            self._terms.setdefault(row[0], []).append(Term(row[1], row[2], row[4], traits, row[11], row[12]))

    def view(self, post: str, day: date) -> PostView | None:
        """The post on the day, or None where it is not open."""
        found = self._views.get((post, day))
        if found is None:
            when = day.isoformat()
            term = next((each for each in self.terms(post) if each.start <= when < each.end), None)
            if term is None:
                return None
            found = self._views[post, day] = self._view(post, term, when)
        return found

    def _view(self, post: str, term: Term, when: str) -> PostView:
        name, unit, track, level, seats, key_post, backbone, part_time, chain = term.traits
        standing = self._units.standing(unit, when)
        if (made := self._made.get((post, term.start, id(standing)))) is not None:
            return made
        kind, house, area, areas = standing
        made = self._made[post, term.start, id(standing)] = PostView(
            post=post,
            name=name,
            unit=unit,
            track=track,
            level=level,
            seats=seats,
            key_post=key_post,
            backbone=backbone,
            part_time=part_time,
            requires=tuple(each for each in term.requires.split(";") if each),
            unit_kind=kind,
            chain=chain,
            house=house,
            area=area,
            areas=areas,
            event=term.event,
        )
        return made

    def in_unit(self, unit: str, day: date) -> tuple[PostView, ...]:
        """The posts of the unit on the day, by id."""
        views = (self.view(post, day) for post in self.ever_in(unit))
        return tuple([view for view in views if view is not None and view.unit == unit])

    def ever_in(self, unit: str) -> Sequence[str]:
        """The posts that were ever the unit's, by id."""
        if unit not in self._ever and not self._everything:
            sql = f"SELECT DISTINCT p.post FROM post_row p WHERE p.unit = ? AND {KNOWN.format('p')} ORDER BY p.post"
            self._ever[unit] = tuple(row[0] for row in self._database.query(sql, (unit, *self._moment.known)))
        elif not self._ever:
            self._ever = self._every_units()
        return self._ever.get(unit, ())

    def _every_units(self) -> dict[str, tuple[str, ...]]:
        """The posts that were ever a unit's, of every unit."""
        found: dict[str, set[str]] = {}
        for post, terms in self._terms.items():
            for term in terms:
                found.setdefault(term.unit, set()).add(post)
        return {unit: tuple(sorted(posts)) for unit, posts in found.items()}

    def days(self, post: str) -> set[str]:
        """The days (YYYY-MM-DD) on which the post begins, is defined anew or ends."""
        return {day for term in self.terms(post) for day in (term.start, term.end)}

    def days_in(self, unit: str) -> set[str]:
        """The days (YYYY-MM-DD) on which a post begins to belong to the unit, is defined anew or leaves it."""
        terms = (term for post in self.ever_in(unit) for term in self.terms(post) if term.unit == unit)
        return {day for term in terms for day in (term.start, term.end)}

    def chain(self, post: str) -> frozenset[str]:
        """The post and those it succeeded."""
        if post not in self._chains and self._heirs is not None and post not in self._heirs:
            self._chains[post] = frozenset((post,))
        elif post not in self._chains:
            sql = (
                "WITH RECURSIVE line(post) AS (SELECT DISTINCT s.post FROM post_row s WHERE s.post = ?"
                " UNION SELECT l.predecessor FROM post_lineage l"
                f" JOIN line ON l.successor = line.post WHERE {KNOWN.format('l')}) SELECT post FROM line"
            )
            self._chains[post] = frozenset(row[0] for row in self._database.query(sql, (post, *self._moment.known)))
        return self._chains[post]
