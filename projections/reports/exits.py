"""Who left posts or the service, in which way."""

from collections.abc import Iterator
from datetime import date

from domain.body.membership import RENEWED
from domain.policy.bodies import body_of
from domain.policy.facts import Stretch
from projections.reports.question import OWN, Question
from projections.unit import Answer

BY_REASON = ("not-re-elected", "dismissed", "unfit", "incompetent", "age-limit", "health", "resigned", "unwilling")
"""Codes with which the reason of a relief begins, and which say how a post was left."""


def exits(asked: Question) -> list[Answer]:
    """Every own post left in the time asked about, and who was not re-elected into a body.

    Posts are left by rotation, exchange, relief, demotion or leaving the service.
    """
    left = [
        each
        for cadre in asked.facts.cadres
        for each in asked.facts.stretches(cadre)
        if each.kind in OWN and each.ended_by and asked.within(each.end) and asked.means(each)
    ]
    ended = [each for each in left if not _goes_on(each, asked)]
    acts = asked.acts(sorted({str(each.ended_by) for each in ended}))
    rows = [_row(asked, each, acts.get(str(each.ended_by), "")) for each in ended]
    rows += _not_reelected(asked) if asked.track is None else []
    return asked.named(sorted(rows, key=lambda row: (row["on"], row["cadre"], row["post"] or "")))


def _not_reelected(asked: Question) -> Iterator[Answer]:
    for each in asked.about(RENEWED):
        body = body_of(each.fields["body"], asked.facts) if asked.within(each.start) else None
        if body is None or not asked.has_unit(body.unit):
            continue
        for left in body.memberships:
            if left.ended_by == each.event and left.why == "not-reelected":
                place = {"cadre": left.cadre, "post": None, "body": body.body, "unit": body.unit, "track": None}
                how = {"on": left.end.isoformat(), "way": "not-re-elected", "act": "body-renew"}
                yield place | how | {"reason": each.reason, "event": each.event}


def _goes_on(each: Stretch, asked: Question) -> bool:
    """Whether the post was only held in another kind from then on."""
    return any(other.post == each.post and other.start == each.end for other in asked.facts.stretches(each.cadre))


def _row(asked: Question, each: Stretch, act: str) -> Answer:
    reason = asked.facts.reason(str(each.ended_by))
    return {
        "cadre": each.cadre,
        "post": each.post,
        "body": None,
        "unit": each.unit,
        "track": each.track,
        "on": each.end.isoformat(),
        "way": _way(asked, each, act, reason),
        "act": act,
        "reason": reason,
        "event": each.ended_by,
    }


def _way(asked: Question, each: Stretch, act: str, reason: str | None) -> str:
    if act == "depart":
        return _departure(asked, each.cadre, each.end) or act
    code = reason.partition(":")[0].strip().lower() if reason else ""
    return code if code in BY_REASON else {"rotate": "rotation"}.get(act, act)


def _departure(asked: Question, cadre: str, day: date) -> str | None:
    stood = [each for each in asked.facts.standings(cadre) if each.start == day]
    return stood[-1].departure if stood else None
