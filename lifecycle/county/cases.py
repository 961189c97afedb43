"""Discipline in the county: for each case of the tables a cadre whom nothing else moves meanwhile."""

from collections.abc import Iterator
from typing import Final

from lifecycle.county.case_tables import ABOVE, CASES, WHO, Case, Step
from lifecycle.county.chance import Chance
from lifecycle.county.decision import MONTHS, Decision, Line
from lifecycle.county.entries import day_of, entered
from lifecycle.county.life import NONE, County, level_name

_SETTLED: Final = 6
_HIGHEST: Final = 1
"""Cases are those of clerks and of deputies of sections: others head the units that are ranked."""
_AHEAD: Final = 12
"""Months that remain to retirement when a case is over."""


class Cases:
    """The annal of discipline in one county."""

    def __init__(self, county: County, seed: int) -> None:
        """The annal, with a chance of its own."""
        self._county = county
        self._chance = Chance(seed, "cases")
        self._told: set[int] = set()
        self._free_from: dict[int, int] = {}
        self._due: dict[int, dict[tuple[str, int, int], list[Step]]] = {}
        """Month -> title, cadre and day -> what is decided then, together."""

    def __call__(self, month: int) -> Iterator[Decision]:
        """What was decided of the cases in the month."""
        for cadre in [each for each, until in self._free_from.items() if until <= month]:
            del self._free_from[cadre]
            self._county.tied.discard(cadre)
            self._county.moved[cadre] = month  # nothing found later lies in the time of the case
        for case in CASES:
            if case.month == month:
                self._begin(case)
        for place, ((title, cadre, day), steps) in enumerate(self._due.pop(month, {}).items()):
            lines = [self._line(step, cadre, month) for step in steps]
            attempt = any(step.refused for step in steps)
            named = f"Attempt: {title}" if attempt else title
            yield entered(day_of(month, day), named, *lines, minute=place, refused=attempt, confirmed=True)

    def _begin(self, case: Case) -> None:
        """Choose whom the case is about; in a county that is too small for it nobody is."""
        cadre = self._chosen(case)
        if cadre == NONE:
            return
        self._told.add(cadre)
        self._county.tied.add(cadre)
        self._free_from[cadre] = case.month + case.ties
        for step in case.steps:
            of_month = self._due.setdefault(case.month + step.after, {})
            of_month.setdefault((case.title, cadre, step.day), []).append(step)

    def _chosen(self, case: Case) -> int:
        county, start = self._county, self._chance.below(max(1, self._county.known))
        around: tuple[int, ...] = (*range(start, county.known), *range(start))
        for cadre in around:
            stays = county.retires[cadre] > min(case.month + case.ties, MONTHS) + _AHEAD
            if stays and cadre not in self._told and self._settled(cadre, case.month):
                return cadre
        return NONE

    def _settled(self, cadre: int, month: int) -> bool:
        county = self._county
        return (
            county.level[cadre] <= _HIGHEST and county.post[cadre] != NONE and county.movable(cadre, month - _SETTLED)
        )

    def _line(self, step: Step, cadre: int, month: int) -> Line:
        if step.line["act"] == "depart":
            self._county.depart(cadre, month)
        words = {WHO: self._county.who(cadre), ABOVE: level_name(self._county.level[cadre] + 1)}
        return {name: _filled(value, words) for name, value in step.line.items()}


def _filled(value: object, words: dict[str, str]) -> object:
    if isinstance(value, str):
        for mark, word in words.items():
            value = value.replace(mark, word)
    return value
