"""Units, links, posts and persons of an import: one row for each id, what rows say together, which are left out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from domain.text import nearest
from lifecycle.career_days import RoughDay
from lifecycle.career_report import KEPT, RowFinding
from lifecycle.career_rows import Record, Records

_BEFORE_ALL: Final = RoughDay(date.min)
_AFTER_ALL: Final = RoughDay(date.max)
MOST_HINTS: Final = 20
MOST_NAMED: Final = 3
_KEEP_PRECISION: Final = (("appointments", "start"), ("appointments", "end"))


@dataclass(slots=True)
class Findings:
    """What was found so far, and how often something needed more than copying."""

    rows: list[RowFinding] = field(default_factory=list)
    hints: int = 0
    handled: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def left_out(self, row: Record, name: str, reason: str, kind: str) -> None:
        """The row cannot be recorded."""
        self.rows.append(row.finding(name, reason, kind))

    def kept(self, row: Record, name: str, reason: str, kind: str) -> None:
        """The row is recorded although this is odd about it."""
        self.rows.append(row.finding(name, reason, kind, KEPT))


@dataclass(frozen=True, slots=True)
class Registers:
    """What holdings rest on. A person has one row for each name, the first from always."""

    units: Mapping[str, Record]
    posts: Mapping[str, Record]
    persons: Mapping[str, tuple[Record, ...]]
    links: tuple[Record, ...]


def check_registers(records: Records, found: Findings) -> Registers:
    """The units, posts, persons and links that can be recorded; the rest goes to the findings."""
    units = _with_parents(_sound(_one_for_each(records.rows.get("units", ()), found), found), found)
    posts = _sound(_one_for_each(records.rows.get("posts", ()), found), found)
    posts = {each: row for each, row in posts.items() if known(row, "unit", units, found)}
    persons = _persons(records.rows.get("persons", ()), found)
    return Registers(units, posts, persons, _links(records.rows.get("unit_links", ()), units, found))


def report_rough_days(records: Records, found: Findings) -> None:
    """Tell of days known to the month or year where the register keeps none but civil days."""
    for table, rows in records.rows.items():
        for row in rows:
            for name, value in row.values.items():
                exact = not isinstance(value, RoughDay) or value.precision == "day"
                if exact or (table, name) in _KEEP_PRECISION:
                    continue
                reason = f"known to the {value.precision} only: recorded as {value.day}"
                found.kept(row, name, reason, "reduced-precision")


def known(row: Record, name: str, among: Mapping[str, object], found: Findings) -> bool:
    """Whether the id in the field is among the usable ones; if not, the row is left out."""
    if row[name] in among:
        return True
    found.hints += 1
    # A look at every id for every row would take hours where a whole column was mistaken for another.
    near = nearest(str(row[name]), among) if found.hints <= MOST_HINTS else ()
    hint = f"; the nearest are {', '.join(near)}" if near else ""
    found.left_out(row, name, f"no usable row has this id{hint}", "unknown-id")
    return False


def interval_problem(start: RoughDay | None, end: RoughDay | None) -> str | None:
    """Why nothing can last from the one day to the other (excluded), or None if it can."""
    if start is None or end is None or start.day < end.day:
        return None
    if end.last < start.day:
        return f"ends before it starts ({_said(start)})"
    if start.precision == end.precision == "day":
        return "ends on the day it starts, so it covers no day; if this is the last day, say end_is"
    return f"may end before it starts ({_said(start)}): give both days more exactly"


def _said(day: RoughDay) -> str:
    return day.text or day.day.isoformat()


def _one_for_each(rows: Iterable[Record], found: Findings) -> dict[str, Record]:
    """One row for each id; rows that repeat it are dropped, rows that contradict it left out."""
    chosen: dict[str, Record] = {}
    for row in sorted(rows, key=lambda row: (row.content, row.file, row.line)):
        first = chosen.setdefault(row["id"], row)
        if first is row:
            continue
        if first == row:
            found.handled["repeated rows"] += 1
            continue
        found.left_out(row, *_contradiction(first, row), "contradiction")
    return chosen


def _contradiction(first: Record, row: Record) -> tuple[str, str]:
    """The field in which two rows of one id differ, and a sentence about it."""
    name = next((name for name in (*row.values, *first.values) if row[name] != first[name]), "id")
    said = first.raw.get(name, "")
    return name, f"{first.file}, line {first.line} says otherwise of {row['id']} ({said!r})"


def _sound(rows: Mapping[str, Record], found: Findings) -> dict[str, Record]:
    return {each: row for each, row in rows.items() if sound_interval(row, found)}


def sound_interval(row: Record, found: Findings) -> bool:
    """Whether the row's start and end can both be right; if not, the row is left out."""
    if problem := interval_problem(row["start"], row["end"]):
        found.left_out(row, "end", problem, "reversed")
        return False
    return True


