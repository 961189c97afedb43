"""What was published and what happened in cases, read from the rows of dossiers as of a day and as known."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from domain.calendar import WorkCalendar
from domain.procedure import TOPICS
from domain.procedure.case import Case, Fact, case_of
from domain.procedure.definition import Procedure
from domain.procedure.library import editions, versions
from projections.database import Database
from projections.dossier import entries
from projections.moment import Moment
from projections.unit import Answer

CASE_TOPICS = tuple(each for each in TOPICS if each.startswith("case-"))


def procedures(database: Database, position: int, name: str | None = None) -> dict[str, tuple[Procedure, ...]]:
    """The published versions of every procedure by its id, or of one."""
    docket = f"procedure:{name}" if name else None
    found: dict[str, list[tuple[date, Mapping[str, Any]]]] = {}
    for told in entries(database, position, ["procedure-published"], docket=docket):
        found.setdefault(told["procedure"], []).append((date.fromisoformat(told["since"]), told))
    return {each: versions(facts) for each, facts in found.items()}


def notices(database: Database, position: int, name: str | None = None) -> list[Answer]:
    """The published notices of every calendar, or of one, in the order of publication."""
    return entries(database, position, ["calendar-published"], docket=f"calendar:{name}" if name else None)


def calendars(database: Database, position: int) -> dict[str, tuple[tuple[date, WorkCalendar], ...]]:
    """The editions of every published calendar by its id."""
    found: dict[str, list[tuple[date, Mapping[str, Any]]]] = {}
    for told in notices(database, position):
        found.setdefault(told["calendar"], []).append((date.fromisoformat(told["since"]), told))
    return {each: editions(facts) for each, facts in found.items()}


def dockets(
    database: Database, moment: Moment, topics: Sequence[str], name: str | None = None
) -> dict[str, list[Answer]]:
    """Docket -> its facts of these topics up to the day and known at the position, in the order of happening."""
    found: dict[str, dict[str, Answer]] = {}
    for told in sorted(entries(database, moment.position, topics, docket=name, on=moment.day), key=_place):
        found.setdefault(told["docket"], {}).setdefault(told["event"], told)
    return {each: [*facts.values()] for each, facts in found.items()}


def case_rows(database: Database, moment: Moment, case: str | None = None, *, running: bool = False) -> list[Answer]:
    """What happened in cases up to the day and known at the position, each fact once, in the order of happening.

    Of `running` cases only what is recorded as not ended.
    """
    lacking = "case-ended" if running else None
    docket = f"case:{case}" if case else None
    found: dict[str, Answer] = {}
    for told in entries(database, moment.position, CASE_TOPICS, docket=docket, on=moment.day, lacking=lacking):
        found.setdefault(told["event"], told)
    return sorted(found.values(), key=_place)


def _place(told: Answer) -> tuple[str, str, int]:
    docket, _, version = told["event"].rpartition("@")
    return docket, told["since"], int(version)


def cases(rows: Iterable[Answer]) -> dict[str, Case]:
    """The cases that these facts lead to, by id."""
    facts: dict[str, list[Fact]] = {}
    for told in rows:
        facts.setdefault(told["docket"].partition(":")[2], []).append(Fact(told["topic"], _day(told["since"]), told))
    return {name: case_of(each, name) for name, each in facts.items()}


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    return date.fromisoformat(text)
