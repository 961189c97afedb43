"""Exceptions of a rule: claimed by the code of a reason, and lawful only with what they need."""

import pytest


@pytest.fixture
def breach(register, rule, act):
    """A function from exceptions and what the act states to the verdict on an appointment beyond the limit."""
    register.post_at("HEAD")
    register.hold("LI", "HEAD", "2010-01-01", "2020-01-01")

    def asked(*exceptions, **stated):
        limit = rule("tenure-max", years=5, exceptions=exceptions)
        return limit, act("appoint", "LI", "2020-01-01", "HEAD", **stated)

    return asked


AREA = {"code": "Minority-Area", "needs": "approval"}
PLAIN = {"code": "health"}


@pytest.mark.parametrize(
    ("exceptions", "stated", "said"),
    [
        ((), {"reason": "minority-area: far away"}, "breach"),
        ((AREA,), {}, "breach"),
        ((AREA,), {"reason": "minority-area: far away"}, "breach"),
        ((AREA,), {"reason": "minority-area: far away", "approved_by": "province"}, "ok"),
        ((AREA,), {"reason": "MINORITY-AREA", "authority": "province"}, "ok"),
        ((AREA,), {"reason": "far away: minority-area", "authority": "province"}, "breach"),
        ((AREA, PLAIN), {"reason": "health: ill"}, "ok"),
        (({"code": "need", "needs": "decision"},), {"reason": "need: now", "authority": "province"}, "breach"),
        (({"code": "need", "needs": "decision"},), {"reason": "need: now", "decision": "minutes 3"}, "ok"),
    ],
)
def test_an_exception_holds_with_what_it_needs(breach, outcome, exceptions, stated, said):
    assert outcome(*breach(*exceptions, **stated)) == said


def test_what_an_exception_lacks_is_told(breach, verdict):
    lacking = verdict(*breach(AREA, reason="minority-area: far away"))
    claimed = verdict(*breach(AREA, reason="minority-area: far away", authority="province"))

    assert lacking.sentence.endswith("The exception Minority-Area needs approval, which the act does not state.")
    assert claimed.sentence.endswith("The act claims the exception Minority-Area.")


def test_an_exception_helps_where_a_fact_is_missing(register, rule, act, outcome):
    register.post_at("HEAD")
    limit = rule("age-limit", table=({"years": 60},), exceptions=(PLAIN,))

    assert outcome(limit, act("appoint", "LI", "2020-01-01", "HEAD")) == "undetermined"
    assert outcome(limit, act("appoint", "LI", "2020-01-01", "HEAD", reason="health: well")) == "ok"


@pytest.mark.parametrize(("known", "said"), [(True, "LI has 730 days"), (False, "LI has at least 730 days")])
def test_a_holding_of_an_opening_position_has_lasted_at_least_so_long(register, rule, act, verdict, known, said):
    register.hold("LI", "HEAD", "2018-01-01", "2020-01-01", since_known=known)

    found = verdict(rule("tenure-max", years=5), act("appoint", "LI", "2020-01-01", "HEAD"))

    assert found.sentence.startswith(said)
    assert found.figures.get("since_known", True) is known
