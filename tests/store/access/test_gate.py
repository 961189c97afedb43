"""Who may record what: by role, by dated authority, never about oneself or relatives, approved by somebody entitled."""

from datetime import datetime

import pytest

from domain.dossiers import every_command

APPOINT = {"act": "appoint", "cadre": "LI", "post": "FIN-CLERK", "kind": "concurrent", "basis": "Order 2"}
RELIEVE = {"act": "relieve", "cadre": "LI", "post": "FIN-HEAD", "effective": "2024-03-01", "basis": "Order 2"}
FOREIGN = {"act": "relieve", "cadre": "HE", "post": "TAX-HEAD", "effective": "2024-03-01", "basis": "Order 2"}
CLERK = {"act": "relieve", "cadre": "QIAN", "post": "FIN-CLERK", "effective": "2024-03-01", "basis": "Order 2"}


def noon(day):
    return datetime.fromisoformat(f"{day}T12:00:00+00:00")


def test_with_access_control_off_the_actor_is_a_label(open_house):
    assert open_house.becomes("anybody", RELIEVE) == 0
    assert open_house.engine.info()["access_control"] is False


def test_with_access_control_on_who_is_not_enrolled_is_turned_away_before_anything_is_told(house):
    assert house.denied("tester", RELIEVE) == ["unknown-actor"]
    assert house.denied("tester", {"act": "no-such-act"}) == ["unknown-actor"]
    assert house.engine.info()["access_control"] is True


def test_within_authority_an_act_is_recorded(house):
    assert house.becomes("ZHOU", RELIEVE) == 0


def test_outside_of_authority_it_is_refused_and_the_refusal_stands_in_the_decision_log(each_house):
    house = each_house
    assert house.denied("ZHOU", FOREIGN) == ["out-of-scope"]

    last = house.refusals()[-1]
    assert (last["actor"], last["acts"], last["outcome"]) == ("ZHOU", ["relieve"], "not-authorised")
    assert last["rules"] == ["out-of-scope"]
    assert "cadre:HE" in last["subjects"]


def test_a_move_into_another_unit_needs_authority_over_both(house):
    move = {"act": "transfer", "cadre": "QIAN", "post": "TAX-CLERK", "effective": "2024-03-01", "basis": "Order 2"}

    assert house.denied("ZHOU", move) == ["out-of-scope"]
    assert house.becomes("SUN", move) == 0


def test_what_the_rules_say_outside_of_authority_is_not_told(house):
    taken = {**FOREIGN, "act": "appoint", "cadre": "QIAN", "effective": "2024-02-01"}

    assert house.denied("ZHOU", taken) == ["out-of-scope"]
    assert house.becomes("SUN", taken) == 4


def test_of_several_lines_bad_input_comes_before_what_is_not_authorised_and_that_before_a_conflict(house):
    taken = {"act": "appoint", "cadre": "QIAN", "post": "FIN-HEAD", "effective": "2024-02-01", "basis": "Order 2"}
    unknown = {**RELIEVE, "cadre": "NOBODY"}

    assert house.becomes("ZHOU", taken) == 4
    assert house.becomes("ZHOU", FOREIGN, taken) == 6
    assert house.becomes("ZHOU", FOREIGN, taken, unknown) == 2


@pytest.mark.parametrize("who", ["SUN", "WANG"])
def test_nobody_acts_on_the_own_file_or_on_one_of_a_relative(house, who):
    line = {"act": "relieve", "cadre": who, "post": "FIN-CLERK", "effective": "2024-03-01", "basis": "Order 2"}

    assert house.denied("SUN", line) == ["own-file" if who == "SUN" else "kin-file"]
    assert house.becomes("ZHOU", line) == 0


def test_a_relative_counts_whichever_of_the_two_recorded_it(house):
    house.administer({"act": "access-enrol", "principal": "W2", "cadre": "WANG", "roles": "officer"})
    house.administer({"act": "access-grant", "principal": "W2"})
    line = {"act": "relieve", "cadre": "SUN", "post": "FIN-CLERK", "effective": "2024-03-01", "basis": "Order 2"}

    assert house.denied("W2", line) == ["kin-file"]


