"""training-outside: a unit that plans training sends people out in every year of a plan."""

from collections.abc import Iterator
from datetime import date, timedelta

from domain.policy.attendance import TOPIC, counts
from domain.policy.facts import EntryView, PolicyFacts
from domain.policy.kind import Kind, Owed
from domain.policy.rule import Rule

PLANNED = "training-planned"


def owed(rule: Rule, unit: str, today: date, facts: PolicyFacts) -> Iterator[Owed]:
    """For each annual plan of the unit: so many sessions elsewhere, due when the plan ends."""
    for plan in facts.entries(PLANNED, f"unit:{unit}"):
        if plan.fields["term"] != "annual" or not rule.on(plan.start):
            continue
        raised_on = max(plan.start, plan.end - timedelta(days=rule.warn_days))
        if raised_on > today or _reached(rule, plan, raised_on, facts):
            continue
        done_by = _reached(rule, plan, today, facts)
        yield Owed(unit, f"{plan.fields['plan']}", raised_on, plan.end, plan.event, done_by, unit=unit)


def _reached(rule: Rule, plan: EntryView, day: date, facts: PolicyFacts) -> str | None:
    """The event of the session with which the unit had enough by the day; None where it had not."""
    seen: dict[str, str] = {}
    wanted = rule.number("sessions", plan.start)
    for each in facts.entries(TOPIC, plan.subject):
        if plan.start <= each.start < min(plan.end, day + timedelta(days=1)) and counts(rule.options, each):
            seen.setdefault(each.fields["session"], each.event)
    return list(seen.values())[wanted - 1] if len(seen) >= wanted else None


KIND = Kind(
    "training-outside",
    "A unit with an annual training plan sends people to so many sessions outside in the time of the plan; what lacks "
    "is a duty of the unit, due when the plan ends.",
    numbers=("sessions",),
    options={
        "scope": "list of in-county, outside-county, outside-city, outside-province: what counts as outside",
        "training_kind": "list of political-theory, study-tour, on-the-job, practical: the kinds that count (all "
        "unless said)",
    },
    owed_by_unit=owed,
    needs=("scope",),
)
