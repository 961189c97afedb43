"""composition: who a body is made of."""

import pytest

from domain.body.membership import CONSTITUTED, JOINED, LEFT
from domain.days import FOREVER, parse_day
from domain.policy.facts import EntryView

MADE = {"body": "B", "unit": "U", "name": "Committee", "kind": "committee", "under": None, "term_months": None}


def note(register, topic, start, number, fields, *subjects, end=FOREVER):
    for subject in ("body:B", *subjects):
        entry = EntryView(
            topic, "body:B", subject, parse_day(start), end, {"body": "B", **fields}, None, f"body:B@{number}"
        )
        register.noted.append(entry)


@pytest.fixture
def body(register):
    """A body B on paper, and a function by which cadres join it."""
    note(register, CONSTITUTED, "2010-01-01", 1, MADE)

    def join(cadre, start="2010-01-01", role="member", full_time=None):
        told = {"cadre": cadre, "role": role, "full_time": full_time, "portfolio": ()}
        note(register, JOINED, start, len(register.noted) + 1, told, f"cadre:{cadre}")

    return join


def test_more_of_one_group_than_of_another_on_the_day_before_the_day_and_the_day_after(
    register, rule, act, outcome, body, around
):
    law = rule("composition", more="full-time", than="part-time")
    for name in ("LI", "WANG"):
        body(name, full_time=True)
    body("CHEN", full_time=False)
    body("ZHAO", "2015-06-01", full_time=False)

    asked = [outcome(law, act("body-member", "ZHAO", when, body="B")) for when in around("2015-06-01")]
    assert asked == ["ok", "breach", "breach"]


def test_what_is_not_on_file_is_asked_for(rule, act, verdict, body):
    body("LI", full_time=True)
    body("WANG")
    found = verdict(
        rule("composition", more="full-time", than="part-time"), act("body-member", "LI", "2015-01-01", body="B")
    )

    assert found.outcome == "undetermined"
    assert "WANG" in found.missing


def test_who_left_the_service_does_not_count(register, rule, act, outcome, body):
    law = rule("composition", who="full-time", share="1/2")
    body("LI", full_time=True)
    body("WANG", full_time=False)
    register.stand("LI", "2000-01-01", None)
    register.stand("LI", "2015-01-01", None, "retire")

    assert outcome(law, act("depart", "LI", "2014-12-31")) == "ok"
    assert outcome(law, act("depart", "LI", "2015-01-01")) == "breach"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"at_least": 3}, "breach"),
        ({"at_least": 2}, "ok"),
        ({"at_most": 1}, "breach"),
        ({"at_most": 2}, "ok"),
        ({"role": "secretary"}, "ok"),
        ({"role": "deputy"}, "breach"),
        ({"who": "secretary", "at_least": 2}, "breach"),
        ({"who": "secretary", "share": "1/2"}, "ok"),
        ({"who": "secretary", "share": "2/3"}, "breach"),
        ({"body_kind": ["branch"], "at_least": 9}, None),
    ],
)
def test_counts_shares_and_roles(rule, act, outcome, body, told, expected):
    body("LI", role="secretary")
    body("WANG")

    assert outcome(rule("composition", **told), act("body-member", "LI", "2015-01-01", body="B")) == expected


def test_relatives_are_not_together(register, rule, act, verdict, body):
    law = rule("composition", kin_apart=True)
    body("LI")
    body("WANG")
    asked = act("body-member", "LI", "2015-01-01", body="B")
    assert verdict(law, asked).outcome == "ok"

    register.kin_of("LI", "wife", "WANG")
    assert "LI and WANG are relatives" in verdict(law, asked).sentence


def test_a_waiver_for_the_body_is_a_waiver(register, rule, act, outcome, body):
    law = rule("composition", at_least=2, waiver={"by": "boss"})
    body("LI")
    register.waive("R-1", "B", "2015-01-01", "2016-01-01")

    days = ("2014-12-31", "2015-01-01", "2015-12-31", "2016-01-01")
    asked = [outcome(law, act("body-member", "LI", each, body="B")) for each in days]
    assert asked == ["breach", "waived", "waived", "breach"]


def test_a_body_without_members_is_not_judged_and_its_next_member_is_the_earliest_lawful_day(
    register, rule, act, verdict, body
):
    law = rule("composition", at_least=2)
    assert verdict(law, act("body-leave", "LI", "2015-01-01", body="B")) is None

    body("LI")
    body("WANG", "2016-03-01")
    assert verdict(law, act("body-leave", "X", "2015-01-01", body="B")).earliest == parse_day("2016-03-01")
    note(register, LEFT, "2015-05-01", 99, {"cadre": "LI", "why": "other"}, "cadre:LI")
    assert verdict(law, act("body-leave", "LI", "2015-05-01", body="B")) is None


def test_whoever_retires_leaves_the_bodies_of_that_day_not_those_left_long_ago(register, rule, act, outcome, body):
    law = rule("composition", role="secretary")
    body("LI")
    body("WANG")
    left = {"cadre": "LI", "why": "resigned"}
    note(register, LEFT, "2012-06-01", len(register.noted) + 1, left, "cadre:LI")

    asked = {who: outcome(law, act("depart", who, "2015-06-01")) for who in ("LI", "WANG")}
    assert asked == {"LI": None, "WANG": "breach"}
