"""Tables for people: columns that line up at any width, East Asian characters counted as two."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from math import ceil, inf
from operator import getitem
from typing import Final

GAP: Final = "  "
NARROWEST: Final = 8  # columns: below this a wrapped cell cannot be read
LONGEST_NAME: Final = 16  # columns: a text without blanks in East Asian characters is not broken below this
MANY: Final = 50_000  # lines more than rows: from so many on a second process is worth its start
SEAM: Final = re.compile(r"(?<=[-_:/])(?=[^\W\d_])")  # TRADE-|DEPUTY, cadre:|LI@2, but never 2026-12-01


def display_width(text: str) -> int:
    """Return the number of terminal columns the text takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width  # only where a wide character occurs

    return sum(0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return the lines of a table no wider than `width` columns; rows become blocks where no table fits."""
    columns = [Counter(column) for column in zip(headings, *rows, strict=True)]
    widths = [widths_of(column) for column in columns]
    words = [max(map(piece_width, {word for text in column for word in text.split(" ")})) for column in columns]
    room = width - len(GAP) * (len(headings) - 1)
    fitted = fit(widths, words, room) or fit(widths, [min(each, NARROWEST) for each in words], room)
    if fitted is None:
        return blocks(headings, rows, width)
    rule = ["-" * each for each in fitted]
    further = sum(lines_of(*each) for each in zip(widths, fitted, strict=True)) - len(columns) * len(rows)
    return [*wrapped_row(headings, fitted), GAP.join(rule), *wrapped_rows(rows, columns, fitted, many=further > MANY)]


def widths_of(column: Counter[str]) -> Counter[int]:
    """Return how many cells of a column are how wide."""
    found = Counter[int]()
    for text, count in column.items():
        found[display_width(text)] += count
    return found


def lines_of(cells: Counter[int], width: int) -> int:
    """Return how many lines the cells of a column take at the least."""
    return sum(count * max(1, ceil(each / width)) for each, count in cells.items())


def folds(column: Iterable[str], width: int) -> dict[str, list[str]]:
    """Return the lines of each text of a column, filled up to its width."""
    return {text: [pad(line, width) for line in fold(text, width)] for text in column}


def wrapped_rows(
    rows: Sequence[Sequence[str]], columns: Sequence[Iterable[str]], widths: Sequence[int], *, many: bool
) -> list[str]:
    """Return the lines of rows, each cell folded to the width of its column; of many by two processes."""
    if not many:
        return list(folded_rows(rows, columns, widths))
    from projections.beside import beside

    half = len(rows) // 2
    first, last = rows[:half], rows[half:]
    with beside(lambda: list(folded_rows(last, [*map(set, zip(*last, strict=True))], widths))) as others:
        return [*folded_rows(first, [*map(set, zip(*first, strict=True))], widths), *others()]


def folded_rows(
    rows: Iterable[Sequence[str]], columns: Iterable[Iterable[str]], widths: Sequence[int]
) -> Iterator[str]:
    """Return the lines of rows; `columns` are the different texts of each column, which are folded once."""
    folded = [folds(column, width) for column, width in zip(columns, widths, strict=True)]
    blanks = [" " * width for width in widths]
    for row in rows:
        for line in zip_longest(*map(getitem, folded, row)):
            full = line if None not in line else [each or blank for each, blank in zip(line, blanks, strict=True)]
            yield GAP.join(full).rstrip()


def blocks(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return one line per field, `heading  value`, with a blank line between rows."""
    left = max(map(display_width, headings))
    right = max(NARROWEST, width - left - len(GAP))
    lines: list[str] = []
    for row in rows:
        lines += [""] if lines else []
        for pair in zip(headings, row, strict=True):
            lines += wrapped_row(pair, (left, right))
    return lines


def fit(cells: Sequence[Counter[int]], narrowest: Sequence[int], room: int) -> list[int] | None:
    """Return the widths that fit the room with the fewest further lines, none below its narrowest; None where none do.

    `cells` counts the widths of each column's cells.
    """
    fitted = [max(least, min(max(column), room)) for column, least in zip(cells, narrowest, strict=True)]
    prices = [price(*each) for each in zip(cells, fitted, narrowest, strict=True)]
    while sum(fitted) > room:
        lines, _, place = min((*each, place) for place, each in enumerate(prices))
        if lines == inf:
            return None
        fitted[place] -= 1
        prices[place] = price(cells[place], fitted[place], narrowest[place])
    return fitted


def price(cells: Counter[int], width: int, narrowest: int) -> tuple[float, int]:
    """Return how many further lines it costs to make a column one narrower; at equal cost the widest goes first."""
    if width <= narrowest:
        return inf, -width
    lines = (count * (ceil(each / (width - 1)) - ceil(each / width)) for each, count in cells.items())
    return sum(lines), -width


def piece_width(word: str) -> int:
    """Return the width of the widest part of a word that should stay on one line: a part of an id, a short name."""
    if not word.isascii():
        return min(display_width(word), LONGEST_NAME)
    return len(word) if word.isalnum() else max(map(len, SEAM.split(word)))


def wrapped_row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Return the lines of one row, each cell folded to the width of its column."""
    folded = [fold(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max(len(lines) for lines in folded)
    filled = [lines + [""] * (height - len(lines)) for lines in folded]
    return [GAP.join(map(pad, line, widths)).rstrip() for line in zip(*filled, strict=True)]


def fold(text: str, width: int) -> list[str]:
    """Return the text cut into pieces of at most `width` columns, at a space or a seam where there is one."""
    pieces = []
    while display_width(text) > width:
        cut = cut_at(text, width)
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*pieces, text]


def cut_at(text: str, width: int) -> int:
    """Return how many characters of the text stand on a line of `width` columns, at least one."""
    full = first_beyond(text, width)
    space = text.rfind(" ", 1, full + 1)
    after = max(0, space + 1)  # a seam before the last space is none to cut at
    if text[after:full].isalnum():
        return space if space > 0 else max(1, full)
    seam = max((each.start() for each in SEAM.finditer(text, max(1, after), full + 1)), default=0)
    return max(space, seam) if max(space, seam) > 0 else max(1, full)


def first_beyond(text: str, width: int) -> int:
    """Return the place of the first character that does not stand within `width` columns, else that of the last."""
    if text.isascii():
        return min(width, len(text) - 1)
    used = place = 0
    for place, each in enumerate(text):  # noqa: B007 - the place where the line is full is the answer
        used += display_width(each)
        if used > width:
            break
    return place


def pad(text: str, width: int) -> str:
    """Return the text with spaces after it up to `width` columns."""
    return text + " " * (width - display_width(text))
