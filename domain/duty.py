"""A duty: what obliges whom, and how it stands on a day. Nothing here knows where a duty came from."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from domain.days import FOREVER

State: TypeAlias = Literal["open", "done", "deferred", "overdue"]
STATES: tuple[State, ...] = ("open", "done", "deferred", "overdue")
EXECUTED = "executed"
DEFERRED = "deferred"


class Raised(NamedTuple):
    """A duty as its source raised it by a day.

    `duty` is its id, made of what raised it, so that it stays the same on every day; `subject` the cadre, post or unit
    that owes it. `basis` is the event that raised it, `done_by` the one by which what it asks for came about,
    `deferred_by` a waiver that holds on the day, up to `deferred_until`. `lasts` says that what raised it is a state,
    such as a holding or a vacancy, which goes on until another act ends it. `begun_by` is the act on whose day the
    clock or the vacancy began, where that day stands in the id; under `aliases` the duty was known before that day was
    corrected.
    """

    duty: str
    kind: str
    subject: str
    post: str | None
    unit: str | None
    rule: str
    pack: str
    raised_on: date
    due_on: date
    basis: str | None
    done_by: str | None = None
    deferred_by: str | None = None
    deferred_until: date | None = None
    lasts: bool = False
    begun_by: str | None = None
    aliases: tuple[str, ...] = ()


class Deed(NamedTuple):
    """A recorded act on a duty: executed from `start` on, or deferred from `start` up to but not including `end`."""

    act: str
    start: date
    end: date
    event: str
    approved_by: str | None = None


class Standing(NamedTuple):
    """A duty as it stands on a day, and the event that made it stand so: raised, done or deferred it."""

    raised: Raised
    state: State
    event: str | None
    deferred_until: date | None = None


def standing(raised: Raised, deeds: Iterable[Deed], today: date) -> Standing:
    """The duty on the day. A deferral ends by itself: from its last day on the duty is open or overdue again."""
    done = [each for each in deeds if each.act == EXECUTED and each.start <= today]
    if done or raised.done_by:
        return Standing(raised, "done", done[0].event if done else raised.done_by)
    put_off = [(each.end, each.event) for each in deeds if each.act == DEFERRED and each.start <= today < each.end]
    if raised.deferred_by:
        put_off.append((raised.deferred_until or FOREVER, raised.deferred_by))
    if put_off:
        until, event = max(put_off)
        return Standing(raised, "deferred", event, until)
    return Standing(raised, "overdue" if today >= raised.due_on else "open", raised.basis)
