"""tenure-max and tenure-min: how long somebody may stay, and must have stayed; every clock with its ledger."""

from datetime import date

import pytest

from domain.errors import Refused
from domain.policy.judge import dues


def due_of(register, rule, cadre, today):
    held = [each for each in register.stretches(cadre) if each.on(date.fromisoformat(today))]
    return dues([rule], held, date.fromisoformat(today), register)


# --- tenure-max -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "limit", "reached"),
    [
        ("2010-03-15", {"years": 5}, "2015-03-15"),
        ("2012-02-29", {"years": 1}, "2013-02-28"),
        ("2010-08-31", {"months": 6}, "2011-02-28"),
        ("2011-08-31", {"months": 6}, "2012-02-29"),
    ],
)
def test_no_new_appointment_from_the_day_of_the_limit_on(register, rule, act, outcome, around, since, limit, reached):
    register.hold("LI", "P", since)

    found = [outcome(rule("tenure-max", **limit), act("appoint", "LI", each, "P")) for each in around(reached)]

    assert found == ["ok", "breach", "breach"]


def test_a_shorter_stay_beside_a_longer_one_breaks_no_clock(register, rule, act, verdict):
    register.hold("LI", "P", "2000-01-01", "2010-01-01")
    register.hold("LI", "Q", "2004-01-01", "2005-01-01")
    ten = rule("tenure-max", years=10, clock="same-unit")

    found = verdict(ten, act("appoint", "LI", "2010-01-01", "P"))

    assert (found.outcome, found.figures["since"], found.figures["counted_days"]) == ("breach", "2000-01-01", 3653)
    assert [each.post for each in found.ledger] == ["P", "Q"]


@pytest.mark.parametrize(("gap", "expected"), [(0, "ok"), (2, "ok"), (3, "breach"), (4, "breach")])
def test_a_break_shorter_than_the_gap_does_not_interrupt(register, rule, act, outcome, gap, expected):
    register.hold("LI", "P", "2000-01-01", "2004-11-30")
    register.hold("LI", "P", "2005-01-31", "2010-01-01")
    limit = rule("tenure-max", years=5, clock="same-post", gap_months=gap)

    assert outcome(limit, act("appoint", "LI", "2010-01-01", "P")) == expected


def test_may_should_and_must(register, rule, act, verdict):
    register.hold("LI", "P", "2010-01-31")
    bands = rule("tenure-max", years=8, may=36, should=61, warn_days=30)

    told = [(each.state, each.band) for day in ("2013-01-30", "2013-01-31", "2015-02-27", "2015-02-28", "2018-01-31")
            for each in due_of(register, bands, "LI", day)]  # fmt: skip

    assert told == [("ok", None), ("ok", "may"), ("ok", "may"), ("warning", "should"), ("breach", "must")]
    figures = verdict(bands, act("appoint", "LI", "2016-01-01", "P")).figures
    assert (figures["may_from"], figures["should_from"]) == ("2013-01-31", "2015-02-28")


def test_without_bands_the_warning_begins_with_its_days(register, rule):
    register.hold("LI", "P", "2010-01-01")
    five = rule("tenure-max", years=5, warn_days=30)

    found = [due_of(register, five, "LI", day)[0] for day in ("2014-12-01", "2014-12-02", "2015-01-01")]

    assert [each.state for each in found] == ["ok", "warning", "breach"]
    assert {each.band for each in found} == {None}


def test_who_was_there_before_the_rule_keeps_the_first_number(register, rule, act, outcome):
    register.hold("LI", "P", "2001-01-01")
    numbers = {"years": [("2000-01-01", 10), ("2005-01-01", 5)]}
    again = act("appoint", "LI", "2008-01-01", "P")

    assert outcome(rule("tenure-max", **numbers), again) == "breach"
    assert outcome(rule("tenure-max", **numbers, pick="holding-start"), again) == "ok"


def test_a_move_is_due_so_long_after_the_last_one(register, rule, act, outcome):
    register.hold("LI", "A", "2010-01-01", "2012-02-29")
    register.hold("LI", "B", "2012-02-29", "2014-01-01", kind="trial")
    register.hold("LI", "B", "2014-01-01")
    limit = rule("tenure-max", years=5, clock="since-last-move")

    [due] = due_of(register, limit, "LI", "2016-01-01")

    assert (due.since, due.due_on) == (date(2012, 2, 29), date(2017, 2, 28))
    assert outcome(limit, act("transfer", "LI", "2020-01-01", "C", left="B")) is None


def test_up_or_out(register, rule, act, outcome):
    register.stand("LI", "2009-01-01", "clerk")
    register.stand("LI", "2010-06-30", "section-deputy")
    register.hold("LI", "A", "2008-01-01")
    register.post_at("B")
    limit = rule("tenure-max", years=4, clock="since-last-promotion")

    [due] = due_of(register, limit, "LI", "2013-01-01")

    assert (due.since, due.due_on) == (date(2010, 6, 30), date(2014, 6, 30))
    assert [each.event for each in due.ledger] == ["cadre:LI@level-2010-06-30"]
    assert outcome(limit, act("transfer", "LI", "2014-06-30", "B", left="A")) == "breach"
    assert outcome(limit, act("promote", "LI", "2014-06-30", "B", left="A", level="section")) is None
    register.stands.clear()
    assert due_of(register, limit, "LI", "2013-01-01") == []


