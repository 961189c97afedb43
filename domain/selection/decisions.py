"""Deciding on open selections, the reserve and nominations."""

from collections.abc import Sequence
from typing import Any, TypeAlias, assert_never

from domain.amounts import hundredths
from domain.body.reading import departed
from domain.errors import BadInput
from domain.facts import Decided, Facts, Proposed, later
from domain.finding import Finding
from domain.places import post_closed
from domain.selection.commands import (
    Apply,
    DecideSelection,
    EnterReserve,
    Examine,
    LeaveReserve,
    Nominate,
    OpenSelection,
    Publicise,
    Shortlist,
)
from domain.selection.course import Course, course_of
from domain.selection.events import (
    CandidateApplied,
    CandidateExamined,
    CandidatesPublicised,
    CandidatesShortlisted,
    SelectionDecided,
    SelectionOpened,
)
from domain.selection.pool import enter, leave, nominate

Step: TypeAlias = Apply | Examine | Shortlist | Publicise | DecideSelection
AnyCommand: TypeAlias = OpenSelection | Step | EnterReserve | LeaveReserve | Nominate


def decide(command: AnyCommand, facts: Facts) -> Decided:
    """What the line proposes to record and what stands in its way. Raises BadInput for what cannot be read."""
    match command:
        case OpenSelection():
            return announce(command, facts)
        case Apply() | Examine() | Shortlist() | Publicise() | DecideSelection():
            return take_step(command, facts)
        case EnterReserve():
            return enter(command, facts)
        case LeaveReserve():
            return leave(command, facts)
        case Nominate():
            return nominate(command, facts)
        case _:
            assert_never(command)


def announce(command: OpenSelection, facts: Facts) -> Decided:
    """A selection for a post; each id stands for one. Raises BadInput for an unknown post or a wrong end."""
    closed = post_closed(command.post, command.effective, facts)
    later(command.apply_until, command.effective)
    if facts.exists(stream := f"selection:{command.selection}"):
        return _refused("selection-there", f"There is a selection {command.selection} already.", command)
    names = SelectionOpened.model_fields
    body = SelectionOpened(**{name: getattr(command, name) for name in names})
    return Decided((Proposed(stream, body, command.effective),), closed)


def take_step(command: Step, facts: Facts) -> Decided:
    """A step of a selection that is open. Raises BadInput for an unknown selection or cadre."""
    stream = f"selection:{command.selection}"
    course = course_of(facts.ledger(stream).in_force(), command.effective)
    if course.opened is None:
        raise BadInput(f"there is no selection {command.selection}; list them with: cadre selection list")
    if course.decided is not None:
        said = f"Selection {command.selection} ended on {course.decided.effective}, by {course.decided.id}."
        return _refused("selection-ended", said, command, course.decided.id)
    if command.effective < course.opened.effective:
        said = f"Selection {command.selection} begins on {course.opened.effective} only."
        return _refused("selection-not-begun", said, command, course.opened.id)
    decided = _step(command, course, facts)
    evidence = (course.opened.id, *(act.id for act in (course.shortlist, course.publicised) if act))
    events = tuple(each._replace(stream=stream, evidence=evidence) for each in decided.events)
    return decided._replace(events=events)


def _step(command: Step, course: Course, facts: Facts) -> Decided:
    match command:
        case Apply():
            return apply(command, course, facts)
        case Examine():
            return examine(command, course, facts)
        case Shortlist():
            return shortlist(command, course, facts)
        case Publicise():
            return publicise(command, course)
        case DecideSelection():
            return end(command, course, facts)
        case _:
            assert_never(command)


def apply(command: Apply, course: Course, facts: Facts) -> Decided:
    """A cadre applies in time, once. Raises BadInput for an unknown cadre."""
    facts.cadre(command.cadre)
    notice = course.notice()
    if command.effective >= notice.apply_until:
        said = f"{command.cadre} applies on {command.effective}; applications were taken before {notice.apply_until}."
        return _refused("selection-too-late", said, command)
    if gone := departed(command.cadre, command.effective, facts):
        return Decided(findings=gone)
    if command.cadre in course.applied:
        said = f"{command.cadre} has applied already, by {course.applied[command.cadre].id}."
        return _refused("selection-applied-twice", said, command, course.applied[command.cadre].id)
    return _recorded(CandidateApplied(selection=command.selection, cadre=command.cadre), command)


