"""eligibility: whoever takes up a post fulfils what it takes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from domain.days import ALWAYS, FOREVER, add_months, written
from domain.policy.asked import Asked
from domain.policy.candidate import Candidate, Measure, months_of, rises
from domain.policy.concern import acts_of, events
from domain.policy.facts import PolicyFacts
from domain.policy.kind import Amiss, Kind, Spared, everybody
from domain.policy.metrics import METRICS, PERSONAL
from domain.policy.postponed import world_on
from domain.policy.rule import EVERYWHERE, Rule, Selector
from domain.policy.selecting import selects
from domain.policy.verdict import Verdict

RESTARTING = ("years-since-move", "years-since-promotion")
"""Metrics that begin anew with a later act on file."""
ACTS = ("appoint", "transfer", "exchange", "rotate", "promote")


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Whoever takes up the post (or rises to the level) fulfils every condition; all that are not are told."""
    who = _candidate(rule, asked, facts)
    if who is None:
        return None
    day = asked.day
    measures = [(metric := criterion["metric"], METRICS[metric](who, criterion)) for criterion in _criteria(rule)]
    unmet = [(metric, each) for metric, each in measures if not each.met(day)]
    if asked.brief and not unmet:
        return None
    outcome, missing = _outcome([each for _, each in unmet]) if unmet else ("ok", "")
    said = "; ".join([_said(metric, each, day) for metric, each in unmet])
    sentence = (
        f"{asked.cadre} for {asked.post or asked.level} on {written(day)}: "
        f"{said or f'all {len(measures)} conditions are fulfilled'}."
    )
    figures = {
        "cadre": asked.cadre,
        "post": asked.post,
        "level": who.level,
        "conditions": [_figures(metric, each, day) for metric, each in measures],
    }
    read = events(*[each.facts for _, each in measures])
    ledger = tuple([period for _, each in measures for period in each.ledger])
    return Verdict(rule, outcome, sentence, read, figures, ledger=ledger, missing=missing)


def _outcome(unmet: Sequence[Measure]) -> tuple[str, str]:
    """What follows from unfulfilled conditions, and which facts are missing; one that is known to be unmet decides."""
    missing = [each.missing for each in unmet if each.missing]
    return "undetermined" if len(missing) == len(unmet) else "breach", "; ".join(missing)


def amiss(options: Mapping[str, Any], levels: Sequence[str]) -> Iterable[Amiss]:
    """What is wrong with the conditions."""
    from domain.policy.criteria import criteria_amiss

    return criteria_amiss(options, levels)


def _criteria(rule: Rule) -> tuple[dict[str, Any], ...]:
    return tuple(rule.options["criteria"])


def _candidate(rule: Rule, asked: Asked, facts: PolicyFacts) -> Candidate | None:
    """The candidate, if the act concerns the rule: a post that it selects, or a mere rise to such a level."""
    if asked.act not in acts_of(rule, ACTS) or not rule.counts.kind(asked.kind):
        return None
    place = facts.post(asked.post, asked.day) if asked.post else None
    if asked.post and (place is None or not selects(rule.select, place)):
        return None
    if not asked.post and (asked.level is None or not _selects_level(rule.select, asked.level)):
        return None
    who = Candidate(rule, asked, facts, place, asked.level or (place.level if place else None))
    return who if not rule.options.get("promotion_only") or rises(who) else None


def _selects_level(selector: Selector, level: str) -> bool:
    """Whether a selector takes in a level without a post: one that asks for more than a level does not."""
    if selector is EVERYWHERE:
        return True
    return replace(selector, level=()) == EVERYWHERE and (not selector.level or level in selector.level)


def _said(metric: str, measure: Measure, day: date) -> str:
    since = f", fulfilled from {written(measure.start)}" if measure.start and measure.start > day else ""
    return f"{metric}: {measure.has}, {measure.needs} needed{since}"


def _figures(metric: str, measure: Measure, day: date) -> dict[str, Any]:
    start, has, needs, *_ = measure
    first = written(start) if start is not None and start > ALWAYS else None
    met = None if measure.missing else measure.met(day)
    return {"metric": metric, "has": has, "needs": needs, "met": met, "from": first}


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days on which a condition will be fulfilled if the cadre stays as they are."""
    later = facts.post_days(asked.post) if asked.post else ()
    for day in (asked.day, *(day for day in later if asked.day < day < FOREVER)):
        who = _candidate(rule, asked._replace(day=day), world_on(facts, asked, day))
        yield from _turns_of(who) if who is not None else ()


def _turns_of(who: Candidate) -> Iterable[date]:
    """The turning days as long as the post stays what it is."""
    staying = who._replace(staying=True)
    changes = _changes(staying)
    if who.rule.options.get("promotion_only"):
        yield from (day + timedelta(days=1) for day in changes)
    for criterion in _criteria(who.rule):
        start = METRICS[criterion["metric"]](staying, criterion).start
        if start is not None and start < FOREVER:
            yield start
        if criterion["metric"] in RESTARTING:
            yield from (add_months(day, months_of(criterion)) for day in changes)


def _changes(who: Candidate) -> list[date]:
    """The days on which the cadre's posts or levels change."""
    bounds = [day for each in who.stretches() for day in (each.start, each.end)]
    bounds += [day for each in who.facts.standings(who.name) for day in (each.start, each.end)]
    return [day for day in bounds if ALWAYS < day < FOREVER]


def spares(rule: Rule, asked: Asked, facts: PolicyFacts) -> Spared | None:
    """Everybody, where the post is no such one; who does not rise, where only that is judged; who fulfils it all."""
    if asked.act not in acts_of(rule, ACTS) or not rule.counts.kind(asked.kind):
        return everybody
    place = facts.post(asked.post, asked.day) if asked.post else None
    if place is None:
        return everybody if asked.post else None
    if not selects(rule.select, place):
        return everybody
    level, rising, told = asked.level or place.level, rule.options.get("promotion_only"), _criteria(rule)
    personal = [(METRICS[each["metric"]], each) for each in told if each["metric"] in PERSONAL]

    def fit(one: Asked) -> bool:
        who = Candidate(rule, one, facts, place, level)
        if rising and not rises(who):
            return True
        return len(personal) == len(told) and all(measure(who, each).met(one.day) for measure, each in personal)

    return fit if rising or len(personal) == len(told) else None


KIND = Kind(
    "eligibility",
    "Whoever takes up a post fulfils every condition: service, level, posts, age, education and the like.",
    options={
        "criteria": "list of tables { metric, at_least, ... }: the conditions; the metrics are " + ", ".join(METRICS),
        "education_scale": "list of texts: the steps of education, lowest first, as the register has them",
        "promotion_only": "yes or no: only whoever rises to a higher level by the act is judged (no unless said)",
        "acts": "list of acts: the acts that are judged (appoint, transfer, exchange, rotate, promote unless said)",
    },
    needs=("criteria",),
    check=check,
    spares=spares,
    turns=turns,
    amiss=amiss,
)
