"""What an auditor does at the terminal: verify, keep checkpoints, prove events."""

import shutil
import sqlite3

import pytest


@pytest.fixture
def office(cadre):
    """A store with a few orders."""
    assert cadre("init", "--pack", "none").code == 0
    assert cadre("unit", "open", "U1", "--name", "Bureau", "--effective", "2020-01-01", "--basis", "D1").code == 0
    for number in range(3):
        assert cadre("person", "register", f"LI{number}", "--name", "李明").code == 0
    return cadre


FIELDS = ["events", "head", "intact", "first_bad", "stream", "reason"]


def test_an_intact_store_ends_with_0_and_shows_the_published_fields(office):
    ended = office("audit", "verify", "-o", "json")
    assert ended.code == 0
    assert list(ended.json()) == FIELDS
    assert ended.json()["intact"] is True
    assert len(ended.json()["head"]) == 64


def test_a_changed_store_ends_with_5_and_names_event_stream_and_reason(office, tmp_path):
    with sqlite3.connect(tmp_path / "store.db") as database:
        database.execute("UPDATE stored_events SET topic = 'gone/1' WHERE originator_id = 'cadre:LI1'")
    database.close()
    ended = office("audit", "verify", "-o", "json")
    assert ended.code == 5
    found = ended.json()
    assert list(found) == FIELDS
    assert (found["intact"], found["first_bad"], found["stream"]) == (False, "cadre:LI1@1", "cadre:LI1")
    assert "'gone/1' is unknown" in found["reason"]


def test_an_older_copy_is_told_from_the_store_by_a_checkpoint(office, tmp_path):
    shutil.copy(tmp_path / "store.db", tmp_path / "old.db")
    assert office("person", "register", "LATE", "--name", "迟").code == 0
    made = office("audit", "checkpoint", "--out", "c.txt", "-o", "json")
    assert made.code == 0
    assert made.json()["signed"] is False
    text = (tmp_path / "c.txt").read_text(encoding="utf-8")
    assert text == made.json()["text"]
    assert text.splitlines()[3] == "unsigned"

    assert office("audit", "verify", "--checkpoint", "c.txt").code == 0
    assert office("audit", "verify", store=tmp_path / "old.db").code == 0
    behind = office("audit", "verify", "--checkpoint", "c.txt", "-o", "json", store=tmp_path / "old.db")
    assert behind.code == 5
    assert "was cut back" in behind.json()["reason"]


def test_every_event_of_a_cadre_is_proved_to_the_root_that_verify_shows(office, tmp_path):
    proofs = office("audit", "prove", "LI1", "--out", "p.txt", "-o", "json").json()
    assert [each["event"] for each in proofs] == ["cadre:LI1@1"]
    assert proofs[0]["root"] == office("audit", "verify", "-o", "json").json()["head"]
    assert (tmp_path / "p.txt").read_text(encoding="utf-8") == proofs[0]["proof"]
    assert office("audit", "verify", "--checkpoint", "p.txt").code == 0
    assert office("audit", "prove", "cadre:LI1@1", "-o", "json").json() == proofs


@pytest.mark.parametrize("what", ["cadre:LI1@9", "NOBODY", "cadre:NOBODY@1"])
def test_what_is_not_recorded_cannot_be_proved(office, what):
    ended = office("audit", "prove", what)
    assert (ended.code, ended.out) == (2, "")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"dear diary\n", b"x" * 2_000_000])
def test_a_file_that_is_no_checkpoint_is_refused_with_a_sentence(office, tmp_path, content):
    (tmp_path / "c.txt").write_bytes(content)
    ended = office("audit", "verify", "--checkpoint", "c.txt")
    assert ended.code == 2
    assert ended.err.startswith("Error: c.txt is")


def test_a_checkpoint_that_cannot_be_written_is_told(office):
    ended = office("audit", "checkpoint", "--out", "nowhere/c.txt")
    assert ended.code == 2
    assert "nowhere/c.txt cannot be written: No such file or directory" in ended.err
