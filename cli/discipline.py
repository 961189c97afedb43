"""Talks, notices, rewards and support, and the list of everything in the dossier of discipline."""

from collections.abc import Callable
from typing import Any, Final

import click

from cli.command import TWO_TIMES, act, query
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.topic import Topic
from domain.errors import BadInput

TALKS: Final = ("routine", "pre-appointment", "reminder", "admonishing", "exit")
NOTICES: Final = ("criticism", "commendation", "clarification", "announcement")
REWARDS: Final = (
    *("honour", "commendation", "bonus", "merit", "model-worker", "pioneer-post", "responsibility-area"),
    *("key-post", "promotion-priority"),
)
SUPPORTS: Final = ("setback", "unfair-treatment", "illness", "hardship", "work")

who = positional("cadre", "WHO", "The cadre.")
about = optional("--about", "TEXT", "What it was about, repeatable.", multiple=True)
concerns = optional("--concerns", "ID", "The complaint or event that it is about, such as complaint:K1.")
discipline = Topic("discipline", help="Look up talks, notices, rewards and discipline.")


def either(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add a cadre or, with --unit, a unit that the act is about."""
    cadre = click.argument("cadre", metavar="[WHO]", required=False, help="The cadre; or name a unit with --unit.")
    return cadre(optional("--unit", "ID", "The unit, where it is about one.")(function))


@query(
    "list",
    "cadre discipline list --fact talk-held --who LI",
    into=discipline,
    takes=(*TWO_TIMES, "unit"),
)
@optional("--fact", "FACT", "Only these facts, such as talk-held or reward-granted; repeatable.", multiple=True)
@optional("--who", "ID", "Only about this cadre.")
def list_discipline(desk: Desk, *, fact: tuple[str, ...], who: str | None) -> None:
    """List talks, notices, rewards, sanctions and the like, with the day on which each ended."""
    desk.show("discipline", desk.counsel.discipline.facts_told(fact=fact, who=who, **desk.asked))


@query("sanctions", "cadre discipline sanctions --who WANG --as-of 2024-12-31", into=discipline)
@optional("--who", "ID", "Only of this cadre.")
def list_sanctions(desk: Desk, *, who: str | None) -> None:
    """List the sanctions: until when each has effect under the rules, and which acts it bars."""
    desk.show("sanctions", desk.counsel.discipline.sanctions(who=who, **desk.asked))


@query("investigations", "cadre discipline investigations --as-of 2024-10-15", into=discipline)
@optional("--who", "ID", "Only of this cadre.")
def list_investigations(desk: Desk, *, who: str | None) -> None:
    """List the investigations: since when each is open, for how many days, and what was found."""
    desk.show("investigations", desk.counsel.discipline.investigations(who=who, **desk.asked))


@act(
    "talk",
    "cadre talk LI --kind admonishing --held-by ZHOU --about work --effective 2024-07-01 --basis 'Minutes 3 of 2024'",
    "cadre talk LI --with WANG --kind reminder --held-by ZHOU --effective 2024-07-02 --basis 'Minutes 4 of 2024'",
)
@who
@optional("--with together", "ID", "Who else the same talk was held with, repeatable.", multiple=True)
@optional("--unit", "ID", "The unit about whose work it was.")
@optional("--kind", None, "What the talk was for. [routine]", type=click.Choice(TALKS), default="routine")
@needed("--held-by", "ID", "Who held it, repeatable.", multiple=True)
@about
def talk(desk: Desk, **line: object) -> None:
    """Record a talk with a cadre, or with several at once, such as both heads of a unit."""
    desk.record(act="talk", **line)


@act(
    "notice",
    "cadre notice --unit FINANCE --kind criticism --channel tv --channel news --about 'bottom three of 2023' "
    "--effective 2024-07-10 --basis 'Notice 5 of 2024'",
)
@either
@optional("--kind", None, "What the notice is for. [criticism]", type=click.Choice(NOTICES), default="criticism")
@needed(
    "--channel channels", "TEXT", "Through what it was made known, such as tv or meeting; repeatable.", multiple=True
)
@about
@concerns
def notice(desk: Desk, **line: object) -> None:
    """Record a notice about a cadre or a unit, with its channels."""
    desk.record(act="notice", **line)


@act(
    "reward",
    "cadre reward WANG --kind merit --title 'Merit, third class' --effective 2024-07-15 --basis 'Order 8 of 2024'",
    "cadre reward WANG --revokes reward:WANG@1 --reason 'The figures were false' --effective 2024-09-01 "
    "--basis 'Order 11 of 2024'",
)
@either
@optional("--kind", None, "What kind of reward.", type=click.Choice(REWARDS))
@optional("--title", "TEXT", "What the reward is called.")
@optional("--revokes", "EVENT", "Revoke this reward instead of giving one; needs --reason.")
@about
def reward(desk: Desk, *, revokes: str | None, **line: object) -> None:
    """Record a reward, or the revocation of one."""
    if revokes and (line.get("kind") or line.get("title")):
        raise BadInput("--kind and --title belong to a reward that is given; with --revokes leave them out")
    desk.record(act="reward-revoke" if revokes else "reward", reward=revokes, **line)


@act(
    "support",
    "cadre support LI --kind setback --given-by ZHOU --about 'after the appeal' --effective 2024-08-01 "
    "--basis 'Minutes 6 of 2024'",
)
@who
@optional("--kind", None, "In what the cadre is supported. [setback]", type=click.Choice(SUPPORTS), default="setback")
@needed("--given-by", "ID", "Who gives the support, repeatable.", multiple=True)
@about
@concerns
def support(desk: Desk, **line: object) -> None:
    """Record support for a cadre in a setback, an illness or the like."""
    desk.record(act="support", **line)
