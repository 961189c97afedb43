"""yearly-count: a body does something so many times in every year, half-year, quarter or month."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from domain.body.membership import Body
from domain.policy.bodies import bodies_in, sessions_of
from domain.policy.concern import listed
from domain.policy.facts import EntryView, PolicyFacts
from domain.policy.kind import Kind, Owed
from domain.policy.periods import whole_periods
from domain.policy.rule import Rule

_DAY = timedelta(days=1)


def owed(rule: Rule, unit: str, today: date, facts: PolicyFacts) -> Iterator[Owed]:
    """For each body of the unit and each period in which it exists throughout: so many sessions, due at its end."""
    for body in concerned(rule, unit, facts):
        for start, end in periods(rule, body, today):
            raised_on = max(start, end - timedelta(days=rule.warn_days))
            wanted = rule.number("at_least", start)
            if raised_on > today or len(held(rule, body, start, raised_on, facts)) >= wanted:
                continue
            done = held(rule, body, start, min(end, today + _DAY), facts)
            done_by = done[wanted - 1].event if len(done) >= wanted else None
            yield Owed(unit, f"{body.body}/{start}", raised_on, end, body.event, done_by, unit=unit)


def concerned(rule: Rule, unit: str, facts: PolicyFacts) -> Iterator[Body]:
    """The bodies of the unit that the rule takes in."""
    kinds = listed(rule.options.get("body_kind"))
    return (body for body in bodies_in(unit, facts) if not kinds or body.kind in kinds)


def periods(rule: Rule, body: Body, today: date) -> Iterator[tuple[date, date]]:
    """The periods begun by the day in which the body exists and is kept throughout and for which there is a number."""
    rows = rule.numbers["at_least"]
    for start, end in whole_periods(str(rule.options.get("per", "calendar-year")), body.start, today):
        if body.kept <= start and end <= body.end and rule.on(start) and rows[0].start <= start:
            yield start, end


def held(rule: Rule, body: Body, start: date, end: date, facts: PolicyFacts) -> Sequence[EntryView]:
    """What the body held of that kind from `start` up to but not including `end`; about the matter, if one is asked."""
    words = [word.casefold() for word in listed(rule.options.get("about"))]
    found = (each for each in sessions_of(body.body, str(rule.options["what"]), facts) if start <= each.start < end)
    return [each for each in found if not words or _about(each, words)]


def _about(session: EntryView, words: Sequence[str]) -> bool:
    told = " ".join(session.fields["about"]).casefold()
    return any(word in told for word in words)


KIND = Kind(
    "yearly-count",
    "A body does something at least so many times in every calendar year (or half-year, quarter, month). What lacks is "
    "a duty of its unit, due when the period ends. A period in which the body begins or ends, or from which on what it "
    "does is on file (body-keep), asks for nothing; a part of a period never asks for a part of the number.",
    numbers=("at_least",),
    options={
        "what": "one of report-heard, discussed, centre-group, democratic-life, upward-report, study-day, contact, "
        "opinion, financial-audit: what is counted",
        "per": "one of calendar-year, half-year, quarter, month: in which period (calendar-year unless said)",
        "body_kind": "list of kinds of bodies: only these owe it (all unless said)",
        "about": "list of texts: only what is about a matter with one of them counts (all unless said)",
    },
    needs=("what",),
    owed_by_unit=owed,
)
