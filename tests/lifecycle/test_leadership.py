"""Responsibility, heads, funds and plans in a store: refused, corrected, cancelled, on both stores."""

import pytest

from domain.errors import BadInput, Refused

UNIT = {"act": "unit-open", "unit": "FINANCE", "name": "Finance", "effective": "2000-01-01"}
LI = {"act": "person-register", "cadre": "LI", "name": "Li"}
SPEND = {"act": "fund-spend", "unit": "FINANCE", "purpose": "roof", "effective": "2024-05-01", "basis": "B"}
POST = {"act": "post-open", "unit": "FINANCE", "name": "P", "effective": "2000-01-01"}
HEADS = {"act": "heads-designate", "unit": "FINANCE", "effective": "2010-01-01", "basis": "B"}
PLAN = {"act": "joint-plan-make", "joint_plan": "P", "goals": "g", "effective": "2024-01-01"}


@pytest.fixture
def office(engine):
    """FINANCE with two posts and LI."""
    posts = [{**POST, "post": "SEC", "track": "party"}, {**POST, "post": "HEAD", "track": "admin"}]
    engine.submit([UNIT, LI, *posts], actor="zhou")
    return engine


def test_what_is_cancelled_is_not_counted_and_what_is_corrected_is_counted_as_it_reads(office):
    for amount in ("100.10", "200", "300"):
        office.submit([{**SPEND, "amount": amount}], actor="zhou")
    amend = {"reason": "misread", "basis": "M"}
    office.submit([{"act": "cancel", "event": "funds:FINANCE@2", **amend}], actor="zhou")
    office.submit([{"act": "correct", "event": "funds:FINANCE@3", "set": {"amount": "0.05"}, **amend}], actor="zhou")

    [row] = office.leadership.resources(2024)
    assert (row["committed"], row["spent"], row["left"]) == ("0", "100.15", "-100.15")
    assert office.verify()["intact"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({**SPEND, "amount": "1.234"}, "amount"),
        ({**HEADS, "party_post": "SEC", "admin_post": "SEC"}, "cannot be the post of both heads"),
        ({**HEADS, "party_post": "SEC", "admin_post": "NONE"}, "there is no post NONE"),
        ({**SPEND, "act": "fund-commit", "year": 2024}, "say what is committed"),
        ({**PLAN, "bodies": "NOBODY"}, "there is no body NOBODY"),
    ],
)
def test_what_cannot_be_read_is_not_recorded(office, line, says):
    with pytest.raises(BadInput, match=says):
        office.submit([line], actor="zhou")


def test_nothing_is_recorded_in_a_unit_before_it_opens(office):
    with pytest.raises(Refused, match="not open on 1999-05-01"):
        office.submit([{**SPEND, "amount": "1", "effective": "1999-05-01"}], actor="zhou")


def test_the_heads_of_a_unit_as_known_on_a_day(office):
    office.submit([{**HEADS, "party_post": "SEC", "admin_post": "HEAD"}], actor="zhou")
    taking = {"act": "appoint", "cadre": "LI", "post": "SEC", "effective": "2012-01-01", "basis": "B"}
    office.submit([taking], actor="zhou")

    assert [each["party_head"] for each in office.leadership.heads(as_of="2011-12-31")] == [None]
    assert [each["party_head"] for each in office.leadership.heads(as_of="2012-01-01")] == ["LI"]
    assert office.leadership.heads(as_of="2009-12-31") == []
    assert office.leadership.heads(as_of="2012-01-01", known_on="1999-12-31") == []
