"""What moving from one post to another does to a career: transfer, rotation, and a post that is succeeded."""

from datetime import date

from domain.career import Career, Holding, Segment, ended, noted, opened
from domain.events import CadreCarriedOver, CadreRotated, CadreTransferred
from domain.ledger import Act


def transferred(career: Career, act: Act, body: CadreTransferred | CadreRotated) -> Career:
    """The source post (the named one, else the substantive one of that day) is left and the new one taken up."""
    return moved(career, act, body.post, body.from_post, body.planned_end)


def moved(career: Career, act: Act, post: str, source: str | None, planned_end: date | None) -> Career:
    """One move: leaves the source and holds the post in the same kind."""
    if career.standing.departure:
        return noted(career, act.id, "departed", post)
    if career.holding(post):
        return noted(career, act.id, "already-held", post)
    left = career.main_holdings() if source is None else tuple(each for each in career.open if each.post == source)
    if not left:
        return noted(career, act.id, *(("not-held", source) if source else ("no-own-post",)))
    if len(left) > 1:
        return noted(career, act.id, "several-own-posts", *(each.post for each in left))
    kind = left[0].kind
    career = ended(career, left[0], act.effective, act.id)
    taken = Holding(post, act.id, act.order, act.effective, (Segment(kind, act.effective),), planned_end)
    return opened(career, taken)


def carried_over(career: Career, act: Act, body: CadreCarriedOver) -> Career:
    """The holding goes on in the succeeding post; `since` stays the first day in the old one."""
    present = career.holding(body.from_post)
    if present is None or career.holding(body.post):
        return noted(
            career, act.id, "already-held" if present else "not-held", body.post if present else body.from_post
        )
    career = ended(career, present, act.effective, act.id)
    taken = Holding(
        body.post,
        act.id,
        act.order,
        present.since,
        (Segment(present.kind, act.effective),),
        present.planned_end,
        present.since_known,
        present.precision,
    )
    return opened(career, taken)
