"""Collective decisions: what goes before them, their minutes, signatures and disclosure, and who may take part."""

from typing import Final

import click

from cli.command import TWO_TIMES, act, query
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.params import DAY

MATTERS: Final = ("major-decision", "major-appointment", "major-project", "large-funds")
RIGHTS: Final = ("propose", "attend", "vote")
SCOPES: Final = ("superior", "members", "public", "media")
ON: Final = "--on --effective effective"


@act(
    "notice",
    "cadre body notice FC-2024-1 --body FIN-COMMITTEE --told 'all members' --on 2024-02-20",
    needs=(),
)
@positional("number", "ID", "The decision to come.")
@needed("--body", "BODY", "The body that is going to decide.")
@needed("--told", "TEXT", "Who was told, repeatable.", multiple=True)
@optional("--about matter_text", "TEXT", "What is going to be decided.")
@needed(ON, "DAY", "The day of the notice.", type=DAY)
def notice(desk: Desk, **line: object) -> None:
    """Record that a body told those concerned what it is going to decide."""
    desk.record(act="decision-notice", **line)


@act(
    "decision",
    "cadre body decision FC-2024-1 --body FIN-COMMITTEE --class major-appointment --entitled 2 --present 2 --for 2 "
    "--against 0 --abstain 0 --on 2024-03-01 --cadre ZHAO --post FIN-AIDE",
    needs=(),
)
@positional("number", "ID", "The new decision.")
@needed("--body", "BODY", "The body that decided.")
@needed("--class matter", None, "The class of the matter.", type=click.Choice(MATTERS))
@needed("--entitled", "N", "How many have a vote.", type=int)
@needed("--present", "N", "How many of them were there.", type=int)
@needed("--for", "N", "Votes for it.", type=int)
@optional("--against", "N", "Votes against it. [0]", type=int)
@optional("--abstain", "N", "Abstentions. [0]", type=int)
@optional("--recused", "ID;ID", "The members who withdrew from the vote.")
@optional("--postponed", None, "It was put off.", is_flag=True, default=None)
@optional("--follows", "ID", "The decision of the stage before.")
@optional("--proposed-by", "ID", "Who proposed it.")
@optional("--cadre cadres", "ID", "Whom it concerns, repeatable.", multiple=True)
@optional("--post posts", "ID", "Which post it concerns, repeatable.", multiple=True)
@optional("--amount", "SUM", "The sum of money that it lets be spent.")
@optional("--title", "TEXT", "What was decided.")
@needed(ON, "DAY", "The day of the decision.", type=DAY)
def decision(desk: Desk, **line: object) -> None:
    """Record the minutes of a collective decision."""
    desk.record(act="collective-decision", **line)


@act("sign", "cadre body sign FC-2024-1 --body FIN-COMMITTEE --signed-by LI --on 2024-03-02", needs=())
@positional("number", "ID", "The decision.")
@needed("--body", "BODY", "The body for which it is signed.")
@needed("--signed-by", "ID", "Who signs.")
@needed(ON, "DAY", "The day of the signature.", type=DAY)
def sign(desk: Desk, **line: object) -> None:
    """Record that a body signed a decision, whichever body took it."""
    desk.record(act="decision-sign", **line)


@act(
    "disclose",
    "cadre body disclose FC-2024-1 --scope public --channel 'notice board' --withheld title --on 2024-03-05",
    needs=(),
)
@positional("number", "ID", "The decision.")
@needed("--scope", None, "The circle to which it was disclosed.", type=click.Choice(SCOPES))
@optional("--channel", "TEXT", "By which way.")
@optional("--withheld", "FIELD", "A field that was left out, repeatable.", multiple=True)
@needed(ON, "DAY", "The day of the disclosure.", type=DAY)
def disclose(desk: Desk, **line: object) -> None:
    """Record to which circle a decision was disclosed, and what was left out."""
    desk.record(act="decision-disclose", **line)


@act(
    "grant",
    "cadre body grant FIN-HEAD --body FIN-COMMITTEE --class large-funds --right propose --right attend "
    "--effective 2016-01-01 --basis 'Rules of procedure 2016'",
)
@positional("post", "POST", "The post.")
@needed("--body", "BODY", "The body in which its holder takes part.")
@needed("--class matter", None, "The class of matters.", type=click.Choice(MATTERS))
@needed("--right rights", None, "What the holder may do, repeatable.", type=click.Choice(RIGHTS), multiple=True)
@optional("--until", "DAY", "The first day on which it no longer holds.", type=DAY)
def grant(desk: Desk, **line: object) -> None:
    """Say what the holder of a post may do when a body deals with a class of matters."""
    desk.record(act="participation-grant", **line)


@query("participants", "cadre body participants --as-of 2024-01-01")
def participants(desk: Desk) -> None:
    """List who may propose, attend or vote in which body on which matters on a day."""
    desk.show("participants", desk.engine.committees.participants(**desk.asked))


@query(
    "decisions",
    "cadre body decisions --unit COUNTY",
    "cadre body decisions --scope public",
    takes=(*TWO_TIMES, "unit"),
)
@optional("--body", "BODY", "Only those of this body.")
@optional("--class matter", None, "Only this class.", type=click.Choice(MATTERS))
@optional("--scope", None, "As this circle may see them. [superior]", type=click.Choice(SCOPES), default="superior")
def decisions(desk: Desk, **only: str) -> None:
    """List the collective decisions, and what came of each under the rules of its day."""
    desk.show("resolutions", desk.counsel.resolutions.resolutions(**only, **desk.asked))


@query("lacking", "cadre body lacking --since 2016-01-01", takes=("known_on", "unit"))
@optional("--since", "DAY", "Only acts recorded from this day on.", type=DAY)
def lacking(desk: Desk, since: str | None) -> None:
    """List the appointments and removals whose collective decision is missing or does not stand."""
    desk.show("lacking", desk.counsel.resolutions.lacking(since=since, **desk.asked))
