"""The grade scale in force: read from the store's own stream, lowest level first."""

from domain.levels import DEFAULT_LEVELS
from projections.database import Database
from projections.stored import stored_state


def level_scale(database: Database) -> tuple[str, ...]:
    """The levels of the store, lowest first."""
    sql = "SELECT state FROM stored_events WHERE originator_id = ? AND topic = ? ORDER BY originator_version"
    rows = database.query(sql, ("store:register", "level-scale-adopted/1"))
    return tuple(stored_state("store:register", rows[-1][0])["body"]["levels"]) if rows else DEFAULT_LEVELS
