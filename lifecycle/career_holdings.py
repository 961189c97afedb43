"""Holdings of an import: appointments that can be recorded, with what their characteristics say of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from domain.days import FOREVER
from lifecycle.career_checks import Findings, Registers, interval_problem, known, sound_interval
from lifecycle.career_days import RoughDay
from lifecycle.career_rows import Record, Records
from lifecycle.mapping import CareerMapping


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` the post is held in this kind, until the next span or the end of the holding."""

    start: RoughDay
    kind: str


@dataclass(frozen=True, slots=True)
class Holding:
    """One term of one person in one post, from the start of the first span to `end` (excluded; None: still held).

    `opening` says that the start is not known: the post was held on that day. `notes` go into the reason.
    """

    row: Record
    spans: tuple[Span, ...]
    end: RoughDay | None
    planned_end: RoughDay | None
    opening: bool = False
    notes: tuple[str, ...] = ()

    @property
    def person(self) -> str:
        """The id of the holder."""
        return str(self.row["person"])

    @property
    def post(self) -> str:
        """The id of the post."""
        return str(self.row["post"])

    @property
    def start(self) -> RoughDay:
        """The first day on which the post is known to be held."""
        return self.spans[0].start

    @property
    def until(self) -> date:
        """The first civil day without the holding; the end of time while it is held."""
        return self.end.day if self.end else FOREVER


def check_holdings(
    mapping: CareerMapping, records: Records, registers: Registers, today: date, found: Findings
) -> tuple[Holding, ...]:
    """Every appointment that can be recorded, in the order of person, start and post.

    `today` is the civil day after which an end is only expected, where the mapping says so.
    """
    traits = _traits(records.rows.get("characteristics", ()))
    reading = _Appointments(mapping.sources["appointments"].options, traits, registers, today, found)
    holdings = [
        holding
        for row in sorted(records.rows["appointments"], key=lambda row: (row.content, row.line))
        if (holding := reading.holding(row)) is not None
    ]
    disjoint = _without_overlaps(reading.once(holdings), reading)
    _check_orphans(records, traits, found)
    return tuple(_with_traits(each, traits.get(each.row["id"], ()), found) for each in disjoint)


def _traits(rows: Iterable[Record]) -> dict[str, list[Record]]:
    by_label: dict[str, list[Record]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.content, row.file, row.line)):
        by_label[row["appointment"]].append(row)
    return by_label


def _check_orphans(records: Records, traits: Mapping[str, Sequence[Record]], found: Findings) -> None:
    """A characteristic of an appointment that no row has is left out; one of a left-out row goes with that row."""
    labels = {row["id"] for row in records.rows["appointments"]}
    for label, rows in traits.items():
        for row in rows if label not in labels else ():
            found.left_out(row, "appointment", "no usable row has this id", "unknown-id")


@dataclass(frozen=True, slots=True)
class _Appointments:
    options: Mapping[str, str]
    traits: Mapping[str, Sequence[Record]]
    registers: Registers
    today: date
    found: Findings

    def holding(self, row: Record) -> Holding | None:
        """The holding of one row, or None with findings on what is wrong with it."""
        named = [
            known(row, "person", self.registers.persons, self.found),
            known(row, "post", self.registers.posts, self.found),
        ]
        if not all(named):
            return None
        start, end, planned = row["start"], self._end(row), row["planned_end"]
        if self._only_expected(end):
            self.found.kept(row, "end", "lies ahead: recorded as the planned end", "expected-end")
            planned, end = planned or end, None
        opening = start is None
        if start is None and (start := self._held_on(row, end)) is None:
            return None
        for name, day in (("end", end), ("planned_end", planned)):
            if problem := interval_problem(start, day):
                self.left_out(row, name, problem, "reversed")
                return None
        kind = "acting" if row["acting"] else row["kind"] or "substantive"
        return Holding(row, (Span(start, kind),), end, planned, opening)

    def _end(self, row: Record) -> RoughDay | None:
        end: RoughDay | None = row["end"]
        return end.following() if end and self.options["end_is"] == "last-day" else end

    def _only_expected(self, end: RoughDay | None) -> bool:
        return end is not None and self.options["future_end"] == "planned" and end.day > self.today

    def _held_on(self, row: Record, end: RoughDay | None) -> RoughDay | None:
        """A day on which a post of unknown start was held."""
        held: RoughDay | None = row["held_on"]
        if held is None and end is not None:
            held = RoughDay(end.day - timedelta(days=1), "day", end.text)
        if held is None:
            reason = "neither a start nor a day on which the post was held"
            self.left_out(row, "start", reason, "no-day")
            return None
        reason = f"the start is not known: recorded as held on {held.day}"
        self.found.kept(row, "start", reason, "unknown-start")
        return held

    def left_out(self, row: Record, name: str, reason: str, kind: str) -> None:
        """Leave the row out, and say which rows go with it."""
        with_it = self.traits.get(row["id"], ())
        places = ", ".join(f"{each.file}, line {each.line}" for each in with_it)
        self.found.left_out(row, name, reason + (f"; with it goes {places}" if places else ""), kind)

    def once(self, holdings: Iterable[Holding]) -> list[Holding]:
        """The holdings without those whose appointment id another row has already."""
        seen: dict[str, Record] = {}
        kept = []
        for holding in holdings:
            row = holding.row
            first = seen.setdefault(row["id"], row) if row["id"] else row
            if first is row:
                kept.append(holding)
                continue
            reason = f"{first.file}, line {first.line} has the same id"
            self.found.left_out(row, "id", reason, "contradiction")
        return kept


