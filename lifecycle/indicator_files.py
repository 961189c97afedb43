"""Indicator sets and evaluators' marks from files. Decimals are read as they are written, never as floats."""

import csv
import io
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from domain.assessment.exact import exact, plain
from domain.errors import BadInput

TABLES: Final = {"indicator": "indicators", "weak_link": "weak_links"}
MARK_COLUMNS: Final = ("group", "knowledge", "mark")
"""The columns of a file of marks; there is none for who gave them."""


def read_indicators(path: str) -> dict[str, Any]:
    """The line that publishes the set of a TOML file. Raises BadInput for a file that cannot be read."""
    try:
        told = tomllib.loads(Path(path).read_text(encoding="utf-8"), parse_float=str)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"{path}: {error}") from None
    line = {"act": "assess-set", **{TABLES.get(name, name): _told(value) for name, value in told.items()}}
    if mistakes := [*_amiss(line)]:
        raise BadInput(*(f"{path}: {each}" for each in mistakes))
    return line


def _amiss(line: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the set, a sentence each; the day and the document are given when it is published."""
    from domain.assessment.indicators import set_amiss
    from lifecycle.lines import read_lines

    if strange := [name for name in line if name in {"effective", "basis"}]:
        yield f"{strange[0]} does not stand in the file; give it with --{strange[0]}"
        return
    commands, mistakes = read_lines([{**line, "effective": "2000-01-01", "basis": "as given"}])
    yield from (each.wording for each in mistakes)
    for command in commands.values():
        yield from set_amiss(command.model_dump(mode="json"))


def _told(value: Any) -> Any:
    """The value with numbers, days and truth values as text."""
    if isinstance(value, Mapping):
        return {name: _told(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_told(each) for each in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def read_marks(path: str) -> dict[str, str]:
    """The marks of a CSV file (columns group, knowledge, mark) summed by group: `masses/close` -> `12:1030`.

    The file is read and forgotten. Raises BadInput for any other column: one that names evaluators most of all.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: {error}") from None
    rows = csv.DictReader(io.StringIO(text))
    if strange := [each for each in rows.fieldnames or () if each not in MARK_COLUMNS]:
        raise BadInput(
            f"{path}: leave out the column {strange[0]}: marks are entered with {', '.join(MARK_COLUMNS)} alone, so "
            "that none leads to who gave it"
        )
    counts: Counter[str] = Counter()
    sums: dict[str, Fraction] = {}
    for name, mark in _marks(rows, path):
        counts[name] += 1
        sums[name] = sums.get(name, Fraction(0)) + mark
    return {name: f"{counts[name]}:{plain(total)}" for name, total in sums.items()}


def _marks(rows: Any, path: str) -> Iterator[tuple[str, Fraction]]:
    for number, row in enumerate(rows, 2):
        try:
            mark = exact(row.get("mark"))
        except ValueError as error:
            raise BadInput(f"{path}, line {number}: {error}") from None
        if not row.get("group"):
            raise BadInput(f"{path}, line {number}: the group is missing")
        yield f"{row['group']}/{row['knowledge']}" if row.get("knowledge") else str(row["group"]), mark
