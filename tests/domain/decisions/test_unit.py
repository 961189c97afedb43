"""Opening, renaming, moving, merging, splitting, closing and succeeding units."""

import pytest

from domain.events import (
    PostClosed,
    PostRevised,
    UnitClosed,
    UnitMerged,
    UnitMoved,
    UnitOpened,
    UnitRenamed,
    UnitSplit,
    UnitSucceeded,
)


def opened(name="NEW", kind=None, parent=None):
    return UnitOpened(name=name, kind=kind, parent=parent)


def test_a_unit_is_opened(given):
    given().when("unit-open NEW 2000-01-01 kind=bureau parent=U1").then(opened(kind="bureau", parent="U1"))


def test_an_id_is_given_once(given):
    given("unit-close U3 2000-01-01").when("unit-open U3 2001-01-01").then_conflict("id-taken")


def test_an_id_whose_opening_was_cancelled_is_free(given):
    given("cancel unit:U3@1").when("unit-open U3 2001-01-01").then(opened("U3"))


@pytest.mark.parametrize(
    ("day", "open_"), [("1989-12-31", False), ("1990-01-01", True), ("2011-12-31", True), ("2012-01-01", False)]
)
def test_the_unit_above_must_exist_on_that_day(given, day, open_):
    asked = given("unit-close U3 2012-01-01").when(f"unit-open NEW {day} parent=U3")

    asked.then(opened(parent="U3")) if open_ else asked.then_refused("unit-not-open")


def test_an_unknown_unit_above_is_bad_input(given):
    given().when("unit-open NEW 2000-01-01 parent=U9").then_bad_input("there is no unit U9; did you mean U3, U2, U1?")


@pytest.mark.parametrize(
    ("act", "body"), [("unit-rename U3 name=X", UnitRenamed(name="X")), ("unit-move U3", UnitMoved(parent=None))]
)
@pytest.mark.parametrize(
    ("day", "open_"), [("1989-12-31", False), ("1990-01-01", True), ("2011-12-31", True), ("2012-01-01", False)]
)
def test_only_a_unit_that_exists_is_renamed_or_moved(given, act, body, day, open_):
    asked = given("unit-close U3 2012-01-01").when(f"{act} {day}")

    asked.then(body) if open_ else asked.then_refused("unit-not-open")


def test_a_renamed_unit_keeps_its_posts_and_their_holders(given):
    desk = given("appoint LI P1 2010-01-01", "unit-rename U1 2012-01-01 name=Renamed")

    row = desk.engine.roster(as_of="2013-01-01", unit="U1", filled=True)[0]
    assert (row["unit"], row["cadre"], row["since"]) == ("U1", "LI", "2010-01-01")


def test_a_unit_is_moved_to_stand_under_none(given):
    desk = given("unit-move U2 2000-01-01 parent=U1")

    desk.when("unit-move U2 2010-01-01").then(UnitMoved(parent=None))


# --- no unit stands under itself ------------------------------------------------------------------


def test_no_unit_stands_under_itself(given):
    given().when("unit-move U1 2010-01-01 parent=U1").then_refused("unit-under-itself")


def test_no_circle_is_closed(given):
    desk = given("unit-move U1 2000-01-01 parent=U2", "unit-move U2 2000-01-01 parent=U3")

    error = desk.when("unit-move U3 2010-01-01 parent=U1").then_refused("unit-under-itself")

    assert str(error) == "Unit U3 would stand under itself on 2010-01-01: U3 under U1 under U2 under U3."


def test_no_circle_is_closed_by_a_move_that_is_still_to_come(given):
    given("unit-move U1 2030-01-01 parent=U2").when("unit-move U2 2010-01-01 parent=U1").then_refused(
        "unit-under-itself"
    )


def test_two_units_may_change_places_on_one_day(given):
    desk = given("unit-move U1 2000-01-01 parent=U2")

    desk.when("unit-move U1 2010-01-01", "unit-move U2 2010-01-01 parent=U1").then_in("unit:U1", "unit:U2")


def test_no_circle_is_closed_by_a_correction(given):
    desk = given("unit-move U1 2000-01-01 parent=U2", "unit-move U1 2005-01-01", "unit-move U2 2010-01-01 parent=U1")

    desk.when("correct unit:U1@3 set=parent=U2").then_refused("unit-under-itself")
    desk.when("correct unit:U2@2 set=effective=2001-01-01").then_refused("unit-under-itself")


# --- closing --------------------------------------------------------------------------------------


def test_an_empty_unit_is_closed(given):
    given().when("unit-close U3 2012-01-01").then(UnitClosed())


def test_a_unit_with_a_post_is_not_closed(given):
    error = given().when("unit-close U2 2012-01-01").then_refused("unit-in-use")

    assert error.findings[0].figures == {"unit": "U2", "posts": ["D"], "units": []}


