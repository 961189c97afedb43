"""Who answers for a unit on a day, who heads it and how, and what it has to work with."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from domain.body.membership import Body
from projections.body import bodies_at
from projections.database import Database
from projections.dossier import entries
from projections.moment import IN_FORCE, KNOWN, Moment
from projections.unit import Answer

OVERALL = ("committee", "party-group", "standing", "branch")
CARRYING_OUT = ("working-committee",)


def superiors(database: Database, unit: str, moment: Moment) -> list[str]:
    """The unit and those above it on the day, the lowest first."""
    sql = f"SELECT u.parent FROM unit_row u WHERE u.unit = ? AND {IN_FORCE.format('u')}"
    line = [unit]
    while rows := database.query(sql, (line[-1], *moment.values)):
        if rows[0][0] is None or rows[0][0] in line:
            break
        line.append(rows[0][0])
    return line


def chain(database: Database, unit: str, moment: Moment) -> list[Answer]:
    """Who answers for party work in the unit and in each above it: first, overall, leading, in charge, carrying out."""
    day = date.fromisoformat(moment.day)
    bodies = [each for each in bodies_at(database, moment.position) if each.on(day)]
    assigned = entries(database, moment.position, ["responsibility-assigned"], on=moment.day)
    found: list[Answer] = []
    for place in superiors(database, unit, moment):
        own = [each for each in assigned if each["subject"] == f"unit:{place}"]
        here = [each for each in bodies if each.unit == place]
        found.extend(_links(place, own, here, day))
    return found


def _links(unit: str, assigned: Sequence[Answer], bodies: Sequence[Body], day: date) -> Iterator[Answer]:
    """The chain of one unit; the secretary is the first person responsible where nobody else is named."""
    overall = next((each for kind in OVERALL for each in bodies if each.kind == kind), None)
    leading = overall.in_role("secretary", day) if overall else ()
    first = [each for each in assigned if each["charge"] == "first-responsible"]
    for each in first:
        yield _link(unit, "first-responsible", None, each["cadre"], each["matters"], each["event"])
    if not first:
        named = leading[0] if leading else None
        yield _link(unit, "first-responsible", overall.body if overall else None, named, (), None)
    if overall:
        yield _link(unit, "overall", overall.body, None, (), overall.event)
        yield from (_link(unit, "leads", overall.body, cadre, (), None) for cadre in leading)
        for member in overall.members(day):
            if member.portfolio:
                yield _link(unit, "division-of-work", overall.body, member.cadre, member.portfolio, member.event)
    for each in assigned:
        if each["charge"] != "first-responsible":
            yield _link(unit, each["charge"], None, each["cadre"], each["matters"], each["event"])
    for body in bodies:
        if body.kind in CARRYING_OUT:
            yield _link(unit, "carries-out", body.body, None, (), body.event)


def _link(  # noqa: PLR0913, PLR0917 - one row
    unit: str, part: str, body: str | None, cadre: str | None, matters: Sequence[str], event: str | None
) -> Answer:
    return {"unit": unit, "part": part, "body": body, "cadre": cadre, "matters": list(matters), "event": event}


def heads(database: Database, moment: Moment, unit: str | None = None) -> list[Answer]:
    """The two heads of each unit for which the posts are designated, and how they serve on the day."""
    subject = f"unit:{unit}" if unit else None
    rows = entries(database, moment.position, ["heads-designated"], subject=subject, on=moment.day)
    last = {each["unit"]: each for each in rows if each["subject"].startswith("unit:")}
    return [_heads(each, _held_in(database, name, moment)) for name, each in sorted(last.items())]


def _held_in(database: Database, unit: str, moment: Moment) -> list[tuple[str, str, str]]:
    """Who holds which post of which line of work in the unit on the day: cadre, post, track."""
    sql = (
        "SELECT h.cadre, h.post, p.track FROM holding_row h JOIN post_row p ON p.post = h.post"
        f" WHERE p.unit = ? AND {IN_FORCE.format('h')} AND {IN_FORCE.format('p')} ORDER BY h.valid_from, h.cadre"
    )
    return [(row[0], row[1], row[2]) for row in database.query(sql, (unit, *moment.values, *moment.values))]


def _heads(row: Answer, held: Sequence[tuple[str, str, str]]) -> Answer:
    party, admin = (
        next((who for who, post, _ in held if post == row[name]), None) for name in ("party_post", "admin_post")
    )
    return {
        "unit": row["unit"],
        "party_post": row["party_post"],
        "party_head": party,
        "admin_post": row["admin_post"],
        "admin_head": admin,
        "mode": _mode(party, admin, held),
        "event": row["event"],
    }


def _mode(party: str | None, admin: str | None, held: Sequence[tuple[str, str, str]]) -> str:
    """One person, cross-serving (one of them holds a post in the other's line of work too), separate, or vacant."""
    if party is None or admin is None:
        return "vacant"
    if party == admin:
        return "one-person"
    crossing = {(party, "admin"), (admin, "party")}
    return "cross-serving" if any((who, track) in crossing for who, _, track in held) else "separate"


def mode_changes(database: Database, unit: str, position: int) -> list[Answer]:
    """How the heads of the unit served through time: a row for each day on which a head or the mode changed."""
    sql = (
        "SELECT h.valid_from, h.valid_to FROM holding_row h JOIN post_row p ON p.post = h.post"
        f" WHERE p.unit = ? AND {KNOWN.format('h')} AND {KNOWN.format('p')}"
    )
    days = {day for row in database.query(sql, (unit, position, position, position, position)) for day in row}
    days |= {each["since"] for each in entries(database, position, ["heads-designated"], subject=f"unit:{unit}")}
    found: list[Answer] = []
    for day in sorted(days - {"9999-12-31"}):
        for each in heads(database, Moment(day, position), unit):
            same = ("party_head", "admin_head", "mode")
            if not found or any(found[-1][name] != each[name] for name in same):
                found.append({**each, "from": day})
    return found


def resources(database: Database, position: int, year: int) -> list[Answer]:
    """What each unit committed in a year and spent of it, by purpose; and dues: collected, kept, which share."""
    topics = ["funds-committed", "funds-spent", "dues-collected"]
    rows = [each for each in entries(database, position, topics) if each["subject"].startswith("unit:")]
    kept = [each for each in rows if each["year"] == year]
    keys = sorted({(each["unit"], each.get("purpose") or "dues") for each in kept})
    return [_resource(unit, purpose, kept) for unit, purpose in keys]


def _resource(unit: str, purpose: str, rows: Sequence[Answer]) -> Answer:
    own = [each for each in rows if each["unit"] == unit and (each.get("purpose") or "dues") == purpose]
    committed = _sum(own, "funds-committed", "amount")
    spent = _sum(own, "funds-spent", "amount")
    collected, retained = _sum(own, "dues-collected", "collected"), _sum(own, "dues-collected", "retained")
    given = [each for each in own if each["topic"] == "funds-committed"]
    return {
        "unit": unit,
        "purpose": purpose,
        "committed": _said(committed),
        "spent": _said(spent),
        "left": _said(committed - spent),
        "staff": sum(each["staff"] or 0 for each in given),
        "material": [each["material"] for each in given if each["material"]],
        "collected": _said(collected),
        "retained": _said(retained),
        "share": f"{_said(retained)}/{_said(collected)}" if collected else None,
    }


def _said(amount: Decimal) -> str:
    """A sum as it is written: whole, else with both decimals."""
    return f"{amount:.2f}" if amount % 1 else f"{amount:.0f}"


def _sum(rows: Sequence[Answer], topic: str, field: str) -> Decimal:
    return sum((Decimal(each[field]) for each in rows if each["topic"] == topic and each[field]), Decimal(0))


def documents(database: Database, moment: Moment) -> list[Answer]:
    """The documents of rules in force on the day: of each the version that came last."""
    rows = entries(database, moment.position, ["work-rules-issued"], on=moment.day)
    last = {each["document"]: each for each in rows}
    names = ("document", "edition", "unit", "title", "treats", "event")
    return [{**{name: each[name] for name in names}, "since": each["since"]} for _, each in sorted(last.items())]


def joint_plans(database: Database, moment: Moment) -> list[Answer]:
    """The joint plans that run on the day."""
    rows = entries(database, moment.position, ["joint-plan-made"], on=moment.day)
    once = {each["event"]: each for each in rows}.values()
    names = ("joint_plan", "bodies", "goals", "since", "until", "event")
    return [{name: each[name] for name in names} for each in once]


def move_requests(database: Database, position: int, year: int) -> list[Answer]:
    """Who asked to leave which unit in a year, and why."""
    rows = [each for each in entries(database, position, ["move-requested"]) if each["subject"].startswith("unit:")]
    names = ("unit", "cadre", "wish", "reason", "event")
    kept = (each for each in rows if each["since"].startswith(f"{year}-"))
    return [{"on": each["since"], **{name: each[name] for name in names}} for each in kept]
