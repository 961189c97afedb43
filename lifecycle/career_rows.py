"""Rows of an office's tables, each field read as the mapping says: records, and findings on what cannot be read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from domain.errors import BadInput
from domain.text import identifier, nearest, plain_text
from lifecycle.career_days import RoughDay, read_day
from lifecycle.career_report import LEFT_OUT, RowFinding
from lifecycle.mapping import CareerMapping, Cell, Source
from lifecycle.mapping_keys import DEFAULT_DATES, FIELDS, Field
from lifecycle.tables import LONGEST_FIELD, Row, Table, read_table

MOST_SEATS: Final = 9999
_FLAGS: Final = {"true": True, "yes": True, "1": True, "是": True, "false": False, "no": False, "0": False, "否": False}


@dataclass(frozen=True, slots=True)
class Record:
    """One row as the register understands it; `values` has the fields of its table, None where nothing stands."""

    file: str = field(compare=False)
    line: int = field(compare=False)
    values: Mapping[str, Any]
    raw: Mapping[str, str] = field(compare=False)

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    @property
    def content(self) -> str:
        """What the row says, wherever in the file it stands: the order in which rows are taken."""
        return repr([(name, _plainly(value)) for name, value in sorted(self.values.items())])

    def finding(self, name: str, reason: str, kind: str, outcome: str = LEFT_OUT) -> RowFinding:
        """A finding on one field of the row."""
        return RowFinding(self.file, self.line, name, self.raw.get(name, ""), reason, kind, outcome)


@dataclass(frozen=True, slots=True)
class Records:
    """The readable rows of each table of the mapping, the tables themselves, and the unreadable rows."""

    rows: Mapping[str, tuple[Record, ...]]
    tables: Mapping[str, Table]
    findings: tuple[RowFinding, ...]


def read_records(mapping: CareerMapping, directory: Path) -> Records:
    """Every row of every table that the mapping names.

    Raises BadInput, naming file and line or column, for what makes a whole file unreadable.
    """
    tables = _tables(mapping, directory)
    if problems := [each for source in mapping.sources.values() for each in _columns_missing(mapping, source, tables)]:
        raise BadInput(*problems)
    findings: list[RowFinding] = []
    rows = {table: tuple(_records(mapping, source, tables, findings)) for table, source in mapping.sources.items()}
    return Records(rows, tables, tuple(findings))


def _tables(mapping: CareerMapping, directory: Path) -> dict[str, Table]:
    if not directory.is_dir():
        raise BadInput(f"{directory}: is not a folder")
    tables: dict[str, Table] = {}
    problems: list[str] = []
    for source in mapping.sources.values():
        if source.file is None or source.file in tables:
            continue
        try:
            tables[source.file] = read_table(directory, source.file, source.encoding, source.delimiter)
        except BadInput as error:
            problems += error.problems
    if problems:
        raise BadInput(*problems)
    return tables


def _columns_missing(mapping: CareerMapping, source: Source, tables: Mapping[str, Table]) -> Iterator[str]:
    if source.file is None:
        return
    known = tables[source.file].columns
    for name, cell in source.cells.items():
        for column in cell.columns:
            if column not in known:
                near = nearest(column, known, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(known)}"
                yield f"{mapping.name}: [{source.table}] {name}: {source.file} has no column {column!r}; {hint}"


def _records(
    mapping: CareerMapping, source: Source, tables: Mapping[str, Table], findings: list[RowFinding]
) -> Iterator[Record]:
    for number, given in enumerate(source.rows, 1):
        reader = _Reader(mapping, source, f"{mapping.name} [{source.table}] rows", number)
        yield from reader.record({name: (text, True) for name, text in given.items()}, findings)
    if source.file is None:
        return
    table = tables[source.file]
    places = {column: place for place, column in enumerate(table.columns)}
    for row in table.rows:
        if len(row.fields) != len(table.columns):
            findings.append(_ragged(table, row))
            continue
        reader = _Reader(mapping, source, table.file, row.line)
        yield from reader.record(reader.cells(row, places), findings)


def _ragged(table: Table, row: Row) -> RowFinding:
    reason = f"the row has {len(row.fields)} fields, the header {len(table.columns)}"
    return RowFinding(table.file, row.line, "(row)", ",".join(row.fields), reason, "ragged", LEFT_OUT)


@dataclass(frozen=True, slots=True)
class _Reader:
    mapping: CareerMapping
    source: Source
    file: str
    line: int

    def cells(self, row: Row, places: Mapping[str, int]) -> dict[str, tuple[str, bool]]:
        """Field -> its text, and whether the mapping rather than the file says it."""
        return {
            name: self._cell(cell, [row.fields[places[column]] for column in cell.columns])
            for name, cell in self.source.cells.items()
        }

    def _cell(self, cell: Cell, texts: Sequence[str]) -> tuple[str, bool]:
        if cell.value is not None:
            return cell.value, True
        parts = [part for text in texts if (part := text.strip()) not in self.mapping.empty]
        if not parts:
            return cell.default, True
        return cell.join.join(parts), False

    def record(self, cells: Mapping[str, tuple[str, bool]], findings: list[RowFinding]) -> Iterator[Record]:
        """The record, or nothing and one finding for each field that cannot be read."""
        values: dict[str, Any] = {}
        bad: list[RowFinding] = []
        for name, form in FIELDS[self.source.table].items():
            if name not in cells:
                continue
            text, fixed = cells[name]
            try:
                values[name] = self._value(name, form, text, fixed=fixed)
            except ValueError as error:
                bad.append(RowFinding(self.file, self.line, name, text, str(error), "unreadable", LEFT_OUT))
        findings += bad
        if not bad:
            raw = {name: text for name, (text, _) in cells.items()}
            yield Record(self.file, self.line, values, raw)

    def _value(self, name: str, form: Field, text: str, *, fixed: bool) -> Any:
        if not text:
            if form.needed:
                raise ValueError("nothing stands here, and it is needed")
            return None
        if len(text.encode()) > LONGEST_FIELD:
            raise ValueError(f"is longer than {LONGEST_FIELD} bytes")
        text = plain_text(text)
        cell = self.source.cells.get(name)
        if cell and cell.values is not None and not fixed:
            text = _translated(text, cell)
        if not text:
            return self._value(name, form, text, fixed=True)
        return self._read(form, text, cell, fixed=fixed)

    def _read(self, form: Field, text: str, cell: Cell | None, *, fixed: bool) -> Any:
        match form.form:
            case "id":
                spaces = cell.spaces if cell else None
                text = text if spaces is None else spaces.join(text.split())
                return identifier(self.mapping.prefix(form.of) + text)
            case "day":
                return read_day(text, DEFAULT_DATES if fixed else self.source.dates)
            case "flag":
                return _flag(text)
            case "count":
                return _count(text)
            case "choice":
                return _choice(text, form.choices)
            case "list":
                return tuple(part.strip() for part in text.split(";") if part.strip())
            case _:
                return text


def _translated(text: str, cell: Cell) -> str:
    values = cell.values or {}
    if text in values:
        return values[text]
    near = nearest(text, values, 1)
    raise ValueError("is not in the map of the mapping" + (f"; the nearest there is {near[0]!r}" if near else ""))


def _flag(text: str) -> bool:
    if text.casefold() not in _FLAGS:
        raise ValueError(f"is neither yes nor no; known are {', '.join(_FLAGS)}, or write a map")
    return _FLAGS[text.casefold()]


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:5]) <= MOST_SEATS):
        raise ValueError(f"is not a number from 1 to {MOST_SEATS}")
    return int(text)


def _choice(text: str, choices: tuple[str, ...]) -> str:
    if text not in choices:
        raise ValueError(f"is none of {', '.join(choices)}; write a map from the office's words to these")
    return text


def _plainly(value: Any) -> str:
    return f"{value.day}/{value.precision}" if isinstance(value, RoughDay) else str(value)
