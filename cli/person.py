"""Cadres as persons: registered, amended, their kin, and looked up."""

from collections.abc import Callable
from typing import Any

from cli.approval import APPROVED_BY, READING_FILES, open_file
from cli.command import act, query
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.params import DAY
from cli.topic import Topic

person = Topic("person", help="Register, amend and look up cadres.")


def particulars(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options for what is known of a person besides the name."""
    for option in (
        optional("--education", "TEXT", "Education."),
        optional("--sex", "TEXT", "Sex."),
        optional("--number", "TEXT", "Identity number."),
        optional("--native-place", "TEXT", "Native place."),
        optional("--started-work", "DAY", "Day of starting work.", type=DAY),
        optional("--joined-party", "DAY", "Day of joining the party.", type=DAY),
        optional("--born", "DAY", "Day of birth.", type=DAY),
    ):
        function = option(function)
    return function


@act(
    "register",
    "cadre person register LI --name 李明 --born 1975-03-08 --level division-deputy",
    "cadre person register WANG --name 'Wang Fang' --level division-deputy",
    "cadre person register ZHAO --name 买买提·吐尔逊",
    into=person,
    needs=(),
)
@positional("cadre", "ID", "The new cadre.")
@needed("--name", "TEXT", "The name.")
@particulars
@optional("--level", "LEVEL", "The level held so far.")
def register(desk: Desk, **line: object) -> None:
    """Register a cadre; what is registered holds from always."""
    desk.record(act="person-register", **line)


@act("amend", "cadre person amend WANG --born 1978-11-02 --reason 'Seen the certificate'", into=person, needs=())
@positional("cadre", "ID", "The cadre.")
@optional("--name", "TEXT", "The name.")
@particulars
def amend(desk: Desk, **line: object) -> None:
    """Replace what is known of a cadre; the old values stay on file."""
    desk.record(act="person-amend", **line)


@act("kin", "cadre person kin WANG --relation brother --kin ZHAO", into=person, needs=())
@positional("cadre", "ID", "The cadre.")
@needed("--relation", "TEXT", "What the relative is to the cadre.")
@optional("--name", "TEXT", "The relative's name.")
@optional("--kin", "ID", "The relative, where a cadre too.")
def kin(desk: Desk, **line: object) -> None:
    """Record a relative of a cadre."""
    desk.record(act="person-kin", **line)


@query("show", "cadre person show LI", into=person, takes=READING_FILES)
@positional("cadre", "ID", "The cadre.")
@APPROVED_BY
def show(desk: Desk, cadre: str, approved_by: str | None) -> None:
    """Show a cadre."""
    open_file(desk, cadre, approved_by)
    desk.show("person", desk.engine.person(cadre, **desk.asked))


@query("list", "cadre person list --fields cadre,name", into=person)
def list_persons(desk: Desk) -> None:
    """List the cadres."""
    desk.show("persons", desk.engine.persons(**desk.asked))
