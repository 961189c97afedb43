"""Whom an act of discipline is about, and which earlier fact it names."""

from datetime import date
from typing import TypeVar

from domain.errors import BadInput
from domain.events import Event
from domain.facts import Facts
from domain.ledger import Act, Ledger
from domain.recorded import event_stream

Body = TypeVar("Body", bound=Event)


def whom(cadre: str | None, unit: str | None, facts: Facts) -> str:
    """The id of the one cadre or unit that is meant. Raises BadInput for an unknown one, for none and for both."""
    if (cadre is None) == (unit is None):
        raise BadInput("name either the cadre or the unit that it is about")
    if cadre is not None:
        facts.cadre(cadre)
        return cadre
    facts.unit(str(unit))
    return str(unit)


def fact(event: str, kind: type[Body], facts: Facts) -> tuple[Act, Body]:
    """The fact of this kind that an event id names, as it is to be read now.

    Raises BadInput where there is none or it was cancelled.
    """
    place = event_stream(event)
    ledger = facts.ledger(place[0]) if place else Ledger()
    act = ledger.reading(event) if event not in ledger.cancelled else None
    if act is None or not isinstance(act.body, kind):
        wanted = kind.TOPIC.partition("/")[0]
        raise BadInput(f"{event} is no {wanted} in force; list them with: cadre discipline list --fact {wanted}")
    return act, act.body


def recorded(event: str | None, day: date, facts: Facts) -> Act | None:
    """The fact that the event is, or that opened the docket; None where none is named.

    Raises BadInput if there is none, and for one that took effect only after the day.
    """
    if event is None:
        return None
    if "@" not in event and not facts.ledger(event).version:
        raise BadInput(f"there is no case {event}; name it as it is listed, such as complaint:K1")
    if "@" in event and not facts.recorded(event):
        raise BadInput(f"there is no event {event}; look it up with: cadre history {event.partition('@')[0]}")
    acts = facts.ledger(event.partition("@")[0]).in_force()
    found = next((act for act in acts if event in {act.id, act.id.partition("@")[0]}), None)
    if found is not None and found.effective > day:
        raise BadInput(f"{event} is of {found.effective}, after {day}; what concerns it is not earlier")
    return found


def about_the_same(event: str | None, day: date, name: str, facts: Facts) -> None:
    """Nothing, if the case that is named is about this cadre or unit. Raises BadInput naming whom it is about."""
    found = recorded(event, day, facts)
    told = {found.body.__dict__.get(field) for field in ("cadre", "unit")} - {None} if found else set()
    if told and name not in told:
        raise BadInput(f"{event} is about {' and '.join(sorted(map(str, told)))}, not about {name}")
