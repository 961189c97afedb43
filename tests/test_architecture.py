"""The rules of the house that a machine can check; each check is shown to catch a planted violation."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("domain", "projections", "lifecycle", "cli")
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
# The auditor's two tables of contents stay whole however many events and commands there are.
# The verifier of bundles is one file by promise: an auditor reads it whole, and it imports nothing of ours.
FREE_LENGTH = {"domain/events.py", "domain/commands.py", "lifecycle/integrity/verifier/verify.py"}
# The one place that may look at the clock, draw a number or make an identifier.
PORTS = "lifecycle/ports.py"

THIRD_PARTY = {
    "domain": {"pydantic"},
    "projections": {"psycopg"},
    "lifecycle": {"eventsourcing", "pydantic", "pydantic_core", "psycopg", "cryptography", "openpyxl"},
    "cli": {"click"},
}
CLOCK_CALLS = re.compile(
    r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|time\.(time|time_ns|localtime|gmtime|ctime|strftime)"
    r"|localtime|gmtime|time_ns|utcnow|uuid[1467]|urandom|getrandom)$"
)
CHANCE_MODULES = {"random", "secrets"}
SQL_CLOCK = re.compile(
    r"\b(CURRENT_(TIMESTAMP|DATE|TIME)|LOCALTIMESTAMP)\b"
    r"|\b(now|clock_timestamp|statement_timestamp|random|randomblob|gen_random_uuid)\s*\("
    r"|'now'"
)
# Spelt with a tilde, so that a search for these marks does not end here.
MARKS = "TO~DO FIX~ME XX~X HA~CK NotImplemented~Error xf~ail pytest.sk~ip mark.sk~ip".replace("~", "")
UNFINISHED = re.compile(rf"\b({'|'.join(map(re.escape, MARKS.split()))})\b")


def sources(*folders):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def dotted(node):
    """The dotted name that an expression spells, or an empty text."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and dotted(node.value):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def imported_names(tree):
    """Every absolute import of a module as (line, module, name), whether at the top or in a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, "") for alias in node.names)
        if isinstance(node, ast.ImportFrom) and not node.level:
            yield from ((node.lineno, node.module, alias.name) for alias in node.names)


def docstrings(tree):
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }


def hidden_inputs(text):
    """Where a source reads a clock or chance, in Python or in SQL, as (line, what)."""
    tree = ast.parse(text)
    prose = docstrings(tree)
    for line, module, name in imported_names(tree):
        if module.split(".")[0] in CHANCE_MODULES or CLOCK_CALLS.search(f"{module}.{name}"):
            yield line, f"{module} {name}".strip()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and CLOCK_CALLS.search(dotted(node)):
            yield node.lineno, dotted(node)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield from ((node.lineno, found[0]) for found in SQL_CLOCK.finditer(node.value))


def long_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = node.end_lineno - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield node.lineno, f"{node.name} has {length} lines"


def strangers(room, text):
    """Imports that a room may not have: neither the standard library, nor a room, nor on its list."""
    allowed = THIRD_PARTY[room] | set(ROOMS) | sys.stdlib_module_names
    for line, module, _ in imported_names(ast.parse(text)):
        if module.split(".")[0] not in allowed:
            yield line, module


def unfinished(text):
    for number, line in enumerate(text.splitlines(), 1):
        if found := UNFINISHED.search(line):
            yield number, found[0]


def breaches(check, folders, free=()):
    return [
        f"{path}:{line} {what}" for path, text in sources(*folders) if path not in free for line, what in check(text)
    ]


def lint_imports(folder):
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy_of_the_rooms(tmp_path):
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


# --- the house as it stands -----------------------------------------------------------------------


def test_every_room_imports_only_what_stands_to_its_right():
    ended = lint_imports(ROOT)
    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_no_third_party_package_but_its_own(room):
    assert breaches(lambda text: strangers(room, text), [room]) == []


def test_clock_and_chance_are_read_in_one_place_only():
    assert breaches(hidden_inputs, ROOMS, free={PORTS}) == []


def test_nothing_is_left_unfinished():
    assert breaches(unfinished, [*ROOMS, "tests"]) == []


def test_no_function_is_longer_than_a_page():
    assert breaches(long_functions, ROOMS) == []


def test_no_file_is_longer_than_it_can_be_read():
    lengths = {path: text.count("\n") for path, text in sources(*ROOMS) if path not in FREE_LENGTH}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_test_folder_shadows_a_room():
    assert list((ROOT / "tests").rglob("__init__.py")) == []


# --- the checks can fail --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("planted_in", "line", "broken"),
    [
        ("domain/days.py", "import projections", "never to the left"),
        ("projections/__init__.py", "from lifecycle import engine", "never to the left"),
        ("projections/__init__.py", "import eventsourcing.domain", "only lifecycle imports"),
        ("cli/__init__.py", "import eventsourcing.domain", "only lifecycle imports"),
        ("lifecycle/__init__.py", "import click", "only cli imports click"),
        ("domain/days.py", "import sqlite3", "domain knows no store"),
    ],
)
def test_an_import_against_the_order_is_caught(copy_of_the_rooms, planted_in, line, broken):
    with (copy_of_the_rooms / planted_in).open("a") as module:
        module.write(f"\n{line}\n")

    ended = lint_imports(copy_of_the_rooms)

    assert ended.returncode == 1
    assert re.search(f"{re.escape(broken)}.* BROKEN", ended.stdout), ended.stdout


@pytest.mark.parametrize(
    "planted",
    [
        "datetime.now(UTC)",
        "datetime.datetime.utcnow()",
        "date.today()",
        "clock = datetime.now",
        "time.time()",
        "from time import time",
        "uuid.uuid4()",
        "from uuid import uuid4",
        "import random",
        "from secrets import token_hex",
        "os.urandom(32)",
        "from os import urandom",
        'run("INSERT INTO t VALUES (CURRENT_TIMESTAMP)")',
        'run("SELECT now()")',
        "run(\"SELECT date('now')\")",
    ],
)
def test_a_hidden_clock_or_chance_is_caught(planted):
    assert list(hidden_inputs(planted)) != []


@pytest.mark.parametrize(
    "innocent",
    [
        "datetime.fromisoformat(text)",
        "time.monotonic()",
        "from datetime import date, datetime",
        "recorded_at = now()",
        '"""What the clock says when now() is asked."""',
    ],
)
def test_what_only_looks_like_a_clock_passes(innocent):
    assert list(hidden_inputs(innocent)) == []


def test_a_strange_package_is_caught():
    assert list(strangers("domain", "def f():\n    import click.testing")) == [(2, "click.testing")]


def test_a_long_function_is_caught():
    body = "    pass\n" * LONGEST_FUNCTION
    assert list(long_functions(f"def f():\n{body}")) == [(1, "f has 41 lines")]


@pytest.mark.parametrize("mark", MARKS.split())
def test_an_unfinished_mark_is_caught(mark):
    assert list(unfinished(f"x = 1\n# {mark}: the rest")) == [(2, mark)]
