"""Units: what they are on a day, which stand under which, and what came from what."""

from typing import Any, TypeAlias

from projections.database import Database
from projections.moment import IN_FORCE, KNOWN, Moment

Answer: TypeAlias = dict[str, Any]
ALWAYS, FOREVER = "0001-01-01", "9999-12-31"


def bounded(day: str | None) -> str | None:
    """The day, or None for an open end."""
    return None if day in {ALWAYS, FOREVER} else day


def subtree(database: Database, unit: str, moment: Moment) -> list[str]:
    """The unit and every unit below it at the moment."""
    sql = (
        "WITH RECURSIVE below(unit) AS (SELECT DISTINCT s.unit FROM unit_row s WHERE s.unit = ?"
        " UNION SELECT u.unit FROM unit_row u"
        f" JOIN below ON u.parent = below.unit WHERE {IN_FORCE.format('u')}) SELECT unit FROM below"
    )
    return [row[0] for row in database.query(sql, (unit, *moment.values))]


def units(database: Database, moment: Moment, unit: str | None = None) -> list[Answer]:
    """The units that exist on the day, or one of them; by id."""
    only, values = ("", ()) if unit is None else (" AND u.unit = ?", (unit,))
    sql = (
        "SELECT u.unit, u.name, u.kind, u.parent, u.valid_from, u.valid_to, u.event FROM unit_row u"
        f" WHERE {IN_FORCE.format('u')}{only} ORDER BY u.unit"
    )
    return [_unit(row) for row in database.query(sql, (*moment.values, *values))]


def unit_through_time(database: Database, unit: str, moment: Moment) -> list[Answer]:
    """Every stretch of the unit as known at the moment, in the order of time."""
    sql = (
        "SELECT u.unit, u.name, u.kind, u.parent, u.valid_from, u.valid_to, u.event FROM unit_row u"
        f" WHERE u.unit = ? AND {KNOWN.format('u')} ORDER BY u.valid_from"
    )
    return [_unit(row) for row in database.query(sql, (unit, *moment.known))]


def _unit(row: tuple[Any, ...]) -> Answer:
    fields = dict(zip(("unit", "name", "kind", "parent", "since", "until", "event"), row, strict=True))
    return {**fields, "since": bounded(row[4]), "until": bounded(row[5])}


def lineage(database: Database, unit: str, moment: Moment) -> list[Answer]:
    """Everything the unit came from or went into, directly or not, in the order of time."""
    sql = (
        "WITH RECURSIVE kin(unit) AS (SELECT DISTINCT s.unit FROM unit_row s WHERE s.unit = ? UNION"
        " SELECT CASE WHEN l.predecessor = kin.unit THEN l.successor ELSE l.predecessor END"
        f" FROM lineage l JOIN kin ON kin.unit IN (l.predecessor, l.successor) WHERE {KNOWN.format('l')})"
        " SELECT DISTINCT l.effective, l.predecessor, l.successor, l.kind, l.event FROM lineage l"
        f" JOIN kin ON kin.unit = l.predecessor WHERE {KNOWN.format('l')}"
        " ORDER BY l.effective, l.predecessor, l.successor, l.event"
    )
    rows = database.query(sql, (unit, *moment.known, *moment.known))
    names = unit_names(database, {name for row in rows for name in row[1:3]}, moment)
    return [
        {
            "effective": row[0],
            "kind": row[3],
            "predecessor": row[1],
            "predecessor_name": names.get(row[1]),
            "successor": row[2],
            "successor_name": names.get(row[2]),
            "event": row[4],
        }
        for row in rows
    ]


def unit_names(database: Database, wanted: set[str], moment: Moment) -> dict[str, str]:
    """The last names of units as known at the moment."""
    sql = f"SELECT u.unit, u.name FROM unit_row u WHERE {KNOWN.format('u')} ORDER BY u.unit, u.valid_from"
    return {row[0]: row[1] for row in database.query(sql, moment.known) if row[0] in wanted}