def _with_parents(units: dict[str, Record], found: Findings) -> dict[str, Record]:
    """Units whose parents lead to a top; a lost or circular parent leaves out everything below it."""
    usable = units
    while True:
        kept = {
            each: row for each, row in usable.items() if row["parent"] is None or known(row, "parent", usable, found)
        }
        if len(kept) == len(usable):
            break
        usable = kept
    return {each: row for each, row in usable.items() if not _circular(each, usable, found)}


def _circular(unit: str, units: Mapping[str, Record], found: Findings) -> bool:
    seen = {unit}
    above = units[unit]["parent"]
    while above is not None and above not in seen:
        seen.add(above)
        above = units[above]["parent"]
    if above is not None:
        found.left_out(units[unit], "parent", "the units above it form a circle", "circle")
    return above is not None


def _persons(rows: Iterable[Record], found: Findings) -> dict[str, tuple[Record, ...]]:
    by_person: dict[str, list[Record]] = defaultdict(list)
    for row in sorted(rows, key=_by_start):
        if sound_interval(row, found):
            _add_name(by_person[row["id"]], row, found)
    for name in ("name", "number"):
        _report_shared(name, by_person, found)
    return {person: tuple(names) for person, names in by_person.items() if names}


def _by_start(row: Record) -> tuple[str, date, date, str, str, int]:
    start, end = row["start"] or _BEFORE_ALL, row["end"] or _AFTER_ALL
    return (row["id"], start.day, end.day, row.content, row.file, row.line)


def _add_name(names: list[Record], row: Record, found: Findings) -> None:
    """Put a row behind the earlier ones of its person; without a start it follows the end of the one before."""
    before = names[-1] if names else None
    if before is None:
        names.append(row)
    elif before == row:
        found.handled["repeated rows"] += 1
    elif row["start"] is None and before["end"] is not None:
        found.kept(row, "start", f"no start: taken to follow line {before.line}, which ends then", "inferred-start")
        names.append(replace(row, values={**row.values, "start": before["end"]}))
    elif row["start"] == before["start"]:
        found.left_out(row, *_contradiction(before, row), "contradiction")
    else:
        _check_gap(before, row, found)
        names.append(row)


def _check_gap(before: Record, after: Record, found: Findings) -> None:
    if before["end"] is not None and before["end"].day != after["start"].day:
        reason = f"the next row of {after['id']} holds from {_said(after['start'])}; until then this one is kept"
        found.kept(before, "end", reason, "name-gap")


def _report_shared(name: str, by_person: Mapping[str, list[Record]], found: Findings) -> None:
    """Tell of persons with the same name or number: they may be one person under two ids."""
    bearers: dict[str, dict[str, Record]] = defaultdict(dict)
    for person, rows in by_person.items():
        for row in rows:
            if row[name] is not None:
                bearers[row[name]].setdefault(person, row)
    for persons in bearers.values():
        others = len(persons) - 1
        first = list(persons)[: MOST_NAMED + 1]
        for person, row in persons.items() if others else ():
            named = [each for each in first if each != person][:MOST_NAMED]
            more = f" and {others - len(named)} more" if others > len(named) else ""
            reason = f"the same {name} as {', '.join(named)}{more}; kept as different persons"
            found.kept(row, name, reason, f"same-{name}")


def _links(rows: Iterable[Record], units: Mapping[str, Record], found: Findings) -> tuple[Record, ...]:
    links: dict[tuple[str, str, str, RoughDay], Record] = {}
    for row in sorted(rows, key=lambda row: (row.content, row.file, row.line)):
        if not all([known(row, "from", units, found), known(row, "to", units, found)]):
            continue
        if row["from"] == row["to"]:
            found.left_out(row, "to", "a unit cannot succeed itself", "circle")
            continue
        first = links.setdefault((row["from"], row["to"], row["kind"], row["start"]), row)
        if first is not row:
            found.kept(row, "to", f"the same link as {first.file}, line {first.line}", "repeated")
    return tuple(links.values())
