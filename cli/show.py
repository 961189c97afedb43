"""Results on standard output, in the form asked for; everything said besides goes to standard error."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from cli.kind import Kind
from cli.kinds import KINDS
from cli.language import heading, said
from cli.output import Output
from cli.plain import visible, visible_json
from cli.settings import Settings
from cli.talk import YELLOW, talk
from domain.errors import BadInput

if TYPE_CHECKING:  # only long lists are written where their rows are found
    from projections.sharing import Writer

Row: TypeAlias = Mapping[str, Any]
WIDTH: Final = 80  # columns, where the terminal does not say
MANY: Final = 20_000  # rows: from so many on a second process is worth its start
PORTION: Final = 1000  # rows: so many are written at a time
MINUTE: Final = len("2026-12-01T08:30")


class Printer:
    """Prints results and remarks as the settings ask for."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.output = settings.value("output") or "table"
        self.language = settings.value("lang") or "en"

    def show(self, name: str, result: Row | Iterable[Row]) -> None:
        """Print a result of the named kind: one mapping, or any number of them."""
        kind = KINDS[name]
        single = isinstance(result, Mapping)
        rows: list[Row] = [result] if isinstance(result, Mapping) else list(result)
        columns = self.columns(kind, rows)
        if self.output in {"json", "jsonl"}:
            narrowed = [{each: row.get(each) for each in columns} for row in rows] if self.chosen else rows
            return print_json(narrowed, single=single, by_line=self.output == "jsonl")
        if self.output == "name":
            self.tell_nothing(rows)
            return lines(visible(cell(row.get(kind.key))) for row in rows)
        if single and self.output == "table":
            return lines(self.page(kind, columns, rows[0]))
        return self.cells(columns, texts(rows, self.readers(kind, columns)))

    def writer(self, name: str) -> "Writer | None":
        """Return what writes rows of the named kind as `show_written` takes them; None where they must be shown."""
        from cli.written import cell_writer, json_writer

        json_asked = self.output in {"json", "jsonl"}
        if self.output == "name" or (json_asked and self.chosen):
            return None
        if json_asked:
            return json_writer(plain=Output().plain)
        kind = KINDS[name]
        return cell_writer(self.readers(kind, self.columns(kind, ())), column_texts)

    def show_written(self, name: str, written: Sequence[Any]) -> None:
        """Print the rows of the named kind that a writer of this printer wrote."""
        if self.output in {"json", "jsonl"}:
            return print_objects(written, by_line=self.output == "jsonl")
        return self.cells(self.columns(KINDS[name], ()), written)

    def cells(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Print rows of which every cell is a text."""
        self.tell_nothing(rows)
        if self.output in {"csv", "tsv"}:
            return self.sheet(columns, rows)
        return lines(self.laid_out(columns, rows))

    def tell_nothing(self, rows: Sequence[object]) -> None:
        """Say so where there are no rows."""
        if not rows:
            self.remark(said(self.language, "nothing"))

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return the fields asked for with --fields, in that order; empty for those of the kind."""
        asked = str(self.settings.given.get("fields") or "")
        return tuple(each.strip() for each in asked.split(",") if each.strip())

    def columns(self, kind: Kind, rows: Sequence[Row]) -> tuple[str, ...]:
        """Return the fields to print; raises BadInput naming the nearest for those that the result does not have."""
        there = tuple(dict.fromkeys([*kind.fields, *(field for row in rows[:1] for field in row)]))
        if unknown := [each for each in self.chosen if each not in there]:
            raise BadInput(*(no_such_field(each, there) for each in unknown))
        brief = self.output in {"table", "md"} and not self.settings.flag("verbose")
        return self.chosen or (kind.brief if brief else there) or there

    def page(self, kind: Kind, columns: Sequence[str], row: Row) -> Iterator[str]:
        """Return the lines for one thing: its fields below each other, then a table for each list in it."""
        from cli.table import blocks

        lists = [each for each in columns if kind.fields.get(each, "").startswith("*")]
        plain = [each for each in columns if each not in lists]
        yield from blocks(
            self.headings(plain), texts([row], {each: self.reader(kind, each) for each in plain}), width()
        )
        for each in (each for each in lists if row.get(each)):
            inner, rows = KINDS[kind.fields[each][1:]], row[each]
            yield from ("", heading(self.language, each))
            yield from self.table(inner, inner.brief or tuple(inner.fields), rows)

    def table(self, kind: Kind, columns: Sequence[str], rows: Sequence[Row]) -> list[str]:
        """Return the lines of a table of things of a kind."""
        return self.laid_out(columns, texts(rows, {each: self.reader(kind, each) for each in columns}))

    def laid_out(self, columns: Sequence[str], shown: Sequence[Sequence[str]]) -> list[str]:
        """Return the lines of a table of these cells, of a Markdown table if that is asked for."""
        from cli.table import table

        if self.output == "md":
            return markdown(self.headings(columns), shown)
        return table(self.headings(columns), shown, width()) if shown else []

    def headings(self, columns: Sequence[str]) -> list[str]:
        """Return the headings of columns in the language in effect."""
        return [visible(heading(self.language, each)) for each in columns]

    def readers(self, kind: Kind, columns: Sequence[str]) -> dict[str, Callable[[Any], str]]:
        """Return what gives the text of each column's cells."""
        if self.output in {"csv", "tsv"}:
            return dict.fromkeys(columns, cell)
        return {each: self.reader(kind, each) for each in columns}

    def reader(self, kind: Kind, field: str) -> Callable[[Any], str]:
        """Return what gives the value of a field as people read it: instants to the minute, nothing hidden."""
        return minutely if kind.fields.get(field, "").startswith("instant") else plainly

    def sheet(self, columns: Sequence[str], texts: Sequence[Sequence[str]]) -> None:
        """Print comma- or tab-separated values."""
        from cli.sheet import write_sheet

        write_sheet(Output(), columns, texts, "," if self.output == "csv" else "\t")

    def remark(self, text: str, opening: str = "") -> None:
        """Say something besides the result, unless asked to be quiet."""
        if not self.settings.flag("quiet"):
            talk(text, opening, YELLOW, self.settings.given)


def lines(texts: Iterable[str]) -> None:
    """Print lines to standard output at once."""
    if made := "\n".join(texts):
        Output().write(made + "\n")


def print_json(rows: Sequence[Row], *, single: bool = True, by_line: bool = False) -> None:
    """Print JSON: one object, one array with a row per line, or one object per line."""
    plain = Output().plain
    if single and not by_line and rows:
        return lines([visible_json(json.dumps(rows[0], ensure_ascii=plain, indent=2))])
    return print_objects(json_lines(rows, plain), by_line=by_line)


def json_lines(rows: Sequence[Row], plain: bool) -> list[bytes]:
    """Return the rows as JSON objects in UTF-8; of many a second process writes the later half."""
    encode = json.JSONEncoder(ensure_ascii=plain).encode

    def written(some: Iterable[Row]) -> list[bytes]:
        return [visible_json(encode(row)).encode() for row in some]

    if len(rows) < MANY:
        return written(rows)
    from projections.beside import beside

    half = len(rows) // 2
    with beside(lambda: written(rows[half:])) as others:
        return [*written(rows[:half]), *others()]


def print_objects(objects: Sequence[bytes], *, by_line: bool) -> None:
    """Print JSON objects in UTF-8, one in a line: as one array, or each by itself."""
    begin, between, end = (b"", b"\n", b"\n") if by_line else (b"[\n", b",\n", b"\n]\n")
    if not objects:
        begin, end = b"", b"" if by_line else b"[]\n"
    out = Output()
    for start in range(0, len(objects), PORTION):
        out.write_bytes((between if start else begin) + between.join(objects[start : start + PORTION]))
    out.write_bytes(end)


def texts(rows: Sequence[Row], readers: Mapping[str, Callable[[Any], str]]) -> list[tuple[str, ...]]:
    """Return the texts of the cells of each row; what stands in a column more than once is read once."""
    columns = [column_texts([row.get(field) for row in rows], read) for field, read in readers.items()]
    return list(zip(*columns, strict=True))


def column_texts(values: Sequence[Any], read: Callable[[Any], str]) -> list[str]:
    """Return the texts of the values of a column."""
    try:
        told = {each: read(each[1]) for each in {*zip(map(type, values), values, strict=True)}}  # 1 is no True
    except TypeError:  # a list or a mapping among them
        return [read(value) for value in values]
    return [told[each] for each in zip(map(type, values), values, strict=True)]


def plainly(value: object) -> str:
    """Return a value as the text of one cell in which nothing hides."""
    return visible(cell(value))


def minutely(value: object) -> str:
    """Return an instant to the minute."""
    shown = plainly(value)
    return f"{shown[:MINUTE]}Z" if shown else shown


def cell(value: object) -> str:
    """Return a value as the text of one cell: nothing for None, yes and no, lists with semicolons."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case Mapping():
            return json.dumps(value, ensure_ascii=False)
        case Iterable():
            return "; ".join(cell(each) for each in value)
        case _:
            return str(value)


def markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a Markdown table in which no cell can leave its place."""
    bar = ["---"] * len(headings)
    return ["| " + " | ".join(map(in_markdown, row)) + " |" for row in (headings, bar, *rows)]


def in_markdown(text: str) -> str:
    """Return the text with the characters that Markdown or HTML would act on made plain."""
    for sign, plain in (("\\", "\\\\"), ("|", "\\|"), ("&", "&amp;"), ("<", "&lt;"), ("`", "\\`")):
        text = text.replace(sign, plain)
    return text


def no_such_field(name: str, there: Sequence[str]) -> str:
    """Return the sentence about a field that a result does not have."""
    from domain.text import nearest

    near = nearest(name, there)
    return f"There is no field {name!r}; " + (
        f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(there)}."
    )


def width() -> int:
    """Return how many columns a line has: COLUMNS, else the terminal's, else 80."""
    told = os.environ.get("COLUMNS", "")
    if told.isascii() and told.isdigit() and int(told) > 0:
        return int(told)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or WIDTH
    except (AttributeError, OSError, ValueError):  # no terminal, no such file, or closed
        return WIDTH
