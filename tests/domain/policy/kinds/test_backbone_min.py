"""backbone-min: enough of a unit's people have long served in it, and stay."""

from datetime import date

import pytest

from domain.errors import Refused

HALF = {"share": "1/2", "months_in_unit": 24}


@pytest.fixture
def unit(register):
    for number in range(1, 5):
        register.post_at(f"P{number}")
    register.post_at("X", unit="ELSEWHERE")
    return register


def test_enough_must_have_served_so_long_and_stay(unit, rule, act, verdict, around):
    unit.hold("OLD", "P1", "2010-01-01", "2020-01-01", ended_by="cadre:OLD@9")
    unit.hold("A", "P2", "2010-01-01")
    unit.hold("B", "P3", "2018-06-01")
    unit.hold("C", "P4", "2019-01-01")
    two_thirds = rule("backbone-min", share="2/3", months_in_unit=24)

    found = []
    for when in ("2020-01-01", *around("2020-06-01")):
        unit.holdings[0]["end"] = date.fromisoformat(when)
        found.append(verdict(two_thirds, act("relieve", "OLD", when, left="P1", event="cadre:OLD@9")))

    assert [each.outcome for each in found] == ["breach", "breach", "ok", "ok"]
    assert found[0].sentence == (
        "Of the 3 people of U after the acts of 2020-01-01 1 have served 2 years in it and stay; "
        "at least 2/3 of them must."
    )
    assert (found[0].figures["share"], found[0].figures["staying"]) == ("1/3", ["A"])
    assert found[0].earliest.isoformat() == "2020-06-01"
    assert set(found[0].facts) == {"cadre:A@2", "cadre:B@3", "cadre:C@4"}


@pytest.mark.parametrize(("since", "reached"), [("2016-02-29", "2018-02-28"), ("2016-08-31", "2018-08-31")])
def test_leap_days_and_month_ends(register, rule, act, outcome, around, since, reached):
    register.post_at("P1")
    register.post_at("P2")
    register.hold("A", "P1", since)
    found = []
    for when in around(reached):
        register.holdings = register.holdings[:1]
        register.hold("GONE", "P2", "2000-01-01", when)
        found.append(outcome(rule("backbone-min", **HALF), act("relieve", "GONE", when, left="P2")))

    assert found == ["breach", "ok", "ok"]


def test_exactly_the_share_is_enough(unit, rule, act, outcome):
    unit.hold("A", "P1", "2010-01-01")
    unit.hold("B", "P2", "2019-01-01")
    unit.hold("OUT", "P3", "2010-01-01", "2020-01-01")
    gone = act("transfer", "OUT", "2020-01-01", "X", left="P3")

    assert outcome(rule("backbone-min", **HALF), gone) == "ok"
    assert outcome(rule("backbone-min", share="0.51", months_in_unit=24), gone) == "breach"


def test_time_in_a_renamed_or_merged_unit_counts(register, rule, act, outcome):
    register.unit("WAS")
    register.unit("U", was=["WAS"])
    register.post_at("P1", unit="WAS", end="2019-01-01")
    register.post_at("P1", start="2019-01-01")
    register.post_at("P2")
    register.hold("A", "P1", "2010-01-01")
    register.hold("OUT", "P2", "2010-01-01", "2020-01-01")
    gone = act("relieve", "OUT", "2020-01-01", left="P2")

    assert outcome(rule("backbone-min", **HALF), gone) == "ok"
    assert outcome(rule("backbone-min", **HALF, counts={"reorganisation_resets": True}), gone) == "breach"


def test_of_those_before_the_act_enough_must_stay(unit, rule, act, verdict):
    unit.hold("A", "P1", "2010-01-01")
    unit.hold("B", "P2", "2010-01-01", "2020-01-01")
    unit.hold("C", "P3", "2010-01-01", "2020-01-01")
    unit.hold("N", "P2", "2020-01-01")
    gone = act("relieve", "B", "2020-01-01", left="P2")

    found = verdict(rule("backbone-min", share="0.60", of="before"), gone)

    assert (found.outcome, found.figures["share"]) == ("breach", "1/3")
    assert verdict(rule("backbone-min", share="0.60"), gone).figures["share"] == "1/2"


