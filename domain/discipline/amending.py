"""Correcting what was decided in discipline: the limits of new acts hold, and no docket ends before it is opened."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from domain.discipline.events import (
    ComplaintHandled,
    InvestigationOpened,
    RewardGranted,
    RewardRevoked,
    SanctionImposed,
    SanctionLifted,
    TalkHeld,
)
from domain.discipline.sanctions import KINDS
from domain.errors import BadInput
from domain.events import Event
from domain.facts import Facts
from domain.finding import Finding
from domain.ledger import Act, reread

DOCKETS = ("investigation", "complaint", "appeal")
"""The kinds of streams whose acts follow one another: what opens, what is done about it, what closes."""


def reading(_body: Event, asked: Mapping[str, Any], _facts: Facts) -> Mapping[str, Any]:
    """The values as they are: discipline writes none in a form of its own."""
    return asked


def amended(stream: str, act: Act, changes: Mapping[str, Any], facts: Facts) -> tuple[Finding, ...]:
    """What stands in the way of the changes. Raises BadInput for a kind of sanction that its line does not have."""
    fields = {name: value for name, value in changes.items() if name in type(act.body).model_fields}
    body = reread(act.body, fields)
    if isinstance(body, SanctionImposed) and body.kind not in KINDS[body.line]:
        raise BadInput(f"there is no {body.line} {body.kind}; there are {', '.join(KINDS[body.line])}")
    if "effective" in changes:
        _in_order(stream, act._replace(effective=date.fromisoformat(str(changes["effective"]))), facts)
    return tuple(_own_case(act, body))


def _in_order(stream: str, moved: Act, facts: Facts) -> None:
    """Nothing, if the acts of the docket still follow one another. Raises BadInput naming the two that would not."""
    acts = sorted((each for each in facts.ledger(stream).in_force()), key=lambda each: each.version)
    days = [(each.id, moved.effective if each.id == moved.id else each.effective) for each in acts]
    pairs = pairwise(days) if stream.partition(":")[0] in DOCKETS else _ended(acts, dict(days))
    for (first, before), (second, after) in pairs:
        if after < before:
            raise BadInput(f"{second} would take effect on {after}, before {first} on {before}, which it follows")


def _ended(acts: list[Act], days: Mapping[str, date]) -> Iterator[tuple[tuple[str, date], tuple[str, date]]]:
    """The sanctions and rewards of a docket, each with what ended it."""
    opened = {each.id for each in acts if isinstance(each.body, SanctionImposed | RewardGranted)}
    for each in acts:
        body = each.body
        named = body.sanction if isinstance(body, SanctionLifted) else ""
        named = body.reward if isinstance(body, RewardRevoked) else named
        if named in opened:
            yield (named, days[named]), (each.id, days[each.id])


def _own_case(act: Act, body: Event) -> Iterator[Finding]:
    """Nobody holds the talk with, leads the investigation of, or handles the complaint against oneself."""
    mine: set[str | None]
    match body:
        case TalkHeld():
            mine = {each for each in (body.cadre, *body.together) if each in body.held_by}
        case InvestigationOpened():
            mine = {body.cadre for each in body.led_by if each == body.cadre}
        case ComplaintHandled():
            mine = {body.cadre for each in body.handled_by if each == body.cadre}
        case _:
            return
    for name in sorted(each for each in mine if each):
        wording = f"{name} would act in a matter about {name} by this correction of {act.id}; name who did."
        yield Finding("own-case", wording, facts=(act.id,), figures={"cadre": name})
