"""The establishment of units, and the search for candidates."""

from typing import Final

import click

from cli.command import act
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.topic import Topic

establishment = Topic("establishment", help="Say how many full-time posts a unit must have.")
search = Topic("search", help="Keep a log of the search for candidates.")
TRACKS: Final = ("party", "admin", "business")
FOUND: Final = ("nobody", "going-on", "somebody")


@act(
    "set",
    "cadre establishment set FINANCE --track party --full-time 2 --effective 2024-01-01 --basis 'Regulation 3'",
    into=establishment,
)
@positional("unit", "UNIT", "The unit.")
@optional("--track", None, "The line of posts. [party]", type=click.Choice(TRACKS))
@needed("--full-time", "N", "How many full-time posts it must have.", type=click.IntRange(0, 10_000))
def set_establishment(desk: Desk, **line: object) -> None:
    """Say how many full-time posts of a line a unit must have; what lacks is told by: cadre report establishment."""
    desk.record(act="establishment-set", **line)


@act(
    "log",
    "cadre search log FIN-CLERK --tag 'knows party affairs' --tag 'writes well' --looked-at 12 --considered ZHAO "
    "--found nobody --effective 2024-05-01",
    into=search,
    needs=("effective",),
)
@positional("post", "POST", "The post for which candidates were looked for.")
@needed("--tag tags", "TEXT", "What was looked for; repeatable.", multiple=True)
@optional("--looked-at", "N", "How many were looked at.", type=click.IntRange(0))
@optional("--considered", "WHO", "Who came into question; repeatable.", multiple=True)
@optional("--found", None, "What came of it. [going-on]", type=click.Choice(FOUND))
def log(desk: Desk, **line: object) -> None:
    """Record a search for candidates; the log of a vacancy is told by: cadre report vacancies."""
    desk.record(act="search-log", **line)