def test_a_unit_that_is_merged_later_is_another_one_before(register, rule, act, verdict):
    register.unit("B")
    register.unit("U", was=["B"])
    register.post_at("P1")
    register.post_at("P2")
    for number in (1, 2, 3):
        register.post_at(f"B{number}", unit="B", end="2020-01-01")
        register.post_at(f"B{number}", start="2020-01-01")
        register.hold(f"X{number}", f"B{number}", "2010-01-01")
    register.post_at("E", unit="ELSEWHERE")
    register.hold("A", "P1", "2010-01-01")
    register.hold("OUT", "P2", "2010-01-01", "2018-01-01")
    sixty = rule("backbone-min", share="0.60", of="before")

    before = verdict(sixty, act("transfer", "OUT", "2018-01-01", "E", left="P2"))
    register.holdings[-1]["end"] = date.fromisoformat("2020-01-01")
    merged = verdict(sixty, act("transfer", "OUT", "2020-01-01", "E", left="P2"))

    assert before.figures["share"] == "1/2"
    assert (merged.figures["share"], merged.outcome) == ("4/5", "ok")


def test_a_unit_of_fewer_people_is_not_judged(unit, rule, act, outcome):
    unit.hold("A", "P1", "2010-01-01")
    unit.hold("B", "P2", "2010-01-01", "2020-01-01")
    unit.hold("C", "P3", "2010-01-01", "2020-01-01")
    gone = act("relieve", "B", "2020-01-01", left="P2")
    sixty = {"share": "0.60", "of": "before"}

    found = [outcome(rule("backbone-min", **sixty, min_people=least), gone) for least in (2, 3, 4)]

    assert found == ["breach", "breach", None]


def test_a_count_of_people_must_stay(unit, rule, act, verdict):
    unit.hold("A", "P1", "2010-01-01")
    unit.hold("B", "P2", "2010-01-01")
    unit.hold("C", "P3", "2010-01-01", "2020-01-01")
    gone = act("relieve", "C", "2020-01-01", left="P3")

    found = [verdict(rule("backbone-min", count=least), gone) for least in (1, 2, 3)]

    assert [each.outcome for each in found] == ["ok", "ok", "breach"]
    assert found[2].sentence.endswith("2 stay; at least 3 of them must.")


def test_other_units_other_acts_and_the_last_one_out(unit, rule, act, outcome):
    unit.hold("A", "P1", "2010-01-01", "2020-01-01")

    assert outcome(rule("backbone-min", **HALF), act("relieve", "A", "2020-01-01", left="P1")) is None
    assert outcome(rule("backbone-min", **HALF), act("appoint", "B", "2020-01-01", "P1")) is None
    unit.hold("B", "P2", "2019-12-01")
    assert outcome(rule("backbone-min", **HALF), act("relieve", "A", "2020-01-01", left="P1")) == "breach"
    assert (
        outcome(rule("backbone-min", **HALF, unit_kind=("bureau",)), act("relieve", "A", "2020-01-01", left="P1"))
        is None
    )
    assert outcome(rule("backbone-min", **HALF), act("depart", "A", "2020-01-01", left="P1")) is None


def test_an_exchange_that_takes_the_backbone_is_refused(office):
    office.adopt("backbone-min", **HALF)
    office.unit("V")
    office.posts("P1", "P2", "P3")
    office.posts("Q1", "Q2", unit="V")
    office.people("A", "B", "C", "D", "E")
    for who, post, when in (
        ("A", "P1", "2005"),
        ("B", "P2", "2005"),
        ("C", "P3", "2011"),
        ("D", "Q1", "2005"),
        ("E", "Q2", "2005"),
    ):
        office.submit({"act": "appoint", "cadre": who, "post": post, "effective": f"{when}-06-01"})
    swap = [
        {"act": "exchange", "cadre": who, "post": post, "effective": "2012-01-01"}
        for who, post in (("A", "Q1"), ("D", "P1"))
    ]

    with pytest.raises(Refused) as refused:
        office.submit(*swap)

    [finding] = refused.value.findings
    assert (finding.figures["unit"], finding.figures["share"], finding.earliest) == ("U", "1/3", "2013-06-01")
    # a second line that takes the newcomer C out as well keeps the unit lawful: of two people one has long served
    assert (
        office.submit(*swap, {"act": "relieve", "cadre": "C", "post": "P3", "effective": "2012-01-01"}).outcome
        == "recorded"
    )
