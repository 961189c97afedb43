"""Making a new store: its tables, and the events with which its history begins."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.errors import BadInput, Conflict
from domain.events import Event, LevelScaleAdopted, StoreOpened
from domain.finding import Finding
from domain.levels import DEFAULT_LEVELS
from domain.recorded import RecordedEvent
from domain.text import identifier
from lifecycle.head import Head
from lifecycle.ports import Entropy, instant_text, zone_named
from lifecycle.register import Register
from lifecycle.stage import STORE_STREAM
from lifecycle.writing import Step, write
from projections.database import Database
from projections.schema import create_statements

FOUNDING_ORDER = "O-0"
FOUNDING_ACTOR = "init"


def found(  # noqa: PLR0913 - what a store is made with, each by name
    database: Database, *, zone: str, simulated: bool, levels: Sequence[str] | None, now: datetime, entropy: Entropy
) -> None:
    """Make the tables and record the founding events, in one transaction.

    Raises Conflict if there is a store already, BadInput for an unknown zone or a scale that is none.
    """
    zone_named(zone)
    scale = _scale(levels or DEFAULT_LEVELS)
    database.begin_founding()
    try:
        _check_vacant(database)
        database.script(create_statements())
        head = Head(0, -1, None, zone, simulated)
        head.insert(database)
        _record_founding(Register(database), head, scale, instant_text(now), entropy(16).hex())
    except BaseException:
        database.rollback()
        _check_vacant(database)  # whatever failed: if there is a store by now, somebody else was first
        raise
    database.commit()


def _scale(levels: Sequence[str]) -> tuple[str, ...]:
    try:
        scale = tuple(identifier(level) for level in levels)
    except ValueError as error:
        raise BadInput(f"level: {error}") from None
    if len(set(scale)) != len(scale):
        raise BadInput("a level stands twice on the scale")
    return scale


def _check_vacant(database: Database) -> None:
    if is_store(database):
        wording = "There is a store here already; it stays as it is. Choose another place, or see: cadre store info"
        raise Conflict([Finding("store-exists", wording, conflict=True)])


def is_store(database: Database) -> bool:
    """Whether the tables of a store are there."""
    return bool(database.query(database.table_query, ("store_head",)))


def _record_founding(register: Register, head: Head, scale: tuple[str, ...], instant: str, command: str) -> None:
    bodies: tuple[Event, ...] = (
        StoreOpened(zone=head.zone, simulated_clock=head.simulated),
        LevelScaleAdopted(levels=scale),
    )
    steps = [Step(_founding_event(number, body, head, instant, command), None) for number, body in enumerate(bodies, 1)]
    write(register, Head(0, -1, instant, head.zone, head.simulated), steps, {}, ())


def _founding_event(number: int, body: Event, head: Head, instant: str, command: str) -> RecordedEvent:
    day = head.day_of(instant)
    return RecordedEvent(
        originator_id=STORE_STREAM,
        originator_version=number,
        position=number,
        topic=body.TOPIC,
        body=body,
        effective=date.fromisoformat(day),
        sequence=number,
        order=FOUNDING_ORDER,
        line=number,
        act="init",
        actor=FOUNDING_ACTOR,
        authority=None,
        decision=None,
        decided_on=None,
        basis=None,
        reason=None,
        evidence=(),
        unit=None,
        command=command,
        correlation=command,
        packs=(),
        recorded_at=instant,
        recorded_on=day,
    )
