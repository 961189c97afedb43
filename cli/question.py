"""A question asked from within: the words of a command that only reads, and the rows that it would print."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import click

from cli.command import Task
from cli.desk import COLLECTED
from cli.kinds import KINDS
from domain.errors import BadInput

CARRIED: Final = ("store", "actor", "profile", "now", "today", "purpose")
"""What is typed for the whole command and holds for the question in it too."""


class Answered(NamedTuple):
    """The kind of the answer, the field that names its rows, and the rows."""

    kind: str
    field: str
    rows: Sequence[Mapping[str, Any]]


def answered(words: Sequence[str], given: Mapping[str, object]) -> Answered:
    """Return the answer to a question; raises BadInput for words that are none, UsageError as the command does."""
    from cli.main import program

    if not is_question(words):
        raise BadInput(
            f"{' '.join(words) or 'nothing'!r} is no question that can be watched, such as: due --state breach"
        )
    collected: list[tuple[str, Any]] = []
    carried = {name: given[name] for name in CARRIED if given.get(name) is not None}
    inner = {**carried, "output": "json", "quiet": True, "typed": tuple(words), COLLECTED: collected}
    with program.make_context("cadre", list(words), obj=inner) as ctx:
        program.invoke(ctx)
    kind, result = collected[0]
    rows = [result] if isinstance(result, Mapping) else list(result)
    return Answered(kind, KINDS[kind].key, rows)


def is_question(words: Sequence[str]) -> bool:
    """Return whether the words call a command that only reads."""
    from cli.main import program

    command: click.Command | None = program
    for word in words:
        if not isinstance(command, click.Group):
            break
        command = command.get_command(click.Context(command), word)
    return isinstance(command, Task) and command.reads
