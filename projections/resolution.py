"""Collective decisions and sessions of bodies, as recorded."""

from collections.abc import Iterable, Sequence

from projections.database import Database
from projections.dossier import entries
from projections.moment import Moment
from projections.unit import Answer

TAKEN = ("collective-decision-taken",)
AROUND = ("decision-noticed", "decision-signed", "decision-disclosed")
HELD = ("body-session-held",)
GRANTED = ("participation-granted",)
VOTE = ("entitled", "present", "votes_for", "votes_against", "abstained")


def decisions(database: Database, position: int) -> list[Answer]:
    """Every decision known at the position, by day, with its notices, signatures and disclosures."""
    around: dict[str, list[Answer]] = {}
    for each in _once(entries(database, position, AROUND)):
        around.setdefault(each["number"], []).append(each)
    return [_decision(each, around.get(each["number"], ())) for each in _once(entries(database, position, TAKEN))]


def _once(rows: Iterable[Answer]) -> list[Answer]:
    """Each fact once, whatever number of subjects it has a row for."""
    return list({each["event"]: each for each in rows}.values())


def _decision(row: Answer, around: Sequence[Answer]) -> Answer:
    same = ("number", "body", "unit", "matter", "title", *VOTE, "recused", "postponed", "follows", "proposed_by")
    found = {topic: [each for each in around if each["topic"] == topic] for topic in AROUND}
    return {
        **{name: row[name] for name in same},
        "on": row["since"],
        "cadres": row["cadres"],
        "posts": row["posts"],
        "amount": row["amount"],
        "noticed_on": [each["since"] for each in found["decision-noticed"]],
        "signed_by": [each["body"] for each in found["decision-signed"]],
        "disclosed": [
            {"scope": each["scope"], "on": each["since"], "channel": each["channel"], "withheld": each["withheld"]}
            for each in found["decision-disclosed"]
        ],
        "event": row["event"],
    }


def sessions(database: Database, position: int, *, since: str, until: str) -> list[Answer]:
    """What bodies held from a day on and before another, by day."""
    rows = _once(entries(database, position, HELD))
    names = ("body", "unit", "kind", "about", "led_by", "attended", "absent", "partner", "result", "event")
    kept = (each for each in rows if since <= each["since"] < until)
    return [{"on": each["since"], **{name: each[name] for name in names}} for each in kept]


def participants(database: Database, moment: Moment) -> list[Answer]:
    """Who may propose, attend or vote in which body on which matters on the day: the holders of the posts then."""
    from projections.roster import roster

    granted = _once(entries(database, moment.position, GRANTED, on=moment.day))
    holders: dict[str, list[str | None]] = {}
    for seat in roster(database, moment):
        holders.setdefault(seat["post"], []).append(seat["cadre"])
    return [
        {
            "body": each["body"],
            "matter": each["matter"],
            "post": each["post"],
            "cadre": cadre,
            "rights": each["rights"],
            "since": each["since"],
            "event": each["event"],
        }
        for each in granted
        for cadre in holders.get(each["post"], [None])
    ]
