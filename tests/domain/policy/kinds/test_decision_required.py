"""decision-required: an act rests on a collective decision that met what the rule asks."""

import pytest

from domain.body.membership import CONSTITUTED
from domain.days import FOREVER, parse_day
from domain.policy.facts import EntryView

VOTE = {
    "entitled": 9,
    "present": 9,
    "votes_for": 9,
    "votes_against": 0,
    "abstained": 0,
    "recused": (),
    "postponed": False,
}
PLAIN = {"matter": "major-appointment", "follows": None, "cadres": (), "posts": (), "amount": None, "body": "B"}


def entry(register, topic, subject, when, **fields):
    number = len(register.noted) + 1
    register.noted.append(EntryView(topic, "d", subject, parse_day(when), FOREVER, fields, None, f"d@{number}"))


@pytest.fixture
def decided(register):
    """A function that puts the minutes of a decision on file; bodies are named after their kinds."""

    def take(number="D", when="2020-03-01", **told):
        body = told.get("body", "committee")
        fields = {"unit": "U", "name": body, "kind": body, "under": None, "term_months": None}
        entry(register, CONSTITUTED, f"body:{body}", "2000-01-01", body=body, **fields)
        minutes = {**VOTE, **PLAIN, "body": body, **told, "number": number}
        entry(register, "collective-decision-taken", f"decision:{number}", when, **minutes)

    return take


@pytest.fixture
def appoint(register, act):
    """An appointment to HEAD that cites the decision D, or what is said."""
    register.post_at("HEAD", key_post=True, level="division")
    return lambda when="2020-03-05", **told: act("appoint", "LI", when, "HEAD", **{"decision": "D", **told})


def test_an_act_without_a_decision_and_one_that_names_a_label(rule, verdict, appoint):
    law = rule("decision-required")

    assert verdict(law, appoint(decision=None)).outcome == "breach"
    found = verdict(law, appoint())
    assert (found.outcome, found.missing) == ("undetermined", "the minutes of the decision D")


def test_the_decision_is_not_younger_than_the_act(rule, verdict, appoint, decided, around):
    decided()
    law = rule("decision-required")

    assert [verdict(law, appoint(when)).outcome for when in around("2020-03-01")] == ["breach", "ok", "ok"]
    assert verdict(law, appoint("2020-02-01")).earliest == parse_day("2020-03-01")


@pytest.mark.parametrize(
    ("present", "votes_for", "expected"), [(6, 5, "ok"), (5, 5, "breach"), (6, 4, "breach"), (9, 5, "ok")]
)
def test_quorum_is_at_least_and_majority_more_than_the_share(
    rule, outcome, appoint, decided, present, votes_for, expected
):
    decided(present=present, votes_for=votes_for)

    assert outcome(rule("decision-required", quorum="2/3", majority="1/2"), appoint()) == expected


def test_the_majority_of_those_present_and_of_those_entitled(rule, outcome, appoint, decided):
    decided(entitled=9, present=6, votes_for=4)

    assert outcome(rule("decision-required", majority="1/2"), appoint()) == "breach"
    assert outcome(rule("decision-required", majority="1/2", base="present"), appoint()) == "ok"


def test_whoever_withdrew_is_counted_unless_the_rule_says_otherwise(rule, outcome, appoint, decided):
    decided(entitled=8, present=7, votes_for=4, recused=("LI",))

    assert outcome(rule("decision-required", majority="1/2"), appoint()) == "breach"
    assert outcome(rule("decision-required", majority="1/2", recused_in_base=False), appoint()) == "ok"


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"matter": "large-funds"}, "it is a large-funds"),
        ({"cadres": ("WANG",)}, "it is about WANG"),
        ({"posts": ("TAIL",)}, "it is about the post TAIL"),
        ({"postponed": True}, "it was put off"),
    ],
)
def test_the_decision_is_about_the_act_and_was_taken(rule, verdict, appoint, decided, told, says):
    decided(**told)

    assert says in verdict(rule("decision-required", classes=["major-appointment"]), appoint()).sentence


def test_two_stages_one_after_the_other(rule, outcome, appoint, decided):
    law = rule("decision-required", chain=["office-meeting", "committee"])
    decided("D", follows="D0")
    assert outcome(law, appoint()) == "breach"

    decided("D0", "2020-02-20", body="office-meeting")
    assert outcome(law, appoint()) == "ok"
    assert outcome(law, appoint(decision="D0")) == "breach"
    decided("E", follows="E0")
    decided("E0", "2020-03-02", body="office-meeting")
    assert outcome(law, appoint(decision="E")) == "breach"


def test_signatures_and_notice(register, rule, verdict, appoint, decided, around):
    law = rule("decision-required", signed_by=["branch"], notice_days=5, of_bodies=["village-committee"])
    decided("A")
    assert verdict(law, appoint(decision="A")) is None

    decided("D", body="village-committee")
    assert verdict(law, appoint()).sentence.count(";") == 2
    decided("X", body="branch")
    entry(register, "decision-signed", "decision:D", "2020-03-02", number="D", body="branch")
    outcomes = []
    for when in reversed(around("2020-02-25")):
        entry(register, "decision-noticed", "decision:D", when, number="D", body="village-committee")
        outcomes.append(verdict(law, appoint()).outcome)
    assert outcomes == ["breach", "ok", "ok"]


def test_whom_it_concerns(register, rule, outcome, act, appoint, decided):
    law = rule("decision-required", select={"key_post": True})
    register.post_at("DESK")
    register.hold("LI", "HEAD", "2010-01-01", "2020-03-05")

    assert outcome(law, act("appoint", "LI", "2020-03-05", "DESK")) is None
    assert outcome(law, act("relieve", "LI", "2020-03-05", left="HEAD")) == "breach"
    assert outcome(law, act("promote", "LI", "2020-03-05", level="division")) is None
    high = rule("decision-required", select={"level": ("division",)})
    assert outcome(high, act("promote", "LI", "2020-03-05", level="division")) == "breach"
    assert outcome(high, act("promote", "LI", "2020-03-05", level="section")) is None
    assert outcome(rule("decision-required", only_cited=True), appoint(decision=None)) is None


def test_a_sum_above_the_limit_needs_a_decision_that_lets_it_be_spent(rule, outcome, act, decided, around):
    law = rule("decision-required", acts=["fund-spend"], above=50000, classes=["large-funds"])

    def spend(amount, **told):
        return act("fund-spend", "", "2020-03-05", amount=amount, **told)

    assert [outcome(law, spend(each)) for each in ("49999.99", "50000", "50000.01")] == [None, None, "breach"]
    decided(matter="large-funds", amount="60000")
    assert [outcome(law, spend(each, decision="D")) for each in ("60000", "60000.01")] == ["ok", "breach"]


def test_a_question_about_an_act_is_not_asked_for_its_decision(register, rule, act, appoint):
    from domain.policy.hypothesis import Hypothesis
    from domain.policy.judge import judge

    world = Hypothesis(register, appoint(decision=None))
    assert judge([rule("decision-required")], world.asked, world) == []


def test_a_removal_cites_a_decision_about_the_post_that_is_left(register, rule, act, outcome, decided):
    for post in ("HEAD", "CLERK"):
        register.hold("LI", post, "2015-01-01", "2020-03-05")
    decided(posts=("CLERK",))
    removals = {post: act("relieve", "LI", "2020-03-05", left=post, decision="D") for post in ("HEAD", "CLERK")}

    found = {post: outcome(rule("decision-required"), removal) for post, removal in removals.items()}
    assert found == {"HEAD": "breach", "CLERK": "ok"}
