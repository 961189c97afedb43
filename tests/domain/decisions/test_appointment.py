"""Appointment, opening position, relief and confirmation: what is recorded, and what stands in the way."""

from datetime import date

import pytest

from domain.events import CadreAppointed, CadreConfirmed, CadreRelieved, OpeningPositionRecorded

KINDS = ("substantive", "acting", "trial", "concurrent", "secondment", "assistant")


def appointed(post="P1", kind="substantive", planned_end=None, precision="day"):
    return CadreAppointed(post=post, kind=kind, planned_end=planned_end, precision=precision)


def test_a_cadre_is_appointed_to_an_open_post(given):
    outcome = given().when("appoint LI P1 2010-01-01").then(appointed())

    assert (outcome.order, outcome.events, outcome.warnings) == ("O-2", ("cadre:LI@2",), ())
    assert outcome.recorded[0].effective == date(2010, 1, 1)
    assert outcome.recorded[0].unit == "U1"


@pytest.mark.parametrize("kind", KINDS)
def test_a_post_is_taken_up_in_any_kind(given, kind):
    given().when(f"appoint LI P1 2010-01-01 kind={kind}").then(appointed(kind=kind))


def test_another_kind_of_appointment_is_bad_input(given):
    given().when("appoint LI P1 2010-01-01 kind=royal").then_bad_input(
        "kind: 'royal' is not one of 'substantive', 'acting', 'trial', 'concurrent', 'secondment' or 'assistant'"
    )


@pytest.mark.parametrize(("until", "accepted"), [("2009-12-31", False), ("2010-01-01", False), ("2010-01-02", True)])
def test_a_planned_end_lies_after_the_first_day(given, until, accepted):
    asked = given().when(f"appoint LI P1 2010-01-01 until={until}")

    if accepted:
        asked.then(appointed(planned_end=date.fromisoformat(until)))
    else:
        asked.then_bad_input(f"the planned end {until} does not lie after the effective day 2010-01-01")


def test_a_planned_end_ends_nothing(given):
    given("appoint LI P1 2010-01-01 until=2011-01-01").when("appoint WANG P1 2012-01-01").then_conflict("seat-taken")


@pytest.mark.parametrize("missing", ["basis", "effective"])
def test_an_appointment_needs_its_day_and_its_document(given, missing):
    line = {"act": "appoint", "cadre": "LI", "post": "P1", "effective": "2010-01-01", "basis": "Doc"}
    del line[missing]
    given().when(line).then_bad_input(f"appoint needs {missing}")


def test_unknown_ids_are_bad_input_and_name_the_nearest(given):
    given().when("appoint LY P1 2010-01-01").then_bad_input("there is no cadre LY; did you mean LI?")
    given().when("appoint LI P9 2010-01-01").then_bad_input("there is no post P9; did you mean P3, P2, P1?")


@pytest.mark.parametrize("day", ["2010-01-01", "2010-01-02", "2015-06-30"])
def test_who_holds_the_post_already_is_not_appointed_to_it_again(given, day):
    given("appoint LI P1 2010-01-01").when(f"appoint LI P1 {day}").then_refused("already-held")


def test_the_refusal_says_since_when_and_by_which_order_the_post_is_held(given):
    error = given("appoint LI P1 2010-01-01").when("appoint LI P1 2015-01-01").then_refused("already-held")

    assert str(error) == (
        "LI already holds P1 on 2015-01-01 (since 2010-01-01, by cadre:LI@2 of order O-2); nothing is left to do."
    )


def test_an_earlier_first_day_of_the_same_post_needs_a_correction(given):
    given("appoint LI P1 2010-01-01").when("appoint LI P1 2009-12-31").then_refused("dependents")


def test_an_acting_holder_may_be_appointed_in_earnest(given):
    given("appoint LI P1 2010-01-01 kind=acting").when("appoint LI P1 2011-01-01").then(appointed())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_holding_takes_the_seat(given, kind):
    given(f"appoint LI P1 2010-01-01 kind={kind}").when("appoint WANG P1 2012-01-01 kind=acting").then_conflict(
        "seat-taken"
    )


