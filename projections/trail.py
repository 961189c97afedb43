"""The audit trail: every recorded event of the store, of any age, by actor, act, unit, cadre, order and day."""

import json
from typing import Any

from projections.database import Database
from projections.moment import Moment, marks
from projections.unit import Answer, subtree

_SELECT = (
    "SELECT t.event, t.stream, t.topic, t.order_id, t.act, t.actor, t.authority, t.effective, t.recorded_at,"
    " t.packs, t.outcome, t.subject"
    " FROM trail t"
)


def audit_log(  # noqa: PLR0913 - the filters of the command
    database: Database,
    *,
    since: str | None = None,
    until: str | None = None,
    actor: str | None = None,
    act: str | None = None,
    unit: str | None = None,
    cadre: str | None = None,
    order: str | None = None,
    outcome: str | None = None,
) -> list[Answer]:
    """The events recorded from `since` up to but not including `until`, in the order of recording."""
    where: list[str] = []
    values: list[Any] = []
    plain = (
        ("t.recorded_on >= ?", since),
        ("t.recorded_on < ?", until),
        ("t.actor = ?", actor),
        ("t.act = ?", act),
        ("t.outcome = ?", outcome),
    )
    for clause, value in (*plain, ("t.order_id = ?", order)):
        if value is not None:
            where.append(clause)
            values.append(value)
    for tags in _tags(database, unit, cadre):
        where.append(f"t.position IN (SELECT position FROM event_tag WHERE tag IN ({marks(len(tags))}))")
        values.extend(tags)
    conditions = f" WHERE {' AND '.join(where)}" if where else ""
    return [_entry(row) for row in database.query(f"{_SELECT}{conditions} ORDER BY t.position", values)]


def _tags(database: Database, unit: str | None, cadre: str | None) -> list[list[str]]:
    units = [f"unit:{each}" for each in subtree(database, unit, Moment("9999-12-30", 1 << 61))] if unit else []
    return [tags for tags in (units, [f"cadre:{cadre}"] if cadre else []) if tags]


def _entry(row: tuple[Any, ...]) -> Answer:
    return {
        "event": row[0],
        "stream": row[1],
        "topic": row[2],
        "order": row[3] or None,
        "act": row[4],
        "actor": row[5],
        "authority": row[6],
        "subject": row[11],
        "effective": row[7],
        "recorded": row[8],
        "outcome": row[10],
        "packs": json.loads(row[9]),
    }


def orders(database: Database, order: str | None = None) -> list[Answer]:
    """Every order, or one, in the order of recording."""
    only, values = (" WHERE order_id = ?", (order,)) if order else ("", ())
    columns = "order_id, title, basis, actor, acts, imported, recorded_at, recorded_on, key"
    sql = f"SELECT {columns} FROM order_row{only} ORDER BY position"
    names = ("order", "title", "basis", "actor", "acts", "imported", "recorded", "recorded_on", "key")
    answers = [dict(zip(names, row, strict=True)) for row in database.query(sql, values)]
    return [{**answer, "imported": bool(answer["imported"])} for answer in answers]
