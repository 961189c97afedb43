"""Transfer and rotation: from the named post, or from the one post that is the cadre's own."""

from datetime import date

import pytest

from domain.events import CadreRotated, CadreTransferred

MOVES = {"transfer": CadreTransferred, "rotate": CadreRotated}
every_move = pytest.mark.parametrize("act", MOVES)


def moved(act, post="P2", from_post=None, planned_end=None):
    return MOVES[act](post=post, from_post=from_post, planned_end=planned_end)


def posts_on(desk, day):
    return desk.engine.person("LI", as_of=day)["posts"]


@every_move
def test_without_a_source_the_cadres_own_post_is_left(given, act):
    desk = given("appoint LI P1 2010-01-01")

    desk.when(f"{act} LI P2 2012-01-01").then(moved(act))

    assert (posts_on(desk, "2011-12-31"), posts_on(desk, "2012-01-01")) == (["P1"], ["P2"])


@every_move
def test_the_source_may_be_named(given, act):
    desk = given("appoint LI P1 2010-01-01", "appoint LI P3 2010-01-01")

    desk.when(f"{act} LI P2 2012-01-01 from=P3").then(moved(act, from_post="P3"))

    assert posts_on(desk, "2012-01-01") == ["P1", "P2"]


@every_move
def test_the_kind_of_holding_goes_along(given, act):
    desk = given("appoint LI P1 2010-01-01 kind=trial").given(f"{act} LI P2 2012-01-01")

    assert [row["kind"] for row in desk.engine.career("LI")] == ["trial", "trial"]


@every_move
@pytest.mark.parametrize("kind", ["acting", "concurrent", "secondment", "assistant"])
def test_what_is_not_the_cadres_own_post_is_left_only_when_named(given, act, kind):
    desk = given(f"appoint LI P1 2010-01-01 kind={kind}")

    desk.when(f"{act} LI P2 2012-01-01").then_refused("no-own-post")
    desk.when(f"{act} LI P2 2012-01-01 from=P1").then(moved(act, from_post="P1"))


@every_move
def test_of_several_own_posts_one_must_be_named(given, act):
    desk = given("appoint LI P1 2010-01-01", "appoint LI P3 2010-01-01 kind=trial")

    error = desk.when(f"{act} LI P2 2012-01-01").then_refused("several-own-posts")

    assert str(error) == "LI holds P1 and P3 on 2012-01-01; say which of them is left with: --from POST"


@every_move
@pytest.mark.parametrize(("day", "held"), [("2009-12-31", False), ("2010-01-01", True), ("2010-01-02", True)])
def test_only_a_post_held_on_that_day_is_left(given, act, day, held):
    desk = given("appoint LI P1 2010-01-01")

    for words, rule in ((f"{act} LI P2 {day}", "no-own-post"), (f"{act} LI P2 {day} from=P1", "not-held")):
        asked = desk.when(words, dry_run=True)
        asked.then_in("cadre:LI") if held else asked.then_refused(rule)


@every_move
def test_nobody_moves_to_a_post_held_already(given, act):
    desk = given("appoint LI P1 2010-01-01", "appoint LI D 2010-01-01 kind=concurrent")

    desk.when(f"{act} LI D 2012-01-01").then_refused("already-held")
    desk.when(f"{act} LI P1 2012-01-01").then_refused("already-held")


@every_move
def test_nobody_moves_to_a_taken_seat(given, act):
    given("appoint LI P1 2010-01-01", "appoint WANG P2 2011-01-01").when(f"{act} LI P2 2012-01-01").then_conflict(
        "seat-taken"
    )


@every_move
def test_two_may_move_round_on_one_day(given, act):
    desk = given("appoint LI P1 2010-01-01", "appoint WANG P2 2010-01-01")

    desk.when(f"{act} LI P2 2012-01-01", f"{act} WANG P1 2012-01-01").then(moved(act), moved(act, "P1"))


@every_move
@pytest.mark.parametrize(("day", "open_"), [("2011-12-31", True), ("2012-01-01", False)])
def test_nobody_moves_to_a_closed_post(given, act, day, open_):
    asked = given("appoint LI P1 2010-01-01", "post-close P2 2012-01-01").when(f"{act} LI P2 {day}")

    asked.then(moved(act)) if open_ else asked.then_refused("post-not-open")


@every_move
@pytest.mark.parametrize(("day", "serving"), [("2011-12-31", True), ("2012-01-01", False)])
def test_who_has_departed_does_not_move(given, act, day, serving):
    desk = given("appoint LI P1 2010-01-01", "depart LI retire 2012-01-01")
    asked = desk.when(f"{act} LI P2 {day}")

    asked.then(moved(act)) if serving else asked.then_refused("departed")


@every_move
def test_an_unknown_source_is_bad_input(given, act):
    given("appoint LI P1 2010-01-01").when(f"{act} LI P2 2012-01-01 from=P9").then_bad_input(
        "there is no post P9; did you mean P3, P2, P1?"
    )


@every_move
def test_the_planned_end_belongs_to_the_new_post(given, act):
    desk = given("appoint LI P1 2010-01-01 until=2011-01-01")

    desk.when(f"{act} LI P2 2012-01-01 until=2015-01-01").then(moved(act, planned_end=date(2015, 1, 1)))

    assert [row["planned_end"] for row in desk.engine.career("LI")] == ["2011-01-01", "2015-01-01"]
