"""The cases that a pack brings are tried by the rules of that pack and no others."""

import pytest

from lifecycle.pack_cases import try_pack
from lifecycle.pack_folder import shipped_packs

PACK = """
[pack]
id = "county"
version = "1"
title = "County measures"
from = 2000-01-01

[articles."art. 6"]
wording = "Nobody stays longer than five years."

[[rule]]
id = "TEN-1"
kind = "tenure-max"
article = "art. 6"
effect = "BLOCK"
years = 5
waiver = { by = "superior" }

[[rule]]
id = "VAC-1"
kind = "vacancy-alarm"
article = "art. 6"
effect = "DUE"
months = 6

[[rule]]
id = "MIN-1"
kind = "tenure-min"
article = "art. 6"
effect = "WARN"
years = 2
"""
TRUE = {
    "five years are over": """
given = ["2010-01-01 appoint LI to HEAD", "2015-01-01 relieve LI from HEAD"]
when = "2015-01-01 appoint LI to HEAD"
expect = ["TEN-1"]""",
    "one rule alone need not be in a list": """
given = ["2010-01-01 appoint LI to HEAD", "2015-01-01 relieve LI from HEAD"]
when = "2015-01-01 appoint LI to HEAD"
expect = "TEN-1\"""",
    "the day before": """
given = ["2010-01-01 appoint LI to HEAD", "2014-12-31 relieve LI from HEAD"]
when = "2014-12-31 appoint LI to HEAD"
expect = "ok\"""",
    "a duty with its day": """
given = ["2010-01-01 appoint LI to HEAD"]
when = "today 2015-01-01"
expect = [{ rule = "TEN-1", cadre = "LI", post = "HEAD", due_on = 2015-01-01, state = "breach" }]""",
    "a duty by its rule alone is a breach": """
given = ["2010-01-01 appoint LI to HEAD"]
when = { today = 2016-01-01 }
expect = ["TEN-1"]""",
    "nothing is due long before": """
given = ["2010-01-01 appoint LI to HEAD"]
when = "today 2012-01-01"
expect = "ok\"""",
    "a waiver is seen": """
given = ["2010-01-01 appoint LI to HEAD", "2015-01-01 waive TEN-1 for LI until 2017-01-01"]
when = "today 2016-01-01"
expect = [{ rule = "TEN-1", state = "waived" }]""",
    "two rules at once": """
given = ["2010-01-01 appoint LI to HEAD", "2014-01-01 relieve LI from HEAD", "2014-01-01 appoint LI to CLERK",
         "2014-06-01 relieve LI from CLERK", "2014-06-01 appoint LI to HEAD"]
when = ["2015-01-01 rotate LI to CLERK"]
expect = [{ rule = "MIN-1", effect = "WARN" }]""",
    "an exchange in one word": """
given = ["2010-01-01 appoint LI to HEAD", "2012-01-01 appoint WANG to CLERK"]
when = "2013-01-01 exchange LI with WANG"
expect = [{ rule = "MIN-1", cadre = "WANG" }]""",
    "an order of several lines": """
given = [["2010-01-01 appoint LI to HEAD", "2010-01-01 appoint WANG to CLERK"]]
when = ["2011-01-01 rotate LI to ARCHIVE", "2013-01-01 rotate WANG to HEAD"]
expect = [{ rule = "MIN-1", cadre = "LI", earliest = 2012-01-01 }]""",
    "a vacancy": """
given = ["2010-01-01 appoint LI to HEAD", "2011-01-01 relieve LI from HEAD"]
when = "today 2011-07-01"
expect = [{ rule = "VAC-1", post = "HEAD", due_on = 2011-07-01, state = "breach" }]""",
    "a vacancy need not be named": """
given = ["2010-01-01 appoint LI to HEAD", "2011-01-01 relieve LI from HEAD"]
when = "today 2012-07-01"
expect = "ok\"""",
    "lines as tables": """
given = [{ act = "appoint", cadre = "LI", post = "HEAD", effective = 2010-01-01 }]
when = { act = "rotate", cadre = "LI", post = "CLERK", effective = 2011-01-01 }
expect = "MIN-1\"""",
    "units and posts as the case says": """
given = ["unit COUNTY as county", "unit TRADE under COUNTY", "post HEAD in TRADE track=admin level=division",
         "person LI at division-deputy", "2010-01-01 appoint LI to HEAD", "2012-05-01 unit-rename TRADE to COMMERCE"]
when = "today 2015-01-01"
expect = [{ rule = "TEN-1" }]""",
}
FALSE = {
    "expected but not found": (
        """
given = ["2010-01-01 appoint LI to HEAD"]
when = "2011-01-01 appoint LI to CLERK as concurrent"
expect = ["TEN-1"]""",
        "expected TEN-1",
    ),
    "found but not expected": (
        """
given = ["2010-01-01 appoint LI to HEAD"]
when = "2011-01-01 rotate LI to CLERK"
expect = "ok\"""",
        "found MIN-1 (effect WARN, outcome breach, earliest 2012-01-01, cadre LI)",
    ),
    "another day": (
        """
given = ["2010-01-01 appoint LI to HEAD"]
when = "today 2015-01-01"
expect = [{ rule = "TEN-1", due_on = 2015-01-02 }]""",
        "expected TEN-1 (due_on 2015-01-02); found TEN-1 (cadre LI, post HEAD, due_on 2015-01-01, state breach)",
    ),
    "a rule of the register": (
        """
given = ["2010-01-01 appoint LI to HEAD"]
when = "2011-01-01 appoint WANG to HEAD"
expect = "ok\"""",
        "found seat-taken",
    ),
    "an act that cannot be read": (
        """
given = ["2010-01-01 appoint LI to HEAD kind=substantiv"]
when = "today 2011-01-01"
expect = "ok\"""",
        "it cannot be tried: kind: 'substantiv' is not one of",
    ),
}  # fmt: skip