# --- tenure-min -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "limit", "served"),
    [
        ("2010-05-05", {"years": 2}, "2012-05-05"),
        ("2012-02-29", {"years": 1}, "2013-02-28"),
        ("2010-12-31", {"months": 2}, "2011-02-28"),
    ],
)
def test_nobody_is_moved_before_the_minimum(register, rule, act, verdict, around, since, limit, served):
    register.hold("LI", "A", since)

    found = [
        verdict(rule("tenure-min", **limit), act("transfer", "LI", each, "B", left="A")) for each in around(served)
    ]

    assert [each.outcome for each in found] == ["breach", "ok", "ok"]
    assert found[0].earliest.isoformat() == served


def test_the_earliest_day_of_a_recorded_act_counts_on_until_then(register, rule, act, verdict):
    register.hold("LI", "A", "2010-01-01", "2010-06-01", ended_by="cadre:LI@2")
    register.hold("LI", "B", "2010-06-01", event="cadre:LI@2")
    changed = rule("tenure-min", years=[("2000-01-01", 2), ("2011-01-01", 3)])

    found = verdict(changed, act("transfer", "LI", "2010-06-01", "B", left="A", event="cadre:LI@2"))

    assert found.earliest.isoformat() == "2013-01-01"


def test_not_two_moves_in_twelve_months(register, rule, act, verdict, around):
    register.hold("LI", "A", "2010-01-01", "2012-02-29")
    register.hold("LI", "B", "2012-02-29")
    register.hold("MA", "A", "2010-01-01", since_known=False)
    year = rule("tenure-min", months=12, clock="since-last-move", acts=("transfer", "appoint"), effect="WARN")

    found = [verdict(year, act("transfer", "LI", each, "C", left="B")) for each in around("2013-02-28")]

    assert [each.outcome for each in found] == ["breach", "ok", "ok"]
    assert found[0].sentence == (
        "LI has served 364 days since the last move by 2013-02-27; 1 year must be served, which is on 2013-02-28."
    )
    assert verdict(year, act("appoint", "LI", "2012-06-01", "C", kind="concurrent")).outcome == "breach"
    assert verdict(year, act("appoint", "WU", "2012-06-01", "C")) is None


def test_a_year_between_two_promotions(register, rule, act, verdict):
    register.stand("LI", "2009-01-01", "clerk")
    register.stand("LI", "2010-06-30", "section-deputy")
    register.hold("LI", "A", "2008-01-01")
    year = rule("tenure-min", years=1, clock="since-last-promotion", acts=("promote",))

    found = [verdict(year, act("promote", "LI", each, level="section")) for each in ("2011-06-29", "2011-06-30")]

    assert [each.outcome for each in found] == ["breach", "ok"]
    assert found[0].facts == ("cadre:LI@level-2010-06-30",)
    assert verdict(year, act("promote", "LI", "2010-06-30", level="section-deputy")) is None


# --- end to end -----------------------------------------------------------------------------------


def test_two_moves_in_a_year_are_told(office):
    office.adopt("tenure-min", months=12, clock="since-last-move", effect="WARN")
    office.posts("A", "B", "C")
    office.people("LI")
    office.submit({"act": "appoint", "cadre": "LI", "post": "A", "effective": "2010-01-01"})
    office.submit({"act": "transfer", "cadre": "LI", "post": "B", "effective": "2012-02-29"})

    early = office.submit({"act": "transfer", "cadre": "LI", "post": "C", "effective": "2012-12-01"}, dry_run=True)
    late = office.submit({"act": "transfer", "cadre": "LI", "post": "C", "effective": "2013-02-28"}, dry_run=True)

    assert [(each.effect, each.earliest, each.facts) for each in early.warnings] == [
        ("WARN", "2013-02-28", ("cadre:LI@3",))
    ]
    assert late.warnings == ()


def test_a_post_that_was_succeeded_and_a_unit_that_was_merged_reset_no_clock(office):
    office.adopt("tenure-max", years=5)
    office.posts("OLD", "NEW")
    office.people("LI")
    office.submit({"act": "appoint", "cadre": "LI", "post": "OLD", "effective": "2010-01-01"})
    office.submit({"act": "post-succeed", "post": "OLD", "by": "NEW", "effective": "2013-01-01"})
    office.submit({"act": "unit-merge", "units": ["U"], "into": "V", "name": "V", "effective": "2014-01-01"})

    again = [{"act": act, "cadre": "LI", "post": "NEW", "effective": "2015-01-01"} for act in ("relieve", "appoint")]
    with pytest.raises(Refused) as refused:
        office.submit(*again)

    assert [each["post"] for each in refused.value.findings[0].figures["ledger"]] == ["OLD", "NEW", "NEW"]
    assert [row["due_on"] for row in office.engine.due(today="2014-06-01")] == ["2015-01-01"]


@pytest.mark.parametrize(("resets", "said"), [(False, ["ok", "breach", "breach"]), (True, ["ok", "ok", "ok"])])
def test_a_level_in_an_area_goes_on_in_the_one_it_was_merged_into(register, rule, act, outcome, around, resets, said):
    register.unit("OLD", kind="county")
    register.unit("NEW", kind="county", was=["OLD"])
    for unit in ("OLD", "NEW"):
        register.post_at(f"{unit}-HEAD", unit=unit, level="section")
    register.hold("LI", "OLD-HEAD", "2010-01-01", "2013-01-01")
    register.hold("LI", "NEW-HEAD", "2013-01-01", "2015-01-02")
    limit = rule("tenure-max", years=5, clock="same-area-level", counts={"reorganisation_resets": resets})

    assert [outcome(limit, act("appoint", "LI", when, "NEW-HEAD")) for when in around("2015-01-01")] == said
