"""From the lines of an order, as they were typed, to commands; every line that cannot be read is told."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from pydantic import ValidationError

from domain.commands import AnyCommand, Command
from domain.days import ACCEPTED
from domain.dossiers import ACTS, command_kind
from domain.finding import Finding
from domain.text import first_of, nearest

MOST_FIELDS = 100
"""Fields of one line: no act has as many."""
LONGEST_SHOWN = 60
"""Characters of a value that is quoted back."""


def read_lines(lines: Sequence[Mapping[str, object]]) -> tuple[dict[int, AnyCommand], list[Finding]]:
    """The commands by line (from 1), and a finding for every mistake in the lines that cannot be read."""
    commands: dict[int, AnyCommand] = {}
    mistakes: list[Finding] = []
    for number, line in enumerate(lines, 1):
        try:
            commands[number] = cast("AnyCommand", read_line(line))
        except Unreadable as unreadable:
            mistakes.extend(mistake(sentence, number) for sentence in unreadable.sentences)
    if not lines:
        mistakes.append(mistake("the order has no lines", None))
    return commands, mistakes


class Unreadable(ValueError):
    """A line that is no command; `sentences` has one for each mistake."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = tuple(sentences)


def read_line(line: Mapping[str, object]) -> Command:
    """The command of one line. Raises Unreadable with a sentence for every mistake in it."""
    given = {str(name): value for name, value in line.items() if value is not None and value != ""}
    if len(given) > MOST_FIELDS:
        raise Unreadable([f"the line has {len(given)} fields; no act has as many as {MOST_FIELDS}"])
    act = _shown(given.get("act", ""))
    kind = command_kind(act)
    if kind is None:
        near = nearest(act, ACTS) if act else ()
        hint = f"did you mean {' or '.join(near)}?" if near else f"the acts are {first_of(ACTS)}"
        raise Unreadable([f"{act!r} is no act; {hint}" if act else f"act is missing; the acts are {first_of(ACTS)}"])
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        raise Unreadable(_sentences(error, kind, act)) from None


def mistake(sentence: str, line: int | None) -> Finding:
    """A finding that the line cannot be read, or names something unknown."""
    return Finding("bad-input", sentence, citation="the form of an order line", line=line)


def _sentences(error: ValidationError, kind: type[Command], act: str) -> list[str]:
    missing = [_field(each["loc"]) for each in error.errors() if each["type"] == "missing"]
    said = [f"{act} needs {', '.join(missing)}"] if missing else []
    for each in error.errors():
        name = _field(each["loc"])
        if each["type"] == "extra_forbidden":
            near = nearest(name, field_names(kind))
            hint = f"did you mean {' or '.join(near)}?" if near else f"it takes {', '.join(field_names(kind))}"
            said.append(f"{act} has no field {name!r}; {hint}")
        elif each["type"] != "missing":
            said.append(f"{name}: {_reason(each)}")
    return said


def field_names(kind: type[Command]) -> list[str]:
    """The keys that a line of this kind may have."""
    return [field.alias or name for name, field in kind.model_fields.items() if name != "act"]


def _field(place: tuple[int | str, ...]) -> str:
    return str(place[0]) if place else "line"


def _reason(error: Mapping[str, Any]) -> str:
    shown, around = _shown(repr(error["input"])), error.get("ctx") or {}
    match error["type"]:
        case "value_error":
            return str(error["msg"]).removeprefix("Value error, ")
        case "literal_error":
            return f"{shown} is not one of {around['expected']}"
        case "string_type" | "string_unicode":
            return f"{shown} is no text"
        case "date_type" | "date_from_datetime_inexact":
            return f"{shown} is not a day; write it as {ACCEPTED}"
        case "tuple_type" | "dict_type" | "bool_type" | "int_type" | "mapping_type" as kind:
            return f"{shown} is no {_KINDS[kind]}"
        case "greater_than_equal" | "less_than_equal" as side:
            bound = f"at least {around['ge']}" if side == "greater_than_equal" else f"at most {around['le']}"
            return f"{shown} is out of range: {bound}"
        case _:
            return f"{shown}: {error['msg']}"


_KINDS = {
    "tuple_type": "list",
    "dict_type": "mapping",
    "mapping_type": "mapping",
    "bool_type": "yes or no",
    "int_type": "whole number",
}


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."
