"""Duties and what supervision reads, in a store of each kind and as known on earlier days."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.errors import CadreError

RULES = str(Path(__file__).parent.parent / "first_rules")
BEGIN = datetime(2000, 1, 2, tzinfo=UTC)


@pytest.fixture
def watched(desk_of_each_kind):
    """A register under three plain rules with a refusal, waivers, a correction and a lost basis."""
    desk = desk_of_each_kind
    desk.engine.adopt(RULES, from_day="2000-01-01", decided={"basis": "D"}, actor="officer", now=BEGIN)
    desk.given("appoint LI P1 2000-02-01", "appoint WANG P2 2000-02-01", on="2000-03-01")
    waiver = {"act": "waive", "rule": "SEED-POST-10", "subject": "LI", "reason": "n", "basis": "D", "approved_by": "P"}
    desk.record({**waiver, "effective": "2010-02-01", "until": "2010-08-01"}, on="2010-01-20")
    with pytest.raises(CadreError):
        desk.record("appoint ZHANG P1 2010-02-01", on="2010-02-01")
    desk.given("transfer WANG P3 2009-02-01", on="2010-03-01")
    desk.given("correct cadre:WANG@2 set=effective=2000-03-01", on="2011-01-01")
    return desk


def duties(desk, who, today, **asked):
    found = desk.engine.duties(who=who, today=today, **asked)
    return [(row["post"], row["state"], row["event"]) for row in found if row["rule"] == "SEED-POST-10"]


def test_what_supervision_reads(watched):
    supervision = watched.engine.supervision

    assert [row["state"] for row in supervision.waivers(on="2010-07-31")] == ["in-force"]
    assert [row["state"] for row in supervision.waivers(on="2010-08-01")] == ["expired"]
    assert supervision.waivers(on="2010-07-31", known_on="2010-01-19") == []
    assert [(row["rules"], row["times"]) for row in supervision.refusals()] == [(["seat-taken"], 1)]
    assert supervision.refusals(until="2010-02-01") == []
    outcomes = [row["outcome"] for row in supervision.decisions(since="2010-02-01", until="2010-03-02")]
    assert outcomes == ["conflict", "recorded"]
    [late, *_] = supervision.backdating(days=300, since="2010-01-01", until="2011-01-01")
    assert (late["event"], late["days"]) == ("cadre:WANG@3", 393)
    reviews = {(row["event"], row["lost"], row["became"]) for row in supervision.reviews()}
    assert reviews == {("cadre:WANG@3", "cadre:WANG@2", "corrected")}
    assert supervision.watch(today="2011-01-01") == []


def test_a_duty_on_the_days_around_its_states(watched):
    assert duties(watched, "LI", "2009-08-04") == []
    assert duties(watched, "LI", "2009-08-05") == [("P1", "open", "cadre:LI@2")]
    assert duties(watched, "LI", "2010-01-31") == [("P1", "open", "cadre:LI@2")]
    assert duties(watched, "LI", "2010-02-01") == [("P1", "deferred", "waiver:SEED-POST-10.LI@1")]
    assert duties(watched, "LI", "2010-07-31") == [("P1", "deferred", "waiver:SEED-POST-10.LI@1")]
    assert duties(watched, "LI", "2010-08-01") == [("P1", "overdue", "cadre:LI@2")]
    assert duties(watched, "LI", "2010-02-01", known_on="2010-01-19") == [("P1", "overdue", "cadre:LI@2")]


def test_a_duty_stays_one_while_the_post_is_revised_or_succeeded(watched):
    watched.given("post-revise P1 name=Other 2009-09-01", on="2012-01-01")
    watched.given("post-open P9 U1 2009-10-01", "post-succeed P1 P9 2009-10-01")

    assert duties(watched, "LI", "2009-09-15") == [("P1", "open", "cadre:LI@2")]
    assert [row[:2] for row in duties(watched, "LI", "2009-10-15")] == [("P9", "open")]
    watched.given("relieve LI P9 2011-01-01")
    assert [row[:2] for row in duties(watched, "LI", "2010-12-31")] == [("P9", "overdue")]
    assert [row[:2] for row in duties(watched, "LI", "2011-01-01")] == [("P9", "done")]


def test_whoever_left_in_time_raised_no_duty(watched):
    assert duties(watched, "WANG", "2009-03-01") == []
    watched.given("relieve WANG P3 2018-08-04", on="2019-01-01")
    assert duties(watched, "WANG", "2019-01-01") == []
