"""What is to be done: the open steps of running cases on a day, the most urgent first, and for whom."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from domain.procedure.case import Case, Claim, Open
from domain.procedure.definition import TASKS
from domain.procedure.flow import Around, objections
from lifecycle.cases import open_row
from projections.unit import Answer

STATES: Final = ("overdue", "today", "soon", "later", "untimed", "provisional", "suspended")
"""How urgent something is, the most urgent first."""
OTHERS: Final = {"ballot": "a meeting", "wait": "the day"}


def worklist(standing: Sequence[tuple[Case, Around]], day: date, person: str | None, soon: int) -> list[Answer]:
    """One row for each open step that waits for somebody; for a person those that this one may do."""
    rows = [row for case, where in standing if not case.ended for row in _rows(case, where, day, person, soon)]
    return sorted(rows, key=lambda row: (STATES.index(row["state"]), row["due"] or "9999", row["case"], row["step"]))


def _rows(case: Case, where: Around, day: date, person: str | None, soon: int) -> Iterator[Answer]:
    for each in case.open:
        step = where.procedure.steps[each.step]
        why = _why(case, where, each, person) if step.kind in TASKS else None
        if step.kind == "parallel" or (person is not None and why is None):
            continue
        told = open_row(case, where, each, day)
        yield {
            "case": case.id,
            "procedure": case.procedure,
            "cadres": list(case.subjects),
            **{name: told[name] for name in ("step", "title", "kind", "role")},
            "person": person,
            "why": why,
            **{name: told[name] for name in ("hands", "since", "due", "remaining")},
            "state": _state(each, told["remaining"], day, soon),
            "blocked_by": _blocked(case, each, step.kind),
        }


def _why(case: Case, where: Around, standing: Open, person: str | None) -> str | None:
    """Why the step is this person's: taken on, by a role, open to all; None if it is not."""
    role = where.procedure.steps[standing.step].role
    filled = case.staff.get(role, ())
    if person is None:
        return "role" if filled else "anybody"
    if any(person == each.person for each in standing.claims):
        return "claimed"
    full = len(standing.claims) >= where.procedure.steps[standing.step].people
    if full or (filled and person not in filled) or objections(case, where, standing.step, Claim(person)):
        return None
    return "role" if filled else "anybody"


def _state(standing: Open, left: int | None, day: date, soon: int) -> str:
    if standing.left is not None:
        return "suspended"
    if standing.due is None or left is None:
        return "untimed"
    if standing.provisional:
        return "provisional"
    if standing.due < day:
        return "overdue"
    return "today" if standing.due == day else "soon" if left <= soon else "later"


def _blocked(case: Case, standing: Open, kind: str) -> str | None:
    """What the step waits for besides the one who does it."""
    if standing.objections:
        return f"objection {', '.join(map(str, standing.objections))}"
    if case.incidents and kind in TASKS:
        return case.incidents[-1]
    if kind == "publicity" and standing.due is None:
        return "the notice to be put up"
    return "the end of the notice" if kind == "publicity" else OTHERS.get(kind)
