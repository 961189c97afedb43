"""Deciding on corrections and cancellations: what may be named, and what it is to be read as."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from domain import dossiers
from domain.commands import AmendingCommand, Cancel, Correct, Particulars
from domain.decisions.changed_fields import raw, said, surrounding, text
from domain.errors import BadInput
from domain.events import (
    ActCancelled,
    ActCorrected,
    DossierEvent,
    DutyDeferred,
    DutyExecuted,
    Event,
    PolicyAdopted,
    PostSucceeded,
    RuleWaived,
)
from domain.facts import Decided, Facts, Proposed, known_level, later
from domain.finding import Finding
from domain.ledger import SURROUNDINGS, Act, Ledger, folded
from domain.recorded import event_stream
from domain.text import nearest

ALIASES = {"until": "planned_end", "from": "from_post", "with": "partners", "due": "due_on"}
"""The words of the command line for fields of events."""


def correct(command: Correct, facts: Facts) -> Decided:
    """The event is to be read with other values; its bytes stay."""
    stream, ledger = _named(command.event, facts)
    act, objection = _standing(command.event, ledger)
    if act is None:
        return Decided(findings=(objection,) if objection else ())
    asked = dossiers.reading(act, command.changes, facts) if isinstance(act.body, DossierEvent) else command.changes
    changes, personal, read = _checked(asked, act, facts)
    if isinstance(read, DossierEvent):
        day = date.fromisoformat(str(changes.get("effective", act.effective)))
        if misfits := dossiers.check_corrected(read, day, act.id, facts):
            return Decided(findings=misfits)
        if objections := dossiers.amended(stream, act, changes, facts):
            return Decided(findings=objections)
    if isinstance(act.body, RuleWaived):
        from domain.decisions.waiver import corrected_waiver  # a store without packs has no waivers

        if objections := corrected_waiver(act, changes, facts):
            return Decided(findings=objections)
    if isinstance(act.body, DutyExecuted | DutyDeferred):
        from domain.decisions.duty import corrected_duty  # a store without packs has no duties

        if objections := corrected_duty(act, stream, changes, facts):
            return Decided(findings=objections)
    body = ActCorrected(names=command.event, changes=changes, personal={})
    begins = changes.get("effective", act.effective.isoformat())
    effective = date.fromisoformat(str(begins)) if begins and begins != "0001-01-01" else None
    unit = str(changes["unit"]) if "unit" in changes else None
    return Decided((Proposed(stream, body, effective, unit, personal),))


def cancel(command: Cancel, facts: Facts) -> Decided:
    """The event, or every event of the order, is to be read as if it had not been decided."""
    named = command.event or command.order
    if named is None or (command.event and command.order):
        raise BadInput("name either the event or the order to cancel")
    order = named.removeprefix("order:").partition("@")[0] if ":" not in named or named.startswith("order:") else None
    if order is None:
        return _cancelled([named], command, facts)
    events = facts.order_events(order)
    if events is None:
        raise BadInput(f"there is no event and no order {named}; list them with: cadre order list, cadre history WHO")
    standing = [each for each in reversed(events) if not _settled(each, facts)]
    if not standing:
        wording = f"Nothing of order {order} is left to cancel: each of its acts is cancelled already."
        return Decided(findings=(Finding("cancelled", wording, figures={"order": order}),))
    return _cancelled(standing, command, facts)


def _settled(event: str, facts: Facts) -> bool:
    """Whether the event is cancelled already, or is itself a cancellation."""
    place = event_stream(event)
    ledger = facts.ledger(place[0]) if place else Ledger()
    known = event in {*(act.id for act in ledger.recorded), *(each.id for each in ledger.corrections)}
    return event in ledger.cancelled or not known


def _cancelled(events: Iterable[str], _command: AmendingCommand, facts: Facts) -> Decided:
    proposed: list[Proposed] = []
    findings: list[Finding] = []
    for event in events:
        stream, ledger = _named(event, facts)
        act, objection = _standing(event, ledger)
        if objection:
            findings.append(objection)
        elif act:
            day = None if act.effective == date.min else act.effective
            proposed.append(Proposed(stream, ActCancelled(names=event), day))
    return Decided(tuple(proposed), tuple(findings))


def _named(event: str, facts: Facts) -> tuple[str, Ledger]:
    """The stream of the event and its ledger. Raises BadInput if there is no such event, or it is no act."""
    place = event_stream(event)
    ledger = facts.ledger(place[0]) if place else Ledger()
    if place is None or not 1 <= place[1] <= ledger.version:
        near = f"the events of {place[0]} are 1 to {ledger.version}" if place and ledger.version else _hint(event)
        raise BadInput(f"there is no event {event}; {near}")
    if place[0].startswith(("order:", "store:", "refusal:")):
        raise BadInput(f"event {event} is no act; an order is cancelled by its id, such as: cadre cancel O-1")
    return place[0], ledger


def _hint(event: str) -> str:
    who = event.partition("@")[0].partition(":")[2] or event
    return f"look the event up with: cadre history {who}"


def _standing(event: str, ledger: Ledger) -> tuple[Act | None, Finding | None]:
    """The act that the event is or changes; or the objection that it no longer stands."""
    correction = next((each for each in ledger.corrections if each.id == event), None)
    root = correction.root if correction else event
    act = ledger.reading(root)
    if act is None:
        wording = (
            f"Event {event} is a cancellation; it is not corrected or cancelled. Record the cancelled act anew instead."
        )
        return None, Finding("is-cancellation", wording, facts=(event,))
    if gone := [each for each in (event, root) if each in ledger.cancelled]:
        wording = (
            f"Event {gone[0]} is cancelled; a cancelled act is not corrected or cancelled again. Record the act anew."
        )
        return None, Finding("cancelled", wording, facts=(gone[0],))
    return act, None


def _checked(asked: Mapping[str, Any], act: Act, facts: Facts) -> tuple[dict[str, Any], dict[str, str], Event]:
    """The changes as they are stored, the personal values, and the fact as it is to be read.

    Raises BadInput for every field that does not fit.
    """
    fields = type(act.body).model_fields
    asked = {name if name in fields else ALIASES.get(name, name): value for name, value in asked.items()}
    if not asked:
        raise BadInput("name what is to be corrected, such as: --set effective=2026-12-01")
    own = [name for name in fields if name != "personal" and name not in _fixed(act.body)]
    private = _private(act)
    known = (*own, *private, *SURROUNDINGS)
    if unknown := [name for name in asked if name not in known]:
        raise BadInput(*(_not_correctable(name, known, act) for name in unknown))
    personal = {private[name]: text(name, asked[name]) for name in asked if name in private}
    changes = {name: surrounding(name, asked[name]) for name in asked if name in SURROUNDINGS}
    form = dossiers.said_by(type(act.body))
    body = {
        name: said(name, asked[name], form.model_fields[name])
        if form and name in form.model_fields
        else raw(name, asked[name], fields[name].annotation)
        for name in asked
        if name in own
    }
    fitting, read = _fitting(act.body, body, facts)
    changes |= fitting
    _check_end(changes, act)
    return changes, personal, read


def _fixed(body: Event) -> Iterable[str]:
    """The fields that are not corrected, as they say which pack or duty it is; such an act is recorded anew."""
    match body:
        case PolicyAdopted():
            return type(body).model_fields
        case DutyExecuted() | DutyDeferred():
            return ("rule", "cadre", "post", "due_on")
        case DossierEvent(FIXED=fixed):
            return fixed
    return ()


def _check_end(changes: Mapping[str, Any], act: Act) -> None:
    """Nothing, if the planned end lies after the day of effect as both are to be read. Raises BadInput."""
    name = act.body.UNTIL if isinstance(act.body, DossierEvent) and act.body.UNTIL else "planned_end"
    end = changes.get(name, act.body.__dict__.get(name))
    if end is not None:
        later(date.fromisoformat(str(end)), date.fromisoformat(str(changes.get("effective", act.effective))))


def _private(act: Act) -> dict[str, str]:
    """The personal fields of the act, by the word an officer uses for them."""
    if not hasattr(act.body, "personal"):
        return {}
    if any(path.startswith("kin.") for path in act.personal):
        return {path.removeprefix("kin."): path for path in act.personal}
    return {name: name for name in Particulars.PERSONAL}


def _not_correctable(name: str, known: Iterable[str], act: Act) -> str:
    """Why the field is not corrected: it says which fact this is, or there is no such field."""
    body = act.body
    if isinstance(body, DossierEvent) and name in body.FIXED:
        remedy = body.INSTEAD or f"Cancel the event and record the act anew: cadre cancel {act.id}"
        return f"{name} of event {act.id} is not corrected: it makes the fact what it is. {remedy}"
    near = nearest(name, known)
    hint = f"did you mean {' or '.join(near)}?" if near else f"it has {', '.join(known)}"
    return f"event {act.id} has no field {name!r}; {hint}"


def _fitting(body: Event, fields: Mapping[str, Any], facts: Facts) -> tuple[dict[str, Any], Event]:
    """The fields as JSON, checked against the event's form and the registers they point to; the event with them."""
    if not fields:
        return {}, body
    try:
        read = type(body).model_validate({**body.model_dump(), **fields})
    except ValidationError as error:
        raise BadInput(*(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())) from None
    _known(read, fields, facts)
    stored = read.model_dump(mode="json")
    return {name: folded(stored[name]) for name in fields}, read


def _known(body: Event, fields: Mapping[str, Any], facts: Facts) -> None:
    """Nothing, if everything that the fields name is known. Raises BadInput with the nearest ids."""
    posts = ("post", "from_post", "by") if isinstance(body, PostSucceeded) else ("post", "from_post")
    units = () if isinstance(body, PostSucceeded) else ("by",)
    named = (
        (facts.post, posts),
        (facts.unit, ("unit", "parent", "into", *units)),
        (facts.cadre, ("partners", "cadre", "together")),
    )
    for known, names in named:
        for value in (fields.get(name) for name in names):
            for each in value if isinstance(value, tuple) else (value,) if value else ():
                known(each)
    known_level(facts, fields.get("level"))
