"""Asked of the rules: what is due, whether and when an act is lawful, who may hold a post, and why."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from cli.appointment import kind, to_post, who
from cli.command import query
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.params import DAY
from cli.policy import FOUND

if TYPE_CHECKING:  # only long lists are written where their rows are found
    from projections.sharing import Line, Writer

STATES: Final = ("ok", "warning", "breach", "waived")
FOR_PEOPLE: Final = ("table", "md")


@query(
    "due",
    "cadre due --today 2027-06-01",
    "cadre due --within 6m --state warning --unit FINANCE",
    takes=("today", "known_on", "unit", "track"),
)
@optional("--within", "SPAN", "Only what falls due within so long, such as 6m, 90d or 1y.")
@optional("--state", None, "Only these states, repeatable.", type=click.Choice(STATES), multiple=True)
@optional("--who", "ID", "Only this cadre.")
@optional("--check", None, "End with 7 when there is a breach among what is listed.", is_flag=True)
def due(desk: Desk, *, within: str | None, state: tuple[str, ...], who: str | None, check: bool) -> int:
    """What each holding owes under the tenure and rotation rules, and by which day."""
    asked: dict[str, Any] = {"within": within, "state": state, "who": who, **desk.asked}
    counsel = desk.counsel
    if not check:
        desk.show_long("due", lambda writer: counsel.due(**asked, written=writer))
        return 0
    rows = counsel.due(**asked)
    desk.show("due", rows)
    return FOUND if any(row["state"] == "breach" for row in rows) else 0


@query("when", "cadre when WANG --to FIN-HEAD", takes=("as_of", "known_on", "today"))
@who
@to_post
@kind
def when(desk: Desk, *, cadre: str, post: str, kind: str | None) -> None:
    """From which day a cadre could lawfully take up a post, and what stands in the way before it."""
    told = desk.counsel.when(cadre, post=post, kind=kind or "substantive", **desk.asked)
    if desk.printer.output != "table" or desk.settings.given.get("fields"):
        return desk.show("when", told)
    from cli.explanation import candidacy

    return desk.print_text(candidacy(desk.printer.language, told))


@query("who", "cadre who --for FIN-HEAD --on 2024-06-01", takes=("known_on", "unit"))
@needed("--for post", "POST", "The post to be filled.")
@optional("--on", "DAY", "The day on which it is taken up; today unless said.", type=DAY)
@kind
def candidates(desk: Desk, *, post: str, on: str | None, kind: str | None) -> None:
    """Who could lawfully take up a post on a day; the others stand below with what is against them."""
    asked: dict[str, Any] = {"post": post, "on": on, "kind": kind or "substantive", **desk.asked}
    counsel, for_people = desk.counsel, desk.printer.output in FOR_PEOPLE
    desk.show_long("who", lambda writer: counsel.who(**asked, written=wording(writer) if for_people else writer))


def worded(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with the sentences of their findings alone, as a table has room for."""
    return [{**row, "findings": sentences(row["findings"])} for row in rows]


def sentences(findings: Iterable[Mapping[str, Any]]) -> str:
    """Return what the findings say, one sentence after the other."""
    return " ".join(finding["wording"] for finding in findings)


def wording(writer: "Writer") -> "Writer":
    """Return a writer that writes the sentences of the findings alone, as a table has room for."""

    def write(headings: Sequence[str], lines: Sequence["Line"]) -> list[Any]:
        place = headings.index("findings")
        return writer(
            headings,
            [(where, (*own[:place], sentences(own[place]), *own[place + 1 :]), shared) for where, own, shared in lines],
        )

    return write


@query(
    "explain",
    "cadre explain cadre:LI@2",
    "cadre explain due LI FIN-HEAD --as-of 2018-06-01",
    "cadre explain seat FIN-HEAD --as-of 2018-06-01",
)
@positional("about", "EVENT | RULE EVENT | due WHO POST | seat POST", "What is to be explained.", nargs=-1)
def explain(desk: Desk, about: tuple[str, ...]) -> None:
    """Why something is as it is: the rules, facts and days behind an act, a finding, a due day or a seat."""
    told: Mapping[str, Any] = desk.counsel.explain(" ".join(about), **desk.asked)
    if desk.printer.output != "table" or desk.settings.given.get("fields"):
        return desk.show("explain", told)
    from cli.explanation import explanation

    return desk.print_text(explanation(desk.printer.language, told))
