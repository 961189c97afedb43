"""Missing values: all named at once where nobody can be asked, asked for one by one at a terminal."""

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("cadre")


@pytest.fixture
def at_a_terminal(county, tmp_path, clean_environment):
    """A function that runs the program at a terminal and answers its questions; it returns the code and the text."""

    def run(*words, answers=()):
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [PROGRAM, *words],
            cwd=tmp_path,
            env=clean_environment | {"CADRE_STORE": "store.db", "CADRE_ACTOR": "tester"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)
        shown, left = b"", list(answers)
        while select.select([ours], [], [], 60)[0]:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            shown += piece
            if piece.endswith(b": ") and left:
                os.write(ours, f"{left.pop(0)}\n".encode())
        os.close(ours)
        return process.wait(60), shown.decode()

    return run


def test_all_missing_values_are_named_at_once(county):
    ended = county("appoint")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("Error: Missing: WHO, --to, --effective, --basis.\n")
    assert (
        "  --effective: The first day on which the act holds. (2026-12-01, 2026.12.1 or 2026年12月1日)\n" in ended.err
    )


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("relieve LI --effective 2020-01-01", "--from, --basis"),
        ("unit open NEW", "--name, --effective"),
        ("post open NEW --effective 2020-01-01", "--unit, --name, --track"),
        ("person register", "ID, --name"),
        ("correct cadre:LI@2 --set kind=acting", "--reason, --basis"),
        ("cancel O-9", "--reason, --basis"),
        ("exchange --basis D1", "WHO|WHO=POST..., --effective"),
        ("diff LI", "--known-on"),
        ("import careers", "DIR, --mapping"),
    ],
)
def test_what_is_mandatory_differs_by_command(county, words, missing):
    ended = county(*words.split())

    assert ended.code == 2
    assert ended.err.startswith(f"Error: Missing: {missing}.\n")


def test_an_empty_value_is_a_missing_one(county):
    ended = county("appoint", "ZHAO", "--to", "CLERK", "--effective", "2020-01-01", "--basis", "")

    assert ended.code == 2
    assert ended.err.startswith("Error: Missing: --basis.\n")


def test_at_a_terminal_each_missing_value_is_asked_for(at_a_terminal):
    answers = ("ZHAO", "CLERK", "tomorrow", "2020.1.1", "D1")

    code, shown = at_a_terminal("appoint", answers=answers)

    assert code == 0, shown
    assert "is not a day; write it as 2026-12-01, 2026.12.1 or 2026年12月1日" in shown
    assert "ZHAO takes up post CLERK from 2020-01-01" in shown


def test_several_positional_values_are_typed_on_one_line(at_a_terminal):
    code, shown = at_a_terminal("exchange", "--basis", "D1", "--effective", "2020-01-01", answers=["LI WANG"])

    assert code == 0, shown


def test_no_input_asks_nothing_even_at_a_terminal(at_a_terminal):
    code, shown = at_a_terminal("appoint", "--no-input")

    assert code == 2
    assert "Missing: WHO, --to, --effective, --basis." in shown
    assert "\x1b[" not in shown


def test_an_answer_that_is_not_given_ends_as_an_interruption(at_a_terminal):
    code, _ = at_a_terminal("appoint", answers=["\x04"])

    assert code == 130
