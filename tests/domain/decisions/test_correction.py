"""Corrections and cancellations: new events that name an old one; what may be named, and what it takes with it."""

import pytest

from domain.events import ActCancelled, ActCorrected

HELD = "appoint LI P1 2010-01-01"
DEPENDENT = (HELD, "transfer LI P2 2012-01-01")


def corrected(names="cadre:LI@2", **changes):
    return ActCorrected(names=names, changes=changes, personal={})


def statuses(desk, who="LI"):
    return [row["status"] for row in desk.engine.history(who)]


def held(desk, who="LI"):
    return [(row["post"], row["from"], row["until"]) for row in desk.engine.career(who)]


# --- correcting -----------------------------------------------------------------------------------


def test_an_act_is_read_with_other_values_and_its_event_stays(given):
    desk = given(HELD)

    desk.when("correct cadre:LI@2 set=effective=2010-02-01").then(corrected(effective="2010-02-01"))

    assert held(desk) == [("P1", "2010-02-01", None)]
    assert [(row["effective"], row["status"]) for row in desk.engine.history("LI")] == [
        (None, "in-force"),
        ("2010-01-01", "corrected"),
        ("2010-02-01", "in-force"),
    ]


def test_several_values_are_corrected_at_once(given):
    desk = given(HELD, "correct cadre:LI@2 set=effective=2010-02-01;kind=acting;until=2011-01-01")

    row = desk.engine.career("LI")[0]
    assert (row["from"], row["kind"], row["planned_end"]) == ("2010-02-01", "acting", "2011-01-01")


def test_an_empty_value_takes_the_old_one_away(given):
    desk = given(f"{HELD} until=2012-01-01", "correct cadre:LI@2 set=until=")

    assert desk.engine.career("LI")[0]["planned_end"] is None


@pytest.mark.parametrize("missing", ["reason", "basis"])
@pytest.mark.parametrize("act", ["correct", "cancel"])
def test_reason_and_document_are_needed(given, act, missing):
    line = {"act": act, "event": "cadre:LI@2", "basis": "Doc", "reason": "Error"}
    line |= {"set": {"effective": "2010-02-01"}} if act == "correct" else {}
    del line[missing]
    given(HELD).when(line).then_bad_input(f"{act} needs {missing}")


def test_a_correction_may_be_corrected(given):
    desk = given(HELD, "correct cadre:LI@2 set=effective=2010-02-01")

    desk.when("correct cadre:LI@3 set=effective=2010-03-01").then(corrected("cadre:LI@3", effective="2010-03-01"))

    assert held(desk) == [("P1", "2010-03-01", None)]
    assert statuses(desk) == ["in-force", "corrected", "corrected", "in-force"]


def test_a_cancelled_correction_leaves_the_original_reading(given):
    desk = given(HELD, "correct cadre:LI@2 set=effective=2010-02-01")

    desk.when("cancel cadre:LI@3").then(ActCancelled(names="cadre:LI@3"))

    assert held(desk) == [("P1", "2010-01-01", None)]
    assert statuses(desk) == ["in-force", "in-force", "cancelled", "in-force"]


def test_with_a_correction_goes_what_corrected_it(given):
    desk = given(HELD, "correct cadre:LI@2 set=effective=2010-02-01", "correct cadre:LI@3 set=kind=acting")

    desk.given("cancel cadre:LI@3")

    assert [(row["from"], row["kind"]) for row in desk.engine.career("LI")] == [("2010-01-01", "substantive")]


def test_of_two_corrections_the_later_rules_where_they_meet(given):
    desk = given(
        HELD, "correct cadre:LI@2 set=effective=2010-02-01;kind=acting", "correct cadre:LI@2 set=effective=2010-03-01"
    )

    assert [(row["from"], row["kind"]) for row in desk.engine.career("LI")] == [("2010-03-01", "acting")]


def test_a_corrected_personal_value_is_read_from_the_day_of_the_act(given):
    desk = given("person-amend LI 2015-01-01 name=Wrong", "correct cadre:LI@2 set=name=Right")

    assert [desk.engine.person("LI", as_of=day)["name"] for day in ("2014-12-31", "2015-01-01")] == ["LI", "Right"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("effective=", "effective: an act needs the day from which it holds"),
        ("sequence=10000", "sequence: '10000' is not a whole number from 0 to 9999"),
        ("sequence=-1", "sequence: '-1' is not a whole number from 0 to 9999"),
        ("post=P9", "there is no post P9; did you mean P3, P2, P1?"),
        ("until=2010-01-01", "the planned end 2010-01-01 does not lie after the effective day 2010-01-01"),
        ("colour=red", "event cadre:LI@2 has no field 'colour'; it has post, kind, planned_end, "),
        ("effective=2010-02-30", "effective: '2010-02-30' is not a day of the calendar; "),
        ("names=x", "event cadre:LI@2 has no field 'names'"),
        ("name=Li", "event cadre:LI@2 has no field 'name'"),
    ],
)
def test_a_correction_that_does_not_fit_the_act_is_bad_input(given, change, sentence):
    assert str(given(HELD).when(f"correct cadre:LI@2 set={change}").got).startswith(sentence)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("seats=0", "seats: "),
        ("seats=-3", "seats: '-3' is not a whole number"),
        ("seats=10001", "seats: "),
        ("part_time=perhaps", "part_time: 'perhaps' is neither yes nor no"),
        ("unit=U9", "there is no unit U9"),
        ("level=king", "there is no level 'king'"),
    ],
)
def test_a_definition_is_corrected_as_strictly_as_it_is_given(given, change, sentence):
    assert str(given().when(f"correct post:P1@1 set={change}").got).startswith(sentence)


