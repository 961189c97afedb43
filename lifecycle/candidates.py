"""Everybody as a candidate for one post: in two halves at once where there are many and a second core."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from operator import itemgetter
from typing import Any, Final, NamedTuple, TypeAlias

from domain.policy.asked import Asked
from domain.policy.asking import Answer as LawAnswer
from domain.policy.asking import answer
from domain.policy.pack import Pack
from domain.policy.sparing import Sparing
from projections.beside import beside
from projections.database import Database
from projections.policy_facts import StoredFacts
from projections.sharing import Line, Writer, as_mappings, placed
from projections.unit import Answer

MANY = 1_500
"""From so many candidates on a second process is worth its start."""
FIRST = 20
"""So many are answered before there are two processes: what all of them need is then read once."""
HEADINGS: Final = ("cadre", "post", "on", "lawful", "earliest", "findings")
Placed: TypeAlias = list[tuple[str, Any]]
"""What was written of each candidate, with where the row stands."""


class Filling(NamedTuple):
    """A post to be filled, as every candidate is looked at: by which packs, and facts, which are those of everybody.

    `first` is the order of priority under the same conditions, cadre -> place. The rows are written by `written`.
    """

    packs: tuple[Pack, ...]
    facts: StoredFacts
    first: Mapping[str, int]
    written: Writer = as_mappings


def answers(database: Database, asking: Sequence[Asked], filling: Filling, many: int = MANY) -> list[Any]:
    """What is said of each, as it is written: the lawful first, then by the earliest lawful day, then by priority.

    The moment of the facts ends at a recorded position, so that another connection reads the same.
    """
    sparing, half = Sparing(filling.packs, filling.facts), len(asking) // 2
    if len(asking) < many or not database.shared:
        found = _answered(asking, filling, sparing)
    else:
        first = min(FIRST, half)
        found = _answered(asking[:first], filling, sparing)
        with beside(lambda: _read_anew(database, asking[half:], filling, sparing)) as others:
            found += _answered(asking[first:half], filling, sparing)
            found += others()
    return [written for _, written in sorted(found, key=itemgetter(0))]


def _read_anew(database: Database, asking: Sequence[Asked], filling: Filling, sparing: Sparing) -> Placed:
    """The same, what is still to be read coming through a connection of its own: none may be used in two processes."""
    with closing(database.again()) as own:
        filling.facts.read_through(own)
        return _answered(asking, filling, sparing)


def _answered(asking: Sequence[Asked], filling: Filling, sparing: Sparing) -> Placed:
    packs, facts, first, written = filling
    told = [answer(asked, packs, facts, sparing) for asked in asking]
    lines: list[Line] = [(_place(each, first), _values(each), ()) for each in told]
    return list(zip([place for place, _, _ in lines], written(HEADINGS, lines), strict=True))


def _place(told: LawAnswer, first: Mapping[str, int]) -> str:
    """The lawful first, then by the earliest lawful day, then by the order of priority."""
    cadre, earliest = told.asked.cadre, told.earliest.isoformat() if told.earliest else "9999"
    return placed(("0" if told.lawful else "1", earliest, f"{first.get(cadre, len(first)):09d}", cadre))


def _values(told: LawAnswer) -> tuple[Any, ...]:
    """What is said of one candidate, under `HEADINGS`."""
    earliest = told.earliest.isoformat() if told.earliest else None
    findings = [finding.as_dict() for finding in told.findings]
    return told.asked.cadre, told.asked.post, told.asked.day.isoformat(), told.lawful, earliest, findings


def law_row(told: LawAnswer) -> Answer:
    """What is said of one candidate."""
    return dict(zip(HEADINGS, _values(told), strict=True))
