"""What bodies hold: reports heard, matters discussed, studies, meetings, contacts, inspections."""

from typing import Final

import click

from cli.command import act, query
from cli.desk import Desk
from cli.missing import needed, optional, positional

KINDS: Final = (
    *("report-heard", "discussed", "centre-group", "democratic-life", "upward-report", "study-day", "contact"),
    *("opinion", "mid-term-inspection", "financial-audit"),
)
EFFECTIVE: Final = ("effective",)


@act(
    "report-heard",
    "cadre body report-heard FIN-COMMITTEE --led-by LI --from 'Working committee' --about 'party building' "
    "--effective 2024-06-30",
    needs=EFFECTIVE,
)
@positional("body", "BODY", "The body whose report was heard.")
@needed("--led-by", "ID", "The leader who heard it.")
@optional("--from partner", "TEXT", "Who reported.")
@optional("--about", "TEXT", "What it was about, repeatable.", multiple=True)
def report_heard(desk: Desk, **line: object) -> None:
    """Record that a leader heard a report on the work of a body."""
    desk.record(act="body-session", kind="report-heard", **line)


@act(
    "discussed",
    "cadre body discussed FIN-COMMITTEE --about 'party building' --result 'Plan adopted' --effective 2024-03-15",
    needs=EFFECTIVE,
)
@positional("body", "BODY", "The body that discussed it.")
@needed("--about", "TEXT", "What was discussed, repeatable.", multiple=True)
@optional("--led-by", "ID", "Who was in the chair.")
@optional("--result", "TEXT", "What came of it.")
def discussed(desk: Desk, **line: object) -> None:
    """Record that a body discussed a matter."""
    desk.record(act="body-session", kind="discussed", **line)


@act(
    "session",
    "cadre body session FIN-COMMITTEE --kind centre-group --about theory --attended LI --absent WANG "
    "--effective 2024-04-10",
    needs=EFFECTIVE,
)
@positional("body", "BODY", "The body.")
@needed("--kind", None, "What it held.", type=click.Choice(KINDS))
@optional("--about", "TEXT", "What it was about, repeatable.", multiple=True)
@optional("--led-by", "ID", "Who led it.")
@optional("--attended", "ID", "Who was there, repeatable.", multiple=True)
@optional("--absent", "ID", "Who was missing, repeatable.", multiple=True)
@optional("--with partner", "TEXT", "Who else had a part in it.")
@optional("--result", "TEXT", "What came of it.")
def session(desk: Desk, **line: object) -> None:
    """Record what a body held: a study session, a democratic-life meeting, an inspection, a contact."""
    desk.record(act="body-session", **line)


@query("sessions", "cadre body sessions --year 2024 --unit COUNTY", takes=("known_on", "unit"))
@needed("--year", "YEAR", "The calendar year.", type=click.IntRange(1900, 2199))
@optional("--kind", None, "Only these.", type=click.Choice(KINDS))
def sessions(desk: Desk, *, year: int, kind: str | None) -> None:
    """List what bodies held in a year."""
    desk.show("sessions", desk.engine.committees.sessions(year, kind=kind, **desk.asked))


@query("year", "cadre body year --year 2024 --unit COUNTY", takes=("known_on", "unit"))
@needed("--year", "YEAR", "The calendar year.", type=click.IntRange(1900, 2199))
def year(desk: Desk, *, year: int) -> None:
    """Count what each body held in a year against what the rules ask for."""
    desk.show("body-year", desk.counsel.body_work.year(year, **desk.asked))


@query("attendance", "cadre body attendance --year 2024", takes=("known_on", "unit"))
@needed("--year", "YEAR", "The calendar year.", type=click.IntRange(1900, 2199))
def attendance(desk: Desk, *, year: int) -> None:
    """Show how often each member was there when a body held something in a year."""
    desk.show("attendance", desk.counsel.body_work.attendance(year, **desk.asked))
