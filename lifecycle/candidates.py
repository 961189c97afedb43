"""Everybody as a candidate for one post: in two halves at once where there are many and a second core."""

from collections.abc import Sequence
from contextlib import closing
from typing import Any

from domain.policy.asked import Asked
from domain.policy.asking import Answer as LawAnswer
from domain.policy.asking import answer
from domain.policy.pack import Pack
from domain.policy.sparing import Sparing
from projections.beside import beside
from projections.database import Database
from projections.policy_facts import StoredFacts
from projections.unit import Answer

MANY = 1_500
"""From so many candidates on a second process is worth its start."""


def answers(
    database: Database, asking: Sequence[Asked], packs: tuple[Pack, ...], facts: StoredFacts, many: int = MANY
) -> list[Answer]:
    """What is said of each, in the same order; `facts` are those of everybody.

    The moment of the facts ends at a recorded position, so that another connection reads the same.
    """
    sparing = Sparing(packs, facts)
    if len(asking) < many or not database.shared:
        return [law_row(answer(asked, packs, facts, sparing)) for asked in asking]
    half = len(asking) // 2
    with beside(lambda: _read_anew(database, asking[half:], packs, facts, sparing)) as others:
        mine = [law_row(answer(asked, packs, facts, sparing)) for asked in asking[:half]]
        return [*mine, *others()]


def _read_anew(
    database: Database, asking: Sequence[Asked], packs: tuple[Pack, ...], facts: StoredFacts, sparing: Sparing
) -> list[Answer]:
    """The same, what is still to be read coming through a connection of its own: none may be used in two processes."""
    with closing(database.again()) as own:
        facts.read_through(own)
        return [law_row(answer(asked, packs, facts, sparing)) for asked in asking]


def law_row(told: LawAnswer) -> dict[str, Any]:
    """What is said of one candidate."""
    return {
        "cadre": told.asked.cadre,
        "post": told.asked.post,
        "on": told.asked.day.isoformat(),
        "lawful": told.lawful,
        "earliest": told.earliest.isoformat() if told.earliest else None,
        "findings": [finding.as_dict() for finding in told.findings],
    }
