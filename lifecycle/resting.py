"""What rests on what: the acts that name an event among their evidence, directly or through each other."""

from collections.abc import Collection, Iterable, Iterator

from domain.facts import Facts
from projections.database import Database


def resting_on(events: Iterable[str], database: Database, facts: Facts, *, but: Collection[str] = ()) -> set[str]:
    """The events in force that rest on one of these, directly or through each other; but not on or through some."""
    found: set[str] = set()
    asked = list(events)
    while asked:
        fresh = {each for each in naming(asked.pop(), database, facts) if each not in found and each not in but}
        found |= fresh
        asked.extend(fresh)
    return found


def naming(event: str, database: Database, facts: Facts) -> Iterator[str]:
    """The acts in force that name the event among their evidence and have a basis."""
    sql = "SELECT t.event FROM event_tag g JOIN trail t ON t.position = g.position WHERE g.tag = ?"
    for (name,) in database.query(sql, (f"event:{event}",)):
        if _counts(name, facts) and not facts.unfounded(name):
            yield name


def _counts(event: str, facts: Facts) -> bool:
    """Whether the event stands; a correction rests on nothing of its own, but is part of the act it corrects."""
    ledger = facts.ledger(event.rpartition("@")[0])
    return event not in ledger.cancelled and event not in {each.id for each in ledger.corrections}


def subjects_of(event: str, database: Database) -> set[str]:
    """Whom a recorded event is about, such as `cadre:LI`."""
    sql = "SELECT g.tag FROM event_tag g JOIN trail t ON t.position = g.position WHERE t.event = ?"
    return {row[0] for row in database.query(sql, (event,))}
