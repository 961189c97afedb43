"""The due list: what duty each open holding raises under the tenure and rotation rules, and how it stands on a day."""

from collections.abc import Collection, Container, Iterable
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from domain.days import iso_or_none
from domain.policy.facts import PolicyFacts
from domain.policy.roll_call import Owing
from domain.policy.verdict import Due
from projections.database import Database
from projections.moment import Moment
from projections.names import names_of
from projections.parts import EVERYBODY, Part

Answer = dict[str, Any]
Values: TypeAlias = tuple[Any, ...]
"""A row without its headings."""
Outlook: TypeAlias = tuple[Values, Values, int]
FIELDS = (
    *("cadre", "name", "post", "unit", "rule", "pack", "since", "counted_days", "planned_end", "until"),
    *("warn_on", "last_lawful_on", "due_on", "band", "may_from", "should_from"),
    *("state", "waiver_until", "days_over", "duty_state", "duty_event"),
)
_place = itemgetter(*map(FIELDS.index, ("due_on", "cadre", "post", "rule")))


class Chosen(NamedTuple):
    """Which rows of the due list are asked for: due before a day, in some states, in some units, on a track."""

    before: date = date.max
    states: Collection[str] = ()
    units: Container[str] | None = None
    track: str | None = None

    def takes(self, owing: Owing) -> bool:
        """Whether the row of a holder is among them."""
        holder, _, told, waiver = owing
        return self._take(told.due_on, "waived" if waiver else told.state, holder.spot.unit, holder.spot.track)

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


def due_rows(database: Database, dues: Iterable[Due], moment: Moment) -> list[Answer]:
    """The due list as it is shown: by due day, then cadre, post and rule."""
    return headed(due_values(database, dues, moment))


def headed(rows: Iterable[Values]) -> list[Answer]:
    """The rows in their order, with their headings."""
    return [dict(zip(FIELDS, row, strict=True)) for row in sorted(rows, key=_place)]


def due_values(database: Database, dues: Iterable[Due], moment: Moment, part: Part = EVERYBODY) -> list[Values]:
    """The rows of these duties of a part of everybody, in no order."""
    listed = list(dues)
    names = names_of(database, (due.cadre for due in listed), moment, part)
    return [
        _values(
            (due.cadre, names[due.cadre], due.post, due.unit),
            _outlook(due),
            (due.since, due.counted_days, due.planned_end, due.until),
            due.state,
            due.waiver_until,
        )
        for due in listed
    ]


def owing_values(database: Database, owing: Iterable[Owing], moment: Moment, part: Part) -> list[Values]:
    """The same of what the roll call of a part found; what many have in common is worked out once."""
    listed = list(owing)
    names = names_of(database, (holder.cadre for holder, *_ in listed), moment, part)
    outlooks = {id(told): _outlook(told) for told in {id(each[2]): each[2] for each in listed}.values()}
    return [
        _values(
            (holder.cadre, names[holder.cadre], holder.spot.post, holder.spot.unit),
            outlooks[id(told)],
            (shown.since, shown.counted_days, holder.planned_end, holder.until),
            "waived" if waiver else told.state,
            waiver.end if waiver else None,
        )
        for holder, shown, told, waiver in listed
    ]


def _values(
    who: Values, outlook: Outlook, clock: tuple[date, int, date | None, date], state: str, waived: date | None
) -> Values:
    (rule, days, over), (since, counted_days, planned, until) = outlook, clock
    ran = (since.isoformat(), counted_days, planned.isoformat() if planned else None, iso_or_none(until))
    return (*who, *rule, *ran, *days, state, waived.isoformat() if waived else None, over, None, None)


def _outlook(due: Due) -> Outlook:
    """What a row says of the rule, of the days on which something comes, and how many days it is over."""
    days = (due.warn_on.isoformat(), due.last_lawful_on.isoformat(), due.due_on.isoformat())
    return (
        (due.rule.id, due.rule.pack.id),
        (*days, due.band, _reached(due, "may"), _reached(due, "should")),
        due.days_over,
    )


def _reached(due: Due, band: str) -> str | None:
    """From which day on the holder may or should move; None where the rule has no such band."""
    return next((day.isoformat() for name, day in due.bands if name == band), None)
