"""pair-not-together: the two heads of a place do not change at the same time."""

import pytest

from domain.errors import Refused

HEADS = {"roles": ("*secretary", ("magistrate*", "*mayor")), "window_days": 180}


@pytest.fixture
def county(register):
    register.unit("COUNTY", kind="county")
    register.unit("COMMITTEE", parent="COUNTY")
    register.unit("GOVERNMENT", parent="COUNTY")
    register.unit("TOWN", kind="township", parent="COUNTY")
    register.post_at("county-secretary", unit="COMMITTEE")
    register.post_at("magistrate", unit="GOVERNMENT")
    register.post_at("town-mayor", unit="TOWN")
    register.hold("MA", "magistrate", "2010-01-01", "2020-01-01", ended_by="cadre:MA@gone")
    register.hold("TU", "town-mayor", "2010-01-01", "2020-06-29")
    return register


def secretary_leaves(county, when):
    county.holdings = [each for each in county.holdings if each["cadre"] != "SU"]
    county.hold("SU", "county-secretary", "2010-01-01", when, ended_by="cadre:SU@gone")


def test_so_many_days_must_lie_between(county, rule, act, verdict, around):
    found = []
    for when in around("2020-06-29"):  # 180 days after the magistrate
        secretary_leaves(county, when)
        found.append(verdict(rule("pair-not-together", **HEADS), act("transfer", "SU", when, left="county-secretary")))

    assert [each.outcome for each in found] == ["breach", "ok", "ok"]
    assert found[0].figures["days_apart"] == 179
    assert found[0].earliest.isoformat() == "2020-06-29"
    assert found[0].facts == ("cadre:SU@3", "cadre:MA@gone")
    assert found[0].sentence == (
        "SU leaves county-secretary on 2020-06-28, and MA leaves magistrate of the same place COUNTY on 2020-01-01, "
        "179 days apart; 180 days must lie between."
    )


def test_a_later_change_that_is_on_file_counts_too(county, rule, act, outcome):
    secretary_leaves(county, "2019-12-01")

    assert (
        outcome(rule("pair-not-together", **HEADS), act("relieve", "SU", "2019-12-01", left="county-secretary"))
        == "breach"
    )


def test_another_place_the_same_role_and_other_posts_are_no_pair(county, rule, act, outcome):
    town = act("transfer", "TU", "2020-06-29", left="town-mayor")
    secretary_leaves(county, "2020-06-29")
    county.hold("X", "chauffeur", "2010-01-01", "2020-01-01")

    assert outcome(rule("pair-not-together", **HEADS), town) == "ok"
    assert outcome(rule("pair-not-together", **HEADS), act("relieve", "X", "2020-01-01", left="chauffeur")) is None


def test_within_a_unit_only_posts_of_the_unit_are_paired(county, rule, act, outcome):
    secretary_leaves(county, "2020-02-01")
    gone = act("transfer", "SU", "2020-02-01", left="county-secretary")

    assert outcome(rule("pair-not-together", **HEADS), gone) == "breach"
    assert outcome(rule("pair-not-together", **HEADS, within="unit"), gone) == "ok"


def test_who_is_only_carried_over_does_not_change(county, rule, act, outcome):
    county.post_at("magistrate-2", unit="GOVERNMENT", succeeds=["magistrate"])
    county.hold("MA", "magistrate-2", "2020-01-01", since="2010-01-01")
    secretary_leaves(county, "2020-02-01")

    assert (
        outcome(rule("pair-not-together", **HEADS), act("relieve", "SU", "2020-02-01", left="county-secretary")) == "ok"
    )


def test_both_heads_in_one_order_are_refused(office):
    office.adopt("pair-not-together", roles=["*secretary", "*mayor"], window_days=90)
    office.unit("TOWN", kind="township")
    office.unit("COMMITTEE", parent="TOWN")
    office.posts("secretary", unit="COMMITTEE")
    office.posts("mayor", unit="TOWN")
    office.people("SU", "MA")
    for who, post in (("SU", "secretary"), ("MA", "mayor")):
        office.submit({"act": "appoint", "cadre": who, "post": post, "effective": "2010-01-01"})
    gone = [{"act": "relieve", "cadre": who, "post": post} for who, post in (("SU", "secretary"), ("MA", "mayor"))]

    with pytest.raises(Refused) as refused:
        office.submit(*({**line, "effective": "2012-01-01"} for line in gone))

    assert [each.line for each in refused.value.findings] == [1, 2]
    office.submit({**gone[0], "effective": "2012-01-01"})
    with pytest.raises(Refused) as refused:
        office.submit({**gone[1], "effective": "2012-03-30"})
    assert [each.earliest for each in refused.value.findings] == ["2012-03-31"]
    assert office.submit({**gone[1], "effective": "2012-03-31"}).outcome == "recorded"
