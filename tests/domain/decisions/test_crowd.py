"""Seats: nobody comes on top of a full post, not even where history was recorded crowded as it was."""

import pytest


@pytest.fixture
def crowded(given):
    """P1 with its one seat held twice from 2010 to 2012, by an imported order."""
    lines = ("appoint LI P1 2008-01-01", "appoint WANG P1 2010-01-01", "relieve LI P1 2012-01-01")
    return given().given(lines, imported=True)


def test_history_as_it_was_is_recorded_and_told(given):
    outcome = given().record("appoint LI P1 2008-01-01", "appoint WANG P1 2010-01-01", imported=True)

    assert [(each.rule, each.line) for each in outcome.warnings] == [("seat-taken", 2)]


@pytest.mark.parametrize(
    "act", ["promote LI division 2011-01-01", "appoint LI P2 2011-01-01", "relieve WANG P1 2011-01-01"]
)
def test_whoever_stands_in_the_crowd_may_be_acted_on(crowded, act):
    crowded.when(act).then_in(f"cadre:{act.split()[1]}")


@pytest.mark.parametrize(
    ("day", "until"), [("2009-12-31", "2010-01-01"), ("2010-06-01", "2010-06-02"), ("2011-12-31", "2012-06-01")]
)
def test_nobody_else_comes_in(crowded, day, until):
    crowded.when(f"appoint ZHANG P1 {day}", f"relieve ZHANG P1 {until}").then_conflict("seat-taken")


def test_nobody_comes_in_the_place_of_one_of_them(crowded):
    crowded.when(
        "relieve WANG P1 2011-01-01", "appoint ZHANG P1 2011-01-01", "relieve ZHANG P1 2012-01-01"
    ).then_conflict("seat-taken")


@pytest.mark.parametrize(("day", "longer"), [("2011-12-31", False), ("2012-01-01", False), ("2012-01-02", True)])
def test_the_crowd_lasts_no_longer_than_it_did(crowded, day, longer):
    asked = crowded.when(f"correct cadre:LI@3 set=effective={day}")

    asked.then_conflict("seat-taken") if longer else asked.then_in("cadre:LI")


@pytest.mark.parametrize(("day", "earlier"), [("2010-01-02", False), ("2009-12-31", True)])
def test_the_crowd_begins_no_earlier_than_it_did(crowded, day, earlier):
    asked = crowded.when(f"correct cadre:WANG@2 set=effective={day}")

    asked.then_conflict("seat-taken") if earlier else asked.then_in("cadre:WANG")


def test_a_post_opened_again_has_seats_for_those_who_hold_it(given):
    desk = given("appoint LI D 2010-01-01", "appoint WANG D 2010-01-01").given("cancel post:D@1", confirmed=True)

    desk.when("post-open D U2 2009-01-01 seats=1").then_conflict("seat-taken")
    desk.when("post-open D U2 2009-01-01 seats=2").then_in("post:D")
