"""terms-max: nobody holds one post for more than so many terms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from domain.days import add_months, written
from domain.policy.asked import Asked
from domain.policy.clock import Tally, tally
from domain.policy.concern import acts_of, listed, taken
from domain.policy.facts import PolicyFacts, Stretch
from domain.policy.kind import BY_ANY, Kind, Spared, everybody, own, picked_day
from domain.policy.rule import Rule
from domain.policy.verdict import Period, Verdict
from domain.policy.worked_out import worked_out


class Term(NamedTuple):
    """A holding [start, end) of the post up to the day asked about, and for how many terms it counts."""

    start: date
    end: date
    terms: int
    since_known: bool


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Whoever has served the terms that are allowed is not appointed to the post again."""
    place = taken(rule, asked, facts)
    if place is None:
        return None
    stretches = own(facts.stretches(asked.cadre), asked)
    shown = tally(_clocked(rule, facts), stretches, place, asked.day)
    day = picked_day(rule, asked)
    limit = rule.dated("terms", day, start=shown.since)
    terms = _terms(rule, day, shown, stretches, facts)
    served = sum([term.terms for term in terms])
    unknown = not all(term.since_known for term in terms)
    outcome = "breach" if served >= limit.value else "undetermined" if unknown else "ok"
    if asked.brief and outcome == "ok":
        return None
    told = [(written(each.start), written(each.end), each.terms) for each in terms]
    said = "; ".join([f"{start} to {end}, {count}" for start, end, count in told]) or "none"
    sentence = (
        f"{asked.cadre} has served {served} of at most {limit.value} terms{' running' * _consecutive(rule)} "
        f"in {place.post} by {written(asked.day)} ({said})."
    )
    figures = {
        "cadre": asked.cadre,
        "post": place.post,
        "served": served,
        "limit": limit.value,
        "terms": [{"from": start, "until": end, "counts": count} for start, end, count in told],
    }
    missing = f"since when {asked.cadre} has held {place.post}" if outcome == "undetermined" else ""
    return Verdict(rule, outcome, sentence, shown.facts, figures, limit.article, shown.ledger, missing)


def _consecutive(rule: Rule) -> bool:
    return rule.options.get("consecutive", True) is not False


def _clocked(rule: Rule, facts: PolicyFacts) -> Rule:
    """The rule with the clock that terms run on: the post's own, continuous if only consecutive terms count."""
    clock = "same-post" if _consecutive(rule) else "same-post-cumulative"
    if rule.clock == clock:
        return rule
    return worked_out(facts.recorded, rule, "clocked", lambda: replace(rule, clock=clock))


def _terms(rule: Rule, day: date, shown: Tally, stretches: Iterable[Stretch], facts: PolicyFacts) -> Sequence[Term]:
    """The holdings on the ledger, each with the terms it counts for; one carried over to a new post goes on."""
    months = rule.number("term_years", day) * 12
    counted = [period for period in shown.ledger if period.counted]
    if not counted:
        return ()
    if len(counted) == 1:
        return [_term(rule, day, months, counted, _holding(counted[0], stretches), facts)]
    holdings = {each.event: each for each in stretches}
    spans: dict[date, list[Period]] = {}
    for period in counted:
        spans.setdefault(holdings[period.event].since, []).append(period)
    return [_term(rule, day, months, parts, holdings[parts[0].event], facts) for parts in spans.values()]


def _holding(period: Period, stretches: Iterable[Stretch]) -> Stretch:
    """What was held in the period."""
    return next(each for each in stretches if each.event == period.event)


def _term(  # noqa: PLR0913, PLR0917 - the periods of one holding, and by which numbers they count
    rule: Rule, day: date, months: int, parts: Sequence[Period], held: Stretch, facts: PolicyFacts
) -> Term:
    start, end = parts[0].start, max([part.end for part in parts])
    whole = whole_terms(start, end, months)
    rest = _rest_counts(rule, day, start, whole * months, end)
    count = 1 if whole + rest == 0 and _own_term(rule, held.event, facts) else whole + rest
    return Term(start, end, count, held.since_known)


def whole_terms(start: date, end: date, months: int) -> int:
    """How many terms of so many months lie in the stretch of time."""
    count, rest = divmod((end.year - start.year) * 12 + end.month - start.month, months)
    return count - (rest == 0 and add_months(start, count * months) > end)


def _rest_counts(rule: Rule, day: date, start: date, served: int, end: date) -> int:
    """Whether what is left after so many months counts as a term: it lasted longer than the rule says."""
    months = rule.optional("partial_term_counts_from_months", day)
    return int(months is not None and add_months(add_months(start, served), months) < end)


def _own_term(rule: Rule, event: str, facts: PolicyFacts) -> bool:
    """Whether the holding began a term of its own, however short, because only some reasons begin partial ones."""
    codes = rule.options.get("partial_reasons")
    if not codes:
        return False
    reason = facts.reason(event) or ""
    return reason.partition(":")[0].strip().lower() not in listed(codes)


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """Terms no longer follow one another the day after a holding ends, or when the gap is long enough."""
    if not _consecutive(rule) or asked.act not in acts_of(rule, (asked.act,)):
        return ()
    ends = (each.end for each in own(facts.stretches(asked.cadre), asked) if not each.open)
    return (add_months(end, rule.gap_months) if rule.gap_months else end + timedelta(days=1) for end in ends)


def spares(rule: Rule, asked: Asked, facts: PolicyFacts) -> Spared | None:
    """Who never held the post, nor one that it succeeded."""
    place, day = taken(rule, asked, facts), picked_day(rule, asked)
    if place is None:
        return everybody
    rule.number("term_years", day)
    if rule.number("terms", day, start=asked.day) <= 0:
        return None
    line = place.chain if rule.counts.successor_posts else (place.post,)
    holders = {each.cadre for post in line for each in facts.held(post)}
    return lambda one: one.cadre not in holders


OPTIONS: Mapping[str, str] = {
    "consecutive": "yes or no: only terms that follow one another count (yes unless said)",
    "partial_reasons": "list of reason codes: only a holding begun for one of these is part of another's term; any "
    "other counts as a term however short. Without it every holding shorter than a term is a part of one",
    "acts": "list of acts: the acts that are judged (appoint, transfer, exchange, rotate, promote, demote unless said)",
}
KIND = Kind(
    "terms-max",
    "Whoever has served so many terms in a post is not appointed to it again; the rest of a term counts as one if it "
    "lasted longer than `partial_term_counts_from_months`.",
    numbers=("terms", "term_years", "partial_term_counts_from_months?"),
    options=OPTIONS,
    check=check,
    spares=spares,
    turns=turns,
    clocked=True,
    picks=BY_ANY,
)