def examine(command: Examine, course: Course, facts: Facts) -> Decided:
    """An applicant's score in a part of the examination, once. Raises BadInput for an unknown cadre."""
    facts.cadre(command.cadre)
    if command.cadre not in course.applied:
        said = f"{command.cadre} has not applied in selection {command.selection} by {command.effective}."
        return _refused("selection-no-applicant", said, command)
    if before := course.scores.get(command.cadre, {}).get(command.part):
        said = f"{command.cadre} has a score ({command.part}) already, by {before.id}; correct that act instead."
        return _refused("selection-examined-twice", said, command, before.id)
    names = CandidateExamined.model_fields
    return _recorded(CandidateExamined(**{name: getattr(command, name) for name in names}), command)


def shortlist(command: Shortlist, course: Course, facts: Facts) -> Decided:
    """The best by score stay; whoever is passed over by a lower score needs a reason, and that is told.

    Raises BadInput for an unknown cadre.
    """
    notice, wanted = course.notice(), command.cadres
    for each in wanted:
        facts.cadre(each)
    if command.effective < notice.apply_until:
        said = f"Applications are taken up to {notice.apply_until} (excluded); the shortlist is made after that."
        return _refused("selection-still-open", said, command)
    if len(set(wanted)) > notice.shortlist_size:
        said = f"{len(set(wanted))} are named; the notice allows {notice.shortlist_size} on the shortlist."
        return _refused("selection-shortlist-size", said, command)
    without = [each for each in wanted if each not in course.scores]
    if without:
        said = f"{', '.join(without)} was not examined in selection {command.selection} by {command.effective}."
        return _refused("selection-not-examined", said, command)
    if failed := _below_pass(wanted, course):
        said = f"{', '.join(failed)} has a part below {notice.pass_score}, which the notice asks of each part."
        return _refused("selection-not-passed", said, command)
    lowest = min(course.total(each) for each in wanted)
    passed_over = [each for each in course.scores if each not in wanted and course.total(each) > lowest]
    body = CandidatesShortlisted(selection=command.selection, cadres=tuple(dict.fromkeys(wanted)))
    decided = _recorded(body, command)
    if not passed_over:
        return decided
    said = f"{', '.join(sorted(passed_over))} scored higher than some of the shortlist and is not on it."
    finding = Finding("selection-passed-over", said, figures={"selection": command.selection, "passed": passed_over})
    if command.reason is None:
        return Decided(findings=(finding._replace(wording=f"{said} Say why with --reason."),))
    return decided._replace(warnings=(finding._replace(effect="WARN"),))


def _below_pass(cadres: Sequence[str], course: Course) -> list[str]:
    """Who has less in a part than the notice asks of every part."""
    needed = hundredths(course.notice().pass_score or "0")
    lowest = {
        each: min(hundredths(act.body.__dict__["score"]) for act in course.scores[each].values()) for each in cadres
    }
    return [each for each, score in lowest.items() if score < needed]


def publicise(command: Publicise, course: Course) -> Decided:
    """The shortlist is shown for at least as many days as the notice says."""
    if course.shortlist is None:
        said = f"Selection {command.selection} has no shortlist by {command.effective}."
        return _refused("selection-no-shortlist", said, command)
    later(command.until, command.effective)
    days, needed = (command.until - command.effective).days, course.notice().publicity_days
    if days < needed:
        said = f"From {command.effective} to {command.until} (excluded) are {days} days; the notice says {needed}."
        return _refused("selection-publicity-short", said, command, course.shortlist.id)
    body = CandidatesPublicised(selection=command.selection, cadres=course.listed(), until=command.until)
    return _recorded(body, command)


def end(command: DecideSelection, course: Course, facts: Facts) -> Decided:
    """Somebody of the publicised shortlist is chosen once publicity is over; that nobody is needs a reason.

    Raises BadInput for an unknown cadre.
    """
    notice = course.notice()
    body = SelectionDecided(selection=command.selection, post=notice.post, cadre=command.cadre)
    if command.cadre is None:
        if command.reason is None:
            raise BadInput("that a selection ends with nobody chosen needs a --reason")
        return _recorded(body, command)
    facts.cadre(command.cadre)
    if course.publicised is None or command.cadre not in course.publicised.body.__dict__["cadres"]:
        said = f"{command.cadre} was not shown to the public in selection {command.selection} by {command.effective}."
        return _refused("selection-not-publicised", said, command)
    over: Any = course.publicised.body.__dict__["until"]
    if command.effective < over:
        said = f"The public may object up to {over} (excluded); nobody is chosen before."
        return _refused("selection-publicity-runs", said, command, course.publicised.id)
    return _recorded(body, command)


def _recorded(body: Any, command: Step) -> Decided:
    return Decided((Proposed(f"selection:{command.selection}", body, command.effective),))


def _refused(rule: str, wording: str, command: Step | OpenSelection, *events: str) -> Decided:
    figures = {"selection": command.selection, "next": f"cadre selection show {command.selection}"}
    return Decided(findings=(Finding(rule, wording, facts=events, figures=figures),))
