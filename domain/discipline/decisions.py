"""Deciding on talks, notices and discipline: one case for every act."""

from typing import TypeAlias, assert_never

from domain.discipline.commands import (
    CloseInvestigation,
    Investigate,
    LiftSanction,
    Notice,
    RevokeReward,
    Reward,
    Sanction,
    Support,
    Talk,
)
from domain.discipline.investigations import close, investigate
from domain.discipline.rewards import revoke, reward
from domain.discipline.sanctions import lift, sanction
from domain.discipline.talks import notice, support, talk
from domain.facts import Decided, Facts

AnyCommand: TypeAlias = (
    Talk | Notice | Reward | RevokeReward | Support | Sanction | LiftSanction | Investigate | CloseInvestigation
)


def decide(command: AnyCommand, facts: Facts) -> Decided:
    """What the line proposes to record and what stands in its way. Raises BadInput for what cannot be read."""
    match command:
        case Talk():
            return talk(command, facts)
        case Notice():
            return notice(command, facts)
        case Reward():
            return reward(command, facts)
        case RevokeReward():
            return revoke(command, facts)
        case Support():
            return support(command, facts)
        case Sanction():
            return sanction(command, facts)
        case LiftSanction():
            return lift(command, facts)
        case Investigate():
            return investigate(command, facts)
        case CloseInvestigation():
            return close(command, facts)
        case _:
            assert_never(command)
