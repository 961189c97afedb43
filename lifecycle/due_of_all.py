"""The due list of everybody: in two parts at once where there are many holders and a second core."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date
from typing import NamedTuple

from domain.policy.catalogue import BY_NAME
from domain.policy.judge import dues
from domain.policy.roll_call import Owing, asked_by_roll, call_the_roll
from domain.policy.rule import Rule
from domain.policy.verdict import Due
from projections.beside import beside
from projections.database import Database
from projections.due import Answer, Chosen, Values, due_values, headed, owing_values
from projections.moment import Moment
from projections.parts import EVERYBODY, Part, halves
from projections.policy_facts import StoredFacts

MANY = 20_000
"""From so many holdings on a second process is worth its start."""


class Question(NamedTuple):
    """The due list of a moment under some rules, as far as rows are chosen; `levels` is the grade scale."""

    moment: Moment
    rules: Sequence[Rule]
    chosen: Chosen
    levels: Sequence[str]


def due_of_all(database: Database, asked: Question, many: int = MANY) -> list[Answer]:
    """The rows of everybody, by due day, then cadre, post and rule.

    The moment ends at a recorded position, so that another connection reads the same whatever is recorded meanwhile.
    """
    parts = halves(database, many) if database.shared else None
    if parts is None:
        return headed(part_of(database, asked, EVERYBODY))
    with beside(lambda: _read_anew(database, asked, parts[1])) as others:
        mine = part_of(database, asked, parts[0])
        return headed([*mine, *others()])


def _read_anew(database: Database, asked: Question, part: Part) -> list[Values]:
    """The rows of a part, through a connection of its own: none may be used in two processes."""
    with closing(database.again()) as own:
        return part_of(own, asked, part)


def part_of(database: Database, asked: Question, part: Part) -> list[Values]:
    """The rows of a part of everybody, in no order."""
    moment, rules, chosen, levels = asked
    today, facts = date.fromisoformat(moment.day), StoredFacts(database, moment, levels)
    called = filter(chosen.takes, by_roll(facts, rules, today, part))
    rows = owing_values(database, called, moment, part)
    return rows + due_values(database, chosen.of(otherwise(facts, rules, today, part), facts), moment, part)


def by_roll(facts: StoredFacts, rules: Iterable[Rule], today: date, part: Part = EVERYBODY) -> Iterable[Owing]:
    """What is due under the rules that look at a clock only."""
    roll = facts.roll(part)
    return call_the_roll(filter(asked_by_roll, rules), roll.holders(), roll.spells, today, facts)


def otherwise(facts: StoredFacts, rules: Iterable[Rule], today: date, part: Part = EVERYBODY) -> list[Due]:
    """What is due under the other rules."""
    others = [rule for rule in rules if BY_NAME[rule.kind].due and not asked_by_roll(rule)]
    if not others:
        return []
    facts.preload(part)
    return dues(others, facts.holdings(today), today, facts)
