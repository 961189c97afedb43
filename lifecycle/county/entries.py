"""How an annal writes down what was decided: lines of a day, recorded after the office hours of others."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from lifecycle.county.decision import Decision, Line, month_start

_AFTER_HOURS: Final = 9 * 60 + 5
"""Minutes after midnight, UTC, from which annals are recorded: others stop at 09:00."""
_LAST_MINUTE: Final = 50


def day_of(month: int, day: int) -> date:
    """A day of a month of the demo (0 is January 2015)."""
    return month_start(month).replace(day=day)


def entered(
    day: date, title: str, *lines: Line, minute: int = 0, refused: bool = False, confirmed: bool = False
) -> Decision:
    """The lines as one decision, in effect on the day unless they say another, and recorded on it."""
    document = {"effective": day.isoformat(), "basis": f"Yunling Minutes {day:%Y-%m-%d}", "authority": "committee"}
    now = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(
        minutes=_AFTER_HOURS + min(minute, _LAST_MINUTE)
    )
    return Decision(
        now,
        tuple({**(document if line["act"] != "correct" else {"basis": document["basis"]}), **line} for line in lines),
        title,
        alone=True,
        confirmed=confirmed,
        refused=refused,
    )
