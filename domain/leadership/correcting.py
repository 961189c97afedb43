"""What a corrected fact about those who lead a unit, or about its funds, must still be."""

from datetime import date
from decimal import Decimal

from domain.body.commands import read_amount
from domain.body.reading import closed, known_body
from domain.errors import BadInput
from domain.events import Event
from domain.facts import Facts
from domain.finding import Finding
from domain.leadership.events import DuesCollected, FundsCommitted, FundsSpent, HeadsDesignated, JointPlanMade


def check(event: Event, day: date, _own: str, facts: Facts) -> tuple[Finding, ...]:
    """What stands in the way of reading the fact so. Raises BadInput for what could not have been recorded so."""
    match event:
        case HeadsDesignated():
            if event.party_post == event.admin_post:
                raise BadInput(f"{event.party_post} cannot be the post of both heads")
            for post in (event.party_post, event.admin_post):
                facts.post(post)
        case FundsCommitted():
            if event.amount is None and event.staff is None and event.material is None:
                raise BadInput("say what is committed: amount, staff or material")
            if event.amount is not None:
                read_amount(event.amount)
        case FundsSpent():
            read_amount(event.amount)
        case DuesCollected():
            if Decimal(read_amount(event.retained)) > Decimal(read_amount(event.collected)):
                raise BadInput(f"of {event.collected} collected, {event.retained} cannot be kept")
            return closed(known_body(event.body, facts), day)
        case JointPlanMade():
            bodies = [known_body(name, facts) for name in dict.fromkeys(event.bodies)]
            return tuple(finding for body in bodies for finding in closed(body, day))
    return ()
