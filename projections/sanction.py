"""Sanctions with their effect periods, and investigations, as they stand on a day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from domain.days import FOREVER
from domain.policy.concern import acts_of
from domain.policy.effect_periods import Effect, investigations
from domain.policy.facts import EntryView, PolicyFacts
from domain.policy.kinds.freeze import ACTS, SANCTION, effects_of
from domain.policy.rule import Rule
from projections.unit import Answer


def sanction_rows(cadre: str, rules: Iterable[Rule], day: date, facts: PolicyFacts) -> Iterator[Answer]:
    """The sanctions of the cadre imposed by the day: until when they have effect under the rules, and what they bar."""
    found: dict[str, list[tuple[Rule, Effect]]] = {}
    for rule in rules:
        if rule.kind == "freeze" and rule.options["while"] == SANCTION:
            for effect in effects_of(rule, cadre, facts):
                found.setdefault(effect.event, []).append((rule, effect))
    for each in facts.entries("sanction-imposed", f"cadre:{cadre}"):
        if each.start <= day:
            yield _sanction_row(cadre, each, found.get(each.event, ()), day)


def _sanction_row(cadre: str, imposed: EntryView, effects: Sequence[tuple[Rule, Effect]], day: date) -> Answer:
    longest = max((effect for _, effect in effects), key=lambda each: each.end, default=None)
    bars = dict.fromkeys(act for rule, effect in effects if day < effect.end for act in acts_of(rule, ACTS))
    return {
        "event": imposed.event,
        "cadre": cadre,
        "line": imposed.fields["line"],
        "kind": imposed.fields["kind"],
        "since": imposed.start.isoformat(),
        "until": longest.end.isoformat() if longest and longest.end != FOREVER else None,
        "how": longest.how if longest else None,
        "state": _state(longest, day),
        "rules": [rule.id for rule, _ in effects],
        "bars": list(bars),
        "about": imposed.fields["about"],
        "reason": imposed.reason,
    }


def _state(effect: Effect | None, day: date) -> str:
    if effect is None:
        return "no-rule"
    return "running" if day < effect.end else "ended"


def investigation_rows(cadre: str, day: date, facts: PolicyFacts) -> Iterator[Answer]:
    """The investigations of the cadre opened by the day, and for how many days each has been open."""
    opened = {each.event: each for each in facts.entries("investigation-opened", f"cadre:{cadre}")}
    closed = {each.event: each for each in facts.entries("investigation-closed", f"cadre:{cadre}")}
    for effect in investigations(cadre, facts):
        if effect.start > day:
            continue
        told, over = opened[effect.event], effect.end <= day
        yield {
            "investigation": told.docket.partition(":")[2],
            "cadre": cadre,
            "since": effect.start.isoformat(),
            "until": effect.end.isoformat() if over else None,
            "state": "closed" if over else "open",
            "days": (min(day, effect.end) - effect.start).days,
            "outcome": closed[effect.ended_by].fields["outcome"] if over and effect.ended_by else None,
            "led_by": told.fields["led_by"],
            "about": told.fields["about"],
            "concerns": told.fields["concerns"],
            "event": effect.event,
        }