@pytest.mark.parametrize(("day", "free"), [("2011-12-31", False), ("2012-01-01", True), ("2012-01-02", True)])
def test_a_seat_is_free_from_the_day_of_relief(given, day, free):
    desk = given("appoint LI P1 2010-01-01", "relieve LI P1 2012-01-01")
    asked = desk.when(f"appoint WANG P1 {day}")

    asked.then(appointed()) if free else asked.then_conflict("seat-taken")


def test_the_conflict_names_the_holder_and_the_first_free_day(given):
    error = (
        given("appoint LI P1 2010-01-01", "relieve LI P1 2012-03-01")
        .when("appoint WANG P1 2011-01-01")
        .then_conflict("seat-taken")
    )

    finding = error.findings[0]
    assert (finding.earliest, finding.facts, finding.line) == ("2012-03-01", ("cadre:LI@2",), 1)
    assert finding.figures == {
        "post": "P1",
        "cadre": "WANG",
        "day": "2011-01-01",
        "seats": 1,
        "holders": ["LI"],
        "next": None,
    }


def test_a_conflict_without_an_end_names_the_relief_that_would_help(given):
    error = given("appoint LI P1 2010-01-01").when("appoint WANG P1 2011-01-01").then_conflict("seat-taken")

    assert error.findings[0].earliest is None
    assert error.findings[0].figures["next"] == "cadre relieve LI --from P1 --effective 2011-01-01"


def test_a_post_has_as_many_holders_as_seats_and_not_one_more(given):
    desk = given("appoint LI D 2010-01-01", "appoint WANG D 2010-01-01")

    desk.when("appoint ZHANG D 2010-01-01").then_conflict("seat-taken")


def test_an_appointment_may_not_run_into_a_later_one(given):
    desk = given("appoint LI P1 2015-01-01")

    desk.when("appoint WANG P1 2010-01-01").then_conflict("seat-taken")
    desk.when("appoint WANG P1 2010-01-01", "relieve WANG P1 2015-01-01").then(appointed(), relieved())


@pytest.mark.parametrize(("day", "open_"), [("1989-12-31", False), ("1990-01-01", True), ("1990-01-02", True)])
def test_a_post_is_taken_up_from_the_day_on_which_it_opens(given, day, open_):
    asked = given().when(f"appoint LI P1 {day}")

    asked.then(appointed()) if open_ else asked.then_refused("post-not-open")


@pytest.mark.parametrize(("day", "open_"), [("2011-12-31", True), ("2012-01-01", False), ("2012-01-02", False)])
def test_a_closed_post_is_not_taken_up(given, day, open_):
    asked = given("post-close P1 2012-01-01").when(f"appoint LI P1 {day}")

    if open_:
        assert [warning.rule for warning in asked.then(appointed()).warnings] == ["outlasts-post"]
    else:
        asked.then_refused("post-not-open")


def test_a_post_that_opens_later_gives_that_day(given):
    error = given("post-open NEW U1 2012-01-01").when("appoint LI NEW 2011-12-31").then_refused("post-not-open")

    assert error.findings[0].earliest == "2012-01-01"


def test_a_post_in_a_unit_that_is_closed_is_not_taken_up(given):
    desk = given("post-open NEW U3 2000-01-01", ("post-close NEW 2012-01-01", "unit-close U3 2012-01-01"))
    desk.given("cancel post:NEW@2", confirmed=True)

    desk.when("appoint LI NEW 2012-01-01").then_refused("unit-not-open")


@pytest.mark.parametrize(("day", "serving"), [("2011-12-31", True), ("2012-01-01", False), ("2012-01-02", False)])
def test_who_has_departed_is_not_appointed(given, day, serving):
    asked = given("depart LI retire 2012-01-01").when(f"appoint LI P1 {day}")

    asked.then(appointed()) if serving else asked.then_refused("departed")


