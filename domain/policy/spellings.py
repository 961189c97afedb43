"""Other ways to write a rule: what stands in short in one place is written out before it is checked."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from domain.policy.source import Source
from domain.policy.toml_lines import Path

Table: TypeAlias = dict[str, Any]
Moved: TypeAlias = tuple[str, Mapping[str, Any]]
"""A key of the rule as it was written, and what stands for it."""
HANDLING: Final = "organisational"
HEADS: Final = {"both heads": "heads", "both-heads": "heads"}
SHORT: Final = ("admonition", "organisational-handling")
"""What may stand after `while` for sanctions of one line."""


def written_out(source: Source, path: Path, table: Mapping[str, Any]) -> Table:
    """The rule with nothing in short; each key that is new has the place of the one it was written in."""
    found = dict(table)
    spell = SPELLINGS.get(str(table.get("kind")))
    for key, instead in spell(table) if spell else ():
        del found[key]
        found |= instead
        for name in instead:
            source.places.setdefault((*path, name), source.place((*path, key)))
    return found


def _ranking(table: Mapping[str, Any]) -> Iterator[Moved]:
    """`min_field` is `field`."""
    if "min_field" in table and "field" not in table:
        yield "min_field", {"field": table["min_field"]}


def _publicity(table: Mapping[str, Any]) -> Iterator[Moved]:
    """`levels` select by level."""
    select = table.get("select", {})
    if "levels" in table and isinstance(select, dict) and "level" not in select:
        yield "levels", {"select": {**select, "level": table["levels"]}}


def _freeze(table: Mapping[str, Any]) -> Iterator[Moved]:
    """`months` by kind of sanction; an admonition, or organisational handling, is a sanction of that line."""
    months, during = table.get("months"), table.get("while")
    if isinstance(months, dict) and not set(months) & set(table):
        yield "months", months
    elif during == SHORT[0] and months is not None:
        yield "months", {during: months}
    if during in SHORT:
        yield "while", {"while": "sanction", "line": table.get("line", HANDLING)}


def _steps(table: Mapping[str, Any]) -> Iterator[Moved]:
    """`band` with its width, `steps` by how often running, all with the same `days` and `reaches`."""
    match table.get("band"):
        case [str(band), int(width)] if "width" not in table:
            yield "band", {"band": band, "width": width}
    steps = table.get("steps")
    if not isinstance(steps, dict) or not all(running.isdecimal() for running in steps):
        return
    every = {name: table[name] for name in ("days", "reaches") if name in table}
    every.setdefault("reaches", table.get("subject", "unit"))
    every["reaches"] = HEADS.get(every["reaches"], every["reaches"]) if isinstance(every["reaches"], str) else ""
    yield "steps", {"steps": [{"running": int(key), "measure": steps[key], **every} for key in steps]}
    yield from ((name, {}) for name in ("days", "reaches") if name in table)


SPELLINGS: Final[Mapping[str, Callable[[Mapping[str, Any]], Iterator[Moved]]]] = {
    "consequence-steps": _steps,
    "freeze": _freeze,
    "publicity-required": _publicity,
    "ranking": _ranking,
}
"""Kind -> what of it may be written in short."""
IN_SETS: Final = "stands in the set of indicators, not in a rule: cadre assess open CYCLE --set FILE"
IN_PLACE: Final[Mapping[tuple[str, str], str]] = {
    ("score", "parts"): IN_SETS,
    ("score", "sources"): f"{IN_SETS} (there called groups)",
    ("score", "aspects"): IN_SETS,
}
"""Kind and key -> where it is said instead."""
