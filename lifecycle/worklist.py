"""What is to be done: the open steps of running cases on a day, the most urgent first, and for whom."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from domain.procedure.case import Case, Claim, Open
from domain.procedure.definition import TASKS, Procedure
from domain.procedure.flow import Around, objections
from domain.procedure.migration import owed
from domain.procedure.validity import Valid, results
from lifecycle.case_rows import open_row
from projections.unit import Answer

TURNED: Final = ("lapsing", "incident")
"""What a worklist may be narrowed to besides a state: rests on a result that will lapse; has nobody to do it."""
STATES: Final = ("overdue", "today", "soon", "later", "untimed", "provisional", "suspended")
"""How urgent something is, the most urgent first."""
OTHERS: Final = {"ballot": "a meeting", "wait": "the day"}


def worklist(
    standing: Sequence[tuple[Case, Around]], day: date, person: str | None, soon: int, only: Sequence[str] = ()
) -> list[Answer]:
    """One row for each open step that waits for somebody; for a person those that this one may do.

    `only` keeps those in one of these states or turns.
    """
    rows = [row for case, where in standing if not case.ended for row in _rows(case, where, day, person, soon)]
    kept = [row for row in rows if not only or _turns(row) & set(only)]
    if set(only) == {"lapsing"}:
        return sorted(kept, key=lambda row: (row["lapses_on"], row["case"], row["step"]))
    return sorted(kept, key=lambda row: (STATES.index(row["state"]), row["due"] or "9999", row["case"], row["step"]))


def _turns(row: Answer) -> set[str]:
    return {row["state"], *(["lapsing"] if row["lapses_on"] else []), *(["incident"] if row["incident"] else [])}


def _rows(case: Case, where: Around, day: date, person: str | None, soon: int) -> Iterator[Answer]:
    valid, version = results(case, where, day), owed(case, where, day)
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
            "lapses_on": valid[0].until.isoformat() if valid else None,
            "incident": next((one.says for one in case.incidents if one.step == each.step), None),
            "blocked_by": _blocked(case, each, step.kind) or _held(valid, version, each.step, day),
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


def _held(valid: Sequence[Valid], version: Procedure | None, step: str, day: date) -> str | None:
    """What must come first: a version that takes the case along, or a result that has lapsed and is had anew."""
    if version:
        return f"version {version.version}: cadre procedure migrate {version.id} --to {version.version}"
    lapsed = [each for each in valid if each.until < day and each.step != step]
    return f"{lapsed[0].step}, which has lapsed, to be done anew" if lapsed else None


def _blocked(case: Case, standing: Open, kind: str) -> str | None:
    """What the step waits for besides the one who does it."""
    if standing.objections:
        return f"objection {', '.join(map(str, standing.objections))}"
    if nobody := [each.says for each in case.incidents if each.step == standing.step]:
        return nobody[-1]
    if kind == "publicity" and standing.due is None:
        return "the notice to be put up"
    return "the end of the notice" if kind == "publicity" else OTHERS.get(kind)
