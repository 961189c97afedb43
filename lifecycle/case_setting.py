"""What a case leaves unsaid: the persons, posts and units that its acts name are there before the first act."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from domain.policy.case_words import Line
from domain.policy.cases import Case

OPENING_DAY: Final = "1700-01-01"
"""Since when posts and units are there, unless the case says."""
OFFICE: Final = "OFFICE"
"""The unit of a post of which the case names none."""
PERSONS: Final = ("cadre", "with", "kin", "reelected", "led_by", "signed_by")
POSTS: Final = ("post", "from")
IN_OFFICE: Final = ("post-open", "body-constitute")
"""Acts that take place in the one unit of a case, unless it says another."""
UNITS: Final = ("unit", "parent", "into", "units")


def given(case: Case) -> Iterator[list[Line]]:
    """The orders that lead to the moment of a case."""
    for order in case.given:
        yield [_completed(line) for line in order]


def unsaid(case: Case) -> Iterator[Line]:
    """The lines that a case leaves out: its persons registered, its posts and units opened."""
    lines = [line for order in (*case.given, case.when) for line in order]
    said = {name for line in lines for name in _declared(line)}
    units = _named(lines, UNITS, "unit")
    posts = _named(lines, POSTS, "post") | {("post", line["by"]) for line in lines if _is(line, "post-succeed", "by")}
    if any(not line.get("unit") for line in lines if line.get("act") in IN_OFFICE) or posts - said:
        units.add(("unit", OFFICE))
    for _, unit in sorted(units - said):
        yield {"act": "unit-open", "unit": unit, "name": unit, "effective": OPENING_DAY, "basis": "case"}
    for _, post in sorted(posts - said):
        yield _completed({"act": "post-open", "post": post})
    for _, cadre in sorted(_named(lines, PERSONS, "cadre") - said):
        yield {"act": "person-register", "cadre": cadre, "name": cadre}


def _declared(line: Line) -> Iterator[tuple[str, str]]:
    """What a line itself registers or opens."""
    match line.get("act"):
        case "person-register":
            yield "cadre", str(line.get("cadre"))
        case "post-open":
            yield "post", str(line.get("post"))
        case "unit-open":
            yield "unit", str(line.get("unit"))
        case "unit-merge" if line.get("name"):
            yield "unit", str(line.get("into"))


def _named(lines: list[Line], keys: tuple[str, ...], register: str) -> set[tuple[str, str]]:
    """Everything of a register that the lines name; a value may be a list, or several ids with semicolons."""
    values = [line[key] for line in lines for key in keys if line.get(key)]
    words = [word for value in values for word in (value if isinstance(value, list) else str(value).split(";"))]
    return {(register, str(word).strip()) for word in words}


def _is(line: Mapping[str, Any], act: str, key: str) -> bool:
    return line.get("act") == act and bool(line.get(key))


NAMED: Final = {"post-open": "post", "unit-open": "unit", "person-register": "cadre", "body-constitute": "body"}
"""Acts that give a name -> the key whose value serves as one."""
DEFAULTS: Final[Mapping[str, Mapping[str, Any]]] = {
    "post-open": {"unit": OFFICE, "track": "party", "effective": OPENING_DAY},
    "unit-open": {"effective": OPENING_DAY},
    "body-constitute": {"unit": OFFICE},
    "investigate": {"led_by": "discipline"},
    "complaint-handle": {"handled_by": "discipline"},
    "appeal-decide": {"reason": "case"},
    "disclose": {"channels": "news"},
    "notice": {"channels": "meeting"},
    "investigation-close": {"outcome": "cleared"},
    "reward": {"kind": "merit"},
    "waive": {"approved_by": "superior", "reason": "case"},
}


def _completed(line: Line) -> Line:
    """The line with what no case is about."""
    act = str(line.get("act"))
    subject = NAMED.get(act)
    named = {"name": line[subject]} if subject in line else {}
    basis = {} if act.startswith("person-") else {"basis": "case"}
    return {**basis, **named, **DEFAULTS.get(act, {}), **line}
