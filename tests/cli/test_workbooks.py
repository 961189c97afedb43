"""Orders in workbooks: a sheet is read as it is seen; what cannot be seen or read is named with sheet and cell."""

import shutil
import sys
import zipfile
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

HEADER = ("act", "cadre", "post", "effective", "basis")
TAKEN = ("appoint", "ZHAO", "CLERK", date(2016, 1, 1), "D2")


def book(path, *rows, sheet="Order", change=None):
    """A workbook with the rows in its first sheet; `change` does to it what is to be tried."""
    made = openpyxl.Workbook()
    made.active.title = sheet
    for row in rows:
        made.active.append(row)
    if change:
        change(made.active)
    made.save(path)
    return path


def submit(county, path, *more):
    return county("order", "submit", path, *more)


def test_an_order_in_a_workbook_is_recorded_like_one_in_a_text(county, tmp_path):
    text = tmp_path / "order.csv"
    text.write_text("act,cadre,post,effective,basis\nappoint,ZHAO,CLERK,2016-01-01,D2\n", encoding="utf-8")
    first = submit(county, book(tmp_path / "order.xlsx", HEADER, TAKEN), "--key", "K", "-o", "json")
    again = submit(county, text, "--key", "K", "-o", "json")

    assert (first.code, first.json()["outcome"]) == (0, "recorded"), first.err
    assert again.json() == {**again.json(), "outcome": "already-recorded", "order": first.json()["order"]}


def test_a_workbook_is_read_by_the_installed_program(county_file, cadre, tmp_path):
    shutil.copy(county_file, tmp_path / "store.db")
    book(tmp_path / "order.xlsx", HEADER, TAKEN)
    ended = cadre("order", "submit", "order.xlsx", "--sheet", "Order")

    assert (ended.code, ended.err) == (0, "")
    assert "ZHAO takes up post CLERK from 2016-01-01" in ended.out


@pytest.mark.parametrize(
    ("value", "shown", "format_"),
    [
        (date(2016, 1, 1), "2016-01-01", None),
        (datetime.combine(date(2016, 2, 29), time()), "2016-02-29", None),
        ("2016.1.1", "2016.1.1", None),
        (" text ", "text", None),
        (5, "5", None),
        (5.0, "5", None),
        (-2.5, "-2.5", None),
        (0.1 + 0.2, "0.3", None),
        (1e-7, "0.0000001", None),
        (123456789012345, "123456789012345", None),
        (7, "007", "000"),
        (True, "true", None),
        (False, "false", None),
    ],
)
def test_a_cell_is_read_as_it_is_shown(tmp_path, value, shown, format_):
    from lifecycle.orders import read_order_file

    def formatted(sheet):
        if format_:
            sheet["B2"].number_format = format_

    path = book(tmp_path / "order.xlsx", ("act", "x"), ("a", value), change=formatted)
    assert read_order_file(path) == [{"act": "a", "x": shown}]


def test_empty_rows_and_cells_and_sheets_that_are_not_the_first_are_passed_over(tmp_path):
    from lifecycle.orders import read_order_file

    def more(sheet):
        sheet.parent.create_sheet("Notes").append(["anything", "at", "all"])
        sheet.parent.create_sheet("Hidden", 0).sheet_state = "hidden"

    rows = ((None,), (None, "act", None, "x"), (), (None, "a", None, None), (None, "   "), (None, "b", None, 1))
    path = book(tmp_path / "order.xlsx", *rows, change=more)
    assert read_order_file(path) == [{"act": "a"}, {"act": "b", "x": "1"}]
    assert read_order_file(path, {"basis": "D"}, sheet="Notes") == []


