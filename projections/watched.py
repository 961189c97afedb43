"""What became of an answer since it was given last: rows that are new, gone or changed, and what brought that about.

Kept of an answer are its rows without personal values and without what only counts days.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from projections.database import Database
from projections.moment import marks
from projections.unit import Answer

Kept: TypeAlias = Mapping[str, Answer]
"""Key of a row -> the row."""

UNIQUE = ("duty", "event", "order", "check")
"""Fields that alone tell one row from all others."""
TELLING = ("pattern", "cadre", "subject", "post", "seat", "unit", "rule", "pack", "predecessor", "successor")
"""Fields that together do so."""
COUNTING = ("counted_days", "days_over", "days", "age")
"""Fields that are others every day."""
PERSONAL = (
    *("name", "born", "joined_party", "started_work", "native_place", "number", "sex", "education", "ethnicity"),
    *("kin", "relatives", "personal"),
)
"""Fields that stand in the vault of the store and nowhere else."""
AMENDMENTS = ("act-corrected/1", "act-cancelled/1")
MOST_EVENTS = 5


class Change(NamedTuple):
    """A row that is not as it was; `row` is the row now, or the last one where it is gone."""

    key: str
    change: str
    row: Answer
    differs: tuple[str, ...] = ()


class Cause(NamedTuple):
    """Why a row changed: a new fact, a correction, another policy, or the days that went by; and the events."""

    why: str
    events: tuple[str, ...] = ()


def kept(rows: Iterable[Answer], field: str) -> Kept:
    """What is kept of the rows of an answer; `field` names a row where nothing else does."""
    found: dict[str, Answer] = {}
    for row in rows:
        key = _key(row, field)
        number = sum(each == key or each.startswith(f"{key} #") for each in found)
        found[f"{key} #{number + 1}" if number else key] = {
            name: value for name, value in row.items() if name not in {*COUNTING, *PERSONAL}
        }
    return found


def _key(row: Answer, field: str) -> str:
    alone = [row[name] for name in UNIQUE if row.get(name) and name == field] or [
        row[name] for name in ("duty",) if row.get(name)
    ]
    words = alone or [row[name] for name in TELLING if row.get(name)] or [row.get(field)]
    return " ".join(map(str, words))


def changes(before: Kept, after: Kept) -> Iterator[Change]:
    """The rows that are not as they were, in the order of the later answer; those that are gone at the end."""
    for key, row in after.items():
        old = before.get(key)
        if old is None:
            yield Change(key, "new", row)
        elif differs := tuple(_differing(old, row)):
            yield Change(key, "changed", row, differs)
    yield from (Change(key, "gone", row) for key, row in before.items() if key not in after)


def _differing(old: Answer, row: Answer) -> Iterator[str]:
    for name in dict.fromkeys((*old, *row)):
        if old.get(name) != row.get(name):
            yield f"{name}: {_shown(old.get(name))} -> {_shown(row.get(name))}"


def _shown(value: Any) -> str:
    return "-" if value is None else str(value)


def cause_of(database: Database, row: Answer, since: int) -> Cause:
    """What was recorded about the row's subjects after the position; else of its pack; else nothing but days."""
    events = _events(database, _tags(row), since)
    if not events and row.get("rule"):
        adopted = _events(database, [f"policy:{row['pack']}"] if row.get("pack") else _packs(database), since)
        if adopted:
            return Cause("policy", tuple(event for event, _ in adopted))
    if not events:
        events = _events(database, [f"unit:{row['unit']}"] if row.get("unit") else [], since)
    if not events:
        return Cause("time")
    corrected = any(topic in AMENDMENTS for _, topic in events)
    return Cause("correction" if corrected else "fact", tuple(event for event, _ in events))


def _tags(row: Answer) -> list[str]:
    """What the row is about, as events are tagged."""
    named = [f"{register}:{row[register]}" for register in ("cadre", "post", "duty", "order") if row.get(register)]
    named += [f"{register}:{row['subject']}" for register in ("cadre", "post", "unit") if row.get("subject")]
    event = row.get("event")
    return [*named, event.rpartition("@")[0]] if isinstance(event, str) and "@" in event else named


def _packs(database: Database) -> list[str]:
    return [f"policy:{row[0]}" for row in database.query("SELECT DISTINCT pack FROM pack_row ORDER BY pack")]


def _events(database: Database, tags: Sequence[str], since: int) -> list[tuple[str, str]]:
    """The last events with one of the tags recorded after the position, and their topics."""
    if not tags:
        return []
    sql = (
        "SELECT DISTINCT t.position, t.event, t.topic FROM event_tag g JOIN trail t ON t.position = g.position"
        f" WHERE g.tag IN ({marks(len(tags))}) AND g.position > ? AND t.topic <> 'order-recorded/1'"
        f" ORDER BY t.position DESC LIMIT {MOST_EVENTS}"
    )
    return [(row[1], row[2]) for row in reversed(database.query(sql, (*tags, since)))]
