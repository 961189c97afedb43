"""Everybody who holds a post on a day, with all they have held; no more of it than clocks look at."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

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
Stay: TypeAlias = tuple[str, str, Spot]
"""From one day to another (excluded, YYYY-MM-DD) a post was this."""


class Roll:
    """The holders of a moment. The lines of posts and units have been read for everybody."""

    def __init__(
        self, database: Database, moment: Moment, posts: PostLines, units: UnitLines, part: Part = EVERYBODY
    ) -> None:
        self._posts, self._units, self._days = posts, units, Days()
        self._day = moment.day
        self._only: dict[str, Stay | None] = {}
        self._spots: dict[tuple[str, str, int], Spot] = {}
        self._now: list[Row] = database.query(f"{_NOW}{part.where('h.cadre')}", (*moment.values, *part.values))
        self._held: dict[str, list[Row]] = {row[0]: [] for row in self._now}
        for row in self._now:
            self._held[row[0]].append(row)
        get = self._held.get
        past = database.query(f"{_PAST}{part.where('h.cadre')}", (moment.day, *moment.known, *part.values))
        for row in past:
            if (rows := get(row[0])) is not None:
                rows.append(row)

    def holders(self) -> Iterator[Holder]:
        """Everybody, once for each post held."""
        day, days = self._day, self._days
        for cadre, post, kind, first, _, planned_end, until in self._now:
            stays, held = self._stays(post, first, day), self._held[cadre]
            for start, end, spot in stays:
                if start <= day < end:
                    alone = len(stays) == 1 and (
                        len(held) == 1 or [row[1] in spot.chain for row in held].count(True) == 1
                    )
                    since, planned = days[max(first, start)], days[planned_end] if planned_end else None
                    yield Holder(cadre, spot, kind, since, planned, days[until], alone, alone and len(held) == 1)

    def spells(self, cadre: str, posts: frozenset[str] | None) -> Sequence[Spell]:
        """What a holder has held up to the day, of these posts or of all (None).

        It is in as many spells as the posts had definitions meanwhile.
        """
        days = self._days
        return [
            Spell(days[max(first, start)], days[min(last, end)], kind, spot)
            for _, post, kind, first, last, *_ in self._held[cadre]
            if posts is None or post in posts
            for start, end, spot in self._stays(post, first, last)
            if start < last and first < end
        ]

    def _stays(self, post: str, first: str, last: str) -> Sequence[Stay]:
        """What the post was from the one day to the other; most have been the same all the time."""
        only = self._only.get(post)
        if only is None:
            terms = self._posts.terms(post)
            if len(terms) != 1 or self._units.turns(terms[0].unit):
                return [(each.start, each.end, self._spot(post, each, max(first, each.start))) for each in terms]
            term = terms[0]
            only = self._only[post] = (term.start, term.end, self._spot(post, term, term.start))
        return (only,)

    def _spot(self, post: str, term: Term, start: str) -> Spot:
        standing = self._units.standing(term.unit, start)
        key = (post, term.start, id(standing))
        found = self._spots.get(key)
        if found is None:
            name, unit, track, level, _, key_post, _, part_time, chain = term.traits
            found = self._spots[key] = Spot(post, name, unit, track, level, key_post, part_time, chain, *standing)
        return found
