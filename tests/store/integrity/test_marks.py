"""What was acknowledged and is gone is seen by a mark outside the database; a restore is declared by two people."""

import shutil

import pytest

from domain.errors import BadInput, Damaged, Refused
from lifecycle.integrity.auditing import Auditing
from lifecycle.integrity.marks import Marks
from lifecycle.integrity.restoring import declare_restore
from lifecycle.ports import wall_clock


def register(engine, name):
    engine.submit([{"act": "person-register", "cadre": name, "name": "张三"}], actor="registrar")


@pytest.fixture
def marks(tmp_path):
    return Marks(str(tmp_path / "marks"))


def declare(engine, **other):
    who = {"actor": "li", "approved_by": "wang", "basis": "Minutes 7", "reason": "The disk failed"}
    return declare_restore(engine.database, now=wall_clock(), entropy=bytes, **{**who, **other})


def test_a_store_that_goes_on_continues_its_mark(founded, marks):
    marks.check(founded.database)
    for name in ("A", "B", "C"):
        marks.raise_to(founded.database)
        register(founded, name)
        marks.check(founded.database)


def test_a_store_that_is_behind_its_mark_is_told(founded, marks, tmp_path):
    backup = str(tmp_path / "backup.db")
    founded.backup(backup)
    register(founded, "LATE")
    marks.raise_to(founded.database)
    from lifecycle.engine import Engine

    with Engine.open(backup) as older:
        with pytest.raises(Damaged, match="18 events were acknowledged and the store holds 16; if it was put back"):
            marks.check(older.database)
        marks.raise_to(older.database)  # never lowered by the way
        with pytest.raises(Damaged):
            marks.check(older.database)

        assert declare(older, known_size=marks.of(older.database).size) == 2
        marks.raise_to(older.database, anew=True)

        marks.check(older.database)
        said = older.audit_log()[-1]
        assert (said["event"], said["act"], said["actor"]) == ("store:restores@1", "restore", "li")
        assert Auditing(older.database).verify()["intact"]


def test_a_store_that_was_rewritten_does_not_continue_its_mark(attacker, marks):
    marks.raise_to(attacker.database)
    attacker.edit("cadre:LI@2", b'"basis":"Order 1 of 1990"', b'"basis":"Order 7 of 1989"')
    attacker.repair_tree()
    with pytest.raises(Damaged, match="does not continue its high-water mark of 57 events"):
        marks.check(attacker.database)


def test_a_restore_is_declared_by_two_people_with_document_and_reason(founded):
    with pytest.raises(Refused, match="LI cannot approve a restore that li declares"):
        declare(founded, approved_by="LI")
    with pytest.raises(BadInput):
        declare(founded, basis="")
    declare(founded)
    declare(founded)
    from projections.stored import stored_state

    sql = "SELECT state FROM stored_events WHERE originator_id = 'store:restores' ORDER BY originator_version"
    bodies = [stored_state("restore", row[0])["body"] for row in founded.database.query(sql)]
    assert [body["incarnation"] for body in bodies] == [2, 3]
    assert {body["approved_by"] for body in bodies} == {"wang"}


def test_at_the_terminal_nothing_is_recorded_behind_the_mark_until_two_people_declare_the_restore(cadre, tmp_path):
    marks = {"CADRE_MARKS": str(tmp_path / "marks")}
    assert cadre("init", "--pack", "none", **marks).code == 0
    assert cadre("person", "register", "A", "--name", "甲", **marks).code == 0
    shutil.copy(tmp_path / "store.db", tmp_path / "old.db")
    receipt = cadre("person", "register", "B", "--name", "乙", "--receipt", "b.proof", **marks)
    assert receipt.code == 0
    (tmp_path / "store.db").unlink()
    shutil.copy(tmp_path / "old.db", tmp_path / "store.db")

    ended = cadre("person", "register", "C", "--name", "丙", **marks)
    assert ended.code == 5
    assert "behind its high-water mark: 6 events were acknowledged and the store holds 4" in ended.err
    assert cadre("audit", "verify").code == 0
    assert cadre("audit", "verify", "--checkpoint", "b.proof").code == 5

    said = ("--basis", "Minutes 7", "--reason", "The disk failed", "--approved-by")
    assert cadre("store", "restored", *said, "tester", **marks).code == 3
    declared = cadre("store", "restored", *said, "auditor", **marks)
    assert declared.code == 0, declared.err
    assert "2 events are known to be lost" in declared.err
    assert cadre("person", "register", "C", "--name", "丙", **marks).code == 0


def test_a_receipt_proves_the_order_to_whoever_holds_it(cadre, tmp_path):
    assert cadre("init", "--pack", "none").code == 0
    assert cadre("person", "register", "A", "--name", "甲", "--receipt", "a.proof").code == 0
    assert cadre("person", "register", "B", "--name", "乙").code == 0
    from domain.integrity.receipt import read_receipt

    receipt = read_receipt((tmp_path / "a.proof").read_text(encoding="utf-8"))
    proof = cadre("audit", "prove", "order:O-1@1", "-o", "json").json()[0]
    assert receipt.place == proof["position"] - 1
    assert receipt.proves(bytes.fromhex(proof["leaf"]))
    assert cadre("audit", "verify", "--checkpoint", "a.proof").code == 0
    dry = cadre("person", "register", "D", "--name", "丁", "--dry-run", "--receipt", "d.proof")
    assert dry.code == 0
    assert not (tmp_path / "d.proof").exists()
