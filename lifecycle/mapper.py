"""Between recorded events and stored bytes: canonical JSON under permanent topics, read through a closed list.

Nothing is ever imported from stored data, and a form of long ago is brought up to date by its upcast.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

from eventsourcing.persistence import JSONTranscoder, Mapper, StoredEvent
from pydantic import ValidationError
from pydantic_core import from_json

from domain.canonical import canonical
from domain.dossiers import event_kind
from domain.errors import Damaged
from domain.events import Event
from domain.recorded import RecordedEvent

Upcast: TypeAlias = Callable[[dict[str, Any]], tuple[str, dict[str, Any]]]
UPCASTS: Mapping[str, Upcast] = {}
"""Topic of a former form -> what turns its body into the next form: (next topic, body). Empty: no form has changed."""

_SURROUNDINGS = tuple(
    name
    for name in RecordedEvent._fields
    if name not in {"originator_id", "originator_version", "position", "topic", "body"}
)
_DAYS = ("effective", "decided_on")
_LISTS = ("evidence", "packs")


class RecordedEventMapper(Mapper[str]):
    """The library's mapper for our events. Raises Damaged, naming the event, for bytes that cannot be read."""

    def __init__(self) -> None:
        super().__init__(transcoder=JSONTranscoder())

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """The event as it is stored."""
        event: RecordedEvent = domain_event
        return StoredEvent(event.originator_id, event.originator_version, event.topic, state_bytes(event))

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """The event that was stored; its position is not part of these bytes."""
        return read_event(
            str(stored_event.originator_id),
            stored_event.originator_version,
            stored_event.topic,
            stored_event.state,
        )


def state_bytes(event: RecordedEvent) -> bytes:
    """The stored bytes of the event: canonical JSON in UTF-8, without floats."""
    state = {name: getattr(event, name) for name in _SURROUNDINGS}
    for name in _DAYS:
        state[name] = state[name] and state[name].isoformat()
    state["body"] = event.body.model_dump(mode="json")
    return canonical(state).encode()


def read_event(stream: str, version: int, topic: str, state: bytes | memoryview, position: int = 0) -> RecordedEvent:
    """The recorded event in these bytes. Raises Damaged naming the event if they cannot be read."""
    try:
        fields = from_json(bytes(state))
        body = fields.pop("body")
        for name in _DAYS:
            fields[name] = fields[name] and date.fromisoformat(fields[name])
        for name in _LISTS:
            fields[name] = tuple(fields[name])
        return RecordedEvent(stream, version, position, topic, _fact(topic, body), **fields)
    except Damaged as error:
        raise Damaged(f"event {stream}@{version}: {error}") from None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Damaged(f"event {stream}@{version} cannot be read: {_short(error)}") from error


def _fact(topic: str, body: dict[str, Any]) -> Event:
    for _ in range(len(UPCASTS)):
        if topic in UPCASTS:
            topic, body = UPCASTS[topic](body)
    kind = event_kind(topic)
    if kind is None:
        raise Damaged(f"its topic {topic!r} is unknown to this program; nothing was read or imported for it")
    return kind.model_validate(body)


def _short(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"field {'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return str(error)
