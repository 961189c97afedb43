"""The register of copies: backups, and bundles with disclosed values, so that an erasure can name what holds it."""

from domain.errors import BadInput
from domain.events import CopyDestroyed, CopyMade
from domain.text import plain_text
from lifecycle.integrity.notices import note
from lifecycle.privacy.approval import Request, checked
from projections.database import Database, transaction
from projections.privacy import copies

STREAM = "store:copies"


def note_copy(database: Database, copy: CopyMade, said: Request) -> str:
    """Record that a copy was made; returns the event."""
    asked = checked(said, approvers=0)
    made = copy.model_copy(update={"place": plain_text(copy.place), "paths": tuple(sorted(copy.paths))})
    with transaction(database, writing=True):
        return note(database, STREAM, made, asked.said, asked.now).id


def note_destroyed(database: Database, copy: str, said: Request) -> str:
    """Record that a copy was destroyed; returns the event. Raises BadInput for one that is not there."""
    asked = checked(said, approvers=0)
    with transaction(database, writing=True):
        there = {each["copy"]: each["destroyed"] for each in copies(database)}
        if copy not in there:
            raise BadInput(f"there is no copy {copy}; list them with: cadre privacy copies")
        if there[copy]:
            raise BadInput(f"the copy {copy} was destroyed already: {there[copy]}")
        return note(database, STREAM, CopyDestroyed(copy_made=copy), asked.said, asked.now).id
