"""What an installation holds: the script, typed marks, data files, one version everywhere."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("domain", "projections", "lifecycle", "cli")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_installed_version_is_the_one_of_the_tree():
    assert distribution("cadre-lifecycle").version == PROJECT["version"]


def test_the_program_names_its_version(cadre):
    ended = cadre("--version")

    assert (ended.code, ended.err) == (0, "")
    assert PROJECT["version"] in ended.out


def test_the_script_leads_to_the_command_line():
    (script,) = (entry for entry in distribution("cadre-lifecycle").entry_points if entry.name == "cadre")

    assert script.group == "console_scripts"
    assert script.load().__module__ == "cli.main"


def test_the_program_runs_from_a_folder_with_rooms_of_its_own(cadre, tmp_path):
    for room in ROOMS:
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").write_text("raise SystemExit('the wrong room')\n")

    assert cadre("--version").code == 0


def test_only_three_packages_are_needed_at_run_time():
    names = [re.match(r"[a-z-]+", requirement)[0] for requirement in PROJECT["dependencies"]]

    assert names == ["eventsourcing", "pydantic", "click"]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_marked_as_typed(room):
    assert files(room).joinpath("py.typed").is_file()


def test_every_data_file_reads_as_toml():
    found = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.toml"))]
    for path in found:
        tomllib.loads(path.read_text(encoding="utf-8"))

    assert "ministers.toml" in {path.name for path in found}


def check_of_the_wheel(folder, names):
    from zipfile import ZipFile

    wheel = folder / "planted-1-py3-none-any.whl"
    with ZipFile(wheel, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return subprocess.run(
        [sys.executable, ROOT / ".ci" / "wheel_contents.py", wheel],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def tracked_names():
    found = (path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in found if "__pycache__" not in path.parts}


def test_a_whole_wheel_passes_the_check(tmp_path):
    ended = check_of_the_wheel(tmp_path, tracked_names() | {"cadre-1.dist-info/RECORD"})

    assert ended.returncode == 0, ended.stdout


def test_a_wheel_without_a_typed_mark_is_caught(tmp_path):
    ended = check_of_the_wheel(tmp_path, tracked_names() - {"domain/py.typed"})

    assert (ended.returncode, ended.stdout) == (1, "missing from the wheel: domain/py.typed\n")


def test_a_wheel_with_tests_in_it_is_caught(tmp_path):
    ended = check_of_the_wheel(tmp_path, tracked_names() | {"tests/conftest.py"})

    assert ended.returncode == 1
    assert ended.stdout == "does not belong in the wheel: tests/conftest.py\n"
