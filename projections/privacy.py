"""What was recorded of personal values: restrictions, erasures, reads with approval, and copies that hold them."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from domain.privacy import ERASED, HIDDEN
from projections.database import Database
from projections.unit import Answer

RESTRICTED_NOW: Final = (
    "(SELECT r.subject FROM notice_row r WHERE r.topic = 'personal-data-restricted/1' AND NOT EXISTS"
    " (SELECT 1 FROM notice_row l WHERE l.topic = 'restriction-lifted/1' AND l.subject = r.subject"
    " AND l.position > r.position))"
)
"""The cadres whose personal values are read with approval only."""
NAME: Final = (
    f"CASE WHEN n.event IS NULL THEN NULL WHEN n.cadre IN {RESTRICTED_NOW} THEN '{HIDDEN}'"
    f" ELSE COALESCE(vault.value, '{ERASED}') END"
)
"""The name to be shown of `personal_row n`, joined with its entry of the vault."""
_NOTICES: Final = (
    "SELECT n.event, n.topic, n.subject, n.fields, t.actor, t.recorded_at, n.position FROM notice_row n"
    " JOIN trail t ON t.position = n.position"
)
ACTS: Final = {
    "personal-data-restricted/1": "restricted",
    "restriction-lifted/1": "lifted",
    "restricted-data-read/1": "read",
    "personal-data-erased/1": "erased",
}
"""Topic -> what was done with personal values."""
COPIES: Final = ("copy-made/1", "copy-destroyed/1")


def restricted(database: Database, cadre: str) -> str | None:
    """The event since which the cadre's personal values are restricted, None if they are not."""
    sql = "SELECT event, topic FROM notice_row WHERE subject = ? AND topic IN (?, ?) ORDER BY position DESC LIMIT 1"
    rows = database.query(sql, (cadre, "personal-data-restricted/1", "restriction-lifted/1"))
    return str(rows[0][0]) if rows and rows[0][1] == "personal-data-restricted/1" else None


def all_restricted(database: Database) -> list[str]:
    """The cadres whose personal values are restricted."""
    return sorted(row[0] for row in database.query(f"SELECT DISTINCT subject FROM {RESTRICTED_NOW} AS restricted"))


def erased(database: Database, cadre: str) -> dict[tuple[str, str], str]:
    """(Event, path) of every erased value of the cadre -> the event that erased it."""
    sql = "SELECT event, fields FROM notice_row WHERE subject = ? AND topic = 'personal-data-erased/1'"
    return {
        (of, path): event
        for event, fields in database.query(sql, (cadre,))
        for of, paths in json.loads(fields)["erased"].items()
        for path in paths
    }


def privacy_log(database: Database, cadre: str | None) -> list[Answer]:
    """Every restriction, erasure and read with approval, of one cadre or of all, in the order of recording."""
    where, values = (" AND n.subject = ?", (cadre,)) if cadre else ("", ())
    sql = f"{_NOTICES} WHERE n.topic NOT IN (?, ?){where} ORDER BY n.position"
    return [_entry(row) for row in database.query(sql, (*COPIES, *values))]


def _entry(row: tuple[Any, ...]) -> Answer:
    event, topic, subject, fields, actor, recorded, _ = row
    said = json.loads(fields)
    paths = sorted({path for each in said.get("erased", {}).values() for path in each})
    return {
        "event": event,
        "act": ACTS[topic],
        "cadre": subject,
        "fields": paths,
        "ground": said.get("ground"),
        "actor": actor,
        "approved_by": said["approved_by"],
        "basis": said["basis"],
        "reason": said["reason"],
        "recorded": recorded,
    }


def copies(database: Database) -> list[Answer]:
    """Every copy that holds personal values, in the order in which they were made; `destroyed` is the event of that."""
    sql = f"{_NOTICES} WHERE n.topic IN (?, ?) ORDER BY n.position"
    found: dict[str, Answer] = {}
    for event, topic, subject, fields, actor, recorded, _ in database.query(sql, COPIES):
        said = json.loads(fields)
        if topic == COPIES[1]:
            found[subject]["destroyed"] = event
            continue
        told = {name: said[name] for name in ("form", "place", "through", "paths")}
        found[event] = {"copy": event, **told, "actor": actor, "recorded": recorded, "destroyed": None}
    return list(found.values())


def copies_with(database: Database, values: Iterable[tuple[str, str]]) -> list[Answer]:
    """The copies that were not destroyed and hold one of the values, told by event and path."""
    wanted = set(values)
    position = dict(_positions(database, {event for event, _ in wanted}))
    return [
        each
        for each in copies(database)
        if not each["destroyed"]
        and any(
            position[event] <= each["through"] and (each["form"] == "backup" or path in each["paths"])
            for event, path in wanted
        )
    ]


def _positions(database: Database, events: Iterable[str]) -> list[tuple[str, int]]:
    sql = "SELECT position FROM trail WHERE event = ?"
    return [(event, int(database.query(sql, (event,))[0][0])) for event in events]


def erased_since(database: Database, through: int, paths: Sequence[str] | None) -> list[str]:
    """The cadres of whom a copy up to this position, with these paths or all, holds values that were erased later."""
    sql = "SELECT subject, fields FROM notice_row WHERE topic = 'personal-data-erased/1' AND position > ?"
    found = {
        cadre: {path for each in json.loads(fields)["erased"].values() for path in each}
        for cadre, fields in database.query(sql, (through,))
    }
    return sorted(cadre for cadre, of in found.items() if paths is None or of & set(paths))
