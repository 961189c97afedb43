"""Deciding on talks, notices and discipline."""

from typing import TypeAlias, assert_never

from domain.discipline.commands import Talk
from domain.discipline.events import TalkHeld
from domain.facts import Decided, Facts, Proposed
from domain.finding import Finding

AnyCommand: TypeAlias = Talk


def decide(command: AnyCommand, facts: Facts) -> Decided:
    """What the line proposes to record and what stands in its way. Raises BadInput for what cannot be read."""
    match command:
        case Talk():
            return talk(command, facts)
        case _:
            assert_never(command)


def talk(command: Talk, facts: Facts) -> Decided:
    """A talk was held; nobody holds one with oneself. Raises BadInput for an unknown cadre."""
    facts.cadre(command.cadre)
    if command.cadre in command.held_by:
        wording = f"{command.cadre} cannot hold the talk of {command.effective} with {command.cadre}; name who held it."
        return Decided(findings=(Finding("talk-with-oneself", wording, figures={"cadre": command.cadre}),))
    body = TalkHeld(cadre=command.cadre, kind=command.kind, held_by=command.held_by, about=command.about)
    return Decided((Proposed(f"talk:{command.cadre}", body, command.effective),))
