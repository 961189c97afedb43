"""The facts that rules are judged on, from the read models as known at one moment; read as they are asked for."""

from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from domain.policy.facts import PostView, StandingView, Stretch, WaiverView
from projections.database import Database, Row
from projections.moment import IN_FORCE, KNOWN, Moment, marks
from projections.parts import EVERYBODY, Part
from projections.person_facts import PersonFacts
from projections.post_lines import PostLines, Term
from projections.read_days import Days
from projections.roll import Roll
from projections.unit_lines import UnitLines

_HOLDINGS = (
    "SELECT h.cadre, h.post, h.kind, h.valid_from, h.valid_to, h.since, h.event, h.ended_by, h.planned_end,"
    " h.since_known, h.until FROM holding_row h WHERE "
)
_STANDINGS = (
    "SELECT s.cadre, s.valid_from, s.valid_to, s.level, s.departure FROM standing_row s"
    f" WHERE {KNOWN.format('s')}{{}} ORDER BY s.cadre, s.valid_from"
)
_WAIVERS = (
    "SELECT w.rule, w.subject, w.valid_from, w.valid_to, w.approved_by, w.reason, w.event FROM waiver_row w"
    f" WHERE {KNOWN.format('w')} ORDER BY w.valid_from, w.event"
)


class StoredFacts(PersonFacts):
    """`domain.policy.facts.PolicyFacts` over the tables of a store, at the position of a moment."""

    def __init__(self, database: Database, moment: Moment, levels: Sequence[str]) -> None:
        super().__init__(database, moment)
        self.touched: frozenset[str] = frozenset()
        self.moved: frozenset[str] = frozenset()
        self.kept: dict[Any, Any] = {}
        self._levels = tuple(levels)
        self._days_read = Days()
        self._units = UnitLines(database, moment)
        self._posts = PostLines(database, moment, self._units)
        self._rows_of: dict[str, list[Row]] = {}
        """Everybody's holdings, after `preload`; each becomes stretches when it is asked for."""
        self._rows_at: dict[str, list[Row]] | None = None
        """The same by post."""
        self._read: dict[int, tuple[Stretch, ...]] = {}
        """Of such a holding, by the identity of its row."""
        self._stretches: dict[str, tuple[Stretch, ...]] = {}
        self._held: dict[str, tuple[Stretch, ...]] = {}
        self._names: dict[tuple[str, date], str | None] = {}
        self._turns: dict[tuple[str, str], tuple[date, ...]] = {}
        self._standings: dict[str, tuple[StandingView, ...]] = {}
        self._every_standing = False
        self._waivers: dict[tuple[str, str], list[WaiverView]] | None = None

    def read_through(self, database: Database) -> None:
        """Read what is still to be read through another connection to the same store."""
        self._database = database
        self._units.read_through(database)
        self._posts.read_through(database)

    @property
    def recorded(self) -> "StoredFacts":
        """These facts: nothing in them is supposed."""
        return self

    def preload(self, part: Part = EVERYBODY) -> None:
        """Read every holding at once, for questions about everybody; about a part of them, what the part holds."""
        self._preload(part, f"{_HOLDINGS}{KNOWN.format('h')}", self._moment.known)

    def of_holders(self, part: Part) -> "StoredFacts":
        """Preloaded facts for rules that look at what is held on the day only; what was held before is left out."""
        found = StoredFacts(self._database, self._moment, self._levels)
        found._preload(part, f"{_HOLDINGS}{IN_FORCE.format('h')}", self._moment.values)
        return found

    def _preload(self, part: Part, sql: str, values: Sequence[object]) -> None:
        self._part = part
        self._units.preload()
        self._posts.preload()
        self._stretches, self._rows_of, self._rows_at, self._read = {}, {}, None, {}
        for row in self._database.query(f"{sql}{part.past_indexes('h.cadre')}", (*values, *part.values)):
            if (rows := self._rows_of.get(row[0])) is None:
                rows = self._rows_of[row[0]] = []
            rows.append(row)
        self._everyone = True

    def roll(self, part: Part = EVERYBODY, *, named: bool = True) -> Roll:
        """Everybody of a part who holds a post on the day; `named` where rules select posts by id or name."""
        self._units.preload()
        roll = Roll(self._database, self._moment, (self._posts, self._units), named=named)
        roll.read(part)
        return roll

    @property
    def cadres(self) -> Sequence[str]:
        """Everyone registered, after `preload`."""
        return tuple(self._everyones_standings())

    def holdings(self, day: date) -> Sequence[Stretch]:
        """What is held on the day, whoever holds it, after `preload`."""
        when = day.isoformat()
        now = [row for rows in self._rows_of.values() for row in rows if row[3] <= when < row[4]]
        return [each for row in now for each in self._read_once(row) if each.start <= day < each.end]

    def stretches_in(self, cadre: str, posts: frozenset[str]) -> Sequence[Stretch]:
        """What the cadre has held of these posts, by start; the others need not be read for it."""
        if not self._preloaded(cadre) or cadre in self._stretches:
            return tuple(each for each in self.stretches(cadre) if each.post in posts)
        return _by_start([self._read_once(row) for row in self._rows_of.get(cadre, ()) if row[1] in posts])

    def stretches(self, cadre: str) -> Sequence[Stretch]:
        """Everything the cadre has held, by start."""
        found = self._stretches.get(cadre)
        if found is None:
            if self._preloaded(cadre):
                found = _by_start([self._read_once(row) for row in self._rows_of.get(cadre, ())])
            else:
                found = self._asked(" AND h.cadre = ?", (cadre,))
            self._stretches[cadre] = found
        return found

    def held(self, post: str) -> Sequence[Stretch]:
        """Everyone who has held the post, by start."""
        found = self._held.get(post)
        if found is None:
            found = self._among((post,)) if self._everybody else self._asked(" AND h.post = ?", (post,))
            self._held[post] = found
        return found

    def _among(self, posts: Iterable[str]) -> tuple[Stretch, ...]:
        """Everyone who has held one of the posts, by start, after `preload`."""
        if self._rows_at is None:
            self._rows_at = {}
            for rows in self._rows_of.values():
                for row in rows:
                    self._rows_at.setdefault(row[1], []).append(row)
        return _by_start([self._read_once(row) for post in posts for row in self._rows_at.get(post, ())])

    def in_unit(self, unit: str, day: date) -> Sequence[Stretch]:
        """Who holds a post of the unit on the day."""
        return tuple(each for each in self.ever_in_unit(unit) if each.on(day))

    def ever_in_unit(self, unit: str) -> Sequence[Stretch]:
        """Everyone who has held a post of the unit, by start."""
        key = f"unit:{unit}"
        if key not in self._held:
            self._held[key] = tuple(each for each in self._in_units((unit,)) if each.unit == unit)
        return self._held[key]

    def ever_in_area(self, area: str) -> Sequence[Stretch]:
        """Everyone who has held a post in the area, by start."""
        key = f"area:{area}"
        if key not in self._held:
            self._held[key] = tuple(each for each in self._in_units(self._units.within(area)) if each.area == area)
        return self._held[key]

    def _in_units(self, units: Sequence[str]) -> tuple[Stretch, ...]:
        """Everyone who has held a post that was ever one of the units."""
        if self._everybody:
            return self._among(dict.fromkeys(post for unit in units for post in self._posts.ever_in(unit)))
        posts = (
            f" AND h.post IN (SELECT p.post FROM post_row p WHERE {KNOWN.format('p')}"
            f" AND p.unit IN ({marks(len(units))}))"
        )
        return self._asked(posts, (*self._moment.known, *units))

    def posts_of(self, unit: str, day: date) -> Sequence[PostView]:
        """The posts of the unit on the day, by id."""
        return self._posts.in_unit(unit, day)

    def post(self, post: str, day: date) -> PostView | None:
        """The post on the day, or None where it is not open."""
        return self._posts.view(post, day)

    def post_days(self, post: str) -> Sequence[date]:
        """The days on which the post begins, is defined anew or ends, by time."""
        return self._turning("post", post)

    def unit_days(self, unit: str) -> Sequence[date]:
        """The days on which a post begins to belong to the unit, is defined anew or leaves it, by time."""
        return self._turning("unit", unit)

    def _turning(self, register: str, name: str) -> tuple[date, ...]:
        key = (register, name)
        found = self._turns.get(key)
        if found is None:
            texts = self._posts.days(name) if register == "post" else self._posts.days_in(name)
            found = self._turns[key] = tuple(sorted([self._days_read[text] for text in texts]))
        return found

    def unit_name(self, unit: str, day: date) -> str | None:
        """The name of the unit on the day, or the last one known."""
        key = (unit, day)
        if key not in self._names:
            self._names[key] = self._units.name(unit, day.isoformat())
        return self._names[key]

    def standings(self, cadre: str) -> Sequence[StandingView]:
        """Level and service of the cadre through time."""
        if self._everyone:
            return self._everyones_standings().get(cadre, ())
        if cadre not in self._standings:
            rows = self._database.query(_STANDINGS.format(" AND s.cadre = ?"), (*self._moment.known, cadre))
            self._standings[cadre] = tuple(self._standing(row) for row in rows)
        return self._standings[cadre]

    def levels(self) -> Sequence[str]:
        """The grade scale, lowest first."""
        return self._levels

    def waivers(self, rule: str, subject: str) -> Sequence[WaiverView]:
        """The waivers of a rule for a cadre or post, by start; they are few and read at once."""
        if self._waivers is None:
            self._waivers, days = {}, self._days_read
            for row in self._database.query(_WAIVERS, self._moment.known):
                view = WaiverView(row[0], row[1], days[row[2]], days[row[3]], row[4], row[5], row[6])
                self._waivers.setdefault((row[0], row[1]), []).append(view)
        return self._waivers.get((rule, subject), ())

    def _everyones_standings(self) -> dict[str, tuple[StandingView, ...]]:
        if not self._every_standing:
            found: dict[str, list[StandingView]] = {}
            for row in self._database.stream(_STANDINGS.format(""), self._moment.known):
                found.setdefault(row[0], []).append(self._standing(row))
            self._standings = {name: tuple(views) for name, views in found.items()}
            self._every_standing = True
        return self._standings

    def _standing(self, row: Row) -> StandingView:
        return StandingView(self._days_read[row[1]], self._days_read[row[2]], row[3], row[4])

    def _asked(self, condition: str, values: tuple[Any, ...]) -> tuple[Stretch, ...]:
        """The stretches of the holdings that fulfil a condition, by start."""
        rows = self._database.query(f"{_HOLDINGS}{KNOWN.format('h')}{condition}", (*self._moment.known, *values))
        return _by_start([self._stretches_of(row) for row in rows])

    def _read_once(self, row: Row) -> tuple[Stretch, ...]:
        """The stretches of one of everybody's holdings; most are asked for more than once."""
        found = self._read.get(id(row))
        if found is None:
            found = self._read[id(row)] = self._stretches_of(row)
        return found

    def _stretches_of(self, row: Row) -> tuple[Stretch, ...]:
        """The holding in as many stretches as its post had definitions meanwhile."""
        terms = self._posts.terms(row[1])
        return tuple([self._stretch(row, term) for term in terms if term.start < row[4] and row[3] < term.end])

    def _stretch(self, row: Row, term: Term) -> Stretch:
        cadre, post, kind, first, last, since, event, ended_by, planned_end, known, until = row
        days, begun, over = self._days_read, term.start, term.end
        start, end = first if first > begun else begun, last if last < over else over  # noqa: FURB136 - for everybody
        planned, standing = days[planned_end] if planned_end else None, self._units.standing(term.unit, start)
        told = (cadre, post, kind, days[start], days[end], days[since], event, ended_by, planned, known != 0)
        return tuple.__new__(Stretch, told + term.traits + standing + (days[until],))


def _by_start(holdings: Sequence[tuple[Stretch, ...]]) -> tuple[Stretch, ...]:
    """The stretches of several holdings by start, then by cadre and post."""
    if len(holdings) == 1:
        return holdings[0]
    return tuple(sorted([each for some in holdings for each in some], key=attrgetter("start", "cadre", "post")))
