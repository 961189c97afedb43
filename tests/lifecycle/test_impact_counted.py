"""What a pack would change, counted a second time: every holder under both packs, one by one and day by day."""

import sqlite3
from datetime import date

import pytest

from domain.levels import DEFAULT_LEVELS
from lifecycle.demo import make_demo
from lifecycle.engine import Engine
from lifecycle.pack_folder import load
from tests.domain.policy.kinds.second.opinion import SecondOpinion

PACK = """
[pack]
id = "{id}"
version = "1"
title = "Measures"
from = 1990-01-01
{parent}
[articles."art. 1"]
wording = "Nobody stays too long."
[[rule]]
id = "TEN"
kind = "tenure-max"
article = "art. 1"
effect = "BLOCK"
clock = "{clock}"
pick = "{pick}"
years = [{years}]
counts = {{ acting = {acting}, trial = true }}
"""
TEN = "{ from = 1990-01-01, value = 10 }"
STRICTER = f"{TEN}, {{ from = 2018-01-01, value = 6 }}"
TODAY = "2022-01-01"


def written(folder, name, **told):
    (folder / name).mkdir()
    parent = 'parent = "old"' if name == "new" else ""
    (folder / name / "pack.toml").write_text(PACK.format(id=name, parent=parent, **told), encoding="utf-8")
    return str(folder / name)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo county without rules."""
    path = tmp_path_factory.mktemp("counted") / "demo.db"
    make_demo(str(path), size=70, seed=4)
    return path


def rows(path, table):
    """The rows of a read model as known last."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    found = connection.execute(f"SELECT * FROM {table} WHERE known_to = (SELECT MAX(known_to) FROM {table})").fetchall()
    connection.close()
    return [dict(row) for row in found]


def day(text):
    return date.fromisoformat(text)


def tables(path):
    """The register of a store in plain tables."""
    units = {}
    for row in sorted(rows(path, "unit_row"), key=lambda row: row["valid_from"]):
        units[row["unit"]] = {**row, "was": []}
    for row in rows(path, "lineage"):
        units[row["successor"]]["was"].append(row["predecessor"])
    before = {}
    for row in rows(path, "post_lineage"):
        before.setdefault(row["successor"], []).append(row["predecessor"])
    posts, holdings = (
        [{**row, "from": day(row["valid_from"]), "until": day(row["valid_to"])} for row in rows(path, table)]
        for table in ("post_row", "holding_row")
    )
    posts = [{**row, "succeeds": before.get(row["post"], [])} for row in posts]
    holdings = [{**row, "since": day(row["since"])} for row in holdings]
    stands = {}
    for row in sorted(rows(path, "standing_row"), key=lambda row: row["valid_from"]):
        stands.setdefault(row["cadre"], []).append((day(row["valid_from"]), row["level"], row["departure"]))
    told = {"units": units, "posts": posts, "holdings": holdings, "stands": stands, "levels": list(DEFAULT_LEVELS)}
    return told | {"people": {}, "kin": [], "waivers": [], "noted": [], "reasons": {}}


@pytest.mark.parametrize(
    ("clock", "pick", "acting"),
    [
        ("same-unit", "effective-day", "true"),
        ("same-level", "holding-start", "false"),
    ],
)
def test_the_impact_is_what_counting_every_holder_day_by_day_finds(demo, tmp_path, clock, pick, acting):
    told = {"clock": clock, "acting": acting}
    old = written(tmp_path, "old", years=TEN, pick="effective-day", **told)
    new = written(tmp_path, "new", years=STRICTER, pick=pick, **told)
    copy = tmp_path / "copy.db"
    copy.write_bytes(demo.read_bytes())
    with Engine.open(str(copy)) as engine:
        engine.adopt(old, from_day="1990-01-01", decided={"basis": "D"}, actor="me")
        found = {(row["cadre"], row["post"]): row for row in engine.impact(new, from_day="2018-01-01", today=TODAY)}

    second, counted = SecondOpinion(tables(copy)), {}
    rules = [load(pack).compiled["rules"][0] for pack in (old, new)]
    held = [row for row in second.told["holdings"] if row["from"] <= day(TODAY) < row["until"]]
    for row in held:
        answers = [second.due(rule, row["cadre"], row["post"], day(TODAY)) for rule in rules]
        if None not in answers and len({(each["due_on"], each["state"]) for each in answers}) > 1:
            counted[row["cadre"], row["post"]] = answers

    assert set(found) == set(counted)
    for place, answers in counted.items():
        says = [(str(each["due_on"]), each["state"]) for each in answers]
        row = found[place]
        assert [(row["due_before"], row["state_before"]), (row["due_after"], row["state_after"])] == says
    assert counted
