"""The way on: after a refusal, a command that works."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final

from domain.finding import Finding

EFFECTIVE: Final = "--effective"
BASIS: Final = "--basis"
DEPENDENTS: Final = "dependents"
ASKING_ABOUT: Final = (
    ("cadre", "cadre history"),
    ("post", "cadre post calendar"),
    ("unit", "cadre unit show"),
    ("event", "cadre show"),
    ("order", "cadre order show"),
    ("case", "cadre case show"),
    ("meeting", "cadre meeting show"),
    ("body", "cadre body show"),
    ("cycle", "cadre assess show"),
    ("selection", "cadre selection show"),
    ("calendar", "cadre calendar show"),
    ("principal", "cadre access show"),
    ("against", "cadre show"),
)
"""Field of a line -> the command that shows what stands in the way."""
LISTING: Final = (
    ("complaint", "cadre complaint list"),
    ("problem", "cadre duty list"),
    ("duty", "cadre duty list"),
    ("number", "cadre body decisions"),
    ("joint_plan", "cadre leadership plans"),
    ("units", "cadre unit list"),
    ("procedure", "cadre procedure list"),
    ("set", "cadre assess show"),
    ("pack", "cadre policy list"),
    ("rule", "cadre policy list"),
    ("administrators", "cadre access list"),
    ("approved_by", "cadre access list"),
)
"""Field of a line -> the command that lists what it may name, where no command shows one of them."""


def next_command(findings: Sequence[Finding], order: Sequence[Mapping[str, object]], typed: Sequence[str]) -> str:
    """Return a command line: one that a finding proposes, else the one typed made lawful, else one that shows why."""
    proposed = (founded(str(each.figures["next"]), typed) for each in findings if each.figures.get("next"))
    cases = (spelled(["cadre", "case", "show", str(case)]) for each in findings if (case := each.figures.get("case")))
    return next(proposed, None) or next(cases, None) or retried(findings, typed) or about(line_of(findings, order))


def founded(command: str, typed: Sequence[str]) -> str:
    """Return a proposed act with the document that was typed for the refused one; others have it from the profile."""
    if EFFECTIVE not in command or BASIS not in typed[:-1]:
        return command
    return f"{command} {spelled([BASIS, typed[typed.index(BASIS) + 1]])}"


def retried(findings: Sequence[Finding], typed: Sequence[str]) -> str | None:
    """Return the command as it was typed, but on the earliest lawful day, or confirmed; None where neither helps."""
    barring = [each for each in findings if each.effect == "BLOCK"]  # what only warns need not be waited for
    if all(each.rule == DEPENDENTS for each in barring):
        return spelled(["cadre", *typed, "--yes"])
    if not all(each.earliest for each in barring) or EFFECTIVE not in typed[:-1]:
        return None
    day = typed.index(EFFECTIVE) + 1
    return spelled(["cadre", *typed[:day], max(str(each.earliest) for each in barring), *typed[day + 1 :]])


def line_of(findings: Sequence[Finding], order: Sequence[Mapping[str, object]]) -> Mapping[str, object]:
    """Return the line of the order that the first finding is about."""
    number = next((each.line for each in findings if each.line), 1)
    return order[number - 1] if number <= len(order) else {}


def about(line: Mapping[str, object]) -> str:
    """Return the command that shows the subject of a line, or lists where to find it."""
    shown = ([*command.split(), str(line[field])] for field, command in ASKING_ABOUT if line.get(field))
    listed = (command.split() for field, command in LISTING if line.get(field))
    return spelled(next(chain(shown, listed), ["cadre", "order", "list"]))


def spelled(words: Sequence[str]) -> str:
    """Return the words as a shell reads them."""
    import shlex

    return shlex.join(words)
