"""The log grows with every event, in the same transaction, to the same root in every kind of store."""

from datetime import UTC, datetime

import pytest

from domain.errors import CadreError
from domain.integrity.merkle import extended, inclusion, leaf_hash, root_by_inclusion, tree_root
from lifecycle.engine import Engine
from lifecycle.head import Head
from lifecycle.integrity.log import Log, root_at

EVENTS = "SELECT originator_id, originator_version, topic, state, position, leaf FROM stored_events ORDER BY position"


def made_again(engine):
    """The leaves from the stored content, and the nodes and the edge that they make."""
    rows = engine.database.query(EVENTS)
    leaves = [leaf_hash(row[4], row[0], row[1], row[2], bytes(row[3])) for row in rows]
    assert [bytes(row[5]) for row in rows] == leaves
    return leaves, *extended(0, (), leaves)


def kept(engine):
    rows = engine.database.query("SELECT level, place, hash FROM log_node ORDER BY level, place")
    return [(level, place, bytes(found)) for level, place, found in rows]


def test_every_path_that_appends_extends_the_log(founded):
    with pytest.raises(CadreError):  # the refusal is an event too
        founded.submit([{"act": "unit-open", "unit": "BUREAU", "name": "B", "effective": "1990-01-01"}], actor="li")
    many = [{"act": "person-register", "cadre": f"N{number}", "name": "张三"} for number in range(300)]
    founded.submit(many, actor="registrar", imported=True)

    leaves, peaks, nodes = made_again(founded)

    head = Head.read(founded.database)
    assert head.position == len(leaves) > 256
    assert head.peaks == b"".join(peaks)
    assert sorted(nodes) == kept(founded)
    assert root_at(head) == tree_root(leaves)


def test_a_dry_run_and_a_refused_order_leave_the_log_as_it_was(founded):
    before = Head.read(founded.database)
    founded.submit([{"act": "person-register", "cadre": "N1", "name": "张三"}], actor="li", dry_run=True)
    assert Head.read(founded.database) == before


def test_any_event_is_proved_from_what_is_stored(founded):
    many = [{"act": "person-register", "cadre": f"N{number}", "name": "张三"} for number in range(290)]
    founded.submit(many, actor="registrar")
    leaves, _, _ = made_again(founded)
    log = Log(founded.database, Head.read(founded.database))
    for index in (0, 1, 15, 16, 255, 256, len(leaves) - 1):
        path = inclusion(index, log.size, log.node)
        assert root_by_inclusion(index, log.size, leaves[index], path) == log.root


@pytest.mark.postgres
def test_both_kinds_of_store_have_the_same_leaves_and_roots(tmp_path, new_database):
    roots = set()
    for store in (str(tmp_path / "store.db"), new_database()):
        begun = datetime(2000, 1, 1, tzinfo=UTC)
        with Engine.create(store, simulated=True, now=begun, entropy=bytes) as engine:
            lines = [{"act": "person-register", "cadre": f"N{number}", "name": "张三"} for number in range(20)]
            engine.submit(lines, actor="li", now=begun, command_id="c-1")
            roots.add(root_at(Head.read(engine.database)))
    assert len(roots) == 1


def test_a_store_of_the_form_before_the_log_is_refused_with_a_sentence(tmp_path):
    from domain.errors import StoreUnreachable

    path = str(tmp_path / "store.db")
    with Engine.create(path) as engine:
        engine.database.execute("ALTER TABLE store_head DROP COLUMN peaks")
        engine.database.execute("UPDATE store_head SET schema = 1")
    with Engine.open(path) as engine, pytest.raises(StoreUnreachable, match="tables of form 1, this release knows"):
        engine.roster()