@pytest.mark.parametrize(
    ("bounds", "head", "clerk"),
    [
        ({"track": "admin"}, 0, 6),
        ({"key_posts": "yes"}, 0, 6),
        ({"lowest": "division"}, 0, 6),
        ({"highest": "section"}, 6, 0),
        ({"lowest": "section", "highest": "division"}, 0, 0),
        ({"joint": "yes"}, 6, 6),
    ],
)
def test_authority_is_bounded_by_what_the_post_is(house, bounds, head, clerk):
    house.administer({"act": "access-enrol", "principal": "MO", "roles": "officer"})
    house.administer({"act": "access-grant", "principal": "MO", "unit": "FINANCE", **bounds})

    assert (house.becomes("MO", RELIEVE), house.becomes("MO", CLERK)) == (head, clerk)


def test_authority_bounded_by_posts_is_none_over_the_unit_itself(house):
    house.administer({"act": "access-enrol", "principal": "MO", "roles": "officer"})
    house.administer({"act": "access-grant", "principal": "MO", "unit": "FINANCE", "track": "admin"})
    rename = {"act": "unit-rename", "unit": "FINANCE", "name": "Money", "effective": "2024-03-01"}

    assert house.denied("MO", rename) == ["out-of-scope"]
    assert house.becomes("ZHOU", rename) == 0


def test_the_joint_side_says_its_opinion_and_decides_nothing(house):
    house.administer({"act": "access-enrol", "principal": "MO", "roles": "officer"})
    house.administer({"act": "access-grant", "principal": "MO", "unit": "FINANCE", "joint": "yes"})
    talk = {"act": "talk", "cadre": "LI", "held_by": "PAN", "effective": "2024-01-10", "basis": "Minutes 1"}

    assert house.becomes("MO", talk) == 0
    assert house.denied("MO", RELIEVE) == ["out-of-scope"]


@pytest.mark.parametrize(("decided_on", "code"), [("2024-02-28", 0), ("2024-02-29", 6), ("2024-03-01", 6)])
def test_an_act_is_judged_by_the_authority_of_the_day_on_which_it_was_decided(house, decided_on, code):
    house.administer({"act": "access-enrol", "principal": "MO", "roles": "officer"})
    house.administer({"act": "access-grant", "principal": "MO", "unit": "FINANCE", "until": "2024-02-29"})

    assert house.becomes("MO", {**RELIEVE, "decided_on": decided_on}, on="2024-03-05") == code


def test_a_decision_that_is_still_to_come_is_judged_by_the_authority_of_today(house):
    house.administer({"act": "access-enrol", "principal": "MO", "roles": "officer"})
    house.administer({"act": "access-grant", "principal": "MO", "effective": "2024-06-01"})

    assert house.denied("MO", {**RELIEVE, "decided_on": "2024-07-01"}) == ["out-of-scope"]


def test_authority_of_one_body_covers_no_decision_of_another(house):
    house.administer({"act": "access-enrol", "principal": "MO", "roles": "officer"})
    house.administer({"act": "access-grant", "principal": "MO", "body": "COMMITTEE"})

    assert house.denied("MO", {**RELIEVE, "authority": "OFFICE"}) == ["out-of-scope"]
    assert house.becomes("MO", {**RELIEVE, "authority": "COMMITTEE"}) == 0


def test_what_concerns_the_whole_store_needs_authority_without_bounds(house):
    unit = {"act": "unit-open", "unit": "NEW", "name": "New", "effective": "2024-02-01"}

    assert house.denied("ZHOU", unit) == ["out-of-scope"]
    assert house.becomes("ZHOU", {**unit, "parent": "FINANCE"}) == 0
    assert house.becomes("SUN", {**unit, "unit": "NEWER"}) == 0


def test_a_correction_and_a_cancellation_need_authority_over_what_they_amend(house):
    cancel = {"act": "cancel", "event": "cadre:HE@2", "basis": "D", "reason": "Error"}
    order = {"act": "cancel", "order": "O-1", "basis": "D", "reason": "Error"}

    assert house.denied("ZHOU", cancel) == ["out-of-scope"]
    assert house.denied("ZHOU", order) == ["out-of-scope"]
    assert house.denied("ZHOU", {"act": "cancel", "event": "cadre:LI@2", "basis": "D", "reason": "Error"}) == []


def test_what_was_recorded_about_access_is_neither_corrected_nor_cancelled(house):
    line = {"act": "cancel", "event": "principal:ZHOU@2", "basis": "D", "reason": "Error"}

    assert house.denied("SUN", line) == ["access-fixed"]
    assert house.denied("ADA", line) != []


