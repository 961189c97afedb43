"""What is known now of how things stood at a past act: corrections and late discoveries, but not what came after it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from domain.days import FOREVER
from domain.policy.altered import Altered
from domain.policy.facts import PolicyFacts, PostView, Stretch
from projections.database import Database
from projections.moment import EVERYTHING, KNOWN

Place = TypeVar("Place", Stretch, PostView)


class Positions(dict[str, int]):
    """Event id -> its position in the store, looked up when it is asked for."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database

    def read_all(self) -> None:
        """Read those of all events at once, for questions about many acts."""
        self.update((row[0], row[1]) for row in self._database.query("SELECT t.event, t.position FROM trail t"))

    def __missing__(self, event: str) -> int:
        rows = self._database.query("SELECT t.position FROM trail t WHERE t.event = ?", (event,))
        found = self[event] = rows[0][0] if rows else 0
        return found


class Lines:
    """What came from what, as known now: posts by succession (`post_lineage`), or units (`lineage`)."""

    def __init__(self, database: Database, table: str, positions: Mapping[str, int]) -> None:
        sql = f"SELECT l.predecessor, l.successor, l.effective, l.event FROM {table} l WHERE {KNOWN.format('l')}"
        self._rows = [
            (earlier, later, date.fromisoformat(day), positions[event] if event else 0)
            for earlier, later, day, event in database.query(sql, (EVERYTHING,) * 2)
        ]
        self._found: dict[tuple[int, ...], Mapping[str, frozenset[str]] | None] = {(): None}
        """By the places of the rows that are left out; most acts have the same before them."""

    def without(self, after: date, position: int) -> Mapping[str, frozenset[str]] | None:
        """Name -> itself with all that it came from, for what came from something; None where nothing is left out.

        Left out is what came after the day and was recorded after the position.
        """
        out = tuple([place for place, (_, _, day, at) in enumerate(self._rows) if day > after and at > position])
        if out not in self._found:
            self._found[out] = self._but_for(frozenset(out))
        return self._found[out]

    def _but_for(self, out: frozenset[int]) -> Mapping[str, frozenset[str]]:
        kept = [row for place, row in enumerate(self._rows) if place not in out]
        above: dict[str, set[str]] = {row[1]: set() for row in self._rows}
        for row in kept:
            above[row[1]].add(row[0])
        return {name: _line(name, above) for name in above}


def _line(name: str, above: Mapping[str, set[str]]) -> frozenset[str]:
    found, waiting = {name}, [name]
    while waiting:
        new = above.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return frozenset(found)


class Hindsight(Altered):
    """Facts as known now, without what took effect after the day by acts that were recorded after the position.

    Left out are holdings that began later, later ends of holdings, and posts and units that were joined later.
    """

    def __init__(
        self, facts: PolicyFacts, after: tuple[date, int], positions: Mapping[str, int], lines: Sequence[Lines]
    ) -> None:
        super().__init__(facts)
        self._day, self._position = after
        self._positions = positions
        self._chains, self._houses = (each.without(*after) for each in lines)
        self._read: dict[tuple[str, str], Sequence[Stretch]] = {}
        self.touched: frozenset[str] = frozenset()
        self.moved: frozenset[str] = frozenset()
        self.kept: dict[Any, Any] = {}

    @property
    def recorded(self) -> "Hindsight":
        """These facts: nothing in them is supposed."""
        return self

    def _later(self, day: date, event: str | None) -> bool:
        """Whether that came after the act: of a later day, and recorded later."""
        return day > self._day and event is not None and self._positions[event] > self._position

    def _seen(self, which: str, name: str, told: Iterable[Stretch]) -> Sequence[Stretch]:
        found = self._read.get((which, name))
        if found is None:
            day, later = self._day, self._later
            kept = [each for each in told if each.start <= day or not later(each.start, each.event)]
            still = [each if each.until <= day else self._open_still(each) for each in kept]
            found = self._read[which, name] = tuple([self._in_line(each) for each in still])
        return found

    def _in_line(self, each: Place) -> Place:
        """The stretch or the post with what its post and its unit had come from by then."""
        chain = each.chain if self._chains is None else self._chains.get(each.post, each.chain)
        house = each.house if self._houses is None else self._houses.get(each.unit, each.house)
        if chain is each.chain and house is each.house:
            return each
        if isinstance(each, Stretch):
            return each._replace(chain=chain, house=house)
        return replace(each, chain=chain, house=house)

    def _open_still(self, each: Stretch) -> Stretch:
        """The stretch, without an end that was decided after the act."""
        if not self._later(each.until, each.ended_by):
            return each
        end = FOREVER if each.end == each.until else each.end
        return each._replace(end=end, until=FOREVER, ended_by=None)

    def stretches(self, cadre: str) -> Sequence[Stretch]:
        """Everything the cadre has held."""
        return self._seen("cadre", cadre, self._facts.stretches(cadre))

    def stretches_in(self, cadre: str, posts: frozenset[str]) -> Sequence[Stretch]:
        """What the cadre has held of these posts."""
        return tuple(each for each in self.stretches(cadre) if each.post in posts)

    def held(self, post: str) -> Sequence[Stretch]:
        """Everyone who has held the post."""
        return self._seen("post", post, self._facts.held(post))

    def in_unit(self, unit: str, day: date) -> Sequence[Stretch]:
        """Who holds a post of the unit on the day."""
        return tuple(each for each in self.ever_in_unit(unit) if each.on(day))

    def ever_in_unit(self, unit: str) -> Sequence[Stretch]:
        """Everyone who has held a post of the unit."""
        return self._seen("unit", unit, self._facts.ever_in_unit(unit))

    def ever_in_area(self, area: str) -> Sequence[Stretch]:
        """Everyone who has held a post in the area."""
        return self._seen("area", area, self._facts.ever_in_area(area))

    def posts_of(self, unit: str, day: date) -> Sequence[PostView]:
        """The posts of the unit on the day."""
        return [self._in_line(each) for each in self._facts.posts_of(unit, day)]

    def post(self, post: str, day: date) -> PostView | None:
        """The post on the day."""
        found = self._facts.post(post, day)
        return found and self._in_line(found)
