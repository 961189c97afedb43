"""What lies in the way of a store: rights, locks, full disks, foreign files and damage."""

import sqlite3
import subprocess
import sys

import pytest

from domain.errors import StoreUnreachable
from lifecycle.engine import Engine

NAMED = ("person", "register", "NEW", "--name")


def out_of_reach(ended, said):
    assert (ended.code, ended.out) == (8, ""), ended
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert ended.err.count("\n") == 1


def test_a_file_that_may_not_be_written_is_read_but_not_recorded_in(county, installed, tmp_path):
    (tmp_path / "store.db").chmod(0o444)
    assert installed("person", "list", "-o", "json").code == 0
    out_of_reach(installed(*NAMED, "A"), "may not be written by this account")
    out_of_reach(installed("store", "rebuild"), "may not be written by this account")


def test_in_a_folder_that_may_not_be_written_a_backup_is_read(county, installed, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir()
    assert county("store", "backup", "closed/backup.db").code == 0
    (tmp_path / "store.db").rename(closed / "store.db")
    closed.chmod(0o555)
    try:
        assert installed("person", "list", "-o", "json", store=closed / "backup.db").code == 0
        assert installed("store", "verify", store=closed / "backup.db").code == 0
        out_of_reach(
            installed("person", "list", store=closed / "store.db"), "read a backup instead (cadre store backup)"
        )
        out_of_reach(installed(*NAMED, "A", store=closed / "store.db"), "may not write into the folder")
        out_of_reach(installed("init", store=closed / "new.db"), "cannot be opened")
        out_of_reach(installed("store", "backup", str(closed / "b.db"), store=closed / "backup.db"), "cannot be opened")
    finally:
        closed.chmod(0o755)


def test_a_file_that_may_not_be_read_is_out_of_reach(county, installed, tmp_path):
    (tmp_path / "store.db").chmod(0o000)
    out_of_reach(installed("roster"), "this account may not use it")


def test_a_full_disk_is_told_and_nothing_is_recorded(county, installed, tmp_path, events_in):
    rows = "".join(f"person-register,F{number},张三\n" for number in range(2000))
    (tmp_path / "many.csv").write_text(f"act,cadre,name\n{rows}", encoding="utf-8")
    before = events_in(tmp_path / "store.db")
    out_of_reach(installed("order", "submit", "many.csv", limit=400_000), "is full or fails")
    out_of_reach(installed("store", "backup", "b.db", limit=100_000), "is full or fails")
    assert not list(tmp_path.glob("b.db*"))
    assert events_in(tmp_path / "store.db") == before
    assert installed("order", "submit", "many.csv").code == 0
    assert installed("store", "verify").code == 0


def test_a_disk_without_a_free_page_is_told(county, tmp_path):
    with Engine.open(str(tmp_path / "store.db")) as engine:
        engine.database._connection.execute("PRAGMA max_page_count = 1")
        many = [{"act": "person-register", "cadre": f"F{number}", "name": "张三"} for number in range(500)]
        with pytest.raises(StoreUnreachable, match="is full; nothing was recorded"):
            engine.submit(many, actor="office")
    assert county("store", "verify").code == 0


LOCKED = "import projections.database as d; d.LOCK_TIMEOUT_SECONDS = 1; from cli.main import main; main()"


def test_a_locked_store_is_read_but_not_recorded_in(county, clean_environment, tmp_path):
    store = tmp_path / "store.db"
    holder = sqlite3.connect(store, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        environment = clean_environment | {"CADRE_STORE": str(store), "CADRE_ACTOR": "tester"}
        words = [sys.executable, "-c", LOCKED, *NAMED, "A"]
        ended = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60, check=False)
        assert county("person", "list").code == 0
    finally:
        holder.close()
    assert (ended.returncode, ended.stdout) == (8, "")
    assert "is locked by another program for more than 1 seconds; try again" in ended.stderr
    assert county(*NAMED, "A").code == 0


def test_what_is_no_store_is_out_of_reach_and_stays_as_it_is(turned_away, tmp_path):
    (tmp_path / "text.db").write_text("dear diary, " * 500, encoding="utf-8")
    (tmp_path / "empty.db").touch()
    with sqlite3.connect(tmp_path / "other.db") as database:
        database.execute("CREATE TABLE bookmarks (url TEXT)")
    database.close()
    for name, said in (("text.db", "no store"), ("empty.db", "no store"), ("other.db", "store"), (".", "is a folder")):
        content = (tmp_path / name).read_bytes() if name != "." else b""
        for words in (("roster",), ("store", "info"), ("store", "verify"), (*NAMED, "A"), ("store", "rebuild")):
            turned_away(*words, "--store", str(tmp_path / name), code=8, said=said)
        if name in {"text.db", "other.db"}:
            turned_away("init", "--store", str(tmp_path / name), code=8, said="store")
        assert name == "." or (tmp_path / name).read_bytes() == content


@pytest.mark.parametrize("fault", ["torn", "overwritten"])
def test_a_damaged_file_is_an_integrity_failure_and_stays_as_it_is(county, tmp_path, fault):
    store = tmp_path / "store.db"
    whole = store.read_bytes()
    damaged = whole[:20_000] if fault == "torn" else whole[:4096] + b"garbage!" * 1024 + whole[12_288:]
    store.write_bytes(damaged)
    for words in (("roster",), ("store", "verify"), (*NAMED, "A"), ("store", "rebuild"), ("store", "info")):
        ended = county(*words)
        assert (ended.code, ended.out) == (5, ""), words
        assert "is damaged; restore a backup with: cadre store restore" in ended.err
    assert store.read_bytes() == damaged


def test_a_store_that_was_edited_past_the_program_is_an_integrity_failure_that_names_the_place(county, tmp_path):
    with sqlite3.connect(tmp_path / "store.db") as database:
        database.execute("UPDATE holding_row SET cadre = 'WANG' WHERE cadre = 'LI'")
    database.close()
    found = county("store", "verify", "-o", "json")
    assert (found.code, found.json()["intact"], found.json()["first_bad"]) == (5, False, "holding_row")
    assert county("store", "rebuild").code == 0
    assert county("store", "verify").code == 0
