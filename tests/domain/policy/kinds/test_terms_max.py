"""terms-max: nobody holds one post for more than so many terms."""

import csv
from pathlib import Path

import pytest

from domain.errors import Refused

PRESIDENTS = Path(__file__).parent / "presidents.csv"
"""From unitedstates/congress-legislators (CC0)."""
FIVE = {"terms": 2, "term_years": 5}


def test_after_two_terms_running_there_is_no_third(register, rule, act, verdict, around):
    register.hold("LI", "P", "2010-01-01", "2015-01-01")
    register.hold("LI", "P", "2015-01-01", "2020-01-01")

    found = verdict(rule("terms-max", **FIVE), act("appoint", "LI", "2020-01-01", "P"))

    assert found.outcome == "breach"
    assert found.sentence == (
        "LI has served 2 of at most 2 terms running in P by 2020-01-01 "
        "(2010-01-01 to 2015-01-01, 1; 2015-01-01 to 2020-01-01, 1)."
    )
    assert found.facts == ("cadre:LI@1", "cadre:LI@2")
    assert found.figures["served"] == 2
    assert [each["counts"] for each in found.figures["terms"]] == [1, 1]
    assert found.earliest.isoformat() == "2020-01-02"  # a day without the post ends the succession of terms


def test_a_holding_without_a_new_appointment_counts_its_terms_by_time(register, rule, act, outcome, around):
    register.hold("LI", "P", "2010-01-01")

    found = [outcome(rule("terms-max", **FIVE), act("appoint", "LI", each, "P")) for each in around("2020-01-01")]

    assert found == ["ok", "breach", "breach"]


def test_a_term_that_begins_on_29_february_is_full_on_the_28th(register, rule, act, outcome, around):
    register.hold("LI", "P", "2012-02-29")
    one = rule("terms-max", terms=1, term_years=5)

    assert [outcome(one, act("appoint", "LI", each, "P")) for each in around("2017-02-28")] == [
        "ok",
        "breach",
        "breach",
    ]


@pytest.mark.parametrize(("end", "counts"), [("2018-01-01", "ok"), ("2018-01-02", "breach")])
def test_a_part_of_a_term_counts_when_it_lasted_longer(register, rule, act, outcome, end, counts):
    register.hold("LI", "P", "2010-01-01", "2015-01-01")
    register.hold("LI", "P", "2015-01-01", end)

    assert (
        outcome(rule("terms-max", **FIVE, partial_term_counts_from_months=36), act("appoint", "LI", end, "P")) == counts
    )


def test_without_a_threshold_only_full_terms_count(register, rule, act, outcome):
    register.hold("LI", "P", "2010-01-01", "2014-12-31")

    assert outcome(rule("terms-max", terms=1, term_years=5), act("appoint", "LI", "2014-12-31", "P")) == "ok"


def test_an_interruption_starts_anew_unless_terms_need_not_follow_one_another(register, rule, act, outcome):
    register.hold("LI", "P", "2000-01-01", "2005-01-01")
    register.hold("LI", "P", "2006-01-01", "2011-01-01")
    again = act("appoint", "LI", "2011-01-01", "P")

    assert outcome(rule("terms-max", **FIVE), again) == "ok"
    assert outcome(rule("terms-max", **FIVE, gap_months=13), again) == "breach"
    assert outcome(rule("terms-max", **FIVE, consecutive=False), again) == "breach"


def test_the_succeeding_post_is_the_same_unless_the_rule_says_otherwise(register, rule, act, outcome):
    register.post_at("OLD", end="2013-01-01")
    register.post_at("NEW", start="2013-01-01", succeeds=["OLD"])
    register.hold("LI", "OLD", "2010-01-01", "2013-01-01")
    register.hold("LI", "NEW", "2013-01-01", "2020-01-01", since="2010-01-01")
    again = act("appoint", "LI", "2020-01-01", "NEW")

    assert outcome(rule("terms-max", **FIVE), again) == "breach"
    assert outcome(rule("terms-max", **FIVE, counts={"successor_posts": False}), again) == "ok"


def test_acting_time_counts_as_the_rule_says(register, rule, act, outcome):
    register.hold("LI", "P", "2010-01-01", "2015-01-01", kind="acting")
    register.hold("LI", "P", "2015-01-01", "2020-01-01")
    again = act("appoint", "LI", "2020-01-01", "P")

    assert outcome(rule("terms-max", **FIVE), again) == "breach"
    assert outcome(rule("terms-max", **FIVE, counts={"acting": False}), again) == "ok"


def test_an_unknown_beginning_leaves_it_open_until_enough_terms_are_known(register, rule, act, verdict):
    register.hold("LI", "P", "2010-01-01", "2015-01-01", since_known=False)

    found = verdict(rule("terms-max", **FIVE), act("appoint", "LI", "2015-01-01", "P"))
    enough = verdict(rule("terms-max", terms=1, term_years=5), act("appoint", "LI", "2015-01-01", "P"))

    assert (found.outcome, found.missing) == ("undetermined", "since when LI has held P")
    assert enough.outcome == "breach"


