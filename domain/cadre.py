"""One cadre: the ledger of the cadre's acts, and the career they make."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce
from typing import NamedTuple, assert_never, cast

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


class PersonalValue(NamedTuple):
    """From a day the personal field has the value that the vault keeps for `event`: the act, or a correction of it."""

    path: str
    event: str
    act: str
    day: date


class Cadre(NamedTuple):
    """The state of one cadre's stream: what was recorded, and how it is to be read."""

    ledger: Ledger = Ledger()
    career: Career = Career()
    personal: tuple[PersonalValue, ...] = ()
    """Which vault entry holds each personal field from which day on; later ones replace earlier ones."""
    last: tuple[date, int, int] = (ALWAYS, 0, 0)
    """The place of the latest act in the order of effect."""

    @property
    def version(self) -> int:
        """How many events the stream has."""
        return self.ledger.version


def evolve(cadre: Cadre, event: RecordedEvent) -> Cadre:
    """The cadre after one more event. Refuses nothing; an act dated before others re-bases what follows it."""
    if isinstance(event.body, ActCorrected | ActCancelled):
        return read_again(cadre.ledger.noted(event))
    act = as_act(event)
    ledger = cadre.ledger.with_act(act)
    if act.place < cadre.last:
        return read_again(ledger)
    personal = (*cadre.personal, *personal_values(act)) if act.personal else cadre.personal
    return Cadre(ledger, step(cadre.career, act), personal, act.place)


def read_again(ledger: Ledger) -> Cadre:
    """The cadre that the acts in force make, taken from the first on."""
    acts = ledger.in_force()
    personal = tuple(value for act in acts for value in personal_values(act))
    return Cadre(ledger, reduce(step, acts, Career()), personal, acts[-1].place if acts else (ALWAYS, 0, 0))


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
            first = career.standings[0]._replace(level=body.level)
            return career._replace(standings=(first, *career.standings[1:]))
        case CadreAmended() | KinRecorded():
            return career
        case _:
            assert_never(body)


def personal_values(act: Act) -> Iterator[PersonalValue]:
    """What the act says of personal fields."""
    return (PersonalValue(path, event, act.id, act.effective) for path, event in act.personal.items())


def standings_by_day(career: Career) -> tuple[Standing, ...]:
    """The standings with one for each day: the last act of a day rules."""
    return tuple({each.day: each for each in career.standings}.values())
