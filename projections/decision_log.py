"""The decision log: every decision, recorded or refused, and the acts that were recorded after they took effect."""

import json
from datetime import date
from typing import Any

from projections.database import Database
from projections.refusals import refusals
from projections.stored import stored_state
from projections.unit import Answer

_DECIDED = (
    "SELECT t.event, t.order_id, t.act, t.stream, t.actor, t.authority, o.basis, t.effective, t.recorded_at,"
    " t.outcome, t.packs, t.recorded_on"
    " FROM trail t LEFT JOIN order_row o ON o.order_id = t.order_id"
    " WHERE t.stream NOT LIKE 'order:%' AND t.stream NOT LIKE 'store:%'"
)
_NAMES = ("event", "order", "act", "subjects", "actor", "authority", "basis", "effective", "recorded", "outcome")


def decisions(
    database: Database,
    *,
    since: str | None = None,
    until: str | None = None,
    actor: str | None = None,
    outcome: str | None = None,
) -> list[Answer]:
    """Every decision recorded from `since` up to but not including `until`, with its packs and what came of it."""
    attempts = {each["event"]: each for each in refusals(database)}
    sql, values = _DECIDED, list[Any]()
    clauses = ((" AND t.recorded_on >= ?", since), (" AND t.recorded_on < ?", until), (" AND t.actor = ?", actor))
    for clause, value in (*clauses, (" AND t.outcome = ?", outcome)):
        if value is not None:
            sql += clause
            values.append(value)
    return [_decision(row, attempts) for row in database.query(f"{sql} ORDER BY t.position", values)]


def _decision(row: tuple[Any, ...], attempts: dict[str, Answer]) -> Answer:
    told = dict(zip(_NAMES, row, strict=False))
    told["order"] = told["order"] or None
    attempt = attempts.get(told["event"])
    subjects = attempt["subjects"] if attempt else [told["subjects"]]
    act = "; ".join(attempt["acts"]) if attempt else told["act"]
    rules = attempt["rules"] if attempt else []
    return {**told, "act": act, "subjects": subjects, "rules": rules, "packs": json.loads(row[10])}


def backdating(database: Database, *, days: int, since: str | None = None, until: str | None = None) -> list[Answer]:
    """The acts whose effective day lies more than `days` days before the day of recording, the longest first."""
    sql = (
        "SELECT t.event, t.order_id, t.act, t.stream, t.actor, t.effective, t.recorded_on, s.state"
        " FROM trail t JOIN stored_events s ON s.position = t.position"
        " WHERE t.effective < t.recorded_on AND t.stream NOT LIKE 'order:%'"
        " AND t.recorded_on >= ? AND t.recorded_on < ? ORDER BY t.position"
    )
    rows = database.query(sql, (since or "0001-01-01", until or "9999-12-31"))
    names = ("event", "order", "act", "subject", "actor", "effective", "recorded_on")
    found = []
    for row in rows:
        late = (date.fromisoformat(row[6]) - date.fromisoformat(row[5])).days
        if late > days:
            state = stored_state(row[0], row[7])
            told = dict(zip(names, row, strict=False))
            found.append({**told, "days": late, "basis": state["basis"], "reason": state["reason"]})
    return sorted(found, key=lambda each: -each["days"])
