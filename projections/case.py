"""Complaints and appeals as they stand on a day: since when each is open, what was done, and how it ended."""

from collections.abc import Iterator, Sequence
from datetime import date

from projections.database import Database
from projections.dossier import entries
from projections.moment import Moment
from projections.unit import Answer

COMPLAINT = ("complaint-received", "complaint-handled", "complaint-closed")
APPEAL = ("appeal-lodged", "appeal-decided")


def complaints(database: Database, moment: Moment) -> list[Answer]:
    """The complaints received by the day of the moment, as known at it, by day."""
    return [_complaint(name, facts, moment.day) for name, facts in _dockets(database, moment, COMPLAINT)]


def _complaint(name: str, facts: Sequence[Answer], day: str) -> Answer:
    received, closed = facts[0], next((each for each in facts if each["topic"] == "complaint-closed"), None)
    handled = [each for each in facts if each["topic"] == "complaint-handled"]
    severities = [received["severity"], *(each["severity"] for each in handled if each["severity"])]
    end = closed["since"] if closed else day
    return {
        "complaint": name,
        "cadre": received["cadre"],
        "unit": received["unit"],
        "channel": received["channel"],
        "severity": closed["severity"] if closed else severities[-1],
        "since": received["since"],
        "state": "closed" if closed else "open",
        "days": (date.fromisoformat(end) - date.fromisoformat(received["since"])).days,
        "steps": [each["step"] for each in handled],
        "closed_on": closed["since"] if closed else None,
        "conclusion": closed["conclusion"] if closed else None,
        "rectify_by": closed["rectify_by"] if closed else None,
        "about": received["about"],
        "event": received["event"],
    }


def appeals(database: Database, moment: Moment) -> list[Answer]:
    """The appeals lodged by the day of the moment, as known at it, by day; each with how it was decided."""
    found: list[Answer] = []
    for _, facts in _dockets(database, moment, APPEAL):
        decided = [each for each in facts if each["topic"] == "appeal-decided"]
        lodged = [each for each in facts if each["topic"] == "appeal-lodged"]
        for number, each in enumerate(lodged):
            found.append(_appeal(each, decided[number] if number < len(decided) else None, moment.day))
    return sorted(found, key=lambda each: (each["since"], each["against"]))


def _appeal(lodged: Answer, decided: Answer | None, day: str) -> Answer:
    end = decided["since"] if decided else day
    return {
        "against": lodged["against"],
        "cadre": lodged["cadre"],
        "stage": lodged["stage"],
        "since": lodged["since"],
        "state": "decided" if decided else "open",
        "days": (date.fromisoformat(end) - date.fromisoformat(lodged["since"])).days,
        "outcome": decided["outcome"] if decided else None,
        "decided_on": decided["since"] if decided else None,
        "about": lodged["about"],
        "event": lodged["event"],
    }


def _dockets(database: Database, moment: Moment, topics: Sequence[str]) -> Iterator[tuple[str, list[Answer]]]:
    """Docket -> its facts begun by the day, each once; dockets that nothing opens are left out."""
    found: dict[str, dict[str, Answer]] = {}
    for each in entries(database, moment.position, topics):
        if each["since"] <= moment.day:
            found.setdefault(each["docket"], {}).setdefault(each["event"], each)
    for docket, facts in found.items():
        told = sorted(facts.values(), key=lambda each: (each["since"], topics.index(each["topic"])))
        if told[0]["topic"] == topics[0]:
            yield docket.partition(":")[2], told
