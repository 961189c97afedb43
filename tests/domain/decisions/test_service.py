"""Leaving the service and coming back."""

import pytest

from domain.events import CadreDeparted, CadreReinstated

KINDS = ("retire", "resign", "dismiss", "death", "transfer-out")


@pytest.mark.parametrize("kind", KINDS)
def test_a_cadre_leaves_the_service_and_every_post(given, kind):
    desk = given("appoint LI P1 2010-01-01", "appoint LI D 2010-01-01 kind=concurrent")

    desk.when(f"depart LI {kind} 2012-01-01").then(CadreDeparted(kind=kind))

    assert [(row["post"], row["until"]) for row in desk.engine.career("LI")] == [
        ("D", "2012-01-01"),
        ("P1", "2012-01-01"),
    ]
    assert [desk.engine.person("LI", as_of=day)["departure"] for day in ("2011-12-31", "2012-01-01")] == [None, kind]


def test_a_departure_of_another_kind_is_bad_input(given):
    given().when("depart LI vanish 2012-01-01").then_bad_input(
        "kind: 'vanish' is not one of 'retire', 'resign', 'dismiss', 'death' or 'transfer-out'"
    )


@pytest.mark.parametrize("day", ["2012-01-01", "2012-01-02"])
def test_nobody_departs_twice(given, day):
    given("depart LI retire 2012-01-01").when(f"depart LI resign {day}").then_refused("departed")


def test_an_earlier_departure_takes_the_later_one_its_basis(given):
    given("depart LI retire 2012-01-01").when("depart LI resign 2011-12-31").then_refused("dependents")


def test_the_refusal_says_when_and_how_the_cadre_departed(given):
    error = given("depart LI retire 2012-01-01").when("appoint LI P1 2013-01-01").then_refused("departed")

    assert str(error).startswith("LI is not in service on 2013-01-01: departed on 2012-01-01 (retire).")


@pytest.mark.parametrize(("day", "gone"), [("2011-12-31", False), ("2012-01-01", True), ("2012-01-02", True)])
def test_a_departed_cadre_is_reinstated(given, day, gone):
    asked = given("depart LI resign 2012-01-01").when(f"reinstate LI {day}")

    asked.then(CadreReinstated()) if gone else asked.then_refused("not-departed")


def test_whoever_serves_is_not_reinstated(given):
    given().when("reinstate LI 2012-01-01").then_refused("not-departed")


def test_the_dead_are_not_reinstated(given):
    given("depart LI death 2012-01-01").when("reinstate LI 2013-01-01").then_refused("dead")


def test_a_death_recorded_by_mistake_is_cancelled(given):
    desk = given("appoint LI P1 2010-01-01", "depart LI death 2012-01-01")

    desk.when("cancel cadre:LI@3").then_in("cadre:LI")

    assert desk.engine.person("LI", as_of="2013-01-01")["posts"] == ["P1"]


def test_a_reinstated_cadre_holds_no_post_and_may_take_one_up(given):
    desk = given("appoint LI P1 2010-01-01", "depart LI resign 2012-01-01", "reinstate LI 2013-01-01")

    assert desk.engine.person("LI", as_of="2013-01-01")["posts"] == []
    desk.when("appoint LI P1 2013-01-01").then_in("cadre:LI")


@pytest.mark.parametrize(("day", "serving"), [("2012-12-31", False), ("2013-01-01", True)])
def test_service_begins_again_on_the_day_of_reinstatement(given, day, serving):
    asked = given("depart LI resign 2012-01-01", "reinstate LI 2013-01-01").when(f"appoint LI P1 {day}")

    asked.then_in("cadre:LI") if serving else asked.then_refused("departed")


def test_the_seat_is_free_from_the_day_of_departure(given):
    desk = given("appoint LI P1 2010-01-01", "depart LI retire 2012-02-29")

    desk.when("appoint WANG P1 2012-02-28").then_conflict("seat-taken")
    desk.when("appoint WANG P1 2012-02-29").then_in("cadre:WANG")
