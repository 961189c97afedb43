"""Working days: which civil days are worked, by the notices that publish them; counting them off, and counting them.

A year for which no notice was published is counted by its weekends alone, and whatever reaches into it is provisional.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

ONE_DAY: Final = timedelta(days=1)
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Notice(NamedTuple):
    """One published arrangement: the days off and the worked days of a year that fall out of the week's order.

    `number` is the number of the document, `issued` the civil day it bears. A notice that `revises` changes the days
    it names and leaves the others as the earlier notice of that year has them.
    """

    number: str
    issued: date
    year: int
    off: frozenset[date]
    worked: frozenset[date]
    revises: bool = False


class WorkCalendar(NamedTuple):
    """The working days by some notices, the later ones last; `moved` says of each exceptional day whether it is worked.

    `version` counts the notices.
    """

    id: str
    version: int
    years: frozenset[int]
    moved: Mapping[date, bool]
    weekend: frozenset[int] = frozenset({5, 6})

    def is_published(self, day: date) -> bool:
        """Whether a notice was published for the day's year."""
        return day.year in self.years

    def is_worked(self, day: date) -> bool:
        """Whether the day is a working day; in an unpublished year by its weekday alone."""
        return self.moved.get(day, day.weekday() not in self.weekend)


class Counted(NamedTuple):
    """A civil day reached by counting; provisional where the count touches a year without a notice."""

    day: date
    provisional: bool


def calendar_of(name: str, notices: Iterable[Notice], weekend: Iterable[str] = WEEKDAYS[5:]) -> WorkCalendar:
    """The calendar by these notices, in the order of their publication: of two that name a day the later one counts."""
    moved: dict[date, bool] = {}
    years: set[int] = set()
    version = 0
    for notice in notices:
        version += 1
        years.add(notice.year)
        moved.update(dict.fromkeys(notice.off, False))
        moved.update(dict.fromkeys(notice.worked, True))
    free = frozenset(WEEKDAYS.index(each) for each in weekend)
    return WorkCalendar(name, version, frozenset(years), moved, free)


def add_working_days(calendar: WorkCalendar, after: date, days: int) -> Counted:
    """The last of so many working days that follow a day, which is not counted itself; the day itself for none.

    >>> new_year = Notice("1", date(2025, 12, 1), 2026, frozenset({date(2026, 1, 1)}), frozenset())
    >>> week = calendar_of("example", [new_year])
    >>> add_working_days(week, date(2026, 1, 2), 5).day.isoformat()
    '2026-01-09'
    >>> add_working_days(week, date(2025, 12, 30), 2)
    Counted(day=datetime.date(2026, 1, 2), provisional=True)
    """
    day, left, provisional = after, days, False
    while left > 0:
        day += ONE_DAY
        left -= calendar.is_worked(day)
        provisional = provisional or not calendar.is_published(day)
    return Counted(day, provisional)


def count_working_days(calendar: WorkCalendar, after: date, until: date) -> int:
    """How many working days follow the first day up to and with the second; 0 where that is not later."""
    count, day = 0, after
    while day < until:
        day += ONE_DAY
        count += calendar.is_worked(day)
    return count
