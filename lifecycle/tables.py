"""Tables of an office, read from files that nobody has checked: strict, limited, every row with its line."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from domain.errors import BadInput

LARGEST_FILE: Final = 200 * 1024 * 1024
"""Bytes. A larger table is a mistake, or a case for several imports."""
WORKBOOK: Final = ".xlsx"
LONGEST_FIELD: Final = 4096
"""Bytes in UTF-8."""


@dataclass(frozen=True, slots=True)
class Row:
    """One data row: the line of the file on which it begins (the header is line 1), and its fields."""

    line: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file's columns and rows. Rows may have too many or too few fields: whoever reads them reports that."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(directory: Path, file: str, encoding: str, delimiter: str) -> Table:
    """The table in a file of the directory, without blank lines; of a workbook (.xlsx) its first sheet.

    Raises BadInput with one sentence naming the file, and the line where there is one.
    """
    path = directory / file
    _check_file(path, file)
    if path.suffix.lower() == WORKBOOK:
        return _read_workbook(path, file)
    with path.open(encoding=_python_name(encoding), newline="") as opened:
        try:
            return _read(opened, file, delimiter)
        except UnicodeError:
            line = _undecodable_line(path, encoding)
            raise BadInput(
                f"{file}, line {line}: this is not {encoding} text; name the file's encoding in the mapping"
            ) from None


def _read_workbook(path: Path, file: str) -> Table:
    """The first sheet that is not hidden, under its first row; a row's line is its number in the sheet."""
    from lifecycle.workbooks import read_sheet

    rows = read_sheet(path).rows
    header = rows[0].cells if rows else {}
    width = max(header, default=0)
    columns = tuple(header.get(column, "") for column in range(1, width + 1))
    _check_columns(columns, file)
    return Table(file, columns, tuple(Row(row.number, _fields(row.cells, width)) for row in rows[1:]))


def _fields(cells: Mapping[int, str], width: int) -> tuple[str, ...]:
    """The texts of a row of a sheet by column, at least as many as there are columns."""
    return tuple(cells.get(column, "") for column in range(1, max(width, *cells) + 1))


def _check_file(path: Path, file: str) -> None:
    try:
        size = path.stat().st_size
        regular = path.is_file()
    except OSError as error:
        raise BadInput(f"{file}: cannot be read ({error.strerror})") from None
    if not regular:
        raise BadInput(f"{file}: is not a file")
    if size > LARGEST_FILE:
        raise BadInput(f"{file}: has {size} bytes; {LARGEST_FILE} are allowed")


def _read(opened: TextIO, file: str, delimiter: str) -> Table:
    lines = csv.reader(_without_nul(opened, file), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    try:
        columns = tuple(column.strip() for column in next(lines, ()))
        begins = lines.line_num + 1
        for fields in lines:
            if any(fields):
                rows.append(Row(begins, tuple(fields)))
            begins = lines.line_num + 1
    except csv.Error as error:
        raise BadInput(f"{file}, line {lines.line_num}: {_plainly(error)}") from None
    _check_columns(columns, file)
    return Table(file, columns, tuple(rows))


def _without_nul(opened: TextIO, file: str) -> Iterator[str]:
    for number, line in enumerate(opened, 1):
        if "\0" in line:
            raise BadInput(f"{file}, line {number}: holds a NUL byte; this is no text file")
        yield line


def _check_columns(columns: tuple[str, ...], file: str) -> None:
    if not any(columns):
        raise BadInput(f"{file}: is empty; its first line must name the columns")
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    if twice:
        raise BadInput(f"{file}, line 1: the column {twice[0]!r} is named twice")


def _plainly(error: csv.Error) -> str:
    if "field larger" in str(error):
        return f"a field is longer than {csv.field_size_limit()} characters; a quotation mark may be missing"
    return f"the quotation marks do not pair ({error})"


def _python_name(encoding: str) -> str:
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _undecodable_line(path: Path, encoding: str) -> int:
    content = path.read_bytes()
    try:
        content.decode(_python_name(encoding))
    except UnicodeDecodeError as error:
        return content[: error.start].decode(_python_name(encoding), "ignore").count("\n") + 1
    except UnicodeError:
        return 1
    return 1
