"""Opening, revising, closing and succeeding posts."""

import pytest

from domain.events import CadreCarriedOver, PostClosed, PostOpened, PostRevised, PostSucceeded


def opened(**given):
    plain = {"unit": "U1", "name": "NEW", "track": "admin", "level": None, "seats": 1, "requires": ()}
    return PostOpened(**{**plain, "part_time": False, "key_post": False, "backbone": False, **given})


def test_a_post_is_opened_in_a_unit(given):
    outcome = given().when("post-open NEW U1 2000-01-01").then(opened())

    assert outcome.recorded[0].unit == "U1"


def test_a_post_is_opened_with_all_that_defines_it(given):
    words = "track=party level=division seats=3 part_time=yes key_post=是 backbone=1 requires=law;degree"

    given().when(f"post-open NEW U1 2000-01-01 {words}").then(
        opened(
            track="party",
            level="division",
            seats=3,
            part_time=True,
            key_post=True,
            backbone=True,
            requires=("law", "degree"),
        )
    )


@pytest.mark.parametrize(("seats", "accepted"), [("0", False), ("1", True), ("10000", True), ("10001", False)])
def test_a_post_has_at_least_one_seat(given, seats, accepted):
    asked = given().when(f"post-open NEW U1 2000-01-01 seats={seats}")

    asked.then(opened(seats=int(seats))) if accepted else asked.then_bad_input(*[str(asked.got)])


def test_an_id_is_given_once(given):
    given().when("post-open P1 U1 2000-01-01").then_conflict("id-taken")


def test_the_id_of_a_closed_post_is_not_given_again(given):
    given("post-close P1 2000-01-01").when("post-open P1 U1 2001-01-01").then_conflict("id-taken")


def test_the_id_of_a_post_whose_opening_was_cancelled_is_free(given):
    given("cancel post:P1@1").when("post-open P1 U1 2000-01-01").then(opened(name="P1"))


@pytest.mark.parametrize(("day", "open_"), [("1989-12-31", False), ("1990-01-01", True)])
def test_the_unit_must_be_open_on_that_day(given, day, open_):
    asked = given().when(f"post-open NEW U1 {day}")

    asked.then(opened()) if open_ else asked.then_refused("unit-not-open")


@pytest.mark.parametrize(("day", "open_"), [("2011-12-31", True), ("2012-01-01", False)])
def test_no_post_is_opened_in_a_closed_unit(given, day, open_):
    asked = given("unit-close U3 2012-01-01").when(f"post-open NEW U3 {day}")

    if open_:
        assert [each.rule for each in asked.then(opened(unit="U3")).warnings] == ["outlasts-unit"]
    else:
        asked.then_refused("unit-not-open")


# --- revision -------------------------------------------------------------------------------------


def test_a_post_is_defined_otherwise_from_a_day(given):
    desk = given()

    desk.when("post-revise P1 2010-01-01 name=Renamed track=party").then(PostRevised(name="Renamed", track="party"))

    names = [(row["name"], row["track"], row["since"]) for row in desk.engine.post("P1")["terms"]]
    assert names == [("P1", "admin", "1990-01-01"), ("Renamed", "party", "2010-01-01")]


def test_a_revision_of_nothing_is_bad_input(given):
    assert str(given().when("post-revise P1 2010-01-01").got).startswith("name what is to be revised of post P1: ")


@pytest.mark.parametrize(("day", "open_"), [("1989-12-31", False), ("1990-01-01", True), ("2012-01-01", False)])
def test_only_an_open_post_is_revised(given, day, open_):
    asked = given("post-close P1 2012-01-01").when(f"post-revise P1 {day} name=New")

    asked.then(PostRevised(name="New")) if open_ else asked.then_refused("post-not-open")


@pytest.mark.parametrize(("day", "taken"), [("2011-12-31", True), ("2012-01-01", False), ("2012-01-02", False)])
def test_a_seat_that_is_held_is_not_taken_away(given, day, taken):
    desk = given("appoint LI D 2010-01-01", "appoint WANG D 2010-01-01", "relieve WANG D 2012-01-01")
    asked = desk.when(f"post-revise D {day} seats=1")

    asked.then_conflict("seat-taken") if taken else asked.then(PostRevised(seats=1))


def test_another_seat_lets_another_holder_in(given):
    desk = given("appoint LI P1 2010-01-01")

    desk.when("appoint WANG P1 2012-01-01").then_conflict("seat-taken")
    desk.when("post-revise P1 2012-01-01 seats=2", "appoint WANG P1 2012-01-01").then_in("post:P1", "cadre:WANG")


def test_a_post_moves_to_another_unit_with_its_holder(given):
    desk = given("appoint LI P1 2010-01-01", "post-revise P1 2012-01-01 unit=U2")

    assert [
        (row["unit"], row["cadre"], row["since"]) for row in desk.engine.roster(as_of="2012-01-01", filled=True)
    ] == [("U2", "LI", "2010-01-01")]


