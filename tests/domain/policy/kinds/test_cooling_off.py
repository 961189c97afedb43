"""cooling-off: nobody returns before some time has passed."""

import pytest

from domain.errors import Refused


def test_the_way_back_is_free_when_the_time_has_passed(register, rule, act, verdict, around):
    register.hold("LI", "P", "2010-01-01", "2015-03-01", ended_by="cadre:LI@9")
    two = rule("cooling-off", years=2)

    found = [verdict(two, act("appoint", "LI", each, "P")) for each in around("2017-03-01")]

    assert [each.outcome for each in found] == ["breach", "ok", "ok"]
    assert found[0].earliest.isoformat() == "2017-03-01"
    assert found[0].facts == ("cadre:LI@1", "cadre:LI@9")
    assert found[0].sentence == (
        "LI left P on 2015-03-01 and would return to P on 2017-02-28; 2 years must pass, which is on 2017-03-01."
    )


@pytest.mark.parametrize(
    ("left", "limit", "free"),
    [
        ("2016-02-29", {"years": 1}, "2017-02-28"),  # a leap day
        ("2015-08-31", {"months": 6}, "2016-02-29"),  # the end of a month
        ("2015-12-31", {"months": 2}, "2016-02-29"),
    ],
)
def test_month_ends_and_leap_days(register, rule, act, outcome, around, left, limit, free):
    register.hold("LI", "P", "2010-01-01", left)

    found = [outcome(rule("cooling-off", **limit), act("transfer", "LI", each, "P")) for each in around(free)]

    assert found == ["breach", "ok", "ok"]


def test_going_on_without_a_day_between_is_no_return(register, rule, act, outcome):
    register.hold("LI", "P", "2010-01-01", "2015-01-01")
    two = rule("cooling-off", years=2)

    assert outcome(two, act("appoint", "LI", "2015-01-01", "P")) is None
    assert outcome(two, act("appoint", "LI", "2015-01-02", "P")) == "breach"
    assert outcome(two, act("appoint", "MA", "2015-01-02", "P")) is None


def test_the_clock_says_where_nobody_returns_to(register, rule, act, outcome):
    register.post_at("A", unit="U")
    register.post_at("B", unit="U")
    register.hold("LI", "A", "2010-01-01", "2015-01-01")
    back = act("appoint", "LI", "2015-06-01", "B")

    assert outcome(rule("cooling-off", years=2), back) is None
    assert outcome(rule("cooling-off", years=2, clock="same-unit"), back) == "breach"


def test_a_merged_unit_is_still_the_same_unless_reorganisation_resets(register, rule, act, outcome):
    register.post_at("A", unit="OLD")
    register.unit("NEW", was=["OLD"])
    register.post_at("B", unit="NEW")
    register.hold("LI", "A", "2010-01-01", "2015-01-01")
    back = act("appoint", "LI", "2015-06-01", "B")

    assert outcome(rule("cooling-off", years=2, clock="same-unit"), back) == "breach"
    resets = rule("cooling-off", years=2, clock="same-unit", counts={"reorganisation_resets": True})
    assert outcome(resets, back) is None


def test_time_that_does_not_count_is_neither_a_leaving_nor_a_stay(register, rule, act, outcome):
    register.hold("LI", "P", "2010-01-01", "2014-01-01")
    register.hold("LI", "P", "2014-06-01", "2015-01-01", kind="secondment")
    three = rule("cooling-off", years=3)

    assert outcome(three, act("appoint", "LI", "2015-01-01", "P")) == "breach"
    assert outcome(three, act("appoint", "LI", "2017-01-01", "P")) == "ok"
    assert outcome(three, act("appoint", "LI", "2015-01-01", "P", kind="secondment")) is None


def test_a_later_number_may_free_the_way_sooner(register, rule, act, verdict):
    register.hold("LI", "P", "2010-01-01", "2022-06-15")
    changed = rule("cooling-off", months=[("2000-01-01", 24), ("2023-01-01", 12)])

    assert verdict(changed, act("appoint", "LI", "2022-12-01", "P")).earliest.isoformat() == "2023-06-15"


def test_there_and_back_is_refused_until_the_time_has_passed(office):
    office.adopt("cooling-off", years=2)
    office.posts("A", "B")
    office.people("LI")
    office.submit({"act": "appoint", "cadre": "LI", "post": "A", "effective": "2010-01-01"})
    office.submit({"act": "transfer", "cadre": "LI", "post": "B", "effective": "2012-01-01"})
    back = {"act": "transfer", "cadre": "LI", "post": "A"}

    with pytest.raises(Refused) as refused:
        office.submit({**back, "effective": "2013-12-31"})

    [finding] = refused.value.findings
    assert (finding.earliest, finding.facts) == ("2014-01-01", ("cadre:LI@2", "cadre:LI@3"))
    assert office.submit({**back, "effective": "2014-01-01"}).outcome == "recorded"
