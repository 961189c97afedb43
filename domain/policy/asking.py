"""Asked backwards: whether an act would be lawful, from which day on, and what stands in its way before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.finding import Finding
from domain.policy.asked import Asked
from domain.policy.facts import PolicyFacts, Stretch
from domain.policy.hypothesis import Hypothesis
from domain.policy.judge import judging, objecting
from domain.policy.pack import Pack
from domain.policy.sparing import Sparing, can_block

MAIN = ("substantive", "trial")
SEARCHED = 400
"""How many turning days are looked at before the search for a lawful day is given up."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the act would be lawful on its day, the first lawful day from then on, and what stands in the way."""

    asked: Asked
    lawful: bool
    earliest: date | None
    findings: tuple[Finding, ...]


def answer(asked: Asked, packs: Sequence[Pack], facts: PolicyFacts, sparing: Sparing | None = None) -> Answer:
    """The answer for the asked day; the earliest lawful day is sought from that day on.

    With `sparing`, made of the same packs and facts, it is the same and sooner found where much alike is asked.
    """
    asked = with_own_post(asked, facts)
    findings = tuple(objections(asked, packs, facts, sparing))
    if not any(finding.effect == "BLOCK" for finding in findings):
        return Answer(asked, lawful=True, earliest=asked.day, findings=findings)
    return Answer(
        asked, lawful=False, earliest=earliest_from(asked, findings, packs, facts, sparing), findings=findings
    )


def earliest_from(
    asked: Asked,
    findings: Sequence[Finding],
    packs: Sequence[Pack],
    facts: PolicyFacts,
    sparing: Sparing | None = None,
) -> date | None:
    """The first later day on which nothing blocks: each rule names its first day, the latest of them is tried next."""
    for _ in range(SEARCHED):
        blocking = [finding for finding in findings if finding.effect == "BLOCK"]
        if not blocking:
            return asked.day
        days = [date.fromisoformat(finding.earliest) for finding in blocking if finding.earliest]
        if len(days) < len(blocking):
            return None
        asked = with_own_post(asked._replace(day=max(days), left=()), facts)
        findings = tuple(objections(asked, packs, facts, sparing, blocking=True))
    return None


def with_own_post(asked: Asked, facts: PolicyFacts) -> Asked:
    """The act as it would be recorded: whoever holds one own post on the day is transferred, others are appointed."""
    if asked.kind not in MAIN:
        return asked
    day = asked.day
    own = [each for each in facts.stretches(asked.cadre) if each.start <= day < each.end and each.kind in MAIN]
    posts = tuple(dict.fromkeys(each.post for each in own if each.post != asked.post))
    return asked._replace(act="transfer", left=posts) if len(posts) == 1 else asked._replace(act="appoint", left=())


def objections(
    asked: Asked,
    packs: Sequence[Pack],
    facts: PolicyFacts,
    sparing: Sparing | None = None,
    *,
    blocking: bool = False,
) -> Iterator[Finding]:
    """What stands in the way of the act on its day: structural rules first, then every policy.

    With `blocking` only of those rules that can block it.
    """
    yield from structural(asked, facts)
    if sparing:
        judges = sparing.judging(asked, blocking=blocking)
    else:
        judges = judging(tuple(packs), asked.act, asked.day)
        judges = [judge for judge in judges if can_block(judge[0])] if blocking else judges
    if not judges:
        return
    world = Hypothesis(facts, asked)
    for verdict in objecting(judges, world.asked, world):
        yield verdict.finding(None)


def structural(asked: Asked, facts: PolicyFacts) -> Iterator[Finding]:
    """Whether the cadre is in service, the post open, and a seat free from the day on."""
    service = [each for each in facts.standings(asked.cadre) if each.start <= asked.day < each.end]
    if service and service[-1].departure:
        wording = f"{asked.cadre} is not in service on {asked.day} ({service[-1].departure} on {service[-1].start})."
        yield Finding("departed", wording, earliest=_back_in_service(asked, facts))
    place = facts.post(str(asked.post), asked.day)
    if place is None:
        yield Finding("post-not-open", f"Post {asked.post} is not open on {asked.day}.", earliest=None)
        return
    held = [each for each in facts.held(place.post) if each.end > asked.day]
    if mine := [each for each in held if each.cadre == asked.cadre and each.on(asked.day)]:
        end = mine[-1].end.isoformat() if not mine[-1].open else None
        yield Finding("already-held", f"{asked.cadre} holds {place.post} on {asked.day}.", earliest=end)
    if any(each.cadre == asked.cadre for each in held):
        yield from _no_seat(asked, [each for each in held if each.cadre != asked.cadre], place.seats)
        return
    about = ("seat", place.post, asked.day)
    if about not in facts.kept:
        facts.kept[about] = tuple(_no_seat(asked, held, place.seats))
    yield from facts.kept[about]


def _no_seat(asked: Asked, held: Sequence[Stretch], seats: int) -> Iterator[Finding]:
    """That no seat is free beside what the others hold."""
    free = _free_from(held, seats, asked.day)
    if free is None or free > asked.day:
        yield _taken(asked, held, free)


def _taken(asked: Asked, held: Sequence[Stretch], free: date | None) -> Finding:
    holders = ", ".join(dict.fromkeys(each.cadre for each in held))
    wording = f"{asked.post} has no free seat from {asked.day} on: it is held by {holders}."
    facts = tuple(dict.fromkeys(each.event for each in held))
    earliest = free.isoformat() if free else None
    return Finding("seat-taken", wording, facts=facts, earliest=earliest, conflict=True)


def _free_from(held: Sequence[Stretch], seats: int, day: date) -> date | None:
    """The first day from which on a seat stays free; None if there is no such day."""
    days = sorted({day, *(each.end for each in held if each.end < date.max)})
    return next((each for each in days if all(_count(held, later) < seats for later in _after(held, each))), None)


def _after(held: Sequence[Stretch], day: date) -> list[date]:
    return [day, *(each.start for each in held if each.start > day)]


def _count(held: Sequence[Stretch], day: date) -> int:
    return len({each.cadre for each in held if each.on(day)})


def _back_in_service(asked: Asked, facts: PolicyFacts) -> str | None:
    later = [each.start for each in facts.standings(asked.cadre) if each.start > asked.day and each.departure is None]
    return later[0].isoformat() if later else None
