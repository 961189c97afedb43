"""Bodies: constituted, renewed, their members, and looked up; with the commands of their decisions and sessions."""

from typing import Final

import click

from cli import body_decision, body_session
from cli.command import TWO_TIMES, act, query
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.params import DAY
from cli.topic import Topic

body = Topic("body", help="Constitute bodies; record members, sessions and decisions; look them up.")
KINDS: Final = (
    *("committee", "standing", "party-group", "branch", "mobile-branch", "working-committee"),
    *("discipline-commission", "organisation-department", "office-meeting", "executive-meeting", "centre-group"),
    *("village-committee", "mass-organisation"),
)
ROLES: Final = ("secretary", "deputy", "member", "liaison")
EXITS: Final = ("not-reelected", "resigned", "removed", "transferred", "other")


@act(
    "constitute",
    "cadre body constitute FIN-COMMITTEE --unit FINANCE --name 'Party committee of Finance' --kind committee "
    "--term-months 60 --effective 2016-01-01 --basis 'Approval 2 of 2015'",
    "cadre body constitute FIN-BRANCH --unit FINANCE --name 'First branch' --kind branch --under FIN-COMMITTEE "
    "--effective 2016-01-01 --basis 'Approval 3 of 2015' --kept-from 2026-01-01",
    into=body,
)
@positional("body", "ID", "The new body.")
@needed("--unit", "ID", "The unit in which it is constituted.")
@needed("--name", "TEXT", "Its name.")
@needed("--kind", None, "What it is.", type=click.Choice(KINDS))
@optional("--under", "ID", "The body that guides it.")
@optional("--term-months", "N", "How long its term is, in months.", type=int)
@optional("--kept-from", "DAY", "From when what it does is on file here; no session of earlier time is owed.", type=DAY)
def constitute(desk: Desk, *, body: str, kept_from: str | None, **line: object) -> None:
    """Constitute a body in a unit."""
    made = {"act": "body-constitute", "body": body, **line}
    kept = {"act": "body-keep", "body": body, "effective": kept_from}
    desk.submit([made, kept] if kept_from else [made])


@act(
    "member",
    "cadre body member FIN-COMMITTEE LI --role secretary --full-time --effective 2016-01-01 --basis 'Election 2016'",
    "cadre body member FIN-COMMITTEE WANG --part-time --effective 2016-01-01 --basis 'Election 2016'",
    "cadre body member FIN-BRANCH WANG --role secretary --effective 2016-01-01 --basis 'Election 2016'",
    into=body,
)
@positional("body", "BODY", "The body.")
@positional("cadre", "WHO", "The cadre.")
@optional("--role", None, "In which role. [member]", type=click.Choice(ROLES))
@optional("--full-time/--part-time", None, "Whether it is the main work or beside another post.", default=None)
@optional("--portfolio", "TEXT", "What the member answers for, repeatable.", multiple=True)
@optional("--until", "DAY", "The first day on which it no longer holds.", type=DAY)
def member(desk: Desk, **line: object) -> None:
    """Make a cadre a member of a body, or give a member another role in it."""
    desk.record(act="body-member", **line)


@act(
    "leave",
    "cadre body leave FIN-BRANCH WANG --why resigned --effective 2018-01-01 --basis 'Minutes 1 of 2018'",
    into=body,
)
@positional("body", "BODY", "The body.")
@positional("cadre", "WHO", "The cadre.")
@optional("--why", None, "How it ended. [other]", type=click.Choice(EXITS))
def leave(desk: Desk, **line: object) -> None:
    """End a membership."""
    desk.record(act="body-leave", **line)


@act(
    "renew",
    "cadre body renew FIN-COMMITTEE --reelected LI --reelected WANG --effective 2021-01-01 --basis 'Election 2021'",
    into=body,
)
@positional("body", "BODY", "The body.")
@optional("--reelected", "ID", "A member who stays, repeatable; the others leave.", multiple=True)
@optional("--term-months", "N", "How long the new term is, in months.", type=int)
def renew(desk: Desk, **line: object) -> None:
    """Record a general election: the term begins again, who is not re-elected leaves."""
    desk.record(act="body-renew", **line)


@act(
    "affiliate",
    "cadre body affiliate FIN-BRANCH ZHAO --mobile --introduced-by LI --effective 2019-01-01",
    into=body,
    needs=("effective",),
)
@positional("body", "BRANCH", "The branch.")
@positional("cadre", "WHO", "The party member.")
@optional("--mobile", None, "A member away from home.", is_flag=True, default=None)
@optional("--introduced-by", "ID", "Who vouches for the member, repeatable.", multiple=True)
@optional("--until", "DAY", "The first day on which it no longer holds.", type=DAY)
def affiliate(desk: Desk, **line: object) -> None:
    """Attach a party member to a branch, such as a mobile one to that of the place."""
    desk.record(act="body-affiliate", **line)


@act(
    "keep",
    "cadre body keep FIN-COMMITTEE --effective 2026-01-01 --basis 'Instruction 1 of 2026'",
    into=body,
)
@positional("body", "BODY", "The body.")
def keep(desk: Desk, **line: object) -> None:
    """Say from which day on what a body does is on file; no session of the time before is owed."""
    desk.record(act="body-keep", **line)


@act(
    "dissolve",
    "cadre body dissolve FIN-BRANCH --successor FIN-COMMITTEE --effective 2030-01-01 --basis 'Approval 1 of 2030'",
    into=body,
)
@positional("body", "BODY", "The body.")
@optional("--successor", "ID", "The body that takes over its tasks.")
def dissolve(desk: Desk, **line: object) -> None:
    """Dissolve a body; every membership in it ends."""
    desk.record(act="body-dissolve", **line)


@query("show", "cadre body show FIN-COMMITTEE --as-of 2020-01-01", into=body)
@positional("body", "ID", "The body.")
def show(desk: Desk, body: str) -> None:
    """Show a body and who belongs to it on a day."""
    desk.show("body", desk.engine.committees.body(body, **desk.asked))


@query("members", "cadre body members FIN-BRANCH", into=body)
@positional("body", "ID", "The body.")
def members(desk: Desk, body: str) -> None:
    """List who belonged to a body when, and how it ended."""
    desk.show("membership", desk.engine.committees.membership(body, **desk.asked))


@query("list", "cadre body list --unit COUNTY --as-of 2020-01-01", into=body, takes=(*TWO_TIMES, "unit"))
@optional("--unled", None, "Only those that nobody leads.", is_flag=True)
def list_bodies(desk: Desk, *, unled: bool) -> None:
    """List the bodies that exist on a day; with --unled the committees and branches without a secretary."""
    desk.show("bodies", desk.engine.committees.bodies(unled=unled, **desk.asked))


for each in (
    *(body_session.report_heard, body_session.discussed, body_session.session, body_session.sessions),
    *(body_session.year, body_session.attendance),
    *(body_decision.notice, body_decision.decision, body_decision.sign, body_decision.disclose, body_decision.grant),
    *(body_decision.decisions, body_decision.participants, body_decision.lacking),
):
    body.add_command(each)
