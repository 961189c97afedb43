"""Deciding on talks, notices and discipline: one case for every act."""

from typing import TypeAlias, assert_never

from domain.discipline.commands import Notice, RevokeReward, Reward, Support, Talk
from domain.discipline.rewards import revoke, reward
from domain.discipline.talks import notice, support, talk
from domain.facts import Decided, Facts

AnyCommand: TypeAlias = Talk | Notice | Reward | RevokeReward | Support


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
        case _:
            assert_never(command)
