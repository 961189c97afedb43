"""Duties: what the rules oblige to, and by when."""

from typing import Final

import click

from cli.command import query
from cli.desk import Desk
from cli.missing import optional
from cli.topic import Topic

duty = Topic("duty", help="Look after what the rules oblige to.")
STATES: Final = ("open", "done", "deferred", "overdue")


@query(
    "list",
    "cadre duty list --today 2027-06-01",
    "cadre duty list --state overdue --unit FINANCE",
    into=duty,
    takes=("today", "known_on", "unit"),
)
@optional("--state", None, "Only these states, repeatable.", type=click.Choice(STATES), multiple=True)
@optional("--who", "ID", "Only this cadre.")
def list_duties(desk: Desk, *, state: tuple[str, ...], who: str | None) -> None:
    """List every duty raised by the day: holders who must move, posts that must be filled."""
    desk.show("duties", desk.counsel.duties(state=state, who=who, **desk.asked))
