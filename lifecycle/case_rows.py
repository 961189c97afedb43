"""Cases, their open steps and what happened in them, as rows."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from domain.calendar import count_working_days
from domain.procedure.case import Case, Open
from domain.procedure.definition import Procedure
from domain.procedure.flow import Around
from domain.procedure.validity import results
from projections.unit import Answer


def summary(case: Case, procedure: Procedure) -> Answer:
    """A case in one row: whom and what it is about, and what is open in it."""
    return {
        "case": case.id,
        "procedure": case.procedure,
        "version": case.version,
        "cadres": list(case.subjects),
        "posts": [case.given[each] for each in procedure.reserves if each in case.given],
        "opened": case.opened.isoformat(),
        "state": case.ended or "running",
        "open": [each.step for each in case.open],
        "last_on": case.day.isoformat(),
    }


def open_row(case: Case, where: Around, standing: Open, day: date) -> Answer:
    """An open step as it stands on a day; working days remain where the term counts them, else days."""
    step = where.procedure.steps[standing.step]
    return {
        "step": standing.step,
        "title": step.title,
        "kind": step.kind,
        "role": step.role or None,
        "since": standing.since.isoformat(),
        "due": standing.due.isoformat() if standing.due else None,
        "remaining": remaining(where, standing, day),
        "provisional": standing.provisional,
        "suspended": standing.left is not None,
        "hands": [each.person for each in standing.claims],
        "objections": list(map(str, standing.objections)),
    }


def remaining(where: Around, standing: Open, day: date) -> int | None:
    """How many working days (of a term in working days) or days are left; negative once overdue; None without term."""
    if standing.left is not None:
        return standing.left.amount
    if standing.due is None or standing.budget is None:
        return None
    if standing.budget.unit != "wd":
        return (standing.due - day).days
    calendar = where.calendar(day)
    if standing.due < day:
        return -count_working_days(calendar, standing.due, day)
    return count_working_days(calendar, day, standing.due)


def lapsing(case: Case, where: Around, day: date) -> str | None:
    """The last day on which the case may rest on the first of its results to lapse; None if none lapses."""
    found = results(case, where, day)
    return found[0].until.isoformat() if found else None


def _plain(fields: Mapping[str, Any]) -> str:
    """The values of a fact in one line."""
    told = {name: value for name, value in fields.items() if value not in (None, "", [], {}, False)}
    return "; ".join(f"{name}={_worded(value)}" for name, value in told.items())


def _worded(value: Any) -> str:
    if isinstance(value, dict):
        return ",".join(f"{name}={each}" for name, each in value.items())
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


AROUND: Final = {"event", "docket", "topic", "subject", "since", "until", "reason", "order", "case"}
"""What stands around the fields of a fact."""


def happened(told: Answer) -> Answer:
    """A fact of a case in one row."""
    fields = {name: value for name, value in told.items() if name not in {*AROUND, "step", "content", "hash"}}
    keys = {"event": told["event"], "effective": told["since"], "topic": told["topic"], "step": told.get("step")}
    return {**keys, "order": told["order"], "reason": told["reason"], "says": _plain(fields)}
