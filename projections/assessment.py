"""Assessments as a question reads them: cycles, sets, marks, rankings and grades, as known at a position."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from domain.assessment.indicators import IndicatorSet, read_set
from domain.assessment.placing import Place, read_places
from domain.assessment.scoring import Score, Sheet, Way, score, sheet_of, way_of
from domain.policy.pack import Pack, in_force, rules_of
from domain.policy.rule import Rule
from projections.database import Database
from projections.dossier import entries
from projections.unit import Answer


class Cycle(NamedTuple):
    """A cycle as it was opened; `day` is the day on which its sets and rules are looked up."""

    id: str
    year: int
    period: str
    unit: str | None
    sets: tuple[str, ...]
    day: date
    event: str


class Ranking(NamedTuple):
    """A ranking of the units or the cadres of a cycle."""

    cycle: str
    year: int
    period: str
    ranks: str
    places: tuple[Place, ...]
    day: date
    event: str
    order: str


class Book:
    """The assessments of a store, as known at a position; `until` leaves out what begins after that day."""

    def __init__(self, database: Database, position: int, packs: Sequence[Pack], until: str | None = None) -> None:
        self._database = database
        self._position = position
        self._packs = packs
        self._until = until
        self._told: dict[str, list[Answer]] = {}

    def told(self, topic: str) -> list[Answer]:
        """The facts of a topic, each once, by day and recording; read once."""
        if topic not in self._told:
            self._told[topic] = self._read(topic)
        return self._told[topic]

    def _read(self, topic: str) -> list[Answer]:
        seen: dict[str, Answer] = {}
        for each in entries(self._database, self._position, [topic]):
            if self._until is None or each["since"] <= self._until:
                seen.setdefault(each["event"], each)
        return list(seen.values())

    @cached_property
    def cycles(self) -> Mapping[str, Cycle]:
        """Every cycle by id, in the order of days."""
        return {each["cycle"]: _cycle(each) for each in self.told("cycle-opened")}

    @cached_property
    def sets(self) -> Mapping[str, IndicatorSet]:
        """Every version of every set, as `ID@VERSION`."""
        made = (read_set(each, each["event"]) for each in self.told("indicator-set-published"))
        return {each.key: each for each in made}

    @cached_property
    def scored(self) -> Mapping[tuple[str, str], Sequence[Answer]]:
        """What was scored, by cycle and assessed."""
        return self._by_assessed("assessment-scored")

    @cached_property
    def observed(self) -> Mapping[tuple[str, str], Sequence[Answer]]:
        """What was observed, by cycle and assessed."""
        return self._by_assessed("indicator-observed")

    def _by_assessed(self, topic: str) -> Mapping[tuple[str, str], Sequence[Answer]]:
        found: dict[tuple[str, str], list[Answer]] = {}
        for each in self.told(topic):
            found.setdefault((each["cycle"], whom(each)), []).append(each)
        return found

    @cached_property
    def rankings(self) -> Mapping[tuple[str, str], Ranking]:
        """The last ranking of each cycle, of units and of cadres."""
        return {(each["cycle"], each["ranks"]): _ranking(each) for each in self.told("ranking-made")}

    @cached_property
    def grades(self) -> Mapping[tuple[str, str], Answer]:
        """The grade of each assessed, by cycle."""
        return {(each["cycle"], whom(each)): each for each in self.told("grade-given")}

    def rules(self, kind: str, day: date) -> list[Rule]:
        """The rules of a kind in force on the day."""
        return [rule for rule in rules_of(in_force(self._packs, day)) if rule.kind == kind and rule.on(day)]

    def way(self, cycle: Cycle) -> Way | None:
        """How scores of the cycle are made; None where no rule says it."""
        found = self.rules("score", cycle.day)
        return way_of(found[0], cycle.day) if found else None

    def sheet(self, cycle: str, subject: str) -> Sheet:
        """The marks of one assessed in a cycle; without evaluators' marks where no rule says how many there must be."""
        way = self.way(self.cycles[cycle]) if cycle in self.cycles else None
        least = way.raters if way else sys.maxsize
        return sheet_of(((each, each["event"]) for each in self.scored.get((cycle, subject), ())), least)

    def score(self, cycle: Cycle, subject: str) -> Score | None:
        """The score of one assessed in a cycle; None where nothing was scored, or no rule says how."""
        scored, way = self.scored.get((cycle.id, subject)), self.way(cycle)
        if not scored or way is None:
            return None
        return score(self.sets[scored[-1]["set"]], self.sheet(cycle.id, subject), way.missing, cycle.day)

    def assessed(self, cycle: str) -> Iterator[str]:
        """Everybody who was scored or observed in a cycle, units first."""
        seen = {subject for name, subject in (*self.scored, *self.observed) if name == cycle}
        yield from sorted(seen, key=lambda each: (not each.startswith("unit:"), each))


def whom(fields: Mapping[str, Any]) -> str:
    """Whom a fact is about, such as `unit:FINANCE`."""
    return f"unit:{fields['unit']}" if fields["unit"] else f"cadre:{fields['cadre']}"


def _cycle(each: Answer) -> Cycle:
    day = date.fromisoformat(each["since"])
    return Cycle(each["cycle"], each["year"], each["period"], each["unit"], tuple(each["sets"]), day, each["event"])


def _ranking(each: Answer) -> Ranking:
    day, places = date.fromisoformat(each["since"]), read_places(each["places"])
    return Ranking(
        each["cycle"], each["year"], each["period"], each["ranks"], places, day, each["event"], each["order"]
    )