@pytest.mark.parametrize(("day", "used"), [("2011-12-31", True), ("2012-01-01", False), ("2012-01-02", False)])
@pytest.mark.parametrize("emptied", ["post-close D 2012-01-01", "post-revise D 2012-01-01 unit=U1"])
def test_a_unit_is_closed_from_the_day_on_which_it_is_empty(given, emptied, day, used):
    asked = given(emptied).when(f"unit-close U2 {day}")

    asked.then_refused("unit-in-use") if used else asked.then(UnitClosed())


def test_a_unit_with_a_post_that_is_still_to_open_is_not_closed(given):
    given("post-open NEW U3 2030-01-01").when("unit-close U3 2020-01-01").then_refused("unit-in-use")


@pytest.mark.parametrize(("day", "used"), [("2009-12-31", True), ("2011-12-31", True), ("2012-01-01", False)])
def test_a_unit_is_not_closed_above_another(given, day, used):
    desk = given("unit-open BELOW 2010-01-01 parent=U3", "unit-close BELOW 2012-01-01")
    asked = desk.when(f"unit-close U3 {day}")

    asked.then_refused("unit-in-use") if used else asked.then(UnitClosed())


def test_post_and_unit_may_end_in_one_order_whatever_the_lines(given):
    given().when("unit-close U2 2012-01-01", "post-close D 2012-01-01").then(UnitClosed(), PostClosed())


@pytest.mark.parametrize(("day", "used"), [("2011-12-31", True), ("2012-01-01", False)])
def test_a_closing_is_not_corrected_to_a_day_on_which_the_unit_is_used(given, day, used):
    desk = given(("post-close D 2012-01-01", "unit-close U2 2015-01-01"))
    asked = desk.when(f"correct unit:U2@2 set=effective={day}")

    asked.then_refused("unit-in-use") if used else asked.then_in("unit:U2")


# --- merging --------------------------------------------------------------------------------------


def test_units_are_merged_into_one_that_exists_and_their_posts_move(given):
    desk = given("appoint LI P1 2010-01-01")

    desk.when("unit-merge U1;U3 U2 2012-01-01").then(
        *[PostRevised(unit="U2")] * 3, UnitMerged(into="U2"), UnitMerged(into="U2")
    )

    row = desk.engine.roster(as_of="2012-01-01", unit="U2", filled=True)[0]
    assert (row["post"], row["cadre"], row["since"]) == ("P1", "LI", "2010-01-01")
    assert [each["unit"] for each in desk.engine.units(as_of="2012-01-01")] == ["U2"]
    assert [(each["predecessor"], each["kind"]) for each in desk.engine.lineage("U2")] == [
        ("U1", "merge"),
        ("U3", "merge"),
    ]


def test_the_unit_into_which_others_are_merged_may_be_new(given):
    given().when("unit-merge U2;U3 NEW 2012-01-01 name=New kind=bureau").then(
        opened("New", "bureau"), PostRevised(unit="NEW"), UnitMerged(into="NEW"), UnitMerged(into="NEW")
    )


def test_a_new_unit_needs_a_name(given):
    given().when("unit-merge U2;U3 NEW 2012-01-01").then_bad_input(
        "there is no unit NEW; to open it by the merger, give it a name"
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("unit-merge U1;U2 U2 2012-01-01", "unit U2 cannot be merged into itself"),
        ("unit-merge U9 U2 2012-01-01", "there is no unit U9; did you mean U3, U2, U1?"),
        ("unit-merge ; U2 2012-01-01", "units: ';' names none"),
    ],
)
def test_a_merger_names_other_units_that_are_known(given, words, sentence):
    given().when(words).then_bad_input(sentence)


@pytest.mark.parametrize("closed", ["U3", "U2"])
def test_a_closed_unit_takes_no_part_in_a_merger(given, closed):
    desk = given("post-revise D 2000-01-01 unit=U1", f"unit-close {closed} 2011-01-01")

    desk.when("unit-merge U3 U2 2012-01-01").then_refused("unit-not-open")


def test_a_unit_that_stands_above_another_is_not_merged_away(given):
    given("unit-open BELOW 2010-01-01 parent=U3").when("unit-merge U3 U1 2012-01-01").then_refused("unit-in-use")


# --- splitting ------------------------------------------------------------------------------------


def test_a_unit_is_split_and_its_posts_go_where_they_are_sent(given):
    desk = given("appoint LI P1 2010-01-01")

    desk.when("unit-split U1 U2;U3 2012-01-01 posts=P1=U2;P2=U3;P3=U3").then(
        PostRevised(unit="U2"),
        PostRevised(unit="U3"),
        PostRevised(unit="U3"),
        UnitSplit(into=("U2", "U3"), keeps=False),
    )

    row = desk.engine.roster(as_of="2012-01-01", unit="U2", filled=True)[0]
    assert (row["post"], row["cadre"], row["since"]) == ("P1", "LI", "2010-01-01")
    assert "U1" not in [each["unit"] for each in desk.engine.units(as_of="2012-01-01")]