def test_only_what_a_decision_takes_up_is_judged(register, rule, act, outcome):
    register.hold("LI", "P", "2000-01-01")

    assert outcome(rule("terms-max", **FIVE), act("post-succeed", "LI", "2020-01-01", "P")) is None
    assert outcome(rule("terms-max", **FIVE), act("relieve", "LI", "2020-01-01", left="P")) is None


# --- the 22nd amendment ---------------------------------------------------------------------------

PRESIDENT = {
    "terms": 2,
    "term_years": 4,
    "partial_term_counts_from_months": 24,
    "consecutive": False,
    "partial_reasons": ("succession",),
}


@pytest.mark.parametrize(
    ("took_over", "then", "may"),
    [
        ("1963-11-22", None, "ok"),  # fourteen months of another's term do not count
        ("1963-11-22", "1965-01-20", "ok"),
        ("1963-01-19", "1965-01-20", "breach"),  # two years and a day do
    ],
)
def test_the_rest_of_anothers_term_counts_when_longer_than_two_years(
    register, rule, act, outcome, took_over, then, may
):
    register.hold("LBJ", "president", took_over, "1965-01-20", reason="succession")
    if then:
        register.hold("LBJ", "president", then, "1969-01-20", reason="election")

    asked = act("appoint", "LBJ", "1969-01-20", "president")

    assert outcome(rule("terms-max", **PRESIDENT), asked) == may


def test_a_term_of_ones_own_counts_however_short(register, rule, act, outcome):
    register.hold("RMN", "president", "1969-01-20", "1973-01-20", reason="election")
    register.hold("RMN", "president", "1973-01-20", "1974-08-09", reason="election")

    assert outcome(rule("terms-max", **PRESIDENT), act("appoint", "RMN", "1977-01-20", "president")) == "breach"


def test_one_president_had_more_than_two_terms(register, rule, act, outcome):
    rows = list(csv.DictReader(PRESIDENTS.read_text(encoding="utf-8").splitlines()))
    for row in rows:
        register.hold(row["person"], "president", row["start"], row["end"], reason=row["how"])
    limit = rule("terms-max", **PRESIDENT)

    asked = [act("appoint", row["person"], row["start"], "president") for row in rows if row["how"] == "election"]
    found = [each.cadre for each in asked if outcome(limit, each) == "breach"]

    assert found == ["412364", "412364"]


# --- end to end -----------------------------------------------------------------------------------


def test_a_third_term_is_refused_with_the_terms_served(office):
    office.adopt("terms-max", **FIVE)
    office.posts("P")
    office.people("LI")
    for start in ("2000-01-01", "2005-01-01"):
        office.submit({"act": "appoint", "cadre": "LI", "post": "P", "effective": start})
        office.submit({"act": "relieve", "cadre": "LI", "post": "P", "effective": str(int(start[:4]) + 5) + start[4:]})

    with pytest.raises(Refused) as refused:
        office.submit({"act": "appoint", "cadre": "LI", "post": "P", "effective": "2010-01-01"})

    [finding] = refused.value.findings
    assert (finding.rule, finding.facts, finding.figures["served"]) == ("R-1", ("cadre:LI@2", "cadre:LI@4"), 2)
    assert (
        office.submit({"act": "appoint", "cadre": "LI", "post": "P", "effective": "2010-01-02"}).outcome == "recorded"
    )


def test_the_reason_of_the_appointment_says_whose_term_it_was(office):
    office.adopt("terms-max", **(PRESIDENT | {"terms": 1, "partial_reasons": ["succession"]}))
    office.posts("P")
    office.people("LI", "MA")
    line = {"act": "appoint", "post": "P"}
    office.submit({**line, "cadre": "LI", "effective": "2001-01-01", "reason": "succession: vacancy"})
    office.submit({"act": "relieve", "post": "P", "cadre": "LI", "effective": "2002-01-01"})
    office.submit({**line, "cadre": "MA", "effective": "2002-01-01", "reason": "election"})
    office.submit({"act": "relieve", "post": "P", "cadre": "MA", "effective": "2003-01-01"})

    assert office.submit({**line, "cadre": "LI", "effective": "2003-01-01"}, dry_run=True).outcome == "would-record"
    with pytest.raises(Refused):
        office.submit({**line, "cadre": "MA", "effective": "2003-01-01"})
    office.submit(
        {"act": "correct", "event": "cadre:MA@2", "set": {"reason": "succession"}, "reason": "misread", "basis": "x"}
    )
    assert office.submit({**line, "cadre": "MA", "effective": "2003-01-01"}).outcome == "recorded"
