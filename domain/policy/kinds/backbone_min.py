"""backbone-min: enough of a unit's people have long served in it, and stay."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from domain.days import add_months, written
from domain.policy.asked import LEAVING_ACTS, Asked
from domain.policy.clock import tally
from domain.policy.concern import acts_of, left, listed
from domain.policy.facts import PolicyFacts, Stretch
from domain.policy.kind import BY_DECISION, Kind, Spared, everybody, picked_day, spoken
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.shares import against
from domain.policy.verdict import Verdict
from domain.policy.worked_out import worked_out

ACTS = tuple(act for act in LEAVING_ACTS if act != "depart")
_DAY = timedelta(days=1)


class People(NamedTuple):
    """Who serves in a unit after the act, who did before it, and which of them have long served and stay."""

    after: Mapping[str, Stretch]
    before: Mapping[str, Stretch]
    staying: tuple[str, ...]


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """After an act by which somebody leaves, so many of the unit's people have served so long in it and stay."""
    if asked.act not in acts_of(rule, ACTS):
        return None
    source = next(iter(_concerned(rule, asked, facts)), None)
    if source is None:
        return None
    if facts.touched:
        return _judged(rule, asked, source, facts)
    about = (source.unit, source.house, asked.day, picked_day(rule, asked), asked.brief)
    return worked_out(facts, rule, about, lambda: _judged(rule, asked, source, facts))


def _judged(rule: Rule, asked: Asked, source: Stretch, facts: PolicyFacts) -> Verdict | None:
    """The verdict on the unit that is left; of recorded acts it is the same for every one of the day."""
    day = picked_day(rule, asked)
    months, limit = rule.optional("months_in_unit", day) or 0, rule.dated(_measure(rule), day)
    people = _people(rule, source, asked.day, months, facts)
    counted = people.before if rule.options.get("of") == "before" else people.after
    if len(counted) < max(1, rule.optional("min_people", day) or 0):
        return None
    outcome = "breach" if _lacking(rule, len(people.staying), len(counted), limit.value) else "ok"
    if asked.brief and outcome == "ok":
        return None
    when, several = "before" if counted is people.before else "after", "person" if len(counted) == 1 else "people"
    served = f" have served {spoken(months)} in it and" if months else ""
    sentence = (
        f"Of the {len(counted)} {several} of {source.unit} {when} the acts of {written(asked.day)} "
        f"{len(people.staying)}{served} stay; at least {limit.value} of them must."
    )
    figures = {
        "unit": source.unit,
        "day": written(asked.day),
        "staying": sorted(people.staying),
        "people": len(counted),
        "share": f"{len(people.staying)}/{len(counted)}",
        "limit": limit.value,
        "months_in_unit": months,
    }
    read = tuple(dict.fromkeys([each.event for each in counted.values()]))
    return Verdict(rule, outcome, sentence, read, figures, limit.article)


def _measure(rule: Rule) -> str:
    """What the rule sets: a share of the people, or how many of them."""
    return "count" if "count" in rule.numbers else "share"


def _lacking(rule: Rule, staying: int, people: int, limit: Any) -> bool:
    """Whether too few stay."""
    return bool(staying < limit) if _measure(rule) == "count" else against(staying, people, limit) < 0