def _without_overlaps(holdings: Iterable[Holding], reading: _Appointments) -> list[Holding]:
    """The holdings of which no person has the same post twice on a day; of two the later start goes."""
    kept: list[Holding] = []
    for holding in sorted(holdings, key=_place):
        before = kept[-1] if kept else holding
        same = (before.person, before.post) == (holding.person, holding.post)
        if not same or before is holding or before.until <= holding.start.day:
            kept.append(holding)
            continue
        other = f"{before.row.file}, line {before.row.line}"
        reading.left_out(holding.row, "start", f"the person holds this post already by {other}", "overlap")
    return sorted(kept, key=lambda each: (each.person, each.start.day, each.post))


def _place(holding: Holding) -> tuple[str, str, date, date, str]:
    return (holding.person, holding.post, holding.start.day, holding.until, holding.row.content)


def _with_traits(holding: Holding, traits: Sequence[Record], found: Findings) -> Holding:
    """The holding with the notes and the changes of kind that its characteristics make."""
    sound = [row for row in traits if sound_interval(row, found) and _within(holding, row, found)]
    spans = _spans(holding, [row for row in sound if _kind(row)], found)
    notes = tuple(dict.fromkeys(note for row in sound if (note := _note(holding, row, found))))
    return replace(holding, spans=spans, notes=notes)


def _within(holding: Holding, row: Record, found: Findings) -> bool:
    start, end = _clipped(holding, row)
    if start >= end:
        found.left_out(row, "start", "lies outside the appointment", "outside")
        return False
    whole = f"reaches beyond the appointment ({holding.start.day} to {holding.until})"
    if row["start"] and row["start"].day < start:
        found.kept(row, "start", whole, "outside")
    if row["end"] and row["end"].day > end:
        found.kept(row, "end", whole, "outside")
    return True


def _clipped(holding: Holding, row: Record) -> tuple[date, date]:
    start = max(row["start"].day if row["start"] else holding.start.day, holding.start.day)
    end = min(row["end"].day if row["end"] else holding.until, holding.until)
    return start, end


def _kind(row: Record) -> str | None:
    return "acting" if row["acting"] else row["kind"]


def _spans(holding: Holding, rows: Sequence[Record], found: Findings) -> tuple[Span, ...]:
    """The kinds in which the post is held, in order; outside of any characteristic the appointment's own."""
    own = holding.spans[0].kind
    pieces = sorted((*_clipped(holding, row), str(_kind(row))) for row in rows)
    for (_, ended, _), (begun, _, _) in pairwise(pieces):
        if begun < ended:
            found.kept(holding.row, "kind", "two kinds at once; the later one counts", "two-kinds")
    changes = {holding.start.day: own}
    for start, end, kind in pieces:
        changes[start] = kind
        if end < holding.until:
            changes[end] = own
    spans = [Span(RoughDay(day), kind) for day, kind in sorted(changes.items())]
    spans[0] = Span(holding.start, spans[0].kind)
    changed = [after for before, after in pairwise(spans) if after.kind != before.kind]
    found.handled["changes of kind"] += len(changed)
    return (spans[0], *changed)


def _note(holding: Holding, row: Record, found: Findings) -> str:
    words = [row["note"]] if row["note"] else []
    if row["on_leave"]:
        words.append("on leave")
        cause = f" ({row['leave_cause']}; the cause is not recorded)" if row["leave_cause"] else ""
        found.kept(row, "on_leave", f"on leave{cause}: the holding goes on, the leave is in its reason", "leave")
    if not words:
        return ""
    start, end = _clipped(holding, row)
    whole = (start, end) == (holding.start.day, holding.until)
    days = "" if whole else f" from {start}" + ("" if end == FOREVER else f" to {end}")
    return ", ".join(words) + days