def test_a_correction_of_nothing_is_bad_input(given):
    given(HELD).when({"act": "correct", "event": "cadre:LI@2", "set": {}, "basis": "D", "reason": "E"}).then_bad_input(
        "name what is to be corrected, such as: --set effective=2026-12-01"
    )


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        ("post=P2", ("seat-taken",)),
        ("post=P3", ("post-not-open",)),
        ("effective=2014-01-01", ()),
    ],
)
def test_a_corrected_act_meets_the_rules_of_a_new_one(given, change, rules):
    desk = given(HELD, "appoint WANG P2 2010-01-01", "post-close P3 2005-01-01")
    asked = desk.when(f"correct cadre:LI@2 set={change}")

    if not rules:
        asked.then_in("cadre:LI")
    elif rules == ("seat-taken",):
        asked.then_conflict(*rules)
    else:
        asked.then_refused(*rules)


def test_a_cancelled_correction_meets_the_rules_too(given):
    desk = given(HELD, "correct cadre:LI@2 set=post=P2", "appoint WANG P1 2011-01-01")

    desk.when("cancel cadre:LI@3").then_conflict("seat-taken")


def test_a_post_is_not_held_beyond_its_end_when_a_correction_of_the_end_is_cancelled(given):
    desk = given("post-close P1 2012-01-01", "correct post:P1@2 set=effective=2015-01-01", HELD)
    desk.given("relieve LI P1 2015-01-01")

    desk.when("cancel post:P1@3").then_refused("post-held")


def test_legs_of_an_exchange_are_corrected_in_one_order(given):
    desk = given(HELD, "appoint WANG P2 2010-01-01")
    desk.given(("exchange LI 2012-01-01 with=WANG", "exchange WANG 2012-01-01 with=LI"))
    day = "set=effective=2013-01-01"

    desk.when(f"correct cadre:LI@3 {day}").then_conflict("seat-taken")
    desk.when(f"correct cadre:LI@3 {day}", f"correct cadre:WANG@3 {day}").then_in("cadre:LI", "cadre:WANG")


# --- cancelling -----------------------------------------------------------------------------------


def test_a_cancelled_act_is_read_as_if_it_had_not_been_decided(given):
    desk = given(HELD)

    desk.when("cancel cadre:LI@2").then(ActCancelled(names="cadre:LI@2"))

    assert held(desk) == []
    assert statuses(desk) == ["in-force", "cancelled", "in-force"]


def test_an_order_is_cancelled_whole(given):
    desk = given((HELD, "appoint WANG P2 2010-01-01"))

    desk.when("cancel O-2").then(ActCancelled(names="cadre:WANG@2"), ActCancelled(names="cadre:LI@2"))

    assert (held(desk), held(desk, "WANG")) == ([], [])


def test_an_order_may_be_named_as_such(given):
    given(HELD).when({"act": "cancel", "order": "O-2", "basis": "D", "reason": "E"}).then_in("cadre:LI")


def test_what_is_left_of_an_order_is_cancelled(given):
    desk = given((HELD, "appoint WANG P2 2010-01-01"), "cancel cadre:LI@2")

    desk.when("cancel O-2").then(ActCancelled(names="cadre:WANG@2"))
    desk.when("cancel O-2").then_refused("cancelled")


@pytest.mark.parametrize("again", ["cancel cadre:LI@2", "correct cadre:LI@2 set=effective=2011-01-01"])
def test_a_cancelled_act_is_neither_cancelled_nor_corrected_again(given, again):
    given(HELD, "cancel cadre:LI@2").when(again).then_refused("cancelled")


@pytest.mark.parametrize("again", ["cancel cadre:LI@3", "correct cadre:LI@3 set=effective=2011-01-01"])
def test_a_correction_of_a_cancelled_act_stands_no_longer_either(given, again):
    given(HELD, "correct cadre:LI@2 set=kind=acting", "cancel cadre:LI@2").when(again).then_refused("cancelled")


