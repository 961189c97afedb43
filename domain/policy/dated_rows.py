"""The dated rows of a number: in order, without gap or overlap, and never younger than their rule."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from itertools import pairwise
from typing import Any, Final, NamedTuple

from domain.policy.forms import RowForm
from domain.policy.reading import read
from domain.policy.source import Source
from domain.policy.toml_lines import Path
from domain.policy.values import value_mistake

ALIKE: Final = 0.9
"""From here on two names differ by a slip of the pen."""


class Days(NamedTuple):
    """The days on which a rule is in force; `until` is excluded, None for no end."""

    since: date
    until: date | None


def rows_of(source: Source, path: Path, written: object, days: Days) -> list[RowForm]:
    """The rows of a number; mistakes are told. A bare value is one row that begins with the rule."""
    if isinstance(written, dict):
        source.tell(path, "must be a list of rows, [{ from = 2026-01-01, value = ... }]")
        return []
    if not isinstance(written, list):
        rows = [RowForm.model_construct(since=days.since, value=written)]
        _check_value(source, path, str(path[-1]), written)
        return rows
    if not written:
        source.tell(path, "needs a row, { from = 2026-01-01, value = ... }")
        return []
    found = (read(RowForm, each, (*path, number), source) for number, each in enumerate(written))
    rows = [row for row in found if row]
    for number, row in enumerate(rows):
        _check_value(source, (*path, number, "value"), str(path[-1]), row.value)
        if row.article is not None and (article := slip_of(row.article, source.document["articles"])):
            sentence = f"there is no article {row.article!r}; did you mean {article!r}? Another one needs its wording"
            source.tell((*path, number, "article"), sentence)
    if len(rows) == len(written):
        for number, sentence in _days_amiss(rows, days):
            source.tell((*path, number), sentence)
    return rows


def slip_of(cited: str, articles: Iterable[str]) -> str | None:
    """The article that was probably meant by one that is not there.

    A row may cite an amending text that the pack does not quote; what nearly is the name of an article is a slip.
    """
    known = tuple(articles)
    return None if cited in known else next(iter(get_close_matches(cited, known, 1, ALIKE)), None)


def _check_value(source: Source, path: Path, name: str, value: object) -> None:
    if path not in source.told and (sentence := value_mistake(name, value)):
        source.tell(path, sentence)


def _days_amiss(rows: Sequence[RowForm], days: Days) -> Iterator[tuple[int, str]]:
    """What is wrong with the days of the rows, each with the number of its row."""
    until = days.until
    if rows[0].since > days.since:
        yield 0, f"the rule is in force from {days.since}, but its first number only from {rows[0].since}"
    for number, (row, following) in enumerate(pairwise(rows), 1):
        if following.since == row.since:
            yield number, f"overlaps the row before it: both begin on {row.since}"
        elif following.since < row.since:
            yield number, f"begins on {following.since}, before the row above it; write the rows in the order of days"
        elif row.until is not None and row.until > following.since:
            yield number, f"overlaps the row before it, which ends on {row.until}"
        elif row.until is not None and row.until < following.since:
            yield number, f"leaves a gap: the row before it ends on {row.until}, this one begins on {following.since}"
        if until is not None and following.since >= until:
            yield number, f"is never used: the rule ends on {until}"
    for number, row in enumerate(rows):
        if row.until is not None and row.until <= row.since:
            yield number, f"ends on {row.until}, not after its first day {row.since}"
    last = rows[-1].until
    if last is not None and (until is None or last < until):
        yield len(rows) - 1, f"leaves a gap: it ends on {last}, and the rule goes on"


def compiled_rows(rows: Sequence[RowForm]) -> list[dict[str, Any]]:
    """The rows as they are stored."""
    return [
        {"from": row.since.isoformat(), "value": row.value, **({"article": row.article} if row.article else {})}
        for row in rows
    ]
