"""What leaving the service and coming back do to a career."""

from domain.career import Career, ended, noted, standing
from domain.events import CadreDeparted, CadreReinstated
from domain.ledger import Act


def departed(career: Career, act: Act, body: CadreDeparted) -> Career:
    """Every open holding ends on the day, and the cadre is out of the service."""
    if career.standing.departure:
        return noted(career, act.id, "departed")
    for holding in career.open:
        career = ended(career, holding, act.effective, act.id)
    return standing(career, act.effective, departure=body.kind)


def reinstated(career: Career, act: Act, _body: CadreReinstated) -> Career:
    """The cadre is in service again, without a post."""
    if not career.standing.departure:
        return noted(career, act.id, "not-departed")
    if career.standing.departure == "death":
        return noted(career, act.id, "dead")
    return standing(career, act.effective, departure=None)
