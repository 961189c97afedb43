"""Open selections, the reserve of cadres and nominations."""

from typing import Final

import click

from cli.command import act, query
from cli.counsel import FOR_PEOPLE, worded
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.params import DAY
from cli.topic import Topic

selection = Topic(
    "selection", help="Select for a post in the open: notice, applicants, examination, publicity, result."
)
reserve = Topic("reserve", help="Keep a reserve of cadres.")
PARTS: Final = ("written", "interview", "recognition", "inspection")
SOURCES: Final = ("organisation", "mass-organisation", "young-cadre", "open-selection", "recommendation")
HONOURS: Final = ("model-worker", "advanced-worker", "party-congress-deputy", "peoples-congress-deputy")
which = positional("selection", "ID", "The selection.")
who = positional("cadre", "WHO", "The cadre.")


@act(
    "open",
    "cadre selection open S24 --post FIN-HEAD --notice 'Notice 5 of 2024' --apply-until 2024-02-01 "
    "--criterion 'knows party affairs' --criterion 'writes well' --shortlist-size 1 --publicity-days 5 "
    "--effective 2024-01-10 --basis 'Minutes 2 of 2024'",
    into=selection,
)
@which
@needed("--post", "POST", "The post to be filled.")
@needed("--notice", "TEXT", "The notice by which it was announced.")
@needed("--apply-until", "DAY", "The first day on which applications are no longer taken.", type=DAY)
@optional("--criterion criteria", "TEXT", "What is asked of applicants; repeatable.", multiple=True)
@optional("--shortlist-size", "N", "How many may be shortlisted. [3]", type=click.IntRange(1, 1000))
@optional("--pass-score", "SCORE", "The score that every part must reach for the shortlist.")
@optional(
    "--publicity-days", "N", "For how many days at least the shortlist is shown. [0]", type=click.IntRange(0, 365)
)
def announce(desk: Desk, **line: object) -> None:
    """Announce an open selection for a post."""
    desk.record(act="selection-open", **line)


@act("apply", "cadre selection apply S24 WANG CHEN --effective 2024-01-15", into=selection, needs=("effective",))
@which
@positional("cadres", "WHO...", "The cadres.", nargs=-1)
def apply(desk: Desk, cadres: tuple[str, ...], **line: object) -> None:
    """Record that one or more cadres apply."""
    desk.submit([{"act": "selection-apply", "cadre": each, **line} for each in cadres])


@act(
    "exam",
    "cadre selection exam S24 WANG --part written --score 87.5 --effective 2024-02-10 --basis 'Record 1'",
    into=selection,
)
@which
@who
@optional("--part", None, "The part of the examination. [written]", type=click.Choice(PARTS))
@needed("--score", "SCORE", "The score, from 0 to 100.")
def exam(desk: Desk, **line: object) -> None:
    """Record an applicant's score; `recognition` is the rating given by colleagues and the masses."""
    desk.record(act="selection-exam", **line)


@act(
    "shortlist",
    "cadre selection shortlist S24 WANG --effective 2024-02-20 --basis 'Minutes 4 of 2024'",
    into=selection,
)
@which
@positional("cadres", "WHO...", "Who stays in the selection.", nargs=-1)
def shortlist(desk: Desk, **line: object) -> None:
    """Name who stays in the selection: the best by score, or with --reason others."""
    desk.record(act="selection-shortlist", **line)


@act(
    "publicise",
    "cadre selection publicise S24 --until 2024-02-28 --effective 2024-02-21 --basis 'Notice 9 of 2024'",
    into=selection,
)
@which
@needed("--until", "DAY", "The first day after publicity.", type=DAY)
def publicise(desk: Desk, **line: object) -> None:
    """Show the shortlist to the public."""
    desk.record(act="selection-publicise", **line)


@act(
    "decide",
    "cadre selection decide S24 WANG --effective 2024-03-01 --basis 'Minutes 6 of 2024'",
    into=selection,
)
@which
@click.argument("cadre", metavar="[WHO]", required=False, help="Who is chosen; nobody, with --reason.")
def decide(desk: Desk, **line: object) -> None:
    """End the selection with somebody chosen, or with nobody; the appointment itself is another act."""
    desk.record(act="selection-decide", **line)


@query("list", "cadre selection list --as-of 2024-03-01", into=selection)
def list_selections(desk: Desk) -> None:
    """List the open selections and how far each has come."""
    desk.show("selections", desk.counsel.selection.selections(**desk.asked))


@query("show", "cadre selection show S24 --as-of 2024-03-01", into=selection)
@which
def show(desk: Desk, selection: str) -> None:
    """Show the applicants by rank, and who of them could lawfully take up the post."""
    rows = desk.counsel.selection.applicants(selection, **desk.asked)
    desk.show("applicants", worded(rows) if desk.printer.output in FOR_PEOPLE else rows)


@act(
    "add",
    "cadre reserve add ZHAO --for-level section --source mass-organisation --effective 2024-01-01 --basis 'List 1'",
    into=reserve,
)
@who
@optional("--source", None, "Where the cadre was found. [organisation]", type=click.Choice(SOURCES))
@optional("--for-level", "CODE", "The level for which the cadre is held ready.")
@optional("--for-post", "POST", "The post for which the cadre is held ready.")
@optional("--until", "DAY", "The first day on which it ends by itself.", type=DAY)
def add(desk: Desk, **line: object) -> None:
    """Put a cadre into the reserve for a level or a post."""
    desk.record(act="reserve-add", **line)


@query("list", "cadre reserve list --as-of 2024-06-01", into=reserve, takes=("as_of", "known_on", "unit"))
@optional("--for-post post", "POST", "Only who is held ready for this post; who could take it up comes first.")
@optional("--for-level level", "CODE", "Only who is held ready for this level.")
def list_reserve(desk: Desk, *, post: str | None, level: str | None) -> None:
    """List the reserve; under the same conditions who has better results comes first."""
    desk.show("reserve", desk.counsel.selection.reserve(post=post, level=level, **desk.asked))


@act("remove", "cadre reserve remove ZHAO --effective 2024-12-01 --basis 'List 2'", into=reserve)
@who
def remove(desk: Desk, **line: object) -> None:
    """Take a cadre out of the reserve."""
    desk.record(act="reserve-remove", **line)


@act("nominate", "cadre nominate WANG --for model-worker --effective 2024-04-01 --basis 'List 3'")
@who
@needed("--for honour", None, "For what the cadre is nominated.", type=click.Choice(HONOURS))
@optional("--year", "YEAR", "The year of the honour; that of the effective day unless said.", type=click.IntRange(1700))
def nominate(desk: Desk, **line: object) -> None:
    """Nominate a cadre as a model worker or deputy; the share of party cadres is told by: cadre report quotas."""
    desk.record(act="nominate", **line)
