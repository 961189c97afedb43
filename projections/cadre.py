"""Cadres: who they are, the posts they have held, and at which level they stood."""

from collections.abc import Iterable

from domain.privacy import ERASED
from projections.database import Database, Row
from projections.moment import IN_FORCE, KNOWN, Moment
from projections.names import name_join, personal_of
from projections.privacy import NAME, erased, restricted
from projections.unit import Answer, bounded

PERSONAL = ("name", "born", "joined_party", "started_work", "native_place", "number", "sex", "education")


def persons(database: Database, moment: Moment) -> list[Answer]:
    """Every cadre, by id: the name, level and service on the day."""
    sql = (
        f"SELECT s.cadre, {NAME}, s.level, s.departure FROM standing_row s"
        f"{name_join('s')} WHERE {IN_FORCE.format('s')} ORDER BY s.cadre"
    )
    rows = database.query(sql, (*moment.values, *moment.values))
    return [{"cadre": row[0], "name": row[1], "level": row[2], **_service(row[3])} for row in rows]


def person(database: Database, cadre: str, moment: Moment) -> Answer:
    """All that is known of a cadre on the day: personal values, level, service, kin and posts."""
    values, gone = personal_of(database, cadre, moment), erased(database, cadre)
    sql = f"SELECT s.level, s.departure, s.valid_from FROM standing_row s WHERE s.cadre = ? AND {IN_FORCE.format('s')}"
    rows = database.query(sql, (cadre, *moment.values)) or [(None, None, None)]
    plain = {path: value for path, _, value in values if not path.startswith("kin.")}
    if any(path == "name" for _, path in gone):
        plain["name"] = plain.get("name") or ERASED
    held = [each for each in career(database, cadre, moment) if _holds(each, moment.day)]
    return {
        "cadre": cadre,
        **{name: plain.get(name) for name in PERSONAL},
        "level": rows[0][0],
        **_service(rows[0][1]),
        "standing_since": bounded(rows[0][2]),
        "posts": [each["post"] for each in held],
        "kin": _kin(values),
        "restricted": restricted(database, cadre) is not None,
        "erased": sorted({path for _, path in gone}),
    }


def _service(departure: str | None) -> Answer:
    return {"in_service": departure is None, "departure": departure}


def _holds(holding: Answer, day: str) -> bool:
    return bool(holding["from"] <= day and (holding["until"] is None or day < holding["until"]))


def _kin(values: Iterable[tuple[str, str, str | None]]) -> list[Answer]:
    kin: dict[str, Answer] = {}
    for path, event, value in values:
        if path.startswith("kin."):
            entry = kin.setdefault(event, {"relation": None, "name": None, "cadre": None, "event": event})
            entry[path.removeprefix("kin.")] = value
    return list(kin.values())


def career(database: Database, cadre: str, moment: Moment) -> list[Answer]:
    """Every stretch of every holding of the cadre as known at the moment, in the order of time."""
    sql = (
        "SELECT h.post, p.name, p.unit, h.kind, h.since, h.since_known, h.precision, h.valid_from, h.valid_to,"
        " h.planned_end, h.event, h.order_id, h.ended_by FROM holding_row h"
        " LEFT JOIN post_row p ON p.post = h.post AND p.valid_from <= h.valid_from AND p.valid_to > h.valid_from"
        f" AND {KNOWN.format('p')}"
        f" WHERE h.cadre = ? AND {KNOWN.format('h')} ORDER BY h.valid_from, h.post"
    )
    return [_stretch(cadre, row) for row in database.query(sql, (*moment.known, cadre, *moment.known))]


def _stretch(cadre: str, row: Row) -> Answer:
    return {
        "cadre": cadre,
        "post": row[0],
        "post_name": row[1],
        "unit": row[2],
        "kind": row[3],
        "since": row[4] if row[5] else None,
        "since_precision": row[6],
        "from": row[7],
        "until": bounded(row[8]),
        "planned_end": row[9],
        "event": row[10],
        "order": row[11],
        "ended_by": row[12],
    }


def levels(database: Database, cadre: str, moment: Moment) -> list[Answer]:
    """At which level the cadre stood from when to when, and whether in service."""
    sql = (
        "SELECT s.level, s.departure, s.valid_from, s.valid_to FROM standing_row s"
        f" WHERE s.cadre = ? AND {KNOWN.format('s')} ORDER BY s.valid_from"
    )
    return [
        {"cadre": cadre, "level": row[0], **_service(row[1]), "since": bounded(row[2]), "until": bounded(row[3])}
        for row in database.query(sql, (cadre, *moment.known))
    ]
