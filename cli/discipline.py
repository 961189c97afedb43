"""Talks, notices and discipline."""

from typing import Final

import click

from cli.command import act
from cli.desk import Desk
from cli.missing import optional, positional

TALKS: Final = ("routine", "pre-appointment", "reminder", "admonishing", "exit")


@act(
    "talk",
    "cadre talk LI --kind admonishing --held-by ZHOU --about work --effective 2024-07-01 --basis 'Minutes 3 of 2024'",
)
@positional("cadre", "WHO", "The cadre.")
@optional("--kind", None, "What the talk was for. [routine]", type=click.Choice(TALKS))
@optional("--held-by", "ID", "Who held it, repeatable.", multiple=True)
@optional("--about", "TEXT", "What it was about, repeatable.", multiple=True)
def talk(desk: Desk, **line: object) -> None:
    """Record that a talk was held with a cadre."""
    desk.record(act="talk", **line)
