"""What may stand in the conditions of an eligibility rule, and in the table of an age limit: told before adoption."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from domain.policy.concern import listed
from domain.policy.kind import Amiss
from domain.policy.metrics import METRICS
from domain.policy.mistakes import unknown
from domain.policy.record import GRADES

LASTING: Final = ("at_least", "at_least_months")
OTHER_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "age": ("at_least", "at_most"),
    "no-grade-below": ("years", "grade"),
    "years-with-grade": ("at_least", "years", "grade"),
    "years-with-rank": ("at_least", "years", "rank"),
    "education": ("at_least",),
    "post-requires": (),
    "posts-at-level": ("at_least", "at_level", "or_higher"),
    "posts-at-lower-level": ("at_least", "or_higher"),
    "years-at-level": (*LASTING, "at_level", "or_higher"),
    "years-at-lower-level": (*LASTING, "or_higher"),
    "years-in-post-kind": (*LASTING, "post_kind"),
    "years-in-track": (*LASTING, "track"),
    "years-in-unit-kind": (*LASTING, "unit_kind"),
}
"""The keys of a condition besides `metric`; those of all other metrics are LASTING."""
NEEDED: Final = ("at_level", "unit_kind", "post_kind", "years", "grade", "rank")
ROW_KEYS: Final = (
    *("years", "months", "category", "sex", "track", "level", "post_kind", "born_from", "born_until"),
    *("delay_from", "delay_every", "delay_most"),
)
DELAY: Final = ("delay_from", "delay_every", "delay_most")
_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


def criteria_amiss(options: Mapping[str, Any], levels: Sequence[str]) -> Iterator[Amiss]:
    """What is wrong with the conditions of an eligibility rule, each with its place."""
    scale = options.get("education_scale")
    for number, criterion in enumerate(options.get("criteria", ())):
        for key, sentence in _condition(criterion, levels):
            yield ("criteria", number, key), sentence
        step = criterion.get("at_least")
        if criterion.get("metric") == "education" and isinstance(step, str) and scale and step not in scale:
            yield ("criteria", number, "at_least"), unknown(step, scale)


def _condition(criterion: Mapping[str, Any], levels: Sequence[str]) -> Iterator[tuple[str, str]]:
    metric = criterion.get("metric")
    if not isinstance(metric, str) or metric not in METRICS:
        yield "metric", unknown(str(metric), METRICS) if "metric" in criterion else "is missing"
        return
    keys = OTHER_KEYS.get(metric, LASTING)
    yield from ((key, unknown(key, ("metric", *keys))) for key in criterion if key not in {"metric", *keys})
    yield from _criterion(metric, keys, criterion, levels)


def _criterion(
    metric: str, keys: Sequence[str], criterion: Mapping[str, Any], levels: Sequence[str]
) -> Iterator[tuple[str, str]]:
    bounds = [key for key in ("at_least", "at_least_months", "at_most") if key in keys]
    given = [key for key in bounds if key in criterion]
    if bounds and not given:
        yield bounds[0], f"is missing: {metric} needs {' or '.join(bounds)}"
    if set(LASTING) <= set(given):
        yield "at_least_months", "stands beside at_least; only one of them is given"
    for key in given:
        right = str if metric == "education" else int
        if type(criterion[key]) is not right:
            yield key, "must be a text in quotation marks" if right is str else "must be a whole number"
    for key in NEEDED:
        if key in keys and key not in criterion:
            yield key, f"is missing: {metric} needs it"
    for key in ("years", "rank"):
        if key in criterion and (type(criterion[key]) is not int or criterion[key] < 1):
            yield key, "must be a whole number of 1 or more"
    if "grade" in keys and criterion.get("grade", GRADES[0]) not in GRADES:
        yield "grade", unknown(str(criterion["grade"]), GRADES)
    if "at_level" in criterion and levels and criterion["at_level"] not in levels:
        yield "at_level", unknown(str(criterion["at_level"]), levels)
    yield from _texts(criterion, ("unit_kind", "post_kind", "track"))
    if not isinstance(criterion.get("or_higher", True), bool):
        yield "or_higher", "must be true or false, without quotation marks"


def table_amiss(options: Mapping[str, Any], levels: Sequence[str]) -> Iterator[Amiss]:
    """What is wrong with the table of an age limit, each with its place."""
    for number, row in enumerate(options.get("table", ())):
        place = ("table", number)
        yield from (((*place, key), unknown(key, ROW_KEYS)) for key in row if key not in ROW_KEYS)
        yield from (((*place, key), sentence) for key, sentence in _row(row, levels))


def _row(row: Mapping[str, Any], levels: Sequence[str]) -> Iterator[tuple[str, str]]:
    for key in ("years", "months", "delay_every", "delay_most"):
        least = 1 if key in {"years", "delay_every"} else 0
        if key in row and (type(row[key]) is not int or row[key] < least):
            yield key, f"must be a whole number of {least} or more"
    if "years" not in row:
        yield "years", "is missing: every row gives an age"
    for key in ("born_from", "born_until", "delay_from"):
        if key in row and not _MONTH.fullmatch(str(row[key])):
            yield key, 'must be a month in quotation marks, "1965-01"'
    if given := [key for key in DELAY if key in row]:
        yield from ((key, f"is missing: it belongs to {given[0]}") for key in DELAY if key not in row)
    yield from _texts(row, ("sex", "track", "level", "post_kind", "category"))
    for level in listed(row["level"]) if isinstance(row.get("level"), str | list) else ():
        if levels and level not in levels:
            yield "level", unknown(str(level), levels)


def _texts(table: Mapping[str, Any], keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The keys that must hold one text or a list of texts."""
    for key in keys:
        told = table.get(key, "")
        if not all(isinstance(each, str) for each in (told if isinstance(told, list) else [told])):
            yield key, "must be a text in quotation marks, or a list of them"
