"""Bodies: what they are on a day, who belongs to them, and what was decided in them."""

from collections.abc import Iterable, Iterator
from datetime import date

from domain.body.membership import TOPICS, Body, Fact, Membership, read_body
from domain.days import FOREVER, iso_or_none
from projections.database import Database
from projections.dossier import entries
from projections.moment import Moment
from projections.unit import Answer

BRANCHES = ("branch", "mobile-branch", "committee", "working-committee")
"""The kinds of bodies that somebody must be responsible for."""


def bodies_at(database: Database, position: int, body: str | None = None) -> list[Body]:
    """Every body known at the position, or one of them; by id."""
    subject = f"body:{body}" if body else None
    found: dict[str, list[Fact]] = {}
    for each in entries(database, position, TOPICS, subject=subject):
        if each["subject"].startswith("body:"):
            found.setdefault(each["body"], []).append(_fact(each))
    made = (read_body(facts) for _, facts in sorted(found.items()))
    return [each for each in made if each is not None]


def _fact(row: Answer) -> Fact:
    end = date.fromisoformat(row["until"]) if row["until"] else FOREVER
    return Fact(row["topic"], date.fromisoformat(row["since"]), end, row, row["event"])


def departures(database: Database, cadres: Iterable[str], moment: Moment) -> set[str]:
    """Who of these has left the service by the day."""
    from projections.cadre import persons

    wanted = set(cadres)
    return {each["cadre"] for each in persons(database, moment) if each["cadre"] in wanted and not each["in_service"]}


def body_rows(database: Database, moment: Moment) -> list[Answer]:
    """The bodies that exist on the day of the moment, with how many belong to them."""
    day = date.fromisoformat(moment.day)
    standing = [each for each in bodies_at(database, moment.position) if each.on(day)]
    everyone = {member.cadre for each in standing for member in each.members(day)}
    gone = departures(database, everyone, moment)
    return [body_row(each, day, gone) for each in standing]


def body_row(body: Body, day: date, gone: set[str]) -> Answer:
    """One body as it is on the day; who has left the service is not counted."""
    members = [each for each in body.members(day) if each.cadre not in gone]
    term = body.term(day)
    due = term.due_on() if term else None
    return {
        "body": body.body,
        "name": body.name,
        "kind": body.kind,
        "unit": body.unit,
        "under": body.under,
        "since": body.start.isoformat(),
        "until": iso_or_none(body.end),
        "open": body.on(day),
        "secretary": next((each.cadre for each in members if each.role == "secretary"), None),
        "members": len(members),
        "full_time": sum(each.full_time is True for each in members),
        "part_time": sum(each.full_time is False for each in members),
        "term_since": term.start.isoformat() if term else None,
        "term_due": due.isoformat() if due else None,
        "kept_from": body.kept.isoformat(),
        "event": body.event,
    }


def member_rows(body: Body, day: date | None, gone: set[str]) -> Iterator[Answer]:
    """The memberships of a body: those of a day, else all of them through time."""
    for each in body.memberships:
        if day is None or each.on(day):
            yield {"body": body.body, **member_row(each), "in_service": each.cadre not in gone}


def member_row(member: Membership) -> Answer:
    """One membership."""
    return {
        "cadre": member.cadre,
        "role": member.role,
        "full_time": member.full_time,
        "portfolio": list(member.portfolio),
        "from": member.start.isoformat(),
        "until": iso_or_none(member.end),
        "why": member.why,
        "event": member.event,
        "ended_by": member.ended_by,
    }


def without_responsible(database: Database, moment: Moment) -> list[Answer]:
    """The committees and branches that have no secretary in service on the day."""
    rows = body_rows(database, moment)
    return [each for each in rows if each["kind"] in BRANCHES and each["secretary"] is None]
