"""The due list: what duty each open holding raises under the tenure and rotation rules, and how it stands on a day."""

from collections.abc import Collection, Container, Iterable
from datetime import date
from typing import NamedTuple

from domain.days import iso_or_none
from domain.policy.facts import PolicyFacts
from domain.policy.roll_call import Owing, Told
from domain.policy.verdict import Due
from projections.database import Database
from projections.moment import Moment
from projections.names import names_of
from projections.parts import EVERYBODY, Part
from projections.sharing import Line, Shared, placed

OWN = ("cadre", "name", "post", "unit")
CLOCK = ("rule", "pack", "since", "counted_days")
ENDS = ("planned_end", "until")
OUTLOOK = (
    *("warn_on", "last_lawful_on", "due_on", "band", "may_from", "should_from"),
    *("state", "waiver_until", "days_over", "duty_state", "duty_event"),
)


DUE_ON = OUTLOOK.index("due_on")
"""Rows stand by due day, then by cadre, post and rule."""


class Chosen(NamedTuple):
    """Which rows of the due list are asked for: due before a day, in some states, in some units, on a track."""

    before: date = date.max
    states: Collection[str] = ()
    units: Container[str] | None = None
    track: str | None = None

    def takes(self, owing: Owing) -> bool:
        """Whether the row of a holder is among them."""
        (_, _, unit, track, _, _), (_, told), waiver = owing
        return self._take(told.due_on, "waived" if waiver else told.state, unit, track)

    def of(self, dues: Iterable[Due], facts: PolicyFacts) -> list[Due]:
        """Those of the duties that are among them."""
        return [due for due in dues if self._take(due.due_on, due.state, due.unit, self._track(due, facts))]

    def _track(self, due: Due, facts: PolicyFacts) -> str | None:
        """The track of the post, where it matters."""
        post = facts.post(due.post, due.today) if self.track else None
        return post.track if post else None

    def _take(self, due_on: date, state: str, unit: str, track: str | None) -> bool:
        if due_on >= self.before or (self.states and state not in self.states):
            return False
        return (self.units is None or unit in self.units) and self.track in {None, track}


ALL = Chosen()


def due_lines(database: Database, dues: Iterable[Due], moment: Moment, part: Part = EVERYBODY) -> list[Line]:
    """The rows of these duties of a part of everybody, in no order."""
    listed = list(dues)
    names = names_of(database, (due.cadre for due in listed), moment, part)
    clocks: dict[tuple[object, ...], Shared] = {}
    ends: dict[tuple[object, ...], Shared] = {}
    outlooks: dict[tuple[object, ...], Shared] = {}
    lines: list[Line] = []
    for due in listed:
        rule, ran, left = id(due.rule), (due.since, due.counted_days), (due.planned_end, due.until)
        comes = (rule, due.due_on, due.state, due.waiver_until, due.bands)
        if (clock := clocks.get((rule, *ran))) is None:
            clock = clocks[rule, *ran] = _clock(due, *ran)
        if (end := ends.get(left)) is None:
            end = ends[left] = _ends(iso_or_none(due.planned_end), due.until.isoformat())
        if (outlook := outlooks.get(comes)) is None:
            outlook = outlooks[comes] = _outlook(due, due.state, due.waiver_until)
        place = placed((due.due_on.isoformat(), due.cadre, due.post, due.rule.id))
        lines.append((place, (due.cadre, names[due.cadre], due.post, due.unit), (clock, end, outlook)))
    return lines


def owing_lines(database: Database, owing: Iterable[Owing], moment: Moment, part: Part) -> list[Line]:
    """The same of what the rules told of a part at once; what many have in common is worked out once."""
    listed = list(owing)
    names = names_of(database, (held[0] for held, _, _ in listed), moment, part)
    said: dict[int, tuple[str, str, Shared, Shared]] = {}
    outlooks: dict[int, Shared] = {}
    ends = {pair: _ends(*pair) for pair in {(planned, until) for (*_, planned, until), _, _ in listed}}
    lines: list[Line] = []
    for (cadre, post, unit, _, planned, until), told, waiver in listed:
        if (found := said.get(id(told))) is None:
            found = said[id(told)] = _said(told, outlooks)
        due_on, rule, clock, outlook = found
        if waiver:
            outlook = _outlook(told.due, "waived", waiver.end)
        shared = (clock, ends[planned, until], outlook)
        lines.append((placed((due_on, cadre, post, rule)), (cadre, names[cadre], post, unit), shared))
    return lines


def _said(told: Told, outlooks: dict[int, Shared]) -> tuple[str, str, Shared, Shared]:
    """What all rows say of which a rule has told this: due day, rule, how the clock ran, and what is to come."""
    due, shown = told.due, told.shown
    outlook = outlooks.get(id(due)) or outlooks.setdefault(id(due), _outlook(due, due.state, None))
    return due.due_on.isoformat(), due.rule.id, _clock(due, shown.since, shown.counted_days), outlook


def _clock(due: Due, since: date, counted_days: int) -> Shared:
    return Shared(CLOCK, (due.rule.id, due.rule.pack.id, since.isoformat(), counted_days))


def _ends(planned: str | None, until: str) -> Shared:
    return Shared(ENDS, (planned, iso_or_none(date.fromisoformat(until))))


def _outlook(due: Due, state: str, waived: date | None) -> Shared:
    """What a row says of the days on which something comes, and how it stands."""
    days = (due.warn_on.isoformat(), due.last_lawful_on.isoformat(), due.due_on.isoformat())
    bands = (due.band, _reached(due, "may"), _reached(due, "should"))
    waiver_until = waived.isoformat() if waived else None
    return Shared(OUTLOOK, (*days, *bands, state, waiver_until, due.days_over, None, None))


def _reached(due: Due, band: str) -> str | None:
    """From which day on the holder may or should move; None where the rule has no such band."""
    return next((day.isoformat() for name, day in due.bands if name == band), None)
