"""freeze: during an investigation or the effect period of a sanction some acts are barred."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from domain.days import ALWAYS, FOREVER, written
from domain.policy.asked import BESIDE_ACTS, TAKING_ACTS, Asked
from domain.policy.candidate import Candidate, rises
from domain.policy.concern import acts_of, events, left, listed
from domain.policy.effect_periods import EQUALS, STACKS, Effect, investigations, running, sanctions
from domain.policy.facts import PolicyFacts
from domain.policy.kind import Amiss, Kind, Owed, Spared, everybody
from domain.policy.rule import Rule, Selector
from domain.policy.selecting import selects
from domain.policy.verdict import Verdict

SANCTION = "sanction"
ACTS = ("appoint", "transfer", "exchange", "rotate", "promote")
MONTHS = (
    *("warning", "serious-warning", "demerit", "major-demerit", "demotion", "removal", "probation"),
    *("admonition", "suspension", "post-adjustment", "ordered-resignation"),
)
"""The kinds of sanction that have an effect period; dismissal and expulsion end the service instead."""


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Nobody is moved, promoted, rewarded or let go by a barred act while the investigation or sanction has effect."""
    if asked.act == SANCTION and rule.options["while"] == SANCTION:
        return _stated(rule, asked, facts)
    effects = effects_of(rule, asked.cadre, facts)
    if not effects or not _barred(rule, asked, facts):
        return None
    there = running(effects, asked.day)
    outcome = "breach" if there else "ok"
    figures = {
        "cadre": asked.cadre,
        "act": asked.act,
        "while": rule.options["while"],
        "periods": [each.as_dict() for each in there or effects],
    }
    read = events(*[(each.event, each.ended_by) for each in there or effects])
    return Verdict(rule, outcome, _sentence(asked, there), read, figures)


def effects_of(rule: Rule, cadre: str, facts: PolicyFacts) -> tuple[Effect, ...]:
    """The periods in which the rule bars acts on the cadre, as far as they are known."""
    return sanctions(rule, cadre, facts) if rule.options["while"] == SANCTION else investigations(cadre, facts)


def _sentence(asked: Asked, there: Sequence[Effect]) -> str:
    if not there:
        return f"Nothing bars {asked.act} of {asked.cadre} on {written(asked.day)}."
    said = "; ".join([_said(each) for each in there])
    return f"{asked.cadre}: {asked.act} on {written(asked.day)} is barred by {said}."


def _said(effect: Effect) -> str:
    until = f"up to {written(effect.end)}" if effect.end != FOREVER else "and open"
    return f"{effect.kind} ({effect.event}), in effect from {written(effect.start)} {until}"


def _barred(rule: Rule, asked: Asked, facts: PolicyFacts) -> bool:
    """Whether the rule bars such an act: by name, by the way of leaving, as a rise, and on such a post or level."""
    if asked.act not in acts_of(rule, ACTS):
        return False
    departures = listed(rule.options.get("departures"))
    if asked.act == "depart":
        return not departures or asked.kind in departures
    if asked.act in BESIDE_ACTS:
        return True
    place = facts.post(asked.post, asked.day) if asked.post else None
    level = asked.level or (place.level if place else None)
    if place is not None and not selects(rule.select, place):
        return False
    if place is None and rule.select != Selector() and not _selected(rule, asked, level, facts):
        return False
    if not rule.options.get("promotion_only") or asked.act not in TAKING_ACTS:
        return True
    return rises(Candidate(rule, asked, facts, place, level))


def _selected(rule: Rule, asked: Asked, level: str | None, facts: PolicyFacts) -> bool:
    """Whether an act that takes up no post is on a level that the rule selects, or on a post that it leaves."""
    return level in rule.select.level or (asked.act == "relieve" and bool(left(rule, asked, facts)))


