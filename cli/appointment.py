"""Taking up, leaving and changing posts, and the confirmation after a trial."""

from collections.abc import Callable
from typing import Any

import click

from cli.command import act
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.params import DAY

KINDS = ("substantive", "acting", "trial", "concurrent", "secondment", "assistant")
PRECISIONS = ("day", "month", "year")

who = positional("cadre", "WHO", "The cadre.")
to_post = needed("--to post", "POST", "The post to take up.")
kind = optional("--kind", None, "How it is held; substantive unless said.", type=click.Choice(KINDS))
until = optional("--until", "DAY", "The planned end; the first day without it.", type=DAY)
precision = optional("--precision", None, "How exact the effective day is known.", type=click.Choice(PRECISIONS))


def move(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add what every move from one post to another is told: who, to which post, from which, planned until when."""
    source = optional("--from", "POST", "The post to leave; the substantive one unless said.")
    return who(to_post(source(until(function))))


@act(
    "appoint",
    "cadre appoint LI --to FIN-HEAD --effective 2018-03-01 --basis 'Order 3 of 2018'",
    "cadre appoint WANG --to REV-HEAD --effective 2018-03-01 --basis 'Order 3 of 2018'",
    "cadre appoint ZHAO --to FIN-CLERK --kind trial --effective 2018-03-01 --basis 'Order 4 of 2018'",
)
@who
@to_post
@kind
@until
@precision
def appoint(desk: Desk, **line: object) -> None:
    """Appoint a cadre to a post."""
    desk.record(act="appoint", **line)


@act(
    "opening-position",
    "cadre person register CHEN --name 陈静",
    "cadre opening-position CHEN --to FIN-CLERK --effective 2017-01-01 --basis 'Staff list of 2017'",
)
@who
@needed("--to post", "POST", "The post held.")
@kind
@until
@precision
def opening_position(desk: Desk, **line: object) -> None:
    """Record a holder whose start is unknown."""
    desk.record(act="opening-position", **line)


@act("relieve", "cadre relieve CHEN --from FIN-CLERK --effective 2018-06-01 --basis 'Order 6 of 2018'")
@who
@needed("--from post", "POST", "The post to leave.")
@precision
def relieve(desk: Desk, **line: object) -> None:
    """Relieve a cadre of a post."""
    desk.record(act="relieve", **line)


@act(
    "transfer",
    "cadre post open TREASURER --unit COUNTY --name Treasurer --track admin --effective 2016-01-01",
    "cadre transfer LI --to TREASURER --effective 2019-05-01 --basis 'Order 2 of 2019'",
)
@move
def transfer(desk: Desk, **line: object) -> None:
    """Transfer a cadre to another post."""
    desk.record(act="transfer", **line)


@act("confirm", "cadre confirm ZHAO --in FIN-CLERK --effective 2019-03-01 --basis 'Order 1 of 2019'")
@who
@needed("--in post", "POST", "The post held on trial.")
def confirm(desk: Desk, **line: object) -> None:
    """Confirm a cadre after a trial."""
    desk.record(act="confirm", **line)
