"""A post that a running case reserves is filled by that case, and by nobody past it until the case has ended."""

import pytest

from domain.errors import Conflict


def reserved(told, case="C1"):
    assert [each.rule for each in told.value.findings] == ["procedure-post-reserved"]
    assert f"cadre case withdraw {case}" in str(told.value)
    return True


def appoint(office, cadre, post="HEAD", day="2024-01-02", **told):
    return office.do("appoint", day, cadre=cadre, post=post, basis="Order 3", **told)


@pytest.mark.parametrize("act", ["appoint", "transfer", "rotate"])
def test_no_act_past_the_case_fills_the_post_it_reserves(office, act):
    appoint(office, "WANG", "DEPUTY")
    office.open()
    who = "ZHAO" if act == "appoint" else "WANG"
    with pytest.raises(Conflict) as told:
        office.do(act, "2024-01-03", cadre=who, post="HEAD", basis="Order 3")
    assert reserved(told)
    assert office.holder("HEAD", "2024-01-03") == (None, None)
    assert office.engine.supervision.refusals()[0]["acts"] == [act]


def test_an_exchange_and_an_order_of_several_lines_do_not_either(office):
    appoint(office, "WANG", "DEPUTY")
    office.open()
    lines = [
        {"act": "relieve", "cadre": "WANG", "post": "DEPUTY"},
        {"act": "appoint", "cadre": "WANG", "post": "HEAD"},
        {"act": "appoint", "cadre": "ZHAO", "post": "DEPUTY"},
    ]
    with pytest.raises(Conflict) as told:
        office.submit([{**each, "effective": "2024-01-03", "basis": "Order 3"} for each in lines])
    assert reserved(told)
    assert [each.line for each in told.value.findings] == [2]


def test_not_even_whom_the_case_is_about_is_appointed_past_it(office):
    office.open()
    with pytest.raises(Conflict) as told:
        appoint(office, "LI")
    assert reserved(told)


def test_once_the_case_is_withdrawn_the_post_is_free(office):
    office.open()
    office.do("case-withdraw", case="C1", reason="decided otherwise")
    appoint(office, "ZHAO")
    assert office.holder("HEAD", "2024-01-02") == ("ZHAO", "substantive")


def test_the_effect_of_the_case_itself_passes_and_afterwards_the_seat_is_merely_taken(office):
    office.open()
    office.to_issue()
    office.do("task-complete", "2024-01-15", case="C1", outcome="issued", basis="Order 5")
    with pytest.raises(Conflict) as told:
        appoint(office, "ZHAO", day="2024-01-16")
    assert [each.rule for each in told.value.findings] == ["seat-taken"]


def test_somebody_may_act_in_the_post_until_the_case_has_decided(office):
    office.open()
    appoint(office, "ZHAO", kind="acting")
    assert office.holder("HEAD", "2024-01-02") == ("ZHAO", "acting")


def test_what_was_held_before_the_case_began_may_still_be_recorded(office):
    office.open()
    lines = [
        {"act": "appoint", "effective": "2010-01-01", "cadre": "ZHAO", "post": "HEAD", "basis": "Order 3"},
        {"act": "relieve", "effective": "2024-01-02", "cadre": "ZHAO", "post": "HEAD", "basis": "Order 4"},
    ]
    office.submit(lines)
    assert office.holder("HEAD", "2024-01-01") == ("ZHAO", "substantive")
    lines[0]["cadre"] = lines[1]["cadre"] = "WANG"
    with pytest.raises(Conflict):
        office.submit([{**lines[0], "effective": "2009-01-01"}])


def test_of_a_post_with_several_seats_only_the_reserved_ones_are_kept(office):
    revised = {"act": "post-revise", "post": "HEAD", "seats": 2, "effective": "2001-01-01", "basis": "Order 2"}
    office.submit([revised])
    office.open()
    appoint(office, "WANG")
    with pytest.raises(Conflict) as told:
        appoint(office, "ZHAO")
    assert reserved(told)


def test_there_are_as_many_cases_on_a_post_as_it_has_seats(office):
    revised = {"act": "post-revise", "post": "HEAD", "seats": 2, "effective": "2001-01-01", "basis": "Order 2"}
    office.submit([revised])
    office.open()
    office.open("C2", "WANG")
    with pytest.raises(Conflict) as told:
        office.open("C3", "ZHAO")
    assert reserved(told)
