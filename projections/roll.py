"""Everybody who holds a post on a day, with all they have held; no more of it than clocks look at."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from domain.policy.facts import Spell, Spot
from domain.policy.roll_call import Holder
from projections.database import Database, Row
from projections.moment import IN_FORCE, KNOWN, Moment
from projections.parts import EVERYBODY, Part
from projections.post_lines import PostLines, Term
from projections.read_days import Days
from projections.unit_lines import UnitLines

_HELD = "h.cadre, h.post, h.kind, h.valid_from, h.valid_to"
_NOW = f"SELECT {_HELD}, h.planned_end, h.until FROM holding_row h WHERE {IN_FORCE.format('h')}"
_PAST = f"SELECT {_HELD} FROM holding_row h WHERE h.valid_to <= ? AND {KNOWN.format('h')}"
_POSTS = (
    "SELECT p.post, p.valid_from, p.valid_to, p.unit, p.track, p.level, p.key_post, p.part_time{}"
    f" FROM post_row p WHERE {KNOWN.format('p')} ORDER BY p.post, p.valid_from"
)
Stay: TypeAlias = tuple[str, str, Spot]
"""From one day to another (excluded, YYYY-MM-DD) a post was this."""
Key: TypeAlias = tuple[Any, ...]
"""The unit, track and level of a post, whether it is a key post and part time; its id and name where it is named."""
UNNAMED = ("", "")
"""The id and the name of a post where no rule selects by them: then posts that agree otherwise share one spot."""


class Roll:
    """The holders of a moment. `named`: some rule selects posts by their id or name."""

    def __init__(self, database: Database, moment: Moment, lines: tuple[PostLines, UnitLines], *, named: bool) -> None:
        self._database, self._moment = database, moment
        self._posts, self._units = lines
        self._days = Days()
        self._spots: dict[tuple[Key, int], Spot] = {}
        self._heirs = self._posts.heirs()
        self._settled: dict[Key, Spot] = {}
        """What posts were whose units always stood as they do."""
        self._lines: dict[str, list[Stay]] = {}
        self._turning: set[str] = set()
        """The posts of units that did not always stand as they do."""
        self._now: list[Row] = []
        self._held: dict[str, list[Row]] = {}
        self._named = named
        self._read_posts()

    def read(self, part: Part = EVERYBODY) -> None:
        """Read who holds a post, and what they have held, of a part of everybody."""
        query, moment = self._database.query, self._moment
        self._now = query(f"{_NOW}{part.past_indexes('h.cadre')}", (*moment.values, *part.values))
        self._held = {row[0]: [] for row in self._now}
        for row in self._now:
            self._held[row[0]].append(row)
        get = self._held.get
        for row in query(f"{_PAST}{part.past_indexes('h.cadre')}", (moment.day, *moment.known, *part.values)):
            if (rows := get(row[0])) is not None:
                rows.append(row)

    def holders(self) -> Iterator[Holder]:
        """Everybody, once for each post held that is open."""
        day = self._moment.day
        for cadre, post, kind, first, _, planned_end, until in self._now:
            for start, end, spot in self._line_of(post, first):
                if start <= day < end:
                    yield cadre, post, kind, spot, max(first, start), planned_end, until

    def only(self, cadre: str) -> bool:
        """Whether the cadre has held nothing but one post, which was the same all the time."""
        held = self._held[cadre]
        return len(held) == 1 and len(self._lines[held[0][1]]) == 1

    def alone(self, cadre: str, post: str) -> bool:
        """Whether the cadre has held the post once, which was the same all the time, and none that it succeeded."""
        if post in self._heirs or len(self._lines[post]) != 1:
            return False
        held = self._held[cadre]
        return len(held) == 1 or [row[1] for row in held].count(post) == 1

    def spells(self, cadre: str, posts: frozenset[str] | None) -> list[Spell]:
        """What a holder has held up to the day, of these posts or of all (None).

        It is in as many spells as the posts were different things meanwhile.
        """
        days, found = self._days, []
        for row in self._held[cadre]:
            post, kind, first, last = row[1:5]
            if posts is None or post in posts:
                for start, end, spot in self._line_of(post, first):
                    if start <= first and last <= end:
                        found.append((days[first], days[last], kind, spot))
                    elif start < last and first < end:
                        found.append((days[max(first, start)], days[min(last, end)], kind, spot))
        return found

    def line(self, post: str) -> frozenset[str]:
        """The post and those it succeeded."""
        return self._posts.chain(post) if post in self._heirs else frozenset((post,))

    def _read_posts(self) -> None:
        """What every post was from when to when; what differs in nothing that is looked at is one stay."""
        sql, lines = _POSTS.format(", p.post, p.name" if self._named else ""), self._lines
        for row in self._database.query(sql, self._moment.known):
            post, start, end = row[:3]
            spot = self._settled.get(row[3:]) or self._settle(row)
            line = lines.get(post)
            if line is None:
                lines[post] = [(start, end, spot)]
            elif line[-1][1] == start and line[-1][2] is spot and post not in self._turning:
                line[-1] = (line[-1][0], end, spot)
            else:
                line.append((start, end, spot))

    def _settle(self, row: Row) -> Spot:
        """What the post was at first; where its unit always stood as it does, that holds for all that agree with it."""
        post, start = row[:2]
        if self._units.turns(row[3]):
            self._turning.add(post)
            return self._spot(row[3:], start)
        spot = self._settled[row[3:]] = self._spot(row[3:], start)
        return spot

    def _line_of(self, post: str, first: str) -> Sequence[Stay]:
        """What the post was from when to when, for who holds it from the day on.

        A unit that came to stand otherwise meanwhile is taken as it stood when the holding, or the stay, began.
        """
        if post not in self._turning:
            return self._lines.get(post, ())
        self._posts.preload()
        return [
            (term.start, term.end, self._spot(self._key(post, term), max(first, term.start)))
            for term in self._posts.terms(post)
        ]

    def _key(self, post: str, term: Term) -> Key:
        name, unit, track, level, _, key_post, _, part_time, _ = term.traits
        return (unit, track, level, key_post, part_time, *((post, name) if self._named else ()))

    def _spot(self, key: Key, day: str) -> Spot:
        standing = self._units.standing(key[0], day)
        found = self._spots.get((key, id(standing)))
        if found is None:
            unit, track, level, key_post, part_time, *names = key
            post, name = names or UNNAMED
            chain = self.line(post) if post else frozenset((post,))
            told = (post, name, unit, track, level, key_post != 0, part_time != 0, chain, *standing)
            found = self._spots[key, id(standing)] = Spot._make(told)
        return found
