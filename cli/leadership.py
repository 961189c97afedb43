"""Who leads units, what they have to work with, and the rules and plans of their work."""

from typing import Final

import click

from cli.command import TWO_TIMES, act, query
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.params import DAY
from cli.topic import Topic

leadership = Topic("leadership", help="Record and look up who answers for a unit, its heads, funds, rules and plans.")
CHARGES: Final = ("first-responsible", "in-charge", "division-of-work")
WISHES: Final = ("transfer", "resign")
YEAR: Final = click.IntRange(1900, 2199)


@act(
    "assign",
    "cadre leadership assign FINANCE LI --charge first-responsible --matter 'party building' --effective 2024-01-01 "
    "--basis 'Minutes 1 of 2024'",
    into=leadership,
)
@positional("unit", "UNIT", "The unit.")
@positional("cadre", "WHO", "The cadre.")
@needed("--charge", None, "In which way the cadre answers for it.", type=click.Choice(CHARGES))
@optional("--matter matters", "TEXT", "For what, repeatable.", multiple=True)
@optional("--until", "DAY", "The first day on which it no longer holds.", type=DAY)
def assign(desk: Desk, **line: object) -> None:
    """Say who answers for the party work of a unit."""
    desk.record(act="responsibility-assign", **line)


@query("chain", "cadre leadership chain FINANCE --as-of 2024-06-01", into=leadership)
@positional("unit", "UNIT", "The unit.")
def chain(desk: Desk, unit: str) -> None:
    """Show who answers for party work in a unit and in each above it on a day."""
    desk.show("chain", desk.engine.leadership.chain(unit, **desk.asked))


@act(
    "designate",
    "cadre leadership designate FINANCE --party-post FIN-CLERK --admin-post FIN-HEAD --effective 2016-01-01 "
    "--basis 'Staffing plan'",
    into=leadership,
)
@positional("unit", "UNIT", "The unit.")
@needed("--party-post", "POST", "The post of its party head.")
@needed("--admin-post", "POST", "The post of its administrative head.")
def designate(desk: Desk, **line: object) -> None:
    """Say which posts are those of the two heads of a unit."""
    desk.record(act="heads-designate", **line)


@query(
    "heads",
    "cadre leadership heads --as-of 2024-06-01",
    into=leadership,
    takes=(*TWO_TIMES, "unit"),
)
def heads(desk: Desk) -> None:
    """List the two heads of units on a day: separate, cross-serving, or one person."""
    desk.show("heads", desk.engine.leadership.heads(**desk.asked))


@query("modes", "cadre leadership modes FINANCE", into=leadership, takes=("known_on",))
@positional("unit", "UNIT", "The unit.")
def modes(desk: Desk, unit: str) -> None:
    """Show from which day on the heads of a unit served in which way."""
    desk.show("modes", desk.engine.leadership.mode_changes(unit, **desk.asked))


@act(
    "commit",
    "cadre leadership commit FINANCE --year 2024 --purpose education --amount 50000 --staff 2 "
    "--material 'a meeting room' --effective 2024-01-15 --basis 'Budget 2024'",
    into=leadership,
)
@positional("unit", "UNIT", "The unit.")
@needed("--year", "YEAR", "The calendar year.", type=YEAR)
@needed("--purpose", "TEXT", "For what.")
@optional("--amount", "SUM", "How much money.")
@optional("--staff", "N", "How many persons.", type=int)
@optional("--material", "TEXT", "Rooms, cars and the like.")
def commit(desk: Desk, **line: object) -> None:
    """Put money, persons or material of a year at the disposal of party work."""
    desk.record(act="fund-commit", **line)


@act(
    "spend",
    "cadre leadership spend FINANCE --purpose education --amount 1200.50 --effective 2024-05-02 --basis 'Bill 7'",
    into=leadership,
)
@positional("unit", "UNIT", "The unit.")
@needed("--purpose", "TEXT", "On what.")
@needed("--amount", "SUM", "How much money.")
@optional("--year", "YEAR", "The year of the funds; that of the day unless said.", type=YEAR)
def spend(desk: Desk, **line: object) -> None:
    """Record that money was spent."""
    desk.record(act="fund-spend", **line)


