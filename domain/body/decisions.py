"""Deciding on the acts of bodies: what exists, who belongs to it, and what its minutes may say."""

from datetime import date
from typing import TypeAlias, assert_never

from domain.body import minutes
from domain.body.commands import (
    Affiliate,
    ConstituteBody,
    DiscloseDecision,
    DissolveBody,
    GrantParticipation,
    HoldSession,
    JoinBody,
    KeepBody,
    LeaveBody,
    NoticeDecision,
    RenewBody,
    SignDecision,
    TakeDecision,
)
from domain.body.events import (
    BodyConstituted,
    BodyDissolved,
    BodyKept,
    BodyMemberJoined,
    BodyMemberLeft,
    BodyRenewed,
    BodySessionHeld,
    MemberAffiliated,
    ParticipationGranted,
)
from domain.body.membership import Body
from domain.body.reading import closed, departed, known_body
from domain.events import Event
from domain.facts import Decided, Facts, Proposed, later
from domain.finding import Finding

AnyCommand: TypeAlias = (
    ConstituteBody
    | RenewBody
    | JoinBody
    | LeaveBody
    | DissolveBody
    | Affiliate
    | HoldSession
    | GrantParticipation
    | NoticeDecision
    | TakeDecision
    | SignDecision
    | DiscloseDecision
    | KeepBody
)


def decide(command: AnyCommand, facts: Facts) -> Decided:
    """What the line proposes to record and what stands in its way. Raises BadInput for what cannot be read."""
    match command:
        case ConstituteBody():
            return constitute(command, facts)
        case RenewBody():
            return renew(command, facts)
        case JoinBody():
            return join(command, facts)
        case LeaveBody():
            return leave(command, facts)
        case DissolveBody():
            return dissolve(command, facts)
        case Affiliate():
            return affiliate(command, facts)
        case HoldSession():
            return hold(command, facts)
        case GrantParticipation():
            return grant(command, facts)
        case NoticeDecision():
            return minutes.notice(command, facts)
        case TakeDecision():
            return minutes.take(command, facts)
        case SignDecision():
            return minutes.sign(command, facts)
        case DiscloseDecision():
            return minutes.disclose(command, facts)
        case KeepBody():
            return keep(command, facts)
        case _:
            assert_never(command)


def constitute(command: ConstituteBody, facts: Facts) -> Decided:
    """A body is constituted in an open unit, once under its id. Raises BadInput for an unknown unit or guiding body."""
    findings = []
    if facts.exists(f"body:{command.body}"):
        wording = f"There is a body {command.body} already; choose another id, or look at it: cadre body show"
        figures = {"body": command.body, "next": f"cadre body show {command.body}"}
        findings.append(Finding("body-exists", f"{wording} {command.body}", figures=figures))
    if not facts.unit(command.unit).on(command.effective):
        wording = f"Unit {command.unit} is not open on {command.effective}."
        findings.append(Finding("unit-not-open", wording, figures={"unit": command.unit}))
    if command.under:
        findings.extend(closed(known_body(command.under, facts), command.effective))
    event = BodyConstituted(
        body=command.body,
        unit=command.unit,
        name=command.name,
        kind=command.kind,
        under=command.under,
        term_months=command.term_months,
    )
    return _proposed(command.body, event, command, command.unit, tuple(findings))


def renew(command: RenewBody, facts: Facts) -> Decided:
    """A body is elected anew; only members can be re-elected. Raises BadInput for an unknown body or cadre."""
    body = known_body(command.body, facts)
    for name in command.reelected:
        facts.cadre(name)
    members = {each.cadre for each in body.members(command.effective)}
    strange = [each for each in command.reelected if each not in members]
    findings = [_no_member(each, body.body, command.effective.isoformat()) for each in strange]
    event = BodyRenewed(
        body=body.body,
        reelected=command.reelected,
        not_reelected=tuple(sorted(members - set(command.reelected))),
        term_months=command.term_months,
    )
    return _proposed(body.body, event, command, body.unit, (*closed(body, command.effective), *findings))


def join(command: JoinBody, facts: Facts) -> Decided:
    """A cadre in service joins a body that exists. Raises BadInput for an unknown body or cadre."""
    body, day = known_body(command.body, facts), command.effective
    later(command.until, day)
    event = BodyMemberJoined(
        body=body.body,
        cadre=command.cadre,
        role=command.role,
        full_time=command.full_time,
        portfolio=command.portfolio,
        until=command.until,
    )
    findings = (*closed(body, day), *departed(command.cadre, day, facts), *_member_already(command, body))
    return _proposed(body.body, event, command, body.unit, findings)


def _member_already(command: JoinBody, body: Body) -> tuple[Finding, ...]:
    """What stands in the way of joining: that the cadre belongs to the body in just that way on the day."""
    told = (command.cadre, command.role, command.full_time, command.portfolio)
    same = [
        each
        for each in body.memberships
        if each.on(command.effective) and (each.cadre, each.role, each.full_time, each.portfolio) == told
    ]
    if not same or command.until is not None:
        return ()
    wording = f"{command.cadre} is {command.role} of {body.name} already, by {same[0].event}; nothing would change."
    figures = {"cadre": command.cadre, "body": body.body, "next": f"cadre body members {body.body}"}
    return (Finding("member-already", wording, facts=(same[0].event,), figures=figures),)


