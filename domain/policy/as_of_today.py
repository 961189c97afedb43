"""The law of a day, asked about an act of another one: how that act would be judged if it were decided on the day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from domain.days import ALWAYS, FOREVER
from domain.policy.pack import Pack, in_force, rules_of
from domain.policy.rule import Dated, Rule


def law_of(packs: Sequence[Pack], day: date) -> tuple[Rule, ...]:
    """The rules in force on the day, each with the numbers of that day, for acts of every day."""
    return tuple(as_it_stands(rule, day) for rule in rules_of(in_force(packs, day)) if rule.on(day))


def as_it_stands(rule: Rule, day: date) -> Rule:
    """The rule as if it had always said what it says on the day.

    A rule that chooses its numbers by the start of a holding keeps the older ones: grandfathering is what it says.
    """
    numbers = rule.numbers
    if rule.pick != "holding-start":
        numbers = {name: _standing(rows, day) for name, rows in rule.numbers.items()}
    lenient = FOREVER if day < rule.unknown_until else ALWAYS
    return replace(rule, numbers=numbers, since=ALWAYS, until=FOREVER, unknown_until=lenient)


def _standing(rows: tuple[Dated, ...], day: date) -> tuple[Dated, ...]:
    known = [row for row in rows if row.start <= day]
    return (known[-1]._replace(start=ALWAYS),) if known else rows
