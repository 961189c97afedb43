"""Terms: how long a step may last, when it ends, and what is left of it when it stands still.

A term begins to count on the day after the one it starts from. Working days come from a calendar; a term that reaches
into a year without a notice is provisional, and what is provisional does not elapse.
"""

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

from domain.calendar import Counted, WorkCalendar, add_working_days, count_working_days
from domain.days import add_months

UNITS: Final = ("wd", "d", "m", "y")
"""Working days, days, months, years."""
MONTHS_A_YEAR: Final = 12
_WRITTEN: Final = re.compile(r"(\d{1,4})(wd|d|m|y)", re.ASCII)


class Budget(NamedTuple):
    """How long a term lasts: so many working days (wd), days (d), months (m) or years (y)."""

    amount: int
    unit: str

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"


def parse_budget(text: str) -> Budget:
    """The budget written as 5wd, 30d, 3m or 1y. Raises ValueError with a sentence.

    >>> parse_budget("5wd")
    Budget(amount=5, unit='wd')
    """
    found = _WRITTEN.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not a term; write 5wd (working days), 30d (days), 3m (months) or 1y (years)")
    return Budget(int(found[1]), found[2])


def end_of(budget: Budget, after: date, calendar: WorkCalendar) -> Counted:
    """The last day of a term that starts from a day, which is not counted itself.

    The last day of a term in months or years is the day of the same number, or the last of a shorter month:
    a year from 29 February ends on 28 February.

    >>> from domain.calendar import calendar_of
    >>> end_of(Budget(1, "y"), date(2028, 2, 29), calendar_of("none", ())).day.isoformat()
    '2029-02-28'
    """
    if budget.unit == "wd":
        return add_working_days(calendar, after, budget.amount)
    if budget.unit == "d":
        return Counted(after + timedelta(days=budget.amount), provisional=False)
    months = budget.amount * (MONTHS_A_YEAR if budget.unit == "y" else 1)
    return Counted(add_months(after, months), provisional=False)


def left_of(budget: Budget, due: date, day: date, calendar: WorkCalendar) -> Budget:
    """What is left at the end of a day of a term that would end on `due`: working days of such a term, else days."""
    if budget.unit == "wd":
        return Budget(count_working_days(calendar, day, due), "wd")
    return Budget(max(0, (due - day).days), "d")


def at_least(left: Budget, floor: Budget | None) -> Budget:
    """What is left, or the least that must remain after a standstill if that is more."""
    return floor if floor and floor.unit == left.unit and floor.amount > left.amount else left
