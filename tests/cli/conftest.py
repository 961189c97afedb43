"""A small county for the tests of the command line, and a reader of the published schemas."""

import json
import os
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO

import pytest

SETTING = (
    "unit open COUNTY --name Linghe --effective 2010-01-01",
    "unit open FINANCE --name Finance --parent COUNTY --effective 2010-01-01",
    "post open HEAD --unit FINANCE --name Head --track admin --level division --effective 2010-01-01",
    "post open DEPUTY --unit FINANCE --name Deputy --track admin --effective 2010-01-01",
    "post open CLERK --unit COUNTY --name Clerk --track party --seats 2 --effective 2010-01-01",
    "person register LI --name 李明 --born 1975-03-08 --level division-deputy",
    "person register WANG --name Wang",
    "person register ZHAO --name 买买提·吐尔逊",
    "appoint LI --to HEAD --effective 2015-01-01 --basis D1",
    "appoint WANG --to DEPUTY --effective 2015-01-01 --basis D1",
)


@pytest.fixture(scope="session")
def county_file(tmp_path_factory):
    """A store with two filled posts and two vacant seats, made once."""
    from cli.main import program

    path = tmp_path_factory.mktemp("county") / "store.db"
    for line in ("init --simulated-clock --pack none", *SETTING):
        with pytest.raises(SystemExit) as ended:
            program.main([*line.split(), "--store", str(path), "--actor", "tester", "-q", "--no-input"])
        assert ended.value.code == 0, line
    return path


@dataclass(frozen=True)
class Ended:
    """What a command left behind."""

    code: int
    out: str
    err: str

    def json(self):
        return json.loads(self.out)


@pytest.fixture
def here(tmp_path, clean_environment, monkeypatch):
    """A function that runs the program in this process, as in a fresh one, on this test's store."""
    from cli.main import program

    for name in os.environ:
        monkeypatch.delenv(name)

    def run(*words, store=tmp_path / "store.db", **variables):
        with monkeypatch.context() as around, redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
            around.chdir(tmp_path)
            for name, value in (clean_environment | variables).items():
                around.setenv(name, value)
            for name, value in {"CADRE_STORE": str(store), "CADRE_ACTOR": "tester"}.items():
                around.setenv(name, variables.get(name, value))
            with pytest.raises(SystemExit) as ended:
                program.main([str(word) for word in words])
        return Ended(ended.value.code, out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def county(county_file, tmp_path, here):
    """A function that runs the program on a county of this test's own."""
    shutil.copy(county_file, tmp_path / "store.db")
    return here


@pytest.fixture
def fits():
    """A function from a value and a schema to the places where they differ."""
    return differences


TYPES = {"string": str, "integer": int, "boolean": bool, "object": dict, "array": list, "null": type(None)}


def differences(value, schema, place="$"):
    if "enum" in schema and value not in schema["enum"]:
        return [f"{place}: {value!r} is not one of {schema['enum']}"]
    kinds = schema.get("type", [])
    allowed = [TYPES[each] for each in ([kinds] if isinstance(kinds, str) else kinds)]
    if allowed and not any(type(value) is each for each in allowed):
        return [f"{place}: {value!r} is no {kinds}"]
    found = []
    if isinstance(value, list):
        for number, each in enumerate(value):
            found += differences(each, schema.get("items", {}), f"{place}[{number}]")
    if isinstance(value, dict) and "properties" in schema:
        found += [f"{place}: {each} is missing" for each in schema["required"] if each not in value]
        found += [f"{place}: {each} is not in the schema" for each in value if each not in schema["properties"]]
        for name, each in schema["properties"].items():
            found += differences(value.get(name), each, f"{place}.{name}") if name in value else []
    return found
