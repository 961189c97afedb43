"""The laws that hold for every rule whatever it says, on registers, acts and rules made of chance."""

import json
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.days import ALWAYS, FOREVER
from domain.policy.asked import Asked
from domain.policy.facts import WaiverView
from domain.policy.judge import dues, judge, verdict_on
from domain.policy.rule import WaiverTerms

SEEDS = st.integers(0, 2**32)
OBJECTIONS = {"breach", "undetermined"}
NO_NUMBER = "a number of the pack"
"""What is missing where the pack does not say the number of the day: no waiver helps there."""
FEWER_IS_STRICTER = {
    "tenure-max": ("years", "months"),
    "terms-max": ("terms",),
    "concurrent-max": ("posts",),
    "movement-share": ("share",),
    "backdating": ("days",),
}
MORE_IS_STRICTER = {
    "tenure-min": ("years", "months"),
    "cooling-off": ("years", "months"),
    "backbone-min": ("share", "months_in_unit"),
    "pair-not-together": ("window_days",),
    "probation": ("years", "months"),
}
LIMITS = {**FEWER_IS_STRICTER, **MORE_IS_STRICTER}
OTHER_KINDS = (
    *("exchange-crosses", "kin-avoidance", "native-place-avoidance", "eligibility", "incompatible-duties"),
    *("age-limit", "early-removal", "separation-of-duties"),
)
KINDS = (*LIMITS, *OTHER_KINDS)
PERSONS = {"A": "Zhao", "B": "Yan", "C": "Xu", "D": "Wu"}


@pytest.fixture(scope="session")
def case(drawn, drawn_rule, on_paper, new_register):
    """A function from a seed and a kind to chance, tables, the register on paper, the act and the rule."""

    def made(seed, kind):
        chance = Random(seed)
        told, act = drawn(chance)
        return chance, told, on_paper(new_register(), told), Asked(**act), drawn_rule(chance, kind)[1]

    return made


@pytest.mark.parametrize("kind", LIMITS)
def test_a_stricter_limit_never_removes_a_breach(case, kind):
    breaches = 0
    for seed in range(1500):
        if breaches == 8:
            break
        chance, _, paper, asked, rule = case(seed, kind)
        found = verdict_on(rule, asked, paper)
        if found is None or found.outcome != "breach":
            continue
        breaches += 1
        rows = {name: stricter(kind, rule.numbers[name], chance) for name in LIMITS[kind] if name in rule.numbers}
        found = verdict_on(replace(rule, numbers={**rule.numbers, **rows}), asked, paper)
        assert found.outcome == "breach", seed
    assert breaches == 8


def stricter(kind, rows, chance):
    """The rows with every value lowered, or raised, a little."""

    def changed(value):
        if isinstance(value, str):
            return "1/100" if kind in FEWER_IS_STRICTER else "99/100" if value != "1" else "1"
        return max(1, value - chance.randint(1, 3)) if kind in FEWER_IS_STRICTER else value + chance.randint(1, 3)

    return tuple(row._replace(value=changed(row.value)) for row in rows)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=12)
@given(seed=SEEDS)
def test_a_waiver_only_turns_an_objection_into_waived(case, kind, seed):
    _, _, paper, asked, rule = case(seed, kind)
    plain = replace(rule, waiver=None, unknown="block")
    before = verdict_on(plain, asked, paper)

    paper.waived = [WaiverView(rule.id, asked.cadre, ALWAYS, FOREVER, "boss", "need", "waiver:R-1@1")]
    after = verdict_on(replace(plain, waiver=WaiverTerms("boss")), asked, paper)

    assert (before is None) == (after is None)
    if before is not None:
        waivable = before.outcome in OBJECTIONS and before.missing != NO_NUMBER
        assert after.outcome == ("waived" if waivable else before.outcome)
        assert (after.figures, after.ledger) == (before.figures, before.ledger)
    assert verdict_on(plain, asked, paper) == before


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=12)
@given(seed=SEEDS)
def test_other_names_and_another_order_of_telling_change_nothing(case, on_paper, new_register, kind, seed):
    chance, told, paper, asked, rule = case(seed, kind)
    before = next(iter(judge([rule], asked, paper)), None)

    for table in ("posts", "holdings", "kin", "waivers"):
        chance.shuffle(told[table])
    shuffled = on_paper(new_register(), told)
    renamed = on_paper(new_register(), with_other_names(told))
    act = Asked(**with_other_names(asked._asdict()))

    assert next(iter(judge([rule], asked, shuffled)), None) == before
    after = next(iter(judge([rule], act, renamed)), None)
    assert (after and (after.outcome, after.earliest)) == (before and (before.outcome, before.earliest))


def with_other_names(told):
    """Everything told with other names for the persons."""
    if isinstance(told, str):
        return "".join(["cadre:", PERSONS[told[6]], told[7:]]) if told.startswith("cadre:") else PERSONS.get(told, told)
    if isinstance(told, dict):
        return {with_other_names(key): with_other_names(value) for key, value in told.items()}
    return type(told)(map(with_other_names, told)) if isinstance(told, (list, tuple, frozenset)) else told


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=12)
@given(seed=SEEDS, other=st.sampled_from(KINDS))
def test_an_unrelated_rule_changes_no_outcome(case, drawn_rule, kind, seed, other):
    chance, _, paper, asked, rule = case(seed, kind)
    beside = replace(drawn_rule(chance, other)[1], id="R-2")

    both = judge([beside, rule], asked, paper)

    assert [each for each in both if each.rule.id == "R-1"] == judge([rule], asked, paper)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=12)
@given(seed=SEEDS)
def test_the_same_question_has_the_same_bytes(case, kind, seed):
    answers = []
    for _ in range(2):
        _, _, paper, asked, rule = case(seed, kind)
        found = judge([rule], asked, paper)
        answers.append(json.dumps([each.finding(1).as_dict() for each in found], sort_keys=True))

    assert answers[0] == answers[1]


@settings(max_examples=12)
@given(seed=SEEDS)
def test_a_duty_differs_exactly_around_its_days(case, seed):
    _, _, paper, asked, rule = case(seed, "tenure-max")
    rule = replace(rule, until=FOREVER, waiver=None, pick="effective-day", select=type(rule.select)())
    rule = replace(rule, numbers={name: rows[:1] for name, rows in rule.numbers.items()})
    held = [each for each in paper.every() if each.on(asked.day) and each.open and rule.counts.kind(each.kind)]
    for each in dues([rule], held, asked.day, paper):
        later = [row.start for row in paper.stretches(each.cadre)] + [row.start for row in paper.standings(each.cadre)]
        if each.due_on <= asked.day or any(asked.day <= day < FOREVER for day in later):
            continue
        states = {day: dues([rule], stretch_of(each, held), day, paper)[0].state for day in around(each)}
        assert states == around(each)


def stretch_of(due, held):
    return [each for each in held if (each.cadre, each.post) == (due.cadre, due.post)][-1:]


def around(due):
    """day -> state, before, on and after the days on which a duty turns."""
    before = due.due_on.toordinal()
    warned = min(due.told_from, due.due_on)
    days = (warned, due.due_on)
    told = {}
    for day in days:
        for shift in (-1, 0, 1):
            when = type(day).fromordinal(day.toordinal() + shift)
            if when > due.today:
                told[when] = "ok" if when < warned else "warning" if when.toordinal() < before else "breach"
    return told
