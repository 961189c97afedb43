"""How cases once went: every history ever recorded is read, and decided again, to the same facts."""

import importlib.util
import json
from datetime import date
from pathlib import Path

import pytest

from domain.calendar import calendar_of
from domain.procedure import moves as moves_of_cases
from domain.procedure.case import Case, Fact, case_of
from domain.procedure.definition import read_procedure
from domain.procedure.flow import Around
from domain.procedure.interpreter import decide
from lifecycle.calendar_files import load_calendar
from lifecycle.procedure_files import load_definition, shipped_procedures

HISTORIES = Path(__file__).with_name("histories")
FILES = sorted(path.stem for path in HISTORIES.glob("*.json"))


@pytest.fixture(scope="module")
def adding():
    """The script that records histories."""
    found = importlib.util.spec_from_file_location("add_histories", HISTORIES.with_name("add_histories.py"))
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", shipped_procedures())
def test_every_shipped_version_has_its_history(name):
    assert f"{name}-{load_definition(name).version}" in FILES, "python tests/procedures/add_histories.py"


@pytest.mark.parametrize("name", FILES)
def test_what_was_decided_once_is_decided_so_for_ever(adding, name):
    told = json.loads((HISTORIES / f"{name}.json").read_text(encoding="utf-8"))
    procedure = read_procedure(told["content"])
    notices = load_calendar(procedure.calendar).notices[: told["notices"]]
    calendars = ((date(2000, 1, 1), calendar_of(procedure.calendar, notices)),)
    assert set(told["ways"]) >= {"happy"}
    for way, kept in told["ways"].items():
        around, case, facts, acts = Around(procedure, calendars), Case(id="C1"), [], []
        for each in kept["moves"]:
            moved = decide(a_move(each), case, around, date.fromisoformat(each["day"]))
            case, facts, acts = moved.case, [*facts, *moved.facts], [*acts, *moved.acts]
        decided = [[each.topic, each.day.isoformat(), adding.plain(each.fields)] for each in facts]
        stored = [Fact(topic, date.fromisoformat(day), fields) for topic, day, fields in kept["facts"]]

        assert [kept_fields(*each) for each in zip(decided, kept["facts"], strict=True)] == kept["facts"], way
        assert adding.plain(acts) == kept["acts"]
        assert adding.digest(case_of(stored, "C1")) == adding.digest(case) == kept["end"]


def kept_fields(decided, kept):
    """A fact with the fields that it had when it was recorded: what was added since must be empty."""
    topic, day, fields = decided
    added = {name: value for name, value in fields.items() if name not in kept[2]}
    assert not any(added.values()), (topic, added)
    return [topic, day, {name: value for name, value in fields.items() if name not in added}]


def a_move(told):
    """The move that was kept."""
    fields = {name: tupled(value) for name, value in told["fields"].items()}
    return getattr(moves_of_cases, told["move"])(**fields)


def tupled(value):
    if isinstance(value, dict):
        return {name: tupled(each) for name, each in value.items()}
    return tuple(map(tupled, value)) if isinstance(value, list) else value
