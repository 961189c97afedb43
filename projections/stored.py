"""The stored bytes of an event as a mapping, for the questions that go back to the record itself."""

import json
from typing import Any

from domain.errors import Damaged


def stored_state(event: str, stored: Any) -> dict[str, Any]:
    """What is stored of the event. Raises Damaged naming it if these bytes cannot be read."""
    try:
        state = json.loads(bytes(stored))
    except (ValueError, TypeError, RecursionError) as error:
        raise Damaged(f"event {event} cannot be read: {error}") from error
    if not isinstance(state, dict) or not isinstance(state.get("body"), dict):
        raise Damaged(f"event {event} cannot be read: it holds no fact")
    return state
