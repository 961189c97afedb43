"""Deciding on rewards and their revocation."""

from domain.discipline.commands import RevokeReward, Reward
from domain.discipline.events import RewardGranted, RewardRevoked
from domain.discipline.naming import fact, whom
from domain.errors import BadInput
from domain.facts import Decided, Facts, Proposed
from domain.finding import Finding


def reward(command: Reward, facts: Facts) -> Decided:
    """A cadre or a unit is rewarded. Raises BadInput for an unknown one."""
    name = whom(command.cadre, command.unit, facts)
    body = RewardGranted(
        cadre=command.cadre, unit=command.unit, kind=command.kind, title=command.title, about=command.about
    )
    return Decided((Proposed(f"reward:{name}", body, command.effective, command.unit),))


def revoke(command: RevokeReward, facts: Facts) -> Decided:
    """A reward ends on the day. Raises BadInput for what is no reward in force, or another's."""
    granted, body = fact(command.reward, RewardGranted, facts)
    owner = body.cadre or body.unit
    if {command.cadre or body.cadre, command.unit or body.unit} != {body.cadre, body.unit}:
        raise BadInput(f"reward {command.reward} is that of {owner}, not of {command.cadre or command.unit}")
    if objection := _objection(command, owner, facts):
        return Decided(findings=(objection,))
    if command.effective < granted.effective:
        raise BadInput(f"reward {command.reward} was granted on {granted.effective}; it is not revoked before that")
    revoked = RewardRevoked(cadre=body.cadre, unit=body.unit, reward=command.reward, about=command.about)
    proposed = Proposed(f"reward:{owner}", revoked, command.effective, body.unit, evidence=(command.reward,))
    return Decided((proposed,))


def _objection(command: RevokeReward, owner: str | None, facts: Facts) -> Finding | None:
    """That the reward was revoked before, if it was."""
    for act in facts.ledger(f"reward:{owner}").in_force():
        if isinstance(act.body, RewardRevoked) and act.body.reward == command.reward:
            wording = f"Reward {command.reward} of {owner} was revoked on {act.effective} already, by {act.id}."
            return Finding("already-revoked", wording, facts=(act.id,), figures={"reward": command.reward})
    return None
