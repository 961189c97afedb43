"""What appointing, relieving, confirming and an opening position do to a career."""

from domain.career import Career, Holding, Segment, ended, noted, opened
from domain.events import CadreAppointed, CadreConfirmed, CadreRelieved, OpeningPositionRecorded
from domain.ledger import Act


def appointed(career: Career, act: Act, body: CadreAppointed | OpeningPositionRecorded) -> Career:
    """The post is held from the day; a holding of the same post in another kind ends there and turns into it."""
    if career.standing.departure:
        return noted(career, act.id, "departed", body.post)
    present = career.holding(body.post)
    if present and present.kind == body.kind:
        return noted(career, act.id, "already-held", body.post)
    if present:
        career = ended(career, present, act.effective, act.id)
    holding = Holding(
        body.post,
        act.id,
        act.order,
        act.effective,
        (Segment(body.kind, act.effective),),
        body.planned_end,
        since_known=isinstance(body, CadreAppointed),
        precision=body.precision,
    )
    return opened(career, holding)


def relieved(career: Career, act: Act, body: CadreRelieved) -> Career:
    """The holding of the post ends on the day."""
    present = career.holding(body.post)
    return ended(career, present, act.effective, act.id) if present else noted(career, act.id, "not-held", body.post)


def confirmed(career: Career, act: Act, body: CadreConfirmed) -> Career:
    """The trial becomes substantive on the day; since when the post is held does not change."""
    present = career.holding(body.post)
    if present is None:
        return noted(career, act.id, "not-held", body.post)
    if present.kind != "trial":
        return noted(career, act.id, "not-on-trial", body.post)
    trial = present.segments[-1]._replace(end=act.effective)
    confirmed = present._replace(segments=(*present.segments[:-1], trial, Segment("substantive", act.effective)))
    return opened(career._replace(open=tuple(each for each in career.open if each is not present)), confirmed)
