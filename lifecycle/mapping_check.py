"""Whether a mapping file says only what can be understood: every mistake is named, with the nearest known word."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from domain.text import identifier, nearest, plain_text
from lifecycle.career_days import DAY_FORMS
from lifecycle.mapping_keys import (
    CELL_KEYS,
    DELIMITERS,
    ENCODINGS,
    FIELDS,
    FORMAT,
    NEEDED_TABLES,
    OPTIONS,
    TABLE_KEYS,
    TOP_KEYS,
    Field,
)


def mistakes(document: Mapping[str, Any]) -> Iterator[str]:
    """One sentence for each mistake in a mapping file that was read as TOML; none if it can be used."""
    yield from _unknown("", document, (*TOP_KEYS, *FIELDS))
    if document.get("format") != FORMAT:
        yield f"format: write format = {FORMAT}, the version of the mapping format"
    yield from _top(document)
    yield from _reading("", document)
    yield from _one_file_two_ways(document)
    for table in FIELDS:
        if table in document:
            yield from _table(table, document[table])
        elif table in NEEDED_TABLES:
            yield f"[{table}]: is missing; an import needs {', '.join(NEEDED_TABLES)}"
    if "characteristics" in document and "id" not in _as_table(document.get("appointments")):
        yield "[appointments] id: is missing; [characteristics] names appointments by it"


def _one_file_two_ways(document: Mapping[str, Any]) -> Iterator[str]:
    """A file that several tables are taken from is read once."""
    ways: dict[object, tuple[str, object]] = {}
    for table in FIELDS:
        said = _as_table(document.get(table))
        way = [{**document, **said}.get(key) for key in ("encoding", "delimiter")]
        first, before = ways.setdefault(str(said.get("file", table)), (table, way))
        if before != way:
            yield f"[{table}] encoding, delimiter: differ from [{first}], and both read {said['file']!r}"


def _as_table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _top(document: Mapping[str, Any]) -> Iterator[str]:
    for key in ("title", "basis"):
        if key not in document:
            yield f"{key}: is missing"
    for key in ("title", "basis", "authority", "reason"):
        if key in document:
            yield from _text(key, document[key])
    yield from _authority(document.get("authority", "x"))
    if "empty" in document:
        yield from _texts("empty", document["empty"])
    not_read = document.get("not_read", {})
    if not isinstance(not_read, dict) or not all(isinstance(each, str) for each in not_read.values()):
        yield 'not_read: write each file with the reason, "file.csv" = "why it is left out"'


def _authority(value: object) -> Iterator[str]:
    try:
        identifier(str(value))
    except ValueError as error:
        yield f"authority: {error}"


def _table(table: str, value: object) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{table}: must be a table, [{table}]"
        return
    place = f"[{table}] "
    options = OPTIONS.get(table, {})
    yield from _unknown(place, value, (*FIELDS[table], *TABLE_KEYS, *options))
    yield from _reading(place, value)
    yield from _origin(table, value)
    if "prefix" in value:
        yield from _text(f"{place}prefix", value["prefix"])
    for key, choices in options.items():
        if key in value:
            yield from _choice(place + key, value[key], choices)
    if "file" in value:
        for key, field in FIELDS[table].items():
            yield from _field(place + key, value.get(key), field)


def _origin(table: str, value: Mapping[str, Any]) -> Iterator[str]:
    file = value.get("file")
    if file is None and "rows" not in value:
        yield f"[{table}] file: is missing; name the file, or give the rows themselves in rows = [...]"
    if file is not None and (not isinstance(file, str) or not _plain_name(file)):
        yield f"[{table}] file: must be the name of a file in the folder, without a path"
    rows = value.get("rows", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield f"[{table}] rows: must be a list of tables, rows = [{{ id = ..., name = ... }}]"
        return
    for number, row in enumerate(rows, 1):
        yield from _row(f"[{table}] rows, row {number}: ", row, FIELDS[table])


def _plain_name(file: str) -> bool:
    return bool(file) and file not in {".", ".."} and not set(file) & set("/\\\0")


def _row(place: str, row: Mapping[str, Any], fields: Mapping[str, Field]) -> Iterator[str]:
    yield from _unknown(place, row, fields)
    for key, field in fields.items():
        if key not in row and field.needed:
            yield f"{place}{key}: is missing"
        if key in row:
            yield from _scalar(place + key, row[key], field)


def _field(place: str, cell: object, field: Field) -> Iterator[str]:
    if cell is None:
        if field.needed:
            yield f'{place}: is missing; name its column, or write {{ value = "..." }}'
        return
    if isinstance(cell, str):
        yield from _text(place, cell)
        return
    if not isinstance(cell, dict):
        yield f"{place}: must be the name of a column in quotation marks, or {{ value = ... }}"
        return
    yield from _unknown(f"{place}: ", cell, CELL_KEYS)
    if len({"column", "columns", "value"} & set(cell)) != 1:
        yield f"{place}: must have exactly one of column, columns and value"
    yield from _cell(place, cell, field)


def _cell(place: str, cell: Mapping[str, Any], field: Field) -> Iterator[str]:
    if "column" in cell:
        yield from _text(f"{place}.column", cell["column"])
    if "columns" in cell:
        yield from _texts(f"{place}.columns", cell["columns"])
    for key in ("join", "spaces"):
        if key in cell and not isinstance(cell[key], str):
            yield f"{place}.{key}: must be a text in quotation marks"
    for key in ("value", "default"):
        if key in cell:
            yield from _scalar(f"{place}.{key}", cell[key], field)
    values = cell.get("map", {})
    if not isinstance(values, dict):
        yield f'{place}.map: must be a table, {{ "in the file" = "in the register" }}'
        return
    for word, value in values.items():
        yield from _scalar(f"{place}.map.{word}", value, field)


def _scalar(place: str, value: object, field: Field) -> Iterator[str]:
    """A value the clerk wrote into the mapping in place of a column's."""
    if isinstance(value, date) and not isinstance(value, datetime) and field.form == "day":
        return
    if not isinstance(value, str | int) or (isinstance(value, bool) and field.form != "flag"):
        yield f"{place}: must be a text in quotation marks"
    elif field.form == "choice" and value != "":
        yield from _choice(place, value, field.choices)
    elif field.form == "flag" and not isinstance(value, bool) and value != "":
        yield f"{place}: must be true or false"