@act(
    "dues",
    "cadre leadership dues FIN-COMMITTEE --year 2024 --collected 12000 --retained 3000 --effective 2024-12-31",
    into=leadership,
    needs=("effective",),
)
@positional("body", "BODY", "The body.")
@needed("--year", "YEAR", "The calendar year.", type=YEAR)
@needed("--collected", "SUM", "What came in.")
@needed("--retained", "SUM", "What of it the body keeps for its own work.")
def dues(desk: Desk, **line: object) -> None:
    """Record the members' dues of a year, and what of them is kept."""
    desk.record(act="dues-collect", **line)


@query(
    "resources",
    "cadre leadership resources --year 2024",
    into=leadership,
    takes=("known_on", "unit"),
)
@needed("--year", "YEAR", "The calendar year.", type=YEAR)
def resources(desk: Desk, year: int) -> None:
    """Show what units committed and spent in a year, and the dues they kept."""
    desk.show("resources", desk.engine.leadership.resources(year, **desk.asked))


@act(
    "issue",
    "cadre leadership issue RULES --unit FINANCE --title 'Rules of procedure' --treats procedure --treats treatment "
    "--effective 2024-02-01 --basis 'Minutes 2 of 2024'",
    into=leadership,
)
@positional("document", "ID", "The document; the same id for its next version.")
@needed("--unit", "ID", "The unit for which it holds.")
@needed("--title", "TEXT", "Its title.")
@optional("--treats", "TEXT", "What it settles, repeatable.", multiple=True)
@optional("--edition", "N", "Its version; the next one unless said.", type=int)
def issue(desk: Desk, **line: object) -> None:
    """Issue a document of rules, or its next version."""
    desk.record(act="work-rules-issue", **line)


@query(
    "documents",
    "cadre leadership documents --unit FINANCE --as-of 2024-06-01",
    into=leadership,
    takes=(*TWO_TIMES, "unit"),
)
def documents(desk: Desk) -> None:
    """List the documents of rules in force on a day, each in its last version."""
    desk.show("documents", desk.engine.leadership.documents(**desk.asked))


@act(
    "plan",
    "cadre leadership plan YOUTH-2024 --body FIN-COMMITTEE --body FIN-BRANCH --goal 'one sports day' "
    "--until 2025-01-01 --effective 2024-01-01",
    into=leadership,
    needs=("effective",),
)
@positional("joint_plan", "ID", "The plan.")
@needed("--body bodies", "BODY", "A body that takes part, repeatable.", multiple=True)
@needed("--goal goals", "TEXT", "What for, repeatable.", multiple=True)
@optional("--until", "DAY", "The first day after the plan.", type=DAY)
def plan(desk: Desk, **line: object) -> None:
    """Record that several bodies plan their work together."""
    desk.record(act="joint-plan-make", **line)


@query("plans", "cadre leadership plans --as-of 2024-06-01", into=leadership)
def plans(desk: Desk) -> None:
    """List the joint plans that run on a day."""
    desk.show("joint-plans", desk.engine.leadership.joint_plans(**desk.asked))


@act(
    "request",
    "cadre leadership request WANG --unit FINANCE --wish transfer --reason 'No prospects' --effective 2024-03-01",
    into=leadership,
    needs=("effective", "reason"),
)
@positional("cadre", "WHO", "The cadre.")
@needed("--unit", "ID", "The unit that the cadre wants to leave.")
@needed("--wish", None, "What the cadre asks for.", type=click.Choice(WISHES))
def request(desk: Desk, **line: object) -> None:
    """Record that a cadre asked to be moved or to leave."""
    desk.record(act="move-request", **line)


@query("requests", "cadre leadership requests --year 2024", into=leadership, takes=("known_on", "unit"))
@needed("--year", "YEAR", "The calendar year.", type=YEAR)
def requests(desk: Desk, year: int) -> None:
    """List who asked to leave which unit in a year."""
    desk.show("move-requests", desk.engine.leadership.move_requests(year, **desk.asked))
