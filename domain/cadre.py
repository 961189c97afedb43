"""One cadre: the ledger of the cadre's acts, and the career they make."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from typing import assert_never, cast

from domain.appointment import appointed, confirmed, relieved
from domain.career import Career, Standing
from domain.days import ALWAYS
from domain.events import (
    ActCancelled,
    ActCorrected,
    CadreAmended,
    CadreAppointed,
    CadreCarriedOver,
    CadreConfirmed,
    CadreDemoted,
    CadreDeparted,
    CadreEvent,
    CadreExchanged,
    CadrePromoted,
    CadreRegistered,
    CadreReinstated,
    CadreRelieved,
    CadreRotated,
    CadreTransferred,
    KinRecorded,
    OpeningPositionRecorded,
)
from domain.exchange import exchanged
from domain.ledger import Act, Ledger, as_act
from domain.promotion import level_changed
from domain.recorded import RecordedEvent
from domain.rotation import carried_over, transferred
from domain.service import departed, reinstated


@dataclass(frozen=True, slots=True)
class PersonalValue:
    """From a day the personal field has the value that the vault keeps for `event`."""

    path: str
    event: str
    day: date


@dataclass(frozen=True, slots=True)
class Cadre:
    """The state of one cadre's stream: what was recorded, and how it is to be read."""

    ledger: Ledger = field(default_factory=Ledger)
    career: Career = field(default_factory=Career)
    last: tuple[date, int, int] = (ALWAYS, 0, 0)
    """The place of the latest act in the order of effect."""

    @property
    def version(self) -> int:
        """How many events the stream has."""
        return self.ledger.version


def evolve(cadre: Cadre, event: RecordedEvent) -> Cadre:
    """The cadre after one more event. Refuses nothing; an act dated before others re-bases what follows it."""
    ledger = cadre.ledger.noted(event)
    if not isinstance(event.body, ActCorrected | ActCancelled):
        act = as_act(event)
        if act.place >= cadre.last:
            return Cadre(ledger, step(cadre.career, act), act.place)
    acts = ledger.in_force()
    return Cadre(ledger, reduce(step, acts, Career()), acts[-1].place if acts else (ALWAYS, 0, 0))


def cadre_from(history: Iterable[RecordedEvent]) -> Cadre:
    """The cadre that a whole history makes."""
    return reduce(evolve, history, Cadre())


def step(career: Career, act: Act) -> Career:
    """The career after one act, taken in the order of effect."""
    body = cast("CadreEvent", act.body)
    match body:
        case CadreAppointed() | OpeningPositionRecorded():
            return appointed(career, act, body)
        case CadreRelieved():
            return relieved(career, act, body)
        case CadreTransferred() | CadreRotated():
            return transferred(career, act, body)
        case CadreExchanged():
            return exchanged(career, act, body)
        case CadrePromoted() | CadreDemoted():
            return level_changed(career, act, body)
        case CadreConfirmed():
            return confirmed(career, act, body)
        case CadreCarriedOver():
            return carried_over(career, act, body)
        case CadreDeparted():
            return departed(career, act, body)
        case CadreReinstated():
            return reinstated(career, act, body)
        case CadreRegistered():
            first = replace(career.standings[0], level=body.level)
            return replace(career, standings=(first, *career.standings[1:]))
        case CadreAmended() | KinRecorded():
            return career
        case _:
            assert_never(body)


def personal_values(ledger: Ledger) -> tuple[PersonalValue, ...]:
    """Which vault entry holds each personal field, from which day on; later ones replace earlier ones."""
    return tuple(
        PersonalValue(path, event, act.effective) for act in ledger.in_force() for path, event in act.personal.items()
    )


def standings_by_day(career: Career) -> tuple[Standing, ...]:
    """The standings with one for each day: the last act of a day rules."""
    return tuple({each.day: each for each in career.standings}.values())
