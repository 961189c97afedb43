"""Promotion and demotion: the level, and with a post the move to it."""

import pytest

from domain.events import CadreDemoted, CadrePromoted


def promoted(level="division", post=None):
    return CadrePromoted(level=level, post=post)


def test_a_cadre_rises_to_a_higher_level(given):
    desk = given()

    desk.when("promote LI division 2010-01-01").then(promoted())

    assert [desk.engine.person("LI", as_of=day)["level"] for day in ("2009-12-31", "2010-01-01")] == [
        "section",
        "division",
    ]


@pytest.mark.parametrize(
    ("level", "accepted"),
    [("clerk", False), ("section-deputy", False), ("section", False), ("division-deputy", True), ("national", True)],
)
def test_promotion_leads_upwards_only(given, level, accepted):
    asked = given().when(f"promote LI {level} 2010-01-01")

    asked.then(promoted(level)) if accepted else asked.then_refused("not-higher")


@pytest.mark.parametrize(
    ("level", "accepted"), [("clerk", True), ("section-deputy", True), ("section", False), ("division", False)]
)
def test_demotion_leads_downwards_only(given, level, accepted):
    asked = given().when(f"demote LI {level} 2010-01-01")

    asked.then(CadreDemoted(level=level, post=None)) if accepted else asked.then_refused("not-lower")


def test_the_refusal_names_both_levels_and_the_other_command(given):
    error = given().when("promote LI clerk 2010-01-01").then_refused("not-higher")

    assert str(error) == (
        "LI stands at section on 2010-01-01, and clerk is not above it; "
        "name a level above section, or use: cadre demote"
    )
    assert error.findings[0].figures == {"cadre": "LI", "present": "section", "asked": "clerk"}


@pytest.mark.parametrize("act", ["promote", "demote"])
def test_from_an_unknown_level_any_level_can_be_reached(given, act):
    given("person-register ZHAO").when(f"{act} ZHAO section 2010-01-01").then_in("cadre:ZHAO")


@pytest.mark.parametrize(("day", "rule"), [("2011-12-31", None), ("2012-01-01", None), ("2012-01-02", "not-higher")])
def test_the_level_just_before_the_day_is_the_one_that_counts(given, day, rule):
    asked = given("promote LI division 2012-01-01").when(f"promote LI division-deputy {day}")

    asked.then_refused(rule) if rule else asked.then(promoted("division-deputy"))


def test_a_level_that_is_not_on_the_scale_is_bad_input(given):
    error = given().when("promote LI colonel 2010-01-01").got

    assert str(error).startswith("there is no level 'colonel'; the levels are clerk, section-deputy, section, ")


def test_with_a_post_the_cadre_moves_to_it(given):
    desk = given("appoint LI P1 2010-01-01")

    desk.when("promote LI division 2012-01-01 post=P2").then(promoted(post="P2"))

    assert [(row["post"], row["from"], row["until"]) for row in desk.engine.career("LI")] == [
        ("P1", "2010-01-01", "2012-01-01"),
        ("P2", "2012-01-01", None),
    ]


def test_who_holds_no_post_takes_the_new_one_up(given):
    desk = given().given("promote LI division 2012-01-01 post=P2")

    assert [(row["post"], row["kind"]) for row in desk.engine.career("LI")] == [("P2", "substantive")]


def test_a_post_held_beside_ones_own_is_kept(given):
    desk = given("appoint LI P1 2010-01-01", "appoint LI P3 2010-01-01 kind=acting")

    desk.given("promote LI division 2012-01-01 post=P2")

    assert desk.engine.person("LI", as_of="2012-01-01")["posts"] == ["P3", "P2"]


@pytest.mark.parametrize(
    ("before", "rule"),
    [
        (("appoint LI P2 2010-01-01",), "already-held"),
        (("appoint LI P2 2010-01-01 kind=acting",), "already-held"),
        (("appoint LI P1 2010-01-01", "appoint LI P3 2010-01-01"), "several-own-posts"),
        (("depart LI resign 2010-01-01",), "departed"),
        (("post-close P2 2010-01-01",), "post-not-open"),
    ],
)
@pytest.mark.parametrize(("act", "level"), [("promote", "division"), ("demote", "clerk")])
def test_a_promotion_to_a_post_meets_the_rules_of_a_move(given, before, rule, act, level):
    given(*before).when(f"{act} LI {level} 2012-01-01 post=P2").then_refused(rule)


def test_a_promotion_to_a_taken_seat_is_a_conflict(given):
    given("appoint WANG P2 2010-01-01").when("promote LI division 2012-01-01 post=P2").then_conflict("seat-taken")


@pytest.mark.parametrize(("day", "serving"), [("2011-12-31", True), ("2012-01-01", False), ("2012-01-02", False)])
def test_who_has_departed_is_not_promoted(given, day, serving):
    asked = given("depart LI retire 2012-01-01").when(f"promote LI division {day}")

    asked.then(promoted()) if serving else asked.then_refused("departed")