@pytest.mark.parametrize("again", ["cancel cadre:LI@3", "correct cadre:LI@3 set=effective=2011-01-01"])
def test_a_cancellation_is_final(given, again):
    given(HELD, "cancel cadre:LI@2").when(again).then_refused("is-cancellation")


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        ("cadre:LI@9", "there is no event cadre:LI@9; the events of cadre:LI are 1 to 1"),
        ("cadre:LI@0", "there is no event cadre:LI@0; the events of cadre:LI are 1 to 1"),
        ("cadre:NOBODY@1", "there is no event cadre:NOBODY@1; look the event up with: cadre history NOBODY"),
        ("O-9", "there is no event and no order O-9; list them with: cadre order list, cadre history WHO"),
        (
            "store:register@1",
            "event store:register@1 is no act; an order is cancelled by its id, such as: cadre cancel O-1",
        ),
    ],
)
def test_what_is_unknown_or_no_act_is_not_cancelled(given, named, sentence):
    given().when(f"cancel {named}").then_bad_input(sentence)


@pytest.mark.parametrize("line", [{}, {"event": "cadre:LI@2", "order": "O-2"}])
def test_either_an_event_or_an_order_is_cancelled(given, line):
    given(HELD).when({"act": "cancel", "basis": "D", "reason": "E", **line}).then_bad_input(
        "name either the event or the order to cancel"
    )


# --- what depends on it ---------------------------------------------------------------------------


def test_what_others_depend_on_is_cancelled_only_when_confirmed(given):
    desk = given(*DEPENDENT)

    error = desk.when("cancel cadre:LI@2").then_refused("dependents")

    assert error.findings[0].facts == ("cadre:LI@3",)
    assert error.findings[0].figures == {"dependents": ["cadre:LI@3"]}


def test_what_depended_on_a_cancelled_act_stays_on_file_without_its_basis(given):
    desk = given(*DEPENDENT).given("cancel cadre:LI@2", confirmed=True)

    assert statuses(desk) == ["in-force", "cancelled", "basis-lost", "in-force"]
    assert held(desk) == []


def test_dependents_cancelled_in_the_same_order_lose_nothing(given):
    desk = given(*DEPENDENT)

    desk.when("cancel cadre:LI@2", "cancel cadre:LI@3").then_in("cadre:LI", "cadre:LI")


def test_dependents_given_another_basis_in_the_same_order_lose_nothing(given):
    desk = given(*DEPENDENT)

    desk.when("cancel cadre:LI@2", "appoint LI P3 2010-01-01").then_in("cadre:LI", "cadre:LI")

    assert held(desk) == [("P3", "2010-01-01", "2012-01-01"), ("P2", "2012-01-01", None)]


@pytest.mark.parametrize(("day", "stands"), [("2011-12-31", True), ("2012-01-01", True), ("2012-01-02", False)])
def test_a_corrected_day_takes_the_basis_of_what_then_precedes_it(given, day, stands):
    asked = given(HELD, "relieve LI P1 2012-01-01").when(f"correct cadre:LI@2 set=effective={day}")

    asked.then_in("cadre:LI") if stands else asked.then_refused("dependents")


def test_a_registration_is_taken_back_with_all_that_stands_on_it_marked(given):
    desk = given(HELD)

    assert desk.when("cancel cadre:LI@1").then_refused("dependents").findings[0].facts == ("cadre:LI@2",)
    desk.given("cancel cadre:LI@1", confirmed=True)
    assert statuses(desk) == ["cancelled", "basis-lost", "in-force"]


def test_an_opening_of_a_post_is_taken_back_with_its_holdings_marked(given):
    desk = given(HELD)

    assert desk.when("cancel post:P1@1").then_refused("dependents").findings[0].facts == ("cadre:LI@2",)
    desk.given("cancel post:P1@1", confirmed=True)
    assert statuses(desk) == ["in-force", "basis-lost"]


@pytest.mark.parametrize(("day", "stands"), [("2010-01-01", True), ("2010-01-02", False)])
def test_an_opening_of_a_post_is_not_moved_behind_its_first_holder(given, day, stands):
    asked = given(HELD).when(f"correct post:P1@1 set=effective={day}")

    asked.then_in("post:P1") if stands else asked.then_refused("dependents")


@pytest.mark.parametrize("back", ["cancel cadre:LI@3", "correct cadre:LI@3 set=effective=2015-01-02"])
def test_a_closing_stands_on_the_relief_before_it(given, back):
    desk = given(HELD, ("relieve LI P1 2015-01-01", "post-close P1 2015-01-01"))

    assert desk.when(back).then_refused("dependents").findings[0].facts == ("post:P1@2",)


def test_a_new_basis_makes_an_act_count_again_and_its_seat_is_counted(given):
    desk = given(*DEPENDENT).given("cancel cadre:LI@2", confirmed=True).given("appoint WANG P2 2013-01-01")

    desk.when("appoint LI P1 2010-01-01").then_conflict("seat-taken")
    desk.when("appoint LI P1 2010-01-01", "relieve LI P2 2013-01-01").then_in("cadre:LI", "cadre:LI")
    assert held(desk) == [("P1", "2010-01-01", "2012-01-01"), ("P2", "2012-01-01", "2013-01-01")]
