"""A duty as an order finds it: raised by the register before the order, with the acts on it up to this line."""

from collections.abc import Iterator
from datetime import date

from domain.days import FOREVER
from domain.duty import DEFERRED, EXECUTED, Deed, Raised, Standing, standing
from domain.errors import BadInput
from domain.events import DutyDeferred
from domain.ledger import Ledger
from domain.text import nearest
from lifecycle.duties import Duties
from projections.database import Database
from projections.duty import deeds, deeds_on
from projections.find import register_of
from projections.moment import EVERYTHING, Moment


def duty_on(database: Database, name: str, day: date, ledger: Ledger) -> Standing:
    """The duty on the day. Raises BadInput naming the nearest ids if none of this id was raised by then."""
    asking, moment = Duties(database), Moment(day.isoformat(), EVERYTHING)
    found = next(
        (
            raised
            for each in _owing(name, database)
            for raised in asking.raised(moment, each)
            if name in {raised.duty, *raised.aliases}
        ),
        None,
    )
    if found is None:
        raise _unknown(name, day, asking.raised(moment))
    before = {other: acts for other, acts in deeds(database, moment).items() if other != name} if found.aliases else {}
    return standing(found, [*deeds_on(found, before), *_deeds(ledger)], day)


def _owing(name: str, database: Database) -> Iterator[str]:
    """The ids on the register that stand between the strokes of a duty's id; an id may hold strokes itself."""
    pieces = name.split("/")
    spans = ((start, end) for start in range(len(pieces)) for end in range(start + 1, len(pieces) + 1))
    for start, end in spans:
        if register_of(database, part := "/".join(pieces[start:end])):
            yield part


def _deeds(ledger: Ledger) -> Iterator[Deed]:
    for act in ledger.in_force():
        body = act.body
        if isinstance(body, DutyDeferred):
            yield Deed(DEFERRED, act.effective, body.until, act.id, body.approved_by)
        else:
            yield Deed(EXECUTED, act.effective, FOREVER, act.id)


def _unknown(name: str, day: date, raised: list[Raised]) -> BadInput:
    near = nearest(name, (each.duty for each in raised))
    hint = f"did you mean {' or '.join(near)}?" if near else f"list them with: cadre duty list --today {day}"
    return BadInput(f"no duty {name} is raised by {day}; {hint}")