@pytest.fixture
def outcome(tmp_path):
    """A function from the body of a case to what came of it."""

    def tried(case):
        (tmp_path / "pack.toml").write_text(PACK, encoding="utf-8")
        (tmp_path / "cases.toml").write_text(f'[[case]]\nname = "a case"\n{case}\n', encoding="utf-8")
        (found,) = try_pack(str(tmp_path))
        return found.as_dict()

    return tried


@pytest.mark.parametrize("name", TRUE)
def test_a_case_that_is_true_passes(outcome, name):
    assert outcome(TRUE[name]) == {"case": "a case", "result": "pass", "detail": None, "place": "cases.toml, line 1"}


@pytest.mark.parametrize("name", FALSE)
def test_a_case_that_is_not_true_fails_and_says_why(outcome, name):
    case, said = FALSE[name]
    found = outcome(case)

    assert found["result"] == "fail"
    assert said in found["detail"]


def test_the_day_on_which_an_order_comes_in_may_be_told(outcome):
    case = TRUE["the day before"] + "\nrecorded = 2015-06-01\nactor = 'wang'\nnote = 'late'\n"

    assert outcome(case)["result"] == "pass"


def test_an_overlay_is_tried_upon_its_parent(tmp_path):
    (tmp_path / "county").mkdir()
    (tmp_path / "county" / "pack.toml").write_text(PACK, encoding="utf-8")
    (tmp_path / "town").mkdir()
    town = PACK.replace('id = "county"', 'id = "town"\nparent = "county"').replace("years = 5", "years = 3")
    case = '[[case]]\nname = "a case"\n' + TRUE["a duty with its day"].replace("2015", "2013")
    (tmp_path / "town" / "pack.toml").write_text(town + case, encoding="utf-8")

    assert [each.passed for each in try_pack(str(tmp_path / "town"))] == [True]


@pytest.mark.parametrize("pack", shipped_packs())
def test_every_case_of_a_shipped_pack_passes(pack):
    tried = list(try_pack(pack))

    assert {each.case.name: each.detail for each in tried if not each.passed} == {}
    assert tried


def test_trying_a_case_leaves_no_file_behind(outcome, tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")

    outcome(next(iter(TRUE.values())))

    assert list((tmp_path / "elsewhere").iterdir()) == []
