"""The cases that a pack brings: what was so, what is asked, and what its rules must say to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias

from pydantic import Field

from domain.days import parse_day
from domain.policy.case_words import Line, line_of
from domain.policy.forms import Day, Form, Id, OptionalPassage, Text
from domain.policy.mistakes import unknown
from domain.policy.reading import read
from domain.policy.rule import EFFECTS
from domain.policy.source import Source, written
from domain.policy.toml_lines import Path
from domain.policy.verdict import OUTCOMES

Order: TypeAlias = tuple[Line, ...]
STATES: Final = ("ok", "warning", "breach", "waived")
EXPECTED: Final = ("rule", "effect", "outcome", "earliest", "state", "due_on", "warn_on", "since", "cadre", "post")
"""What an expectation may say of a finding or a duty."""
_WORDS: Final = {"effect": EFFECTS, "outcome": OUTCOMES, "state": STATES}


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `when` is the order that is asked about, or `today` the day on which the duties are asked about.

    `expect` lists what must be found, each as field -> value; nothing in it means that all is well. `recorded` is the
    day on which the order comes in, the day of its first act unless said. `place` is file and line.
    """

    name: str
    given: tuple[Order, ...]
    when: Order
    today: date | None
    expect: tuple[Mapping[str, str], ...]
    recorded: date | None
    actor: str
    place: str


class CaseForm(Form):
    """[[case]]: `name` is a sentence that is true."""

    name: Text
    given: list[Any] = Field(default_factory=list)
    when: Any
    expect: Any
    recorded: Day | None = None
    actor: Id = "officer"
    note: OptionalPassage = ""


def cases_of(source: Source) -> Iterator[Case]:
    """The cases of a pack; mistakes in them are told."""
    names: dict[str, str] = {}
    for number, table in enumerate(source.document["case"]):
        path: Path = ("case", number)
        form = read(CaseForm, table, path, source)
        if form is None:
            continue
        file, line = source.place(path)
        if form.name in names:
            source.tell((*path, "name"), f"another case has this name, in {names[form.name]}")
        names[form.name] = f"{file}, line {line}"
        given = [_order(source, (*path, "given", each), order) for each, order in enumerate(form.given)]
        today = _today(form.when)
        when = () if today else _order(source, (*path, "when"), form.when)
        expect = tuple(_expected(source, (*path, "expect"), form.expect))
        yield Case(form.name, tuple(given), when, today, expect, form.recorded, form.actor, f"{file}, line {line}")


def _today(when: object) -> date | None:
    """The day of `today 2020-01-01` or of { today = 2020-01-01 }; None for anything else."""
    if isinstance(when, dict) and set(when) == {"today"} and isinstance(when["today"], date):
        return when["today"]
    if isinstance(when, str) and when.startswith("today "):
        try:
            return parse_day(when.removeprefix("today "))
        except ValueError:
            return None
    return None


def _order(source: Source, path: Path, told: object) -> Order:
    """An order of one line or, as a list, of several."""
    several = isinstance(told, list)
    lines = [
        line
        for number, each in enumerate(told if isinstance(told, list) else [told])
        if (line := _line(source, (*path, number) if several else path, each))
    ]
    return tuple(_both_legs(lines))


def _line(source: Source, path: Path, told: object) -> Line | None:
    if isinstance(told, dict):
        return dict(written(told))
    if isinstance(told, str):
        try:
            return line_of(told)
        except ValueError as error:
            source.tell(path, str(error))
            return None
    source.tell(path, 'must be an act in words, "2010-01-01 appoint LI to HEAD", or "today 2020-01-01"')
    return None


def _both_legs(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines; where an exchange names a partner who has no leg of their own, with that leg."""
    yield from lines
    cadres = {line.get("cadre") for line in lines}
    for line in lines:
        if line.get("act") == "exchange" and "with" in line and line["with"] not in cadres:
            yield line | {"cadre": line["with"], "with": line["cadre"]}


def _expected(source: Source, path: Path, told: object) -> Iterator[Mapping[str, str]]:
    """What must be found: nothing for "ok", else rules by id, or tables that say more of each."""
    if told == "ok":
        return
    rules = [rule.get("id") for rule in source.document["rule"]]
    for number, each in enumerate(told if isinstance(told, list) else [told]):
        where = (*path, number) if isinstance(told, list) else path
        fields = {"rule": each} if isinstance(each, str) else each
        if not isinstance(fields, dict) or "rule" not in fields:
            source.tell(where, 'must be "ok", the id of a rule, or a table such as { rule = "A", due_on = 2020-01-01 }')
            continue
        elsewhere = source.partial or source.document["pack"].get("parent")
        if fields["rule"] not in rules and not elsewhere:
            source.tell(where, unknown(str(fields["rule"]), [str(rule) for rule in rules if rule]))
        for key, value in fields.items():
            _check_expected(source, (*where, key), key, value)
        yield {key: str(written(value)) for key, value in fields.items()}


def _check_expected(source: Source, path: Path, key: str, value: object) -> None:
    if key not in EXPECTED:
        source.tell(path, unknown(key, EXPECTED))
    elif key in _WORDS and value not in _WORDS[key]:
        source.tell(path, unknown(str(value), _WORDS[key]))
