"""The published JSON Schemas of all results, made from the one table of kinds."""

from typing import Final

import click

from cli.command import task
from cli.desk import Desk
from cli.kind import Kind
from cli.kinds import KINDS
from cli.show import print_json
from domain.errors import BadInput
from domain.text import nearest

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
TYPES: Final[dict[str, dict[str, object]]] = {
    "text": {"type": "string"},
    "day": {"type": "string", "format": "date"},
    "instant": {"type": "string", "format": "date-time"},
    "count": {"type": "integer"},
    "flag": {"type": "boolean"},
    "figure": {"type": ["integer", "string"]},
    "texts": {"type": "array", "items": {"type": "string"}},
    "object": {"type": "object"},
    "objects": {"type": "array", "items": {"type": "object"}},
}


@task("schema", "cadre schema list", "cadre schema roster")
@click.argument("name", help="A kind of result, or `list` for all their names.")
def schema(desk: Desk, name: str) -> None:
    """Print the JSON Schema of a result."""
    if name == "list":
        return desk.show("schemas", [{"schema": each, "says": kind.says} for each, kind in KINDS.items()])
    if name not in KINDS:
        raise BadInput(f"There is no schema {name!r}; {offered(name)}")
    return print_json([schema_of(name)])


def offered(name: str) -> str:
    """Return the way on after an unknown name."""
    near = nearest(name, KINDS)
    return f"did you mean {' or '.join(near)}?" if near else "`cadre schema list` names all."


def schema_of(name: str) -> dict[str, object]:
    """Return the JSON Schema of a kind of result, as `-o json` prints it."""
    kind = KINDS[name]
    row = row_schema(kind)
    body: dict[str, object] = row if kind.single else {"type": "array", "items": row}
    return {"$schema": DIALECT, "$id": f"cadre:schema:{name}", "title": name, "description": kind.says, **body}


def row_schema(kind: Kind) -> dict[str, object]:
    """Return the schema of one object of a kind."""
    if not kind.fields:
        return {"type": "object"}
    properties = {field: type_schema(type_) for field, type_ in kind.fields.items()}
    return {"type": "object", "properties": properties, "required": list(kind.fields), "additionalProperties": False}


def type_schema(word: str) -> dict[str, object]:
    """Return the schema of a type word: `day`, `text?`, `party|admin` or `*kind` for a list of rows of a kind."""
    if word.startswith("*"):
        return {"type": "array", "items": row_schema(KINDS[word[1:]])}
    name, nullable = word.removesuffix("?"), word.endswith("?")
    if name not in TYPES:
        return {"enum": [*name.split("|"), None] if nullable else name.split("|")}
    return {**TYPES[name], "type": [TYPES[name]["type"], "null"]} if nullable else {**TYPES[name]}
