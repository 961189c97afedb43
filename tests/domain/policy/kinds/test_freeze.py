"""freeze: during an investigation or the effect period of a sanction some acts are barred."""

from datetime import date, timedelta
from random import Random

import pytest

from domain.days import add_months
from domain.errors import BadInput
from domain.policy.catalogue import BY_NAME
from domain.policy.effect_periods import sanctions
from domain.policy.loading import load_pack

MONTHS = {"warning": 6, "demerit": 12, "major-demerit": 18, "removal": 24}


@pytest.fixture
def sanctioned(rule):
    """A rule that bars acts in the effect period of administrative sanctions."""
    return lambda **told: rule("freeze", **{"while": "sanction", "line": "administrative", **MONTHS, **told})


@pytest.fixture
def investigated(rule):
    """A rule that bars acts while an investigation is open."""
    return lambda **told: rule("freeze", **{"while": "investigation", **told})


@pytest.mark.parametrize(
    ("imposed", "kind", "ends"),
    [
        ("2020-03-01", "warning", "2020-09-01"),
        ("2020-03-01", "demerit", "2021-03-01"),
        ("2020-02-29", "demerit", "2021-02-28"),  # a leap day
        ("2019-08-31", "warning", "2020-02-29"),  # the end of a month, in a leap year
        ("2018-08-31", "warning", "2019-02-28"),
        ("2020-08-31", "major-demerit", "2022-02-28"),
        ("2020-02-29", "removal", "2022-02-28"),
    ],
)
def test_a_sanction_bars_up_to_the_day_on_which_its_months_are_over(
    register, sanctioned, act, verdict, around, imposed, kind, ends
):
    register.sanction("LI", imposed, kind)

    found = [
        verdict(sanctioned(acts=("promote",)), act("promote", "LI", each, level="section")) for each in around(ends)
    ]

    assert [each.outcome for each in found] == ["breach", "ok", "ok"]
    assert found[0].earliest.isoformat() == ends
    assert found[0].facts == ("sanction:LI@1",)


def test_it_bars_from_the_day_on_which_it_is_imposed(register, sanctioned, act, outcome, around):
    register.sanction("LI", "2020-03-01", "warning")
    register.post_at("P")

    assert [outcome(sanctioned(), act("appoint", "LI", each, "P")) for each in around("2020-03-01")] == [
        *("ok", "breach", "breach")
    ]
    assert outcome(sanctioned(), act("appoint", "WANG", "2020-03-01", "P")) is None


def test_an_open_investigation_bars_without_an_end(register, investigated, act, verdict, around):
    register.post_at("P")
    register.investigate("LI", "2020-03-01")

    found = [verdict(investigated(), act("appoint", "LI", each, "P")) for each in around("2020-03-01")]

    assert [each.outcome for each in found] == ["ok", "breach", "breach"]
    assert found[1].earliest is None
    assert found[1].sentence == (
        "LI: appoint on 2020-03-01 is barred by investigation (investigation:LI.2020-03-01@1), in effect from "
        "2020-03-01 and open."
    )


def test_a_closed_one_bars_up_to_its_closing(register, investigated, act, verdict, around):
    register.post_at("P")
    register.investigate("LI", "2020-01-01", "2020-02-29")
    register.investigate("LI", "2020-03-01", "2020-04-01")

    found = [verdict(investigated(), act("appoint", "LI", each, "P")) for each in around("2020-02-29")]

    assert [each.outcome for each in found] == ["breach", "ok", "breach"]
    assert [each.earliest and each.earliest.isoformat() for each in found] == ["2020-02-29", None, "2020-04-01"]


@pytest.mark.parametrize(("kind", "expected"), [("resign", "breach"), ("dismiss", None), ("death", None)])
def test_only_some_ways_of_leaving_are_barred(register, investigated, act, outcome, kind, expected):
    register.investigate("LI", "2020-03-01")
    barring = investigated(acts=("depart",), departures=("resign", "retire"))

    assert outcome(barring, act("depart", "LI", "2020-04-01", kind=kind)) == expected
    assert outcome(investigated(acts=("promote",)), act("depart", "LI", "2020-04-01", kind=kind)) is None


def test_rewards_are_barred_where_the_rule_names_them_and_not_judged_otherwise(register, investigated, act, outcome):
    register.investigate("LI", "2020-03-01")
    reward = act("reward", "LI", "2020-04-01", kind="merit")

    assert outcome(investigated(acts=("reward",)), reward) == "breach"
    assert outcome(investigated(), reward) is None


def test_where_only_a_rise_is_barred_a_post_of_the_same_level_is_free(register, sanctioned, act, verdict, outcome):
    register.sanction("LI", "2020-03-01", "warning")
    register.stand("LI", "2010-01-01", "section")
    register.post_at("SAME", level="section")
    register.post_at("HIGHER", level="division")
    rises = sanctioned(promotion_only=True)

    assert outcome(rises, act("appoint", "LI", "2020-04-01", "SAME")) is None
    assert outcome(rises, act("promote", "LI", "2020-04-01", level="clerk")) is None
    assert verdict(rises, act("appoint", "LI", "2020-04-01", "HIGHER")).earliest == date(2020, 9, 1)


