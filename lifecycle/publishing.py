"""The order lines that publish calendars and procedures, and what differs between two definitions."""

from collections.abc import Mapping, Sequence
from datetime import date
from json import loads
from typing import Any

from domain.calendar import Notice, calendar_of, count_working_days
from domain.calendar_form import CalendarFile
from domain.days import ALWAYS
from domain.errors import BadInput
from domain.procedure.definition import Procedure
from domain.procedure.lint import lint, overlapping
from lifecycle.calendar_files import load_calendar
from lifecycle.procedure_files import load_definition


def calendar_lines(name: str, known: set[str], years: tuple[int, ...] = ()) -> list[dict[str, Any]]:
    """One line for each notice of a shipped calendar or a file that is not known yet; each from the day it was issued.

    Raises BadInput for mistakes in it, or if nothing is left to publish.
    """
    file = load_calendar(name)
    wanted = [each for each in file.notices if each.number not in known and (not years or each.year in years)]
    if not wanted:
        raise BadInput(
            f"every notice of {file.id} that was asked for is published already: cadre calendar show {file.id}"
        )
    return [_notice_line(file, each) for each in wanted]


def _notice_line(file: CalendarFile, notice: Notice) -> dict[str, Any]:
    return {
        "act": "calendar-publish",
        "calendar": file.id,
        "title": file.title,
        "weekend": list(file.weekend),
        "year": notice.year,
        "notice": notice.number,
        "issued": notice.issued.isoformat(),
        "off": [each.isoformat() for each in sorted(notice.off)],
        "worked": [each.isoformat() for each in sorted(notice.worked)],
        "revises": notice.revises,
        "effective": notice.issued.isoformat(),
    }


def calendar_id(name: str) -> str:
    """The id of a shipped calendar or of the one in a file. Raises BadInput for mistakes in it."""
    return load_calendar(name).id


def checked_calendar(name: str) -> list[dict[str, Any]]:
    """One row for each year of a shipped calendar or a file: its notices and its working days."""
    file = load_calendar(name)
    calendar = calendar_of(file.id, file.notices, file.weekend)
    rows = []
    for year in sorted(calendar.years):
        notices = [each for each in file.notices if each.year == year]
        rows.append(
            {
                "calendar": file.id,
                "year": year,
                "notices": [each.number for each in notices],
                "off": sum(len(each.off) for each in notices),
                "worked": sum(len(each.worked) for each in notices),
                "working_days": count_working_days(calendar, date(year - 1, 12, 31), date(year, 12, 31)),
            }
        )
    return rows


def procedure_line(name: str, from_day: str | None) -> dict[str, Any]:
    """The line that publishes a shipped procedure or the one in a file, from a day or the one it names itself.

    Raises BadInput for mistakes of form, or if no day is named.
    """
    procedure = load_definition(name)
    since = from_day or (None if procedure.since == ALWAYS else procedure.since.isoformat())
    if since is None:
        raise BadInput(f"{name} does not say from which day it is in force; say it with --from")
    told = {"procedure": procedure.id, "version": procedure.version, "content": procedure.content}
    return {"act": "procedure-publish", "effective": since, **told}


def flaws(names: Sequence[str]) -> list[dict[str, Any]]:
    """Every flaw of shipped procedures or of those in files, and of versions beside each other.

    Raises BadInput for mistakes of form.
    """
    read = [load_definition(name) for name in names]
    own = [(procedure.id, flaw) for procedure in read for flaw in lint(procedure)]
    ids = dict.fromkeys(each.id for each in read)
    beside = [(name, flaw) for name in ids for flaw in overlapping([each for each in read if each.id == name])]
    return [{"procedure": name, **flaw._asdict()} for name, flaw in (*own, *beside)]


def difference(old: Procedure, new: Procedure) -> list[dict[str, Any]]:
    """What is otherwise in the second definition: one row for each step, role, duty or field of the head."""
    before, after = _pieces(old), _pieces(new)
    return [
        {"place": place, "was": before.get(place), "is": after.get(place)}
        for place in dict.fromkeys((*before, *after))
        if before.get(place) != after.get(place)
    ]


def _pieces(procedure: Procedure) -> dict[str, str]:
    """Place -> what the stored text says there; what it leaves unsaid has no place."""
    content: Mapping[str, Any] = loads(procedure.content)
    told = {name: _worded(value) for name, value in content["procedure"].items() if name != "id"}
    for name, role in content["roles"].items():
        told |= {f"role {name}, {field}": _worded(value) for field, value in role.items()}
    for step in content["step"]:
        told |= {f"step {step['id']}, {field}": _worded(value) for field, value in step.items() if field != "id"}
    duties = [f"{each['kind']}: {', '.join(each['steps'])}" for each in content.get("duty", ())]
    return {**told, "duties": "; ".join(duties)}


def _worded(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}={_worded(each)}" for name, each in value.items())
    if isinstance(value, list):
        return "; ".join(_worded(each) for each in value)
    return str(value)
