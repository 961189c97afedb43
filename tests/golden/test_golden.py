"""What was stored once is read for ever: the forms of all events, and histories of the past, are only ever added to."""

import importlib.util
import json
from pathlib import Path

import pytest

from domain.dossiers import every_event
from domain.integrity.merkle import leaf_hash
from lifecycle.mapper import read_event, state_bytes
from lifecycle.rebuild import rebuild
from lifecycle.vault import commitment
from projections.database import open_database
from projections.schema import create_statements

FOLDER = Path(__file__).parent
HISTORIES = sorted((FOLDER / "histories").glob("*.jsonl"))
every_history = pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem)
HINT = "add it: python tests/golden/add.py"


@pytest.fixture(scope="module")
def add():
    """The script that adds, as a module."""
    found = importlib.util.spec_from_file_location("golden_add", FOLDER / "add.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def lines_of(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def events_of(path):
    names = ("position", "stream", "version", "topic", "state")
    return [tuple(line[name] for name in names) for line in lines_of(path) if "position" in line]


def test_no_form_of_an_event_has_changed(add):
    golden = json.loads(add.FORMS.read_text(encoding="utf-8"))

    present = add.forms()
    assert {topic: present.get(topic) for topic in golden} == golden


def test_the_form_of_every_event_is_kept(add):
    assert sorted(json.loads(add.FORMS.read_text(encoding="utf-8"))) == sorted(every_event()), HINT


def test_every_topic_stands_in_a_history():
    found = {topic for path in HISTORIES for _, _, _, topic, _ in events_of(path)}

    assert sorted(set(every_event()) - found) == [], f"{HINT} NAME STORE"


@every_history
def test_a_history_of_the_past_is_read_as_it_was(add, path):
    rows = [(*row[:4], row[4].encode()) for row in events_of(path)]

    assert add.read(rows) == {line["read"]: line["as"] for line in lines_of(path) if "read" in line}


@every_history
def test_events_of_the_past_would_be_stored_in_the_same_bytes_today(path):
    for position, stream, version, topic, state in events_of(path):
        assert state_bytes(read_event(stream, version, topic, state.encode(), position)).decode() == state


@every_history
def test_the_vault_of_the_past_opens_the_commitments(path):
    lines = lines_of(path)
    personal = {
        f"{line['stream']}@{line['version']}": json.loads(line["state"])["body"].get("personal", {})
        for line in lines
        if "position" in line
    }
    for kept in (line for line in lines if "vault" in line and line["path"] != "content"):
        made = commitment(kept["path"], bytes.fromhex(kept["salt"]), kept["value"])
        assert personal[kept["vault"]][kept["path"]] == made


@every_history
def test_a_store_of_the_past_gets_its_read_models_from_its_events(path, tmp_path):
    database = open_database(str(tmp_path / "old.db"), writing=True, create=True)
    database.script(create_statements())
    rows = [(stream, version, topic, state.encode(), place) for place, stream, version, topic, state in events_of(path)]
    leaves = [(*row, leaf_hash(row[4], *row[:4])) for row in rows]
    database.executemany("INSERT INTO stored_events VALUES (?, ?, ?, ?, ?, ?)", leaves)

    assert rebuild(database) == len(rows)

    assert database.query("SELECT COUNT(*) FROM trail") == [(len(rows),)]
    careers = any(row[2] == "cadre-appointed/1" for row in rows)
    tables = ("holding_row", "standing_row", "personal_row", "post_row", "unit_row") if careers else ("dossier_row",)
    for table in (*tables, "order_row"):
        assert database.query(f"SELECT COUNT(*) FROM {table}")[0][0] > 0, table
    database.close()


def test_the_script_changes_nothing_that_is_kept(add, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(add, "FORMS", tmp_path / "events.json")
    add.FORMS.write_text('{"unit-closed/1": {"old": "str"}, "gone/1": {}}', encoding="utf-8")

    assert add.main([]) == 0

    kept = json.loads(add.FORMS.read_text(encoding="utf-8"))
    assert (kept["unit-closed/1"], kept["gone/1"]) == ({"old": "str"}, {})
    assert set(kept) == {*every_event(), "gone/1"}
    assert add.main([HISTORIES[0].stem, "nowhere"]) == 1
    assert capsys.readouterr().err.endswith("a golden history is never changed\n")
