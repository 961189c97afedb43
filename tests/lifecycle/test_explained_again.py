"""Decisions are explained from the log alone: the same bytes without the files of the pack, and under a later one."""

import json
import shutil
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from domain.policy.pack import read_pack
from lifecycle import pack_folder
from lifecycle.demo import make_demo
from lifecycle.engine import Engine

DECIDED = "SELECT event FROM trail WHERE stream LIKE 'cadre:%' OR stream LIKE 'refusal:%' ORDER BY position"


def explained(path):
    """Every decision explained, and the due list as it was on a day, as bytes."""
    with Engine.open(path) as engine:
        events = [row[0] for row in engine.database.query(DECIDED)]
        told = [engine.counsel.explain(event) for event in events]
        due = engine.counsel.due(today="2015-06-30", known_on="2015-06-30")
    return [json.dumps(each, sort_keys=True, ensure_ascii=False).encode() for each in (*told, due)]


@pytest.fixture(scope="module")
def measures(tmp_path_factory):
    """A folder with the pack under which everything was decided."""
    folder = tmp_path_factory.mktemp("measures") / "seed"
    shutil.copytree(str(files("lifecycle") / "packs" / "seed"), folder)
    return folder


@pytest.fixture(scope="module")
def decided(measures, tmp_path_factory):
    """A demo county that was kept under the pack from its first day on, and every decision in it as explained."""
    path = str(tmp_path_factory.mktemp("decided") / "demo.db")
    make_demo(path, size=40, seed=4, packs=[pack_folder.load(str(measures))])
    return path, explained(path)


def test_there_is_much_to_explain(decided):
    told = [json.loads(each) for each in decided[1][:-1]]
    outcomes = {finding["outcome"] for each in told for finding in each["findings"] if "outcome" in finding}

    assert {"ok", "breach"} <= outcomes
    assert {"recorded"} <= {each["outcome"] for each in told}
    assert sum(len(each["findings"]) for each in told) > 200


def test_decisions_are_explained_the_same_without_the_files(decided, measures, monkeypatch):
    path, before = decided
    shutil.rmtree(measures)
    monkeypatch.setattr(pack_folder, "_shipped", lambda: Path("/nowhere"))
    read_pack.cache_clear()

    assert explained(path) == before


def test_decisions_are_explained_the_same_under_a_later_version(decided, tmp_path):
    path, before = str(tmp_path / "copy.db"), decided[1]
    shutil.copy(decided[0], path)
    later = tmp_path / "seed"
    shutil.copytree(str(files("lifecycle") / "packs" / "seed"), later)
    told = (later / "pack.toml").read_text(encoding="utf-8")
    stricter = told.replace('version = "1"', 'version = "2"').replace("value = 10 }", "value = 2 }")
    assert stricter != told
    (later / "pack.toml").write_text(stricter, encoding="utf-8")

    with Engine.open(path) as engine:
        recorded = engine.head.recorded_at
        engine.adopt(str(later), from_day="1990-01-01", decided={"basis": "D"}, actor="office", now=after(recorded))

    assert explained(path) == before


def after(instant):
    return datetime.fromisoformat(instant) + timedelta(days=1)
