"""Deciding on indicator sets and on the opening of cycles."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from domain.assessment.commands import OpenCycle, PublishIndicators
from domain.assessment.events import CycleOpened, IndicatorSetPublished
from domain.assessment.exact import exact, plain
from domain.assessment.file import fields_of, rules_on, set_named
from domain.assessment.indicators import IndicatorSet, set_amiss
from domain.errors import BadInput
from domain.facts import Decided, Facts, Proposed
from domain.finding import Finding
from domain.policy.rule import Rule
from domain.policy.verdict import Verdict


def publish_indicators(command: PublishIndicators, facts: Facts) -> Decided:
    """A version of a set; a version that is there already is not published again with other contents.

    Raises BadInput for everything that is wrong in it, sums of weights that are not one among them.
    """
    told = {name: value for name, value in command.__dict__.items() if name in IndicatorSetPublished.model_fields}
    body = IndicatorSetPublished(**told)
    if amiss := list(set_amiss(body.model_dump(mode="json"))):
        raise BadInput(*(f"indicator set {command.set}: {each}" for each in amiss))
    stream = f"indicators:{command.set}"
    for act in facts.ledger(stream).in_force():
        same = fields_of(act)
        if same.get("version") == command.version:
            wording = (
                f"Version {command.version} of the indicator set {command.set} was published by {act.id}; "
                "a change is a new version."
            )
            return Decided(findings=(Finding("set-published", wording, facts=(act.id,)),))
    return Decided((Proposed(stream, body, command.effective),))


def open_cycle(command: OpenCycle, facts: Facts) -> Decided:
    """A cycle with the sets named, in their last version unless one is said.

    Raises BadInput for a set or a unit that is not there.
    """
    day = command.effective
    if command.unit is not None:
        facts.unit(command.unit)
    if not command.sets:
        raise BadInput(f"cycle {command.cycle}: name its indicator sets with --set, a file or a published set")
    made = [set_named(key, facts) for key in command.sets]
    stream = f"cycle:{command.cycle}"
    if opened := [act for act in facts.ledger(stream).in_force() if isinstance(act.body, CycleOpened)]:
        wording = f"The cycle {command.cycle} was opened on {opened[0].effective} by {opened[0].id}; give another id."
        return Decided(findings=(Finding("cycle-open", wording, facts=(opened[0].id,)),))
    year = command.year or day.year
    keys = tuple(each.key for each in made)
    body = CycleOpened(
        cycle=command.cycle, year=year, period=command.period, title=command.title, unit=command.unit, sets=keys
    )
    findings = tuple(_one_sided(made, rules_on("score", day, facts), day))
    evidence = tuple(each.event for each in made)
    return Decided((Proposed(stream, body, day, unit=command.unit, evidence=evidence),), findings)


def _one_sided(made: Iterable[IndicatorSet], rules: Iterable[Rule], day: date) -> Iterable[Finding]:
    """The sets in which a part of the work has less of the score than the rule asks for."""
    for rule in rules:
        least = rule.optional("part_share", day)
        for each in made if least is not None else ():
            low = [part for part in ("party", "business") if each.parts.get(part, Fraction(0)) < _share(str(least))]
            for part in low:
                share = plain(each.parts.get(part, Fraction(0)))
                sentence = (
                    f"In the indicator set {each.key} the {part} part has a share of {share}, "
                    f"at least {least} is asked for: both parts are assessed."
                )
                figures = {"set": each.key, "part": part, "share": share, "least": str(least)}
                yield Verdict(rule, "breach", sentence, (each.event,), figures).finding(None)


def _share(text: str) -> Fraction:
    above, sign, below = text.partition("/")
    return exact(above) / exact(below) if sign else exact(above)
