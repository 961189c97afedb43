"""A spreadsheet program runs nothing of what we export."""

import csv
import io

import pytest

from cli.sheet import harmless, write_sheet


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1", "-", "+"],
)
def test_what_looks_like_a_formula_is_preceded_by_an_apostrophe(cell):
    assert harmless(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "李明", "2026-12-01", "-12", "+0.5", "-1.25", "a=b", "12"])
def test_names_days_and_numbers_stay_as_they_are(cell):
    assert harmless(cell) == cell


def test_a_sheet_can_be_read_back():
    out = io.StringIO()
    rows = [["LI", "a, b"], ['say "x"', "line\nbreak"]]

    write_sheet(out, ["cadre", "name"], rows)

    assert list(csv.reader(io.StringIO(out.getvalue()))) == [["cadre", "name"], *rows]