def waive(approver, cadre="LI"):
    until = {"until": "2024-12-31", "effective": "2024-02-01", "reason": "R", "basis": "D"}
    return {"act": "waive", "rule": "SEED-POST-10", "subject": cadre, "approved_by": approver, **until}


def test_who_approved_must_be_an_approver_with_authority_and_somebody_else(house):
    house.engine.adopt("seed", from_day="2024-01-10", actor="SUN", now=noon("2024-01-10"))
    house.administer({"act": "access-enrol", "principal": "NARROW", "roles": "approver"})
    house.administer({"act": "access-grant", "principal": "NARROW", "unit": "TAX"})

    assert house.denied("ZHOU", waive("SOMEBODY")) == ["approver-missing"]
    assert house.denied("ZHOU", waive("ZHOU")) == ["approver-missing"]
    assert house.denied("ZHOU", waive("WU")) == ["approver-missing"]
    assert house.denied("ZHOU", waive("NARROW")) == ["out-of-scope"]
    assert house.denied("ZHOU", waive("SUN", "WANG")) == ["kin-file"]
    assert house.denied("ZHOU", waive("PAN")) == []


GRANTS = {
    "the same unit": ({"unit": "FINANCE"}, False),
    "less of it": ({"unit": "FINANCE", "track": "admin"}, False),
    "the unit above": ({"unit": "COUNTY"}, True),
    "the unit above, of some levels": ({"unit": "COUNTY", "lowest": "section"}, False),
    "everything": ({}, True),
    "the same unit for another body": ({"unit": "FINANCE", "body": "PREFECTURE"}, True),
}


@pytest.mark.parametrize("name", GRANTS)
def test_a_rule_is_waived_with_the_approval_of_an_authority_above(house, name):
    grant, above = GRANTS[name]
    house.engine.adopt("seed", from_day="2024-01-10", actor="SUN", now=noon("2024-01-10"))
    house.administer({"act": "access-enrol", "principal": "PEER", "roles": "approver"})
    house.administer({"act": "access-grant", "principal": "PEER", **grant})

    assert house.denied("ZHOU", waive("PEER")) == ([] if above else ["approver-missing"])


def test_a_waiver_that_was_approved_with_authority_is_no_longer_marked_unverified(house):
    house.engine.adopt("seed", from_day="2024-01-10", actor="SUN", now=noon("2024-01-10"))
    outcome = house.engine.submit([waive("PAN")], actor="ZHOU", now=noon("2024-02-02"))

    assert [each.rule for each in outcome.warnings] == []
    assert [each["approval"] for each in house.engine.supervision.waivers()] == ["by-authority"]


def test_two_principals_of_one_person_do_not_approve_each_other(house):
    house.engine.adopt("seed", from_day="2024-01-10", actor="SUN", now=noon("2024-01-10"))
    house.administer({"act": "access-enrol", "principal": "SUN-2", "cadre": "SUN", "roles": "approver"})
    house.administer({"act": "access-grant", "principal": "SUN-2"})

    assert house.denied("SUN", waive("SUN-2")) == ["approver-missing"]


@pytest.mark.parametrize("act", sorted(every_command()))
def test_every_act_is_for_officers_and_every_act_on_access_for_those_who_look_after_it(act):
    from domain.access.book import Book, Said
    from lifecycle.access.judging import Deed, Judge

    roles = ("officer", "approver", "auditor", "supervisor", "system-administrator", "security-administrator")
    always = ("0001-01-01", "9999-12-31")
    said = [Said("access-enabled", "a", *always, {"administrators": ()})]
    for role in roles:
        said.append(Said("principal-enrolled", f"{role}@1", *always, {"principal": role, "cadre": None}))
        said.append(Said("role-given", f"{role}@2", *always, {"principal": role, "role": role}))
    fields = dict.fromkeys(("body", "unit", "track", "lowest", "highest"))
    said.append(
        Said("authority-granted", "g", *always, {"principal": "officer", "key_posts": False, "joint": False, **fields})
    )
    judge = Judge(Book.of(said), None, ("section",), "2024-01-10")

    allowed = {role for role in roles if not judge.findings(Deed(role, act, frozenset(), "2024-01-10"))}

    administration = {"security-administrator", "supervisor"} if act == "access-revoke" else {"security-administrator"}
    assert allowed == (administration if act.startswith("access-") else {"officer"})
