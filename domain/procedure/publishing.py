"""Deciding on calendars and definitions: a notice is published once, a version never changes."""

from datetime import date

from domain.calendar import WEEKDAYS, Notice
from domain.days import parse_day
from domain.errors import BadInput
from domain.facts import Decided, Facts, Proposed
from domain.finding import Finding
from domain.procedure.commands import PublishCalendar, PublishProcedure
from domain.procedure.definition import read_procedure
from domain.procedure.events import CalendarPublished, ProcedurePublished
from domain.procedure.lint import lint


def publish_calendar(command: PublishCalendar, facts: Facts) -> Decided:
    """The days of a year are known. Raises BadInput for days that cannot be meant."""
    from domain.calendar_form import notice_mistakes

    off, worked = (frozenset(map(_day, words)) for words in (command.off, command.worked))
    weekend = frozenset(WEEKDAYS.index(each) for each in command.weekend if each in WEEKDAYS)
    notice = Notice(command.notice, command.issued, command.year, off, worked, command.revises)
    if problems := list(notice_mistakes(notice, weekend)):
        raise BadInput(*problems)
    acts = facts.ledger(f"calendar:{command.calendar}").in_force()
    known = [act.body for act in acts if isinstance(act.body, CalendarPublished)]
    if found := _known_already(command, known):
        return Decided(findings=(found,))
    body = CalendarPublished(
        calendar=command.calendar,
        title=command.title,
        weekend=command.weekend,
        year=command.year,
        notice=command.notice,
        issued=command.issued,
        off=tuple(sorted(off)),
        worked=tuple(sorted(worked)),
        revises=command.revises,
    )
    return Decided((Proposed(f"calendar:{command.calendar}", body, command.effective),))


def _day(word: str) -> date:
    try:
        return parse_day(word)
    except ValueError as error:
        raise BadInput(str(error)) from None


def _known_already(command: PublishCalendar, known: list[CalendarPublished]) -> Finding | None:
    figures = {"calendar": command.calendar, "notice": command.notice, "year": command.year}
    if any(each.notice == command.notice for each in known):
        says = f"{command.notice} is published in {command.calendar} already; correct the event if it was misread."
        return Finding("calendar-known", says, figures=figures)
    if any(each.year == command.year for each in known) and not command.revises:
        says = f"The year {command.year} is published in {command.calendar} already; a further notice revises it."
        return Finding("calendar-known", says, figures=figures)
    if command.revises and all(each.year != command.year for each in known):
        says = f"{command.notice} revises {command.year}, which is not published in {command.calendar} yet."
        return Finding("calendar-unknown", says, figures=figures)
    return None


def publish_procedure(command: PublishProcedure, facts: Facts) -> Decided:
    """A version is in force from the day on; one with flaws, or with the number of another, is not."""
    try:
        procedure = read_procedure(command.content)
    except (ValueError, KeyError, TypeError):
        raise BadInput("the content is not the canonical text of a procedure: cadre procedure publish FILE") from None
    if (procedure.id, procedure.version) != (command.procedure, command.version):
        raise BadInput(f"the content is version {procedure.version} of {procedure.id}, not what the line says")
    stream = f"procedure:{command.procedure}"
    figures = {"procedure": command.procedure, "version": command.version, "hash": procedure.hash}
    found = [
        Finding(f"procedure-{each.code}", f"{each.step}: {each.says}.", figures=figures) for each in lint(procedure)
    ]
    for act in facts.ledger(stream).in_force():
        told = act.body
        if not isinstance(told, ProcedurePublished):
            continue
        if told.version == command.version:
            same = "" if told.hash == procedure.hash else ", with another content; a change is another version"
            says = f"Version {command.version} of {command.procedure} is published already{same}."
            found.append(Finding("procedure-published", says, figures=figures, conflict=bool(same)))
        elif act.effective == command.effective:
            says = f"Version {told.version} is in force from {act.effective} too; no day has two versions."
            found.append(Finding("procedure-overlap", says, figures=figures))
    body = ProcedurePublished(
        procedure=procedure.id,
        version=procedure.version,
        title=procedure.title,
        hash=procedure.hash,
        content=command.content,
    )
    return Decided((Proposed(stream, body, command.effective),), tuple(found))
