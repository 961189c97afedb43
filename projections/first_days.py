"""On which days an act stood before it was corrected: what is named after its first day keeps that name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from domain.duty import Raised
from projections.database import Database
from projections.moment import marks
from projections.stored import stored_state

Days: TypeAlias = tuple[str, frozenset[str]]
"""The day of effect with which an act was recorded, and every day on which it has stood since, that one included."""
_CORRECTIONS = (
    "SELECT t.event, s.state FROM trail t JOIN stored_events s ON s.position = t.position"
    " WHERE t.topic LIKE 'act-corrected/%' AND t.position <= ? ORDER BY t.position"
)
_PORTION = 900


def moved_acts(database: Database, position: int) -> Mapping[str, Days]:
    """Every act whose day of effect was corrected by the position: event -> its days (YYYY-MM-DD)."""
    roots: dict[str, str] = {}
    days: dict[str, set[str]] = {}
    for event, state in database.query(_CORRECTIONS, (position,)):
        body = stored_state(event, state)["body"]
        root = roots[event] = roots.get(body["names"], body["names"])
        if day := body["changes"].get("effective"):
            days.setdefault(root, set()).add(str(day))
    first = _recorded_days(database, sorted(days))
    return {event: (first[event], frozenset((*days[event], first[event]))) for event in days if event in first}


def _recorded_days(database: Database, events: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(events), _PORTION):
        portion = events[start : start + _PORTION]
        sql = f"SELECT t.event, t.effective FROM trail t WHERE t.event IN ({marks(len(portion))})"
        found.update((event, day) for event, day in database.query(sql, portion) if day)
    return found


def named_by_first_days(raised: Iterable[Raised], moved: Mapping[str, Days]) -> list[Raised]:
    """The duties, those that an act with a corrected day began named after its first day; other names are kept beside.

    So a duty is the same before and after the correction, and what was recorded about it stays with it.
    """
    found = list(raised)
    taken = {each.duty for each in found if each.begun_by not in moved}
    return [_named(each, moved.get(each.begun_by or ""), taken) for each in found]


def _named(duty: Raised, days: Days | None, taken: set[str]) -> Raised:
    if days is None:
        return duty
    (first, ever), (rest, stroke, day) = days, duty.duty.rpartition("/")
    name = f"{rest}{stroke}{first}"
    if day not in ever or name in taken:
        return duty
    return duty._replace(duty=name, aliases=tuple(f"{rest}{stroke}{each}" for each in sorted(ever - {first})))
