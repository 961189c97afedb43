"""Procedures as definitions, and working calendars: listed, checked, published, compared, drawn."""

from collections.abc import Mapping
from typing import Any, Final

import click

from cli.command import RECORDED, query, task
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.params import DAY
from cli.topic import Topic

procedure = Topic("procedure", help="Look after the definitions of procedures.")
calendar = Topic("calendar", help="Look after the calendars of working days.")
FOUND: Final = 7
"""The exit code of a check that found something."""
ONCE: Final = tuple(name for name in RECORDED if name not in {"effective", "sequence", "if_version", "yes"})
FORMATS: Final = ("mermaid", "svg", "bpmn", "json")


@query("list", "cadre procedure list", into=procedure)
def list_procedures(desk: Desk) -> None:
    """List the published versions of procedures, and the shipped ones."""
    desk.show("procedures", desk.cases.procedures(**desk.asked))


@task("show", "cadre procedure show appointment", into=procedure)
@positional("name", "FILE|NAME", "A file with a procedure, or a shipped procedure.")
def show_procedure(desk: Desk, name: str) -> None:
    """Show the steps of a shipped procedure, or of the one in a file."""
    from lifecycle.procedure_files import load_definition

    desk.show("procedure-steps", [step_row(each) for each in load_definition(name).steps.values()])


def step_row(step: Any) -> Mapping[str, object]:
    """Return one step as a row: where each outcome leads, and what it does to the register."""
    ways = [*step.outcomes.items(), *((each.name, each.to) for each in step.choices)]
    acts = [f"{outcome}: {each['act']}" for outcome, acts in step.effects.items() for each in acts]
    return {
        **{name: getattr(step, name) for name in ("kind", "title", "title_zh", "irreversible")},
        "step": step.id,
        "role": step.role or None,
        "term": str(step.term) if step.term else None,
        "outcomes": [f"{outcome} -> {to}" for outcome, to in ways],
        "effects": acts,
    }


@task("lint", "cadre procedure lint appointment", into=procedure)
@positional("names", "FILE|NAME...", "Files with procedures, or shipped procedures.", nargs=-1)
def lint(desk: Desk, names: tuple[str, ...]) -> int:
    """Look for what cannot be meant in procedures; exit 7 when something is found."""
    from lifecycle.publishing import flaws

    found = flaws(names)
    desk.show("procedure-flaws", found)
    desk.say(f"{len(found)} flaws were found." if found else "No flaw was found.")
    return FOUND if found else 0


@task("publish", "cadre procedure publish appointment", into=procedure, takes=ONCE)
@positional("name", "FILE|NAME", "A file with a procedure, or a shipped procedure.")
@optional("--from from_day", "DAY", "The first day on which cases are opened under it.", type=DAY)
def publish_procedure(desk: Desk, name: str, from_day: str | None) -> None:
    """Put a version of a procedure in force; published versions never change."""
    from lifecycle.publishing import procedure_line

    desk.submit([procedure_line(name, from_day)])


@task("diff", "cadre procedure diff rotation appointment", into=procedure)
@positional("old", "FILE|NAME", "A file with a procedure, or a shipped procedure.")
@positional("new", "FILE|NAME", "Another one.")
def diff_procedures(desk: Desk, old: str, new: str) -> None:
    """Show what is otherwise in a second definition."""
    from lifecycle.procedure_files import load_definition
    from lifecycle.publishing import difference

    desk.show("procedure-diff", difference(load_definition(old), load_definition(new)))


@task(
    "export",
    "cadre procedure export appointment --format mermaid",
    "cadre procedure export rotation --format svg",
    "cadre procedure export rotation --format bpmn",
    into=procedure,
)
@positional("name", "FILE|NAME", "A file with a procedure, or a shipped procedure.")
@optional("--format", None, "How it is written. [mermaid]", type=click.Choice(FORMATS), default="mermaid")
@optional("--case", "CASE", "Mark the way of this case, under the version it runs under.")
def export(desk: Desk, name: str, *, format: str, case: str | None) -> None:  # noqa: A002 - the option's name
    """Draw a procedure, or write it as BPMN 2.0 for other programs, or as canonical JSON."""
    from lifecycle.drawing import drawn

    path = desk.cases.path(case) if case else None
    desk.print_text(drawn(name, format, path, chinese=desk.printer.language == "zh_CN"))


@task(
    "migrate",
    "cadre procedure migrate appointment --to 2 --dry-run",
    into=procedure,
    takes=tuple(name for name in RECORDED if name not in {"sequence", "if_version", "yes", "key", "evidence"}),
)
@positional("procedure", "PROCEDURE", "A published procedure.")
@needed("--to", "VERSION", "The version under which the running cases go on.")
@optional("--from of", "VERSION", "Only cases that run under this version.")
@optional("--map steps", "OLD=NEW", "Which step becomes which, repeatable.", multiple=True)
@optional("--term terms", "STEP=RULE", "keep_due, carry_budget or restart, repeatable.", multiple=True)
def migrate_cases(desk: Desk, procedure: str, to: str, **told: Any) -> None:
    """Let the running cases go on under another version; try it first with --dry-run."""
    from lifecycle.migrating import migrate

    dry_run, day = desk.settings.flag("dry_run"), str(desk.effective_or_today)
    engine = desk.at_the_time(desk.writer)
    rows = migrate(engine, procedure, to, effective=day, dry_run=dry_run, actor=desk.actor, now=desk.now, **told)
    desk.show("migration", rows)


@task("check", "cadre calendar check cn-state-council", into=calendar)
@positional("name", "FILE|NAME", "A file with a calendar, or a shipped calendar.")
def check_calendar(desk: Desk, name: str) -> None:
    """Read a calendar, name every mistake in it, and count the working days of each year."""
    from lifecycle.publishing import checked_calendar

    desk.show("calendar-years", checked_calendar(name))


@task("publish", "cadre calendar publish cn-state-council", into=calendar, takes=ONCE)
@positional("name", "FILE|NAME", "A file with a calendar, or a shipped calendar.")
@optional("--year years", "YEAR", "Only the notices of this year, repeatable.", type=int, multiple=True)
def publish_calendar(desk: Desk, name: str, years: tuple[int, ...]) -> None:
    """Publish every notice of a calendar that is not published yet, each from the day it was issued."""
    from lifecycle.publishing import calendar_id, calendar_lines

    known = {each["notice"] for each in desk.cases.calendar_if_any(calendar_id(name))}
    desk.submit(calendar_lines(name, known, years))


@query("show", "cadre calendar show cn-state-council", into=calendar, takes=("known_on",))
@positional("name", "CALENDAR", "A published calendar.")
def show_calendar(desk: Desk, name: str) -> None:
    """Show the published notices of a calendar."""
    desk.show("calendar-notices", desk.cases.calendar(name, **desk.asked))