def _stated(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """An end that the decision states lies where the rule lets it lie."""
    mine = {each.event: each for each in sanctions(rule, asked.cadre, facts) if each.event in asked.events}
    if not any(each.how == "stated" for each in mine.values()):
        return None
    bounds = [
        each.end
        for equal in EQUALS
        for each in sanctions(_with(rule, equal), asked.cadre, facts, stated=False)
        if each.event in mine
    ]
    end = max(each.end for each in mine.values())
    outcome = "ok" if min(bounds) <= end <= max(bounds) else "breach"
    first, last = written(min(bounds)), written(max(bounds))
    allowed = f"on {last}" if first == last else f"from {first} to {last}"
    said = f"The sanction of {asked.cadre} of {written(asked.day)} is to have effect up to {written(end)}"
    sentence = f"{said}; it ends {allowed}."
    figures = {
        "cadre": asked.cadre,
        "stated_until": written(end),
        "earliest_until": first,
        "latest_until": last,
    }
    return Verdict(rule, outcome, sentence, tuple(mine), figures)


def _with(rule: Rule, equal: str) -> Rule:
    return replace(rule, options={**rule.options, "equal": equal})


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days on which a period ends; where only a rise is barred, also those after a change of post or level."""
    yield from (each.end for each in effects_of(rule, asked.cadre, facts))
    if rule.options.get("promotion_only"):
        yield from (day + timedelta(days=1) for day in _changes(asked, facts) if ALWAYS < day < FOREVER)


def _changes(asked: Asked, facts: PolicyFacts) -> Iterator[date]:
    for stretch in facts.stretches(asked.cadre):
        yield from (stretch.start, stretch.end)
    for standing in facts.standings(asked.cadre):
        yield from (standing.start, standing.end)


def owed(rule: Rule, cadre: str, today: date, facts: PolicyFacts) -> Iterator[Owed]:
    """That the effect of a sanction is over is recorded within `end_days` of an end that the rule has seen."""
    if "end_days" not in rule.numbers or rule.options["while"] != SANCTION:
        return
    recorded = {each.fields["sanction"]: each for each in facts.entries("sanction-lifted", f"cadre:{cadre}")}
    for effect in effects_of(rule, cadre, facts):
        lifting = recorded.get(effect.event)
        if effect.end <= today and effect.how != "lifted" and rule.on(effect.end):
            due_on = effect.end + timedelta(days=rule.number("end_days", effect.end, start=effect.start))
            done = lifting.event if lifting and lifting.start <= today else None
            yield Owed(cadre, f"{effect.event}/{written(effect.end)}", effect.end, due_on, effect.event, done)


def amiss(options: Mapping[str, Any], _levels: Sequence[str]) -> Iterable[Amiss]:
    """What is wrong with options that do not go together."""
    if options.get("while") == "investigation":
        for name in ("line", "stack", "equal"):
            if name in options:
                yield (name,), "is not used: an investigation lasts until it is closed"


def spares(rule: Rule, asked: Asked, facts: PolicyFacts) -> Spared | None:
    """Of whom no investigation, or no sanction, is on file."""
    place = facts.post(asked.post, asked.day) if asked.post else None
    if asked.act not in acts_of(rule, ACTS) or (place is not None and not selects(rule.select, place)):
        return everybody
    topic = "sanction-imposed" if rule.options["while"] == SANCTION else "investigation-opened"
    return lambda one: not facts.entries(topic, f"cadre:{one.cadre}")


OPTIONS: Mapping[str, str] = {
    "while": "one of investigation, sanction: what bars the acts",
    "line": "one or a list of administrative, party, organisational: which sanctions (all unless said)",
    "stack": f"one of {', '.join(STACKS)}: what counts where a sanction is imposed while another has effect (longest "
    "unless said)",
    "equal": f"one of {', '.join(EQUALS)}: how many months several equal sanctions of one day have together, where "
    "the decision does not say (sum unless said; only with remaining-plus-new)",
    "acts": "list of acts: the acts that are barred (appoint, transfer, exchange, rotate, promote unless said)",
    "departures": "list of departures: only these ways of leaving the service are barred by depart (all unless said)",
    "promotion_only": "yes or no: only whoever rises to a higher level by taking up a post is barred (no unless said)",
}
KIND = Kind(
    "freeze",
    "While an investigation is open, or in the effect period of a sanction, some acts are barred; the months of each "
    "kind of sanction are its numbers, `cap_months` the most that several together have; within `end_days` "
    "after it the end of a period is to be recorded.",
    numbers=(*(f"{kind}?" for kind in MONTHS), "cap_months?", "end_days?"),
    options=OPTIONS,
    needs=("while",),
    check=check,
    spares=spares,
    turns=turns,
    owed=owed,
    amiss=amiss,
    beside=(SANCTION,),
)
