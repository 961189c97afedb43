"""Correcting assessments: the limits of new marks hold for corrected ones, and no difference tells somebody's mark."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.assessment.commands import named_texts
from domain.assessment.events import AssessmentScored, CycleOpened, GradeGiven, IndicatorObserved
from domain.assessment.file import (
    Subject,
    about,
    cycle_act,
    entries,
    fields_of,
    not_before,
    rules_on,
    set_named,
    way_on,
)
from domain.assessment.limits import (
    by_oneself,
    grouped,
    mark_amiss,
    marks_amiss,
    nearly_the_same,
    no_indicator,
    ratings_amiss,
    too_few,
    unproved,
)
from domain.assessment.results import GRADES, over_quota
from domain.errors import BadInput
from domain.events import Event
from domain.facts import Facts
from domain.finding import Finding
from domain.ledger import Act, reread

TYPED = ("marks", "proofs")
"""The fields that are written as NAME=TEXT;NAME=TEXT, also in a correction."""


def reading(body: Event, asked: Mapping[str, Any], facts: Facts) -> Mapping[str, Any]:
    """Marks, proofs and ratings as the fact holds them: those named take the place of the recorded ones, others stay.

    Raises BadInput for ratings that fit no set, and for groups of so few that they are not recorded.
    """
    if not isinstance(body, AssessmentScored):
        return asked
    read = dict(asked)
    for name in TYPED:
        if name in asked:
            read[name] = {**getattr(body, name), **_named(name, asked[name])}
    if "ratings" in asked:
        read["ratings"] = _ratings(body, _named("ratings", asked["ratings"]), facts)
    return read


def _named(field: str, value: object) -> dict[str, str]:
    try:
        read = named_texts(value)
    except ValueError as error:
        raise BadInput(f"{field}: {error}") from None
    if not isinstance(read, Mapping) or not all(isinstance(text, str) for text in read.values()):
        raise BadInput(f"{field}: {value!r} is not of the form NAME=VALUE;NAME=VALUE")
    return dict(read)


def _ratings(body: AssessmentScored, told: dict[str, str], facts: Facts) -> tuple[dict[str, str], ...]:
    made = set_named(body.set, facts)
    if mistakes := list(ratings_amiss(told, made)):
        raise BadInput(*mistakes)
    least = way_on(cycle_act(body.cycle, facts).effective, facts).raters
    kept, few = grouped(told, made, least)
    if few:
        raise BadInput(*(too_few(relation, count, least).wording for relation, count in few.items()))
    named = {each["relation"] for each in kept}
    others = [each for each in body.ratings if each["relation"] not in named]
    return tuple(sorted((*others, *kept), key=lambda each: each["relation"]))


def amended(stream: str, act: Act, changes: Mapping[str, Any], facts: Facts) -> tuple[Finding, ...]:
    """What stands in the way of the changes. Raises BadInput for what fits no set of the cycle."""
    fields = {name: value for name, value in changes.items() if name in type(act.body).model_fields}
    body = reread(act.body, fields)
    day = date.fromisoformat(str(changes.get("effective", act.effective)))
    if "effective" in changes and stream.startswith(("assessment:", "ranking:")):
        not_before(cycle_act(fields_of(act)["cycle"], facts), day, "what is told")
    match body:
        case AssessmentScored():
            return _scored(stream, body, changes, facts)
        case IndicatorObserved():
            return _observed(body, day, facts)
        case CycleOpened():
            return _opened(body, facts)
        case GradeGiven() if "grade" in changes:
            return _graded(act, body, day, facts)
    return ()


def _subject(body: AssessmentScored | IndicatorObserved | GradeGiven) -> Subject:
    register, _, name = about(body.model_dump(mode="json")).partition(":")
    return Subject(register, name)


def _scored(stream: str, body: AssessmentScored, changes: Mapping[str, Any], facts: Facts) -> tuple[Finding, ...]:
    made = set_named(body.set, facts)
    if mistakes := list(marks_amiss(body.marks, made)):
        raise BadInput(*mistakes)
    findings = [*by_oneself(_subject(body), facts), *unproved(body.marks, body.proofs, made)]
    if "ratings" in changes:
        least = way_on(cycle_act(body.cycle, facts).effective, facts).raters
        findings += nearly_the_same(body.ratings, least, facts.ledger(stream))
    return tuple(findings)


def _observed(body: IndicatorObserved, day: date, facts: Facts) -> tuple[Finding, ...]:
    made = set_named(body.set, facts)
    indicator = made.indicator(body.indicator)
    if indicator is None:
        raise BadInput(no_indicator(body.indicator, made))
    if body.mark is not None and (amiss := list(mark_amiss(body.mark, indicator))):
        raise BadInput(*amiss)
    if (body.problem is None) != (body.due_on is None):
        raise BadInput("a problem needs the day by which it is to be put right: correct problem and due together")
    if body.due_on is not None and body.due_on < day:
        raise BadInput(f"the due day {body.due_on} lies before the day of the observation {day}")
    return tuple(by_oneself(_subject(body), facts))


def _opened(body: CycleOpened, facts: Facts) -> tuple[Finding, ...]:
    """A cycle keeps the sets by which somebody was marked in it."""
    keys = {set_named(each, facts).key for each in body.sets}
    used = {fields_of(act)["set"] for act in entries("assessment-scored", f"cycle:{body.cycle}", facts)}
    if lost := sorted(used - keys):
        raise BadInput(f"sets: there are marks by {', '.join(lost)} in {body.cycle}; such a set stays in the cycle")
    if strays := sorted({*body.sets} - keys):
        raise BadInput(f"sets: write the version of {', '.join(strays)}, such as {min(keys)}")
    return ()


def _graded(act: Act, body: GradeGiven, day: date, facts: Facts) -> tuple[Finding, ...]:
    subject = _subject(body)
    if body.grade not in GRADES[subject.register]:
        raise BadInput(f"the grades of a {subject.register} are {', '.join(GRADES[subject.register])}")
    others = [each for each in entries("grade-given", f"cycle:{body.cycle}", facts) if each.id != act.id]
    rules = rules_on("grade-quota", day, facts)
    return tuple(each for rule in rules for each in over_quota(rule, body, day, others, facts))
