"""Keeping the clock segments of a store: made anew when clocks come, and for those whom later events touched."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from domain.policy.facts import Stretch
from domain.policy.pack import Pack
from domain.policy.roll_call import asked_by_roll
from domain.policy.rule import Rule
from domain.policy.segments import clock_id, concerns, segments
from projections.clock_segments import Kept, begin_anew, forget, keep, kept, touched_since
from projections.database import Database, Row
from projections.moment import EVERYTHING, Moment
from projections.packs import adopted_packs
from projections.policy_facts import StoredFacts

BEHIND = 1_000
"""Events, or cadres touched, after which the segments are brought up to date by the order that records them."""
MANY = 2_000
"""From so many cadres on, if they are a quarter of all, everybody's holdings are read at once."""


def clocks_of(packs: Iterable[Pack]) -> dict[str, Rule]:
    """The clocks of the rules of packs by which everybody is asked at once, each with a rule that has it."""
    return {clock_id(rule): rule for pack in packs for rule in pack.rules if asked_by_roll(rule)}


def keep_up(database: Database, position: int, streams: Iterable[str]) -> None:
    """Bring the segments up to date where they are far behind, or where the packs have other clocks by now.

    The order that ends at the position has touched these streams. A store without packs keeps no segments.
    """
    if not database.keeps_clocks or not database.query("SELECT 1 FROM pack_row LIMIT 1"):
        return
    registers, there = {stream.partition(":")[0] for stream in streams}, kept(database)
    if there is None or "policy" in registers:
        clocks = clocks_of(adopted_packs(database))
        if there is None or clocks.keys() != there.clocks:
            keep_anew(database, position, clocks)
            return
    if position - there.position >= BEHIND or _many_touched(database, there, registers):
        catch_up(database, position, there)


def _many_touched(database: Database, there: Kept, registers: Collection[str]) -> bool:
    """Whether posts or units were touched, and with what else came since so many cadres that it is time."""
    return bool({"post", "unit"} & set(registers)) and len(touched_since(database, there.position)) >= BEHIND


def keep_anew(database: Database, position: int, clocks: Mapping[str, Rule]) -> None:
    """Make the segments of everybody."""
    begin_anew(database)
    facts = _facts(database)
    if clocks:
        facts.preload()
    everyone = facts.cadres if clocks else ()
    keep(database, segment_rows(facts, everyone, clocks), position, [*clocks])


def catch_up(database: Database, position: int, there: Kept) -> None:
    """Make the segments of those anew who were touched since."""
    facts, touched = _facts(database), touched_since(database, there.position)
    if len(touched) >= MANY and len(touched) * 4 >= len(facts.cadres):
        facts.preload()
    forget(database, touched)
    clocks = clocks_of(adopted_packs(database))
    keep(database, segment_rows(facts, sorted(touched), clocks), position, [*clocks])


def remade_segments(database: Database, there: Kept) -> Iterator[Row]:
    """The segments of everybody as they were when the kept ones were made."""
    facts = _facts(database, there.position)
    facts.preload()
    return segment_rows(facts, facts.cadres, clocks_of(adopted_packs(database)))


def _facts(database: Database, position: int = EVERYTHING) -> StoredFacts:
    """The facts as known at a position, of every day; clocks that segments are kept of look at no grade scale."""
    return StoredFacts(database, Moment("9999-12-30", position), levels=())


def segment_rows(facts: StoredFacts, cadres: Iterable[str], clocks: Mapping[str, Rule]) -> Iterator[Row]:
    """The rows of the segments of cadres, as the table holds them."""
    for cadre in cadres:
        held = facts.stretches(cadre)
        for stretch in held:
            yield from _rows_of(stretch, held, clocks)


def _rows_of(stretch: Stretch, held: Sequence[Stretch], clocks: Mapping[str, Rule]) -> Iterator[Row]:
    planned_end = stretch.planned_end.isoformat() if stretch.planned_end else None
    where, ends = (stretch.cadre, stretch.post, stretch.unit, stretch.track), (planned_end, stretch.until.isoformat())
    for clock, rule in clocks.items():
        if concerns(rule, stretch):
            for start, end, since, run_from in segments(rule, stretch, held):
                shown = (since.isoformat(), run_from.isoformat() if run_from else None)
                yield clock, *where, *shown, *ends, stretch.event, start.isoformat(), end.isoformat()
