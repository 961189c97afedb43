"""backdating and separation-of-duties: when an act is recorded, and by whom."""

from datetime import UTC, datetime

import pytest

from domain.errors import Refused

# --- backdating -----------------------------------------------------------------------------------


def test_so_many_days_may_lie_between(rule, act, verdict):
    thirty = rule("backdating", days=30)

    found = [
        verdict(thirty, act("appoint", "LI", each, "P", recorded_on="2020-03-31", event="cadre:LI@7"))
        for each in ("2020-02-29", "2020-03-01", "2020-03-02", "2020-03-31", "2020-04-01")
    ]

    assert [each and each.outcome for each in found] == ["breach", "ok", "ok", None, None]
    assert found[0].earliest.isoformat() == "2020-03-01"
    assert (found[0].facts, found[0].figures["days"]) == (("cadre:LI@7",), 31)
    assert found[0].sentence == (
        "The act on LI takes effect on 2020-02-29 and is recorded on 2020-03-31, 31 days later; 30 days are allowed."
    )


def test_a_longer_way_back_needs_what_the_rule_names(rule, act, verdict):
    needs = rule("backdating", days=30, needs=("reason", "decision"))
    late = {"recorded_on": "2020-12-31", "reason": "found late"}

    found = verdict(needs, act("relieve", "LI", "2020-01-01", left="P", **late))

    assert (found.outcome, found.figures["lacking"]) == ("breach", ["decision"])
    assert "more with reason, decision: decision is missing" in found.sentence
    assert verdict(needs, act("relieve", "LI", "2020-01-01", left="P", **late, decision="D-1")).outcome == "ok"


def test_no_day_at_all_may_lie_between(office):
    office.adopt("backdating", days=0)
    office.posts("A", "B")
    office.people("LI")

    line = {"act": "appoint", "cadre": "LI", "post": "A", "effective": "2010-06-01"}
    with pytest.raises(Refused):
        office.submit(line, now=datetime(2010, 6, 2, 8, tzinfo=UTC))

    assert office.submit({**line, "effective": "2010-06-02"}, now=datetime(2010, 6, 2, 9, tzinfo=UTC)).events


def test_registering_an_opening_position_is_no_backdating(rule, act, outcome):
    days = rule("backdating", days=1)

    assert outcome(days, act("opening-position", "LI", "2010-01-01", "P", recorded_on="2020-01-01")) is None
    assert outcome(days, act("confirm", "LI", "2010-01-01", recorded_on="2020-01-01")) == "breach"
    assert (
        outcome(
            rule("backdating", days=1, acts=("appoint",)), act("confirm", "LI", "2010-01-01", recorded_on="2020-01-01")
        )
        is None
    )


def test_an_act_recorded_too_late_is_refused_and_a_reason_opens_the_way(office):
    office.adopt("backdating", days=30, needs=["reason"])
    office.posts("P")
    office.people("LI")
    line = {"act": "appoint", "cadre": "LI", "post": "P"}
    now = datetime(2020, 3, 31, 12, tzinfo=UTC)

    with pytest.raises(Refused) as refused:
        office.submit({**line, "effective": "2020-02-29"}, now=now)

    assert refused.value.findings[0].earliest == "2020-03-01"
    assert (
        office.submit({**line, "effective": "2020-02-29", "reason": "letter was lost"}, now=now).outcome == "recorded"
    )


# --- separation-of-duties -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "same"),
    [
        ({"actor": "LI"}, [("LI", "proposer", "subject")]),
        ({"authority": "LI"}, [("LI", "decider", "subject")]),
        ({"actor": "X", "authority": "X"}, [("X", "proposer", "decider")]),
        ({"approved_by": "X", "authority": "X"}, [("X", "approver", "decider")]),
        ({"actor": "MA", "partners": ("MA",)}, [("MA", "proposer", "subject")]),
        ({"actor": "WIFE"}, [("WIFE", "proposer", "kin")]),
        ({"actor": "X", "authority": "Y", "approved_by": "Z"}, []),
    ],
)
def test_nobody_has_two_parts(register, rule, act, verdict, told, same):
    register.kin_of("LI", "spouse", "WIFE")

    found = verdict(rule("separation-of-duties"), act("appoint", "LI", "2020-01-01", "P", **told))

    assert [(each["who"], *each["roles"]) for each in found.figures["same"]] == same
    assert found.outcome == ("breach" if same else "ok")


def test_the_sentence_names_the_person_and_both_parts(register, rule, act, verdict):
    found = verdict(
        rule("separation-of-duties"), act("appoint", "LI", "2020-01-01", "P", actor="LI", event="cadre:LI@4")
    )

    assert found.sentence == "The act on LI on 2020-01-01: LI is proposer and subject."
    assert found.facts == ("cadre:LI@4",)


def test_only_the_parts_that_are_listed_are_kept_apart(register, rule, act, outcome):
    register.kin_of("LI", "spouse", "WIFE")
    two = rule("separation-of-duties", roles=("proposer", "decider"))

    assert outcome(two, act("appoint", "LI", "2020-01-01", "P", actor="LI")) == "ok"
    assert outcome(two, act("appoint", "LI", "2020-01-01", "P", actor="X", authority="X")) == "breach"


def test_relatives_may_be_exchanged_with_one_another(register, rule, act, outcome):
    register.kin_of("LI", "spouse", "WIFE")

    assert outcome(rule("separation-of-duties"), act("exchange", "LI", "2020-01-01", "P", partners=("WIFE",))) == "ok"


def test_nobody_records_an_act_on_oneself_or_a_relative(office):
    office.adopt("separation-of-duties", roles=["proposer", "subject", "kin"])
    office.posts("P")
    office.people("LI", "MA")
    office.submit({"act": "person-kin", "cadre": "LI", "relation": "spouse", "kin": "MA"})
    line = {"act": "appoint", "cadre": "LI", "post": "P", "effective": "2010-01-01"}

    for actor, facts in (("LI", ()), ("MA", ("cadre:LI@2",))):
        with pytest.raises(Refused) as refused:
            office.submit(line, actor=actor)
        assert refused.value.findings[0].facts == facts
    assert office.submit(line, actor="WU").outcome == "recorded"
