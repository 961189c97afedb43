"""publicity-required: a notice of enough working days was over by the day of the act."""

import pytest

from domain.days import FOREVER, parse_day
from domain.policy.facts import EntryView


@pytest.fixture
def publicised(register):
    """A function that puts a notice on file that was put up on one day and over on another."""

    def put_up(up="2024-03-11", over="2024-03-19", case="C1", **told):
        told = {"cadre": "LI", "posts": ["HEAD"], "procedure": "appointment", "budget": "5wd", **told}

        def note(topic, subject, when, **fields):
            event = f"case:{case}@{len(register.noted) + 1}"
            register.noted.append(
                EntryView(topic, f"case:{case}", subject, parse_day(when), FOREVER, fields, None, event)
            )

        note("case-opened", f"cadre:{told['cadre']}", "2024-01-01", posts=told["posts"], procedure=told["procedure"])
        note("case-publicity-opened", "", up, step="publicise", budget=told["budget"])
        if over:
            note("case-term-elapsed", "", over, step="publicise")

    return put_up


@pytest.fixture
def law(rule):
    """Five working days before every post of the division level."""
    return rule("publicity-required", working_days=5, select={"level": ["division"]})


@pytest.fixture
def appoint(register, act):
    register.post_at("HEAD", level="division")
    register.post_at("CLERK", level="clerk")
    return lambda when="2024-03-20", post="HEAD": act("appoint", "LI", when, post)


def test_the_notice_is_over_by_the_day_of_the_act(law, verdict, appoint, publicised, around):
    publicised()

    assert [verdict(law, appoint(when)).outcome for when in around("2024-03-19")] == ["breach", "ok", "ok"]
    assert verdict(law, appoint("2024-03-12")).earliest == parse_day("2024-03-19")
    assert verdict(law, appoint()).facts == ("case:C1@2", "case:C1@3")


@pytest.mark.parametrize(
    "told",
    [
        {"over": None},
        {"cadre": "WANG"},
        {"posts": ["OTHER"]},
        {"budget": "4wd"},
        {"budget": "30d"},
    ],
)
def test_a_notice_that_does_not_count(law, verdict, appoint, publicised, told):
    publicised(**told)

    assert verdict(law, appoint()).outcome == "breach"


def test_without_a_notice_and_for_a_post_that_the_rule_leaves_out(law, verdict, appoint):
    assert verdict(law, appoint()).outcome == "breach"
    assert verdict(law, appoint(post="CLERK")) is None


def test_a_case_without_a_post_counts_for_any_and_the_longest_is_told(law, verdict, appoint, publicised):
    publicised(posts=[], budget="7wd")

    assert verdict(law, appoint()).figures["working_days"] == 7


def test_only_the_procedures_that_the_rule_names(rule, verdict, appoint, publicised):
    publicised(procedure="exchange")
    strict = rule("publicity-required", working_days=5, procedures=["appointment"])

    assert verdict(strict, appoint()).outcome == "breach"