def test_a_rule_for_some_levels_bars_only_posts_of_them(register, sanctioned, act, outcome):
    register.sanction("LI", "2020-03-01", "warning")
    register.post_at("LOW", level="clerk")
    register.post_at("HIGH", level="division")
    leading = sanctioned(select={"level": ("division",)})

    assert outcome(leading, act("appoint", "LI", "2020-04-01", "LOW")) is None
    assert outcome(leading, act("appoint", "LI", "2020-04-01", "HIGH")) == "breach"
    assert outcome(leading, act("promote", "LI", "2020-04-01", level="division")) == "breach"
    assert outcome(leading, act("promote", "LI", "2020-04-01", level="section")) is None


def periods(register, rule):
    return [(str(each.start), str(each.end), each.how) for each in sanctions(rule, "LI", register)]


def test_a_new_one_within_a_running_period_is_added_to_what_remains(register, sanctioned):
    register.sanction("LI", "2020-03-01", "demerit")
    register.sanction("LI", "2021-02-28", "warning")
    register.sanction("LI", "2021-09-01", "warning")  # on the day on which the last one ended

    assert periods(register, sanctioned(stack="remaining-plus-new")) == [
        ("2020-03-01", "2021-03-01", "own"),
        ("2021-02-28", "2021-09-01", "remaining-plus-new"),
        ("2021-09-01", "2022-03-01", "own"),
    ]
    assert [each[1] for each in periods(register, sanctioned())] == ["2021-03-01", "2021-08-28", "2022-03-01"]


def test_together_they_never_last_longer_than_the_cap_from_the_new_one(register, sanctioned):
    for start, kind in (("2020-03-01", "removal"), ("2020-04-01", "removal"), ("2020-05-01", "warning")):
        register.sanction("LI", start, kind)

    found = periods(register, sanctioned(stack="remaining-plus-new", cap_months=48))
    assert [each[1] for each in found] == ["2022-03-01", "2024-03-01", "2024-05-01"]


def test_of_several_of_one_day_the_heaviest_counts_equal_ones_add_up_or_not(register, sanctioned):
    for kind in ("warning", "demerit", "demerit"):
        register.sanction("LI", "2020-03-01", kind)
    added = sanctioned(stack="remaining-plus-new", cap_months=18)

    assert {each[1:] for each in periods(register, added)} == {("2021-09-01", "sum")}
    one = sanctioned(stack="remaining-plus-new", equal="one")
    assert {each[1:] for each in periods(register, one)} == {("2021-03-01", "heaviest")}
    assert {each[1:] for each in periods(register, sanctioned())} == {("2021-03-01", "heaviest")}


def test_a_lifted_sanction_ends_then_and_what_was_added_to_it_before_stays(register, sanctioned):
    first = register.sanction("LI", "2020-03-01", "demerit")
    register.sanction("LI", "2020-09-01", "warning")
    register.note("sanction-lifted", "LI", "2020-10-01", sanction=first)
    register.sanction("LI", "2022-01-01", "warning")
    rule = sanctioned(stack="remaining-plus-new")

    assert periods(register, rule) == [
        ("2020-03-01", "2020-10-01", "lifted"),
        ("2020-09-01", "2021-09-01", "remaining-plus-new"),
        ("2022-01-01", "2022-07-01", "own"),
    ]


def test_sanctions_of_other_lines_and_kinds_are_left_out(register, sanctioned, rule):
    register.sanction("LI", "2020-03-01", "warning", line="party")
    register.sanction("LI", "2020-03-01", "dismissal")

    assert periods(register, sanctioned()) == []
    both = rule("freeze", **{"while": "sanction", "warning": 12})
    assert periods(register, both) == [("2020-03-01", "2021-03-01", "own")]


def test_the_months_are_those_of_the_day_on_which_it_was_imposed(register, sanctioned):
    register.sanction("LI", "2019-12-31", "warning")
    register.sanction("LI", "2022-01-01", "warning")
    rule = sanctioned(warning=[("0001-01-01", 6), ("2020-01-01", 12)])

    assert [each[1] for each in periods(register, rule)] == ["2020-06-30", "2023-01-01"]


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        *(("2021-02-28", "breach"), ("2021-03-01", "ok"), ("2021-09-01", "ok")),
        *(("2022-03-01", "ok"), ("2022-03-02", "breach")),
    ],
)
def test_the_end_that_a_decision_states_lies_between_one_and_the_sum(
    register, sanctioned, act, verdict, until, expected
):
    register.sanction("LI", "2020-03-01", "demerit")
    event = register.sanction("LI", "2020-03-01", "demerit", until=until)
    rule = sanctioned(stack="remaining-plus-new", cap_months=48)

    found = verdict(rule, act("sanction", "LI", "2020-03-01", kind="demerit", event=event))
    assert found.outcome == expected
    assert (found.figures["earliest_until"], found.figures["latest_until"]) == ("2021-03-01", "2022-03-01")
    assert {each[1:] for each in periods(register, rule)} == {(until, "stated")}


