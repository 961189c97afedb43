"""The due list: what duty each open holding raises under the tenure and rotation rules, and how it stands on a day."""

from collections.abc import Iterable, Sequence
from typing import Any

from domain.policy.verdict import Due
from projections.database import Database
from projections.moment import Moment
from projections.names import names_of

Answer = dict[str, Any]
STATES = ("breach", "waived", "warning", "ok")


def due_rows(database: Database, dues: Iterable[Due], moment: Moment) -> list[Answer]:
    """The due list as it is shown: by due day, then cadre, post and rule."""
    listed = sorted(dues, key=lambda due: (due.due_on, due.cadre, due.post, due.rule.id))
    names = names_of(database, (due.cadre for due in listed), moment)
    return [_row(due, names) for due in listed]


def _row(due: Due, names: dict[str, str | None]) -> Answer:
    rule = due.rule
    return {
        "cadre": due.cadre,
        "name": names.get(due.cadre),
        "post": due.post,
        "unit": due.unit,
        "rule": rule.id,
        "pack": rule.pack.id,
        "since": due.since.isoformat(),
        "counted_days": due.counted_days,
        "planned_end": due.planned_end.isoformat() if due.planned_end else None,
        "warn_on": due.warn_on.isoformat(),
        "last_lawful_on": due.last_lawful_on.isoformat(),
        "due_on": due.due_on.isoformat(),
        "band": due.band,
        **{f"{name}_from": _reached(due, name) for name in ("may", "should")},
        "state": due.state,
        "waiver_until": due.waiver_until.isoformat() if due.waiver_until else None,
        "days_over": due.days_over,
    }


def _reached(due: Due, band: str) -> str | None:
    """From which day on the holder may or should move; None where the rule has no such band."""
    return next((day.isoformat() for name, day in due.bands if name == band), None)


def in_states(dues: Sequence[Due], states: Sequence[str]) -> list[Due]:
    """Those in one of the states; all without any."""
    return [due for due in dues if not states or due.state in states]
