"""A command that only reads starts fast: it loads nothing that it does not need."""

import shutil
import subprocess
import sys

import pytest

HEAVY = ("pydantic", "eventsourcing", "psycopg", "zoneinfo", "decimal", "csv", "tomllib", "pathlib", "asyncio", "email")
PROBE = """
import sys
from cli.main import main
try:
    main()
finally:
    print(*sorted({each.partition(".")[0] for each in sys.modules}), sep="\\n", file=open(LOADED, "w"))
"""


@pytest.fixture
def loaded_by(tmp_path, clean_environment):
    """A function from a command line, and variables, to the top-level modules that it loads."""

    def run(*words, **variables):
        listing = tmp_path / "modules"
        subprocess.run(
            [sys.executable, "-c", PROBE.replace("LOADED", repr(str(listing))), *words],
            env=clean_environment | variables,
            capture_output=True,
            check=True,
        )
        return set(listing.read_text().split())

    return run


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["appoint", "--help"],
        ["unit", "--help"],
        ["completion", "bash"],
        ["config", "show"],
        ["roster"],
        ["roster", "--as-of", "2020-01-01", "-o", "json"],
        ["history", "LI"],
        ["unit", "list"],
        ["person", "show", "LI"],
        ["audit", "log"],
        ["find", "fin"],
    ],
)
def test_help_and_reads_load_nothing_heavy(loaded_by, county_file, words):
    assert loaded_by(*words, CADRE_STORE=str(county_file)).isdisjoint(HEAVY)


@pytest.mark.parametrize("words", [["roster"], ["history", "LI"], ["person", "show", "LI"]])
def test_a_look_that_is_noted_loads_nothing_heavy(loaded_by, county_file, cadre, tmp_path, words):
    guarded = tmp_path / "guarded.db"
    shutil.copy(county_file, guarded)
    for line in (
        "access enable --security ADA --security BO",
        "--actor ADA access enrol ZHOU --role officer --approved-by BO",
        "--actor ADA access grant ZHOU --approved-by BO",
    ):
        assert cadre(*line.split(), store=guarded).code == 0

    heavy = loaded_by(*words, CADRE_STORE=str(guarded), CADRE_ACTOR="ZHOU")
    assert heavy.isdisjoint(HEAVY)


def test_completion_loads_nothing_heavy(loaded_by):
    words = {"COMP_WORDS": "cadre ro", "COMP_CWORD": "1", "_CADRE_COMPLETE": "bash_complete"}

    assert loaded_by(**words).isdisjoint(HEAVY)


def test_the_help_of_the_program_loads_no_command(clean_environment):
    probe = (
        "import sys\nfrom cli.main import main\ntry:\n    main()\nfinally:\n    assert 'cli.command' not in sys.modules"
    )

    assert subprocess.run([sys.executable, "-c", probe, "-h"], env=clean_environment, check=False).returncode == 0
