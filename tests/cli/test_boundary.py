"""Every failure is a sentence and an exit code; nobody ever sees a traceback unasked."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import click
import pytest

from cli.boundary import ended, exit_code
from domain.errors import BadInput, Conflict, Damaged, NotAuthorised, Refused, StoreUnreachable
from domain.finding import Finding

PROGRAM = Path(sys.executable).with_name("cadre")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (BadInput("x"), 2),
        (click.UsageError("x"), 2),
        (click.FileError("x"), 2),
        (Refused([]), 3),
        (Conflict([]), 4),
        (Damaged("x"), 5),
        (NotAuthorised([Finding("unknown-actor", "x")]), 6),
        (StoreUnreachable("x"), 8),
        (sqlite3.OperationalError("disk I/O error"), 8),
        (PermissionError(13, "denied"), 8),
        (ZeroDivisionError(), 1),
        (click.Abort(), 130),
    ],
)
def test_every_failure_has_its_exit_code(error, code):
    assert exit_code(error) == code


def failing(error):
    def run():
        raise error

    return run


def test_an_unexpected_failure_is_one_sentence_and_a_hint(capsys):
    assert ended(failing(ZeroDivisionError("a\u202eb\nc")), {}) == 1

    assert capsys.readouterr().err == (
        "Error: The program failed: a\\u202eb c.\nRun it again with -v to see where, and report that.\n"
    )


def test_of_a_word_without_end_the_beginning_is_told(capsys):
    assert ended(failing(BadInput(f"there is no post {'x' * 5000}; look for it")), {}) == 2

    assert capsys.readouterr().err == f"Error: there is no post {'x' * 80}… look for it\n"


def test_the_traceback_is_there_when_asked_for(capsys):
    assert ended(failing(ZeroDivisionError("x")), {"verbose": True}) == 1

    assert "Traceback (most recent call last):" in capsys.readouterr().err


def test_nothing_typed_reaches_the_terminal_raw(cadre):
    for words in (["bad\u202ename"], ["unit", "show", "a\x1b[31m\u200bb"], ["roster", "--fields", "\x9b1m"]):
        ended = cadre(*words)
        assert ended.code in {2, 8}
        assert ended.err.replace("\n", "").isprintable()


def test_what_is_stored_reaches_the_terminal_visibly(county, tmp_path):
    """Someone else's program may have written what ours refuses."""
    connection = sqlite3.connect(tmp_path / "store.db")
    with connection:
        connection.execute("UPDATE unit_row SET name = 'a' || char(27) || '[2J' || char(8238) || 'b'")
    connection.close()

    for output in ("table", "md", "json", "jsonl"):
        assert county("unit", "list", "-o", output, "--fields", "name").out.replace("\n", "").isprintable()


@pytest.mark.parametrize("words", [["find", b"\xff"], ["unit", "open", b"\xed\xa0\x80"]])
def test_a_command_line_that_is_no_utf8_is_refused(clean_environment, words):
    ended = subprocess.run([PROGRAM, *words], env=clean_environment, capture_output=True, check=False)

    assert ended.returncode == 2
    assert ended.stderr == b"Error: The command line is not valid UTF-8; nothing was done.\n"


@pytest.mark.parametrize(
    ("store", "said"),
    [
        ("nowhere.db", "there is no store at nowhere.db"),
        ("junk.db", "is no store of cadre"),
        ("folder", "is a folder, not a store"),
    ],
)
def test_a_store_that_cannot_be_used_is_named(cadre, tmp_path, store, said):
    (tmp_path / "junk.db").write_text("no database at all, but long enough to look like a file of some kind" * 20)
    (tmp_path / "folder").mkdir()

    for words in (["roster"], ["person", "register", "A", "--name", "A"], ["store", "info"]):
        ended = cadre(*words, store=store)
        assert (ended.code, ended.out) == (8, "")
        assert said in ended.err


def test_a_reader_who_leaves_is_not_complained_about(county, tmp_path, clean_environment):
    script = f"{PROGRAM} roster -o json --as-of 2020-01-01 | true; echo ${{PIPESTATUS[0]}}"
    variables = clean_environment | {"CADRE_STORE": str(tmp_path / "store.db")}
    for _ in range(5):
        shell = subprocess.run(["bash", "-c", script], env=variables, capture_output=True, text=True, check=False)
        assert (shell.stdout, shell.stderr) == ("0\n", "")


def test_a_reader_who_leaves_does_not_hide_a_refusal(county, tmp_path, clean_environment):
    act = "appoint ZHAO --to HEAD --effective 2020-01-01 --basis D2 -o json"
    script = f"{PROGRAM} {act} | true; echo ${{PIPESTATUS[0]}}"
    variables = clean_environment | {"CADRE_STORE": str(tmp_path / "store.db"), "PYTHONUNBUFFERED": "1"}

    assert subprocess.run(["bash", "-c", script], env=variables, capture_output=True, check=False).stdout == b"4\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_the_output_is_told(county, tmp_path, clean_environment):
    variables = clean_environment | {"CADRE_STORE": str(tmp_path / "store.db")}
    with Path("/dev/full").open("w") as full:
        shell = subprocess.run(
            [PROGRAM, "unit", "list"], env=variables, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert shell.returncode == 1
    assert "Traceback" not in shell.stderr
    assert "No space left on device" in shell.stderr


def test_an_interruption_ends_with_130(tmp_path, clean_environment):
    variables = clean_environment | {"CADRE_STORE": str(tmp_path / "demo.db")}
    process = subprocess.Popen(
        [PROGRAM, "init", "--demo", "--size", "5000"],
        env=variables,
        stderr=subprocess.PIPE,
        text=True,
        # A gate that runs in the background ignores interruptions, and its children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
    )
    process.stderr.readline()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "Traceback" not in said


def test_no_color_and_a_pipe_carry_no_colours(cadre):
    for variables in ({"NO_COLOR": "1"}, {"NO_COLOR": "", "TERM": "dumb"}, {"NO_COLOR": "", "TERM": "xterm"}):
        assert "\x1b" not in cadre("nonsense", **variables).err
