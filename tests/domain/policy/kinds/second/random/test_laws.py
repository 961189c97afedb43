"""The laws that hold for every rule whatever it says, on registers, acts and rules made of chance."""

import json
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.days import ALWAYS, FOREVER
from domain.policy.asked import Asked
from domain.policy.asking import with_own_post
from domain.policy.catalogue import BY_NAME
from domain.policy.catalogue import KINDS as CATALOGUE
from domain.policy.facts import WaiverView
from domain.policy.hypothesis import Hypothesis
from domain.policy.judge import dues, judge, objecting, verdict_on
from domain.policy.rule import MissingNumber, WaiverTerms
from tests.domain.policy.kinds.second.random.asking import ACTS
from tests.domain.policy.kinds.second.random.chance import CADRES, POSTS, UNITS
from tests.domain.policy.kinds.second.random.chance import KINDS as HELD_AS

SEEDS = st.integers(0, 2**32)
OBJECTIONS = {"breach", "undetermined"}
NO_NUMBER = "a number of the pack"
"""What is missing where the pack does not say the number of the day: no waiver helps there."""
FEWER, MORE = -1, 1
LIMITS = {
    "tenure-max": {"years": FEWER, "months": FEWER},
    "terms-max": {"terms": FEWER},
    "concurrent-max": {"posts": FEWER},
    "movement-share": {"share": FEWER},
    "backdating": {"days": FEWER},
    "tenure-min": {"years": MORE, "months": MORE},
    "cooling-off": {"years": MORE, "months": MORE},
    "backbone-min": {"share": MORE, "months_in_unit": MORE},
    "pair-not-together": {"window_days": MORE},
    "probation": {"years": MORE, "months": MORE},
    "composition": {"share": MORE, "at_least": MORE, "at_most": FEWER},
    "decision-required": {"quorum": MORE, "majority": MORE, "notice_days": MORE, "above": FEWER},
    "publicity-required": {"working_days": MORE},
    "freeze": {"warning": MORE, "demerit": MORE, "removal": MORE},
    "exceptional-promotion": {"exceptional_steps": FEWER, "most_steps": FEWER, "months_since": MORE},
    "training-before-promotion": {"days": MORE, "hours": MORE, "or_hours": MORE},
}
"""Kind -> its numbers, and whether fewer or more of them is stricter."""
OWED_LIMITS = {
    "training-min": {"days": MORE, "hours": MORE, "or_hours": MORE},
    "training-before-promotion": {"days": MORE, "hours": MORE, "or_hours": MORE, "within_months": FEWER},
    "training-outside": {"sessions": MORE},
    "yearly-count": {"at_least": MORE},
    "handling-limit": {"days": FEWER, "months": FEWER},
}
"""The same of kinds by which something is owed."""
KINDS = tuple(kind.name for kind in CATALOGUE if kind.check)
SPARING = tuple(kind.name for kind in CATALOGUE if kind.spares)
SPARING_ALL = (
    *("composition", "decision-required", "exchange-crosses", "member-eligibility", "probation"),
    *("publicity-required", "native-place-avoidance"),
)
"""Kinds that spare everybody or nobody."""
OWING = tuple(kind for kind in CATALOGUE if kind.owed or kind.owed_by_unit)
PERSONS = {"A": "Zhao", "B": "Yan", "C": "Xu", "D": "Wu"}


@pytest.fixture(scope="session")
def case(drawn, drawn_rule, on_paper, new_register):
    """A function from a seed and a kind to chance, tables, the register on paper, the act and the rule."""

    def made(seed, kind):
        chance = Random(seed)
        told, act = drawn(chance)
        asked = told["acts"].get(chance.choice(ACTS.get(kind, ("career",))), act)
        return chance, told, on_paper(new_register(), told), Asked(**asked), drawn_rule(chance, kind)[1]

    return made


@pytest.mark.parametrize("kind", LIMITS)
def test_a_stricter_limit_never_removes_a_breach(case, kind):
    breaches = 0
    for seed in range(1500):
        if breaches == 6:
            break
        chance, _, paper, asked, rule = case(seed, kind)
        found = verdict_on(rule, asked, paper)
        if found is None or found.outcome != "breach":
            continue
        breaches += 1
        found = verdict_on(with_stricter(rule, LIMITS[kind], chance), asked, paper)
        assert found.outcome == "breach", seed
    assert breaches == 6


def with_stricter(rule, limits, chance):
    """The rule with each of its limits lowered, or raised, a little."""
    changed = {name: stricter(rule.numbers[name], limits[name], chance) for name in limits if name in rule.numbers}
    return replace(rule, numbers={**rule.numbers, **changed})


def stricter(rows, way, chance):
    def changed(value):
        if isinstance(value, str):
            return "1/100" if way == FEWER else "99/100" if value != "1" else "1"
        return max(1, value - chance.randint(1, 3)) if way == FEWER else value + chance.randint(1, 3)

    return tuple(row._replace(value=changed(row.value)) for row in rows)


def owed(kind, rule, today, paper):
    """Everything owed by the day: (subject, about) -> what."""
    asking = ((kind.owed, CADRES), (kind.owed_by_unit, UNITS))
    told = [each for of, names in asking if of for name in names for each in of(rule, name, today, paper)]
    return {(each.subject, each.about): each for each in told}


