"""Duties of assessment: problems to be put right, and cycles that must not be missing."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from domain.assessment.heads import head_posts, heads
from domain.days import add_months
from domain.duty import Raised
from domain.policy.concern import listed
from domain.policy.rule import Rule
from projections.assessment import Book, Cycle, whom
from projections.duty import Docket, duty_id
from projections.moment import IN_FORCE, Moment

ENDS = {"mid-year": 6, "year-end": 12}
"""Period -> months from the first day of the year to the first day after it."""


class Term(NamedTuple):
    """A period that has ended: the first day after it, when its cycle is due, its name, and the cycle held."""

    end: date
    due_on: date
    name: str
    held: Cycle | None


def book_of(docket: Docket) -> Book:
    """The assessments as known, up to the day of the docket."""
    return Book(docket.database, docket.moment.position, docket.packs, docket.today.isoformat())


def of_problems(docket: Docket) -> Iterator[Raised]:
    """Every problem that an observation named, done by the act that put it right."""
    book = book_of(docket)
    settled = {each["problem"]: each["event"] for each in book.told("problem-rectified")}
    for each in book.told("indicator-observed"):
        register, _, name = whom(each).partition(":")
        if each["problem"] and docket.subject in {None, name}:
            yield Raised(
                duty=duty_id("assessment", "rectify", name, each["cycle"], each["event"].rpartition("@")[2]),
                kind="rectify",
                subject=name,
                post=None,
                unit=name if register == "unit" else None,
                rule="rectify",
                pack="assessment",
                raised_on=date.fromisoformat(each["since"]),
                due_on=date.fromisoformat(each["due_on"]),
                basis=each["event"],
                done_by=settled.get(each["event"]),
            )


def of_cycles(docket: Docket) -> Iterator[Raised]:
    """The cycles that every unit at the top holds in each period from its first one on."""
    rules = [rule for rule in docket.rules(docket.today) if rule.kind == "assessment-cycle"]
    book = book_of(docket)
    if not rules or not book.cycles:
        return
    for unit in _tops(docket):
        mine = [each for each in book.cycles.values() if each.unit in {None, unit}]
        for rule in rules:
            yield from (_raised(rule, unit, each) for each in _periods(rule, mine, docket.today))


def _tops(docket: Docket) -> list[str]:
    """The units that stand under no other."""
    moment = Moment(docket.today.isoformat(), docket.moment.position)
    sql = f"SELECT u.unit FROM unit_row u WHERE u.parent IS NULL AND {IN_FORCE.format('u')} ORDER BY u.unit"
    found = [row[0] for row in docket.database.query(sql, moment.values)]
    return [each for each in found if docket.subject in {None, each}]


def _periods(rule: Rule, cycles: list[Cycle], today: date) -> Iterator[Term]:
    """Each period that has ended since the first cycle, under a rule in force at its end."""
    wanted = [each for each in listed(rule.options["periods"]) if each in ENDS]
    begun = [_end(each.year, each.period) for each in cycles if each.period in ENDS]
    for year in range(min(begun, default=today).year - 1, today.year + 1):
        for period in wanted:
            end = _end(year, period)
            if begun and min(begun) <= end <= today and rule.on(end):
                held = next((each for each in cycles if (each.year, each.period) == (year, period)), None)
                yield Term(end, add_months(end, rule.number("months", end)), f"{year}-{period}", held)


def _end(year: int, period: str) -> date:
    return add_months(date(year, 1, 1), ENDS[period])


def _raised(rule: Rule, unit: str, missing: Term) -> Raised:
    end, due_on, name, held = missing
    return Raised(
        duty=duty_id(rule.pack.id, rule.id, unit, name),
        kind=rule.kind,
        subject=unit,
        post=None,
        unit=unit,
        rule=rule.id,
        pack=rule.pack.id,
        raised_on=end,
        due_on=due_on,
        basis=held.event if held else None,
        done_by=held.event if held else None,
    )


def of_midterms(docket: Docket) -> Iterator[Raised]:
    """The inspection of every selected unit at half of its head's term, done by marks in a cycle of that period."""
    rules = [rule for rule in docket.rules(docket.today) if rule.kind == "mid-term-inspection"]
    units = _units(docket) if rules else []
    book = book_of(docket)
    for rule in rules:
        for unit, kind in units:
            if not rule.select.unit_kind or kind in rule.select.unit_kind:
                yield from _half_terms(rule, unit, book, docket)


def _units(docket: Docket) -> list[tuple[str, str | None]]:
    """The units that exist on the day, with their kinds."""
    moment = Moment(docket.today.isoformat(), docket.moment.position)
    sql = f"SELECT u.unit, u.kind FROM unit_row u WHERE {IN_FORCE.format('u')} ORDER BY u.unit"
    return [(row[0], row[1]) for row in docket.database.query(sql, moment.values) if docket.subject in {None, row[0]}]


def _half_terms(rule: Rule, unit: str, book: Book, docket: Docket) -> Iterator[Raised]:
    patterns = listed(rule.options.get("heads"))
    leaders = heads(unit, docket.today, patterns, docket.facts)[:1]
    for each in docket.facts.in_unit(unit, docket.today):
        half = add_months(each.since, rule.number("term_years", docket.today) * 12 // 2)
        heading = each.cadre in leaders and each.post in head_posts(unit, docket.today, patterns, docket.facts)
        if heading and half <= docket.today and rule.on(half):
            yield _inspection(rule, unit, half, _inspected(rule, unit, each.since, book))


def _inspected(rule: Rule, unit: str, since: date, book: Book) -> str | None:
    """The marks by which the unit was inspected within the term."""
    wanted = set(listed(rule.options.get("relations")))
    for (name, subject), scored in book.scored.items():
        cycle = book.cycles.get(name)
        mine = cycle and cycle.period == "mid-term" and subject == f"unit:{unit}" and cycle.day >= since
        if mine and wanted <= set(book.sheet(name, subject).rated):
            return str(scored[-1]["event"])
    return None


def _inspection(rule: Rule, unit: str, half: date, done: str | None) -> Raised:
    due_on = add_months(half, rule.number("months", half))
    name = duty_id(rule.pack.id, rule.id, unit, half.isoformat())
    return Raised(name, rule.kind, unit, None, unit, rule.id, rule.pack.id, half, due_on, None, done)
