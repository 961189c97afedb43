"""What a pack would change is exactly what is different in the due list of a copy in which it was adopted."""

import shutil

import pytest

from lifecycle.demo import make_demo
from lifecycle.engine import Engine

HEAD = """
[pack]
id = "{id}"
version = "1"
title = "Measures"
from = 1990-01-01
{parent}
[articles."art. 1"]
wording = "Nobody stays too long."
"""
RULE = """
[[rule]]
id = "TEN"
kind = "tenure-max"
article = "art. 1"
effect = "BLOCK"
pick = "{pick}"
years = [{years}]
"""
VACANCY = """
[articles."art. 2"]
wording = "No post stays empty for long."
[[rule]]
id = "VAC"
kind = "vacancy-alarm"
article = "art. 2"
effect = "DUE"
warn_days = 30
months = [{ from = 1990-01-01, value = 6 }]
"""
TEN = "{ from = 1990-01-01, value = 10 }"
STRICTER = f"{TEN}, {{ from = 2018-01-01, value = 6 }}"
PICKS = ("effective-day", "holding-start")


def pack(folder, name, years, pick="effective-day", parent="", more=""):
    made = folder / f"{name}-{pick}"
    made.mkdir(exist_ok=True)
    told = HEAD.format(id=name, parent=f'parent = "{parent}"' if parent else "")
    (made / "pack.toml").write_text(told + RULE.format(pick=pick, years=years) + more, encoding="utf-8")
    return str(made)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo county under a limit of ten years."""
    path = tmp_path_factory.mktemp("impact")
    make_demo(str(path / "demo.db"), size=40, seed=4)
    with Engine.open(str(path / "demo.db")) as engine:
        adopt(engine, pack(path, "old", TEN))
    return path


def adopt(engine, folder, day="1990-01-01"):
    engine.adopt(folder, from_day=day, decided={"basis": "D"}, actor="me")


def duelist(engine, day):
    return {(row["cadre"], row["post"], row["rule"]): (row["due_on"], row["state"]) for row in engine.due(today=day)}


def changed(before, after):
    return {place for place in {*before, *after} if before.get(place) != after.get(place)}


@pytest.mark.parametrize("day", ["2019-06-01", "2022-01-01", "2024-06-30"])
@pytest.mark.parametrize("pick", PICKS)
def test_exactly_what_changes_in_a_copy_with_the_pack_is_told(demo, tmp_path, pick, day):
    shutil.copy(demo / "demo.db", tmp_path / "copy.db")
    written = pack(tmp_path, "new", STRICTER, pick, parent="old")
    with Engine.open(str(demo / "demo.db")) as engine, Engine.open(str(tmp_path / "copy.db")) as copy:
        events = engine.info()["events"]
        told = engine.impact(written, from_day="2018-01-01", today=day)
        adopt(copy, written, "2018-01-01")
        before, after = duelist(engine, day), duelist(copy, day)
        assert engine.info()["events"] == events

    places = {(row["cadre"], row["post"], row["rule"]): row for row in told}
    assert set(places) == changed(before, after)
    for place, row in places.items():
        assert (row["due_before"], row["state_before"]) == before[place]
        assert (row["due_after"], row["state_after"]) == after[place]
    assert told


def test_grandfathering_is_shown_beside_and_may_be_asked_for(demo, tmp_path):
    written, kept = (pack(tmp_path, "new", STRICTER, pick, parent="old") for pick in PICKS)
    with Engine.open(str(demo / "demo.db")) as engine:
        strict = engine.impact(written, from_day="2018-01-01", today="2022-01-01")
        asked = engine.impact(written, from_day="2018-01-01", today="2022-01-01", pick="holding-start")
        mild = engine.impact(kept, from_day="2018-01-01", today="2022-01-01")

    assert asked == mild
    assert 0 < len(mild) < len(strict)
    assert all(row["since"] >= "2018-01-01" for row in mild)
    beside = [row for row in strict if row["due_grandfathered"] != row["due_before"]]
    assert [row["cadre"] for row in beside] == [row["cadre"] for row in mild]


def test_a_pack_in_force_later_changes_nothing_before(demo, tmp_path):
    written = pack(tmp_path, "new", STRICTER, parent="old")
    with Engine.open(str(demo / "demo.db")) as engine:
        assert engine.impact(written, from_day="2018-01-01", today="2017-12-31") == []
        assert engine.impact(written, from_day="2018-01-01", today="2018-01-01")


def test_vacant_posts_are_told_too(demo, tmp_path):
    written = pack(tmp_path, "new", TEN, parent="old", more=VACANCY)
    with Engine.open(str(demo / "demo.db")) as engine:
        told = engine.impact(written, today="2022-01-01")
        vacant = {row["post"] for row in engine.vacancies(as_of="2022-01-01")}

    assert {(row["cadre"], row["rule"]) for row in told} == {(None, "VAC")}
    assert {row["post"] for row in told} == vacant


def test_vacancies_raise_duties_that_are_done_by_filling(demo, tmp_path):
    shutil.copy(demo / "demo.db", tmp_path / "copy.db")
    with Engine.open(str(tmp_path / "copy.db")) as engine:
        adopt(engine, pack(tmp_path, "new", TEN, parent="old", more=VACANCY))
        duties = [row for row in engine.duties(today="2022-01-01") if row["kind"] == "vacancy-alarm"]
        vacant = {row["post"]: row["vacant_since"] for row in engine.vacancies(as_of="2022-01-01")}
        fillings = {row["event"] for row in duties if row["state"] == "done"}

        assert {row["subject"] for row in duties if row["state"] in {"open", "overdue"}} <= set(vacant)
        long_vacant = {post for post, since in vacant.items() if since and since <= "2021-07-01"}
        assert {row["subject"] for row in duties if row["state"] == "overdue"} >= long_vacant
        acts = {engine.show(event)["act"] for event in fillings}
    assert acts <= {"appoint", "transfer", "rotate", "exchange", "promote", "demote", "opening-position"}
    assert len({row["duty"] for row in duties}) == len(duties)
