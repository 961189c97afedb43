"""The due list of everybody: in two parts at once where there are many holders and a second core."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from domain.duty import Deed
from domain.policy.catalogue import BY_NAME
from domain.policy.judge import dues
from domain.policy.pack import Pack
from domain.policy.roll_call import Owing, asked_by_roll, call_the_roll
from domain.policy.rule import Rule
from domain.policy.verdict import Due
from projections.beside import beside
from projections.database import Database
from projections.due import OWN, Chosen, due_lines, owing_lines
from projections.duty import Docket
from projections.moment import Moment
from projections.parts import EVERYBODY, Part, halves
from projections.policy_facts import StoredFacts
from projections.sharing import Line, Writer, as_mappings

MANY = 20_000
"""From so many holdings on a second process is worth its start."""
Placed: TypeAlias = list[tuple[str, Any]]
"""What was written of each row, with where the row stands."""
_place = itemgetter(0)


class Question(NamedTuple):
    """The due list of a moment under some rules, as far as rows are chosen; `levels` is the grade scale.

    `acts` are those that were recorded on duties, `packs` what was adopted. The rows are written by `written`.
    """

    moment: Moment
    rules: Sequence[Rule]
    chosen: Chosen
    levels: Sequence[str]
    packs: Sequence[Pack] = ()
    acts: Mapping[str, Sequence[Deed]] = {}
    written: Writer = as_mappings


def due_of_all(database: Database, asked: Question, many: int = MANY) -> list[Any]:
    """The rows of everybody, by due day, then cadre, post and rule, each as it is written.

    The moment ends at a recorded position, so that another connection reads the same whatever is recorded meanwhile.
    """
    parts = halves(database, many) if database.shared else None
    if parts is None:
        return [text for _, text in part_of(database, asked, EVERYBODY)]
    with beside(lambda: _read_anew(database, asked, parts[1])) as others:
        found = part_of(database, asked, parts[0])
        found += others()
    return [text for _, text in sorted(found, key=_place)]


def _read_anew(database: Database, asked: Question, part: Part) -> Placed:
    """The rows of a part, through a connection of its own: none may be used in two processes."""
    with closing(database.again()) as own:
        return part_of(own, asked, part)


def part_of(database: Database, asked: Question, part: Part) -> Placed:
    """The rows of a part of everybody, in their order."""
    moment, rules, chosen = asked.moment, asked.rules, asked.chosen
    today, facts = date.fromisoformat(moment.day), StoredFacts(database, moment, asked.levels)
    called = filter(chosen.takes, by_roll(facts, rules, today, part))
    lines = owing_lines(database, called, moment, part)
    lines += due_lines(database, chosen.of(otherwise(facts, rules, today, part), facts), moment, part)
    return as_written(lines, Docket(database, moment, today, facts, asked.packs, None, {}, {}), asked)


def as_written(lines: Sequence[Line], docket: Docket, asked: Question) -> Placed:
    """The rows in their order, each as it is written, with what was recorded about its duty."""
    if asked.acts:
        from projections.due_deeds import with_deeds

        lines = with_deeds(lines, docket, asked.acts)
    ordered = sorted(lines, key=_place)
    return list(zip(map(_place, ordered), asked.written(OWN, ordered), strict=True))


def by_roll(facts: StoredFacts, rules: Iterable[Rule], today: date, part: Part = EVERYBODY) -> Iterable[Owing]:
    """What is due under the rules that look at a clock only."""
    asking = [*filter(asked_by_roll, rules)]
    named = any(rule.select.post_kind for rule in asking)
    return call_the_roll(asking, facts.roll(part, named=named), today, facts) if asking else ()


def otherwise(facts: StoredFacts, rules: Iterable[Rule], today: date, part: Part = EVERYBODY) -> list[Due]:
    """What is due under the other rules."""
    others = [rule for rule in rules if BY_NAME[rule.kind].due and not asked_by_roll(rule)]
    if not others:
        return []
    facts.preload(part)
    return dues(others, facts.holdings(today), today, facts)
