"""What is wrong with the tables that eligibility and age-limit take is told when a pack is read."""

import pytest

from domain.errors import BadInput
from domain.policy.catalogue import KINDS
from domain.policy.loading import load_pack

PACK = """
[pack]
id = "t"
version = "1"
title = "T"
from = 2000-01-01

[articles.A]
wording = "So it is."

[[rule]]
id = "R"
article = "A"
effect = "BLOCK"
"""
READ_BY_PAGES = {
    *("workload-credit", "score", "ranking", "grade-quota", "consequence-steps"),
    *("assessment-cycle", "mid-term-inspection", "long-service", "quota"),
}
"""Kinds that judge no act and raise no duty: a ledger or a list counts by them."""


def mistakes(rule):
    with pytest.raises(BadInput) as refused:
        load_pack({"pack.toml": PACK + rule})
    return [each.partition(": ")[2] for each in refused.value.problems]


@pytest.mark.parametrize(
    ("criterion", "told"),
    [
        (
            "{ metric = 'service-year', at_least = 5 }",
            "metric: 'service-year' is not known here; did you mean 'service-years'",
        ),
        ("{ at_least = 5 }", "metric: is missing"),
        ("{ metric = ['age'] }", "metric: \"['age']\" is not known here"),
        ("{ metric = 'age' }", "at_least: is missing: age needs at_least or at_most"),
        (
            "{ metric = 'age', at_lest = 3, at_most = 4 }",
            "at_lest: 'at_lest' is not known here; did you mean 'at_least'",
        ),
        ("{ metric = 'service-years', at_least = '5' }", "at_least: must be a whole number"),
        ("{ metric = 'party-years', at_least = 3, at_least_months = 36 }", "at_least_months: stands beside at_least"),
        ("{ metric = 'years-at-level', at_least = 3 }", "at_level: is missing: years-at-level needs it"),
        ("{ metric = 'years-at-level', at_least = 3, at_level = 'sektion' }", "at_level: 'sektion' is not known here"),
        ("{ metric = 'years-at-lower-level', at_least = 3, or_higher = 'no' }", "or_higher: must be true or false"),
        ("{ metric = 'years-in-unit-kind', at_least = 3, unit_kind = [1] }", "unit_kind: must be a text in quotation"),
        ("{ metric = 'education', at_least = 4 }", "at_least: must be a text in quotation marks"),
        ("{ metric = 'education', at_least = 'doctor' }", "at_least: 'doctor' is not known here; known are college"),
    ],
)
def test_a_condition_that_cannot_be_judged(criterion, told):
    found = mistakes(f"kind = 'eligibility'\neducation_scale = ['college', 'bachelor']\ncriteria = [{criterion}]")

    assert len(found) == 1
    assert found[0].startswith(f"rule R, criteria, row 1, {told}")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{ months = 6 }", "years: is missing: every row gives an age"),
        ("{ years = '60' }", "years: must be a whole number of 1 or more"),
        ("{ years = 60, colour = 'red' }", "colour: 'colour' is not known here"),
        ("{ years = 60, born_from = 1965-01-01 }", "born_from: must be a month in quotation marks"),
        ("{ years = 60, born_until = '1965-13' }", "born_until: must be a month in quotation marks"),
        ("{ years = 60, level = 'sektion' }", "level: 'sektion' is not known here"),
        ("{ years = 60, sex = 1 }", "sex: must be a text in quotation marks, or a list of them"),
        ("{ years = 60, delay_from = '2025-01', delay_every = 4 }", "delay_most: is missing: it belongs to delay_from"),
        ("{ years = 60, delay_from = '2025-01', delay_every = 0, delay_most = 36 }", "delay_every: must be a whole"),
    ],
)
def test_a_row_that_cannot_be_judged(row, told):
    found = mistakes(f"kind = 'age-limit'\ntable = [{row}]")

    assert len(found) == 1
    assert found[0].startswith(f"rule R, table, row 1, {told}")


@pytest.mark.parametrize("value", ["'x'", "[]", "['x']", "{ years = 60 }"])
def test_a_table_that_is_none(value):
    assert mistakes(f"kind = 'age-limit'\ntable = {value}") == [
        "rule R, table: must be a list of tables, [{ ... }, { ... }]"
    ]


def test_tables_that_are_right_are_taken():
    rule = """
kind = "eligibility"
education_scale = ["college", "bachelor"]
criteria = [
  { metric = "service-years", at_least = 5 },
  { metric = "years-at-lower-level", at_least_months = 30, or_higher = false },
  { metric = "posts-at-lower-level", at_least = 2 },
  { metric = "education", at_least = "bachelor" },
  { metric = "post-requires" },
]
"""
    assert load_pack({"pack.toml": PACK + rule}).compiled["rules"][0]["options"]["criteria"][4] == {
        "metric": "post-requires"
    }


def test_every_kind_says_what_it_is_and_what_it_takes():
    for kind in KINDS:
        assert kind.meaning.endswith(".")
        assert set(kind.needs) <= set(kind.options)
        says = (kind.check, kind.due, kind.vacancy, kind.owed, kind.owed_by_unit, kind.closing)
        assert any(says) != (kind.name in READ_BY_PAGES), kind.name
        assert all(": " in description for description in kind.options.values()), kind.name


@pytest.mark.parametrize(
    ("kind", "told", "sentence"),
    [
        ("tenure-max", {}, "rule R-1 needs years or months, and only one of them"),
        ("tenure-max", {"years": 5, "months": 60}, "rule R-1 needs years or months, and only one of them"),
        ("tenure-max", {"years": "five"}, "rule R-1: years: must be a whole number"),
        ("movement-share", {"share": "3/2", "window_months": 12}, 'rule R-1: share: "3/2" is more than the whole'),
        ("exchange-crosses", {}, "rule R-1 needs between"),
        ("exchange-crosses", {"between": "colour"}, "rule R-1: between: 'colour' is not known here"),
        ("eligibility", {"criteria": [{"metric": "age"}]}, "rule R-1: criteria, 0, at_least: is missing"),
        ("kin-avoidance", {"options": {"roles": ["x"]}}, "rule R-1: roles is not used by kind kin-avoidance"),
    ],
)
def test_a_compiled_pack_is_checked_like_its_text(office, kind, told, sentence):
    with pytest.raises(BadInput) as refused:
        office.adopt(kind, **told)

    assert sentence in str(refused.value)
