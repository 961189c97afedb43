"""What a corrected fact about an establishment or a search must still be."""

from datetime import date

from domain.errors import BadInput
from domain.establishment.events import CandidatesSearched
from domain.events import Event
from domain.facts import Facts
from domain.finding import Finding


def check(event: Event, _day: date, _own: str, facts: Facts) -> tuple[Finding, ...]:
    """Nothing. Raises BadInput for what could not have been recorded so."""
    if isinstance(event, CandidatesSearched):
        if not event.tags:
            raise BadInput("tags: say what was looked for")
        for each in event.considered:
            facts.cadre(each)
    return ()
