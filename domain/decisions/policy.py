"""Deciding on the adoption of a pack and on a waiver."""

from domain.commands import AdoptPolicy, Waive
from domain.errors import BadInput
from domain.events import PolicyAdopted, RuleWaived
from domain.facts import Decided, Facts, Proposed, later
from domain.policy.pack import content_hash


def adopt(command: AdoptPolicy, _facts: Facts) -> Decided:
    """The pack is in force from the day."""
    body = PolicyAdopted(
        version=command.version, title=command.title, hash=content_hash(command.content), content=command.content
    )
    return Decided((Proposed(f"policy:{command.pack}", body, command.effective),))


def waive(command: Waive, facts: Facts) -> Decided:
    """The rule is waived for the subject up to the day. Raises BadInput for an unknown subject."""
    later(command.until, command.effective)
    if not any(facts.exists(f"{register}:{command.subject}") for register in ("cadre", "post")):
        raise BadInput(
            f"there is no cadre and no post {command.subject}; look for it with: cadre find {command.subject}"
        )
    body = RuleWaived(rule=command.rule, subject=command.subject, until=command.until, approved_by=command.approved_by)
    return Decided((Proposed(f"waiver:{command.rule}.{command.subject}", body, command.effective),))
