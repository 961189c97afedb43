"""What reaches a terminal or a spreadsheet: nothing hidden, nothing that a program would run."""

import json
import os
import pty
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

NAMED = ("person", "register", "NEW", "--name")
SMUGGLED = "李\x1b]0;x\x07\u202e\u200b\x9b31m"


@pytest.fixture
def smuggled(county, tmp_path):
    """The county with a name that somebody wrote into the file, past every check."""
    with sqlite3.connect(tmp_path / "store.db") as database:
        database.execute("UPDATE vault SET value = ? WHERE event = 'cadre:LI@1' AND path = 'name'", (SMUGGLED,))
    database.close()
    return county


@pytest.mark.parametrize("output", ["table", "json", "jsonl", "md", "name"])
@pytest.mark.parametrize(
    "words", [("person", "list"), ("person", "show", "LI"), ("roster", "--as-of", "2016-01-01"), ("find", "李")]
)
def test_what_was_smuggled_into_a_store_is_shown_as_escapes(smuggled, hidden, words, output):
    ended = smuggled(*words, "-o", output)
    assert ended.code == 0
    assert hidden(ended.out) == []
    if output == "json" and words[0] == "person":
        found = ended.json()
        assert SMUGGLED in ([row["name"] for row in found] if isinstance(found, list) else [found["name"]])


def test_nothing_hidden_reaches_a_true_terminal(smuggled, hidden, clean_environment, tmp_path):
    program = Path(sys.executable).with_name("cadre")
    for output in ("table", "csv", "tsv", "json"):
        ours, theirs = pty.openpty()
        environment = clean_environment | {"CADRE_STORE": str(tmp_path / "store.db"), "TERM": "xterm"}
        subprocess.run(
            [program, "person", "list", "-o", output], env=environment, stdout=theirs, stderr=theirs, check=True
        )
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:  # the other end is closed
            pass
        os.close(ours)
        assert "李" in shown.decode()
        assert hidden(shown.decode().replace("\r\n", "\n").replace("\t", "")) == []


@pytest.mark.parametrize("name", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠SUM"])
@pytest.mark.parametrize("output", ["csv", "tsv"])
def test_a_formula_in_a_name_is_a_text_in_a_sheet_and_unchanged_elsewhere(county, name, output):
    assert county(*NAMED, name).code == 0
    sheet = county("person", "list", "-o", output).out
    assert f"'{name}" in sheet
    assert not [cell for line in sheet.splitlines() for cell in line.replace("\t", ",").split(",") if cell == name]
    assert county("person", "show", "NEW", "-o", "json").json()["name"] == name


def test_a_terminal_that_lacks_a_character_shows_an_escape_and_json_stays_json(county, installed):
    assert county(*NAMED, "𠮷野").code == 0
    shown = installed("person", "list", encoding="ascii")
    assert (shown.code, "\\U00020bb7\\u91ce" in shown.out) == (0, True)
    for encoding in ("ascii", "latin-1", "gb18030"):
        ended = installed("person", "show", "NEW", "-o", "json", encoding=encoding)
        assert json.loads(ended.out)["name"] == "𠮷野"


def test_a_closed_output_is_told(county, clean_environment, tmp_path):
    program = Path(sys.executable).with_name("cadre")
    environment = clean_environment | {"CADRE_STORE": str(tmp_path / "store.db")}
    command = ["sh", "-c", 'exec "$0" "$@" >&-', program, "person", "list"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (1, "Error: The result cannot be written: standard output is closed.\n")
