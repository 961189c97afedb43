"""native-place-avoidance: nobody heads the place they come from."""

import pytest

from domain.errors import Refused


@pytest.fixture
def county(register):
    register.unit("YY", name="余姚市", kind="county")
    register.unit("COMMITTEE", name="Party Committee", parent="YY")
    register.post_at("secretary", unit="COMMITTEE", level="division")
    return register


@pytest.mark.parametrize(
    ("native", "expected"),
    [
        ("浙江省余姚市", "breach"),
        ("余姚市", "breach"),
        ("YY", "breach"),
        ("浙江省慈溪市", "ok"),
        (None, "undetermined"),
    ],
)
def test_the_native_place_is_told_with_what_lies_around_it(county, rule, act, outcome, native, expected):
    county.person("LI", native_place=native)

    assert outcome(rule("native-place-avoidance"), act("appoint", "LI", "2020-01-01", "secretary")) == expected


def test_the_missing_fact_is_named(county, rule, act, verdict):
    found = verdict(rule("native-place-avoidance"), act("appoint", "LI", "2020-01-01", "secretary"))

    assert found.missing == "the native place of LI"
    assert found.sentence == "LI would hold secretary in 余姚市; the native place of LI is not known."


def test_small_letters_and_blanks_do_not_matter(county, rule, act, outcome):
    county.units["YY"]["name"] = "Yuyao  City"
    county.person("LI", native_place="yuyao city, Zhejiang")

    assert outcome(rule("native-place-avoidance"), act("appoint", "LI", "2020-01-01", "secretary")) == "breach"


def test_duties_and_levels_say_which_posts(county, rule, act, outcome):
    county.person("LI", native_place="余姚市")
    new = act("appoint", "LI", "2020-01-01", "secretary")

    assert outcome(rule("native-place-avoidance", duties=("*mayor",)), new) is None
    assert outcome(rule("native-place-avoidance", duties=("*secretary",), levels=("division",)), new) == "breach"
    assert outcome(rule("native-place-avoidance", levels=("section",)), new) is None
    assert outcome(rule("native-place-avoidance"), act("relieve", "LI", "2020-01-01", left="secretary")) is None


def test_a_native_is_refused_and_an_unknown_one_too(office):
    office.adopt("native-place-avoidance", duties=["head"])
    office.unit("COUNTY", name="Yuyao", kind="county")
    office.posts("head", "clerk", unit="COUNTY")
    office.people("LI", native_place="Yuyao, Zhejiang")
    office.people("MA")
    line = {"act": "appoint", "post": "head", "effective": "2012-01-01"}

    with pytest.raises(Refused) as native:
        office.submit({**line, "cadre": "LI"})
    with pytest.raises(Refused) as unknown:
        office.submit({**line, "cadre": "MA"})

    assert native.value.findings[0].facts == ("cadre:LI@1", "post:head@1")
    assert unknown.value.findings[0].figures["missing"] == "the native place of MA"
    assert office.submit({**line, "cadre": "LI", "post": "clerk"}).outcome == "recorded"
