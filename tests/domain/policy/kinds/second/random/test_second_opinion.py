"""Every rule kind against its second implementation, on registers, acts and rules made of chance.

A thousand cases in the suite; more of them, from any place on, with

    CASES=100000 FIRST=0 python -m pytest --log-cli-level=INFO tests/domain/policy/kinds/second
"""

import logging
import os
from collections import Counter
from random import Random

import pytest

from domain.policy.catalogue import KINDS
from tests.domain.policy.kinds.second.random.asking import answers
from tests.domain.policy.kinds.second.random.expected import ELSEWHERE, OUTCOMES

CASES, FIRST = int(os.environ.get("CASES", "1000")), int(os.environ.get("FIRST", "0"))
LOG = logging.getLogger("second opinion")


@pytest.fixture
def cases(drawn, drawn_rule, on_paper, register, second_opinion):
    """One case after another: what both say, of acts, of what falls due or is owed, of reports."""

    def made(number, kinds):
        chance = Random(f"case {number}")
        told, _ = drawn(chance)
        paper, second = on_paper(type(register)(), told), second_opinion(told)
        for kind in kinds:
            stored, rule = drawn_rule(chance, kind.name)
            yield from answers(kind, (stored, rule), told, paper, second, chance)

    return made


def agree(first, second):
    """Whether both say the same, as far as the second says it."""
    if first is None or second is None:
        return first is second
    return all(first.get(name) == value for name, value in second.items())


def asked(outcomes, *, everything):
    """Every kind, those that judge acts more often; in the end those of which something has not been said yet."""
    open_ones = {
        what.removeprefix("due ").removeprefix("owed ").removeprefix("account ").split()[0]
        for what, _ in OUTCOMES - set(outcomes)
    }
    there = [kind for kind in KINDS if kind.name not in ELSEWHERE and (everything or kind.name in open_ones)]
    return [kind for kind in there for _ in range(6 if kind.check else 1)]


def test_both_say_the_same(cases):
    outcomes, number, tried = Counter(), FIRST, 0
    while tried < CASES or (OUTCOMES - set(outcomes) and number < FIRST + 3 * CASES):
        for what, first, second in cases(number, asked(outcomes, everything=tried < CASES)):
            assert agree(first, second), f"case {number}, {what}:\n  {first}\n  {second}"
            tried += second is not None
            outcomes[what, second.get("outcome") or second["state"] if second else "not-applicable"] += 1
        number += 1
    LOG.info("%s cases, on the registers %s to %s", tried, FIRST, number - 1)
    for (what, outcome), count in sorted(outcomes.items()):
        LOG.info("%-40s %-14s %7s", what, outcome, count)
    assert not OUTCOMES - set(outcomes), "chance has left out something that a kind can say"
