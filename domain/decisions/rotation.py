"""Deciding on transfer and rotation."""

from domain.commands import Rotate, Transfer
from domain.events import CadreRotated, CadreTransferred
from domain.facts import Decided, Facts, Proposed, later, unit_on


def move(command: Transfer | Rotate, facts: Facts) -> Decided:
    """The cadre leaves one post for another on one day."""
    facts.cadre(command.cadre)
    if command.from_post:
        facts.post(command.from_post)
    kind = CadreTransferred if isinstance(command, Transfer) else CadreRotated
    body = kind(post=command.post, from_post=command.from_post, planned_end=later(command.until, command.effective))
    unit = unit_on(facts, command.post, command.effective)
    return Decided((Proposed(f"cadre:{command.cadre}", body, command.effective, unit),))
