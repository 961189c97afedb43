"""Training by person and year, the credit for party work, and plans against what was done."""

from collections.abc import Iterable, Sequence
from datetime import date

from domain.amounts import hundredths, plain, spoken, spoken_sum
from domain.policy.attendance import Attended, attended, total
from domain.policy.facts import EntryView, PolicyFacts
from domain.policy.kinds.training_min import Account, accounts, is_kept
from domain.policy.kinds.workload_credit import Credit, credits_of
from domain.policy.rule import Rule
from projections.policy_facts import StoredFacts
from projections.unit import Answer


def ledger(rules: Sequence[Rule], cadres: Iterable[str], year: int, today: date, facts: PolicyFacts) -> list[Answer]:
    """Each cadre's training under each rule in the period of the year; what no rule concerns stands without one."""
    rows: list[Answer] = []
    for cadre in cadres:
        found = [
            (rule, each)
            for rule in rules
            if rule.kind == "training-min"
            for each in accounts(rule, cadre, max(today, date(year, 1, 1)), facts)
            if each.start.year <= year < each.end.year
        ]
        rows += [_row(rule, each, facts) for rule, each in found]
        if not found and (free := _without_rule(cadre, year, today, facts)):
            rows.append(free)
    return rows


def _row(rule: Rule, told: Account, facts: PolicyFacts) -> Answer:
    return {
        "cadre": told.cadre,
        "rule": rule.id,
        "from": told.start.isoformat(),
        "until": told.end.isoformat(),
        "unit": told.held.unit if told.held else None,
        "counted_from": told.since.isoformat(),
        "counted_until": told.until.isoformat(),
        "required": spoken(told.days_required),
        "done": spoken(told.days_done),
        "shortfall": spoken(told.days_short),
        "required_hours": spoken(told.hours_required),
        "done_hours": spoken(told.hours_done),
        "shortfall_hours": spoken(told.hours_short),
        "fulfilled": told.fulfilled,
        "owed": not told.fulfilled and is_kept(rule, told, facts),
        "sessions": [each.session for each in told.sessions],
    }


def _without_rule(cadre: str, year: int, today: date, facts: PolicyFacts) -> Answer | None:
    start, end = date(year, 1, 1), date(year + 1, 1, 1)
    sessions = [each for each in attended({}, cadre, facts) if each.start < end and start < each.end]
    days, hours = total(sessions, start, end, today)
    if not sessions:
        return None
    since, until = start.isoformat(), end.isoformat()
    nothing = {"required": "0", "shortfall": "0", "required_hours": "0", "shortfall_hours": "0"}
    return {
        "cadre": cadre,
        "rule": None,
        "from": since,
        "until": until,
        "unit": _unit_of(sessions),
        "counted_from": since,
        "counted_until": until,
        **nothing,
        "done": spoken(days),
        "done_hours": spoken(hours),
        "fulfilled": True,
        "owed": False,
        "sessions": [each.session for each in sessions],
    }


def _unit_of(sessions: Sequence[Attended]) -> str | None:
    unit: str | None = sessions[-1].fields["unit"]
    return unit


def credit(rules: Sequence[Rule], cadres: Iterable[str], year: int, today: date, facts: PolicyFacts) -> list[Answer]:
    """The class-hours that each cadre earns by party work in a year, as accepted by the day."""
    return [
        _credit_row(rule, year, each)
        for cadre in cadres
        for rule in rules
        if rule.kind == "workload-credit"
        for each in credits_of(rule, cadre, year, today, facts)
    ]


def _credit_row(rule: Rule, year: int, told: Credit) -> Answer:
    return {
        "cadre": told.cadre,
        "year": year,
        "rule": rule.id,
        "roles": list(told.roles),
        "rate": plain(told.rate),
        "weeks": told.weeks,
        "credit": told.said,
        "accepted": not told.missing,
        "missing": list(told.missing),
        "events": list(told.events),
    }


def plans(facts: StoredFacts, units: Iterable[str], year: int, today: date) -> list[Answer]:
    """Every plan in force in the year against what was done of it by the day, with its funds."""
    start, end = date(year, 1, 1), date(year + 1, 1, 1)
    rows: list[Answer] = []
    for unit in units:
        done = [each for each in facts.entries("training-recorded", f"unit:{unit}") if each.start <= today]
        begun = [each for each in facts.entries("training-planned", f"unit:{unit}") if each.start <= today]
        inside = [each for each in begun if each.start < end and start < each.end]
        rows += [_plan_row(unit, each, [one for one in done if _belongs(one, each, begun)]) for each in inside]
    return rows


def _belongs(session: EntryView, plan: EntryView, plans: Iterable[EntryView]) -> bool:
    """Whether the session was held under the plan, or under an annual one that carries out a part of the long-term one.

    That is one within its time, of the same level where both name one.
    """
    own, named = plan.fields, session.fields["plan"]
    if named == own["plan"] or own["term"] != "long-term":
        return bool(named == own["plan"])
    part = next((each for each in plans if each.fields["plan"] == named and each.fields["term"] == "annual"), None)
    if part is None or not plan.start <= part.start < part.end <= plan.end:
        return False
    return not own["level"] or part.fields["level"] in {None, own["level"]}


def _plan_row(unit: str, plan: EntryView, done: Sequence[EntryView]) -> Answer:
    told = plan.fields
    spent = sum(hundredths(each.fields["cost"]) for each in done if each.fields["cost"])
    budget = hundredths(told["budget"]) if told["budget"] else None
    sessions = {each.fields["session"] for each in done}
    outside = {each.fields["session"] for each in done if each.fields["scope"] != "in-county"}
    return {
        "plan": told["plan"],
        "unit": unit,
        "term": told["term"],
        "from": plan.start.isoformat(),
        "until": plan.end.isoformat(),
        "objective": told["objective"],
        "level": told["level"],
        "audience": told["audience"],
        "priority": told["priority"],
        "forms": told["forms"],
        "scopes": told["scopes"],
        "scopes_done": sorted({each.fields["scope"] for each in done}),
        "scopes_open": [each for each in told["scopes"] if each not in {one.fields["scope"] for one in done}],
        "sessions": len(sessions),
        "outside": len(outside),
        "people": len({each.docket for each in done}),
        "budget": told["budget"],
        "spent": spoken_sum(spent),
        "left": None if budget is None else spoken_sum(budget - spent),
        "funds": "none" if budget is None else "over" if spent > budget else "within",
        "review_on": told["review_on"],
        "event": plan.event,
    }
