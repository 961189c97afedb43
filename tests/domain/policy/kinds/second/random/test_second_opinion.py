"""Every rule kind against its second implementation, on registers, acts and rules made of chance.

A few thousand cases in the suite; more of them, from any place on, with

    CASES=100000 FIRST=0 python -m pytest --log-cli-level=INFO tests/domain/policy/kinds/second
"""

import logging
import os
from collections import Counter
from random import Random

import pytest

from domain.policy.asked import Asked
from domain.policy.catalogue import KINDS
from domain.policy.judge import dues, verdict_on, with_state

CASES, FIRST = int(os.environ.get("CASES", "2000")), int(os.environ.get("FIRST", "0"))
SECOND = {
    *("tenure-max", "terms-max", "tenure-min", "cooling-off", "exchange-crosses", "movement-share", "backbone-min"),
    *("pair-not-together", "kin-avoidance", "native-place-avoidance", "eligibility", "probation", "concurrent-max"),
    *("incompatible-duties", "age-limit", "early-removal", "separation-of-duties", "backdating", "vacancy-alarm"),
}
"""The kinds that look at posts, holdings and persons; those of training, assessment and procedure have other tests."""
BANDS = ("may", "should")
LOG = logging.getLogger("second opinion")


@pytest.fixture
def cases(drawn, drawn_rule, on_paper, register, second_opinion):
    """One case after another: what both say, of acts, of holdings that fall due and of vacant posts."""

    def made(number):
        chance = Random(f"case {number}")
        told, act = drawn(chance)
        paper, second = on_paper(type(register)(), told), second_opinion(told)
        asked = Asked(**act)
        for kind in [each for each in KINDS if each.name in SECOND] * 3:
            stored, rule = drawn_rule(chance, kind.name)
            if kind.check:
                yield kind.name, said(verdict_on(rule, asked, paper)), second.judge(stored, act)
            if kind.due:
                held = [each for each in paper.every() if each.on(act["day"])]
                found = {(each.cadre, each.post): each for each in dues([rule], held, act["day"], paper)}
                for each in held:
                    other = second.due(stored, each.cadre, each.post, act["day"])
                    yield f"due {kind.name} {stored['clock']}", owed(found.get((each.cadre, each.post))), other
            if kind.vacancy and rule.on(act["day"]):
                for post in sorted({term[2]["post"] for term in paper.terms}):
                    places = [place] if (place := paper.post(post, act["day"])) else []
                    raised = (kind.vacancy(rule, place, act["day"], paper) for place in places)
                    found = next((with_state(each, paper) for each in raised if each), None)
                    yield kind.name, owed(found), second.vacancy(stored, post, act["day"])

    return made


def said(verdict):
    """A verdict in the words of the second implementation."""
    if verdict is None:
        return None
    told = {**verdict.figures, "outcome": verdict.outcome, "effect": verdict.rule.effect}
    if verdict.rule.kind == "kin-avoidance":
        told["met"] = sorted({(each["cadre"], each["post"]) for each in told["relatives"]})
    if verdict.rule.kind == "eligibility" and "conditions" in told:
        told["met"] = [each["met"] for each in told["conditions"]]
    return told


def owed(due):
    """A duty in the words of the second implementation."""
    if due is None:
        return None
    told = {name: getattr(due, name) for name in ("since", "counted_days", "due_on", "state")}
    return told | {name: day for name, day in due.bands if name in BANDS}


def agree(first, second):
    """Whether both say the same, as far as the second says it."""
    if first is None or second is None:
        return first is second
    return all(first.get(name) == value for name, value in second.items())


def test_both_say_the_same(cases):
    outcomes, number, tried = Counter(), FIRST, 0
    while tried < CASES:
        for what, first, second in cases(number):
            assert agree(first, second), f"case {number}, {what}:\n  {first}\n  {second}"
            if second is not None:
                tried += 1
                outcomes[what, second.get("outcome") or second["state"]] += 1
        number += 1
    LOG.info("%s cases, on the registers %s to %s", tried, FIRST, number - 1)
    for (what, outcome), count in sorted(outcomes.items()):
        LOG.info("%-40s %-14s %7s", what, outcome, count)
    assert {what for what, _ in outcomes} >= SECOND, "chance has left out a kind"
