"""Civil days: the forms accepted, the two open ends of time, and what a reduced-precision day means."""

import re
from datetime import date

ALWAYS = date.min
"""The start of what holds from always (stored as 0001-01-01)."""
FOREVER = date.max
"""The end of what has no end yet (stored as 9999-12-31)."""
FIRST_YEAR = 1700
LAST_YEAR = 2199
ACCEPTED = "2026-12-01, 2026.12.1 or 2026年12月1日"
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


def iso_or_none(day: date | None) -> str | None:
    """The day as YYYY-MM-DD; None for None and for both open ends."""
    return None if day is None or day in {ALWAYS, FOREVER} else day.isoformat()
