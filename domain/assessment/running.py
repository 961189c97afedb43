"""How often something has happened running, period after period: what consequences are counted by."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final

IN, OUT, SKIPPED = "in", "out", "skipped"
ANNUAL: Final = ("year-end",)
HALF_YEAR: Final = ("mid-year", "year-end")


def counted(cycle: str, period: str) -> bool:
    """Whether a cycle of the period counts under an option `cycle` of a rule."""
    return cycle == "each" or period in (HALF_YEAR if cycle == "half-year" else ANNUAL)


def terms(cycle: str, there: Collection[tuple[int, str]]) -> list[tuple[int, str]]:
    """Every period from the first to the last there is, those without a result among them; each cycle as it comes."""
    if cycle == "each" or not there:
        return sorted(there)
    periods = HALF_YEAR if cycle == "half-year" else ANNUAL
    years = [year for year, _ in there]
    return [(year, period) for year in range(min(years), max(years) + 1) for period in periods]


def streak(states: Sequence[str], *, skip_breaks: bool) -> int:
    """How often running the last of the states was `in`; a `skipped` one breaks what runs, or is passed over.

    >>> streak(["in", "out", "in", "in"], skip_breaks=True), streak(["in", "skipped", "in"], skip_breaks=True)
    (2, 1)
    >>> streak(["in", "skipped", "in"], skip_breaks=False), streak(["in", "out"], skip_breaks=False)
    (2, 0)
    """
    found = 0
    for state in reversed(states):
        if state == OUT or (state == SKIPPED and (skip_breaks or not found)):
            break
        found += state == IN
    return found


def step_at(steps: Sequence[Mapping[str, Any]], running: int) -> Mapping[str, Any] | None:
    """The step after so many times running: the last one that is reached; it goes on."""
    reached = [each for each in steps if each["running"] <= running]
    return max(reached, key=lambda each: int(each["running"])) if reached else None


State = Callable[[tuple[int, str]], str]
"""What happened in a period: `in`, `out` or `skipped`."""


def running_at(term: tuple[int, str], listed: Sequence[tuple[int, str]], state: State, *, skip_breaks: bool) -> int:
    """How often running it has happened at the end of a period."""
    upto = listed[: listed.index(term) + 1]
    return streak([state(each) for each in upto], skip_breaks=skip_breaks)
