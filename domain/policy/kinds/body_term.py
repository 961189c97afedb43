"""body-term: what a body owes within each of its terms: the next election, an inspection half-way."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from domain.body.membership import Body, Term
from domain.days import FOREVER, add_months, written
from domain.policy.bodies import bodies_in, sessions_of
from domain.policy.concern import listed
from domain.policy.facts import PolicyFacts
from domain.policy.kind import Kind, Owed
from domain.policy.rule import Rule
from domain.policy.shares import parts

RENEWAL = "renewal"


def owed(rule: Rule, unit: str, today: date, facts: PolicyFacts) -> Iterator[Owed]:
    """For each term of each body of the unit: due when so much of the term has passed."""
    kinds = listed(rule.options.get("body_kind"))
    for body in bodies_in(unit, facts):
        if not kinds or body.kind in kinds:
            ends = (*(each.start for each in body.terms[1:]), FOREVER)
            for term, following in zip(body.terms, ends, strict=True):
                due_on = _due_on(rule, term)
                if due_on and (found := _owed(rule, body, term, (due_on, following), today, facts)):
                    yield found


def _due_on(rule: Rule, term: Term) -> date | None:
    """The day on which that share of the term has passed, in whole months; None where nobody tells its length."""
    months = term.months or ("months" in rule.numbers and rule.first_or("months", term.start))
    if not months:
        return None
    upper, lower = parts(rule.first_or("term_share", term.start))
    return add_months(term.start, months * upper // lower)


def _owed(  # noqa: PLR0913, PLR0917 - a term, its days, and what is asked of it
    rule: Rule, body: Body, term: Term, days: tuple[date, date], today: date, facts: PolicyFacts
) -> Owed | None:
    """The duty of a term, due on the first of the days; None where the term ended before it was raised."""
    due_on, following = days
    raised_on = max(term.start, due_on - timedelta(days=rule.warn_days))
    past = due_on < body.kept and rule.options["what"] != RENEWAL
    if raised_on > today or past or following <= raised_on or body.end <= raised_on:
        return None
    if not rule.on(due_on):
        return None
    done_by = _done_by(rule, body, term, following, today, facts)
    if done_by is None and (following <= today or body.end <= today):
        return None
    return Owed(body.unit, f"{body.body}/{written(term.start)}", raised_on, due_on, term.event, done_by, unit=body.unit)


def _done_by(  # noqa: PLR0913, PLR0917 - the same
    rule: Rule, body: Body, term: Term, following: date, today: date, facts: PolicyFacts
) -> str | None:
    """The event by which it was done: the election that began the next term, or the first such session of this one."""
    if rule.options["what"] == RENEWAL:
        later = (after.event for before, after in pairwise(body.terms) if before == term and after.start <= today)
        return next(later, None)
    sessions = sessions_of(body.body, str(rule.options["what"]), facts)
    within = (each.event for each in sessions if term.start <= each.start < following and each.start <= today)
    return next(within, None)


KIND = Kind(
    "body-term",
    "When this share of a term of a body has passed (1: the whole term; in whole months, rounded down), something is "
    "due: the election of the next one, or an inspection. It is a duty of the unit of the body. What was due "
    "before that is on file (body-keep) is not asked for, except the election: the last one is recorded.",
    numbers=("term_share", "months?"),
    options={
        "what": "one of renewal, mid-term-inspection, democratic-life, report-heard: what is due, renewal being a "
        "general election",
        "body_kind": "list of kinds of bodies: only these owe it (all unless said)",
    },
    needs=("what",),
    owed_by_unit=owed,
)
