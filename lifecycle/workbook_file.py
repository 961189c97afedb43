"""A workbook as a file that nobody has checked: what it unpacks to and how its sheet is laid out, before it is read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as unpacking_error

from domain.errors import BadInput

SUFFIX: Final = ".xlsx"
ZIPPED, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an .xlsx begins; and an old .xls, or a workbook that a password protects."""
LARGEST_UNPACKED: Final = 256 * 1024 * 1024
LARGEST_PART: Final = 64 * 1024 * 1024
"""Bytes of all parts together, and of one that is no sheet: such are held in memory whole."""
MOST_PARTS: Final = 2000
MOST_COLUMNS: Final = 500
MOST_CELLS: Final = 5_000_000
LAST_ROW: Final = 1_048_576
"""No spreadsheet program has more."""
_READ_AT_ONCE: Final = 1 << 20
_PARTS: Final = (".xml", ".rels")
_COLUMN: Final = re.compile(r"[A-Z]+")


@dataclass(slots=True)
class Layout:
    """What of a sheet is not seen as rows of cells: merged ranges, hidden rows and columns, how far it reaches."""

    merged: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    widest: int = 0
    cells: int = 0

    def hides(self, column: int) -> bool:
        """Whether the column, counted from 1, is hidden."""
        return any(first <= column <= last for first, last in self.hidden_columns)

    def began(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of an element that begins."""
        match name.rpartition(" ")[2]:
            case "mergeCell":
                self.merged.append(attributes.get("ref", ""))
            case "row":
                number = int(attributes.get("r", "0"))
                if number > LAST_ROW:
                    raise ValueError(f"it has a row {number}")
                if _yes(attributes.get("hidden")):
                    self.hidden_rows.add(number)
            case "col" if _yes(attributes.get("hidden")):
                self.hidden_columns.append((int(attributes.get("min", "0")), int(attributes.get("max", "0"))))
            case "c":
                self.cells += 1
                self.widest = max(self.widest, _column(attributes.get("r", "")))


def _yes(value: str | None) -> bool:
    return value in {"1", "true"}


def _column(place: str) -> int:
    """The number of the column in a name such as AB12, from 1."""
    number = 0
    for letter in (found[0] if (found := _COLUMN.match(place)) else "")[:4]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def check_workbook(file: Path) -> None:
    """Nothing, if the file can be a workbook that is safe to read. Raises BadInput with one sentence otherwise."""
    try:
        with file.open("rb") as opened:
            begins = opened.read(len(COMPOUND))
        if begins == COMPOUND:
            raise BadInput(
                f"{file.name} is protected by a password, or is an old .xls; "
                "save it as a workbook (.xlsx) without a password"
            )
        if not begins.startswith(ZIPPED):
            raise BadInput(f"{file.name} is no workbook; a text with commas is named .csv")
        with ZipFile(file) as packed:
            _check_parts(file.name, packed.infolist())
            for part in packed.infolist():
                if part.filename.endswith(_PARTS):
                    _walk(packed, part)
    except OSError as error:
        raise BadInput(f"{file.name} cannot be read: {error.strerror or error}") from None
    except (
        BadZipFile,
        unpacking_error,
        EOFError,
        RuntimeError,
        expat.ExpatError,
        ValueError,
    ) as error:
        raise broken(file, error) from None


def layout_of(file: Path, part: str) -> Layout:
    """How the sheet in that part of a checked workbook is laid out."""
    layout = Layout()
    with ZipFile(file) as packed:
        _walk(packed, packed.getinfo(part), layout)
    return layout


def broken(file: Path, error: Exception) -> BadInput:
    """The sentence about a workbook that does not hold together."""
    return BadInput(
        f"{file.name} is damaged and cannot be read as a workbook ({error}); open it in a spreadsheet program "
        "and save it anew"
    )


def _check_parts(name: str, parts: Sequence[ZipInfo]) -> None:
    """What lies in the file, before any of it is unpacked."""
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise BadInput(f"{name} is protected by a password; save it without one")
    if any("vbaproject" in each.lower() for each in names):
        raise BadInput(f"{name} holds macros; save it as a workbook without macros (.xlsx)")
    if "xl/workbook.xml" not in names and not any(each.endswith("workbook.xml") for each in names):
        kind = "of the binary form (.xlsb)" if any(each.endswith("workbook.bin") for each in names) else "no workbook"
        raise BadInput(f"{name} is {kind}; save it as a workbook (.xlsx)")
    unpacked = sum(part.file_size for part in parts if part.filename.endswith(_PARTS))
    if unpacked > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        raise BadInput(
            f"{name} unpacks to {unpacked // 1024 // 1024} MB in {len(parts)} parts; at most "
            f"{LARGEST_UNPACKED // 1024 // 1024} MB in {MOST_PARTS} are read; split the order"
        )
    for part in parts:
        if part.filename.endswith(_PARTS) and "worksheets/" not in part.filename and part.file_size > LARGEST_PART:
            raise BadInput(f"{name}: its part {part.filename} has {part.file_size // 1024 // 1024} MB; split the order")


def _walk(packed: ZipFile, part: ZipInfo, layout: Layout | None = None) -> None:
    """Read one part through, noting its layout; an XML document type, with which texts are blown up, is refused."""

    def declared(*_said: object) -> None:
        raise ValueError("it declares a document type, which no spreadsheet program writes")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = declared
    if layout is not None:
        parser.StartElementHandler = layout.began
    with packed.open(part) as opened:
        while some := opened.read(_READ_AT_ONCE):
            parser.Parse(some)
        parser.Parse(b"", True)  # noqa: FBT003 - the signature of the library
