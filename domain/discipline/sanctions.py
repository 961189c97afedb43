"""Deciding on sanctions and their lifting."""

from collections.abc import Mapping
from typing import Final

from domain.discipline.commands import LiftSanction, Sanction
from domain.discipline.events import SanctionImposed, SanctionLifted
from domain.discipline.naming import fact
from domain.errors import BadInput
from domain.facts import Decided, Facts, Proposed, later
from domain.finding import Finding

KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "administrative": ("warning", "demerit", "major-demerit", "demotion", "removal", "dismissal"),
    "party": ("warning", "serious-warning", "removal", "probation", "expulsion"),
    "organisational": ("admonition", "suspension", "post-adjustment", "demotion", "removal", "ordered-resignation"),
}
"""The kinds of sanction there are in each line, the lightest first."""


def sanction(command: Sanction, facts: Facts) -> Decided:
    """A sanction is imposed. Raises BadInput for an unknown cadre, and for a kind that its line does not have."""
    facts.cadre(command.cadre)
    if command.kind not in KINDS[command.line]:
        raise BadInput(f"there is no {command.line} {command.kind}; there are {', '.join(KINDS[command.line])}")
    later(command.until, command.effective)
    body = SanctionImposed(
        cadre=command.cadre, line=command.line, kind=command.kind, until=command.until, about=command.about
    )
    return Decided((Proposed(f"sanction:{command.cadre}", body, command.effective),))


def lift(command: LiftSanction, facts: Facts) -> Decided:
    """The effect of a sanction ends. Raises BadInput for what is no sanction in force, or another's."""
    imposed, body = fact(command.sanction, SanctionImposed, facts)
    if command.cadre not in {None, body.cadre}:
        raise BadInput(f"sanction {command.sanction} is that of {body.cadre}, not of {command.cadre}")
    if command.effective < imposed.effective:
        raise BadInput(f"sanction {command.sanction} was imposed on {imposed.effective}; it is not lifted before that")
    if objection := _lifted_already(command, body.cadre, facts):
        return Decided(findings=(objection,))
    lifted = SanctionLifted(cadre=body.cadre, sanction=command.sanction, kind=command.kind, about=command.about)
    proposed = Proposed(f"sanction:{body.cadre}", lifted, command.effective, evidence=(command.sanction,))
    return Decided((proposed,))


def _lifted_already(command: LiftSanction, cadre: str, facts: Facts) -> Finding | None:
    for act in facts.ledger(f"sanction:{cadre}").in_force():
        if isinstance(act.body, SanctionLifted) and act.body.sanction == command.sanction:
            wording = f"Sanction {command.sanction} of {cadre} was lifted on {act.effective} already, by {act.id}."
            return Finding("already-lifted", wording, facts=(act.id,), figures={"sanction": command.sanction})
    return None
