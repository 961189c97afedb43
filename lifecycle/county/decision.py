"""What the county decides: lines of an order, the day and minute of recording, references to earlier decisions."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, TypeAlias

from lifecycle.county.chance import Chance

Line: TypeAlias = dict[str, object]

FIRST_YEAR: Final = 2015
YEARS: Final = 10
MONTHS: Final = YEARS * 12
OFFICER: Final = "officer-chen"
LAST_DAY: Final = 28
"""The last day of any month on which the county decides: every month has it."""

_OPENS: Final = 1
_MINUTES: Final = 8 * 60
"""Decisions are recorded from 01:00 to 09:00 UTC: the same civil day in UTC and in China."""


@dataclass(frozen=True, slots=True)
class EventOf:
    """Stands in a line for the id of the event that the first line of an earlier decision made."""

    label: str


@dataclass(frozen=True, slots=True)
class OrderOf:
    """Stands in a line for the id of the order in which an earlier decision was recorded."""

    label: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Acts decided together: all of them or none.

    A `label` says that a later decision refers to this one; one that stays `alone` is an order of its own even where
    others are bundled. A `confirmed` one is recorded though later acts lose their basis by it, a `refused` one never.
    """

    now: datetime
    lines: tuple[Line, ...]
    title: str
    label: str | None = None
    imported: bool = False
    alone: bool = False
    confirmed: bool = False
    refused: bool = False
    actor: str = OFFICER


def month_start(month: int) -> date:
    """The first day of a month counted from the first one of the demo (0)."""
    return date(FIRST_YEAR + month // 12, month % 12 + 1, 1)


class Desk:
    """One county's desk in one month: days and minutes that never run backwards, documents that are numbered."""

    __slots__ = ("_chance", "_day", "_first", "_minute", "_prefix", "documents", "month")

    def __init__(self, month: int, chance: Chance, prefix: str, documents: int) -> None:
        """The desk on the first day of the month (0 is the first of the demo)."""
        self.month = month
        self.documents = documents
        self._chance = chance
        self._prefix = prefix
        self._first = month_start(month)
        self._day = 2 if month == 0 else 1  # the positions of the first day stand for that day
        self._minute = 0

    def first_day(self) -> date:
        """The first day of the month; what is decided after that takes effect on a later day."""
        self._day = 2
        return self._first

    def next_day(self) -> date:
        """The effective day of the next decision: the same as of the last one, or a little later."""
        self._day = min(LAST_DAY, self._day + self._chance.below(3))
        return self._first.replace(day=self._day)

    def earlier(self, months: int) -> date:
        """A day so many months before this one."""
        return month_start(self.month - months).replace(day=self._chance.between(1, LAST_DAY))

    def line(self, act: str, day: date, **keys: object) -> Line:
        """A line under the document now on the desk."""
        return {
            "act": act,
            **keys,
            "effective": day.isoformat(),
            "basis": f"Yunling Org [{self._first.year}] No. {self.documents}",
            "authority": f"{self._prefix}committee",
            "decided_on": (day - timedelta(days=5 + self.documents % 10)).isoformat(),
        }

    def decide(self, title: str, *lines: Line, label: str | None = None) -> Decision:
        """The lines as one decision, recorded in the next free minutes; the next document is begun."""
        self.documents += 1
        return Decision(self._next_minute(), lines, title, label)

    def _next_minute(self) -> datetime:
        # A few days before or after it takes effect, but never before what was recorded last.
        wished = min(self._day - 5 + self._chance.below(8), LAST_DAY - 1)
        self._minute = max(self._minute, wished * _MINUTES + self._chance.below(60))
        day, minute = divmod(self._minute, _MINUTES)
        self._minute = min(self._minute + 7, LAST_DAY * _MINUTES - 1)
        opens = datetime(self._first.year, self._first.month, day + 1, _OPENS, tzinfo=UTC)
        return opens + timedelta(minutes=minute)
