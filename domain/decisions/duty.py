"""Deciding on duties: what was carried out, and what is put off, by whose approval and up to which day."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from domain.commands import DeferDuty, ExecuteDuty
from domain.duty import Standing
from domain.events import DutyDeferred, DutyExecuted
from domain.facts import Decided, Facts, Proposed, later
from domain.finding import Finding
from domain.ledger import Act

CORRECTABLE = ("until", "approved_by")
"""What may be corrected of an act on a duty itself; which duty it is stays."""


def execute(command: ExecuteDuty, facts: Facts) -> Decided:
    """The duty was carried out. Raises BadInput for one that was not raised by the day."""
    found = facts.duty(command.duty, command.effective)
    body = DutyExecuted(**_about(found, facts))
    return _decided(command.duty, body, command.effective, found, facts)


def defer(command: DeferDuty, facts: Facts) -> Decided:
    """The duty is put off up to the day. Raises BadInput for one that was not raised by the day of effect."""
    later(command.until, command.effective)
    found = facts.duty(command.duty, command.effective)
    body = DutyDeferred(**_about(found, facts), until=command.until, approved_by=command.approved_by)
    return _decided(command.duty, body, command.effective, found, facts)


def _decided(duty: str, body: DutyExecuted | DutyDeferred, day: date, found: Standing, facts: Facts) -> Decided:
    findings = (*_done_already(duty, found, facts), *_self_approved(body, facts))
    if isinstance(body, DutyDeferred):
        findings += tuple(_put_off_already(duty, body, day, facts))
    warnings = (_still_there(duty, found),) if isinstance(body, DutyExecuted) and found.raised.lasts else ()
    return Decided((Proposed(f"duty:{duty}", body, day, found.raised.unit),), findings, warnings)


def _about(found: Standing, facts: Facts) -> dict[str, Any]:
    """What an act on a duty notes of it."""
    raised = found.raised
    cadre = raised.subject if facts.exists(f"cadre:{raised.subject}") else None
    return {"rule": raised.rule, "cadre": cadre, "post": raised.post, "due_on": raised.due_on}


def corrected_duty(act: Act, stream: str, changes: dict[str, Any], facts: Facts) -> tuple[Finding, ...]:
    """What stands in the way of reading an act on a duty with these changes; the limits are those of a new one."""
    body = act.body
    if not isinstance(body, DutyExecuted | DutyDeferred):
        return ()
    body = type(body).model_validate({**body.model_dump(), **{k: v for k, v in changes.items() if k in CORRECTABLE}})
    effective = date.fromisoformat(str(changes.get("effective", act.effective)))
    facts.duty(stream.partition(":")[2], effective)
    if isinstance(body, DutyDeferred):
        later(body.until, effective)
    return tuple(_self_approved(body, facts))


def _done_already(duty: str, found: Standing, facts: Facts) -> Iterator[Finding]:
    """The objection that the duty is done: by whom, when, by which event."""
    recorded = [act for act in facts.ledger(f"duty:{duty}").in_force() if isinstance(act.body, DutyExecuted)]
    if not recorded and found.state != "done":
        return
    event = recorded[0].id if recorded else str(found.event)
    who = facts.recorder(event)
    when = f" on {recorded[0].effective}" if recorded else ""
    by = f", recorded by {who[0]} on {who[1]}" if who else ""
    how = "carried out" if recorded else "done"
    wording = f"Duty {duty} was {how}{when} already: {event}{by}. If that is wrong, first: cadre cancel {event}"
    doer = {"by": who[0] if who else None, "recorded_on": who[1] if who else None}
    figures = {"duty": duty, "event": event, **doer, "next": f"cadre show {event}" if who else "cadre duty list"}
    yield Finding("duty-done", wording, facts=(event,), figures=figures)


def _put_off_already(duty: str, body: DutyDeferred, day: date, facts: Facts) -> Iterator[Finding]:
    """The objection that a deferral on record reaches as far already, so that another one would add nothing."""
    for act in facts.ledger(f"duty:{duty}").in_force():
        known = act.body
        if isinstance(known, DutyDeferred) and act.effective <= day and body.until <= known.until:
            wording = (
                f"Duty {duty} is put off already from {act.effective} up to {known.until}, approved by "
                f"{known.approved_by} ({act.id}); this deferral would add nothing. Another end is set with: "
                f"cadre correct {act.id} --set until=DAY"
            )
            figures = {"duty": duty, "deferred_until": known.until.isoformat(), "next": f"cadre show {act.id}"}
            yield Finding("already-deferred", wording, facts=(act.id,), figures=figures)
            return


def _self_approved(body: DutyExecuted | DutyDeferred, facts: Facts) -> Iterator[Finding]:
    """The objection that whoever records a deferral has approved it."""
    if isinstance(body, DutyDeferred) and body.approved_by.casefold() == facts.actor().casefold():
        wording = f"{body.approved_by} cannot approve a deferral that {facts.actor()} records: somebody else must."
        yield Finding("self-approved", wording, figures={"approved_by": body.approved_by, "next": "cadre duty list"})


def _still_there(duty: str, found: Standing) -> Finding:
    """The warning that what raised the duty goes on, whatever was carried out."""
    raised = found.raised
    wording = (
        f"What raised duty {duty} goes on: {raised.subject} is as before. The due list keeps saying so until an act "
        "ends it."
    )
    return Finding("duty-goes-on", wording, effect="WARN", facts=tuple(filter(None, [raised.basis])))