def test_a_formula_is_read_as_what_it_last_gave(tmp_path):
    from lifecycle.orders import read_order_file

    path = book(tmp_path / "order.xlsx", ("act", "x", "y"), ("a", "=1+1", 3))
    patched(path, {"xl/worksheets/sheet1.xml": (b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")})

    assert read_order_file(path) == [{"act": "a", "x": "2", "y": "3"}]


def patched(path, changes):
    """The workbook with parts of its XML replaced: part -> (what stands there, what is written instead)."""
    with zipfile.ZipFile(path) as old:
        parts = {each: old.read(each) for each in old.namelist()}
    for part, (there, instead) in changes.items():
        assert there in parts[part], parts[part]
        parts[part] = parts[part].replace(there, instead)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return path


def merged(sheet):
    sheet.merge_cells("B2:B3")


def hidden_row(sheet):
    sheet.row_dimensions[2].hidden = True


def hidden_column(sheet):
    sheet.column_dimensions["C"].hidden = True


def put(cell, value, shown_as=None):
    def change(sheet):
        sheet[cell] = value
        if shown_as:
            sheet[cell].number_format = shown_as

    return change


REFUSED = {
    "merged cells": (merged, "sheet 'Order': the cells B2:B3 are merged"),
    "a hidden row": (hidden_row, "cell A2: row 2 is hidden"),
    "a hidden column": (hidden_column, "cell C1: column C is hidden"),
    "a formula without a result": (put("B2", "=A1"), "cell B2: a formula without a result"),
    "a formula over several cells": (put("B2", ArrayFormula("B2", "=A1")), "cell B2: a formula without a result"),
    "an error": (put("B2", "#N/A"), "cell B2: shows the error #N/A"),
    "a time of day": (
        put("D2", datetime.combine(date(2016, 1, 1), time(8, 30))),
        "cell D2: 2016-01-01 08:30:00 has a time of day",
    ),
    "a time": (put("D2", time(8, 30)), "cell D2: 08:30:00 is a span of time"),
    "a span": (put("D2", timedelta(hours=30), "[h]:mm"), "cell D2: 1 day, 6:00:00 is a span of time"),
    "a percentage": (put("B2", 0.5, "0%"), "cell B2: a percentage"),
    "a long number": (put("B2", 1234567890123456), "cell B2: a number of more than 15 digits"),
    "a column twice": (put("E1", "act"), "cell E1: the column 'act' stands twice"),
    "no heading": (put("G2", "x"), "cell G2: column G has no heading"),
    "a long text": (put("B2", "x" * 5000), "cell B2: 5000 characters"),
    "a column far out": (put("ZZZ9", "x"), "something stands in column ZZZ"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_seen_or_not_a_value_is_refused_with_sheet_and_cell(county, tmp_path, name):
    change, said = REFUSED[name]
    ended = submit(county, book(tmp_path / "order.xlsx", HEADER, TAKEN, change=change))

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("Error: order.xlsx, sheet 'Order'")
    assert said in ended.err
    assert county("history", "ZHAO", "-o", "json").json()[-1]["act"] == "person-register"


def test_a_line_that_is_wrong_is_counted_like_one_of_a_text(county, tmp_path):
    path = book(tmp_path / "order.xlsx", HEADER, TAKEN, (), ("appoint", "NOBODY", "HEAD", date(2016, 1, 1), "D"))
    ended = submit(county, path)

    assert ended.code == 2
    assert "line 2: there is no cadre NOBODY" in ended.err


@pytest.mark.parametrize(
    ("sheet", "code", "said"),
    [("Order", 0, ""), ("Oder", 2, "has no sheet 'Oder'; it has 'Order'"), ("X", 2, "it has 'Order', 'Notes'")],
)
def test_a_sheet_is_named(county, tmp_path, sheet, code, said):
    path = book(tmp_path / "order.xlsx", HEADER, TAKEN, change=lambda one: one.parent.create_sheet("Notes"))
    ended = submit(county, path, "--sheet", sheet)

    assert ended.code == code
    assert said in ended.err


def packed(parts):
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return held.getvalue()


def whole(tmp_path):
    return book(tmp_path / "whole.xlsx", HEADER, TAKEN).read_bytes()


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
FILES = {
    "a text": (lambda _: b"act,cadre\n", "is no workbook; a text with commas is named .csv"),
    "nothing": (lambda _: b"", "is no workbook"),
    "an old workbook": (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is protected by a password"),
    "another zip": (lambda _: packed({"a.txt": b"a"}), "is no workbook; save it as a workbook (.xlsx)"),
    "the binary form": (lambda _: packed({"xl/workbook.bin": b"a"}), "is of the binary form (.xlsb)"),
    "macros": (lambda _: packed({"xl/workbook.xml": b"<a/>", "xl/vbaProject.bin": b"a"}), "holds macros"),
    "cut off": (lambda path: whole(path)[:3000], "is damaged and cannot be read as a workbook"),
    "no parts": (lambda _: packed({"xl/workbook.xml": b"<a/>"}), "is damaged and cannot be read as a workbook"),
    "broken XML": (lambda _: packed({"xl/workbook.xml": b"<a>"}), "is damaged and cannot be read as a workbook"),
    "a document type": (lambda _: packed({"xl/workbook.xml": BOMB + b"<x>&b;</x>"}), "it declares a document type"),
    "many parts": (
        lambda _: packed({"xl/workbook.xml": b"<a/>"} | {f"{n}.xml": b"" for n in range(2001)}),
        "in 2002 parts; at most 256 MB in 2000 are read",
    ),
    "a part without end": (
        lambda _: packed({"xl/workbook.xml": b"<a/>", "xl/sharedStrings.xml": bytes(65 * 1024 * 1024)}),
        "its part xl/sharedStrings.xml has 65 MB",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_workbook_that_can_be_read_is_one_sentence(county, tmp_path, name):
    content, said = FILES[name]
    (tmp_path / "order.xlsx").write_bytes(content(tmp_path))
    ended = submit(county, "order.xlsx")

    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith("Error: order.xlsx ") or name == "a part without end"
    assert said in ended.err


def test_whatever_byte_of_a_workbook_is_changed_it_is_read_or_refused(tmp_path):
    from domain.errors import BadInput
    from lifecycle.orders import read_order_file

    content = whole(tmp_path)
    path, read = tmp_path / "order.xlsx", 0
    for place in range(0, len(content), 61):
        path.write_bytes(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        with suppress(BadInput):
            read_order_file(path)
            read += 1
    assert 0 < read < len(content) // 61


def test_a_row_that_no_sheet_has_is_damage_and_keeps_nobody_waiting(county, tmp_path):
    path = book(tmp_path / "order.xlsx", HEADER, TAKEN)
    patched(path, {"xl/worksheets/sheet1.xml": (b'<row r="2"', b'<row r="99999999999"')})

    assert "is damaged and cannot be read as a workbook (it has a row 99999999999)" in submit(county, path).err


def test_a_sheet_may_lie_in_any_part(county, tmp_path):
    path = book(tmp_path / "order.xlsx", HEADER, TAKEN, change=hidden_row)
    with zipfile.ZipFile(path) as old:
        parts = {each.replace("xl/worksheets/sheet1.xml", "xl/other.xml"): old.read(each) for each in old.namelist()}
    parts = {name: content.replace(b"/xl/worksheets/sheet1.xml", b"/xl/other.xml") for name, content in parts.items()}
    path.write_bytes(packed(parts))

    assert "cell A2: row 2 is hidden" in submit(county, path).err


def test_a_sheet_of_more_cells_than_an_order_has_is_refused_before_it_is_read(county, tmp_path, monkeypatch):
    monkeypatch.setattr("lifecycle.workbooks.MOST_CELLS", 9)
    assert "10 cells; at most 9 are read" in submit(county, book(tmp_path / "order.xlsx", HEADER, TAKEN)).err
    monkeypatch.setattr("lifecycle.workbooks.MOST_CELLS", 10)
    assert submit(county, tmp_path / "order.xlsx").code == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("order.xls", "is a workbook of another kind; save it as .xlsx or .csv"),
        ("order.xlsm", "is a workbook of another kind"),
        ("order.csv", "if it is a workbook, its name must end in .xlsx"),
    ],
)
def test_a_workbook_under_another_name_is_told_from_a_text(county, tmp_path, name, said):
    (tmp_path / name).write_bytes(whole(tmp_path))
    ended = submit(county, name)

    assert ended.code == 2
    assert said in ended.err


def test_a_text_has_no_sheet(county, tmp_path):
    (tmp_path / "order.csv").write_text("act,cadre\n", encoding="utf-8")

    assert "--sheet is for a workbook" in submit(county, "order.csv", "--sheet", "Order").err


def test_without_the_extra_the_sentence_says_what_to_install(county, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    ended = submit(county, book(tmp_path / "order.xlsx", HEADER, TAKEN))

    assert ended.code == 2
    assert "pip install 'cadre-lifecycle[xlsx]'" in ended.err
