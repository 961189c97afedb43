"""Tables for people: columns that line up at any width, East Asian characters counted as two."""

from collections.abc import Sequence
from typing import Final

GAP: Final = "  "
NARROWEST: Final = 8  # columns: below this a wrapped cell cannot be read


def display_width(text: str) -> int:
    """Return the number of terminal columns the text takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width  # only where a wide character occurs

    return sum(0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return the lines of a table no wider than `width` columns; rows become blocks where no table fits."""
    widths = [max(map(display_width, column)) for column in zip(headings, *rows, strict=True)]
    room = width - len(GAP) * (len(headings) - 1)
    if room < sum(min(each, NARROWEST) for each in widths):
        return blocks(headings, rows, width)
    fitted = fit(widths, room)
    rule = ["-" * each for each in fitted]
    return [line for row in (headings, rule, *rows) for line in wrapped_row(row, fitted)]


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


def fit(widths: Sequence[int], room: int) -> list[int]:
    """Return the widths with the widest columns cut to one common width, the largest at which all fit the room."""
    common = max(widths)
    while sum(min(each, common) for each in widths) > room:
        common -= 1
    return [min(each, common) for each in widths]


def wrapped_row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Return the lines of one row, each cell folded to the width of its column."""
    folded = [fold(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max(len(lines) for lines in folded)
    filled = [lines + [""] * (height - len(lines)) for lines in folded]
    return [GAP.join(map(pad, line, widths)).rstrip() for line in zip(*filled, strict=True)]


def fold(text: str, width: int) -> list[str]:
    """Return the text cut into pieces of at most `width` columns, at a space where there is one."""
    pieces = []
    while display_width(text) > width:
        cut = cut_at(text, width)
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*pieces, text]


def cut_at(text: str, width: int) -> int:
    """Return how many characters of the text stand on a line of `width` columns, at least one."""
    used = place = 0
    for place, each in enumerate(text):  # noqa: B007 - the place where the line is full is the answer
        used += display_width(each)
        if used > width:
            break
    space = text.rfind(" ", 1, place + 1)
    return space if space > 0 else max(1, place)


def pad(text: str, width: int) -> str:
    """Return the text with spaces after it up to `width` columns."""
    return text + " " * (width - display_width(text))
