"""Levels: promotion and demotion."""

from cli.appointment import who
from cli.command import act
from cli.desk import Desk
from cli.missing import needed, optional

to_level = needed("--to level", "LEVEL", "The new level.")
to_post = optional("--post", "POST", "The post to move to with it.")


@act("promote", "cadre promote LI --to division --effective 2022-03-01 --basis 'Order 3 of 2022'")
@who
@to_level
@to_post
def promote(desk: Desk, **line: object) -> None:
    """Promote a cadre to a higher level."""
    desk.record(act="promote", **line)


@act("demote", "cadre demote LI --to division-deputy --effective 2023-03-01 --basis 'Order 2 of 2023'")
@who
@to_level
@to_post
def demote(desk: Desk, **line: object) -> None:
    """Put a cadre to a lower level."""
    desk.record(act="demote", **line)
