"""Civil days: the forms accepted, the two open ends of time, and what a reduced-precision day means."""

import re
from datetime import date, timedelta
from functools import lru_cache

ALWAYS = date.min
"""The start of what holds from always (stored as 0001-01-01)."""
FOREVER = date.max
"""The end of what has no end yet (stored as 9999-12-31)."""
FIRST_YEAR = 1700
LAST_YEAR = 2199
ACCEPTED = "2026-12-01, 2026.12.1 or 2026年12月1日"
_FEBRUARY = 2
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
PRECISIONS = ("day", "month", "year")

_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(\d{4})-(\d{2})-(\d{2})",
        r"(\d{4})\.(\d{1,2})\.(\d{1,2})",
        r"(\d{4})年(\d{1,2})月(\d{1,2})日",
    )
)


def parse_day(text: str) -> date:
    """The civil day written in one of the accepted forms.

    Raises ValueError with a sentence naming the accepted forms, or the range of years.
    """
    for form in _FORMS:
        if found := form.fullmatch(text.strip()):
            return _day(text, *(int(part) for part in found.groups()))
    raise ValueError(f"{text!r} is not a day; write it as {ACCEPTED}")


def _day(text: str, year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{text!r} lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{text!r} is not a day of the calendar; write it as {ACCEPTED}") from None


@lru_cache(maxsize=32_768)
def written(day: date) -> str:
    """The day as YYYY-MM-DD; remembered, since what is said of everybody names the same days again and again."""
    return day.isoformat()


def iso_or_none(day: date | None) -> str | None:
    """The day as YYYY-MM-DD; None for None and for both open ends."""
    return None if day is None or day in {ALWAYS, FOREVER} else day.isoformat()


def add_months(day: date, months: int) -> date:
    """The day so many months later (or earlier); the last day of a month that is too short (29 Feb + 12 = 28 Feb).

    Raises OverflowError beyond the calendar's years 1 to 9999.
    """
    count = day.year * 12 + day.month - 1 + months
    try:
        return date(count // 12, count % 12 + 1, day.day)
    except ValueError:
        year, month = divmod(count, 12)
        if not date.min.year <= year <= date.max.year:
            raise OverflowError(f"{months} months from {day} lie outside the calendar") from None
        return date(year, month + 1, _month_length(year, month + 1))


def last_to_complete(months: int, day: date) -> date:
    """The last day from which on so many months are over by the day.

    >>> last_to_complete(1, date(2023, 3, 31)), last_to_complete(1, date(2023, 2, 28))
    (datetime.date(2023, 2, 28), datetime.date(2023, 1, 31))
    """
    last = add_months(day, -months)
    while add_months(later := last + timedelta(days=1), months) <= day:
        last = later
    return last


def _month_length(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == _FEBRUARY and leap else _MONTH_LENGTHS[month - 1]
