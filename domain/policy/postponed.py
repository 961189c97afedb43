"""The register as it would be if a recorded act took effect later: for the earliest lawful day."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from domain.policy.altered import Altered
from domain.policy.asked import Asked
from domain.policy.facts import PolicyFacts, StandingView, Stretch
from domain.policy.hypothesis import Hypothesis


def world_on(facts: PolicyFacts, asked: Asked, day: date) -> PolicyFacts:
    """The facts as they would be if the act, asked about or recorded, came on a later day."""
    if day == asked.day:
        return facts
    return facts.on_day(day) if isinstance(facts, Hypothesis) else Postponed(facts, asked, day)


STANDING_ACTS = ("promote", "demote", "depart", "reinstate")


class Postponed(Altered):
    """Facts in which what the act (with the other legs of an exchange) opened and ended is moved to a later day."""

    def __init__(self, facts: PolicyFacts, asked: Asked, day: date) -> None:
        super().__init__(facts)
        self._events = asked.events
        self._cadre = asked.cadre if asked.act in STANDING_ACTS else None
        self._was = asked.day
        self._day = day
        self.recorded = facts.recorded
        self.touched = facts.touched.union(self._moving(asked))
        self.moved = facts.moved.union((asked.cadre,), asked.partners)
        self.kept: dict[Any, Any] = {}

    def _moving(self, asked: Asked) -> Iterator[str]:
        """The posts that the act and the other legs of an exchange take up or leave."""
        for cadre in (asked.cadre, *asked.partners):
            for each in self._facts.stretches(cadre):
                if each.event in self._events or each.ended_by in self._events:
                    yield each.post

    def _moved(self, stretches: Sequence[Stretch]) -> Sequence[Stretch]:
        moved = tuple(self._later(each) for each in stretches)
        return tuple(each for each in moved if each.start < each.end)

    def _later(self, each: Stretch) -> Stretch:
        if each.event in self._events:
            since = self._day if each.since == self._was else each.since
            return each._replace(start=max(each.start, self._day), since=since)
        if each.ended_by in self._events and each.end == self._was:
            return each._replace(end=self._day)
        return each

    def stretches(self, cadre: str) -> Sequence[Stretch]:
        """Everything the cadre has held."""
        return self._moved(self._facts.stretches(cadre))

    def stretches_in(self, cadre: str, posts: frozenset[str]) -> Sequence[Stretch]:
        """What the cadre has held of these posts."""
        return tuple(each for each in self.stretches(cadre) if each.post in posts)

    def held(self, post: str) -> Sequence[Stretch]:
        """Everyone who has held the post."""
        return self._moved(self._facts.held(post))

    def in_unit(self, unit: str, day: date) -> Sequence[Stretch]:
        """Who holds a post of the unit on the day."""
        return tuple(each for each in self.ever_in_unit(unit) if each.on(day))

    def ever_in_unit(self, unit: str) -> Sequence[Stretch]:
        """Everyone who has held a post of the unit."""
        return self._moved(self._facts.ever_in_unit(unit))

    def ever_in_area(self, area: str) -> Sequence[Stretch]:
        """Everyone who has held a post in the area."""
        return self._moved(self._facts.ever_in_area(area))

    def standings(self, cadre: str) -> Sequence[StandingView]:
        """Level and service of the cadre through time; what the act changed of them begins later."""
        told = self._facts.standings(cadre)
        if cadre != self._cadre:
            return told
        return tuple(each for each in map(self._later_standing, told) if each.start < each.end)

    def _later_standing(self, each: StandingView) -> StandingView:
        start = self._day if each.start == self._was else each.start
        return each._replace(start=start, end=self._day if each.end == self._was else each.end)
