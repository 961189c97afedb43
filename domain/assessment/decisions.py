"""Deciding on assessments."""

from typing import TypeAlias, assert_never

from domain.assessment.commands import (
    GiveGrade,
    Observe,
    OpenCycle,
    Publish,
    PublishIndicators,
    Rank,
    Rectify,
    Score,
)
from domain.assessment.marking import observe, rectify, score
from domain.assessment.opening import open_cycle, publish_indicators
from domain.assessment.results import give_grade, publish, rank
from domain.facts import Decided, Facts

AnyCommand: TypeAlias = PublishIndicators | OpenCycle | Score | Observe | Rectify | Rank | GiveGrade | Publish


def decide(command: AnyCommand, facts: Facts) -> Decided:
    """What the line proposes to record and what stands in its way. Raises BadInput for what cannot be read."""
    match command:
        case PublishIndicators():
            return publish_indicators(command, facts)
        case OpenCycle():
            return open_cycle(command, facts)
        case Score():
            return score(command, facts)
        case Observe():
            return observe(command, facts)
        case Rectify():
            return rectify(command, facts)
        case Rank():
            return rank(command, facts)
        case GiveGrade():
            return give_grade(command, facts)
        case Publish():
            return publish(command, facts)
        case _:
            assert_never(command)
