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
from domain.policy.roll_call import Clocked, Owing, asked_by_roll, call_the_roll, told_by_clocks
from domain.policy.rule import Rule
from domain.policy.segments import clock_id
from domain.policy.verdict import Due
from projections.beside import beside
from projections.clock_segments import kept, running, standing_still, touched_since
from projections.database import Database
from projections.due import ALL, OWN, Chosen, due_lines, owing_lines
from projections.duty import Docket
from projections.moment import Moment
from projections.parts import EVERYBODY, Part, halves
from projections.policy_facts import StoredFacts
from projections.sharing import Line, Writer, as_mappings

MANY = 20_000
"""From so many holdings on a second process is worth its start."""
FEW = 5_000
"""So many cadres are asked one by one at most; where there are more, everybody is asked at once."""
Placed: TypeAlias = list[tuple[str, Any]]
"""What was written of each row, with where the row stands."""
_place = itemgetter(0)


class Question(NamedTuple):
    """The due list of a moment under some rules, as far as rows are chosen; `levels` is the grade scale.

    `acts` are those that were recorded on duties, `packs` what was adopted. The rows are written by `written`. With
    `anew` everybody but these cadres is told by the clock segments of the store; without it there are none to tell it.
    """

    moment: Moment
    rules: Sequence[Rule]
    chosen: Chosen
    levels: Sequence[str]
    packs: Sequence[Pack] = ()
    acts: Mapping[str, Sequence[Deed]] = {}
    written: Writer = as_mappings
    anew: frozenset[str] | None = None


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
    docket = Docket(database, moment, today, facts, asked.packs, None, {}, {})
    others: list[Due] = []
    if asked.anew is None:
        told = by_roll(facts, rules, today, part)
    else:
        told = by_segments(docket, rules, asked.anew, part)
        others = asked_anew(docket, rules, asked.anew, part)
    lines = owing_lines(database, told if chosen == ALL else filter(chosen.takes, told), moment, part)
    others += otherwise(facts, rules, today, part)
    return as_written(lines + due_lines(database, chosen.of(others, facts), moment, part), docket, asked)


def to_be_asked(database: Database, moment: Moment, rules: Iterable[Rule]) -> frozenset[str] | None:
    """Whom the clock segments of the store tell nothing of on the day; None where they cannot tell of others either."""
    there, asking = kept(database), [*filter(asked_by_roll, rules)]
    if there is None or not asking or not {clock_id(rule) for rule in asking} <= there.clocks:
        return None
    if moment.position < database.query("SELECT position FROM store_head")[0][0]:
        return None
    touched = touched_since(database, there.position) | standing_still(database, moment.day)
    return frozenset(touched) if len(touched) <= FEW else None


def by_segments(docket: Docket, rules: Iterable[Rule], anew: frozenset[str], part: Part) -> Iterable[Owing]:
    """What is due under the rules that look at a clock only, by the segments that the store keeps; but of these."""

    def shown(rule: Rule) -> Iterable[Clocked]:
        rows = running(docket.database, clock_id(rule), docket.moment.day, part)
        return [row for row in rows if row[0] not in anew] if anew else rows

    return told_by_clocks(filter(asked_by_roll, rules), shown, docket.today, docket.facts)


def asked_anew(docket: Docket, rules: Iterable[Rule], cadres: Iterable[str], part: Part) -> list[Due]:
    """The same of these cadres, as far as they are of the part; asked one by one."""
    today, facts = docket.today, docket.facts
    held = (each for cadre in sorted(cadres) if part.has(cadre) for each in facts.stretches(cadre) if each.on(today))
    return dues(filter(asked_by_roll, rules), held, today, facts)


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
    if any(BY_NAME[rule.kind].looks_back for rule in others):
        facts.preload(part)
    else:
        facts = facts.of_holders(part)
    return dues(others, facts.holdings(today), today, facts)
