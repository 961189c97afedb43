"""Deciding on talks, notices and discipline: one case for every act."""

from typing import TypeAlias, assert_never

from domain.discipline.appeals import decide_appeal, lodge
from domain.discipline.commands import (
    CloseComplaint,
    CloseInvestigation,
    DecideAppeal,
    Disclose,
    HandleComplaint,
    Investigate,
    LiftSanction,
    LodgeAppeal,
    Notice,
    OpenComplaint,
    RevokeReward,
    Reward,
    Sanction,
    Support,
    Talk,
)
from domain.discipline.complaints import close_complaint, disclose, handle, open_complaint
from domain.discipline.investigations import close, investigate
from domain.discipline.rewards import revoke, reward
from domain.discipline.sanctions import lift, sanction
from domain.discipline.talks import notice, support, talk
from domain.facts import Decided, Facts

CaseCommand: TypeAlias = OpenComplaint | HandleComplaint | CloseComplaint | LodgeAppeal | DecideAppeal | Disclose
AnyCommand: TypeAlias = (
    Talk
    | Notice
    | Reward
    | RevokeReward
    | Support
    | Sanction
    | LiftSanction
    | Investigate
    | CloseInvestigation
    | CaseCommand
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
            return decide_case(command, facts)


def decide_case(command: CaseCommand, facts: Facts) -> Decided:
    """The same of complaints, appeals and disclosures."""
    match command:
        case OpenComplaint():
            return open_complaint(command, facts)
        case HandleComplaint():
            return handle(command, facts)
        case CloseComplaint():
            return close_complaint(command, facts)
        case LodgeAppeal():
            return lodge(command, facts)
        case DecideAppeal():
            return decide_appeal(command, facts)
        case Disclose():
            return disclose(command, facts)
        case _:
            assert_never(command)
