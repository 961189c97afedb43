"""The attacks on a store that are promised to be seen, each with the event that is named; and the two that are not."""

import pytest

from domain.integrity.note import Checkpoint

LI = "originator_id = 'cadre:LI' AND originator_version = 2"
BASIS = b'"basis":"Order 1 of 1990"'
FORGED = b'"basis":"Order 7 of 1989"'


def edit(attacker):
    attacker.edit("cadre:LI@2", BASIS, FORGED)


def back_date(attacker):
    attacker.edit("cadre:LI@2", b'"effective":"1991-01-01"', b'"effective":"1989-01-01"')


def rename_topic(attacker):
    attacker.database.execute(f"UPDATE stored_events SET topic = 'cadre-relieved/1' WHERE {LI}")


def unknown_topic(attacker):
    attacker.database.execute(f"UPDATE stored_events SET topic = 'antigravity:fly' WHERE {LI}")


def swap_contents(attacker):
    one, other = attacker.state("cadre:LI@2"), attacker.state("cadre:WANG@2")
    sql = "UPDATE stored_events SET state = ? WHERE originator_id = ? AND originator_version = 2"
    attacker.database.execute(sql, (other, "cadre:LI"))
    attacker.database.execute(sql, (one, "cadre:WANG"))


def reorder(attacker):
    """Give the appointments of LI and WANG each other's place in the store."""
    for old, new in ((11, 9011), (12, 11), (9011, 12)):
        attacker.database.execute("UPDATE stored_events SET position = ? WHERE position = ?", (new, old))


def remove(attacker):
    attacker.database.execute(f"DELETE FROM stored_events WHERE {LI}")


def remove_and_close_the_gap(attacker):
    remove(attacker)
    for (position,) in attacker.database.query("SELECT position FROM stored_events WHERE position > 11 ORDER BY 1"):
        sql = "UPDATE stored_events SET position = ? WHERE position = ?"
        attacker.database.execute(sql, (position - 1, position))
    attacker.database.execute("UPDATE store_head SET position = position - 1")


def insert(attacker):
    columns = "originator_id, 9, topic, state, (SELECT MAX(position) + 1 FROM stored_events), leaf"
    attacker.database.execute(f"INSERT INTO stored_events SELECT {columns} FROM stored_events WHERE {LI}")


def change_a_leaf(attacker):
    attacker.database.execute(f"UPDATE stored_events SET leaf = ? WHERE {LI}", (bytes(32),))


def move_to_another_stream(attacker):
    attacker.database.execute("UPDATE stored_events SET originator_id = 'cadre:WEI' WHERE originator_id = 'cadre:LI'")


SEEN = {
    "edit": (edit, "cadre:LI@2"),
    "back-dating": (back_date, "cadre:LI@2"),
    "another topic": (rename_topic, "cadre:LI@2"),
    "unknown topic": (unknown_topic, "cadre:LI@2"),
    "swap": (swap_contents, "cadre:LI@2"),
    "reordering": (reorder, "cadre:LI@2"),
    "removal": (remove, "cadre:LI@2"),
    "removal without a gap": (remove_and_close_the_gap, "cadre:LI@2"),
    "insertion": (insert, "cadre:LI@9"),
    "leaf": (change_a_leaf, "cadre:LI@2"),
    "another stream": (move_to_another_stream, "cadre:LI@1"),
}


@pytest.mark.parametrize("attack", SEEN)
def test_an_attack_is_seen_without_help_from_outside(attacker, attack):
    carry_out, event = SEEN[attack]
    carry_out(attacker)

    found = attacker.verify()

    assert (found["intact"], found["first_bad"]) == (False, event), found
    assert found["stream"] == event.rpartition("@")[0]
    assert found["reason"]


def test_an_intact_store_is_intact_and_shows_its_root(attacker):
    found = attacker.verify(attacker.checkpoint())

    head = attacker.checkpoint().root.hex()
    sound = {"intact": True, "first_bad": None, "stream": None, "reason": None}
    assert found == {"events": attacker.engine.head.position, "head": head} | sound


@pytest.mark.parametrize("change", [edit, back_date])
def test_an_edit_that_repairs_its_leaf_is_seen_by_the_kept_hashes(attacker, change):
    change(attacker)
    attacker.repair_leaves()

    found = attacker.verify()

    assert not found["intact"]
    # A document shows in no read model of the cadre: then the sixteen events below one kept hash are named.
    assert found["first_bad"] == ("cadre:LI@2" if change is back_date else "store:register@1")
    assert "events 1 to 16" in found["reason"] or "together with its leaf" in found["reason"]


def test_an_edit_of_the_last_events_that_repairs_its_leaf_is_seen_by_the_edge(attacker):
    attacker.edit("cadre:N39@1", b'"actor":"registrar"', b'"actor":"registran"')
    attacker.repair_leaves()

    assert attacker.verify()["first_bad"] == "cadre:N39@1"


@pytest.mark.parametrize("table", ["log_node", "store_head"])
def test_a_change_of_the_kept_hashes_is_seen(attacker, table):
    column = {"log_node": "hash", "store_head": "peaks"}[table]
    attacker.database.execute(f"UPDATE {table} SET {column} = ?", (bytes(64),))

    assert not attacker.verify()["intact"]


