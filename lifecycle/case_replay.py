"""A case one event at a time, with the state after each: made from the stored events, not from read models."""

from typing import Any

from domain.days import iso_or_none
from domain.docket import Docket, evolve
from domain.procedure.case import Case, Open, case_of
from domain.procedure.running import fact_of
from domain.sentences import told
from lifecycle.register import Register
from lifecycle.replay import up_to
from projections.database import Database

Answer = dict[str, Any]


def replay_case(database: Database, name: str, until: str | None) -> list[Answer]:
    """One row for each event of the case: the event, its sentence, and the case after it.

    `until` is the last event to replay, or the first day of recording that is left out. Raises BadInput for neither.
    A correction or a cancellation lets the whole case be read anew.
    """
    stream = f"case:{name}"
    docket, rows = Docket(), list[Answer]()
    for event in up_to(Register(database).histories([stream])[stream], until):
        docket = evolve(docket, event)
        case = case_of(map(fact_of, docket.ledger.in_force()), name)
        place = {"event": event.id, "recorded": event.recorded_at, "effective": iso_or_none(event.effective)}
        rows.append({**place, "sentence": told(event), "state": case_state(case)})
    return rows


def case_state(case: Case) -> Answer:
    """A case as plain values, whole."""
    return {
        **{name: getattr(case, name) for name in ("procedure", "version", "hash", "entries", "objections")},
        **{name: getattr(case, name) or None for name in ("ended", "reopens", "reopened")},
        "opened": iso_or_none(case.opened),
        "day": iso_or_none(case.day),
        "cadres": list(case.subjects),
        "given": dict(case.given),
        "staff": {role: list(persons) for role, persons in case.staff.items()},
        "open": [_open(each) for each in case.open],
        "done": [{**each._asdict(), "day": each.day.isoformat(), "persons": list(each.persons)} for each in case.done],
        "incidents": [each.says for each in case.incidents],
    }


def _open(standing: Open) -> Answer:
    days = ("since", "running", "due", "touched")
    return {
        **standing._asdict(),
        **{name: day.isoformat() if (day := getattr(standing, name)) else None for name in days},
        "claims": [each._asdict() for each in standing.claims],
        "budget": str(standing.budget) if standing.budget else None,
        "left": str(standing.left) if standing.left else None,
        "objections": list(standing.objections),
    }
