"""concurrent-max and incompatible-duties: how many posts, and which, one person holds at a time."""

import pytest

from domain.errors import Refused

DUTIES = {"sets": (("*organisation*", "*discipline*", ("*propaganda*", "*publicity*")),)}


# --- concurrent-max -------------------------------------------------------------------------------


def test_a_third_post_waits_for_the_day_on_which_another_is_left(register, rule, act, verdict, around):
    register.hold("LI", "A", "2010-01-01")
    register.hold("LI", "B", "2010-01-01", "2020-02-29", kind="concurrent")
    register.post_at("C")

    asked = [act("appoint", "LI", each, "C", kind="concurrent") for each in around("2020-02-29")]
    found = [verdict(rule("concurrent-max", posts=2), each) for each in asked]

    assert [each.outcome for each in found] == ["breach", "ok", "ok"]
    assert found[0].earliest.isoformat() == "2020-02-29"
    assert found[0].sentence == ("LI would hold 3 posts on 2020-02-28 (A, B, C); at most 2 may be held at a time.")
    assert found[0].facts == ("cadre:LI@1", "cadre:LI@2", "post:C@1")


def test_what_the_act_leaves_is_not_held_any_more(register, rule, act, outcome):
    register.hold("LI", "A", "2010-01-01", "2020-01-01")
    register.hold("LI", "B", "2010-01-01")
    register.post_at("C")

    assert outcome(rule("concurrent-max", posts=2), act("transfer", "LI", "2020-01-01", "C", left="A")) == "ok"
    assert outcome(rule("concurrent-max", posts=1), act("transfer", "LI", "2020-01-01", "C", left="A")) == "breach"


def test_a_post_on_file_for_later_counts_from_that_day(register, rule, act, verdict):
    register.hold("LI", "A", "2010-01-01")
    register.hold("LI", "B", "2021-01-01")
    register.post_at("C")

    found = verdict(rule("concurrent-max", posts=2), act("appoint", "LI", "2020-01-01", "C"))

    assert (found.outcome, found.figures["day"]) == ("breach", "2021-01-01")


def test_kinds_that_count_and_posts_that_are_selected(register, rule, act, outcome):
    register.post_at("A", track="party")
    register.post_at("C", track="party")
    register.hold("LI", "A", "2010-01-01")
    register.hold("LI", "B", "2010-01-01", kind="secondment")
    new = act("appoint", "LI", "2020-01-01", "C", kind="concurrent")

    assert outcome(rule("concurrent-max", posts=2), new) == "breach"
    assert outcome(rule("concurrent-max", posts=2, kinds=("substantive", "concurrent")), new) == "ok"
    assert outcome(rule("concurrent-max", posts=2, kinds=("substantive",)), new) is None
    assert outcome(rule("concurrent-max", posts=2, select={"track": ("party",)}), new) == "ok"


def test_too_many_posts_are_refused(office):
    office.adopt("concurrent-max", posts=2)
    office.posts("A", "B", "C")
    office.people("LI")
    for post, kind in (("A", "substantive"), ("B", "concurrent")):
        office.submit({"act": "appoint", "cadre": "LI", "post": post, "kind": kind, "effective": "2010-01-01"})
    third = {"act": "appoint", "cadre": "LI", "post": "C", "kind": "concurrent", "effective": "2012-01-01"}

    with pytest.raises(Refused) as refused:
        office.submit(third)

    assert refused.value.findings[0].figures["posts"] == ["A", "B", "C"]
    left = {"act": "relieve", "cadre": "LI", "post": "B", "effective": "2012-01-01"}
    assert office.submit(third, left).outcome == "recorded"


# --- incompatible-duties --------------------------------------------------------------------------


@pytest.fixture
def party(register):
    for post in ("organisation-head", "discipline-head", "publicity-head", "propaganda-head", "driver"):
        register.post_at(post)
    register.hold("LI", "organisation-head", "2010-01-01", "2020-03-31")
    return register


def test_duties_that_do_not_go_together(party, rule, act, verdict, around):
    found = [
        verdict(rule("incompatible-duties", **DUTIES), act("appoint", "LI", each, "discipline-head"))
        for each in around("2020-03-31")
    ]

    assert [each.outcome for each in found] == ["breach", "ok", "ok"]
    assert found[0].earliest.isoformat() == "2020-03-31"
    assert found[0].facts == ("post:discipline-head@1", "cadre:LI@1")
    assert found[0].sentence == (
        "LI would hold discipline-head from 2020-03-30 and holds organisation-head; "
        "these duties do not go together in one person."
    )


def test_the_same_duty_twice_and_other_posts_are_no_clash(party, rule, act, outcome):
    party.hold("MA", "publicity-head", "2010-01-01")

    assert outcome(rule("incompatible-duties", **DUTIES), act("appoint", "MA", "2015-01-01", "propaganda-head")) == "ok"
    assert (
        outcome(rule("incompatible-duties", **DUTIES), act("appoint", "MA", "2015-01-01", "discipline-head"))
        == "breach"
    )
    assert outcome(rule("incompatible-duties", **DUTIES), act("appoint", "MA", "2015-01-01", "driver")) is None


def test_two_duties_on_one_person_are_refused(office):
    office.adopt("incompatible-duties", sets=[["*organisation*", "*discipline*"]])
    office.posts("organisation", "discipline")
    office.people("LI")
    office.submit({"act": "appoint", "cadre": "LI", "post": "organisation", "effective": "2010-01-01"})

    with pytest.raises(Refused) as refused:
        office.submit(
            {"act": "appoint", "cadre": "LI", "post": "discipline", "kind": "concurrent", "effective": "2012-01-01"}
        )

    assert refused.value.findings[0].figures["incompatible"] == ["organisation"]
    assert (
        office.submit({"act": "transfer", "cadre": "LI", "post": "discipline", "effective": "2012-01-01"}).outcome
        == "recorded"
    )
