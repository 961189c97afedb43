"""Adds to the golden files, and never changes what they hold.

    python tests/golden/add.py                the forms of topics that events.json does not have yet
    python tests/golden/add.py NAME STORE     the whole history of a store as histories/NAME.jsonl

A history holds the stored events as they are, the vault (keep to made-up persons), and what they are read as today.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

FOLDER = Path(__file__).parent
FORMS = FOLDER / "events.json"
HISTORIES = FOLDER / "histories"


def main(words):
    """Add what is asked for; the exit code."""
    if len(words) == 2:
        return add_history(*words)
    if words:
        sys.stderr.write(__doc__)
        return 2
    known, present = json.loads(FORMS.read_text(encoding="utf-8")) if FORMS.exists() else {}, forms()
    new = {topic: form for topic, form in present.items() if topic not in known}
    FORMS.write_text(json.dumps({**known, **new}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(new)} forms added: {', '.join(new) or 'none was missing'}\n")
    return 0


# --- forms ----------------------------------------------------------------------------------------


def forms():
    """Topic -> field -> its form in words, for every event there is."""
    from domain.dossiers import every_event

    return {topic: form_of(kind) for topic, kind in every_event().items()}


def form_of(kind):
    """Field -> its form in words."""
    fields = kind.model_fields.items()
    return {
        name: worded(field.annotation) + ("" if field.is_required() else ", may be absent") for name, field in fields
    }


def worded(form):
    """A form in words that no version of a library spells otherwise."""
    inner = get_args(form)
    if form is Any:
        return "anything"
    match get_origin(form):
        case None:
            return "none" if form is type(None) else form.__name__
        case origin if origin is Literal:
            return f"one of {', '.join(inner)}"
        case origin if origin in {Union, UnionType}:
            return " or ".join(worded(each) for each in inner)
        case origin if origin is tuple:
            return f"list of {worded(inner[0])}"
        case origin if issubclass(origin, Mapping):
            return f"mapping of {worded(inner[0])} to {worded(inner[1])}"
        case origin:
            raise TypeError(f"no words for {origin}")


# --- histories ------------------------------------------------------------------------------------


def add_history(name, store):
    """Write the history of a store; refuses where there is one of this name."""
    from lifecycle.engine import Engine

    path = HISTORIES / f"{name}.jsonl"
    if path.exists():
        sys.stderr.write(f"{path.name} is there; a golden history is never changed\n")
        return 1
    with Engine.open(store, writing=False) as engine:
        lines = [json.dumps(line, ensure_ascii=False) for line in history_of(engine)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{path.name}: {len(lines)} lines\n")
    return 0


def history_of(engine):
    """The events, the vault, and every stream as it is read after all of them."""
    sql = "SELECT position, originator_id, originator_version, topic, state FROM stored_events ORDER BY position"
    events = engine.database.query(sql)
    for position, stream, version, topic, state in events:
        place = {"position": position, "stream": stream, "version": version, "topic": topic}
        yield {**place, "state": bytes(state).decode()}
    for event, path, subject, salt, value in engine.database.query("SELECT * FROM vault ORDER BY event, path"):
        yield {"vault": event, "path": path, "subject": subject, "salt": bytes(salt).hex(), "value": value}
    for stream, said in sorted(read(events).items()):
        yield {"read": stream, "as": said}


def read(events):
    """Stream -> what its stored events are read as, for the streams that have a state."""
    from lifecycle.mapper import read_event
    from lifecycle.stage import fresh_state

    states = {}
    for position, stream, version, topic, state in events:
        event = read_event(stream, version, topic, state, position)
        before, evolve = states.get(stream) or fresh_state(stream)
        states[stream] = (evolve(before, event), evolve)
    return {stream: said for stream, (state, _) in states.items() if (said := described(state)) is not None}


def described(state):
    """A state in plain words and values; None for streams without one."""
    match type(state).__name__:
        case "Cadre":
            return {
                "holdings": [described_holding(each) for each in state.career.holdings],
                "standings": [[str(each.day), each.level, each.departure] for each in state.career.standings],
                "personal": [[each.path, each.event, str(each.day)] for each in state.personal],
            }
        case "Post":
            return {**described_terms(state), "successions": [[by, str(day)] for by, day, _ in state.successions]}
        case "Unit":
            successions = [[each.by, each.kind, str(each.day)] for each in state.successions]
            return {**described_terms(state), "successions": successions}
        case "Docket":
            acts = state.ledger.in_force()
            return {"acts": [[act.id, str(act.effective), act.body.model_dump(mode="json")] for act in acts]}
    return None


def described_holding(holding):
    return {
        "post": holding.post,
        "event": holding.event,
        "since": str(holding.since) if holding.since_known else None,
        "precision": holding.precision,
        "planned_end": holding.planned_end and str(holding.planned_end),
        "ended_by": holding.ended_by,
        "stretches": [[each.kind, str(each.start), str(each.end)] for each in holding.segments],
    }


def described_terms(state):
    terms = [[str(each.start), str(each.end), each.definition.model_dump(mode="json")] for each in state.terms]
    return {"terms": terms}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
