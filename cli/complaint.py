"""Complaints, appeals and disclosure."""

from typing import Final

import click

from cli.command import TWO_TIMES, act, query
from cli.correction import pairs
from cli.desk import Desk
from cli.discipline import about, concerns, either
from cli.missing import needed, optional, positional
from cli.params import DAY
from cli.topic import Topic

complaint = Topic("complaint", help="Receive, handle and close complaints.")
appeal = Topic("appeal", help="Lodge and decide appeals against decisions.")
SEVERITIES: Final = ("minor", "ordinary", "serious")
CHANNELS: Final = ("letter", "visit", "call", "online", "media", "handover")
STEPS: Final = ("accepted", "transferred", "examined", "verified", "rectified")
CONCLUSIONS: Final = ("substantiated", "partly", "unsubstantiated", "false-accusation")
DATED: Final = ("effective",)
DECIDED: Final = ("effective", "basis", "reason")

which = positional("complaint", "ID", "The complaint.")
severity = optional("--severity", None, "How grave it is.", type=click.Choice(SEVERITIES))


@act(
    "open",
    "cadre complaint open K1 --against CHEN --severity serious --effective 2024-09-10",
    into=complaint,
    needs=DATED,
)
@which
@optional("--against cadre", "WHO", "The cadre it is against; or name a unit with --unit.")
@optional("--unit", "ID", "The unit, where it is against one.")
@optional("--channel", None, "By which way it came in. [letter]", type=click.Choice(CHANNELS), default="letter")
@severity
@about
def open_complaint(desk: Desk, **line: object) -> None:
    """Record a complaint against a cadre or a unit; it must be looked into and closed."""
    desk.record(act="complaint-open", **line)


@act("handle", "cadre complaint handle K1 --handled-by DISCIPLINE --effective 2024-09-20", into=complaint, needs=DATED)
@which
@optional("--step", None, "What was done. [examined]", type=click.Choice(STEPS), default="examined")
@needed("--handled-by", "ID", "Who did it, repeatable.", multiple=True)
@severity
@about
def handle(desk: Desk, **line: object) -> None:
    """Record what was done about a complaint."""
    desk.record(act="complaint-handle", **line)


@act(
    "close",
    "cadre complaint close K1 --conclusion substantiated --rectify-by 2024-12-31 --effective 2024-11-02 "
    "--basis 'Report 2 of 2024'",
    into=complaint,
)
@which
@needed("--conclusion", None, "What was found.", type=click.Choice(CONCLUSIONS))
@optional("--rectify-by", "DAY", "The day by which what was found is to be put right.", type=DAY)
@severity
@about
def close(desk: Desk, **line: object) -> None:
    """Close a complaint that was looked into, with what was found."""
    desk.record(act="complaint-close", **line)


@query(
    "list", "cadre complaint list --state open --as-of 2024-10-01", into=complaint, takes=(*TWO_TIMES, "today", "unit")
)
@optional("--state", None, "Only these.", type=click.Choice(("open", "closed")))
@optional("--who", "ID", "Only against this cadre.")
def list_complaints(desk: Desk, *, state: str | None, who: str | None) -> None:
    """List the complaints: since when each is open, for how many days, and how it ended."""
    day = desk.asked["as_of"] or desk.asked["today"]
    asked = {"as_of": day, "known_on": desk.asked["known_on"], "unit": desk.asked["unit"]}
    desk.show("complaints", desk.counsel.discipline.complaints(state=state, who=who, **asked))


@act(
    "lodge",
    "cadre appeal lodge talk:LI@1 --about 'the facts are wrong' --effective 2024-07-20",
    into=appeal,
    needs=DATED,
)
@positional("against", "EVENT", "The decision, such as sanction:LI@1.")
@optional("--stage", None, "Before whom. [review]", type=click.Choice(("review", "appeal")), default="review")
@about
def lodge(desk: Desk, **line: object) -> None:
    """Record that a cadre appeals against a decision, which stands until the appeal is decided."""
    desk.record(act="appeal-lodge", **line)


@act(
    "decide",
    "cadre appeal decide talk:LI@1 --outcome amended --set kind=reminder --effective 2024-08-10 "
    "--basis 'Decision 1 of 2024' --reason 'No ground for an admonition'",
    into=appeal,
    needs=DECIDED,
)
@positional("against", "EVENT", "The decision that is appealed against.")
@needed("--outcome", None, "What is decided.", type=click.Choice(("upheld", "amended", "rejected")))
@optional("--set changes", "FIELD=VALUE", "What an amended decision is to say; repeatable.", multiple=True)
@about
def decide(desk: Desk, *, changes: tuple[str, ...], **line: object) -> None:
    """Decide an appeal: upheld cancels the decision, amended corrects it, rejected leaves it."""
    desk.record(act="appeal-decide", set=pairs(changes) if changes else None, **line)


@query("list", "cadre appeal list --who LI", into=appeal)
@optional("--who", "ID", "Only of this cadre.")
def list_appeals(desk: Desk, *, who: str | None) -> None:
    """List the appeals: since when each waits, and how it was decided."""
    desk.show("appeals", desk.counsel.discipline.appeals(who=who, **desk.asked))


@act(
    "disclose",
    "cadre disclose CHEN --concerns complaint:K1 --scope public --channel news --effective 2024-11-20 "
    "--basis 'Notice 9 of 2024'",
)
@either
@optional(
    "--scope",
    None,
    "Who is to learn of it. [public]",
    type=click.Choice(("public", "system", "unit")),
    default="public",
)
@needed("--channel channels", "TEXT", "Through what it was made known; repeatable.", multiple=True)
@about
@concerns
def disclose(desk: Desk, **line: object) -> None:
    """Record that a case about a cadre or a unit was made known."""
    desk.record(act="disclose", **line)
