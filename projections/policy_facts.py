"""The facts that rules are judged on, from the read models as known at one moment; read as they are asked for."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from domain.policy.facts import PostView, StandingView, Stretch, WaiverView
from projections.database import Database, Row
from projections.moment import IN_FORCE, KNOWN, Moment, marks
from projections.person_facts import PersonFacts
from projections.unit_lines import UnitLines

_STRETCH = (
    "h.cadre, h.post, h.kind, h.valid_from, h.valid_to, h.since, h.event, h.ended_by, h.planned_end, h.since_known,"
    " p.valid_from, p.valid_to, p.name, p.unit, p.track, p.level, p.seats, p.key_post, p.backbone, p.part_time"
)
_JOINED = (
    f"SELECT {_STRETCH} FROM holding_row h JOIN post_row p ON p.post = h.post"
    f" AND p.valid_from < h.valid_to AND h.valid_from < p.valid_to AND {KNOWN.format('p')}"
    f" WHERE {KNOWN.format('h')}"
)
_POST = "p.post, p.name, p.unit, p.track, p.level, p.seats, p.key_post, p.backbone, p.part_time, p.requires, p.event"
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
        self._levels = tuple(levels)
        self._units = UnitLines(database, moment)
        self._chains: dict[str, frozenset[str]] = {}
        self._stretches: dict[str, tuple[Stretch, ...]] = {}
        self._held: dict[str, tuple[Stretch, ...]] = {}
        self._posts: dict[tuple[str, str], PostView | None] = {}
        self._unit_posts: dict[tuple[str, str], tuple[PostView, ...]] = {}
        self._standings: dict[str, tuple[StandingView, ...]] = {}
        self._waivers: dict[tuple[str, str], list[WaiverView]] | None = None

    def preload(self) -> None:
        """Read every holding at once, for questions about everybody."""
        self._units.preload()
        self._preload_chains()
        found: dict[str, list[Stretch]] = {}
        for row in self._database.stream(f"{_JOINED} ORDER BY h.cadre, h.valid_from, p.valid_from", self._twice):
            found.setdefault(row[0], []).append(self._stretch(row))
        self._stretches = {name: tuple(stretches) for name, stretches in found.items()}
        self._preload_standings()
        self._everyone = True

    @property
    def cadres(self) -> Sequence[str]:
        """Everyone registered, after `preload`."""
        return tuple(self._standings)

    def stretches(self, cadre: str) -> Sequence[Stretch]:
        """Everything the cadre has held, by start."""
        if cadre not in self._stretches:
            rows = [] if self._everyone else self._rows(" AND h.cadre = ?", (cadre,))
            self._stretches[cadre] = tuple(self._stretch(row) for row in rows)
        return self._stretches[cadre]

    def held(self, post: str) -> Sequence[Stretch]:
        """Everyone who has held the post, by start."""
        if post not in self._held:
            self._held[post] = tuple(self._stretch(row) for row in self._rows(" AND h.post = ?", (post,)))
        return self._held[post]

    def in_unit(self, unit: str, day: date) -> Sequence[Stretch]:
        """Who holds a post of the unit on the day."""
        return tuple(each for each in self.ever_in_unit(unit) if each.on(day))

    def ever_in_unit(self, unit: str) -> Sequence[Stretch]:
        """Everyone who has held a post of the unit, by start."""
        key = f"unit:{unit}"
        if key not in self._held:
            self._held[key] = tuple(self._stretch(row) for row in self._rows(" AND p.unit = ?", (unit,)))
        return self._held[key]

    def ever_in_area(self, area: str) -> Sequence[Stretch]:
        """Everyone who has held a post in the area, by start."""
        key = f"area:{area}"
        if key not in self._held:
            units = self._units.within(area)
            rows = self._rows(f" AND p.unit IN ({marks(len(units))})", units)
            self._held[key] = tuple(each for row in rows if (each := self._stretch(row)).area == area)
        return self._held[key]

    def posts_of(self, unit: str, day: date) -> Sequence[PostView]:
        """The posts of the unit on the day, by id."""
        key = (unit, day.isoformat())
        if key not in self._unit_posts:
            moment = Moment(key[1], self._moment.position)
            sql = f"SELECT {_POST} FROM post_row p WHERE {IN_FORCE.format('p')} AND p.unit = ? ORDER BY p.post"
            rows = self._database.query(sql, (*moment.values, unit))
            self._unit_posts[key] = tuple(self._view(row, day) for row in rows)
        return self._unit_posts[key]

    def post(self, post: str, day: date) -> PostView | None:
        """The post on the day, or None where it is not open."""
        key = (post, day.isoformat())
        if key not in self._posts:
            moment = Moment(key[1], self._moment.position)
            sql = f"SELECT {_POST} FROM post_row p WHERE p.post = ? AND {IN_FORCE.format('p')}"
            rows = self._database.query(sql, (post, *moment.values))
            self._posts[key] = self._view(rows[0], day) if rows else None
        return self._posts[key]

    def unit_name(self, unit: str, day: date) -> str | None:
        """The name of the unit on the day, or the last one known."""
        return self._units.name(unit, day.isoformat())

    def standings(self, cadre: str) -> Sequence[StandingView]:
        """Level and service of the cadre through time."""
        if cadre not in self._standings and not self._everyone:
            rows = self._database.query(_STANDINGS.format(" AND s.cadre = ?"), (*self._moment.known, cadre))
            self._standings[cadre] = tuple(_standing(row) for row in rows)
        return self._standings.get(cadre, ())

    def levels(self) -> Sequence[str]:
        """The grade scale, lowest first."""
        return self._levels

    def waivers(self, rule: str, subject: str) -> Sequence[WaiverView]:
        """The waivers of a rule for a cadre or post, by start; they are few and read at once."""
        if self._waivers is None:
            self._waivers = {}
            for row in self._database.query(_WAIVERS, self._moment.known):
                view = WaiverView(row[0], row[1], _day(row[2]), _day(row[3]), row[4], row[5], row[6])
                self._waivers.setdefault((row[0], row[1]), []).append(view)
        return self._waivers.get((rule, subject), ())

    def _preload_standings(self) -> None:
        found: dict[str, list[StandingView]] = {}
        for row in self._database.stream(_STANDINGS.format(""), self._moment.known):
            found.setdefault(row[0], []).append(_standing(row))
        self._standings = {name: tuple(views) for name, views in found.items()}

    @property
    def _twice(self) -> tuple[int, ...]:
        return (*self._moment.known, *self._moment.known)

    def _rows(self, condition: str, values: tuple[Any, ...]) -> list[Row]:
        sql = f"{_JOINED}{condition} ORDER BY h.valid_from, p.valid_from, h.cadre, h.post"
        return self._database.query(sql, (*self._twice, *values))

    def _stretch(self, row: Row) -> Stretch:
        start = max(row[3], row[10])
        unit = row[13]
        return Stretch(
            cadre=row[0],
            post=row[1],
            kind=row[2],
            start=_day(start),
            end=_day(min(row[4], row[11])),
            since=_day(row[5]),
            event=row[6],
            ended_by=row[7],
            planned_end=_day(row[8]) if row[8] else None,
            post_name=row[12],
            unit=unit,
            track=row[14],
            level=row[15],
            seats=row[16],
            key_post=bool(row[17]),
            backbone=bool(row[18]),
            part_time=bool(row[19]),
            unit_kind=self._units.kind(unit, start),
            chain=self._chain(row[1]),
            house=self._units.line(unit),
            area=(area := self._units.area(unit, start)),
            areas=self._units.line(area),
            since_known=bool(row[9]),
        )

    def _view(self, row: Row, day: date) -> PostView:
        when = day.isoformat()
        return PostView(
            post=row[0],
            name=row[1],
            unit=row[2],
            track=row[3],
            level=row[4],
            seats=row[5],
            key_post=bool(row[6]),
            backbone=bool(row[7]),
            part_time=bool(row[8]),
            requires=tuple(each for each in row[9].split(";") if each),
            unit_kind=self._units.kind(row[2], when),
            chain=self._chain(row[0]),
            house=self._units.line(row[2]),
            area=(area := self._units.area(row[2], when)),
            areas=self._units.line(area),
            event=row[10],
        )

    def _chain(self, post: str) -> frozenset[str]:
        """The post and those it succeeded."""
        if post not in self._chains:
            sql = (
                "WITH RECURSIVE line(post) AS (SELECT DISTINCT s.post FROM post_row s WHERE s.post = ?"
                " UNION SELECT l.predecessor FROM post_lineage l"
                f" JOIN line ON l.successor = line.post WHERE {KNOWN.format('l')}) SELECT post FROM line"
            )
            self._chains[post] = frozenset(row[0] for row in self._database.query(sql, (post, *self._moment.known)))
        return self._chains[post]

    def _preload_chains(self) -> None:
        """Posts that succeeded nothing are their own line; they are most, and need no query each."""
        sql = f"SELECT DISTINCT l.successor FROM post_lineage l WHERE {KNOWN.format('l')}"
        heirs = {row[0] for row in self._database.query(sql, self._moment.known)}
        for row in self._database.query(
            f"SELECT DISTINCT p.post FROM post_row p WHERE {KNOWN.format('p')}", self._moment.known
        ):
            if row[0] not in heirs:
                self._chains[row[0]] = frozenset((row[0],))


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _standing(row: Row) -> StandingView:
    return StandingView(_day(row[1]), _day(row[2]), row[3], row[4])
