"""Post calendars and vacancies."""

import pytest

from projections.post import gaps_of


def calendar(desk, post="P1", **asked):
    return [(row["from"], row["until"], row["cadre"]) for row in desk.engine.post_calendar(post, **asked)]


def test_the_calendar_names_who_sat_when_and_the_gaps(desk):
    desk.given("appoint LI P1 2000-01-01", "relieve LI P1 2005-03-01", "appoint WANG P1 2005-04-01")

    assert calendar(desk) == [
        ("1990-01-01", "2000-01-01", None),
        ("2000-01-01", "2005-03-01", "LI"),
        ("2005-03-01", "2005-04-01", None),
        ("2005-04-01", None, "WANG"),
    ]


def test_who_follows_on_the_day_of_relief_leaves_no_gap(desk):
    desk.given("appoint LI P1 1990-01-01", ("relieve LI P1 2005-03-01", "appoint WANG P1 2005-03-01"))

    assert calendar(desk) == [("1990-01-01", "2005-03-01", "LI"), ("2005-03-01", None, "WANG")]


def test_of_two_seats_one_vacant_is_a_gap(desk):
    desk.given("appoint LI D 1990-01-01", "appoint WANG D 2000-01-01", "relieve LI D 2001-01-01")

    assert calendar(desk, "D") == [
        ("1990-01-01", "2000-01-01", None),
        ("1990-01-01", "2001-01-01", "LI"),
        ("2000-01-01", None, "WANG"),
        ("2001-01-01", None, None),
    ]


def test_a_gap_goes_on_over_a_revision_and_ends_with_the_post(desk):
    desk.given("post-revise P1 1995-01-01 name=X", "post-close P1 2000-01-01")

    assert calendar(desk) == [("1990-01-01", "2000-01-01", None)]


def test_another_seat_opens_a_gap(desk):
    desk.given("appoint LI P1 1990-01-01", "post-revise P1 2000-01-01 seats=2")

    assert calendar(desk) == [("1990-01-01", None, "LI"), ("2000-01-01", None, None)]


def test_the_calendar_as_it_was_known(desk):
    desk.record("appoint LI P1 1990-01-01", on="2020-02-01")

    assert calendar(desk, known_on="2020-01-31") == [("1990-01-01", None, None)]
    assert calendar(desk, known_on="2020-02-01") == [("1990-01-01", None, "LI")]


def test_the_calendar_of_a_day_holds_what_touches_it(desk):
    desk.given("appoint LI P1 2000-01-01", "relieve LI P1 2005-03-01")

    assert calendar(desk, as_of="2005-02-28") == [("2000-01-01", "2005-03-01", "LI")]
    assert calendar(desk, as_of="2005-03-01") == [("2005-03-01", None, None)]


def test_a_post_without_terms_has_no_gaps():
    assert gaps_of([], []) == []


# --- vacancies ------------------------------------------------------------------------------------


def vacancies(desk, day, **asked):
    rows = desk.engine.vacancies(as_of=day, **asked)
    return {row["post"]: (row["vacant"], row["vacant_since"], row["days"], row["last_holder"]) for row in rows}


@pytest.mark.parametrize(
    ("day", "days"), [("2012-02-28", None), ("2012-02-29", 0), ("2012-03-01", 1), ("2013-02-28", 365)]
)
def test_a_seat_is_vacant_from_the_day_of_relief_and_grows_older(desk, day, days):
    desk.given("appoint LI P1 2000-01-01", "relieve LI P1 2012-02-29")

    found = vacancies(desk, day).get("P1")
    assert found == (None if days is None else (1, "2012-02-29", days, "LI"))


def test_a_post_never_held_is_vacant_since_it_opened(desk):
    assert vacancies(desk, "1990-01-11")["P2"] == (1, "1990-01-01", 10, None)


def test_vacant_seats_are_counted(desk):
    desk.record("appoint LI D 2000-01-01")

    assert (vacancies(desk, "1999-12-31")["D"][0], vacancies(desk, "2000-01-01")["D"][0]) == (2, 1)


def test_a_seat_freed_beside_a_vacant_one_does_not_make_the_vacancy_younger(desk):
    desk.given("appoint LI D 1995-01-01", "relieve LI D 2005-01-01")

    assert vacancies(desk, "2010-01-01")["D"] == (2, "1990-01-01", 7305, "LI")


def test_vacancies_of_a_unit_or_track(desk):
    assert set(vacancies(desk, "2010-01-01", unit="U2")) == {"D"}
    assert set(vacancies(desk, "2010-01-01", track="party")) == set()
    assert set(vacancies(desk, "2010-01-01", track="admin")) == {"D", "P1", "P2", "P3"}


# --- the register of posts ------------------------------------------------------------------------


def test_a_post_is_told_with_all_it_was(desk):
    desk.given("post-revise P1 2000-01-01 name=X requires=law;degree key_post=yes", "post-close P1 2010-01-01")

    post = desk.engine.post("P1", as_of="2005-01-01")
    assert (post["open"], post["name"], post["requires"], post["key_post"]) == (True, "X", ["law", "degree"], True)
    assert [(term["since"], term["until"], term["event"]) for term in post["terms"]] == [
        ("1990-01-01", "2000-01-01", "post:P1@1"),
        ("2000-01-01", "2010-01-01", "post:P1@2"),
    ]
    assert desk.engine.post("P1", as_of="2010-01-01")["open"] is False


def test_a_post_is_told_with_what_it_succeeded_and_what_succeeded_it(desk):
    desk.given("post-succeed P1 P2 2000-01-01", "post-succeed P2 P3 2005-01-01")

    assert [
        (each["predecessor"], each["successor"], each["effective"]) for each in desk.engine.post("P2")["successions"]
    ] == [("P1", "P2", "2000-01-01"), ("P2", "P3", "2005-01-01")]