def test_a_sanction_without_a_stated_end_is_not_judged(register, sanctioned, act, outcome):
    event = register.sanction("LI", "2020-03-01", "demerit")

    assert outcome(sanctioned(), act("sanction", "LI", "2020-03-01", kind="demerit", event=event)) is None


@pytest.mark.parametrize("seed", range(60))
def test_a_second_reckoning_agrees(register, sanctioned, seed):
    chance = Random(seed)
    days = sorted(date(2020, 1, 1) + timedelta(days=chance.choice([0, 40, 200, 366, 400, 900])) for _ in range(4))
    told = [(day, chance.choice(["warning", "demerit", "major-demerit"])) for day in days]
    for day, kind in told:
        register.sanction("LI", day, kind)
    stack = chance.choice(["longest", "remaining-plus-new"])

    ends = [each.end for each in sanctions(sanctioned(stack=stack, cap_months=30), "LI", register)]
    assert ends == [*reckoned(told, stack)]


def reckoned(told, stack):
    """The same, one day of decisions after another, by hand."""
    running = date.min
    for day in sorted({each for each, _ in told}):
        kinds = [kind for each, kind in told if each == day]
        heaviest = max(kinds, key=MONTHS.get)
        count = kinds.count(heaviest) if stack == "remaining-plus-new" else 1
        months = min(MONTHS[heaviest] * count, 30) if count > 1 else MONTHS[heaviest]
        if running <= day:
            running = add_months(day, months)
        elif stack == "longest":
            running = max(running, add_months(day, months))
        else:
            running = max(running, min(add_months(running, months), add_months(day, 30)))
        yield from (running for _ in kinds)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("", "while: is missing"),
        ("while = 'appeal'", "while: 'appeal' is not known here; known are investigation, sanction"),
        ("while = 'investigation'\nstack = 'longest'", "stack: is not used: an investigation lasts"),
        ("while = 'sanction'\nstack = 'shortest'", "stack: 'shortest' is not known here"),
        ("while = 'sanction'\nwarning = 'six'", "warning: must be a whole number"),
    ],
)
def test_what_is_wrong_with_such_a_rule_is_told(told, says):
    head = "[pack]\nid = 't'\nversion = '1'\ntitle = 'T'\nfrom = 2000-01-01\n[articles.A]\nwording = 'So.'\n"
    rule = f"[[rule]]\nid = 'R'\narticle = 'A'\neffect = 'BLOCK'\nkind = 'freeze'\n{told}\n"
    with pytest.raises(BadInput) as refused:
        load_pack({"pack.toml": head + rule})

    assert refused.value.problems[0].partition(": ")[2].removeprefix("rule R, ").startswith(says)


def test_a_removal_from_a_post_that_the_rule_selects_is_barred_too(register, sanctioned, act, outcome):
    register.post_at("KEY", key_post=True)
    register.sanction("LI", "2020-03-01", "warning")
    for post in ("KEY", "DESK"):
        register.hold("LI", post, "2015-01-01", "2020-04-01")
    law = sanctioned(acts=["relieve"], select={"key_post": True})

    asked = {post: outcome(law, act("relieve", "LI", "2020-04-01", left=post)) for post in ("KEY", "DESK")}
    assert asked == {"KEY": "breach", "DESK": None}


def test_an_investigation_ends_by_being_closed_so_that_nothing_is_left_to_record(register, investigated):
    register.investigate("LI", "2020-03-01", "2020-06-01")
    asking = BY_NAME["freeze"].owed

    assert not [*asking(investigated(end_days=30), "LI", date(2021, 1, 1), register)]


def test_a_sanction_older_than_the_rule_takes_its_first_number(register, rule, act, outcome, around):
    law = rule("freeze", **{"while": "sanction"}, warning=[("2020-01-01", 6)], end_days=30, since=date(2020, 1, 1))
    register.sanction("LI", "2019-09-01", "warning")
    register.sanction("WANG", "2019-03-01", "warning")

    assert [outcome(law, act("promote", "LI", when, level="section")) for when in around("2020-03-01")] == [
        *("breach", "ok", "ok")
    ]
    due = {who: [*BY_NAME["freeze"].owed(law, who, date(2020, 6, 1), register)] for who in ("LI", "WANG")}
    assert [each.due_on for each in due["LI"]] == [date(2020, 3, 31)]
    assert not due["WANG"]
