"""A pack that is adopted late obliges from its adoption; what goes on, such as a holding, is counted from its start."""

from datetime import UTC, datetime

import pytest

NOW = {"actor": "zoe", "now": datetime(2024, 6, 1, tzinfo=UTC)}
TEXT = """
[pack]
id = "{id}"
version = "{version}"
title = "Measures of 2015"
parent = "{parent}"
from = 2015-01-01
[articles."art. 1"]
wording = "Twelve days of training a year."
[articles."art. 2"]
wording = "Nobody stays longer than five years."
[articles."art. 3"]
wording = "No post stands empty for three months."
[[rule]]
id = "TRAIN"
kind = "training-min"
article = "art. 1"
effect = "DUE"
days = 12
per = "calendar-year"
[[rule]]
id = "FIVE"
kind = "tenure-max"
article = "art. 2"
effect = "BLOCK"
years = 5
[[rule]]
id = "EMPTY"
kind = "vacancy-alarm"
article = "art. 3"
effect = "DUE"
months = 3
"""


@pytest.fixture
def office(engine):
    """ANA in A since 2010; B never filled."""
    lines = [{"act": "unit-open", "unit": "U", "name": "U"}]
    lines += [{"act": "post-open", "post": each, "unit": "U", "name": each, "track": "party"} for each in "AB"]
    engine.submit([each | {"effective": "2000-01-01"} for each in lines], **NOW)
    engine.submit([{"act": "person-register", "cadre": "ANA", "name": "Ana"}], **NOW)
    taken = {"act": "appoint", "cadre": "ANA", "post": "A", "effective": "2010-01-01", "basis": "D1"}
    engine.submit([taken], **NOW)
    return engine


def adopt(engine, folder, since, *, name="measures", version="1", parent=""):
    (folder / "pack.toml").write_text(TEXT.format(id=name, version=version, parent=parent), encoding="utf-8")
    engine.adopt(str(folder), from_day=since, decided={"basis": "D0"}, **NOW)


def owed(engine, today):
    return [(row["rule"], row["due_on"]) for row in engine.duties(today=today)]


STATES = [("EMPTY", "2000-04-01"), ("FIVE", "2015-01-01")]


@pytest.mark.parametrize(
    ("today", "duties"),
    [
        ("2023-12-31", []),
        ("2024-01-01", STATES),
        ("2024-07-04", STATES),
        ("2024-07-05", [*STATES, ("TRAIN", "2025-01-01")]),
        ("2025-01-01", [*STATES, ("TRAIN", "2025-01-01")]),
    ],
)
def test_years_before_the_adoption_are_not_owed(office, tmp_path, today, duties):
    adopt(office, tmp_path, "2024-01-01")

    assert owed(office, today) == duties
    assert office.law("TRAIN", on="2024-01-01")["in_force_from"] == "2024-01-01"


@pytest.mark.parametrize(("name", "parent"), [("measures", ""), ("town", "measures")])
def test_a_later_version_or_an_overlay_wipes_out_nothing_that_is_overdue(office, tmp_path, name, parent):
    adopt(office, tmp_path, "2022-01-01")
    before = [each for each in owed(office, "2023-12-31") if each[0] == "TRAIN"]
    adopt(office, tmp_path, "2024-01-01", name=name, version="2", parent=parent)

    assert before == [("TRAIN", "2023-01-01"), ("TRAIN", "2024-01-01")]
    assert [each for each in owed(office, "2024-01-01") if each[0] == "TRAIN"] == before


def test_a_pack_adopted_from_an_earlier_day_reaches_back_to_its_own_first_day_and_no_further(office, tmp_path):
    adopt(office, tmp_path, "2010-01-01")

    trained = [due for rule, due in owed(office, "2017-01-01") if rule == "TRAIN"]
    assert trained == ["2016-01-01", "2017-01-01"]
