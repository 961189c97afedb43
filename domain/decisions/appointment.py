"""Deciding on appointment, opening position, relief and confirmation."""

from domain.commands import Appoint, Confirm, RecordOpeningPosition, Relieve
from domain.events import CadreAppointed, CadreConfirmed, CadreRelieved, OpeningPositionRecorded
from domain.facts import Decided, Facts, Proposed, later, unit_on


def appoint(command: Appoint | RecordOpeningPosition, facts: Facts) -> Decided:
    """The cadre takes up the post, or is known to hold it."""
    facts.cadre(command.cadre)
    kind = CadreAppointed if isinstance(command, Appoint) else OpeningPositionRecorded
    body = kind(
        post=command.post,
        kind=command.kind,
        planned_end=later(command.until, command.effective),
        precision=command.precision,
    )
    unit = unit_on(facts, command.post, command.effective)
    return Decided((Proposed(f"cadre:{command.cadre}", body, command.effective, unit),))


def relieve(command: Relieve, facts: Facts) -> Decided:
    """The cadre leaves the post."""
    facts.cadre(command.cadre)
    unit = unit_on(facts, command.post, command.effective)
    body = CadreRelieved(post=command.post, precision=command.precision)
    return Decided((Proposed(f"cadre:{command.cadre}", body, command.effective, unit),))


def confirm(command: Confirm, facts: Facts) -> Decided:
    """The cadre's trial in the post ended well."""
    facts.cadre(command.cadre)
    unit = unit_on(facts, command.post, command.effective)
    return Decided((Proposed(f"cadre:{command.cadre}", CadreConfirmed(post=command.post), command.effective, unit),))
