"""A history one event at a time, with the state after each: made from the stored events, not from read models."""

from typing import Any

from domain.cadre import Cadre, standings_by_day
from domain.days import iso_or_none, parse_day
from domain.docket import Docket
from domain.errors import BadInput
from domain.ledger import Act
from domain.post import Post
from domain.recorded import RecordedEvent
from domain.sentences import told
from domain.unit import Unit
from lifecycle.register import Register
from lifecycle.stage import fresh_state
from projections.database import Database

Answer = dict[str, Any]


def replay(database: Database, stream: str, until: str | None) -> list[Answer]:
    """One row for each event: the event, its sentence and the state after it.

    `until` is the last event to replay, or the first day of recording that is left out. Raises BadInput for neither.
    """
    history = Register(database).histories([stream])[stream]
    rows: list[Answer] = []
    state: Any
    state, evolve = fresh_state(stream)
    for event in up_to(history, until):
        state = evolve(state, event)
        rows.append(_row(event, state))
    return rows


def up_to(history: list[RecordedEvent], until: str | None) -> list[RecordedEvent]:
    """The events up to and with one of them, or those recorded before a day. Raises BadInput for neither."""
    if until is None:
        return history
    if "@" in until:
        ids = [event.id for event in history]
        if until not in ids:
            raise BadInput(f"{until} is no event of this history; it has {ids[0]} to {ids[-1]}")
        return history[: ids.index(until) + 1]
    try:
        day = parse_day(until).isoformat()
    except ValueError as error:
        raise BadInput(f"{error}, or name an event such as {history[0].id}") from None
    return [event for event in history if event.recorded_on < day]


def _row(event: RecordedEvent, state: Any) -> Answer:
    return {
        "event": event.id,
        "recorded": event.recorded_at,
        "effective": iso_or_none(event.effective),
        "sentence": told(event),
        "state": shown_state(state),
    }


def shown_state(state: Any) -> Answer:
    """The state in the words of the rosters: holdings and standing of a cadre, terms of a post or unit."""
    match state:
        case Cadre():
            return _cadre_state(state)
        case Post() | Unit():
            terms = [
                {
                    "from": iso_or_none(term.start),
                    "until": iso_or_none(term.end),
                    **term.definition.model_dump(mode="json"),
                }
                for term in state.terms
            ]
            return {"terms": terms}
        case Docket():
            return {"facts": [_fact(act) for act in state.ledger.in_force()]}
        case _:
            return {}


def _fact(act: Act) -> Answer:
    """A fact of a dossier as it is to be read."""
    return {"event": act.id, "from": iso_or_none(act.effective), **act.body.model_dump(mode="json")}


def _cadre_state(cadre: Cadre) -> Answer:
    stretches = [
        {
            "post": holding.post,
            "kind": segment.kind,
            "from": segment.start.isoformat(),
            "until": iso_or_none(segment.end),
            "event": holding.event,
        }
        for holding in cadre.career.holdings
        for segment in holding.segments
        if segment.start < segment.end
    ]
    last = standings_by_day(cadre.career)[-1]
    holdings = sorted(stretches, key=lambda each: (str(each["from"]), str(each["post"])))
    return {"level": last.level, "departure": last.departure, "holdings": holdings}
