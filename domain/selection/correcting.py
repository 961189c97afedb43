"""What a corrected fact of a selection, of the reserve or of a nomination must still be."""

from datetime import date

from domain.errors import BadInput
from domain.events import Event
from domain.facts import Facts, known_level, later
from domain.finding import Finding
from domain.selection.events import (
    CandidatesPublicised,
    CandidatesShortlisted,
    ReserveEntered,
    SelectionOpened,
)


def check(event: Event, day: date, _own: str, facts: Facts) -> tuple[Finding, ...]:
    """What stands in the way of reading the fact so. Raises BadInput for what could not have been recorded so."""
    match event:
        case SelectionOpened():
            later(event.apply_until, day)
        case CandidatesShortlisted() | CandidatesPublicised():
            if not event.cadres:
                raise BadInput("cadres: name who stays; cancel the act if nobody does")
            for each in event.cadres:
                facts.cadre(each)
        case ReserveEntered():
            known_level(facts, event.for_level)
            if event.for_post is not None:
                facts.post(event.for_post)
            if event.for_level is None and event.for_post is None:
                raise BadInput(f"say for what {event.cadre} is in the reserve: for_level or for_post")
    return ()