# --- closing --------------------------------------------------------------------------------------


def test_a_post_that_nobody_holds_is_closed(given):
    given().when("post-close P1 2012-01-01").then(PostClosed())


@pytest.mark.parametrize(("day", "held"), [("2011-12-31", True), ("2012-01-01", False), ("2012-01-02", False)])
def test_a_post_is_not_closed_over_its_holder(given, day, held):
    asked = given("appoint LI P1 2010-01-01", "relieve LI P1 2012-01-01").when(f"post-close P1 {day}")

    asked.then_refused("post-held") if held else asked.then(PostClosed())


def test_a_post_is_not_closed_before_a_holding_that_is_still_to_come(given):
    error = given("appoint LI P1 2030-01-01").when("post-close P1 2020-01-01").then_refused("post-held")

    assert error.findings[0].figures == {"post": "P1", "holders": ["LI"]}


def test_holder_and_post_may_end_in_one_order_whatever_the_lines(given):
    desk = given("appoint LI P1 2010-01-01")

    desk.when("post-close P1 2012-01-01", "relieve LI P1 2012-01-01").then_in("post:P1", "cadre:LI")


@pytest.mark.parametrize("day", ["1989-12-31", "2012-01-01", "2013-01-01"])
def test_a_post_that_is_not_open_is_not_closed(given, day):
    given("post-close P1 2012-01-01").when(f"post-close P1 {day}").then_refused("post-not-open")


@pytest.mark.parametrize(("day", "held"), [("2014-12-31", True), ("2015-01-01", False), ("2016-01-01", False)])
def test_a_closing_is_not_corrected_to_a_day_on_which_the_post_is_held(given, day, held):
    desk = given("appoint LI P1 2010-01-01", ("relieve LI P1 2015-01-01", "post-close P1 2018-01-01"))
    asked = desk.when(f"correct post:P1@2 set=effective={day}")

    asked.then_refused("post-held") if held else asked.then_in("post:P1")


# --- succession -----------------------------------------------------------------------------------


def test_a_post_is_continued_by_another_with_its_holders(given):
    desk = given("appoint LI D 2010-01-01", "appoint WANG D 2011-01-01", "post-open E U2 2012-01-01 seats=2")

    desk.when("post-succeed D E 2012-01-01").then(
        PostSucceeded(by="E"), CadreCarriedOver(post="E", from_post="D"), CadreCarriedOver(post="E", from_post="D")
    )

    assert [
        (row["post"], row["cadre"], row["since"]) for row in desk.engine.roster(as_of="2012-01-01", filled=True)
    ] == [
        ("E", "LI", "2010-01-01"),
        ("E", "WANG", "2011-01-01"),
    ]


def test_a_vacant_post_is_continued_without_anybody(given):
    given().when("post-succeed P1 P2 2012-01-01").then(PostSucceeded(by="P2"))


@pytest.mark.parametrize("holder", [(), ("appoint LI P1 2010-01-01",)])
def test_a_post_is_not_continued_by_one_that_is_not_open(given, holder):
    given(*holder, "post-close P2 2011-01-01").when("post-succeed P1 P2 2012-01-01").then_refused("post-not-open")


def test_a_post_is_not_continued_by_itself(given):
    given().when("post-succeed P1 P1 2012-01-01").then_bad_input("post P1 cannot succeed itself")


def test_a_post_that_is_not_open_is_not_continued(given):
    given("post-close P1 2011-01-01").when("post-succeed P1 P2 2012-01-01").then_refused("post-not-open")


def test_there_must_be_seats_for_all_who_are_carried_over(given):
    desk = given("appoint LI D 2010-01-01", "appoint WANG D 2011-01-01")

    desk.when("post-succeed D P1 2012-01-01").then_conflict("seat-taken")


def test_who_comes_later_is_not_carried_over_silently(given):
    desk = given("appoint LI P1 2030-01-01")

    desk.when("post-succeed P1 P2 2012-01-01").then_refused("post-held")


def test_who_left_on_that_day_is_not_carried_over(given):
    desk = given("appoint LI P1 2010-01-01", "relieve LI P1 2012-01-01")

    desk.when("post-succeed P1 P2 2012-01-01").then(PostSucceeded(by="P2"))


def test_nobody_is_carried_over_to_a_post_held_already(given):
    desk = given("appoint LI P1 2010-01-01", "appoint LI D 2010-01-01 kind=concurrent")

    desk.when("post-succeed P1 D 2012-01-01").then_refused("already-held", "post-held")


def test_a_succession_is_cancelled_as_one_order(given):
    desk = given("appoint LI P1 2010-01-01", "post-succeed P1 P2 2012-01-01")

    desk.when("cancel cadre:LI@3").then_refused("dependents")
    desk.when("cancel O-3").then_in("cadre:LI", "post:P1")
    assert [row["post"] for row in desk.engine.roster(as_of="2013-01-01", filled=True)] == ["P1"]
