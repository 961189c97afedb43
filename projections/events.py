"""The rows that every recorded event has, whatever it says: the audit trail, its tags, orders, recording days."""

from collections.abc import Iterable

from domain.canonical import canonical
from domain.events import (
    ActDenied,
    ActRefused,
    AttemptRefused,
    CopyDestroyed,
    CopyMade,
    DossierEvent,
    OrderRecorded,
    PrivacyEvent,
    RefusalEvent,
)
from domain.recorded import RecordedEvent
from projections.rows import Values

REFUSALS = (ActRefused, AttemptRefused, ActDenied)
NAMING_FIELDS = (
    *(("cadre", "cadre"), ("post", "post"), ("from_post", "post")),
    *(("unit", "unit"), ("parent", "unit"), ("into", "unit")),
)


def event_rows(event: RecordedEvent) -> Iterable[tuple[str, Values]]:
    """The rows of one event: one of the trail, one for each tag, and for an order those of the order."""
    effective = event.effective and event.effective.isoformat()
    where = (event.position, event.id, event.originator_id, event.topic, event.order, event.line)
    when = (effective, event.recorded_at, event.recorded_on)
    packs = canonical(event.packs) if event.packs else "[]"
    outcome = event.body.outcome if isinstance(event.body, REFUSALS) else "recorded"
    yield "trail", (*where, event.act, event.actor, event.authority, *when, packs, outcome, subject_of(event))
    for tag in tags(event):
        yield "event_tag", (tag, event.position)
    if isinstance(event.body, OrderRecorded):
        yield from order_rows(event, event.body)
    if isinstance(event.body, REFUSALS):
        yield "refusal", _refused(event, event.body)
    if isinstance(event.body, PrivacyEvent):
        yield "notice_row", _notice(event, event.body)


def order_rows(event: RecordedEvent, body: OrderRecorded) -> Iterable[tuple[str, Values]]:
    """The row of the order, and one for each earlier event that lost its basis by it."""
    what = (body.key, body.content, body.title, event.basis, event.actor, int(body.imported), len(body.events))
    when = (event.recorded_at, event.recorded_on, event.position)
    yield "order_row", (event.order, event.command, *what, *when)
    for lost in body.basis_lost:
        yield "basis_lost", (lost, event.order, event.position)


def _refused(event: RecordedEvent, body: RefusalEvent) -> Values:
    what = (event.position, event.id, event.actor, body.outcome)
    return (*what, event.recorded_at, event.recorded_on, canonical(body.model_dump(mode="json")))


def _notice(event: RecordedEvent, body: PrivacyEvent) -> Values:
    """What is recorded of personal values: of a cadre's, or of a copy that holds them."""
    match body:
        case CopyMade():
            subject = event.id
        case CopyDestroyed():
            subject = body.copy_made
        case _:
            subject = body.cadre
    said = {**body.model_dump(mode="json"), "basis": event.basis, "reason": event.reason}
    return (event.position, event.id, event.topic, subject, canonical(said))


def subject_of(event: RecordedEvent) -> str | None:
    """Whom or what the event is about, without its register: of a refusal, what the first refused act was about."""
    if isinstance(event.body, REFUSALS):
        return next((name.partition(":")[2] for name in event.body.subjects), None)
    register, _, name = event.originator_id.partition(":")
    return None if register == "store" else name


def tags(event: RecordedEvent) -> tuple[str, ...]:
    """What the event is about, such as `cadre:LI`, `post:P1`, `unit:U1`, `order:O-1`; sorted, each once.

    What it rests on is named too, such as `event:cadre:LI@2`.
    """
    found = {f"order:{event.order}"} if event.order else set()
    if not event.originator_id.startswith(("order:", "store:")):
        found.add(event.originator_id)
    if isinstance(event.body, REFUSALS):
        found.update(event.body.subjects)
    if isinstance(event.body, DossierEvent):
        found.update(event.body.subjects)
    found.update(f"event:{each}" for each in event.evidence)
    if event.unit:
        found.add(f"unit:{event.unit}")
    fields = event.body.__dict__  # pydantic's getattr is slow for absent names
    for name, register in NAMING_FIELDS:
        value = fields.get(name)
        names = value if isinstance(value, tuple) else (value,)
        found.update(f"{register}:{each}" for each in names if each)
    return tuple(sorted(found))
