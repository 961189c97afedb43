"""What was learnt of a cadre or a unit between the ends of two days."""

import pytest

from domain.errors import BadInput


def learnt(desk, who=None, *, since="2020-01-31", until="2020-02-29", **asked):
    rows = desk.engine.diff(who, known_from=since, known_to=until, **asked)
    return [(row["change"], row["post"], row["from"], row["until"]) for row in rows if row["post"]]


@pytest.fixture
def corrected(desk):
    """LI's appointment of 2010, corrected in February 2020 to have begun in 2012."""
    desk.record("appoint LI P1 2010-01-01", on="2020-01-10")
    desk.record("correct cadre:LI@2 set=effective=2012-01-01", on="2020-02-10")
    return desk


def test_a_corrected_stretch_goes_and_comes(corrected):
    assert learnt(corrected, "LI") == [("removed", "P1", "2010-01-01", None), ("added", "P1", "2012-01-01", None)]


def test_between_two_days_on_which_nothing_was_recorded_nothing_was_learnt(corrected):
    assert learnt(corrected, "LI", since="2020-02-10", until="2020-12-31") == []
    assert learnt(corrected, "LI", since="2020-01-10", until="2020-02-09") == []


def test_a_day_in_force_leaves_out_what_does_not_touch_it(corrected):
    assert learnt(corrected, "LI", as_of="2011-12-31") == [("removed", "P1", "2010-01-01", None)]
    assert len(learnt(corrected, "LI", as_of="2012-01-01")) == 2
    assert learnt(corrected, "LI", as_of="2009-12-31") == []


def test_a_level_that_was_learnt_is_told(desk):
    desk.record("promote LI division 2015-01-01", on="2020-02-10")

    rows = desk.engine.diff("LI", known_from="2020-01-31", known_to="2020-02-29")
    assert [(row["change"], row["level"], row["since"], row["until"]) for row in rows] == [
        ("added", "section", None, "2015-01-01"),
        ("removed", "section", None, None),
        ("added", "division", "2015-01-01", None),
    ]


def test_of_a_unit_the_seats_that_differ_are_told(corrected):
    rows = corrected.engine.diff(unit="U1", known_from="2020-01-31", known_to="2020-02-29", as_of="2011-01-01")

    assert [(row["change"], row["post"], row["cadre"]) for row in rows] == [
        ("added", "P1", None),
        ("removed", "P1", "LI"),
    ]
    assert corrected.engine.diff(unit="U2", known_from="2020-01-31", known_to="2020-02-29", as_of="2011-01-01") == []


def test_an_unknown_cadre_is_bad_input(desk):
    with pytest.raises(BadInput, match="there is no cadre NOBODY"):
        desk.engine.diff("NOBODY", known_from="2020-01-31", known_to="2020-02-29")
