"""A mapping: which column of which table of an office is which field of the register."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from domain.errors import BadInput
from domain.text import nearest
from lifecycle.mapping_check import mistakes
from lifecycle.mapping_keys import DEFAULT_DATES, DELIMITERS, FIELDS, OPTIONS

LARGEST_MAPPING: Final = 1024 * 1024
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How one field is filled: with what stands in columns, or with a fixed value.

    `values` translates what stands in the file; `default` is taken when nothing stands there;
    `spaces` replaces blanks, so that a text can serve as an id.
    """

    columns: tuple[str, ...] = ()
    join: str = " "
    value: str | None = None
    values: Mapping[str, str] | None = None
    default: str = ""
    spaces: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One table of a mapping: a file of the office and how its columns are read, and rows given in the mapping."""

    table: str
    file: str | None
    rows: tuple[Mapping[str, str], ...]
    cells: Mapping[str, Cell]
    encoding: str
    delimiter: str
    dates: tuple[str, ...]
    prefix: str
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CareerMapping:
    """A valid mapping. `basis` is the document every imported act rests on; `empty` are texts that mean nothing."""

    name: str
    title: str
    basis: str
    authority: str | None
    reason: str | None
    empty: frozenset[str]
    not_read: Mapping[str, str]
    sources: Mapping[str, Source]

    def prefix(self, table: str) -> str:
        """What stands before every id of the table."""
        return self.sources[table].prefix if table in self.sources else ""


def shipped() -> tuple[str, ...]:
    """The names of the mappings that come with the program."""
    folder = files("lifecycle") / "mappings"
    return tuple(sorted(each.name for each in folder.iterdir() if each.name.endswith(".toml")))


def load_mapping(name: str) -> CareerMapping:
    """The mapping in a file, or the shipped one of that bare name.

    Raises BadInput with one sentence for each mistake, naming the file, the key and the nearest known one.
    """
    file = Path(name).name
    document = _document(name)
    if problems := [f"{file}: {mistake}" for mistake in mistakes(document)]:
        raise BadInput(*problems)
    return _mapping(file, document)


def _document(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(_content(name).decode())
    except UnicodeDecodeError:
        raise BadInput(f"{name}: is not UTF-8 text") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(f"{name}: is not TOML ({error})") from None


def _content(name: str) -> bytes:
    path = Path(name)
    if path.is_file():
        return _limited(path)
    if name in shipped():
        return (files("lifecycle") / "mappings" / name).read_bytes()
    near = nearest(name, shipped(), 1)
    hint = f"did you mean {near[0]}?" if near else f"shipped are {', '.join(shipped())}"
    raise BadInput(f"{name}: there is no such mapping file; {hint}")


def _limited(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            content = opened.read(LARGEST_MAPPING + 1)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror})") from None
    if len(content) > LARGEST_MAPPING:
        raise BadInput(f"{path}: is larger than {LARGEST_MAPPING} bytes; this is no mapping")
    return content


def _mapping(file: str, document: Mapping[str, Any]) -> CareerMapping:
    return CareerMapping(
        name=file,
        title=document["title"],
        basis=document["basis"],
        authority=document.get("authority"),
        reason=document.get("reason"),
        empty=frozenset(("", *document.get("empty", ()))),
        not_read=document.get("not_read", {}),
        sources={table: _source(table, document) for table in FIELDS if table in document},
    )


def _source(table: str, document: Mapping[str, Any]) -> Source:
    said = document[table]
    reading = {**document, **said}
    options = OPTIONS.get(table, {})
    return Source(
        table=table,
        file=said.get("file"),
        rows=tuple({key: _written(value) for key, value in row.items()} for row in said.get("rows", ())),
        cells={key: _cell(said[key]) for key in FIELDS[table] if key in said},
        encoding=reading.get("encoding", "utf-8"),
        delimiter=DELIMITERS[reading.get("delimiter", ",")],
        dates=tuple(reading.get("dates", DEFAULT_DATES)),
        prefix=said.get("prefix", ""),
        options={key: said.get(key, choices[0]) for key, choices in options.items()},
    )


def _cell(said: str | Mapping[str, Any]) -> Cell:
    if isinstance(said, str):
        return Cell(columns=(said,))
    values = said.get("map")
    return Cell(
        columns=tuple(said.get("columns", [said["column"]] if "column" in said else [])),
        join=said.get("join", " "),
        value=_written(said["value"]) if "value" in said else None,
        values=values and {word: _written(value) for word, value in values.items()},
        default=_written(said.get("default", "")),
        spaces=said.get("spaces"),
    )


def _written(value: str | int | date) -> str:
    """The value as it would stand in a file."""
    return str(value).lower() if isinstance(value, bool) else str(value)
