"""Nobody goes around the rules by a correction: what it newly brings about is judged, what stood before is not."""

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
wording = "Nobody returns to a post within three years."
[articles."art. 2"]
wording = "Nobody holds two posts at a time."
[articles."art. 3"]
wording = "Nothing is decided later than thirty days after it took effect."
[articles."art. 4"]
wording = "Who has served less than a year is not moved."

[[rule]]
id = "BACK-3"
kind = "cooling-off"
article = "art. 1"
effect = "BLOCK"
years = 3
waiver = { by = "superior", max_months = 24 }

[[rule]]
id = "ONE-POST"
kind = "concurrent-max"
article = "art. 2"
effect = "BLOCK"
posts = 1

[[rule]]
id = "LATE-30"
kind = "backdating"
article = "art. 3"
effect = "BLOCK"
days = 30

[[rule]]
id = "BORN"
kind = "age-limit"
article = "art. 4"
effect = "BLOCK"
unknown = "warn"
unknown_until = 2020-01-01
select = { post_kind = ["R"] }
table = [{ years = 60 }]

[[rule]]
id = "SERVE-1"
kind = "tenure-min"
article = "art. 4"
effect = "WARN"
years = 1
"""
NOW = {"actor": "wang"}
PEOPLE = (
    {"act": "unit-open", "unit": "U", "name": "U", "effective": "1999-01-01"},
    *(
        {"act": "post-open", "post": post, "unit": "U", "name": post, "track": "party", "effective": "1999-01-01"}
        for post in ("P", "Q", "R")
    ),
    *({"act": "person-register", "cadre": who, "name": who} for who in ("LI", "WU")),
)


def on(day):
    return datetime.fromisoformat(day).replace(hour=9, tzinfo=UTC)


def act(kind, who="LI", *, day, **more):
    return {"act": kind, "cadre": who, "effective": day, "basis": "Doc", **more}


def correct(event, **changes):
    return {"act": "correct", "event": event, "set": changes, "basis": "Doc", "reason": "slip of the pen"}


@pytest.fixture
def office(engine, tmp_path):
    """A function that records orders of one day in a store of each kind under the measures."""
    (tmp_path / "pack.toml").write_text(PACK, encoding="utf-8")
    engine.adopt(str(tmp_path), from_day="2000-01-01", decided={"basis": "Order 1"}, actor="wang", now=on("2000-01-01"))
    engine.submit(list(PEOPLE), **NOW, now=on("2000-01-02"))

    def record(*lines, day=None, **options):
        when = day or lines[-1].get("effective")
        return engine.submit(list(lines), **NOW, now=on(when), **options)

    record.engine = engine
    return record


@pytest.fixture
def back_in_time(office):
    """LI left P on 2010-06-01 and lawfully came back on 2013-06-01."""
    office(act("appoint", day="2008-01-01", post="P"))
    office(act("relieve", day="2010-06-01", post="P"))
    office(act("appoint", day="2013-06-01", post="P"))
    return office


def refused(office, *lines, day="2013-06-10", **options):
    with pytest.raises(Refused) as caught:
        office(*lines, day=day, **options)
    return [each for each in caught.value.findings if each.effect == "BLOCK"]


def test_the_day_of_a_lawful_act_is_not_corrected_into_what_a_rule_forbids(back_in_time):
    (finding,) = refused(back_in_time, correct("cadre:LI@4", effective="2013-05-31"))

    assert (finding.rule, finding.pack, finding.version, finding.citation) == ("BACK-3", "county", "1", "art. 1")
    assert (finding.earliest, finding.waivable_by, finding.line) == ("2013-06-01", "superior", 1)
    assert finding.figures["free_on"] == "2013-06-01"
    assert finding.figures["act"] == "cadre:LI@4"
    assert {"cadre:LI@2", "cadre:LI@3", "cadre:LI@4"} <= set(finding.facts)
    assert "cadre:LI@4 of 2013-05-31" in finding.wording
    assert back_in_time.engine.history("LI")[-1]["effective"] == "2013-06-01"


def test_a_day_that_stays_lawful_is_corrected(back_in_time):
    assert back_in_time(correct("cadre:LI@4", effective="2013-06-02"), day="2013-06-10").outcome == "recorded"


def test_an_earlier_act_is_not_corrected_so_that_a_later_one_becomes_unlawful(back_in_time):
    (finding,) = refused(back_in_time, correct("cadre:LI@3", effective="2010-06-02"), confirmed=True)

    assert (finding.rule, finding.figures["act"]) == ("BACK-3", "cadre:LI@4")
    way = "If it is so, correct or cancel cadre:LI@4 in the same order, or have BACK-3 waived for it."
    assert finding.wording.endswith(way)
    told = {"act": "cancel", "event": "cadre:LI@4", "basis": "D9", "reason": "it was unlawful"}
    both = (correct("cadre:LI@3", effective="2010-06-02"), told)
    assert back_in_time(*both, day="2013-06-10", confirmed=True).outcome == "recorded"


def test_the_post_of_a_lawful_act_is_not_corrected_into_what_a_rule_forbids(office):
    office(act("appoint", day="2008-01-01", post="P"))
    office(act("relieve", day="2010-06-01", post="P"))
    office(act("appoint", day="2011-06-01", post="Q"))

    (finding,) = refused(office, correct("cadre:LI@4", post="P"), day="2011-06-02")

    assert (finding.rule, finding.figures["post"]) == ("BACK-3", "P")


def test_a_cancellation_that_leaves_somebody_in_two_posts_is_refused(office):
    office(act("appoint", day="2008-01-01", post="P"))
    office(act("relieve", day="2010-06-01", post="P"))
    office(act("appoint", day="2010-06-01", post="Q"))

    cancelled = {"act": "cancel", "event": "cadre:LI@3", "basis": "Doc", "reason": "never decided"}
    (finding,) = refused(office, cancelled, day="2010-06-02", confirmed=True)

    assert (finding.rule, finding.figures["posts"]) == ("ONE-POST", ["P", "Q"])


def test_cancelling_a_correction_is_judged_like_a_correction(back_in_time):
    back_in_time(correct("cadre:LI@4", effective="2013-06-05"), day="2013-06-10")
    back_in_time(correct("cadre:LI@3", effective="2010-06-03"), day="2013-06-11", confirmed=True)

    undone = {"act": "cancel", "event": "cadre:LI@5", "basis": "Doc", "reason": "wrong"}

    assert [each.rule for each in refused(back_in_time, undone, day="2013-06-12")] == ["BACK-3"]


def test_what_stood_in_breach_before_is_no_hindrance_to_a_correction(office):
    office(act("appoint", day="2008-01-01", post="P"))
    office(act("relieve", day="2010-06-01", post="P"))
    office(act("appoint", day="2011-06-01", post="P"), imported=True)

    assert office(correct("cadre:LI@4", effective="2011-06-03"), day="2011-06-04").outcome == "recorded"


@pytest.mark.parametrize(("day", "lawful"), [("2019-12-31", True), ("2020-01-01", False)])
def test_what_was_only_warned_of_is_new_where_it_blocks(office, day, lawful):
    told = office(act("appoint", day="2019-12-01", post="R"))
    assert [(each.rule, each.effect) for each in told.warnings] == [("BORN", "WARN")]

    if lawful:
        assert office(correct("cadre:LI@2", effective=day), day="2020-01-10").outcome == "recorded"
    else:
        assert [each.rule for each in refused(office, correct("cadre:LI@2", effective=day), day="2020-01-10")] == [
            "BORN"
        ]


def test_a_mere_text_is_corrected_whatever_the_rules_say(office):
    office(act("appoint", day="2008-01-01", post="P"))

    told = office(correct("cadre:LI@2", reason="work need", basis="Doc 2"), day="2015-01-01")

    assert (told.outcome, told.warnings) == ("recorded", ())


def test_a_waiver_lets_a_correction_through_and_is_told(back_in_time):
    waiver = {"act": "waive", "rule": "BACK-3", "subject": "LI", "until": "2014-01-01", "reason": "flood"}
    waiver |= {"effective": "2013-05-01", "basis": "Doc", "approved_by": "chief", "authority": "superior"}
    back_in_time(waiver, day="2013-06-09")

    told = back_in_time(correct("cadre:LI@4", effective="2013-05-31"), day="2013-06-10")

    assert told.outcome == "recorded"
    assert [(each.rule, each.figures["outcome"]) for each in told.warnings] == [("BACK-3", "waived")]


def test_what_a_rule_only_warns_of_is_told_and_recorded(office):
    office(act("appoint", day="2008-01-01", post="P"))
    office(act("transfer", day="2009-01-01", post="Q"))

    told = office(correct("cadre:LI@3", effective="2008-12-31"), day="2009-01-02")

    assert told.outcome == "recorded"
    assert [(each.rule, each.effect) for each in told.warnings] == [("SERVE-1", "WARN")]


@pytest.mark.parametrize(("day", "lawful"), [("2007-12-31", True), ("2007-12-30", True), ("2007-12-29", False)])
def test_a_correction_restates_the_day_and_the_way_back_counts_from_the_first_recording(office, day, lawful):
    office(act("appoint", day="2008-01-29", post="P"))

    if lawful:
        assert office(correct("cadre:LI@2", effective=day), day="2012-01-01").outcome == "recorded"
    else:
        (finding,) = refused(office, correct("cadre:LI@2", effective=day), day="2012-01-01")
        assert (finding.rule, finding.figures["days"], finding.figures["limit_days"]) == ("LATE-30", 31, 30)


def test_in_an_order_the_state_after_all_lines_decides(back_in_time):
    lines = (correct("cadre:LI@4", effective="2013-05-31"), correct("cadre:LI@3", effective="2010-05-31"))

    (finding,) = refused(back_in_time, lines[0], act("appoint", "WU", day="2013-06-10", post="Q"))
    assert finding.line == 1
    assert back_in_time(*lines, day="2013-06-10", confirmed=True).outcome == "recorded"


def test_a_dry_run_is_refused_the_same_and_records_nothing(back_in_time):
    events = back_in_time.engine.head.position

    (finding,) = refused(back_in_time, correct("cadre:LI@4", effective="2013-05-31"), dry_run=True)

    assert finding.rule == "BACK-3"
    assert back_in_time.engine.head.position == events
    would = back_in_time(correct("cadre:LI@4", effective="2013-06-02"), day="2013-06-10", dry_run=True)
    assert would.outcome == "would-record"


def test_an_imported_correction_is_not_judged(back_in_time):
    told = back_in_time(correct("cadre:LI@4", effective="2013-05-31"), day="2013-06-10", imported=True)

    assert told.outcome == "recorded"


def test_a_refused_correction_stands_in_the_decision_log(back_in_time):
    refused(back_in_time, correct("cadre:LI@4", effective="2013-05-31"))

    (attempt,) = back_in_time.engine.supervision.refusals()
    assert (attempt["acts"], attempt["rules"]) == (["correct"], ["BACK-3"])
