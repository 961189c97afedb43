"""The packs that were adopted, as known at a position; their rules are read from the log, never from files."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from domain.policy.pack import Pack, in_force, read_pack
from projections.database import Database
from projections.moment import EVERYTHING, KNOWN


class Adoption(NamedTuple):
    """A pack as adopted: its `since` is the day of its adoption; the event and the order that recorded it."""

    pack: Pack
    event: str
    order: str


def adopted_packs(database: Database, position: int = EVERYTHING) -> tuple[Pack, ...]:
    """Every adopted pack with the day from which it was adopted, in the order of that day."""
    return tuple(pack for pack, _ in _known(database, position))


def adoptions(database: Database, position: int = EVERYTHING) -> tuple[Adoption, ...]:
    """Every adoption, in the order of its day and of recording."""
    return tuple(Adoption(pack, event, _order(database, event)) for pack, event in _known(database, position))


def packs_in_force(database: Database, day: str) -> list[Mapping[str, str]]:
    """Id, version and hash of each pack in force on the day, as events note them."""
    return [dict(pack.id.as_dict()) for pack in in_force(adopted_packs(database), date.fromisoformat(day))]


def _known(database: Database, position: int) -> list[tuple[Pack, str]]:
    sql = f"SELECT p.since, p.content, p.event FROM pack_row p WHERE {KNOWN.format('p')} ORDER BY p.since, p.known_from"
    rows = database.query(sql, (position, position))
    return [(read_pack(row[1]).adopted_from(row[0]), row[2]) for row in rows]


def _order(database: Database, event: str) -> str:
    """The order that recorded the event, found by the place of the event in its stream."""
    stream, _, version = event.rpartition("@")
    sql = (
        "SELECT t.order_id FROM stored_events e JOIN trail t ON t.position = e.position"
        " WHERE e.originator_id = ? AND e.originator_version = ?"
    )
    return str(database.query(sql, (stream, int(version)))[0][0])
