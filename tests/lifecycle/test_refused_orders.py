"""An order that is refused: every leg with its reasons, nothing written, and no fact named that is not on record."""

from datetime import UTC, datetime

import pytest

from domain.errors import Refused

PACK = """
[pack]
id = "harbour"
version = "1"
title = "Harbour rules"
from = 2000-01-01
[articles."art. 1"]
wording = "Who has served less than two years is not moved."
[articles."art. 2"]
wording = "Two thirds of the people of a unit stay."
[[rule]]
id = "SERVE-2"
kind = "tenure-min"
article = "art. 1"
effect = "BLOCK"
years = 2
acts = ["exchange"]
[[rule]]
id = "KEEP"
kind = "backbone-min"
article = "art. 2"
effect = "BLOCK"
share = "2/3"
months_in_unit = 12
"""
NOW = {"actor": "zoe", "now": datetime(2024, 6, 1, tzinfo=UTC)}
DAY = "2024-06-01"


def posted(cadre, post, day):
    return {"act": "appoint", "cadre": cadre, "post": post, "effective": day, "basis": "D1"}


@pytest.fixture
def harbour(engine, tmp_path):
    """QUAY with three people of long standing and one new one; two units of one head each."""
    (tmp_path / "pack.toml").write_text(PACK, encoding="utf-8")
    engine.adopt(str(tmp_path), from_day="2000-01-01", decided={"basis": "D0"}, **NOW)
    units = {"QUAY": 5, "DOCK": 1, "PILOT": 1}
    lines = [{"act": "unit-open", "unit": unit, "name": unit, "effective": "2000-01-01"} for unit in units]
    lines += [
        {
            "act": "post-open",
            "post": f"{unit}-{n}",
            "unit": unit,
            "name": "P",
            "track": "admin",
            "effective": "2000-01-01",
        }
        for unit, posts in units.items()
        for n in range(posts)
    ]
    lines += [{"act": "person-register", "cadre": name, "name": name} for name in ("A", "B", "C", "D", "E", "F")]
    lines += [
        posted("A", "QUAY-0", "2020-02-29"),
        posted("B", "DOCK-0", "2022-06-01"),
        posted("C", "PILOT-0", "2022-06-02"),
    ]
    lines += [
        posted("D", "QUAY-1", "2021-01-31"),
        posted("E", "QUAY-2", "2021-01-31"),
        posted("F", "QUAY-3", "2024-05-31"),
    ]
    engine.submit(lines, **NOW)
    return engine


def exchange(cadres, to):
    return [
        {"act": "exchange", "cadre": who, "post": post, "effective": DAY, "basis": "D2"}
        for who, post in zip(cadres, to, strict=True)
    ]


def test_an_exchange_of_three_with_bad_legs_is_refused_whole_with_the_reasons_of_each(harbour):
    before = harbour.info()["events"]
    with pytest.raises(Refused) as refused:
        harbour.submit(exchange("ABC", ("DOCK-0", "PILOT-0", "QUAY-0")), **NOW)

    found = [(each.line, each.rule) for each in refused.value.findings]
    assert found == [(1, "KEEP"), (2, "KEEP"), (3, "SERVE-2"), (3, "KEEP")]
    assert harbour.info()["events"] == before + 1  # the refusal itself
    assert [row["cadre"] for row in harbour.roster(unit="PILOT")] == ["C"]


def test_a_refusal_names_only_what_is_on_record(harbour):
    with pytest.raises(Refused) as refused:
        harbour.submit(exchange("ABC", ("DOCK-0", "PILOT-0", "QUAY-0")), **NOW)

    findings = refused.value.findings
    assert findings[0].facts == ("cadre:D@2", "cadre:E@2", "cadre:F@2")
    assert [each.facts for each in findings if each.rule == "SERVE-2"] == [("cadre:C@2",)]
    for each in findings:
        assert [fact for fact in each.facts if harbour.explain(fact)["about"] != fact] == []


def test_a_unit_is_kept_lawful_by_another_line_of_the_same_order(harbour):
    def leaves(cadre, post):
        return {"act": "relieve", "cadre": cadre, "post": post, "effective": DAY, "basis": "D2"}

    both = [leaves("D", "QUAY-1"), leaves("A", "QUAY-0")]
    with pytest.raises(Refused):  # of E and F one has served long: half of them
        harbour.submit(both, **NOW)

    assert harbour.submit([*both, leaves("F", "QUAY-3")], **NOW).outcome == "recorded"
