"""Service: leaving it and coming back."""

import click

from cli.appointment import who
from cli.command import act
from cli.desk import Desk
from cli.missing import needed

KINDS = ("retire", "resign", "dismiss", "death", "transfer-out")


@act("depart", "cadre depart CHEN --kind resign --effective 2023-06-01 --basis 'Letter of 2 May 2023'")
@who
@needed("--kind", None, "How.", type=click.Choice(KINDS))
def depart(desk: Desk, **line: object) -> None:
    """Record that a cadre leaves the service."""
    desk.record(act="depart", **line)


@act("reinstate", "cadre reinstate CHEN --effective 2024-01-01 --basis 'Order 1 of 2024'")
@who
def reinstate(desk: Desk, **line: object) -> None:
    """Take a cadre back into the service."""
    desk.record(act="reinstate", **line)
