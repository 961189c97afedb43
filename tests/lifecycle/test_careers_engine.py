"""A small office brought into stores of both kinds: what the register answers afterwards."""

from datetime import date

import pytest

from domain.errors import Conflict
from lifecycle.career_report import BadRows
from lifecycle.careers import import_careers

MAPPING = """
format = 1
title = "A small office"
basis = "Card index"
[units]
rows = [
    { id = "OLD", name = "Old bureau", start = 1990-01-01, end = 2000-01-01 },
    { id = "NEW", name = "New bureau", start = 2000-01-01 },
]
[unit_links]
rows = [{ from = "OLD", to = "NEW", kind = "rename", start = 2000-01-01 }]
[posts]
file = "careers.csv"
id = "post"
name = "post"
unit = "unit"
track = { value = "party" }
[persons]
file = "careers.csv"
id = "person"
name = "person"
[appointments]
file = "careers.csv"
id = "no"
person = "person"
post = "post"
start = "start"
end = "end"
[characteristics]
file = "traits.csv"
appointment = "no"
start = "start"
end = "end"
acting = "acting"
"""
CAREERS = """no,person,post,unit,start,end
1,LI,HEAD,OLD,1991-01-01,2001-01-01
2,WANG,HEAD,OLD,1995,1996-03
3,买买提,CLERK,NEW,,2003-05-01
4,LI,CHIEF,NEW,2001-01-01,2004-01-01
5,LI,CHIEF,NEW,2004-01-01,
6,WANG,CHIEF,NEW,2004-01-01,2003-01-01
"""
TRAITS = "no,start,end,acting\n4,2001-01-01,2001-07-01,yes\n"


@pytest.fixture
def office(tmp_path):
    """The folder of the small office, with its mapping."""
    (tmp_path / "office.toml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "careers.csv").write_text(CAREERS, encoding="utf-8")
    (tmp_path / "traits.csv").write_text(TRAITS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def bring_in(engine, office):
    """A function that imports the small office."""

    def run(**options):
        mapping = str(office / "office.toml")
        return import_careers(engine, office, mapping, actor="archivist", today=date(2026, 12, 1), **options)

    return run


def held(engine, day):
    return {(row["cadre"], row["post"], row["kind"], row["since"]) for row in engine.roster(as_of=day, filled=True)}


def test_the_roster_shows_kinds_terms_and_rough_days(engine, bring_in):
    bring_in(skip_bad=True)

    assert held(engine, "1996-02-29") == {
        ("LI", "HEAD", "substantive", "1991-01-01"),
        ("WANG", "HEAD", "substantive", "1995-01-01"),
    }
    assert held(engine, "2001-06-30") == {("LI", "CHIEF", "acting", "2001-01-01")}
    assert {row[:3] for row in held(engine, "2001-07-01")} == {("LI", "CHIEF", "substantive")}
    assert {row[3] for row in held(engine, "2010-01-01")} == {"2004-01-01"}


def test_a_holder_of_unknown_start_is_on_the_roster_of_the_known_day(engine, bring_in):
    bring_in(skip_bad=True)

    assert ("买买提", "CLERK") in {row[:2] for row in held(engine, "2003-04-30")}
    assert [act["act"] for act in engine.history("买买提")] == ["person-register", "opening-position", "relieve"]


def test_a_holding_that_outlasts_its_unit_is_recorded_and_warned_of(engine, bring_in):
    report = bring_in(skip_bad=True)

    assert ("LI", "HEAD") in {row[:2] for row in held(engine, "2000-06-01")}
    assert [row["post"] for row in engine.roster(as_of="2000-06-01", unit="OLD", filled=True)] == ["HEAD"]
    assert [each.rule for each in report.warnings] == ["unit-in-use"]
    assert [row["successor"] for row in engine.lineage("OLD")] == ["NEW"]


def test_all_or_nothing_and_once(engine, bring_in):
    with pytest.raises(BadRows):
        bring_in()
    assert (bring_in(skip_bad=True, dry_run=True).outcome, engine.orders()) == ("would-record", [])

    first = bring_in(skip_bad=True)
    again = bring_in(skip_bad=True)

    assert (first.outcome, again.outcome) == ("recorded", "already-recorded")
    assert again.order == first.order
    assert len(engine.orders()) == 1


def test_another_content_under_the_same_key_is_a_conflict(engine, bring_in, office):
    bring_in(skip_bad=True, key="office-1")
    (office / "careers.csv").write_text(CAREERS.replace("2003-05-01", "2003-05-02"), encoding="utf-8")

    with pytest.raises(Conflict):
        bring_in(skip_bad=True, key="office-1")


def test_rows_that_can_be_imported_leave_nothing_out(engine, bring_in, office):
    (office / "careers.csv").write_text(CAREERS.rsplit("6,", 1)[0], encoding="utf-8")

    assert bring_in().exit_code == 0
