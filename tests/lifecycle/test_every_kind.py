"""A pack written after the table of kinds alone: every row of it can be said, adopted, and does something."""

import re
from pathlib import Path

import pytest

from domain.errors import BadInput
from domain.policy.loading import load_pack
from lifecycle.demo import make_demo
from lifecycle.engine import Engine
from lifecycle.pack_cases import try_pack

PACK = Path(__file__).parent / "every_kind" / "pack.toml"
TABLE = {
    *("tenure-max", "terms-max", "tenure-min", "cooling-off", "exchange-crosses", "movement-share", "backbone-min"),
    *("composition", "pair-not-together", "kin-avoidance", "native-place-avoidance", "eligibility", "freeze"),
    *("decision-required", "publicity-required", "probation", "separation-of-duties", "concurrent-max"),
    *("incompatible-duties", "training-min", "training-before-promotion", "score", "ranking", "consequence-steps"),
    *("grade-quota", "workload-credit", "yearly-count", "vacancy-alarm", "backdating", "age-limit", "early-removal"),
    "quota",
}
"""The kinds in the table of the form."""
UNITS = ["unit A as bureau", "unit B as bureau", "post HEAD in A track=admin level=division"]
ACTING = {
    "K01": (["2010-01-01 appoint LI to HEAD"], "today 2020-01-01", {"due_on": "2020-01-01", "state": "breach"}),
    "K02": (["2010-01-01 appoint LI to HEAD", "2020-01-01 relieve LI from HEAD"], "2020-01-01 appoint LI to HEAD", {}),
    "K03": (["2010-01-01 appoint LI to HEAD"], "2011-12-31 transfer LI to OTHER", {}),
    "K04": (
        ["2010-01-01 appoint LI to HEAD", "2012-01-01 relieve LI from HEAD"],
        "2014-12-31 appoint LI to HEAD",
        {"earliest": "2015-01-01"},
    ),
    "K05": (
        [
            *("post ONE in A track=admin", "post TWO in B track=admin"),
            *("2010-01-01 appoint LI to ONE", "2010-01-01 appoint WANG to TWO"),
        ],
        "2013-01-01 exchange LI with WANG",
        {},
    ),
    "K11": (
        [
            *("unit COUNTY as county name=Linghe", "unit A as bureau parent=COUNTY"),
            *("post HEAD in A level=division name=head", "person LI native_place=Linghe"),
        ],
        "2012-01-01 appoint LI to HEAD",
        {},
    ),
    "K12": (["person LI started_work=2008-01-02"], "2012-01-01 appoint LI to HEAD", {}),
    "K13": (["2011-01-01 sanction LI kind=warning line=administrative"], "2011-06-30 promote LI to division", {}),
    "K13b": (["2011-01-01 sanction LI kind=admonition line=organisational"], "2011-06-30 promote LI to division", {}),
    "K13c": (
        ["2011-01-01 sanction LI kind=ordered-resignation line=organisational"],
        "2011-12-31 promote LI to division",
        {},
    ),
    "K14": ([], "2012-01-01 appoint LI to HEAD", {}),
    "K15": (["post HEAD in A level=division"], "2012-01-01 appoint LI to HEAD", {}),
    "K16": (["2011-01-01 appoint LI to HEAD as trial"], "2011-12-31 confirm LI in HEAD", {"earliest": "2012-01-01"}),
    "K18": (
        ["2010-01-01 appoint LI to ONE", "2010-01-01 appoint LI to TWO as concurrent"],
        "2012-01-01 appoint LI to THREE as concurrent",
        {},
    ),
    "K19": (["2010-01-01 appoint LI to MAIN-cashier"], "2012-01-01 appoint LI to MAIN-accountant as concurrent", {}),
    "K28": ([*UNITS, "2010-01-01 appoint LI to HEAD", "2012-01-01 relieve LI from HEAD"], "today 2012-07-01", {}),
    "K30": (["person LI born=1952-06-15"], "2015-06-15 appoint LI to HEAD", {}),
    "K31": (["2010-01-01 appoint LI to HEAD"], "2012-01-01 relieve LI from HEAD", {}),
}
"""Rule -> what was so, what is asked, and what the rule says besides objecting."""


