"""From an office's tables to the lines of one order, with everything found on the way. Reads files, writes nothing."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeAlias

from lifecycle.career_bounds import bounds
from lifecycle.career_checks import Findings, check_registers, report_rough_days
from lifecycle.career_holdings import Holding, check_holdings
from lifecycle.career_lines import Line, order_lines
from lifecycle.career_report import LEFT_OUT, Reading, RowFinding
from lifecycle.career_rows import Records, read_records
from lifecycle.mapping import CareerMapping

Progress: TypeAlias = Callable[[str, int], None]
"""Called with what is being done and to how many tables, rows or lines."""

_NOT_LISTED: Final = "the mapping does not name it"


def silent(doing: str, number: int) -> None:
    """Progress that nobody follows."""


@dataclass(frozen=True, slots=True)
class CareerOrder:
    """What an import would submit: the lines of one order, and what was found on the way."""

    lines: tuple[Line, ...]
    findings: tuple[RowFinding, ...]
    handled: Mapping[str, int]
    reading: Reading


def career_order(
    mapping: CareerMapping,
    directory: Path,
    today: date,
    progress: Progress = silent,
) -> CareerOrder:
    """The order that the tables of the folder amount to."""
    progress("reading tables", len(mapping.sources))
    records = read_records(mapping, directory)
    progress("checking rows", sum(len(rows) for rows in records.rows.values()))
    found = Findings()
    report_rough_days(records, found)
    registers = check_registers(records, found)
    holdings = check_holdings(mapping, records, registers, today, found)
    limits = bounds(mapping, registers, holdings, found)
    lines = order_lines(mapping, registers, holdings, limits)
    _count(found, lines, holdings)
    reading = _reading(mapping, records, directory)
    return CareerOrder(
        tuple(lines), _settled((*records.findings, *found.rows)), dict(sorted(found.handled.items())), reading
    )


def content_key(lines: Sequence[Line]) -> str:
    """The idempotency key of an import: the same tables, their rows in any order, have the same key."""
    content = json.dumps(lines, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"careers-{sha256(content.encode()).hexdigest()[:32]}"


def _settled(findings: tuple[RowFinding, ...]) -> tuple[RowFinding, ...]:
    """Each finding once, by place; of a row that was left out only why."""
    gone = {(each.file, each.line) for each in findings if each.outcome == LEFT_OUT}
    return tuple(
        each for each in sorted(set(findings)) if each.outcome == LEFT_OUT or (each.file, each.line) not in gone
    )


def _count(found: Findings, lines: list[Line], holdings: tuple[Holding, ...]) -> None:
    found.handled["days known to the month or year"] += sum("precision" in line for line in lines)
    found.handled["changed names or personal values"] += sum(line["act"] == "person-amend" for line in lines)
    ends = {(each.person, each.post, each.until) for each in holdings}
    found.handled["terms that follow one another in one post"] += sum(
        (each.person, each.post, each.start.day) in ends for each in holdings
    )
    found.handled["acting holdings"] += sum(span.kind == "acting" for each in holdings for span in each.spans)


def _reading(mapping: CareerMapping, records: Records, directory: Path) -> Reading:
    used: dict[str, set[str]] = {}
    for source in mapping.sources.values():
        if source.file:
            columns = (column for cell in source.cells.values() for column in cell.columns)
            used.setdefault(source.file, set()).update(columns)
    unused = {
        file: tuple(column for column in table.columns if column not in used[file])
        for file, table in sorted(records.tables.items())
    }
    unread = {
        path.name: mapping.not_read.get(path.name, _NOT_LISTED)
        for path in sorted(directory.iterdir())
        if path.is_file() and path.name not in records.tables
    }
    return Reading(
        rows={file: len(table.rows) for file, table in sorted(records.tables.items())},
        unused_columns={file: columns for file, columns in unused.items() if columns},
        unread_files=unread,
    )