def test_an_opening_position_is_held_since_an_unknown_day(given):
    desk = given()

    desk.when("opening-position LI P1 2010-01-01 kind=acting until=2012-01-01").then(
        OpeningPositionRecorded(post="P1", kind="acting", planned_end=date(2012, 1, 1), precision="day")
    )
    assert desk.engine.career("LI")[0]["since"] is None


@pytest.mark.parametrize("rule", ["already-held", "departed", "post-not-open"])
def test_an_opening_position_meets_the_rules_of_an_appointment(given, rule):
    before = {"already-held": "appoint LI P1 2010-01-01", "departed": "depart LI resign 2010-01-01"}
    desk = given(before.get(rule, "post-close P1 2010-01-01"))

    desk.when("opening-position LI P1 2011-01-01").then_refused(rule)


def test_an_opening_position_on_a_taken_seat_is_a_conflict(given):
    given("appoint WANG P1 2010-01-01").when("opening-position LI P1 2011-01-01").then_conflict("seat-taken")


@pytest.mark.parametrize(("precision", "day"), [("month", "2010-03-01"), ("year", "2010-01-01"), ("day", "2010-03-17")])
def test_a_day_known_to_the_month_or_year_says_so(given, precision, day):
    given().when(f"appoint LI P1 {day} precision={precision}").then(appointed(precision=precision))


# --- relief ---------------------------------------------------------------------------------------


def relieved(post="P1", precision="day"):
    return CadreRelieved(post=post, precision=precision)


@pytest.mark.parametrize(("day", "holds"), [("2009-12-31", False), ("2010-01-01", True), ("2010-01-02", True)])
def test_a_cadre_is_relieved_of_a_post_held_on_that_day(given, day, holds):
    asked = given("appoint LI P1 2010-01-01").when(f"relieve LI P1 {day}")

    asked.then(relieved()) if holds else asked.then_refused("not-held")


def test_what_was_left_is_not_left_again(given):
    given("appoint LI P1 2010-01-01", "relieve LI P1 2012-01-01").when("relieve LI P1 2012-01-01").then_refused(
        "not-held"
    )


def test_an_earlier_relief_takes_the_later_one_its_basis(given):
    desk = given("appoint LI P1 2010-01-01", "relieve LI P1 2012-01-01")

    assert desk.when("relieve LI P1 2011-01-01").then_refused("dependents").findings[0].facts == ("cadre:LI@3",)
    desk.when("relieve LI P1 2011-01-01", confirmed=True).then(relieved())


def test_a_closed_post_may_still_be_left(given):
    given("post-close P1 2015-01-01", "appoint LI P1 2010-01-01").when("relieve LI P1 2016-01-01").then(relieved())


def test_an_unknown_post_is_not_left(given):
    given().when("relieve LI P9 2010-01-01").then_bad_input("there is no post P9; did you mean P3, P2, P1?")


# --- confirmation ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "held"), [("2009-12-31", False), ("2010-01-01", True), ("2011-01-01", True)])
def test_a_trial_is_confirmed_while_it_lasts(given, day, held):
    asked = given("appoint LI P1 2010-01-01 kind=trial").when(f"confirm LI P1 {day}")

    asked.then(CadreConfirmed(post="P1")) if held else asked.then_refused("not-held")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "trial"])
def test_only_a_trial_is_confirmed(given, kind):
    given(f"appoint LI P1 2010-01-01 kind={kind}").when("confirm LI P1 2011-01-01").then_refused("not-on-trial")


def test_a_confirmed_trial_is_not_confirmed_again(given):
    given("appoint LI P1 2010-01-01 kind=trial", "confirm LI P1 2011-01-01").when(
        "confirm LI P1 2011-01-02"
    ).then_refused("not-on-trial")


def test_who_has_left_is_not_confirmed(given):
    given("appoint LI P1 2010-01-01 kind=trial", "depart LI resign 2011-01-01").when(
        "confirm LI P1 2011-01-01"
    ).then_refused("not-held")
