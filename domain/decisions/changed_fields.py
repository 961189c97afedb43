"""How the fields of a correction are read: each as the act itself would read it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from domain.commands import Day, Number, Seats, Truth, Words
from domain.days import parse_day
from domain.errors import BadInput
from domain.text import identifier, plain_text

Read = TypeVar("Read")
_FORMS: Mapping[type, Any] = {tuple: Words, date: Day, bool: Truth, int: Number}
"""How a field of an event is read, by what it holds."""
_BY_NAME: Mapping[str, Any] = {"seats": Seats}
"""How a field is read that has bounds of its own."""
_PLAIN: Mapping[str, Callable[[str], str]] = {"authority": identifier}


def said(name: str, value: object, field: FieldInfo) -> object:
    """What was typed, within the bounds that the act itself has for the field; an empty text is no value."""
    if value in ("", None) and type(None) in _kinds(field.annotation):
        return None
    form: Any = field.annotation
    if field.metadata:
        form = Annotated[(form, *field.metadata)]
    reader = TypeAdapter[Any](form, config=ConfigDict(strict=True))
    return _or_bad(name, lambda: reader.validate_python(value))


def raw(name: str, value: object, annotation: object) -> object:
    """What was typed, as the field wants it: an empty text is no value, a list is split at `;`."""
    if value == "":
        return None
    if isinstance(value, tuple) and any(isinstance(row, Mapping) for row in value):
        return value  # a table, as its dossier has read it
    if not isinstance(value, str | int | list | tuple | Mapping | None):
        raise BadInput(f"{name}: {value!r} is neither a text nor a list of texts")
    form = _BY_NAME.get(name) or next((_FORMS[kind] for kind in _kinds(annotation) if kind in _FORMS), None)
    if form is not None:
        return _or_bad(name, lambda: TypeAdapter(form).validate_python(value))
    return _or_bad(name, lambda: plain_text(value)) if isinstance(value, str) else value


def _kinds(annotation: object) -> Iterator[Any]:
    """The types of which a field may be."""
    origin = get_origin(annotation)
    if origin in {Union, UnionType}:
        for part in get_args(annotation):
            yield from _kinds(part)
    else:
        yield origin or annotation


def text(name: str, value: object) -> str:
    """A personal value as it is stored. Raises BadInput for what is none."""
    if not isinstance(value, str):
        raise BadInput(f"{name} must be a text")
    if name in {"born", "joined_party", "started_work"}:
        return _or_bad(name, lambda: parse_day(value).isoformat())
    return _or_bad(name, lambda: plain_text(value))


def surrounding(name: str, value: object) -> str | int | None:
    """What stands around the fact, such as its day or document, as it is stored. Raises BadInput for what is none."""
    if not isinstance(value, str | int | None):
        raise BadInput(f"{name}: must be a text, not {value!r}")
    if value is None or value == "":
        if name == "effective":
            raise BadInput("effective: an act needs the day from which it holds")
        return None
    if name == "sequence":
        text = str(value)
        if not (text.isascii() and text.isdigit() and len(text) < 5):  # noqa: PLR2004 - up to 9999, as in the commands
            raise BadInput(f"sequence: {text!r} is not a whole number from 0 to 9999")
        return int(text)
    if name in {"effective", "decided_on"}:
        return _or_bad(name, lambda: parse_day(str(value)).isoformat())
    return _or_bad(name, lambda: _PLAIN.get(name, plain_text)(str(value)))


def _or_bad(name: str, read: Callable[[], Read]) -> Read:
    try:
        return read()
    except ValidationError as error:
        said = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise BadInput(f"{name}: {said}") from None
    except ValueError as error:
        raise BadInput(f"{name}: {error}") from None
