"""Units through time: what they are on a day, which stand under which, what came from what."""


def test_a_unit_is_told_with_all_it_was(desk):
    desk.given("unit-rename U3 2000-01-01 name=X", "unit-move U3 2005-01-01 parent=U1", "unit-close U3 2010-01-01")

    unit = desk.engine.unit("U3", as_of="2007-01-01")
    assert (unit["open"], unit["name"], unit["parent"], unit["since"], unit["until"]) == (
        *(True, "X", "U1"),
        *("2005-01-01", "2010-01-01"),
    )
    assert [(term["name"], term["parent"], term["since"]) for term in unit["terms"]] == [
        ("U3", None, "1990-01-01"),
        ("X", None, "2000-01-01"),
        ("X", "U1", "2005-01-01"),
    ]


def test_the_tree_of_units_is_that_of_the_day(desk):
    desk.given("unit-move U2 2000-01-01 parent=U1", "unit-move U3 2000-01-01 parent=U2", "unit-move U2 2010-01-01")

    def below(day):
        return [each["unit"] for each in desk.engine.units(as_of=day, unit="U1")]

    assert (below("1999-12-31"), below("2000-01-01"), below("2010-01-01")) == (["U1"], ["U1", "U2", "U3"], ["U1"])


def test_a_tree_that_is_corrected_is_asked_as_it_was_known(desk):
    desk.record("unit-move U2 2000-01-01 parent=U1", on="2020-02-01")
    desk.record("correct unit:U2@2 set=parent=U3", on="2020-03-01")

    def parent(known_on):
        return next(
            row["parent"] for row in desk.engine.units(as_of="2005-01-01", known_on=known_on) if row["unit"] == "U2"
        )

    assert [parent(day) for day in ("2020-01-31", "2020-02-29", "2020-03-01")] == [None, "U1", "U3"]


def test_lineage_leads_through_every_reorganisation_in_both_directions(desk):
    desk.given(
        ("unit-open A 1995-01-01", "unit-open B 1995-01-01", "unit-open X 2000-01-01", "unit-open Y 2000-01-01"),
        "unit-merge A;B M 2001-01-01 name=Merged",
        "unit-split M X;Y 2005-01-01",
        "unit-succeed Y U3 2007-01-01 kind=transfer",
    )

    whole = [(row["effective"], row["kind"], row["predecessor"], row["successor"]) for row in desk.engine.lineage("A")]
    assert whole == [
        ("2001-01-01", "merge", "A", "M"),
        ("2001-01-01", "merge", "B", "M"),
        ("2005-01-01", "split", "M", "X"),
        ("2005-01-01", "split", "M", "Y"),
        ("2007-01-01", "transfer", "Y", "U3"),
    ]
    assert desk.engine.lineage("U3") == desk.engine.lineage("A")
    assert [row["successor"] for row in desk.engine.lineage("A", as_of="2004-12-31")] == ["M", "M"]


def test_a_cancelled_merger_leaves_no_lineage(desk):
    desk.given("unit-merge U3 U2 2001-01-01", "cancel O-2")

    assert desk.engine.lineage("U3") == []
    assert [row["unit"] for row in desk.engine.units(as_of="2005-01-01")] == ["U1", "U2", "U3"]


def test_a_unit_nobody_reorganised_has_no_lineage(desk):
    assert desk.engine.lineage("U1") == []
