"""Order files: CSV, XLSX or JSON Lines, one act on each line. What cannot be read is refused before it is decided."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from domain.errors import BadInput

LARGEST_FILE = 200 * 1024 * 1024
LONGEST_FIELD = 4096
MOST_LINES = 1_000_000
LONGEST_NUMBER = 18
"""Digits of a number: no count in a register has more."""
WORKBOOK, OTHER_WORKBOOKS = ".xlsx", (".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".numbers")
JSON_SUFFIXES = (".jsonl", ".ndjson", ".json")
Line = dict[str, Any]


def read_order_file(path: str, defaults: Mapping[str, object] | None = None, *, sheet: str | None = None) -> list[Line]:
    """The lines of an order file; `defaults` fill what a line leaves empty, `sheet` names the sheet of a workbook.

    Raises BadInput with file and line, or sheet and cell, for what is no order file: too large, not UTF-8, a NUL, a
    field over 4 KB, a ragged row, a key that stands twice, a number that JSON does not have.
    """
    file = Path(path)
    lines = _lines(file, sheet)
    with _longest_cell(LONGEST_FIELD * 4):
        filled = [_filled(line, defaults or {}) for line in islice(lines, MOST_LINES + 1)]
    if len(filled) > MOST_LINES:
        raise BadInput(f"{file.name} has more than {MOST_LINES} lines; split the order")
    return filled


def _lines(file: Path, sheet: str | None) -> Iterator[Line]:
    suffix = file.suffix.lower()
    if suffix == WORKBOOK:
        return _sheet_lines(file, sheet)
    if sheet is not None:
        raise BadInput(f"{file.name} has no sheets; --sheet is for a workbook (.xlsx)")
    if suffix in OTHER_WORKBOOKS:
        raise BadInput(f"{file.name} is a workbook of another kind; save it as .xlsx or .csv")
    text = _text(file)
    return _json_lines(file, text) if suffix in JSON_SUFFIXES else _csv_lines(file, text)


def _sheet_lines(file: Path, name: str | None) -> Iterator[Line]:
    """The rows of a sheet under its first row, the header."""
    from lifecycle.workbooks import letters, read_sheet

    _check_size(file)
    sheet = read_sheet(file, name)
    if not sheet.rows:
        raise BadInput(f"{file.name}, sheet {sheet.name!r} is empty; its first row must name the columns")
    first, *rows = sheet.rows
    for column, heading in first.cells.items():
        if list(first.cells.values()).index(heading) != list(first.cells).index(column):
            raise BadInput(f"{sheet.place(first.number, column)}: the column {heading!r} stands twice")
    for row in rows:
        for column, text in row.cells.items():
            if column not in first.cells:
                raise BadInput(f"{sheet.place(row.number, column)}: column {letters(column)} has no heading")
            if len(text) > LONGEST_FIELD:
                place = sheet.place(row.number, column)
                raise BadInput(f"{place}: {len(text)} characters; at most {LONGEST_FIELD} are read")
        yield {first.cells[column]: text for column, text in row.cells.items()}


def _check_size(file: Path) -> None:
    try:
        size = file.stat().st_size
    except OSError as error:
        raise BadInput(f"{file.name} cannot be read: {error.strerror}") from None
    if size > LARGEST_FILE:
        raise BadInput(f"{file.name} is larger than {LARGEST_FILE // 1024 // 1024} MB; split the order")


@contextmanager
def _longest_cell(characters: int) -> Iterator[None]:
    """While this lasts, the csv module of the whole process reads no longer cells."""
    before = csv.field_size_limit(characters)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)  # a device or pipe has no size to look at before
        if len(content) > LARGEST_FILE:
            raise BadInput(f"{file.name} is larger than {LARGEST_FILE // 1024 // 1024} MB; split the order")
        if content.startswith(b"PK\x03\x04"):
            raise BadInput(f"{file.name} is no text; if it is a workbook, its name must end in {WORKBOOK}")
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise BadInput(f"{file.name} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise BadInput(f"{file.name} is not UTF-8: byte {error.start + 1} does not fit; save it as UTF-8") from None
    if "\0" in text:
        raise BadInput(
            f"{file.name}, line {text[: text.index(chr(0))].count(chr(10)) + 1}: a NUL character; this is no text file"
        )
    return text


def _csv_lines(file: Path, text: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if header is None:
                header = _header(file, row)
            else:
                yield _csv_line(file, reader.line_num, header, row)
    except csv.Error as error:
        raise BadInput(f"{file.name}, line {reader.line_num}: {_plainly(error)}") from None


def _plainly(error: csv.Error) -> str:
    if "field larger" in str(error):
        return f"a cell has more than {LONGEST_FIELD} characters; a quotation mark may be missing"
    return "the quotation marks do not pair"


def _header(file: Path, row: list[str]) -> list[str]:
    header = [cell.strip() for cell in row]
    if twice := _first_twice(header):
        raise BadInput(f"{file.name}, line 1: the column {twice!r} stands twice")
    if "act" not in header and any(sign in header[0] for sign in ";\t|"):
        raise BadInput(f"{file.name}, line 1: one column {header[0]!r}; separate columns with commas")
    return header


def _first_twice(names: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None


def _csv_line(file: Path, number: int, header: list[str], row: list[str]) -> Line:
    if len(row) != len(header):
        raise BadInput(f"{file.name}, line {number}: {len(row)} cells under {len(header)} columns")
    cells = dict(zip(header, (cell.strip() for cell in row), strict=True))
    _check_lengths(file, number, cells)
    return {name: value for name, value in cells.items() if value}


def _json_lines(file: Path, text: str) -> Iterator[Line]:
    for number, row in enumerate(text.split("\n"), 1):
        if row.strip():
            yield _json_line(file, number, row)


def _json_line(file: Path, number: int, row: str) -> Line:
    try:
        line = _READ_JSON(row)
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise BadInput(f"{file.name}, line {number}: this is no JSON object that can be read: {reason}") from None
    if not isinstance(line, dict):
        raise BadInput(f'{file.name}, line {number}: an object is expected, such as {{"act": "appoint", ...}}')
    _check_lengths(file, number, line)
    return line


def _each_once(pairs: list[tuple[str, Any]]) -> Line:
    if twice := _first_twice(name for name, _ in pairs):
        raise ValueError(f"the key {twice!r} stands twice")
    return dict(pairs)


def _no_number(text: str) -> None:
    raise ValueError(f"{text[:40]} is not a number that a register stores")


def _whole_number(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise ValueError(f"a number of {len(text)} digits is none that a register stores")
    return int(text)


_READ_JSON = json.JSONDecoder(
    object_pairs_hook=_each_once, parse_constant=_no_number, parse_float=_no_number, parse_int=_whole_number
).decode


def _check_lengths(file: Path, number: int, line: Mapping[str, Any]) -> None:
    for name, value in line.items():
        if isinstance(value, str) and len(value) > LONGEST_FIELD:
            raise BadInput(
                f"{file.name}, line {number}, {name}: {len(value)} characters; at most {LONGEST_FIELD} are read"
            )


def _filled(line: Line, defaults: Mapping[str, object]) -> Line:
    kept = {name: value for name, value in line.items() if value not in ("", None)}
    return {**{name: value for name, value in defaults.items() if value is not None}, **kept}
