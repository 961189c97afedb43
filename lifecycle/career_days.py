"""Days as offices write them: to the day, the month or the year, in the forms a mapping names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from domain.days import FIRST_YEAR, LAST_YEAR

_Y, _M, _D = r"(?P<y>[0-9]{4})", r"(?P<m>[0-9]{1,2})", r"(?P<d>[0-9]{1,2})"
_MM, _DD = r"(?P<m>[0-9]{2})", r"(?P<d>[0-9]{2})"

DAY_FORMS: Final[Mapping[str, tuple[re.Pattern[str], str, bool]]] = {
    name: (re.compile(form), precision, plain)
    for name, form, precision, plain in (
        ("YYYY-MM-DD", f"{_Y}-{_MM}-{_DD}", "day", True),
        ("YYYY-MM", f"{_Y}-{_MM}", "month", True),
        ("YYYY", _Y, "year", True),
        ("YYYY.M.D", rf"{_Y}\.{_M}\.{_D}", "day", True),
        ("YYYY.M", rf"{_Y}\.{_M}", "month", True),
        ("YYYY年M月D日", f"{_Y}年{_M}月{_D}日", "day", True),
        ("YYYY年M月", f"{_Y}年{_M}月", "month", True),
        ("YYYY年", f"{_Y}年", "year", True),
        ("YYYY/M/D", f"{_Y}/{_M}/{_D}", "day", False),
        ("YYYY/M", f"{_Y}/{_M}", "month", False),
        ("YYYYMMDD", _Y + _MM + _DD, "day", False),
        ("YYYYMM", _Y + _MM, "month", False),
        ("D.M.YYYY", rf"{_D}\.{_M}\.{_Y}", "day", False),
        ("D/M/YYYY", f"{_D}/{_M}/{_Y}", "day", False),
        ("M/D/YYYY", f"{_M}/{_D}/{_Y}", "day", False),
        ("YYYY-MM-DD 00:00:00", rf"{_Y}-{_MM}-{_DD}[ T]00:00(?::00(?:\.0+)?)?", "day", False),
    )
}
"""Name of a form -> its pattern, its precision, and whether it is accepted without being named."""


@dataclass(frozen=True, slots=True)
class RoughDay:
    """A day as far as it is known: `day` is the first civil day it may mean; `text` is what the file says."""

    day: date
    precision: str = "day"
    text: str = field(default="", compare=False)

    @property
    def last(self) -> date:
        """The last civil day it may mean."""
        if self.precision == "day":
            return self.day
        if self.precision == "year":
            return self.day.replace(month=12, day=31)
        return (self.day + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    def following(self) -> "RoughDay":
        """The day after; what is known only to the month or the year stays as it is."""
        if self.precision != "day":
            return self
        return RoughDay(self.day + timedelta(days=1), "day", self.text)


def read_day(text: str, forms: Sequence[str]) -> RoughDay:
    """The day written in one of the named forms.

    Raises ValueError with a sentence naming the forms, the calendar or the range of years.

    >>> read_day("1995-03", ["YYYY-MM-DD", "YYYY-MM"]).last
    datetime.date(1995, 3, 31)
    """
    for name in forms:
        pattern, precision, _ = DAY_FORMS[name]
        if found := pattern.fullmatch(text):
            parts = {"m": "1", "d": "1", **found.groupdict()}
            return RoughDay(_civil(parts["y"], parts["m"], parts["d"]), precision, text)
    raise ValueError(f"is not a day in a form that the mapping names ({', '.join(forms)})")


def _civil(year: str, month: str, day: str) -> date:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise ValueError(f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError("is not a day of the calendar") from None
