"""What promotion and demotion do to a career."""

from domain.career import Career, Holding, Segment, noted, opened, standing
from domain.events import CadreDemoted, CadrePromoted
from domain.ledger import Act
from domain.rotation import moved


def level_changed(career: Career, act: Act, body: CadrePromoted | CadreDemoted) -> Career:
    """The level holds from the day; with a post the cadre moves to it, or takes it up if none is left."""
    if career.standing.departure:
        return noted(career, act.id, "departed", *([body.post] if body.post else []))
    if body.post:
        notes = career.notes
        career = _moved_or_appointed(career, act, body.post)
        if career.notes != notes:
            return career
    return standing(career, act.effective, level=body.level)


def _moved_or_appointed(career: Career, act: Act, post: str) -> Career:
    if career.main_holdings() or career.holding(post):
        return moved(career, act, post, None, None)
    segment = Segment("substantive", act.effective)
    return opened(career, Holding(post, act.id, act.order, act.effective, (segment,)))