@pytest.mark.parametrize("kind", OWED_LIMITS)
def test_a_stricter_limit_never_removes_what_is_overdue(case, kind):
    overdue = 0
    for seed in range(300):
        if overdue >= 6:
            break
        chance, _, paper, asked, rule = case(seed, kind)
        late = [
            key
            for key, each in owed(BY_NAME[kind], rule, asked.day, paper).items()
            if each.due_on <= asked.day and each.done_by is None
        ]
        overdue += len(late)
        after = owed(BY_NAME[kind], with_stricter(rule, OWED_LIMITS[kind], chance), asked.day, paper)
        for key in late:
            assert after[key].done_by is None, seed
            assert after[key].due_on <= asked.day, seed
    assert overdue >= 6


@pytest.mark.parametrize("kind", OWING, ids=lambda kind: kind.name)
def test_what_is_owed_is_raised_on_its_day_and_not_the_day_before(case, kind):
    seen = 0
    for seed in range(300):
        if seen >= 6:
            break
        _, _, paper, asked, rule = case(seed, kind.name)
        for key, each in owed(kind, rule, asked.day, paper).items():
            seen += 1
            before = owed(kind, rule, each.raised_on - timedelta(days=1), paper)
            on_the_day = owed(kind, rule, each.raised_on, paper)
            assert key not in before, seed
            assert (on_the_day[key].raised_on, on_the_day[key].due_on) == (each.raised_on, each.due_on), seed
    assert seen >= 6


@pytest.mark.parametrize("kind", OWING, ids=lambda kind: kind.name)
@settings(max_examples=4)
@given(seed=SEEDS)
def test_other_names_change_nothing_of_what_is_owed(case, on_paper, new_register, kind, seed):
    chance, told, paper, asked, rule = case(seed, kind.name)
    before = owed(kind, rule, asked.day, paper)

    for table in ("posts", "holdings", "waivers"):
        chance.shuffle(told[table])
    renamed = on_paper(new_register(), with_other_names(told))
    asking = ((kind.owed, PERSONS.values()), (kind.owed_by_unit, UNITS))
    found = [each for of, names in asking if of for name in names for each in of(rule, name, asked.day, renamed)]

    wanted = {with_other_names(tuple(each)) for each in before.values()}
    assert {tuple(each) for each in found} == wanted


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=5)
@given(seed=SEEDS)
def test_a_waiver_only_turns_an_objection_into_waived(case, kind, seed):
    _, _, paper, asked, rule = case(seed, kind)
    plain = replace(rule, waiver=None, unknown="block")
    before = verdict_on(plain, asked, paper)

    paper.waived = [
        WaiverView(rule.id, next(iter(asked.subjects), ""), ALWAYS, FOREVER, "boss", "need", "waiver:R-1@1")
    ]
    after = verdict_on(replace(plain, waiver=WaiverTerms("boss")), asked, paper)

    assert (before is None) == (after is None)
    if before is not None:
        waivable = asked.subjects and before.outcome in OBJECTIONS and before.missing != NO_NUMBER
        assert after.outcome == ("waived" if waivable else before.outcome)
        assert (after.figures, after.ledger) == (before.figures, before.ledger)
    assert verdict_on(plain, asked, paper) == before


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=5)
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
@settings(max_examples=5)
@given(seed=SEEDS, other=st.sampled_from(KINDS))
def test_an_unrelated_rule_changes_no_outcome(case, drawn_rule, kind, seed, other):
    chance, _, paper, asked, rule = case(seed, kind)
    beside = replace(drawn_rule(chance, other)[1], id="R-2")

    both = judge([beside, rule], asked, paper)

    assert [each for each in both if each.rule.id == "R-1"] == judge([rule], asked, paper)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=5)
@given(seed=SEEDS)
def test_the_same_question_has_the_same_bytes(case, kind, seed):
    answers = []
    for _ in range(2):
        _, _, paper, asked, rule = case(seed, kind)
        found = judge([rule], asked, paper)
        answers.append(json.dumps([each.finding(1).as_dict() for each in found], sort_keys=True))

    assert answers[0] == answers[1]


@pytest.mark.parametrize("kind", SPARING)
def test_a_rule_has_nothing_against_whom_it_spares(case, kind):
    spared = asked_about = 0
    for seed in range(80):
        chance, _, paper, act, rule = case(seed, kind)
        post, held_as, day = chance.choice(POSTS), chance.choice(HELD_AS), act.day
        asking = [with_own_post(Asked("appoint", who, day, day, post=post, kind=held_as), paper) for who in CADRES]
        for act_name in {each.act for each in asking}:
            alike = [each for each in asking if each.act == act_name]
            tells = told_beforehand(rule, alike[0], paper) if rule.on(day) else None
            for asked in alike if tells else ():
                asked_about += 1
                if tells(asked):
                    spared += 1
                    world = Hypothesis(paper, asked)
                    assert objecting([(rule, BY_NAME[kind].check)], world.asked, world) == [], (seed, asked)
    assert spared > 10
    assert spared < asked_about or kind in SPARING_ALL


def told_beforehand(rule, asked, paper):
    try:
        return BY_NAME[rule.kind].spares(rule, asked, paper)
    except MissingNumber:
        return None


@settings(max_examples=5)
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
