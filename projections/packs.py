"""The packs that were adopted, as known at a position; their rules are read from the log, never from files."""

from domain.policy.pack import Pack, read_pack
from projections.database import Database
from projections.moment import EVERYTHING, KNOWN


def adopted_packs(database: Database, position: int = EVERYTHING) -> tuple[Pack, ...]:
    """Every adopted pack with the day from which it was adopted, in the order of that day."""
    sql = f"SELECT p.since, p.content FROM pack_row p WHERE {KNOWN.format('p')} ORDER BY p.since, p.event"
    rows = database.query(sql, (position, position))
    return tuple(read_pack(row[1]).adopted_from(row[0]) for row in rows)
