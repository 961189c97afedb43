"""Looking things up: who holds what, who held what, and what was learnt when."""

import click

from cli.approval import APPROVED_BY, READING_FILES, open_file
from cli.command import TWO_TIMES, query
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.params import SPAN
from domain.errors import BadInput


@query(
    "roster",
    "cadre roster --as-of 2020-06-01",
    "cadre roster --unit FINANCE --filled -o json",
    takes=(*TWO_TIMES, "unit", "track"),
)
@optional("--filled", None, "Leave out vacant seats.", is_flag=True)
def roster(desk: Desk, *, filled: bool) -> None:
    """Who holds which post on a day."""
    desk.show("roster", desk.engine.roster(**desk.asked, filled=filled))


@query("find", "cadre find finance")
@positional("text", "TEXT", "A part of a name or an identifier.")
def find(desk: Desk, text: str) -> None:
    """Find units, posts and cadres by a part of their name."""
    desk.show("find", desk.engine.find(text, **desk.asked))


@query("show", "cadre show LI", "cadre show cadre:LI@2", "cadre show O-1", takes=READING_FILES)
@positional("identifier", "ID", "A unit, post, cadre, event or order.")
@APPROVED_BY
def show(desk: Desk, identifier: str, approved_by: str | None) -> None:
    """Show whatever an identifier names."""
    open_file(desk, identifier, approved_by)
    desk.show("show", desk.engine.show(identifier, **desk.asked))


@query("history", "cadre history LI", "cadre history LI --known-on 2019-01-01", takes=READING_FILES)
@positional("who", "WHO", "The cadre.")
@APPROVED_BY
def history(desk: Desk, who: str, approved_by: str | None) -> None:
    """Every recorded act on a cadre."""
    open_file(desk, who, approved_by)
    desk.show("history", desk.engine.history(who, **desk.asked))


@query("career", "cadre career WANG", takes=READING_FILES)
@positional("who", "WHO", "The cadre.")
@APPROVED_BY
def career(desk: Desk, who: str, approved_by: str | None) -> None:
    """The posts a cadre has held."""
    open_file(desk, who, approved_by)
    desk.show("career", desk.engine.career(who, **desk.asked))


@query("diff", "cadre diff LI --known-on 2020-01-01..2099-12-31", takes=("as_of", "unit"))
@click.argument("who", required=False, help="The cadre; or name a unit with --unit.")
@needed("--known-on span", "A..B", "The two days of knowledge to compare.", type=SPAN)
def diff(desk: Desk, who: str | None, span: tuple[str, str]) -> None:
    """What was learnt between two days."""
    if (who is None) == (desk.asked["unit"] is None):
        raise BadInput("Name either a cadre or, with --unit, a unit.")
    desk.show("diff", desk.engine.diff(who, known_from=span[0], known_to=span[1], **desk.asked))
