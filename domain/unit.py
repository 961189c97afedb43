"""One unit: its name, kind and place in the tree through time, and what it came from or went into."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from typing import NamedTuple, assert_never, cast

from domain.career import Note
from domain.days import FOREVER
from domain.events import (
    UnitClosed,
    UnitEvent,
    UnitMerged,
    UnitMoved,
    UnitOpened,
    UnitRenamed,
    UnitSplit,
    UnitSucceeded,
)
from domain.ledger import Act, Ledger
from domain.recorded import RecordedEvent


class UnitTerm(NamedTuple):
    """A stretch [start, end) in which name, kind and parent of the unit are the same."""

    event: str
    start: date
    end: date
    definition: UnitOpened


class Succession(NamedTuple):
    """The unit `by` carries on this unit, or a part of it, from the day."""

    by: str
    kind: str
    day: date
    event: str


class Unit(NamedTuple):
    """The state of one unit's stream."""

    ledger: Ledger = Ledger()
    terms: tuple[UnitTerm, ...] = ()
    successions: tuple[Succession, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def version(self) -> int:
        """How many events the stream has."""
        return self.ledger.version

    def on(self, day: date) -> UnitTerm | None:
        """What the unit is on the day; None where it does not exist."""
        return next((term for term in self.terms if term.start <= day < term.end), None)


def evolve(unit: Unit, event: RecordedEvent) -> Unit:
    """The unit after one more event. Refuses nothing."""
    ledger = unit.ledger.noted(event)
    return reduce(step, ledger.in_force(), Unit(ledger))


def unit_from(history: Iterable[RecordedEvent]) -> Unit:
    """The unit that a whole history makes."""
    return reduce(evolve, history, Unit())


def step(unit: Unit, act: Act) -> Unit:
    """The unit after one act, taken in the order of effect."""
    body = cast("UnitEvent", act.body)
    match body:
        case UnitOpened():
            if unit.terms:
                return _noted(unit, act, "id-taken")
            return unit._replace(terms=(UnitTerm(act.id, act.effective, FOREVER, body),))
        case UnitRenamed():
            return _redefined(unit, act, name=body.name)
        case UnitMoved():
            return _redefined(unit, act, parent=body.parent)
        case UnitMerged():
            return _closed(_succeeded(unit, act, "merge", body.into), act)
        case UnitSplit():
            divided = _succeeded(unit, act, "split", *body.into)
            if body.keeps:
                return divided if _open_term(unit) else _noted(divided, act, "unit-not-open")
            return _closed(divided, act)
        case UnitClosed():
            return _closed(unit, act)
        case UnitSucceeded():
            return _succeeded(unit, act, body.kind, body.by)
        case _:
            assert_never(body)


def _noted(unit: Unit, act: Act, rule: str) -> Unit:
    return unit._replace(notes=(*unit.notes, Note(act.id, rule)))


def _open_term(unit: Unit) -> UnitTerm | None:
    return unit.terms[-1] if unit.terms and unit.terms[-1].end == FOREVER else None


def _redefined(unit: Unit, act: Act, **changes: str | None) -> Unit:
    last = _open_term(unit)
    if last is None:
        return _noted(unit, act, "unit-not-open")
    new = UnitTerm(act.id, act.effective, FOREVER, last.definition.model_copy(update=changes))
    return unit._replace(terms=(*unit.terms[:-1], last._replace(end=act.effective), new))


def _closed(unit: Unit, act: Act) -> Unit:
    last = _open_term(unit)
    if last is None:
        return _noted(unit, act, "unit-not-open")
    return unit._replace(terms=(*unit.terms[:-1], last._replace(end=act.effective)))


def _succeeded(unit: Unit, act: Act, kind: str, *units: str) -> Unit:
    new = tuple(Succession(by, kind, act.effective, act.id) for by in units)
    return unit._replace(successions=(*unit.successions, *new))
