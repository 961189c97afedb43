"""Rows for spreadsheets: CSV and TSV that no spreadsheet program takes for formulas."""

import csv
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from cli.plain import visible

# What starts a formula in the common programs, the full-width forms of it, and what they skip before looking.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class Writable(Protocol):
    """What a sheet is written to."""

    def write(self, text: str, /) -> object:
        """Take a part of the sheet."""

    def isatty(self) -> bool:
        """Return whether a person reads it."""


def harmless(cell: str) -> str:
    """Return the cell with an apostrophe before it where a spreadsheet would run it; numbers stay as they are."""
    if not cell.startswith(FORMULA_STARTS) or is_number(cell):
        return cell
    return "'" + cell


def is_number(cell: str) -> bool:
    """Return whether the cell is a plain number such as -12 or +0.5."""
    digits = cell[1:] if cell[0] in "+-" else cell
    return digits.isascii() and digits.replace(".", "", 1).isdigit()


def write_sheet(out: Writable, columns: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str = ",") -> None:
    """Write a header line and one line per row; on a terminal hidden characters are made visible as well."""
    clean = visible if out.isatty() else str
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([harmless(clean(cell)) for cell in row] for row in rows)
