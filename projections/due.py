"""The due list: what duty each open holding raises under the tenure and rotation rules, and how it stands on a day."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any, TypeAlias

from domain.policy.verdict import Due
from projections.database import Database
from projections.moment import Moment
from projections.names import names_of

Answer = dict[str, Any]
Outlook: TypeAlias = tuple[str, str, str, str | None, str | None, str | None, str | None, int]
_place = attrgetter("due_on", "cadre", "post", "rule.id")


def due_rows(database: Database, dues: Iterable[Due], moment: Moment) -> list[Answer]:
    """The due list as it is shown: by due day, then cadre, post and rule."""
    listed = sorted(dues, key=_place)
    names = names_of(database, (due.cadre for due in listed), moment)
    outlooks = Outlooks()
    return [_row(due, names.get(due.cadre), outlooks.of(due)) for due in listed]


def _row(due: Due, name: str | None, outlook: Outlook) -> Answer:
    rule, (warn_on, last_lawful_on, due_on, band, may_from, should_from, waiver_until, days_over) = due.rule, outlook
    return {
        "cadre": due.cadre,
        "name": name,
        "post": due.post,
        "unit": due.unit,
        "rule": rule.id,
        "pack": rule.pack.id,
        "since": due.since.isoformat(),
        "counted_days": due.counted_days,
        "planned_end": due.planned_end.isoformat() if due.planned_end else None,
        "warn_on": warn_on,
        "last_lawful_on": last_lawful_on,
        "due_on": due_on,
        "band": band,
        "may_from": may_from,
        "should_from": should_from,
        "state": due.state,
        "waiver_until": waiver_until,
        "days_over": days_over,
    }


class Outlooks:
    """The days of duties as they are shown; worked out once for all duties that have them in common."""

    def __init__(self) -> None:
        self._found: dict[tuple[object, ...], Outlook] = {}

    def of(self, due: Due) -> Outlook:
        """What the row of the duty says of its days."""
        key = (due.due_on, due.waiver_until, due.bands, due.today, due.rule.warn_days)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = _outlook(due)
        return found


def _outlook(due: Due) -> Outlook:
    return (
        due.warn_on.isoformat(),
        due.last_lawful_on.isoformat(),
        due.due_on.isoformat(),
        due.band,
        _reached(due, "may"),
        _reached(due, "should"),
        due.waiver_until.isoformat() if due.waiver_until else None,
        due.days_over,
    )


def _reached(due: Due, band: str) -> str | None:
    """From which day on the holder may or should move; None where the rule has no such band."""
    return next((day.isoformat() for name, day in due.bands if name == band), None)
