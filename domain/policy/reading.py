"""One table of a pack through its form; what pydantic objects to becomes mistakes with their places."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from domain.policy.forms import Form
from domain.policy.mistakes import unknown
from domain.policy.source import Source
from domain.policy.toml_lines import Path

AnyForm = TypeVar("AnyForm", bound=Form)
SENTENCES: Final[Mapping[str, str]] = {
    "missing": "is missing",
    "string_type": "must be a text in quotation marks",
    "int_type": "must be a whole number without quotation marks",
    "bool_type": "must be true or false, without quotation marks",
    "list_type": "must be a list in [brackets]",
    "date_type": "must be a day such as 2026-12-01",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
}


def keys_of(form: type[Form]) -> tuple[str, ...]:
    """The keys that a table of the form may have, as they are written."""
    return tuple(each.alias or name for name, each in form.model_fields.items())


def read(form: type[AnyForm], table: object, path: Path, source: Source) -> AnyForm | None:
    """The table as its form, or None when mistakes in it were told."""
    if not isinstance(table, dict):
        source.tell(path, "must be a table")
        return None
    try:
        return form.model_validate(table)
    except ValidationError as error:
        for each in error.errors():
            where = (*path, *each["loc"])
            if where not in source.told:
                source.tell(where, _sentence(form, each))
        return None


def read_each(form: type[AnyForm], tables: object, path: Path, source: Source) -> Iterator[AnyForm]:
    """The tables of a list, without those in which mistakes were told."""
    if not isinstance(tables, list):
        source.tell(path, "must be a list of tables, [{ ... }, { ... }]")
        return
    for number, table in enumerate(tables):
        if found := read(form, table, (*path, number), source):
            yield found


def _sentence(form: type[Form], error: Mapping[str, Any]) -> str:
    kind = error["type"]
    if kind == "extra_forbidden":
        return unknown(str(error["loc"][-1]), keys_of(form))
    if kind in SENTENCES:
        return SENTENCES[kind].format_map(error.get("ctx") or {})
    return str(error["msg"]).removeprefix("Value error, ")
