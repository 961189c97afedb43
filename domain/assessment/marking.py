"""Deciding on marks, observations and problems."""

from collections.abc import Iterator
from datetime import date

from domain.assessment.choosing import chosen
from domain.assessment.commands import Observe, Rectify, Score
from domain.assessment.events import AssessmentScored, CycleOpened, IndicatorObserved, ProblemRectified
from domain.assessment.file import (
    Subject,
    about,
    cycle_act,
    entries,
    fields_of,
    not_before,
    set_named,
    subject_of,
    way_on,
)
from domain.assessment.indicators import IndicatorSet
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
from domain.assessment.scoring import Way, sheet_of
from domain.assessment.scoring import score as made_score
from domain.errors import BadInput
from domain.facts import Decided, Facts, Proposed
from domain.finding import Finding
from domain.ledger import Act


def score(command: Score, facts: Facts) -> Decided:
    """Marks of one assessed. Evaluators' marks are summed by group; a group of too few is not recorded at all.

    Raises BadInput for what is not in the set, not a decimal, or beyond the highest mark.
    """
    opened, subject, made = _place(command.cycle, command.subject, command.set, facts)
    not_before(opened, command.effective, "a mark")
    if not command.marks and not command.ratings:
        raise BadInput("name what is marked, such as: --mark theory=80, or --rate masses=12:1030")
    mistakes = [*marks_amiss(command.marks, made), *ratings_amiss(command.ratings, made)]
    if mistakes:
        raise BadInput(*mistakes)
    way = way_on(opened.effective, facts)
    ratings, few = grouped(command.ratings, made, way.raters)
    warnings = tuple(too_few(group, count, way.raters) for group, count in few.items())
    if not ratings and not command.marks:
        raise BadInput(*(each.wording for each in warnings))
    body = AssessmentScored(
        cycle=command.cycle,
        **subject.fields,
        set=made.key,
        marks=command.marks,
        proofs=command.proofs,
        ratings=tuple(ratings),
    )
    stream = _stream(command.cycle, subject)
    findings = (
        *by_oneself(subject, facts),
        *unproved(command.marks, command.proofs, made),
        *_marked_before(body, subject, facts),
        *_ranked_before(opened, subject, made, way, facts),
        *nearly_the_same(ratings, way.raters, facts.ledger(stream)),
    )
    return Decided((Proposed(stream, body, command.effective, evidence=(opened.id,)),), findings, warnings)


def observe(command: Observe, facts: Facts) -> Decided:
    """Something seen of an indicator. Raises BadInput for an unknown one, or a problem without a due day."""
    opened, subject, made = _place(command.cycle, command.subject, None, facts)
    not_before(opened, command.effective, "an observation")
    indicator = made.indicator(command.indicator)
    if indicator is None:
        raise BadInput(no_indicator(command.indicator, made))
    if command.mark is not None and (amiss := list(mark_amiss(command.mark, indicator))):
        raise BadInput(*amiss)
    if (command.problem is None) != (command.due is None):
        raise BadInput("a problem needs the day by which it is to be put right: --problem TEXT --due DAY")
    if not (command.mark or command.note or command.problem):
        raise BadInput("say what was observed: --mark, --note, or --problem with --due")
    if command.due is not None and command.due < command.effective:
        raise BadInput(f"the due day {command.due} lies before the day of the observation {command.effective}")
    body = IndicatorObserved(
        cycle=command.cycle,
        **subject.fields,
        set=made.key,
        indicator=command.indicator,
        mark=command.mark,
        note=command.note,
        problem=command.problem,
        due_on=command.due,
    )
    proposed = Proposed(_stream(command.cycle, subject), body, command.effective)
    return Decided((proposed,), tuple(by_oneself(subject, facts)))


def rectify(command: Rectify, facts: Facts) -> Decided:
    """A problem was put right. Raises BadInput for an event that names none."""
    stream = command.problem.rpartition("@")[0]
    acts = facts.ledger(stream).in_force() if stream.startswith("assessment:") else ()
    found = next((act for act in acts if act.id == command.problem), None)
    if found is None or not isinstance(found.body, IndicatorObserved) or found.body.problem is None:
        raise BadInput(f"{command.problem} is no event that found a problem; list them with: cadre duty list")
    if before := [act for act in acts if getattr(act.body, "problem", None) == found.id]:
        wording = f"The problem found by {found.id} was put right by {before[0].id} on {before[0].effective}."
        return Decided(findings=(Finding("rectified", wording, facts=(before[0].id,)),))
    if command.effective < found.effective:
        raise BadInput(f"the problem was found on {found.effective}, after {command.effective}")
    seen = found.body
    body = ProblemRectified(
        cycle=seen.cycle, unit=seen.unit, cadre=seen.cadre, problem=found.id, verified_by=command.verified_by
    )
    return Decided((Proposed(stream, body, command.effective, evidence=(found.id,)),))


def _place(cycle: str, named: str, key: str | None, facts: Facts) -> tuple[Act, Subject, IndicatorSet]:
    """The cycle, the assessed, and the set that is meant for them."""
    opened, subject = cycle_act(cycle, facts), subject_of(named, facts)
    body = opened.body
    keys = body.sets if isinstance(body, CycleOpened) else ()
    return opened, subject, chosen([set_named(each, facts) for each in keys], subject, opened.effective, key, facts)


def _stream(cycle: str, subject: Subject) -> str:
    return f"assessment:{cycle}.{subject.id}"


def _marked_before(body: AssessmentScored, subject: Subject, facts: Facts) -> Iterator[Finding]:
    """What has a mark already: a wrong mark is corrected, so that what rests on it is worked out anew."""
    for act in _scored(body.cycle, subject, facts):
        before = fields_of(act)
        names = sorted({*before["marks"]} & {*body.marks})
        names += [each["relation"] for each in before["ratings"] if each["relation"] in _relations(body)]
        if names:
            wording = (
                f"{', '.join(names)} of {subject.id} in {body.cycle} was marked by {act.id}; correct that, and what "
                f"rests on it is worked out anew: cadre correct {act.id} --set marks=NAME=MARK"
            )
            yield Finding("marked-before", wording, facts=(act.id,))


def _relations(body: AssessmentScored) -> set[str]:
    return {each["relation"] for each in body.ratings}


def _scored(cycle: str, subject: Subject, facts: Facts) -> list[Act]:
    """What was scored of the subject in the cycle."""
    return [
        act for act in entries("assessment-scored", f"cycle:{cycle}", facts) if about(fields_of(act)) == subject.key
    ]


def _ranked_before(opened: Act, subject: Subject, made: IndicatorSet, way: Way, facts: Facts) -> Iterator[Finding]:
    """A ranking that stands on a complete score: further marks would change it behind its back."""
    cycle = fields_of(opened)["cycle"]
    for act in entries("ranking-made", f"cycle:{cycle}", facts):
        fields = fields_of(act)
        if fields["ranks"] == subject.register and any(each["id"] == subject.id for each in fields["places"]):
            if _lacking(cycle, opened.effective, subject, made, way, facts):
                return
            wording = (
                f"{subject.id} was ranked in {cycle} by {act.id} on complete marks; cancel the ranking before further "
                "marks are entered."
            )
            yield Finding("ranked-before", wording, facts=(act.id,))


def _lacking(  # noqa: PLR0913, PLR0917 - what a score is made of
    cycle: str, day: date, subject: Subject, made: IndicatorSet, way: Way, facts: Facts
) -> tuple[str, ...]:
    sheet = sheet_of(((fields_of(act), act.id) for act in _scored(cycle, subject, facts)), way.raters)
    return made_score(made, sheet, way.missing, day).lacking
