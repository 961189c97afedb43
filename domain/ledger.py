"""The acts of one stream as they are to be read today: corrected, cancelled and put in the order of effect."""

import json
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, get_args, get_origin

from domain.days import ALWAYS
from domain.events import ActCancelled, ActCorrected, CadreRegistered, Event
from domain.recorded import RecordedEvent

SURROUNDINGS = ("effective", "sequence", "authority", "decision", "decided_on", "basis", "reason")
"""What may be corrected of an event besides the fields of the fact."""


NOTHING: Mapping[str, Any] = MappingProxyType({})
"""No figures, no values: an empty mapping that nobody can fill."""


class Act(NamedTuple):
    """An event as it is to be read: with its corrections, on the day from which it holds."""

    id: str
    version: int
    order: str
    effective: date
    sequence: int
    body: Event
    reason: str | None = None
    personal: Mapping[str, str] = NOTHING
    """Personal field -> the event whose vault entry holds the value."""

    @property
    def place(self) -> tuple[date, int, int]:
        """The key that puts acts in the order of effect: day, explicit sequence, order of recording."""
        return (self.effective, self.sequence, self.version)


class Correction(NamedTuple):
    """A correction in force: `root` is the act it changes, directly or through another correction."""

    id: str
    names: str
    root: str
    body: ActCorrected


class Ledger(NamedTuple):
    """A stream's acts as recorded, their corrections, and what was cancelled."""

    version: int = 0
    recorded: tuple[Act, ...] = ()
    corrections: tuple[Correction, ...] = ()
    cancelled: frozenset[str] = frozenset()

    def noted(self, event: RecordedEvent) -> "Ledger":
        """The ledger after one more event; refuses nothing, whatever the event names."""
        if not isinstance(event.body, ActCorrected | ActCancelled):
            return self.with_act(as_act(event))
        version = event.originator_version
        match event.body:
            case ActCorrected() as body:
                root = next((each.root for each in self.corrections if each.id == body.names), body.names)
                correction = Correction(event.id, body.names, root, body)
                return self._replace(version=version, corrections=(*self.corrections, correction))
            case ActCancelled() as body:
                return self._replace(version=version, cancelled=self.cancelled | {body.names})

    def with_act(self, act: Act) -> "Ledger":
        """The ledger after one more act."""
        return Ledger(act.version, (*self.recorded, act), self.corrections, self.cancelled)

    def in_force(self) -> tuple[Act, ...]:
        """The acts that count, with their corrections, in the order of effect."""
        acts = (self._read(act) for act in self.recorded if act.id not in self.cancelled)
        return tuple(sorted(acts, key=lambda act: act.place))

    def reading(self, event_id: str) -> Act | None:
        """The act as it is to be read now, or None if the stream has no such act."""
        return next((self._read(act) for act in reversed(self.recorded) if act.id == event_id), None)

    def surroundings(self, event_id: str) -> dict[str, Any]:
        """What the corrections of the act say of its surroundings, such as its authority; the last word of each."""
        standing = (each.body.changes for each in self._corrections_of(event_id))
        return {name: value for changes in standing for name, value in changes.items() if name in SURROUNDINGS}

    def _corrections_of(self, event_id: str) -> list[Correction]:
        return [each for each in self.corrections if each.root == event_id and self._stands(each)]

    def _read(self, act: Act) -> Act:
        for correction in self._corrections_of(act.id):
            act = corrected(act, correction)
        return act

    def _stands(self, correction: Correction) -> bool:
        """Whether neither the correction nor one it builds on was cancelled."""
        if correction.id in self.cancelled:
            return False
        below = next((each for each in self.corrections if each.id == correction.names), None)
        return below is None or self._stands(below)


def as_act(event: RecordedEvent) -> Act:
    """The event as an act of its stream, uncorrected."""
    personal = dict.fromkeys(event.body.__dict__.get("personal", ()), event.id)
    return Act(
        event.id,
        event.originator_version,
        event.order,
        day_of_effect(event.body, event.effective),
        event.sequence,
        event.body,
        event.reason,
        personal,
    )


def day_of_effect(body: Event, effective: date | None) -> date:
    """The day from which the fact holds; what is registered of a cadre holds from always, whenever that was."""
    return ALWAYS if effective is None or isinstance(body, CadreRegistered) else effective


def corrected(act: Act, correction: Correction) -> Act:
    """The act with the changes of one correction."""
    changes = dict(correction.body.changes)
    effective = act.effective
    if "effective" in changes:
        day = changes["effective"]
        effective = day_of_effect(act.body, date.fromisoformat(day) if isinstance(day, str) else None)
    sequence = changes.get("sequence", act.sequence)
    fields = {name: value for name, value in changes.items() if name not in SURROUNDINGS}
    body = reread(act.body, fields)
    personal = {**act.personal, **dict.fromkeys(correction.body.personal, correction.id)}
    return act._replace(effective=effective, sequence=int(str(sequence)), body=body, personal=personal)


def reread(body: Event, fields: Mapping[str, object]) -> Event:
    """The fact with other fields; unchanged where they do not fit it (history must load, whatever was written)."""
    if not fields:
        return body
    try:
        read = {name: unfolded(value, type(body).model_fields[name].annotation) for name, value in fields.items()}
        return body.model_validate({**body.model_dump(), **read})
    except (KeyError, ValueError):
        return body


def folded(value: Any) -> Any:
    """A value as a correction stores it, flat: `NAME=TEXT` for each pair of a mapping, JSON for each row of a table.

    >>> folded({"works": "91.5"}), folded([{"id": "U1", "rank": "1"}]), folded("flood")
    (['works=91.5'], ['{"id":"U1","rank":"1"}'], 'flood')
    """
    if isinstance(value, Mapping):
        return [f"{name}={text}" for name, text in value.items()]
    if isinstance(value, list | tuple) and any(isinstance(row, Mapping) for row in value):
        return [json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for row in value]
    return value


def unfolded(value: Any, form: Any) -> Any:
    """The value of a field of this form, as `folded` has laid it flat."""
    if not isinstance(value, list | tuple):
        return value
    if get_origin(form) is dict:
        return dict(str(pair).split("=", 1) for pair in value)
    if get_origin(form) is tuple and get_origin(get_args(form)[0]) is dict:
        return tuple(json.loads(row) for row in value)
    return value
