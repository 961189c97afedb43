"""Deciding on the establishment of units and the search for candidates."""

from typing import TypeAlias, assert_never

from domain.establishment.commands import SearchCandidates, SetEstablishment
from domain.establishment.events import CandidatesSearched, EstablishmentSet
from domain.facts import Decided, Facts, Proposed, unit_on
from domain.places import post_closed, unit_closed

AnyCommand: TypeAlias = SetEstablishment | SearchCandidates


def decide(command: AnyCommand, facts: Facts) -> Decided:
    """What the line proposes to record. Raises BadInput for an unknown unit, post or cadre."""
    match command:
        case SetEstablishment():
            closed = unit_closed(command.unit, command.effective, facts)
            body = EstablishmentSet(unit=command.unit, track=command.track, full_time=command.full_time)
            stream = f"establishment:{command.unit}"
            return Decided((Proposed(stream, body, command.effective, unit=command.unit),), closed)
        case SearchCandidates():
            return searched(command, facts)
        case _:
            assert_never(command)


def searched(command: SearchCandidates, facts: Facts) -> Decided:
    """A search, and who was considered. Raises BadInput for an unknown post or cadre."""
    closed = post_closed(command.post, command.effective, facts)
    for each in command.considered:
        facts.cadre(each)
    names = CandidatesSearched.model_fields
    body = CandidatesSearched(**{name: getattr(command, name) for name in names})
    unit = unit_on(facts, command.post, command.effective)
    return Decided((Proposed(f"search:{command.post}", body, command.effective, unit=unit),), closed)