def rule_of(name):
    """The pack with one of its rules alone."""
    head, *rules = PACK.read_text(encoding="utf-8").split("[[rule]]")
    mine = next(each for each in rules if f'id = "{name}"' in each)
    return f"{head}[[rule]]{mine}"


def test_every_row_of_the_table_can_be_said_as_it_is_spelled_there():
    compiled = load_pack({"pack.toml": PACK.read_text(encoding="utf-8")}).compiled

    assert {rule["kind"] for rule in compiled["rules"]} == TABLE


@pytest.mark.parametrize("name", ACTING)
def test_a_rule_written_after_the_table_acts(tmp_path, name):
    given, when, more = ACTING[name]
    expected = "{ " + ", ".join([f'rule = "{name}"', *(f'{key} = "{value}"' for key, value in more.items())]) + " }"
    case = f'[[case]]\nname = "It acts"\ngiven = {given}\nwhen = "{when}"\nexpect = [{expected}]\n'
    case = re.sub(r'"(\d{4}-\d\d-\d\d)"', r"\1", case)
    (tmp_path / "pack.toml").write_text(f"{rule_of(name)}\n{case}", encoding="utf-8")

    assert [each.as_dict() for each in try_pack(str(tmp_path)) if not each.passed] == []


STEPS = """
band = "bottom"
width = 3
subject = "unit"
steps = [
  { running = 1, measure = "talk", days = 30, reaches = "heads" },
  { running = 2, measure = "notice", days = 30, reaches = "heads" },
]
"""
SHORT_STEPS = """
band = ["bottom", 3]
subject = "unit"
steps = { 1 = "talk", 2 = "notice" }
days = 30
reaches = "both heads"
"""
SHORT = [
    ("ranking", "min_field = 8", "field = 8"),
    (
        "publicity-required",
        "working_days = 5\nlevels = ['division']",
        "working_days = 5\nselect = {level=['division']}",
    ),
    ("freeze", "while = 'sanction'\nmonths = { warning = 6 }", "while = 'sanction'\nwarning = 6"),
    ("freeze", "while = 'admonition'\nmonths = 6", "while = 'sanction'\nline = 'organisational'\nadmonition = 6"),
    ("consequence-steps", SHORT_STEPS, STEPS),
]
"""Kind, what is written in short, what stands for it."""


@pytest.mark.parametrize(("kind", "short", "long"), SHORT)
def test_what_is_written_in_short_is_the_same_as_what_is_written_out(kind, short, long):
    head = PACK.read_text(encoding="utf-8").split("[[rule]]")[0]
    rule = f'{head}[[rule]]\nid = "R"\nkind = "{kind}"\narticle = "art. 1"\neffect = "BLOCK"\n'

    assert load_pack({"pack.toml": rule + short}).compiled == load_pack({"pack.toml": rule + long}).compiled


def test_a_mistake_in_what_is_written_in_short_is_told_where_it_stands():
    told = (
        PACK.read_text(encoding="utf-8")
        .replace("demerit = 12", "demerrit = 12")
        .replace('2 = "notice"', '2 = "notize"')
    )
    with pytest.raises(BadInput) as refused:
        load_pack({"pack.toml": told})

    lines = [number for number, line in enumerate(told.splitlines(), 1) if "demerrit" in line or "notize" in line]
    assert [finding.figures["line"] for finding in refused.value.findings] == lines
    assert "did you mean 'demerit'" in str(refused.value)
    assert "did you mean 'notice'" in str(refused.value)


def test_a_pack_younger_than_the_register_raises_its_duties_from_its_first_day_on(tmp_path):
    (tmp_path / "young").mkdir()
    told = PACK.read_text(encoding="utf-8").replace("2010-01-01", "2024-01-01")
    (tmp_path / "young" / "pack.toml").write_text(told, encoding="utf-8")
    make_demo(str(tmp_path / "demo.db"), size=40, seed=4)
    with Engine.open(str(tmp_path / "demo.db")) as engine:
        engine.adopt(str(tmp_path / "young"), from_day="2024-01-01", decided={"basis": "D"}, actor="me")
        found = [row for row in engine.duties(today="2025-02-01") if row["pack"] == "every-kind"]

    assert {row["rule"] for row in found} >= {"K20", "K21", "K28"}
    assert [row for row in found if row["rule"] in {"K20", "K21", "K27"} and row["due_on"] < "2024-01-01"] == []