def test_a_lost_or_added_node_is_seen(attacker):
    attacker.database.execute("INSERT INTO log_node VALUES (8, 7, ?)", (bytes(32),))
    assert not attacker.verify()["intact"]
    attacker.database.execute("DELETE FROM log_node")
    assert not attacker.verify()["intact"]


POISONED = {
    "another holder": ("UPDATE holding_row SET cadre = 'WANG' WHERE cadre = 'LI' AND post = 'P4'", "cadre:LI@3"),
    "a level raised": ("UPDATE standing_row SET level = 'national' WHERE cadre = 'LI'", "cadre:LI@1"),
    "an entry gone from the trail": ("DELETE FROM trail WHERE position = 11", "cadre:LI@2"),
    "a tag moved": ("UPDATE event_tag SET tag = 'cadre:X' WHERE tag = 'cadre:LI' AND position = 11", "cadre:LI@2"),
    "an order under another actor": ("UPDATE order_row SET actor = 'nobody' WHERE order_id = 'O-2'", "order:O-2@1"),
}


@pytest.mark.parametrize("poison", POISONED)
def test_a_poisoned_read_model_is_seen_and_names_the_event_it_contradicts(attacker, poison):
    sql, event = POISONED[poison]
    attacker.database.execute(sql)

    found = attacker.verify()

    assert (found["intact"], found["first_bad"], found["stream"]) == (False, event, event.rpartition("@")[0])
    assert found["reason"].endswith("make the read models again with: cadre store rebuild")


@pytest.mark.parametrize("table", ["log_node", "vault", "trail", "holding_row"])
def test_a_table_that_is_gone_is_seen(attacker, table):
    attacker.database.execute(f"DROP TABLE {table}")
    found = attacker.verify()
    assert (found["intact"], found["first_bad"]) == (False, None)
    assert found["reason"].startswith(f"{table} is gone from the store; ")
    assert not attacker.engine.verify()["intact"]


def test_a_changed_personal_value_is_seen(attacker):
    attacker.database.execute("UPDATE vault SET value = '1970-01-01' WHERE event = 'cadre:LI@1' AND path = 'born'")
    assert attacker.verify()["first_bad"] == "cadre:LI@1"


def test_a_head_that_tells_another_time_or_kind_of_store_is_seen(attacker):
    for change in ("recorded_at = '2001-01-01T00:00:00.000000Z'", "zone = 'Asia/Shanghai'", "simulated = 0"):
        before = attacker.database.query("SELECT recorded_at, zone, simulated FROM store_head")[0]
        attacker.database.execute(f"UPDATE store_head SET {change}")
        assert not attacker.verify()["intact"], change
        attacker.database.execute("UPDATE store_head SET recorded_at = ?, zone = ?, simulated = ?", before)
    assert attacker.verify()["intact"]


# --- what a store alone cannot tell ---------------------------------------------------------------


def test_an_edit_with_the_whole_tree_made_again_is_seen_only_from_outside(attacker):
    kept_elsewhere = attacker.checkpoint()
    edit(attacker)
    attacker.repair_tree()

    assert attacker.verify()["intact"]
    found = attacker.verify(kept_elsewhere)
    assert (found["intact"], found["first_bad"]) == (False, None)
    assert found["reason"] == (
        f"the store was rewritten: its first {kept_elsewhere.size} events are not those of the checkpoint"
    )


def test_a_tail_cut_off_with_the_whole_tree_made_again_is_seen_only_from_outside(attacker):
    earlier = attacker.checkpoint()
    attacker.engine.submit([{"act": "person-register", "cadre": "LATE", "name": "迟"}], actor="registrar")
    kept_elsewhere = attacker.checkpoint()
    attacker.cut_off(orders=1)
    attacker.database.execute("DELETE FROM vault WHERE event IN ('cadre:LATE@1', 'order:O-4@1')")
    attacker.repair_tree()

    assert attacker.verify()["intact"]
    assert attacker.verify(earlier)["intact"]
    found = attacker.verify(kept_elsewhere)
    assert not found["intact"]
    assert found["reason"] == "the store was cut back: the checkpoint counts 59 events, and there are 57 now"


def test_a_log_that_has_grown_continues_every_earlier_checkpoint(attacker):
    kept = [attacker.checkpoint()]
    for number in range(3):
        attacker.engine.submit([{"act": "person-register", "cadre": f"X{number}", "name": "张"}], actor="registrar")
        kept.append(attacker.checkpoint())
    assert all(attacker.verify(each)["intact"] for each in kept)


def test_a_checkpoint_of_another_log_is_told_apart(attacker):
    other = attacker.checkpoint()._replace(origin="cadre-lifecycle/log/another")
    found = attacker.verify(other)
    assert not found["intact"]
    assert "the checkpoint is of the log cadre-lifecycle/log/another" in found["reason"]


def test_a_checkpoint_is_read_as_it_was_written(attacker):
    made = attacker.checkpoint()
    assert made.extensions == ("unsigned",)
    from domain.integrity.note import read_checkpoint

    assert read_checkpoint(made.text) == made
    assert isinstance(made, Checkpoint)
