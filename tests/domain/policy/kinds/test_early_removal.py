"""early-removal: nobody is taken out of a term without a reason that the rule knows."""

import pytest

from domain.errors import Refused

TERM = {"years": 5, "reasons": ("health", "incompetent", "special-need")}


def test_without_a_reason_nobody_leaves_before_the_term_ends(register, rule, act, verdict, around):
    register.hold("LI", "P", "2012-02-29")

    found = [
        verdict(rule("early-removal", **TERM), act("relieve", "LI", each, left="P")) for each in around("2017-02-28")
    ]

    assert [each.outcome for each in found] == ["breach", "ok", "breach"]  # the next term has begun on the day after
    assert found[0].earliest.isoformat() == "2017-02-28"
    assert found[0].facts == ("cadre:LI@1",)
    assert found[0].sentence == (
        "LI leaves P on 2017-02-27; the term of 5 years ends on 2017-02-28, "
        "and no reason is given for leaving it before: health, incompetent, special-need."
    )
    assert found[2].figures["term_ends"] == "2022-02-28"


@pytest.mark.parametrize(
    ("reason", "expected"),
    [("Health: cannot work", "ok"), ("health", "ok"), ("a wish: moves away", "breach"), (None, "breach")],
)
def test_the_code_before_the_colon_is_the_reason(register, rule, act, outcome, reason, expected):
    register.hold("LI", "P", "2012-01-01")

    assert (
        outcome(rule("early-removal", **TERM), act("transfer", "LI", "2014-01-01", "Q", left="P", reason=reason))
        == expected
    )


def test_a_planned_end_is_the_end_of_the_term(register, rule, act, outcome, around):
    register.hold("LI", "P", "2012-01-01", planned_end=act("x", "x", "2014-03-31").day)

    found = [
        outcome(rule("early-removal", **TERM), act("relieve", "LI", each, left="P")) for each in around("2014-03-31")
    ]

    assert found == ["breach", "ok", "ok"]


def test_special_need_is_claimed_once_in_a_term(register, rule, act, verdict, around):
    register.hold("LI", "A", "2010-01-01", "2012-03-15", ended_by="cadre:LI@need")
    register.reasons["cadre:LI@need"] = "special-need: flood"
    register.hold("LI", "B", "2012-03-15")
    once = rule("early-removal", **TERM, special_need_per_term=1)
    twice = rule("early-removal", **TERM, special_need_per_term=2)
    code = "special-need: drought"

    asked = [act("transfer", "LI", each, "C", left="B", reason=code) for each in ("2016-01-01", *around("2017-03-15"))]
    found = [verdict(once, each) for each in asked]

    assert [each.outcome for each in found] == ["breach", "breach", "ok", "ok"]
    assert found[0].facts == ("cadre:LI@2", "cadre:LI@need")
    assert found[0].figures["special_need_days"] == ["2012-03-15"]
    assert verdict(twice, asked[0]).outcome == "ok"
    assert verdict(rule("early-removal", **TERM), asked[0]).outcome == "ok"
    assert verdict(once, act("transfer", "LI", "2016-01-01", "C", left="B", reason="health")).outcome == "ok"


def test_an_unknown_beginning_leaves_it_open_unless_a_reason_is_given(register, rule, act, verdict):
    register.hold("LI", "P", "2012-01-01", since_known=False)

    found = verdict(rule("early-removal", **TERM), act("relieve", "LI", "2014-01-01", left="P"))

    assert (found.outcome, found.missing) == ("undetermined", "since when LI has held P")
    given = act("relieve", "LI", "2014-01-01", left="P", reason="health")
    assert verdict(rule("early-removal", **TERM), given).outcome == "ok"


def test_leaving_the_service_and_going_on_in_the_post_are_no_removal(register, rule, act, outcome):
    register.hold("LI", "P", "2012-01-01")

    assert outcome(rule("early-removal", **TERM), act("depart", "LI", "2014-01-01", left="P")) is None
    assert (
        outcome(rule("early-removal", **TERM, acts=("depart",)), act("depart", "LI", "2014-01-01", left="P"))
        == "breach"
    )
    assert (
        outcome(rule("early-removal", **TERM, acts=("appoint",)), act("appoint", "LI", "2014-01-01", "P", left="P"))
        is None
    )
    assert (
        outcome(
            rule("early-removal", **TERM, select={"track": ("party",)}), act("relieve", "LI", "2014-01-01", left="P")
        )
        is None
    )


def test_special_needs_are_read_from_the_register(office):
    office.adopt("early-removal", years=5, reasons=["special-need"], special_need_per_term=1)
    office.posts("A", "B", "C")
    office.people("LI")
    office.submit({"act": "appoint", "cadre": "LI", "post": "A", "effective": "2010-01-01"})
    moves = {"act": "transfer", "cadre": "LI"}

    with pytest.raises(Refused) as refused:
        office.submit({**moves, "post": "B", "effective": "2012-01-01"})
    assert refused.value.findings[0].earliest == "2015-01-01"

    office.submit({**moves, "post": "B", "effective": "2012-01-01", "reason": "special-need: flood"})
    with pytest.raises(Refused) as refused:
        office.submit({**moves, "post": "C", "effective": "2014-01-01", "reason": "special-need: drought"})
    [finding] = refused.value.findings
    assert (finding.facts, finding.earliest) == (("cadre:LI@3",), "2017-01-01")
