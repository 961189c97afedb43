"""What all hostile tests ask: an exit code, a sentence, nothing hidden in it, nothing recorded."""

import os
import resource
import sqlite3
import subprocess
import sys
import unicodedata
from ctypes import CDLL
from dataclasses import dataclass
from pathlib import Path

import pytest

HIDING = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
DAC_OVERRIDE, DAC_READ_SEARCH, DROP_CAPABILITY = 1, 2, 24


@pytest.fixture
def hidden():
    """A function that returns the characters of a text that hide something; line ends do not count."""
    return lambda text: [each for each in text if each != "\n" and unicodedata.category(each) in HIDING]


@pytest.fixture
def events_in():
    """A function that counts the events in a store file."""

    def count(store):
        with sqlite3.connect(store) as database:
            (number,) = database.execute("SELECT COUNT(*) FROM stored_events").fetchone()
        database.close()
        return number

    return count


@pytest.fixture
def turned_away(county, tmp_path, hidden, events_in):
    """A function that runs a command on the county, and asserts that it ends so, in sentences, recording nothing."""

    def run(*words, code=2, said="", **variables):
        before = events_in(tmp_path / "store.db")
        ended = county(*words, **variables)
        assert ended.code == code, ended
        assert said in ended.err
        assert ended.out == ""
        assert "Traceback" not in ended.err
        assert "The program failed" not in ended.err
        assert hidden(ended.err) == []
        assert 0 < len(ended.err) < 3000
        assert events_in(tmp_path / "store.db") == before
        return ended

    return run


@dataclass(frozen=True)
class Ended:
    """What the installed program left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def installed(tmp_path, clean_environment):
    """A function that runs the installed program as an account without special rights.

    `limit` is the size in bytes that no file may exceed, `encoding` that of both its streams.
    """

    def run(*words, store=tmp_path / "store.db", limit=None, encoding="utf-8"):
        def ordinary():
            if os.geteuid() == 0:  # an administrator may read and write everything, unless that right is dropped
                for capability in (DAC_OVERRIDE, DAC_READ_SEARCH):
                    CDLL(None).prctl(DROP_CAPABILITY, capability, 0, 0, 0)
            if limit:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        variables = {"CADRE_STORE": str(store), "CADRE_ACTOR": "tester", "PYTHONIOENCODING": encoding}
        ended = subprocess.run(
            [Path(sys.executable).with_name("cadre"), *words],
            env=clean_environment | variables,
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
            preexec_fn=ordinary,
        )
        return Ended(ended.returncode, ended.stdout.decode(encoding), ended.stderr.decode(encoding))

    return run
