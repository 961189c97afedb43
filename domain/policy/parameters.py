"""The parameters of a rule against what its kind takes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from domain.levels import DEFAULT_LEVELS
from domain.policy.catalogue import KINDS
from domain.policy.clock import CUMULATIVE
from domain.policy.dated_rows import Days, compiled_rows, rows_of
from domain.policy.forms import LISTS, TABLES, RuleForm
from domain.policy.kind import Kind
from domain.policy.mistakes import meant
from domain.policy.options import option_mistakes
from domain.policy.reading import keys_of
from domain.policy.rule import PICKS
from domain.policy.source import Source, written
from domain.policy.spellings import IN_PLACE
from domain.policy.toml_lines import Path

COMMON = (*keys_of(RuleForm), *TABLES, *LISTS)
"""The keys that a rule of any kind may have."""


def groups_of(kind: Kind) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The numbers of a kind in groups of which one is given, with whether one must be (`months?` may be absent)."""
    for group in kind.numbers:
        yield tuple(group.removesuffix("?").split("|")), not group.endswith("?")


def numbers_of(kind: Kind) -> tuple[str, ...]:
    """The names of all dated numbers of a kind."""
    return tuple(name for names, _ in groups_of(kind) for name in names)


def parameters(
    source: Source, path: Path, kind: Kind, rule: Mapping[str, Any], days: Days
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The numbers and the options of a rule as they are stored; mistakes in them are told."""
    given = {key: value for key, value in rule.items() if key not in COMMON}
    for name, value in given.items():
        if name in kind.options:
            _check_option(source, (*path, name), kind.options[name], value)
        elif name not in numbers_of(kind):
            source.tell((*path, name), _not_taken(name, kind))
    _check_tables(source, path, kind, given)
    _check_groups(source, path, kind, given)
    _check_use(source, path, kind, rule)
    numbers = {
        name: compiled_rows(rows_of(source, (*path, name), value, days))
        for name, value in given.items()
        if name in numbers_of(kind)
    }
    _check_bands(source, path, numbers)
    return numbers, {name: written(value) for name, value in given.items() if name in kind.options}


def _check_bands(source: Source, path: Path, numbers: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Whoever should move may do so before, on every day; how both stand to the limit is nobody's mistake."""
    for day in sorted({row["from"] for rows in numbers.values() for row in rows}):
        may, should = (_value_on(numbers.get(name, ()), day) for name in ("may", "should"))
        if isinstance(may, int) and isinstance(should, int) and may >= should:
            sentence = f"comes after {may} months on {day}, no earlier than should, after {should} months"
            source.tell((*path, "may"), sentence)
            return


def _value_on(rows: Sequence[Mapping[str, Any]], day: str) -> Any:
    values = [row["value"] for row in rows if row["from"] <= day]
    return values[-1] if values else None


def _check_option(source: Source, path: Path, description: str, value: Any) -> None:
    levels = source.document["pack"].get("levels") or DEFAULT_LEVELS
    for where, sentence in option_mistakes(description, written(value), path, levels):
        if where not in source.told:
            source.tell(where, sentence)


def _check_tables(source: Source, path: Path, kind: Kind, given: Mapping[str, Any]) -> None:
    """What is wrong with the tables among the options, as far as they are tables at all."""
    if kind.amiss is None or any((*path, name) in source.told for name in kind.options):
        return
    options = {name: written(value) for name, value in given.items() if name in kind.options}
    for where, sentence in kind.amiss(options, source.document["pack"].get("levels") or DEFAULT_LEVELS):
        if (*path, *where) not in source.told:
            source.tell((*path, *where), sentence)


def _check_groups(source: Source, path: Path, kind: Kind, given: Mapping[str, Any]) -> None:
    for names, needed in groups_of(kind):
        there = [name for name in names if name in given]
        if needed and not there:
            source.tell((*path, names[0]), f"is missing: a rule of kind {kind.name} needs {' or '.join(names)}")
        if len(there) > 1:
            source.tell((*path, there[1]), f"stands beside {there[0]}; only one of {', '.join(names)} is given")
    for name in kind.needs:
        if name not in given:
            source.tell((*path, name), f"is missing: a rule of kind {kind.name} needs it ({kind.options[name]})")


def _check_use(source: Source, path: Path, kind: Kind, rule: Mapping[str, Any]) -> None:
    """Keys that every rule knows, but this one has no use for."""
    if "warn_days" in rule and not any((kind.due, kind.vacancy, kind.owed, kind.owed_by_unit)):
        source.tell((*path, "warn_days"), f"is not used: a rule of kind {kind.name} raises no duty with a day")
    if "gap_months" in rule and rule.get("clock") in CUMULATIVE:
        source.tell((*path, "gap_months"), f"is not used: the clock {rule['clock']} adds up across breaks anyway")
    _check_clock_and_pick(source, path, kind, rule)


def _check_clock_and_pick(source: Source, path: Path, kind: Kind, rule: Mapping[str, Any]) -> None:
    """A clock that nothing runs on, and a day that chooses nothing."""
    if "clock" in rule and not kind.clocked:
        clocked = ", ".join(each.name for each in KINDS if each.clocked)
        source.tell(
            (*path, "clock"), f"is not used: a rule of kind {kind.name} runs no clock (it belongs to {clocked})"
        )
    pick = rule.get("pick")
    if pick is None:
        return
    if not kind.numbers:
        source.tell((*path, "pick"), f"is not used: a rule of kind {kind.name} has no dated number to choose")
    elif kind.picks and pick in PICKS and pick not in kind.picks:
        source.tell((*path, "pick"), f"{pick} is not used by kind {kind.name}; it takes {' or '.join(kind.picks)}")


def _not_taken(name: str, kind: Kind) -> str:
    if (kind.name, name) in IN_PLACE:
        return IN_PLACE[kind.name, name]
    others = [each.name for each in KINDS if name in numbers_of(each) or name in each.options]
    takes = (*numbers_of(kind), *kind.options)
    where = f" (it belongs to {' and '.join(others)})" if others else ""
    return f"is not used by kind {kind.name}{where}; {meant(name, takes if others else (*takes, *COMMON))}"
