"""What a corrected fact of a body must still be: minutes that add up, known names, a day on which the body exists."""

from datetime import date

from domain.body import minutes
from domain.body.events import (
    BodyConstituted,
    BodyDissolved,
    BodyEvent,
    BodyRenewed,
    BodySessionHeld,
    CollectiveDecisionTaken,
    DecisionSigned,
    MemberAffiliated,
)
from domain.body.reading import closed, decision_of, known_body
from domain.errors import BadInput
from domain.events import Event
from domain.facts import Facts
from domain.finding import Finding


def check(event: Event, day: date, _own: str, facts: Facts) -> tuple[Finding, ...]:
    """What stands in the way of reading the fact so. Raises BadInput for what could not have been recorded so."""
    match event:
        case CollectiveDecisionTaken():
            if wrong := list(minutes.miscounts(event)):
                raise BadInput(*wrong)
            minutes.check_names(event, facts)
        case BodySessionHeld():
            _known((*event.attended, *event.absent, *filter(None, [event.led_by])), facts)
            minutes.refuse_if_both(event.attended, event.absent)
        case BodyRenewed():
            _known(event.reelected, facts)
        case MemberAffiliated():
            _known(event.introduced_by, facts)
        case DecisionSigned():
            _known((event.signed_by,), facts)
            decision_of(event.number, facts)
        case BodyDissolved():
            if event.successor:
                known_body(event.successor, facts)
            return ()
        case BodyConstituted():
            return _guided(event, day, facts)
    if isinstance(event, BodyEvent):
        return closed(known_body(event.body, facts), day)
    return ()


def _known(cadres: tuple[str, ...], facts: Facts) -> None:
    for each in cadres:
        facts.cadre(each)


def _guided(event: BodyConstituted, day: date, facts: Facts) -> tuple[Finding, ...]:
    """The body that guides another is not that body itself, and exists."""
    if event.under == event.body:
        raise BadInput(f"{event.body} cannot guide itself; name the body above it")
    return closed(known_body(event.under, facts), day) if event.under else ()
