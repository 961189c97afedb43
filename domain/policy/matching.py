"""Whether a cadre brings what a post requires, as far as the register tells."""

import re
from collections.abc import Sequence
from datetime import date

from domain.days import add_months
from domain.policy.facts import PolicyFacts

SINCE = {"party-years": "joined_party", "service-years": "started_work"}
"""A requirement of years -> the personal value from which they are counted."""
_YEARS = re.compile(r"(party-years|service-years)>=(\d{1,2})", re.ASCII)
_AGE = re.compile(r"age<=(\d{1,2})", re.ASCII)


def requirement_met(wanted: str, cadre: str, day: date, facts: PolicyFacts, scale: Sequence[str] = ()) -> bool | None:
    """Whether one requirement is fulfilled on the day; None where the register does not tell.

    `party-member`, `age<=45`, `party-years>=3`, `service-years>=5`, a step of the education scale, or a word of the
    education.
    """
    if wanted == "party-member":
        return _since("joined_party", 0, cadre, day, facts)
    if years := _YEARS.fullmatch(wanted):
        return _since(SINCE[years[1]], int(years[2]), cadre, day, facts)
    if age := _AGE.fullmatch(wanted):
        born = facts.personal(cadre, "born", day).value
        return None if born is None else day < add_months(date.fromisoformat(born), 12 * (int(age[1]) + 1))
    return _educated(wanted, facts.personal(cadre, "education", day).value, scale)


def _since(field: str, years: int, cadre: str, day: date, facts: PolicyFacts) -> bool | None:
    told = facts.personal(cadre, field, day).value
    return None if told is None else add_months(date.fromisoformat(told), 12 * years) <= day


def _educated(wanted: str, told: str | None, scale: Sequence[str]) -> bool | None:
    if told is None:
        return None
    steps = [step.casefold() for step in scale]
    if wanted.casefold() in steps:
        known = told.casefold() in steps
        return steps.index(told.casefold()) >= steps.index(wanted.casefold()) if known else None
    return True if wanted.casefold() in told.casefold() else None
