"""Rotation to another post."""

from cli.appointment import move
from cli.command import act
from cli.desk import Desk


@act("rotate", "cadre rotate WANG --to FIN-HEAD --effective 2022-01-01 --basis 'Order 1 of 2022'")
@move
def rotate(desk: Desk, **line: object) -> None:
    """Rotate a cadre to another post."""
    desk.record(act="rotate", **line)
