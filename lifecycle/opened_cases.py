"""Which cases of procedures were opened on which posts: as recorded, and on the stage by earlier lines of an order."""

from collections.abc import Mapping, Sequence

from domain.change import State
from projections.database import Database
from projections.moment import chunks, marks
from projections.schema import OPEN_POSITION


def opened_on(posts: Sequence[str], states: Mapping[str, State], database: Database) -> dict[str, list[str]]:
    """Post -> ids of the cases that were opened on it; posts without any are left out. `states` are on the stage."""
    found = set[tuple[str, str]]()
    for stream, state in states.items():
        for act in state.ledger.in_force() if stream.startswith("case:") else ():
            found |= {(post, stream) for post in getattr(act.body, "posts", ()) if post in posts}
    for chunk in chunks(posts):
        found |= _stored(database, chunk)
    cases: dict[str, list[str]] = {}
    for post, stream in sorted(found):
        cases.setdefault(post, []).append(stream.partition(":")[2])
    return cases


def _stored(database: Database, posts: Sequence[str]) -> set[tuple[str, str]]:
    where = f"topic = ? AND known_to = ? AND subject IN ({marks(len(posts))})"
    values = ("case-opened", OPEN_POSITION, *(f"post:{post}" for post in posts))
    rows = database.query(f"SELECT DISTINCT subject, docket FROM dossier_row WHERE {where}", values)
    return {(subject.partition(":")[2], docket) for subject, docket in rows}
