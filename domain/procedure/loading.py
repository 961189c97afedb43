"""A procedure from its TOML text to the canonical content that is stored and hashed; parts are put in their places."""

import tomllib
from collections.abc import Callable, Mapping
from typing import Any, Final

from pydantic import ValidationError

from domain.canonical import canonical
from domain.errors import BadInput
from domain.procedure.definition import END, JOIN, Procedure, read_procedure
from domain.procedure.forms import FileTable, as_told

SLASH: Final = "."
"""Between the name of a subcase and the steps of the part that stands in its place."""
Parts = Callable[[str], str]
"""The TOML text of a part by its name; raises BadInput where there is none."""


def load_procedure(text: str, name: str, parts: Parts) -> Procedure:
    """The procedure in a TOML text. Raises BadInput with every mistake of form in it."""
    told = _read(text, name)
    if told["procedure"].get("part"):
        raise BadInput(f"{name} is a part of procedures; a case is opened by one that names it as a subcase")
    steps, roles, duties = list(told["step"]), dict(told.get("roles", {})), list(told.get("duty", ()))
    for place in [each for each in steps if each["kind"] == "subcase"]:
        if not place.get("procedure"):
            raise BadInput(f"{name}: step {place['id']} is a subcase; say which part it runs: procedure = ...")
        part = _read(parts(place["procedure"]), place["procedure"])
        roles = {**part.get("roles", {}), **roles}
        steps += _placed_steps(part, place)
        duties += _placed_duties(part, place["id"])
        place["outcomes"] = {"entered": f"{place['id']}{SLASH}{part['procedure']['start']}"}
    whole = {"procedure": told["procedure"], "roles": roles, "step": steps, "duty": duties}
    return read_procedure(canonical(whole))


def _read(text: str, name: str) -> dict[str, Any]:
    try:
        return as_told(FileTable.model_validate(tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{name}: this is not TOML: {error}") from None
    except ValidationError as error:
        raise BadInput(*(f"{name}: {_sentence(each)}" for each in error.errors())) from None


def _sentence(error: Any) -> str:
    place = ", ".join(str(each + 1) if isinstance(each, int) else str(each) for each in error["loc"])
    said = {"missing": "is missing", "extra_forbidden": "is not a key that may stand here"}
    return f"{place}: {said.get(error['type'], str(error['msg']).removeprefix('Value error, '))}"


def _placed_steps(part: Mapping[str, Any], place: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The steps of a part under the name of its place; the part's ends lead where the place's outcomes say."""
    prefix, exits = place["id"] + SLASH, place.get("outcomes", {})

    def target(told: str) -> str:
        if told.startswith(END):
            return str(exits.get(told.removeprefix(END), told))
        return f"{JOIN}{prefix}{told.removeprefix(JOIN)}" if told.startswith(JOIN) else prefix + told

    def placed(step: Mapping[str, Any]) -> dict[str, Any]:
        moved = {**step, "id": prefix + step["id"]}
        if "outcomes" in step:
            moved["outcomes"] = {outcome: target(to) for outcome, to in step["outcomes"].items()}
        if "choice" in step:
            moved["choice"] = [{**each, "to": target(each["to"])} for each in step["choice"]]
        if "branches" in step:
            moved["branches"] = [prefix + each for each in step["branches"]]
        if "anchor" in step:
            moved["anchor"] = prefix + step["anchor"]
        return moved

    return [placed(each) for each in part["step"]]


def _placed_duties(part: Mapping[str, Any], place: str) -> list[dict[str, Any]]:
    return [
        {**each, "steps": [step if step == "*" else place + SLASH + step for step in each["steps"]]}
        for each in part.get("duty", ())
    ]
