"""Backups are stores of their own, taken while others record; restoring never writes over anything."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from domain.errors import Conflict, Damaged, StoreUnreachable
from lifecycle.digest import digest
from lifecycle.engine import Engine

RECORD = "SELECT originator_id, originator_version, topic, state, position FROM stored_events ORDER BY position"
VAULT = "SELECT event, path, subject, salt, value FROM vault ORDER BY event, path"


def contents(engine):
    """Everything that a store holds, byte for byte."""
    record = [(*row[:3], bytes(row[3]), row[4]) for row in engine.database.query(RECORD)]
    vault = [(*row[:3], bytes(row[3]), row[4]) for row in engine.database.query(VAULT)]
    return engine.head, record, vault, digest(engine.database)


def test_a_backup_holds_every_byte_of_the_record_and_answers_alike(founded, tmp_path):
    target = tmp_path / "backup.db"
    assert founded.backup(str(target)) == founded.head.position
    with Engine.open(str(target), writing=False) as copy:
        assert contents(copy) == contents(founded)
        assert copy.verify()["intact"]
        assert copy.roster(as_of="1996-01-01") == founded.roster(as_of="1996-01-01")


def test_a_backup_is_one_file_that_reading_does_not_change(founded, tmp_path):
    target = tmp_path / "backup.db"
    founded.backup(str(target))
    before = target.read_bytes()
    with Engine.open(str(target), writing=False) as copy:
        copy.verify()
    assert target.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("backup")] == ["backup.db"]


def test_a_restored_backup_goes_on_where_it_ended(founded, tmp_path):
    backup, restored = str(tmp_path / "backup.db"), str(tmp_path / "restored.db")
    founded.backup(backup)
    assert Engine.restore(backup, restored) == founded.head.position
    with Engine.open(restored) as engine:
        assert contents(engine) == contents(founded)
        outcome = engine.submit(
            [{"act": "relieve", "cadre": "LI", "post": "P4", "effective": "1999-01-01", "basis": "Order 3"}],
            actor="registrar",
        )
        assert (outcome.order, outcome.events) == ("O-3", ("cadre:LI@4",))


@pytest.mark.postgres
def test_a_store_moves_to_postgres_and_back(founded, tmp_path, new_database):
    backup, again, server = str(tmp_path / "backup.db"), str(tmp_path / "again.db"), new_database()
    founded.backup(backup)
    Engine.restore(backup, server)
    with Engine.open(server) as shared:
        assert contents(shared) == contents(founded)
        shared.backup(again)
    with Engine.open(again, writing=False) as copy:
        assert contents(copy) == contents(founded)


def test_nothing_is_written_over_anything(founded, tmp_path):
    for name, content in (("a file.db", b"mine"), ("an empty file.db", b"")):
        occupied = tmp_path / name
        occupied.write_bytes(content)
        with pytest.raises(Conflict, match="already; it is kept as it is"):
            founded.backup(str(occupied))
        with pytest.raises(Conflict, match="already; it is kept as it is"):
            Engine.restore(founded.store, str(occupied))
        assert occupied.read_bytes() == content
    hanging = tmp_path / "hanging.db"
    hanging.symlink_to(tmp_path / "elsewhere.db")
    with pytest.raises(Conflict):
        founded.backup(str(hanging))
    with pytest.raises(Conflict):
        founded.backup(founded.store)


def test_a_store_that_is_there_is_not_restored_over(founded, tmp_path):
    backup = str(tmp_path / "backup.db")
    founded.backup(backup)
    before = contents(founded)
    with pytest.raises(Conflict):
        Engine.restore(backup, founded.store)
    assert contents(founded) == before


def test_a_damaged_backup_is_not_restored(founded, tmp_path):
    backup, restored = tmp_path / "backup.db", tmp_path / "restored.db"
    founded.backup(str(backup))
    with sqlite3.connect(backup) as database:
        database.execute("UPDATE vault SET value = '李鬼' WHERE event = 'cadre:LI@1' AND path = 'name'")
    database.close()
    with pytest.raises(Damaged, match="nothing was restored: cadre:LI@1 the vault holds another name"):
        Engine.restore(str(backup), str(restored))
    assert sorted(each.name for each in tmp_path.iterdir() if "restored" in each.name) == []


def test_what_is_no_store_is_not_restored(tmp_path):
    text, other, torn = tmp_path / "text.db", tmp_path / "other.db", tmp_path / "torn.db"
    text.write_text("dear diary, " * 1000)
    torn.write_bytes(b"SQLite format 3\0" + bytes(3000))
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE bookmarks (url TEXT)")
    database.close()
    for source in (text, other, torn, tmp_path / "absent.db", tmp_path):
        with pytest.raises(StoreUnreachable):
            Engine.restore(str(source), str(tmp_path / "restored.db"))
    assert not (tmp_path / "restored.db").exists()


def test_a_backup_into_a_folder_that_is_not_there_says_so(founded, tmp_path):
    with pytest.raises(StoreUnreachable):
        founded.backup(str(tmp_path / "absent" / "backup.db"))


WRITER = """
import sys
from lifecycle.engine import Engine
with Engine.open(sys.argv[1]) as engine:
    number = 0
    while True:
        number += 1
        engine.submit([{"act": "person-register", "cadre": f"N{number}", "name": "张三"}], actor="writer")
        print(number, flush=True)
"""


def test_a_backup_taken_while_others_record_is_the_store_of_one_moment(founded, tmp_path):
    with subprocess.Popen([sys.executable, "-c", WRITER, founded.store], stdout=subprocess.PIPE) as writer:
        try:
            backups = []
            for number in range(5):
                before = int(writer.stdout.readline())
                target = str(tmp_path / f"backup-{number}.db")
                founded.backup(target)
                backups.append((before, target))
        finally:
            writer.kill()
    for before, target in backups:
        with Engine.open(target, writing=False) as copy:
            assert copy.verify()["intact"]
            assert copy.info()["cadres"] >= 3 + before


COPIER = """
import sys
from lifecycle.engine import Engine
print(flush=True)
Engine.open(sys.argv[1]).backup(sys.argv[2])
"""


def test_a_backup_that_is_killed_leaves_no_backup(founded, tmp_path):
    many = [{"act": "person-register", "cadre": f"N{number}", "name": "张三"} for number in range(2000)]
    founded.submit(many, actor="registrar")
    for number, wait in enumerate((0.0, 0.005, 0.02)):
        target = tmp_path / f"backup-{number}.db"
        with subprocess.Popen([sys.executable, "-c", COPIER, founded.store, target], stdout=subprocess.PIPE) as child:
            child.stdout.readline()
            time.sleep(wait)
            os.kill(child.pid, signal.SIGKILL)
        if target.exists():  # it was done before it was killed
            with Engine.open(str(target), writing=False) as copy:
                assert copy.head == founded.head
        for rest in Path(tmp_path).glob(f"{target.name}.unfinished-*"):
            rest.unlink()
        founded.backup(str(tmp_path / f"again-{number}.db"))
