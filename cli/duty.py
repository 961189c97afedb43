"""Duties: what the rules oblige to, and by when."""

from typing import Final

import click

from cli.command import act, query
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.params import DAY
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


@act(
    "execute",
    "cadre duty execute seed/SEED-POST-10/WANG/FIN-HEAD/2022-01-01 --effective 2032-02-01 --basis 'Order 9 of 2032'",
    into=duty,
    needs=("basis",),
)
@positional("duty", "DUTY", "The duty, as listed by: cadre duty list")
def execute(desk: Desk, **line: object) -> None:
    """Record that a duty was carried out."""
    desk.record(act="duty-execute", effective=desk.effective_or_today, **line)


@act(
    "defer",
    "cadre duty defer seed/SEED-POST-10/LI/TREASURER/2021-01-01 --until 2031-09-01 --effective 2031-02-01 "
    "--basis 'Minutes 4 of 2031' --reason 'The successor is in training' --approved-by PREFECTURE",
    into=duty,
    needs=("basis", "reason"),
)
@positional("duty", "DUTY", "The duty, as listed by: cadre duty list")
@needed("--until", "DAY", "The first day on which it is to be carried out again.", type=DAY)
@needed("--approved-by", "ID", "Who approved it; somebody else than who records it.")
def defer(desk: Desk, **line: object) -> None:
    """Put a duty off up to a day; on that day it is open or overdue again by itself."""
    desk.record(act="duty-defer", effective=desk.effective_or_today, **line)
