"""Rankings worked out anew after a correction of marks or of a cycle, and which steps follow no more from them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from domain.assessment.events import Assessed, CycleOpened, GradeGiven, RankingMade
from domain.assessment.file import entries, fields_of, rules_on, way_on
from domain.assessment.placing import Place, field, read_places, within
from domain.assessment.results import FIRST_HALF, SECOND_HALF, changed_fields, work_out
from domain.assessment.running import ANNUAL, step_at
from domain.events import ActCorrected
from domain.facts import Facts, Proposed
from domain.finding import Finding
from domain.ledger import Act
from domain.policy.rule import Rule

GIVEN = ("assessment-scored", "indicator-observed", "grade-given")
"""What is given in a cycle."""
REACH = 20
"""So many years around a ranking are looked at for what runs through it."""


class FollowUp(NamedTuple):
    """What follows from a correction: events, what stands in the way, rankings looked at, places that are others."""

    events: tuple[Proposed, ...] = ()
    findings: tuple[Finding, ...] = ()
    looked_at: frozenset[str] = frozenset()
    shifted: frozenset[tuple[str, str]] = frozenset()


def follow_up(streams: Iterable[str], facts: Facts) -> FollowUp:
    """The corrections of rankings and grades that follow from those in these streams of marks and cycles."""
    found = FollowUp()
    for cycle in dict.fromkeys(_cycles(streams, facts)):
        for ranking in _rankings(cycle, facts):
            found = _together(found, _ranked(ranking, facts))
        found = _together(found, FollowUp(tuple(_grades(cycle, facts)), looked_at=_within_cycle(cycle, facts)))
    return found


def _within_cycle(cycle: str, facts: Facts) -> frozenset[str]:
    """The marks and grades from the day on which the cycle is opened now: its correction takes no basis from them."""
    opened = [act for act in facts.ledger(f"cycle:{cycle}").in_force() if isinstance(act.body, CycleOpened)]
    if not opened:
        return frozenset()
    acts = (act for topic in GIVEN for act in entries(topic, f"cycle:{cycle}", facts))
    return frozenset(act.id for act in acts if act.effective >= opened[-1].effective)


def _together(one: FollowUp, other: FollowUp) -> FollowUp:
    return FollowUp(
        (*one.events, *other.events),
        (*one.findings, *other.findings),
        one.looked_at | other.looked_at,
        one.shifted | other.shifted,
    )


def _cycles(streams: Iterable[str], facts: Facts) -> Iterator[str]:
    """The cycles of the streams, and those of the year into which a first half goes."""
    for stream in streams:
        kind, _, name = stream.partition(":")
        acts = facts.ledger(stream).recorded
        cycle = name if kind == "cycle" else str(fields_of(acts[0])["cycle"])
        yield cycle
        for act in facts.ledger(f"cycle:{cycle}").in_force():
            body = act.body
            if isinstance(body, CycleOpened) and body.period == FIRST_HALF:
                yield from _whole_years(body, act.effective, facts)


def _whole_years(body: CycleOpened, day: date, facts: Facts) -> Iterator[str]:
    if way_on(day, facts).year_by != SECOND_HALF:
        for act in entries("cycle-opened", f"year:{body.year}", facts):
            if fields_of(act)["period"] == SECOND_HALF:
                yield str(fields_of(act)["cycle"])


def _rankings(cycle: str, facts: Facts) -> Iterator[Act]:
    """The rankings of the cycle that are in force, of units and of cadres."""
    last = {fields_of(act)["ranks"]: act for act in facts.ledger(f"ranking:{cycle}").in_force()}
    yield from (act for act in last.values() if isinstance(act.body, RankingMade))


def _ranked(ranking: Act, facts: Facts) -> FollowUp:
    """The ranking as it is to be read now; nothing where it says the same."""
    fields = fields_of(ranking)
    worked = work_out(fields["cycle"], fields["ranks"], ranking.effective, facts)
    looked_at = frozenset({ranking.id})
    if worked.body is None or worked.findings:
        return FollowUp(findings=worked.findings, looked_at=looked_at)
    changes = changed_fields(ranking, worked.body, ranking.effective)
    if not changes:
        return FollowUp(looked_at=looked_at)
    body = ActCorrected(names=ranking.id, changes=changes, personal={})
    made = Proposed(f"ranking:{fields['cycle']}", body, ranking.effective, evidence=worked.evidence)
    told = (ranking.id, f"cycle:{fields['cycle']}")  # what told the results told others
    return FollowUp((made,), (), looked_at, frozenset({told, *_shifted(ranking, worked.body, facts)}))


def _grades(cycle: str, facts: Facts) -> Iterator[Proposed]:
    """The grades of the cycle that bear another year or period than it has."""
    opened = [act.body for act in facts.ledger(f"cycle:{cycle}").in_force() if isinstance(act.body, CycleOpened)]
    for act in entries("grade-given", f"cycle:{cycle}", facts) if opened else ():
        body = act.body
        if isinstance(body, GradeGiven) and (body.year, body.period) != (opened[-1].year, opened[-1].period):
            changes = {"year": opened[-1].year, "period": opened[-1].period}
            amended = ActCorrected(names=act.id, changes=changes, personal={})
            yield Proposed(act.id.rpartition("@")[0], amended, act.effective)


def _shifted(ranking: Act, body: RankingMade, facts: Facts) -> Iterator[tuple[str, str]]:
    """The places, by ranking and subject, from which another measure follows now, or none: of this year and of later.

    A ranking that moves to another year shifts all of its places.
    """
    before = fields_of(ranking)
    moved = (before["year"], before["period"]) != (body.year, body.period)
    years = _by_year(before["ranks"], int(before["year"]), facts)
    for rule in rules_on("consequence-steps", ranking.effective, facts):
        if rule.options["band"] not in {"top", "bottom"} or rule.options["subject"] != before["ranks"]:
            continue
        old = {year: _inside(rule, act, fields_of(act)["places"], facts) for year, act in years.items()}
        new = {**old, before["year"]: _inside(rule, ranking, body.model_dump(mode="json")["places"], facts)}
        for year, act in years.items():
            for subject in old[year] | new[year]:
                measures = [_measure(rule, subject, year, inside) for inside in (old, new)]
                if moved or measures[0] != measures[1]:
                    yield act.id, f"{before['ranks']}:{subject}"


def _by_year(ranks: Assessed, year: int, facts: Facts) -> Mapping[int, Act]:
    """The yearly rankings around a year, as they were before the order."""
    found = {}
    for each in range(year - REACH, year + REACH):
        for act in entries("ranking-made", f"year:{each}", facts):
            if fields_of(act)["ranks"] == ranks and fields_of(act)["period"] in ANNUAL:
                found[each] = act
    return found


def _inside(rule: Rule, ranking: Act, told: Iterable[Mapping[str, Any]], facts: Facts) -> set[str]:
    """Who stands in the band of the rule."""
    listed: tuple[Place, ...] = read_places(told)
    ways = rules_on("ranking", ranking.effective, facts)
    least = ways[0].number("field", ranking.effective) if ways else 1
    ties = ways[0].options.get("ties", "refuse") if ways else "include"
    width = rule.number("width", ranking.effective)
    there = (each for each in listed if len(field(each, listed)) >= least)
    return {each.id for each in there if within(each, listed, rule.options["band"], width, ties)}


def _measure(rule: Rule, subject: str, year: int, inside: Mapping[int, set[str]]) -> str | None:
    """What followed for the subject from the ranking of the year, by how often it stood in the band running."""
    running = 0
    while subject in inside.get(year - running, ()):
        running += 1
    step = step_at(rule.options["steps"], running) if running else None
    return str(step["measure"]) if step else None