def leave(command: LeaveBody, facts: Facts) -> Decided:
    """A member leaves a body. Raises BadInput for an unknown body or cadre."""
    body = known_body(command.body, facts)
    facts.cadre(command.cadre)
    there = any(each.cadre == command.cadre and each.on(command.effective) for each in body.memberships)
    findings = () if there else (_no_member(command.cadre, body.body, command.effective.isoformat()),)
    event = BodyMemberLeft(body=body.body, cadre=command.cadre, why=command.why)
    return _proposed(body.body, event, command, body.unit, findings)


def dissolve(command: DissolveBody, facts: Facts) -> Decided:
    """A body is dissolved; every membership ends. Raises BadInput for an unknown body or successor."""
    body = known_body(command.body, facts)
    if command.successor:
        known_body(command.successor, facts)
    event = BodyDissolved(body=body.body, successor=command.successor)
    return _proposed(body.body, event, command, body.unit, closed(body, command.effective))


def keep(command: KeepBody, facts: Facts) -> Decided:
    """What a body does is on file from the day on. Raises BadInput for an unknown body."""
    body = known_body(command.body, facts)
    event = BodyKept(body=body.body, unit=body.unit)
    return _proposed(body.body, event, command, body.unit, closed(body, command.effective))


def affiliate(command: Affiliate, facts: Facts) -> Decided:
    """A party member is attached to a branch. Raises BadInput for an unknown body or cadre."""
    body, day = known_body(command.body, facts), command.effective
    later(command.until, day)
    for name in command.introduced_by:
        facts.cadre(name)
    event = MemberAffiliated(
        body=body.body,
        cadre=command.cadre,
        mobile=command.mobile,
        introduced_by=command.introduced_by,
        until=command.until,
    )
    findings = (*closed(body, day), *departed(command.cadre, day, facts))
    return _proposed(body.body, event, command, body.unit, findings)


def hold(command: HoldSession, facts: Facts) -> Decided:
    """A body held a session; just the same one is on file once, another one of that kind and day is told.

    Raises BadInput for an unknown body or cadre, or one both present and absent.
    """
    body = known_body(command.body, facts)
    for name in (*command.attended, *command.absent, *filter(None, [command.led_by])):
        facts.cadre(name)
    minutes.refuse_if_both(command.attended, command.absent)
    event = BodySessionHeld(
        body=body.body,
        unit=body.unit,
        kind=command.kind,
        about=command.about,
        led_by=command.led_by,
        attended=command.attended,
        absent=command.absent,
        partner=command.partner,
        result=command.result,
    )
    same, alike = _held_already(event, command.effective, facts)
    decided = _proposed(body.body, event, command, body.unit, (*closed(body, command.effective), *same))
    return decided._replace(warnings=alike)


def _held_already(event: BodySessionHeld, day: date, facts: Facts) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What stands in the way of a session: that it is on file; and what is told: another one of its kind and day."""
    acts = facts.ledger(f"body:{event.body}").in_force()
    held = [act for act in acts if isinstance(act.body, BodySessionHeld) and act.effective == day]
    found = [act for act in held if act.body.__dict__["kind"] == event.kind]
    if not found:
        return (), ()
    facts_read, figures = tuple(act.id for act in found), {"body": event.body, "kind": event.kind}
    if any(act.body == event for act in found):
        wording = f"This session of {event.body} ({event.kind}) on {day} is on file already, by {facts_read[0]}."
        figures["next"] = f"cadre body sessions --year {day.year}"
        return (Finding("session-twice", wording, facts=facts_read, figures=figures),), ()
    wording = (
        f"{event.body} held another session ({event.kind}) on {day}, by {', '.join(facts_read)}; both count. "
        "Cancel one if they are the same."
    )
    return (), (Finding("session-alike", wording, effect="WARN", facts=facts_read, figures=figures),)


def grant(command: GrantParticipation, facts: Facts) -> Decided:
    """The holder of a post may propose, attend or vote. Raises BadInput for an unknown body or post."""
    body = known_body(command.body, facts)
    facts.post(command.post)
    later(command.until, command.effective)
    event = ParticipationGranted(
        body=body.body, post=command.post, matter=command.matter, rights=command.rights, until=command.until
    )
    proposed = Proposed(f"participation:{command.post}", event, command.effective, body.unit)
    return Decided((proposed,), closed(body, command.effective))


def _proposed(body: str, event: Event, command: AnyCommand, unit: str, findings: tuple[Finding, ...]) -> Decided:
    return Decided((Proposed(f"body:{body}", event, command.effective, unit),), findings)


def _no_member(cadre: str, body: str, day: str) -> Finding:
    wording = f"{cadre} is no member of {body} on {day}; see who is with: cadre body show {body} --as-of {day}"
    figures = {"cadre": cadre, "body": body, "next": f"cadre body show {body} --as-of {day}"}
    return Finding("not-a-member", wording, figures=figures)
