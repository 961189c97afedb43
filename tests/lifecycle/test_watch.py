"""The watch sees each way around a rule, and not the lawful act beside it."""

import pytest

TODAY = "2020-06-01"


@pytest.fixture
def seen(given):
    """A function from orders in words to the patterns seen on a day, each with its subject and post."""

    def watch(*orders, today=TODAY):
        desk = given(*orders)
        return [(row["pattern"], row["subject"], row["post"]) for row in desk.engine.supervision.watch(today=today)]

    return watch


@pytest.mark.parametrize(
    ("back", "found"),
    [
        ("2015-01-01", []),  # on the day itself: the clock goes on
        ("2015-01-02", [("short-break", "LI", "P1")]),
        ("2015-02-01", [("short-break", "LI", "P1")]),
        ("2015-02-02", []),
    ],
)
def test_a_break_of_a_few_days(seen, back, found):
    assert seen("appoint LI P1 2010-01-01", "relieve LI P1 2015-01-01", f"appoint LI P1 {back}") == found


@pytest.mark.parametrize(
    ("back", "found"), [("2018-01-01", [("ping-pong", "LI", "P1")]), ("2018-01-02", [])], ids=["within", "after"]
)
def test_back_in_the_same_post_after_another(seen, back, found):
    assert seen("appoint LI P1 2010-01-01", "transfer LI P2 2015-01-01", f"transfer LI P1 {back}") == found


@pytest.mark.parametrize(
    ("today", "found"), [("2012-12-31", []), ("2013-01-01", [("acting-parked", "LI", "P1")])], ids=["before", "on"]
)
def test_a_charge_that_lasts(seen, today, found):
    assert seen("appoint LI P1 2012-01-01 kind=acting", today=today) == found


@pytest.mark.parametrize("back", ["2015-01-02", "2015-02-01"], ids=["a day", "a month"])
def test_a_short_stay_in_another_post_hides_no_return(seen, back):
    found = seen("appoint LI P1 2010-01-01", "transfer LI P2 2015-01-01", f"transfer LI P1 {back}")

    assert found == [("ping-pong", "LI", "P1")]


@pytest.mark.parametrize(
    ("again", "found"),
    [("2012-09-01", [("acting-parked", "LI", "P1")]), ("2012-09-02", [])],
    ids=["soon", "later"],
)
def test_a_charge_that_is_renewed_after_a_break(seen, again, found):
    orders = (
        "appoint LI P1 2012-01-01 kind=acting",
        "relieve LI P1 2012-08-01",
        f"appoint LI P1 {again} kind=acting",
    )

    assert seen(*orders, today="2013-01-01") == found


def test_a_charge_that_is_renewed(seen):
    orders = (
        "appoint LI P1 2012-01-01 kind=acting",
        "relieve LI P1 2012-08-01",
        "appoint LI P1 2012-08-01 kind=acting",
    )

    assert seen(*orders, "relieve LI P1 2013-02-01") == [("acting-parked", "LI", "P1")]


@pytest.mark.parametrize(
    ("unit", "found"), [("U1", [("rename-to-reset", "LI", "P9")]), ("U2", [])], ids=["same unit", "another"]
)
def test_a_post_closed_and_opened_anew(seen, unit, found):
    opened = f"post-open P9 {unit} 2015-01-01"
    orders = ("appoint LI P1 2010-01-01", opened, "transfer LI P9 2015-01-01", "post-close P1 2015-01-01")

    assert seen(*orders) == found


def test_a_post_that_succeeds_another_resets_nothing(seen):
    orders = ("appoint LI P1 2010-01-01", "post-open P9 U1 2015-01-01", "post-succeed P1 P9 2015-01-01")

    assert seen(*orders) == []


@pytest.mark.parametrize(
    ("back", "post", "found"),
    [("2016-01-01", "P1", [("resign-and-return", "LI", "P1")]), ("2016-01-01", "P2", []), ("2018-01-02", "P1", [])],
)
def test_out_of_the_service_and_back(seen, back, post, found):
    away = ("appoint LI P1 2010-01-01", "depart LI resign 2015-01-01", f"reinstate LI {back}")

    assert seen(*away, f"appoint LI {post} {back}") == found


def test_what_is_to_come_is_not_seen_yet(seen):
    orders = ("appoint LI P1 2010-01-01", "relieve LI P1 2015-01-01", "appoint LI P1 2015-01-11")

    assert seen(*orders, today="2015-01-10") == []


COOLING = """
[pack]
id = "cool"
version = "1"
title = "Cooling-off"
from = 1990-01-01
[articles."art. 1"]
wording = "Nobody returns within five years."
[[rule]]
id = "COOL-5"
kind = "cooling-off"
article = "art. 1"
effect = "WARN"
years = [{ from = 1990-01-01, value = 5 }]
"""


@pytest.mark.parametrize(
    ("back", "found"), [("2019-12-31", [("ping-pong", "LI", "P1")]), ("2020-01-01", [])], ids=["within", "after"]
)
def test_where_a_rule_says_how_long_nobody_returns_its_time_counts(given, tmp_path, back, found):
    (tmp_path / "pack.toml").write_text(COOLING, encoding="utf-8")
    desk = given("appoint LI P1 2010-01-01", "transfer LI P2 2015-01-01", f"transfer LI P1 {back}")
    desk.engine.adopt(str(tmp_path), actor="me", decided={"basis": "D"})

    rows = desk.engine.supervision.watch(today=TODAY)
    assert [(row["pattern"], row["subject"], row["post"]) for row in rows] == found
