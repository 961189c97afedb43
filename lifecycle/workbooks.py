"""Order files that are workbooks (.xlsx): the rows of one sheet as texts, as they are seen in a spreadsheet program.

What is seen is what is submitted: hidden rows, merged cells and formulas without a result are refused by name, nothing
is guessed. Needs the extra `xlsx`.
"""

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

from domain.errors import BadInput
from domain.text import nearest
from lifecycle.workbook_file import MOST_CELLS, MOST_COLUMNS, Layout, broken, check_workbook, layout_of

MOST_DIGITS: Final = 15
"""Spreadsheet programs keep no more digits of a number."""
_PADDED: Final = re.compile(r"0{2,}")
_VISIBLE: Final = "visible"
_FORMULA, _ERROR = "f", "e"


class SheetRow(NamedTuple):
    """One row of a sheet with something in it: its number, and the texts of its cells by column from 1."""

    number: int
    cells: Mapping[int, str]


class Sheet(NamedTuple):
    """The rows of one sheet, and the words with which a place in it is named."""

    file: str
    name: str
    rows: Sequence[SheetRow]

    def place(self, row: int, column: int) -> str:
        """The cell as an officer finds it."""
        return f"{self.file}, sheet {self.name!r}, cell {letters(column)}{row}"


def letters(column: int) -> str:
    """The letters of a column, counted from 1.

    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def read_sheet(file: Path, name: str | None = None) -> Sheet:
    """The rows of a sheet, the first that is not hidden unless one is named; rows without anything are left out.

    Raises BadInput with file, sheet and cell for whatever cannot be read as it is seen.
    """
    check_workbook(file)
    with _opened(file, results=False) as book:
        found = _sheet(file, book, name)
        layout = layout_of(file, found._worksheet_path)  # noqa: SLF001 - the library names the part nowhere else
        sheet = Sheet(file.name, str(found.title), ())
        _check_layout(sheet, layout)
        rows = [(number, row) for number, row in enumerate(_cells(found), 1) if any(_filled(cell) for cell in row)]
    formulas = {(number, cell.column) for number, row in rows for cell in row if _formula(cell)}
    results = _results(file, sheet.name, formulas) if formulas else {}
    told = (SheetRow(number, dict(_texts(sheet, layout, number, row, results))) for number, row in rows)
    return sheet._replace(rows=[row for row in told if row.cells])


@contextmanager
def _opened(file: Path, *, results: bool) -> Iterator[Any]:
    """The workbook, read cell by cell: formulas as formulas, or what they last gave."""
    try:
        import openpyxl
    except ImportError:
        raise BadInput(
            f"{file.name}: reading a workbook needs the extra: pip install 'cadre-lifecycle[xlsx]'"
        ) from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that have nothing to do with the cells
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=results, keep_links=False)
            try:
                yield book
            finally:
                book.close()
        except BadInput:
            raise
        except Exception as error:  # noqa: BLE001 - whatever the library stumbles over, it is the file
            raise broken(file, error) from None


def _sheet(file: Path, book: Any, name: str | None) -> Any:
    if name is None:
        shown = [each for each in book.worksheets if each.sheet_state == _VISIBLE]
        if not shown:
            raise BadInput(f"{file.name} holds no sheet that is not hidden")
        return shown[0]
    known = {str(each.title): each for each in book.worksheets}
    if name in known:
        return known[name]
    near = nearest(name, known) or tuple(known)
    raise BadInput(f"{file.name} has no sheet {name!r}; it has {', '.join(map(repr, near))}")


def _check_layout(sheet: Sheet, layout: Layout) -> None:
    at = f"{sheet.file}, sheet {sheet.name!r}"
    if layout.merged:
        raise BadInput(
            f"{at}: the cells {layout.merged[0]} are merged; take them apart and write the value in each row"
        )
    if layout.cells > MOST_CELLS:
        raise BadInput(f"{at}: {layout.cells} cells; at most {MOST_CELLS} are read; split the order")
    if layout.widest > MOST_COLUMNS:
        raise BadInput(f"{at}: something stands in column {letters(layout.widest)}; at most {MOST_COLUMNS} are read")


def _cells(found: Any) -> Iterator[Sequence[Any]]:
    found.reset_dimensions()  # what a file says of its size need not be so
    yield from found.iter_rows()


def _filled(cell: Any) -> bool:
    value = cell.value
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


def _formula(cell: Any) -> bool:
    return bool(cell.data_type == _FORMULA and cell.value is not None)


def _results(file: Path, name: str, formulas: set[tuple[int, int]]) -> dict[tuple[int, int], Any]:
    """The cells of formulas with what they last gave; those without a result are left out."""
    with _opened(file, results=True) as book:
        rows = _cells(_sheet(file, book, name))
        found = ((number, cell) for number, row in enumerate(rows, 1) for cell in row if _filled(cell))
        return {(number, cell.column): cell for number, cell in found if (number, cell.column) in formulas}


def _texts(
    sheet: Sheet, layout: Layout, number: int, row: Sequence[Any], results: Mapping[tuple[int, int], Any]
) -> Iterator[tuple[int, str]]:
    """The texts of the cells of a row. Raises BadInput for one that nobody sees or that shows no value."""
    for cell in row:
        if not _filled(cell):
            continue
        column = int(cell.column)
        place = sheet.place(number, column)
        if number in layout.hidden_rows:
            raise BadInput(f"{place}: row {number} is hidden; show it, or delete it: what is submitted is what is seen")
        if layout.hides(column):
            raise BadInput(f"{place}: column {letters(column)} is hidden; show it, or delete it")
        shown = results.get((number, column)) if _formula(cell) else cell
        if shown is None:
            raise BadInput(f"{place}: a formula without a result; open the file in a spreadsheet program and save it")
        yield column, _text(place, shown)


def _text(place: str, cell: Any) -> str:
    """The value as it is shown. Raises BadInput for what is no value of an order."""
    value = cell.value
    if cell.data_type == _ERROR:
        raise BadInput(f"{place}: shows the error {value}")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        if value.time() != time():
            raise BadInput(f"{place}: {value} has a time of day; write the day alone")
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(place, value, str(cell.number_format or ""))
    if isinstance(value, str):
        return value.strip()
    raise BadInput(f"{place}: {value} is a span of time; write it as text")


def _number(place: str, value: float, shown_as: str) -> str:
    """A number without an exponent and without a point that stands for nothing; zeros in front as the cell has them."""
    if "%" in shown_as:
        raise BadInput(f"{place}: a percentage; write it as text")
    plain = Decimal(str(value))
    if not plain.is_finite() or len(plain.as_tuple().digits) > MOST_DIGITS + 2 or abs(plain) >= 10**MOST_DIGITS:
        raise BadInput(
            f"{place}: a number of more than {MOST_DIGITS} digits, of which spreadsheet programs lose the last; "
            "write it as text"
        )
    if plain == plain.to_integral_value():
        whole = str(int(plain))
        return whole.zfill(len(shown_as)) if _PADDED.fullmatch(shown_as) else whole
    return f"{Decimal(format(value, f'.{MOST_DIGITS}g')).normalize():f}"