def _concerned(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterator[Stretch]:
    kinds = listed(rule.options.get("unit_kind"))
    return (each for each in left(rule, asked, facts) if not kinds or each.unit_kind in kinds)


def _people(rule: Rule, source: Stretch, day: date, months: int, facts: PolicyFacts) -> People:
    found = _recorded(rule, source, day, months, facts.recorded)
    if not facts.moved:
        return found
    after = _present(rule, (source.unit,), day, facts)
    before = _present(rule, _ended(source, day, facts), day - _DAY, facts)
    others = [cadre for cadre in found.staying if cadre not in facts.moved]
    return People(after, before, (*others, *_staying(rule, after, before, facts.moved, day, months, facts)))


def _recorded(rule: Rule, source: Stretch, day: date, months: int, recorded: PolicyFacts) -> People:
    """The people of the unit that is left, as recorded."""
    unit, units = source.unit, _ended(source, day, recorded)
    about = ("people", unit, units, day, months)
    return worked_out(recorded, rule, about, lambda: _there(rule, unit, units, day, months, recorded))


def _there(  # noqa: PLR0913, PLR0917 - whom to look for, and where
    rule: Rule, unit: str, units: tuple[str, ...], day: date, months: int, recorded: PolicyFacts
) -> People:
    """The people of a unit as recorded."""
    after = _present(rule, (unit,), day, recorded)
    before = _present(rule, units, day - _DAY, recorded)
    return People(after, before, tuple(_staying(rule, after, before, after, day, months, recorded)))


def _staying(  # noqa: PLR0913, PLR0917 - of whom, by which facts
    rule: Rule,
    after: Mapping[str, Stretch],
    before: Mapping[str, Stretch],
    cadres: Iterable[str],
    day: date,
    months: int,
    facts: PolicyFacts,
) -> Iterator[str]:
    """Those of the cadres who serve in the unit after the act and before it, and have long done so."""
    here = worked_out(facts.recorded, rule, "here", lambda: replace(rule, clock="same-unit"))
    there = (cadre for cadre in cadres if cadre in after and cadre in before)
    return (cadre for cadre in there if _long(here, after[cadre], day, facts, months))


def _ended(source: Stretch, day: date, facts: PolicyFacts) -> tuple[str, ...]:
    """The unit, and those it came from that have no posts any more."""
    if len(source.house) == 1:
        return (source.unit,)
    return tuple([unit for unit in sorted(source.house) if unit == source.unit or not facts.posts_of(unit, day)])


def _long(rule: Rule, there: Stretch, day: date, facts: PolicyFacts, months: int) -> bool:
    """Whether the cadre has served so long in the unit; what is held now is often long enough without the rest."""
    if add_months(there.start, months) <= day:
        return True
    held, recorded = facts.stretches(there.cadre), facts.recorded
    if held is not recorded.stretches(there.cadre):
        return tally(rule, held, there, day).reaches(months) <= day
    about = (there.event, there.start, day, months)
    return worked_out(recorded, rule, about, lambda: tally(rule, held, there, day).reaches(months) <= day)


def _present(rule: Rule, units: tuple[str, ...], day: date, facts: PolicyFacts) -> Mapping[str, Stretch]:
    """Who serves in the units on the day; but for those whom a supposed act moves they are found once for all acts."""
    recorded = facts.recorded
    found = worked_out(recorded, rule, ("present", units, day), lambda: _read(rule, units, day, recorded))
    if not facts.moved:
        return found
    now, before = (_moved_in(units, day, facts.moved, each) for each in (facts, recorded))
    if now == before:
        return found
    if now:
        return _read(rule, units, day, facts)
    return {cadre: stretch for cadre, stretch in found.items() if cadre not in facts.moved}


def _moved_in(units: Sequence[str], day: date, moved: Iterable[str], facts: PolicyFacts) -> list[tuple[str, date]]:
    """What those who are moved hold in the units on the day."""
    held = [each for cadre in moved for each in facts.stretches(cadre)]
    return [(each.event, each.start) for each in held if each.unit in units and each.start <= day < each.end]


def _read(rule: Rule, units: Iterable[str], day: date, facts: PolicyFacts) -> dict[str, Stretch]:
    held = (each for unit in units for each in facts.ever_in_unit(unit))
    now = [each for each in held if each.start <= day < each.end]
    return {each.cadre: each for each in now if rule.counts.kind(each.kind) and selects(rule.select, each)}


def _reaches(rule: Rule, there: Stretch, day: date, facts: PolicyFacts, months: int) -> date:
    """The day on which the cadre will have served so long in the unit, by a rule with that clock."""
    return tally(rule, facts.stretches(there.cadre), there, day).reaches(months)


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days on which somebody of the unit comes, goes, or will have served long enough."""
    widths = {row.value for row in rule.numbers.get("months_in_unit", ())}
    here = replace(rule, clock="same-unit")
    for source in _concerned(rule, asked, facts):
        for each in facts.ever_in_unit(source.unit):
            if each.end >= asked.day:
                yield from (each.start, each.start + _DAY)
                yield from (add_months(each.start, months) for months in widths)
                yield from (_reaches(here, each, asked.day, facts, months) for months in widths)
            if not each.open:
                yield from (each.end, each.end + _DAY)


def spares(rule: Rule, asked: Asked, facts: PolicyFacts) -> Spared | None:
    """Who leaves nothing, or a unit for another in which enough of the others stay."""
    if asked.act not in acts_of(rule, ACTS):
        return everybody
    day, place = picked_day(rule, asked), facts.post(asked.post, asked.day) if asked.post else None
    months, limit = rule.optional("months_in_unit", day) or 0, rule.dated(_measure(rule), day).value
    least = max(1, rule.optional("min_people", day) or 0)

    def enough(one: Asked) -> bool:
        source = next(iter(_concerned(rule, one, facts)), None)
        if source is None:
            return True
        if place is not None and place.unit == source.unit:
            return False
        people = _recorded(rule, source, one.day, months, facts)
        counted = len(people.before if rule.options.get("of") == "before" else people.after)
        others = len(people.staying) - (one.cadre in people.staying)
        return counted < least or not _lacking(rule, others, counted, limit)

    return enough


KIND = Kind(
    "backbone-min",
    "After an act by which somebody leaves a unit at least this share of its people, or this count of them, has served "
    "so long in it and stays; units of fewer than `min_people` are not judged.",
    numbers=("share|count", "months_in_unit?", "min_people?"),
    options={
        "unit_kind": "list of unit kinds: only units of these kinds are judged",
        "of": "one of after, before: the share is one of the people after the act or of those before it (after unless "
        "said)",
        "acts": "list of acts: the acts that are judged (relieve, transfer, exchange, rotate, promote, demote unless "
        "said)",
    },
    check=check,
    spares=spares,
    turns=turns,
    picks=BY_DECISION,
)
