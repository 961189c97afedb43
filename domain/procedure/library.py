"""What is published: editions of calendars and versions of procedures, from their facts as plain values."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from domain.calendar import WEEKDAYS, Notice, WorkCalendar, calendar_of
from domain.procedure.definition import Procedure, read_procedure

Published = tuple[date, Mapping[str, Any]]
"""The civil day from which something published is known, and its fields as plain values."""


def editions(facts: Iterable[Published]) -> tuple[tuple[date, WorkCalendar], ...]:
    """A calendar by its notices, after each day on which one became known; the day stands before it."""
    notices: list[Notice] = []
    found: dict[date, WorkCalendar] = {}
    for known, told in sorted(facts, key=lambda each: each[0]):
        notices.append(notice_of(told))
        found[known] = calendar_of(told["calendar"], notices, told["weekend"] or WEEKDAYS[5:])
    return tuple(found.items())


def notice_of(told: Mapping[str, Any]) -> Notice:
    """The notice in the fields of its fact."""
    off, worked = (frozenset(map(date.fromisoformat, told[name])) for name in ("off", "worked"))
    return Notice(told["notice"], date.fromisoformat(told["issued"]), told["year"], off, worked, told["revises"])


def versions(facts: Iterable[Published]) -> tuple[Procedure, ...]:
    """The versions of a procedure, in the order in which they came into force."""
    read = (read_procedure(told["content"])._replace(since=known) for known, told in facts)
    return tuple(sorted(read, key=lambda each: each.since))


def version_on(published: Sequence[Procedure], day: date) -> Procedure | None:
    """The version in force on a day: the latest that has begun and not ended."""
    return next((each for each in reversed(published) if each.since <= day < each.until), None)
