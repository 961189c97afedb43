"""An attacker who may write into every table of a store, and who knows how the log is made."""

import pytest

from domain.integrity.merkle import extended, leaf_hash
from lifecycle.integrity.auditing import Auditing

EVENTS = "SELECT originator_id, originator_version, topic, state, position FROM stored_events ORDER BY position"


class Attacker:
    """Changes a store past the program."""

    def __init__(self, engine):
        self.engine = engine
        self.database = engine.database

    def verify(self, checkpoint=None):
        return Auditing(self.database).verify(checkpoint)

    def checkpoint(self):
        return Auditing(self.database).checkpoint()

    def state(self, event):
        stream, _, version = event.rpartition("@")
        sql = "SELECT state FROM stored_events WHERE originator_id = ? AND originator_version = ?"
        return bytes(self.database.query(sql, (stream, int(version)))[0][0])

    def edit(self, event, old, new):
        state = self.state(event)
        assert state.count(old) == 1
        stream, _, version = event.rpartition("@")
        sql = "UPDATE stored_events SET state = ? WHERE originator_id = ? AND originator_version = ?"
        self.database.execute(sql, (state.replace(old, new), stream, int(version)))

    def repair_leaves(self):
        for row in self.database.query(EVENTS):
            leaf = leaf_hash(row[4], row[0], row[1], row[2], bytes(row[3]))
            self.database.execute("UPDATE stored_events SET leaf = ? WHERE position = ?", (leaf, row[4]))

    def repair_tree(self):
        """Make leaves, nodes, root and read models again: nothing inside the store tells of the attack any more."""
        self.repair_leaves()
        leaves = [bytes(row[0]) for row in self.database.query("SELECT leaf FROM stored_events ORDER BY position")]
        peaks, nodes = extended(0, (), leaves)
        self.database.execute("DELETE FROM log_node")
        self.database.executemany("INSERT INTO log_node VALUES (?, ?, ?)", nodes)
        self.database.execute("UPDATE store_head SET peaks = ?", (b"".join(peaks),))
        self.engine.rebuild()

    def cut_off(self, *, orders):
        """Remove the last orders and set the head back, as if they had never been recorded."""
        kept = self.engine.head.orders - orders
        sql = "SELECT position FROM stored_events WHERE originator_id = ?"
        position = self.database.query(sql, (f"order:O-{kept}",))[0][0]
        self.database.execute("DELETE FROM stored_events WHERE position > ?", (position,))
        recorded = self.database.query("SELECT recorded_at FROM trail WHERE position = ?", (position,))[0][0]
        sql = "UPDATE store_head SET position = ?, orders = ?, recorded_at = ?"
        self.database.execute(sql, (position, kept, recorded))


@pytest.fixture
def attacker(founded):
    """Somebody with every right on a store of each kind."""
    many = [{"act": "person-register", "cadre": f"N{number}", "name": "张三"} for number in range(40)]
    founded.submit(many, actor="registrar")
    return Attacker(founded)
