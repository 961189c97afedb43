"""Waivers stand in the history of whom they are for, with what became of them; a chain of them is seen."""

from datetime import UTC, datetime

import pytest

from domain.errors import Refused

PACK = """
[pack]
id = "county"
version = "1"
title = "Measures"
from = 2000-01-01
[articles."art. 1"]
wording = "Nobody stays longer than ten years."
[[rule]]
id = "TEN-10"
kind = "tenure-max"
article = "art. 1"
effect = "BLOCK"
years = 10
waiver = { by = "superior", max_months = 24 }
"""
FIRST, SECOND = "waiver:TEN-10.LI@1", "waiver:TEN-10.LI@2"


@pytest.fixture
def waived(engine, tmp_path):
    (tmp_path / "pack.toml").write_text(PACK, encoding="utf-8")
    now = datetime(2010, 1, 1, tzinfo=UTC)
    engine.adopt(str(tmp_path), from_day="2000-01-01", decided={"basis": "Order 1"}, actor="wang", now=now)
    for line in (
        {"act": "unit-open", "unit": "U", "name": "U", "effective": "1999-01-01"},
        {"act": "post-open", "post": "P", "unit": "U", "name": "P", "track": "party", "effective": "1999-01-01"},
        {"act": "person-register", "cadre": "LI", "name": "Li"},
        {"act": "appoint", "cadre": "LI", "post": "P", "effective": "2000-02-01", "basis": "D1"},
        waiver("LI", "2010-02-01", "2011-02-01"),
        waiver("LI", "2011-02-10", "2012-02-01"),
        waiver("P", "2012-02-01", "2013-02-01"),
    ):
        engine.submit([line], actor="wang", now=now)
    return engine


def waiver(subject, day, until):
    line = {"act": "waive", "rule": "TEN-10", "subject": subject, "effective": day, "until": until}
    return line | {"reason": "flood", "basis": "D2", "approved_by": "chief", "authority": "superior"}


def test_the_history_of_a_cadre_has_the_waivers_with_all_fields_of_an_act(waived):
    rows = waived.history("LI")

    assert [(each["event"], each["act"]) for each in rows[-2:]] == [(FIRST, "waive"), (SECOND, "waive")]
    assert {frozenset(each) for each in rows} == {frozenset(rows[0])}
    first = rows[-2]
    assert (first["effective"], first["status"], first["authority"]) == ("2010-02-01", "in-force", "superior")
    assert (first["basis"], first["reason"], first["recorded_by"]) == ("D2", "flood", "wang")
    told = {name: first["fields"][name] for name in ("rule", "until", "approved_by")}
    assert told == {"rule": "TEN-10", "until": "2011-02-01", "approved_by": "chief"}


def test_the_history_of_a_post_has_those_for_the_post(waived):
    assert [each["act"] for each in waived.history("P")] == ["post-open", "waive"]


def test_a_waiver_that_is_corrected_or_cancelled_stays_in_the_history_with_its_status(waived):
    now = {"actor": "wang", "now": datetime(2010, 1, 2, tzinfo=UTC)}
    named = {"basis": "D3", "reason": "slip"}
    waived.submit([{"act": "correct", "event": FIRST, "set": {"until": "2010-12-01"}, **named}], **now)
    waived.submit([{"act": "cancel", "event": SECOND, **named}], **now)

    status = {each["event"]: each["status"] for each in waived.history("LI")}

    assert (status[FIRST], status[SECOND]) == ("corrected", "cancelled")
    assert [each["act"] for each in waived.history("LI")][-2:] == ["correct", "cancel"]


def test_the_register_of_waivers_tells_who_why_until_when_and_the_chain(waived):
    rows = waived.supervision.waivers()

    one, other, third = rows
    assert (one["subject"], one["reason"], one["until"], one["approved_by"]) == ("LI", "flood", "2011-02-01", "chief")
    assert (one["actor"], one["authority"], one["basis"], one["chained"]) == ("wang", "superior", "D2", False)
    assert (other["chained"], other["follows"]) == (True, FIRST)
    assert (third["subject"], third["follows"]) == ("P", SECOND)


@pytest.mark.parametrize(("left", "follows"), [("2012-02-01", None), ("2012-02-02", SECOND)])
def test_a_waiver_for_the_post_carries_on_that_of_whoever_holds_it_still(waived, left, follows):
    now = {"actor": "wang", "now": datetime(2013, 1, 1, tzinfo=UTC)}
    waived.submit([{"act": "relieve", "cadre": "LI", "post": "P", "effective": left, "basis": "D4"}], **now)

    third = waived.supervision.waivers()[2]

    assert (third["subject"], third["follows"]) == ("P", follows)
    seen = waived.supervision.watch(pattern="chained-waivers")[-1]["says"]
    assert ("LI, then for P" in seen) == bool(follows)


def test_a_waiver_that_adds_nothing_to_one_on_record_is_refused_with_the_way_to_change_that(waived):
    now = {"actor": "wang", "now": datetime(2010, 1, 1, tzinfo=UTC)}
    for day, until in (("2010-02-01", "2011-02-01"), ("2010-03-01", "2011-01-31")):
        with pytest.raises(Refused) as refused:
            waived.submit([waiver("LI", day, until)], **now)
        [finding] = refused.value.findings
        assert (finding.rule, finding.facts) == ("already-waived", (FIRST,))
        assert "from 2010-02-01 up to 2011-02-01, approved by chief" in finding.wording
        assert f"cadre correct {FIRST} --set until=DAY" in finding.wording
    for day, until in (("2010-01-31", "2011-02-01"), ("2010-02-01", "2011-02-02")):
        assert waived.submit([waiver("LI", day, until)], dry_run=True, **now).outcome == "would-record"


def test_a_waiver_of_a_rule_that_two_packs_have_says_so(waived, tmp_path):
    (tmp_path / "pack.toml").write_text(PACK.replace('"county"', '"town"'), encoding="utf-8")
    now = {"actor": "wang", "now": datetime(2014, 1, 1, tzinfo=UTC)}
    alone = waived.submit([waiver("LI", "2014-02-01", "2014-03-01")], **now)
    waived.adopt(str(tmp_path), from_day="2014-04-01", decided={"basis": "Order 2"}, **now)
    both = waived.submit([waiver("LI", "2014-04-01", "2014-05-01")], **now)

    assert [each.rule for each in alone.warnings] == ["unverified-approval"]
    told = both.warnings[-1]
    assert told.wording == "TEN-10 is a rule of county and of town; the waiver sets it aside in each of them."
