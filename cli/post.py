"""Posts: opened, revised, closed, succeeded, and looked up."""

from collections.abc import Callable
from typing import Any

import click

from cli.command import TWO_TIMES, act, query
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.topic import Topic

post = Topic("post", help="Open, change and look up posts.")
EFFECTIVE = ("effective",)
TRACK = click.Choice(("party", "admin", "business"))


def marks(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that describe a post besides its name, unit and track."""
    for option in (
        optional("--requires", "TEXT", "What a holder must bring; repeatable.", multiple=True),
        optional("--backbone/--no-backbone", None, "Counts as a backbone post.", default=None),
        optional("--key-post/--no-key-post", None, "Counts as a key post.", default=None),
        optional("--part-time/--full-time", None, "Held beside another post.", default=None),
        optional("--seats", "N", "How many may hold it at a time.", type=int),
        optional("--level", "LEVEL", "Its level."),
    ):
        function = option(function)
    return function


@act(
    "open",
    "cadre post open FIN-HEAD --unit FINANCE --name 'Head of Finance' --track admin --level division "
    "--effective 2016-01-01 --key-post",
    "cadre post open REV-HEAD --unit REVENUE --name 'Head of Revenue' --track admin --level division "
    "--effective 2016-01-01",
    "cadre post open FIN-CLERK --unit FINANCE --name 'Clerk' --track business --seats 4 --effective 2016-01-01",
    "cadre post open FIN-AIDE --unit FINANCE --name 'Aide' --track admin --effective 2016-01-01",
    "cadre post open FIN-OLD --unit FINANCE --name 'Registrar' --track admin --effective 2016-01-01",
    into=post,
    needs=EFFECTIVE,
)
@positional("post", "ID", "The new post.")
@needed("--unit", "ID", "The unit it belongs to.")
@needed("--name", "TEXT", "Its name.")
@needed("--track", None, "Its line of work.", type=TRACK)
@marks
def open_post(desk: Desk, **line: object) -> None:
    """Open a post in a unit."""
    desk.record(act="post-open", **line)


@act("revise", "cadre post revise FIN-CLERK --seats 5 --effective 2017-01-01", into=post, needs=EFFECTIVE)
@positional("post", "ID", "The post.")
@optional("--unit", "ID", "The unit it belongs to.")
@optional("--name", "TEXT", "Its name.")
@optional("--track", None, "Its line of work.", type=TRACK)
@marks
def revise(desk: Desk, **line: object) -> None:
    """Define a post otherwise from a day on; what is not named stays."""
    desk.record(act="post-revise", **line)


@act("close", "cadre post close FIN-OLD --effective 2018-01-01", into=post, needs=EFFECTIVE)
@positional("post", "ID", "The post.")
def close(desk: Desk, **line: object) -> None:
    """Close a post that nobody holds."""
    desk.record(act="post-close", **line)


@act("succeed", "cadre post succeed FIN-AIDE --by FIN-CLERK --effective 2018-01-01", into=post, needs=EFFECTIVE)
@positional("post", "ID", "The post that ends.")
@needed("--by", "ID", "The post that continues it.")
def succeed(desk: Desk, **line: object) -> None:
    """Let another post continue this one; its holders go along and their time goes on."""
    desk.record(act="post-succeed", **line)


@query("show", "cadre post show FIN-HEAD", into=post)
@positional("post", "ID", "The post.")
def show(desk: Desk, post: str) -> None:
    """Show a post."""
    desk.show("post", desk.engine.post(post, **desk.asked))


@query("list", "cadre post list --unit COUNTY --track admin", into=post, takes=(*TWO_TIMES, "unit", "track"))
def list_posts(desk: Desk) -> None:
    """List the posts."""
    desk.show("posts", desk.engine.posts(**desk.asked))


@query(
    "vacancies",
    "cadre post vacancies --as-of 2020-01-01",
    into=post,
    takes=(*TWO_TIMES, "unit", "today"),
)
def vacancies(desk: Desk) -> None:
    """List the vacant seats, and for how long they have been vacant."""
    desk.show("vacancies", desk.engine.vacancies(**desk.asked))


@query("calendar", "cadre post calendar FIN-HEAD", into=post)
@positional("post", "ID", "The post.")
def calendar(desk: Desk, post: str) -> None:
    """Show who sat in a post when, and its gaps."""
    desk.show("calendar", desk.engine.post_calendar(post, **desk.asked))
