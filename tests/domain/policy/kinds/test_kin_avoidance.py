"""kin-avoidance: relatives do not serve where one has to do with the other."""

import pytest

from domain.errors import Refused


@pytest.fixture
def couple(register):
    register.unit("COUNTY", kind="county")
    register.unit("U", parent="COUNTY")
    register.unit("V", parent="COUNTY")
    register.post_at("head", unit="U", level="section")
    register.post_at("auditor", unit="U", level="clerk")
    register.post_at("clerk", unit="U", level="clerk")
    register.post_at("far", unit="V", level="clerk")
    register.kin_of("LI", "spouse", "MA")
    register.hold("MA", "head", "2010-01-01", "2020-01-01")
    return register


def test_a_relative_in_the_unit_stands_in_the_way_until_the_day_of_leaving(couple, rule, act, verdict, around):
    found = [verdict(rule("kin-avoidance"), act("appoint", "LI", each, "clerk")) for each in around("2020-01-01")]

    assert [each.outcome for each in found] == ["breach", "ok", "ok"]
    assert found[0].earliest.isoformat() == "2020-01-01"
    assert found[0].facts == ("cadre:LI@kin", "cadre:MA@1", "post:clerk@1")
    assert found[0].sentence == (
        "LI would hold clerk in U from 2019-12-31: MA (spouse) holds head there since 2010-01-01."
    )


def test_it_does_not_matter_who_of_the_two_recorded_it(couple, rule, act, outcome):
    couple.hold("LI", "clerk", "2005-01-01")

    assert outcome(rule("kin-avoidance"), act("appoint", "MA", "2015-01-01", "auditor")) == "breach"


def test_what_is_on_file_for_later_counts_unless_the_posts_do_not_meet(couple, rule, act, outcome):
    couple.hold("LI", "clerk", "2005-01-01", "2009-01-01", event="cadre:LI@own")

    assert outcome(rule("kin-avoidance"), act("appoint", "LI", "2005-01-01", "clerk")) == "breach"
    assert outcome(rule("kin-avoidance"), act("appoint", "LI", "2005-01-01", "clerk", event="cadre:LI@own")) == "ok"


def test_relations_and_the_place(couple, rule, act, outcome):
    near, far = (act("appoint", "LI", "2015-01-01", post) for post in ("clerk", "far"))

    assert outcome(rule("kin-avoidance", relations=("parent", "child")), near) is None
    assert outcome(rule("kin-avoidance", relations=("Spouse",)), near) == "breach"
    assert outcome(rule("kin-avoidance"), far) == "ok"
    assert outcome(rule("kin-avoidance", within="area"), far) == "breach"
    assert outcome(rule("kin-avoidance"), act("appoint", "WU", "2015-01-01", "clerk")) is None


def test_duties_where_the_other_leads(couple, rule, act, outcome):
    duties = rule("kin-avoidance", duties=("audit*", "*finance*"), levels=("section",))

    assert outcome(duties, act("appoint", "LI", "2015-01-01", "auditor")) == "breach"
    assert outcome(duties, act("appoint", "LI", "2015-01-01", "clerk")) == "ok"
    couple.hold("LI", "auditor", "2021-01-01")
    assert outcome(duties, act("appoint", "MA", "2021-01-01", "head")) == "breach"
    assert outcome(duties, act("appoint", "MA", "2021-01-01", "clerk")) == "ok"


def test_kinds_of_holding_that_do_not_count(couple, rule, act, outcome):
    assert outcome(rule("kin-avoidance"), act("appoint", "LI", "2015-01-01", "clerk", kind="secondment")) is None
    both = rule("kin-avoidance", counts={"secondment": True})
    assert outcome(both, act("appoint", "LI", "2015-01-01", "clerk", kind="secondment")) == "breach"


def test_a_spouse_is_not_appointed_beside_the_other(office):
    office.adopt("kin-avoidance", relations=["spouse"])
    office.posts("A", "B")
    office.people("LI", "MA")
    office.submit({"act": "person-kin", "cadre": "MA", "relation": "spouse", "kin": "LI"})
    office.submit({"act": "appoint", "cadre": "MA", "post": "A", "effective": "2010-01-01"})
    new = {"act": "appoint", "cadre": "LI", "post": "B", "effective": "2012-01-01"}

    with pytest.raises(Refused) as refused:
        office.submit(new)

    [finding] = refused.value.findings
    assert (finding.facts, finding.earliest) == (("cadre:MA@2", "cadre:MA@3", "post:B@1"), None)
    gone = {"act": "relieve", "cadre": "MA", "post": "A", "effective": "2012-01-01"}
    assert office.submit(new, gone).outcome == "recorded"
