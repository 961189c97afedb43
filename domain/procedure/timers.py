"""What comes by itself with time: terms that elapse, ladders that are climbed, notices that move a term.

Everything is put on the day on which it was due, whenever somebody looks: a late look never moves a legal date.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from domain.calendar import WorkCalendar
from domain.procedure.case import Open
from domain.procedure.definition import Step
from domain.procedure.flow import Draft, finish, is_task
from domain.procedure.term import end_of

ONE_DAY = timedelta(days=1)
MOVED, ELAPSED, ESCALATED = range(3)


class Timer(NamedTuple):
    """Something that is due on a day; timers of one day go off in the order of kind and of the steps' entry."""

    day: date
    kind: int
    entry: int
    step: str
    version: int = 0


def bring_up(draft: Draft, day: date) -> None:
    """Let everything happen that was due up to and with the day, in the order of days."""
    while not draft.case.ended and (due := min(_timers(draft, day), default=None)):
        _go_off(draft, due)


def _timers(draft: Draft, day: date) -> Iterator[Timer]:
    for standing in draft.case.open:
        if standing.due is None:
            continue
        step = draft.step(standing.step)
        for timer in (*_moves(draft, standing, step, day), *_elapse(standing, step), *_rungs(standing, step)):
            if timer.day <= day:
                yield timer


def _moves(draft: Draft, standing: Open, step: Step, day: date) -> Iterator[Timer]:
    """The first edition of the calendar after the term's own by which the term ends otherwise."""
    if standing.budget is None or standing.budget.unit != "wd":
        return
    for known, calendar in draft.around.calendars:
        if known > day:
            return
        if calendar.version > standing.version and _by(calendar, standing, step) != (
            standing.due,
            standing.provisional,
        ):
            yield Timer(max(known, standing.touched or known), MOVED, standing.entry, step.id, calendar.version)
            return


def _by(calendar: WorkCalendar, standing: Open, step: Step) -> tuple[date | None, bool]:
    """When the term ends by another edition: what was provisional is counted anew, else as the definition has it."""
    if standing.budget is None or standing.running is None or standing.due is None:
        return standing.due, standing.provisional
    ends = end_of(standing.budget, standing.running, calendar)
    if standing.provisional or step.on_calendar_change == "recompute":
        return ends.day, ends.provisional
    if step.on_calendar_change == "keep" or ends.day < standing.due:
        return standing.due, False
    return ends.day, ends.provisional


def _elapse(standing: Open, step: Step) -> Iterator[Timer]:
    if standing.due and not standing.provisional and step.kind in {"wait", "publicity"}:
        after = max(standing.due + ONE_DAY, standing.touched or standing.due)
        yield Timer(after, ELAPSED, standing.entry, step.id)


def _rungs(standing: Open, step: Step) -> Iterator[Timer]:
    if standing.due and not standing.provisional and is_task(step) and standing.rungs < len(step.escalate):
        rung = step.escalate[standing.rungs]
        day = max(standing.due + timedelta(days=rung.days), standing.touched or standing.since)
        yield Timer(day, ESCALATED, standing.entry, step.id)


def _go_off(draft: Draft, timer: Timer) -> None:
    standing, step = draft.case.standing(timer.step), draft.step(timer.step)
    if standing is None or standing.due is None:
        return
    if timer.kind == MOVED:
        _move(draft, standing, step, timer)
    elif timer.kind == ELAPSED:
        draft.add("case-term-elapsed", timer.day, step=step.id, due=standing.due.isoformat())
        finish(draft, step.id, "elapsed" if step.kind == "wait" else "clear", timer.day)
    else:
        rung = step.escalate[standing.rungs]
        due = standing.due.isoformat()
        draft.add("case-task-escalated", timer.day, step=step.id, rung=standing.rungs + 1, to=rung.to, due=due)


def _move(draft: Draft, standing: Open, step: Step, timer: Timer) -> None:
    edition = next(each for _, each in draft.around.calendars if each.version == timer.version)
    due, provisional = _by(edition, standing, step)
    if standing.budget is None or standing.running is None or standing.due is None or due is None:
        return
    told = {"budget": str(standing.budget), "running": standing.running.isoformat(), "calendar_version": timer.version}
    ends = {"was": standing.due.isoformat(), "due": due.isoformat(), "provisional": provisional}
    draft.add("case-term-moved", timer.day, step=step.id, **ends, **told)
