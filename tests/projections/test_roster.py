"""The roster: one row for each seat of every open post."""

import pytest

from domain.errors import BadInput

FIELDS = (
    *("post", "post_name", "unit", "track", "level", "seat", "cadre", "name", "kind", "since", "since_precision"),
    *("until", "planned_end", "order", "event"),
)


def seats(desk, day="2015-01-01", **asked):
    return [(row["post"], row["seat"], row["cadre"]) for row in desk.engine.roster(as_of=day, **asked)]


def test_a_row_says_who_sits_where_since_when_and_by_which_order(desk):
    desk.record("appoint LI P1 2010-01-01 until=2020-01-01", on="2020-02-01")
    desk.record("relieve LI P1 2018-01-01")

    row = desk.engine.roster(as_of="2015-01-01", filled=True)[0]
    assert tuple(row) == FIELDS
    assert row == {
        "post": "P1",
        "post_name": "P1",
        "unit": "U1",
        "track": "admin",
        "level": None,
        "seat": 1,
        "cadre": "LI",
        "name": "LI",
        "kind": "substantive",
        "since": "2010-01-01",
        "since_precision": "day",
        "until": "2018-01-01",
        "planned_end": "2020-01-01",
        "order": "O-2",
        "event": "cadre:LI@2",
    }


def test_a_vacant_seat_has_a_row_without_anybody(desk):
    row = desk.engine.roster(as_of="2015-01-01")[0]

    assert (row["post"], row["seat"], row["cadre"], row["since"], row["event"]) == ("D", 1, None, None, None)
    assert desk.engine.roster(as_of="2015-01-01", filled=True) == []


def test_seats_are_counted_from_the_longest_holder_on_and_derived_anew_each_day(desk):
    desk.given("appoint WANG D 2010-01-01", "appoint LI D 2011-01-01", "relieve WANG D 2012-01-01")

    assert seats(desk, "2011-06-01")[:2] == [("D", 1, "WANG"), ("D", 2, "LI")]
    assert seats(desk, "2012-01-01")[:2] == [("D", 1, "LI"), ("D", 2, None)]


@pytest.mark.parametrize(("day", "posts"), [("1989-12-31", []), ("1990-01-01", ["D", "P1", "P2", "P3"])])
def test_only_open_posts_stand_in_it(desk, day, posts):
    assert sorted({post for post, _, _ in seats(desk, day)}) == posts


def test_a_closed_post_is_gone_from_its_last_day_on(desk):
    desk.record("post-close P1 2015-01-01")

    assert "P1" in {row[0] for row in seats(desk, "2014-12-31")}
    assert "P1" not in {row[0] for row in seats(desk, "2015-01-01")}


def test_a_unit_is_asked_with_everything_under_it_on_that_day(desk):
    desk.given("unit-move U2 2000-01-01 parent=U1", "unit-move U2 2010-01-01 parent=U3")

    assert {row[0] for row in seats(desk, "2005-01-01", unit="U1")} == {"D", "P1", "P2", "P3"}
    assert {row[0] for row in seats(desk, "2015-01-01", unit="U1")} == {"P1", "P2", "P3"}
    assert {row[0] for row in seats(desk, "2015-01-01", unit="U3")} == {"D"}


def test_a_track_is_asked_as_the_post_is_on_that_day(desk):
    desk.record("post-revise P1 2010-01-01 track=party")

    assert [row[0] for row in seats(desk, "2009-12-31", track="party")] == []
    assert [row[0] for row in seats(desk, "2010-01-01", track="party")] == ["P1"]
    assert [row[0] for row in seats(desk, "2010-01-01", track="business")] == []


def test_names_are_those_of_the_day_as_known_then(desk):
    desk.record("appoint LI P1 2010-01-01", on="2020-01-01")
    desk.record("person-amend LI 2015-01-01 name=Neu", on="2020-02-01")

    def name(day, known_on=None):
        return desk.engine.roster(as_of=day, known_on=known_on, filled=True)[0]["name"]

    assert [name("2014-12-31"), name("2015-01-01"), name("2015-01-01", "2020-01-31")] == ["LI", "Neu", "LI"]


def test_a_crowded_post_shows_all_who_sit_on_it(desk):
    desk.record("appoint LI P1 2010-01-01", "appoint WANG P1 2010-01-01", imported=True)

    assert seats(desk, unit="U1")[:2] == [("P1", 1, "LI"), ("P1", 2, "WANG")]


def test_an_unknown_unit_is_bad_input(desk):
    with pytest.raises(BadInput, match=r"there is no unit U9; did you mean U3, U2, U1\?"):
        desk.engine.roster(unit="U9")


@pytest.mark.parametrize("asked", ["as_of", "known_on"])
@pytest.mark.parametrize("day", ["2015-02-29", "soon", "9999-12-31", ""])
def test_a_day_that_is_none_is_bad_input(desk, asked, day):
    with pytest.raises(BadInput, match=r"2026|years"):
        desk.engine.roster(**{asked: day})
