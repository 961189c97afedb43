"""Calendar periods: years, half-years, quarters, months."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from domain.days import add_months

MONTHS: Final = {"calendar-year": 12, "half-year": 6, "quarter": 3, "month": 1}
"""Word -> how many months such a period has."""


def whole_periods(per: str, start: date, last: date) -> Iterator[tuple[date, date]]:
    """The periods [first day, first day after) that begin on `start` or later and not after `last`, by time."""
    months = MONTHS[per]
    first = date(start.year, 1, 1)
    while first <= last:
        after = add_months(first, months)
        if first >= start:
            yield first, after
        first = after