def _reading(place: str, table: Mapping[str, Any]) -> Iterator[str]:
    if "encoding" in table:
        yield from _choice(f"{place}encoding", table["encoding"], ENCODINGS)
    if "delimiter" in table:
        yield from _choice(f"{place}delimiter", table["delimiter"], tuple(DELIMITERS))
    dates = table.get("dates", [])
    if not isinstance(dates, list) or ("dates" in table and not dates):
        yield f'{place}dates: must be a list of forms, dates = ["YYYY-MM-DD"]'
        return
    for form in dates:
        yield from _choice(f"{place}dates", form, tuple(DAY_FORMS))


def _unknown(place: str, table: Mapping[str, Any], known: Iterable[str]) -> Iterator[str]:
    words = tuple(known)
    for key in table:
        if key not in words:
            yield f"{place}{key}: is not known here; {_meant(key, words)}"


def _choice(place: str, value: object, choices: tuple[str, ...]) -> Iterator[str]:
    if value not in choices:
        yield f"{place}: {value!r} is not known; {_meant(str(value), choices)}"


def _meant(word: str, known: tuple[str, ...]) -> str:
    near = nearest(word, known, 1)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"


def _texts(place: str, value: object) -> Iterator[str]:
    if not isinstance(value, list) or not value or not all(isinstance(each, str) for each in value):
        yield f"{place}: must be a list of texts in quotation marks"


def _text(place: str, value: object) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{place}: must be a text in quotation marks"
        return
    try:
        plain_text(value)
    except ValueError as error:
        yield f"{place}: {error}"
