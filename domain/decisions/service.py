"""Deciding on departure and reinstatement."""

from domain.commands import Depart, Reinstate
from domain.events import CadreDeparted, CadreReinstated
from domain.facts import Decided, Facts, Proposed


def depart(command: Depart, facts: Facts) -> Decided:
    """The cadre leaves the service."""
    facts.cadre(command.cadre)
    return Decided((Proposed(f"cadre:{command.cadre}", CadreDeparted(kind=command.kind), command.effective),))


def reinstate(command: Reinstate, facts: Facts) -> Decided:
    """The cadre comes back into the service."""
    facts.cadre(command.cadre)
    return Decided((Proposed(f"cadre:{command.cadre}", CadreReinstated(), command.effective),))
