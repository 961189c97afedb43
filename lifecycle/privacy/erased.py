"""What was erased, as the events themselves say it."""

from domain.events import PersonalDataErased
from projections.database import Database
from projections.stored import stored_state

_ERASURES = (
    "SELECT originator_id, originator_version, state FROM stored_events"
    " WHERE originator_id > 'privacy:' AND originator_id < 'privacy;' AND topic = ?"
)


def erased_values(database: Database) -> dict[tuple[str, str], str]:
    """(Event, path) of every erased value -> the event that says so."""
    found = {}
    for stream, version, state in database.query(_ERASURES, (PersonalDataErased.TOPIC,)):
        said = f"{stream}@{version}"
        erased = stored_state(said, state)["body"].get("erased")
        pairs = erased.items() if isinstance(erased, dict) else ()
        found.update({(event, path): said for event, paths in pairs for path in paths})
    return found
