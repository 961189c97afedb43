"""exchange-crosses: an exchange leads from one side to another."""

import pytest

from domain.errors import Refused


@pytest.fixture
def places(register):
    register.unit("COUNTY", kind="county")
    register.unit("CITY", kind="city")
    register.unit("U1", parent="COUNTY")
    register.unit("U2", parent="COUNTY")
    register.unit("FAR", parent="CITY")
    register.unit("U1-NEW", parent="COUNTY", was=["U1"])
    for post, unit in (("P1", "U1"), ("P2", "U2"), ("P3", "FAR"), ("N1", "U1-NEW")):
        register.post_at(post, unit=unit, track="party")
    register.post_at("A1", unit="U1", track="admin")
    register.hold("LI", "P1", "2010-01-01", "2015-01-01")
    return register


@pytest.mark.parametrize(
    ("border", "crossing", "inside"),
    [("track", "A1", "P2"), ("unit", "P2", "A1"), ("unit", "P2", "N1"), ("area", "P3", "P2")],
)
def test_a_leg_must_cross_the_border(places, rule, act, verdict, border, crossing, inside):
    crosses = rule("exchange-crosses", between=border)

    good = verdict(crosses, act("exchange", "LI", "2015-01-01", crossing, left="P1"))
    bad = verdict(crosses, act("exchange", "LI", "2015-01-01", inside, left="P1"))

    assert (good.outcome, good.figures["not_crossed"]) == ("ok", [])
    assert (bad.outcome, bad.figures["not_crossed"], bad.earliest) == ("breach", [border], None)
    assert bad.facts == ("cadre:LI@1", f"post:{inside}@1")


def test_the_sentence_names_both_posts_and_the_border(places, rule, act, verdict):
    found = verdict(rule("exchange-crosses", between="track"), act("exchange", "LI", "2015-01-01", "P2", left="P1"))

    assert found.sentence == (
        "LI goes from P1 to P2 on 2015-01-01: both are of track party, and the exchange must lead to another track."
    )


def test_of_several_borders_all_must_be_crossed(places, rule, act, outcome):
    both = rule("exchange-crosses", between=("track", "unit"))

    assert outcome(both, act("exchange", "LI", "2015-01-01", "A1", left="P1")) == "breach"
    places.post_at("A2", unit="U2")
    assert outcome(both, act("exchange", "LI", "2015-01-01", "A2", left="P1")) == "ok"


def test_an_area_that_was_merged_is_still_the_same(register, rule, act, outcome):
    register.unit("OLD", kind="county")
    register.unit("NEW", kind="county", was=["OLD"])
    register.unit("FAR", kind="county")
    for unit in ("OLD", "NEW", "FAR"):
        register.post_at(unit, unit=unit)
    register.hold("LI", "OLD", "2010-01-01", "2015-01-01")
    area = rule("exchange-crosses", between="area")

    assert outcome(area, act("exchange", "LI", "2015-01-01", "NEW", left="OLD")) == "breach"
    assert outcome(area, act("exchange", "LI", "2015-01-01", "FAR", left="OLD")) == "ok"


def test_other_acts_are_judged_where_the_rule_says_so(places, rule, act, outcome):
    moved = act("transfer", "LI", "2015-01-01", "P2", left="P1")

    assert outcome(rule("exchange-crosses", between="track"), moved) is None
    assert outcome(rule("exchange-crosses", between="track", acts=("transfer",)), moved) == "breach"


def test_an_exchange_with_one_bad_leg_is_refused_whole(office):
    office.adopt("exchange-crosses", between="track")
    office.posts("A", "B", track="party")
    office.posts("C", track="admin")
    office.people("LI", "MA", "WU")
    for who, post in (("LI", "A"), ("MA", "B"), ("WU", "C")):
        office.submit({"act": "appoint", "cadre": who, "post": post, "effective": "2010-01-01"})
    legs = [
        {"act": "exchange", "cadre": who, "post": post, "effective": "2012-01-01"}
        for who, post in (("LI", "B"), ("MA", "C"), ("WU", "A"))
    ]

    with pytest.raises(Refused) as refused:
        office.submit(*legs)

    assert [(each.rule, each.line) for each in refused.value.findings] == [("R-1", 1)]
    assert office.submit(legs[1] | {"with": "WU", "post": None}, legs[2] | {"post": "B"}).outcome == "recorded"
