"""A body through time: who is in it from when to when, and how a membership ends."""

from datetime import date

import pytest

from domain.body.membership import Fact, read_body
from domain.days import FOREVER


def day(text):
    return date.fromisoformat(text)


def fact(topic, start, number, end=FOREVER, **told):
    return Fact(topic, day(start), end, {"body": "B", **told}, f"body:B@{number}")


MADE = fact("body-constituted", "2010-01-01", 1, unit="U", name="B", kind="branch", under=None, term_months=60)


def joined(cadre, start, number, role="member", full_time=None, end=FOREVER):
    told = {"cadre": cadre, "role": role, "full_time": full_time, "portfolio": ()}
    return fact("body-member-joined", start, number, end, **told)


def who(facts, text):
    return [each.cadre for each in read_body([MADE, *facts]).members(day(text))]


def test_facts_without_a_constitution_make_no_body():
    assert read_body([joined("LI", "2010-01-01", 2)]) is None


def test_a_membership_lasts_up_to_the_day_on_which_it_ends():
    facts = [joined("LI", "2010-01-01", 2), fact("body-member-left", "2012-01-01", 3, cadre="LI", why="resigned")]

    assert [who(facts, each) for each in ("2009-12-31", "2010-01-01", "2011-12-31", "2012-01-01")] == [
        [],
        ["LI"],
        ["LI"],
        [],
    ]
    [membership] = read_body([MADE, *facts]).memberships
    assert (membership.why, membership.ended_by) == ("resigned", "body:B@3")


def test_another_role_ends_the_first_and_the_secretary_stands_first():
    facts = [joined("AN", "2010-01-01", 2), joined("LI", "2010-01-01", 3), joined("LI", "2011-01-01", 4, "secretary")]
    body = read_body([MADE, *facts])

    assert [each.cadre for each in body.members(day("2011-01-01"))] == ["LI", "AN"]
    assert body.in_role("secretary", day("2010-12-31")) == ()
    assert body.in_role("secretary", day("2011-01-01")) == ("LI",)


def test_whoever_leaves_and_joins_on_one_day_is_in_it():
    left = fact("body-member-left", "2011-01-01", 3, cadre="LI", why="other")
    facts = [joined("LI", "2010-01-01", 2), left, joined("LI", "2011-01-01", 4, "secretary")]

    assert who(facts, "2011-01-01") == ["LI"]


def test_an_election_begins_the_term_again_and_ends_the_membership_of_those_who_are_not_reelected():
    renewed = fact("body-renewed", "2015-01-01", 4, reelected=("LI",), not_reelected=("AN",), term_months=36)
    facts = [joined("AN", "2010-01-01", 2), joined("LI", "2010-01-01", 3), renewed]
    body = read_body([MADE, *facts])

    assert who(facts, "2015-01-01") == ["LI"]
    assert next(each for each in body.memberships if each.cadre == "AN").why == "not-reelected"
    assert body.term(day("2014-12-31")).due_on() == day("2015-01-01")
    assert body.term(day("2015-01-01")).due_on() == day("2018-01-01")


def test_whoever_joins_on_the_day_of_the_election_stays():
    renewed = fact("body-renewed", "2015-01-01", 2, reelected=(), not_reelected=(), term_months=None)

    assert who([renewed, joined("LI", "2015-01-01", 3)], "2015-01-01") == ["LI"]


def test_nobody_is_in_a_dissolved_body_and_a_planned_end_needs_no_act():
    gone = fact("body-dissolved", "2013-01-01", 4, successor=None)
    facts = [joined("LI", "2010-01-01", 2), joined("AN", "2010-01-01", 3, end=day("2011-01-01")), gone]

    assert [who(facts, each) for each in ("2010-06-01", "2011-01-01", "2013-01-01")] == [["AN", "LI"], ["LI"], []]
    assert not read_body([MADE, *facts]).on(day("2013-01-01"))


@pytest.mark.parametrize("role", ["liaison"])
def test_a_liaison_officer_is_no_member(role):
    body = read_body([MADE, joined("LI", "2010-01-01", 2, role)])

    assert body.members(day("2010-01-01")) == ()
    assert body.in_role(role, day("2010-01-01")) == ("LI",)