def test_a_unit_may_stay_open_and_give_a_part_away(given):
    desk = given()

    desk.when("unit-split U1 U3 2012-01-01 posts=P3=U3 keep=yes").then(
        PostRevised(unit="U3"), UnitSplit(into=("U3",), keeps=True)
    )

    assert [each["unit"] for each in desk.engine.posts(as_of="2012-01-01")] == ["U2", "U1", "U1", "U3"]


@pytest.mark.parametrize("keep", ["yes", "no"])
def test_a_closed_unit_is_not_split(given, keep):
    given("unit-close U3 2011-01-01").when(f"unit-split U3 U2 2012-01-01 keep={keep}").then_refused("unit-not-open")


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        ("unit-split U2 U3 2012-01-01", ["say where post D goes: D=UNIT"]),
        ("unit-split U3 U2 2012-01-01 posts=D=U2", ["post D does not belong to U3"]),
        ("unit-split U2 U3 2012-01-01 posts=D=U1", ["U1 is not one of U3"]),
        ("unit-split U2 U9 2012-01-01 posts=D=U9", ["there is no unit U9; did you mean U3, U2, U1?"]),
        ("unit-split U2 U2 2012-01-01 keep=yes", ["unit U2 cannot be split into itself; to leave it open say: keep"]),
        ("unit-split U3 ; 2012-01-01", ["into: ';' names none"]),
        ("unit-split U2 U3 2012-01-01 posts=D", ["posts: 'D' is not of the form NAME=VALUE"]),
    ],
)
def test_a_division_that_does_not_add_up_is_bad_input(given, words, sentences):
    given().when(words).then_bad_input(*sentences)


@pytest.mark.parametrize(("day", "open_"), [("2011-12-31", False), ("2012-01-01", True)])
def test_a_unit_is_split_into_units_that_exist(given, day, open_):
    asked = given("unit-open NEW 2012-01-01").when(f"unit-split U2 NEW {day} posts=D=NEW")

    if open_:
        asked.then(PostRevised(unit="NEW"), UnitSplit(into=("NEW",), keeps=False))
    else:
        asked.then_refused("unit-not-open")


# --- lineage --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["merge", "split", "rename", "transfer"])
def test_a_unit_is_carried_on_by_another(given, kind):
    desk = given()

    desk.when(f"unit-succeed U1 U2 2012-01-01 kind={kind}").then(UnitSucceeded(by="U2", kind=kind))

    assert [(each["successor"], each["kind"]) for each in desk.engine.lineage("U1")] == [("U2", kind)]


def test_a_unit_is_not_carried_on_by_itself(given):
    given().when("unit-succeed U1 U1 2012-01-01 kind=merge").then_bad_input("unit U1 cannot succeed itself")


# --- what is taken back ---------------------------------------------------------------------------


def test_the_opening_of_a_unit_with_posts_and_units_is_taken_back_only_when_confirmed(given):
    desk = given("unit-open BELOW 2010-01-01 parent=U2")

    assert desk.when("cancel unit:U2@1").then_refused("dependents").findings[0].facts == ("post:D@1", "unit:BELOW@1")
    desk.when("cancel unit:U2@1", confirmed=True).then_in("unit:U2")
    assert [row["status"] for row in desk.engine.history("D")] == ["basis-lost"]


@pytest.mark.parametrize(("day", "stands"), [("1990-01-01", True), ("1990-01-02", False)])
def test_an_opening_is_not_moved_behind_what_stands_on_it(given, day, stands):
    asked = given().when(f"correct unit:U2@1 set=effective={day}")

    asked.then_in("unit:U2") if stands else asked.then_refused("dependents")


def test_a_post_is_not_opened_again_in_a_unit_that_ended_since(given):
    desk = given(("post-close D 2012-01-01", "unit-close U2 2012-01-01"))

    assert desk.when("cancel post:D@2").then_refused("dependents").findings[0].facts == ("unit:U2@2",)


def test_a_unit_is_not_opened_again_under_one_that_ended_since(given):
    desk = given("unit-open BELOW 2010-01-01 parent=U3", ("unit-close BELOW 2012-01-01", "unit-close U3 2012-01-01"))

    assert desk.when("cancel unit:BELOW@2").then_refused("dependents").findings[0].facts == ("unit:U3@2",)


def test_a_merger_is_cancelled_as_one_order(given):
    desk = given("unit-merge U1 U2 2012-01-01")

    desk.when("cancel O-2").then_in("unit:U1", "post:P3", "post:P2", "post:P1")

    assert {each["unit"] for each in desk.engine.posts(as_of="2013-01-01")} == {"U1", "U2"}
