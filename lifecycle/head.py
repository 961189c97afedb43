"""The head of a store: the last position, the last order, the last instant, and which kind of store it is."""

from datetime import datetime
from typing import NamedTuple

from domain.errors import Damaged, StoreUnreachable
from lifecycle.ports import zone_named
from projections.database import Database
from projections.schema import SCHEMA


class Head(NamedTuple):
    """`position` and `orders` count from 1; `recorded_at` is RFC 3339 in UTC or None before the first event.

    `peaks` is the growing edge of the log: the roots of its complete subtrees, the largest first, 32 bytes each.
    """

    position: int
    orders: int
    recorded_at: str | None
    zone: str
    simulated: bool
    peaks: bytes = b""

    @classmethod
    def read(cls, database: Database) -> "Head":
        """The head as it stands. Raises StoreUnreachable for no store of this release, Damaged if it is gone."""
        rows = database.query("SELECT * FROM store_head WHERE id = 1")
        if not rows:
            raise Damaged("the store has lost its head; restore a backup with: cadre store restore BACKUP --store NEW")
        row = rows[0]
        if row[1] != SCHEMA:  # a store of another release may lack the columns after this one
            raise StoreUnreachable(f"the store has tables of form {row[1]}, this release knows form {SCHEMA}")
        return cls(row[2], row[3], row[4] or None, row[5], bool(row[6]), row[7])

    def insert(self, database: Database) -> None:
        """Write the head of a new store."""
        sql = "INSERT INTO store_head VALUES (1, ?, ?, ?, ?, ?, ?, ?)"
        values = (SCHEMA, self.position, self.orders, self.recorded_at or "", self.zone, int(self.simulated))
        database.execute(sql, (*values, self.peaks))

    def update(self, database: Database) -> None:
        """Write the head after an order."""
        sql = "UPDATE store_head SET position = ?, orders = ?, recorded_at = ?, peaks = ? WHERE id = 1"
        database.execute(sql, (self.position, self.orders, self.recorded_at, self.peaks))

    def day_of(self, instant: str) -> str:
        """The civil day of an instant in the store's zone, YYYY-MM-DD."""
        return datetime.fromisoformat(instant).astimezone(zone_named(self.zone)).date().isoformat()
