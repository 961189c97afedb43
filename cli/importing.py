"""Bringing in the tables of another office."""

from typing import Any

import click

from cli.command import task
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.progress import Progress
from cli.topic import Topic

importing = Topic("import", help="Bring in the tables of another office.")


@task(
    "careers",
    "cadre init --pack us-president --store presidents.db",
    "cadre import careers tables --mapping executive.toml --store presidents.db",
    into=importing,
    takes=("today", "dry_run", "key", "receipt"),
)
@positional("directory", "DIR", "The folder with the tables.", type=click.Path(exists=True, file_okay=False))
@needed("--mapping", "FILE", "Which column is which field: a file, or the name of a shipped one.")
@optional("--skip-bad", None, "Leave bad rows out and import the rest; ends with 7 when there were any.", is_flag=True)
def careers(desk: Desk, directory: str, mapping: str, *, skip_bad: bool) -> int:
    """Import the careers that stand in the tables of a folder."""
    from pathlib import Path

    from lifecycle.career_report import BadRows
    from lifecycle.careers import import_careers

    progress = Progress(quiet=desk.settings.flag("quiet"))
    try:
        report = import_careers(
            desk.writer,
            Path(directory),
            mapping,
            actor=desk.actor,
            today=desk.today,
            skip_bad=skip_bad,
            dry_run=desk.settings.flag("dry_run"),
            key=desk.settings.value("key"),
            progress=progress,
        )
    except BadRows as bad:
        show_report(desk, bad.report)
        raise
    finally:
        progress.done()
    desk.receipt(None if report.outcome == "would-record" else report.order)
    show_report(desk, report)
    return report.exit_code


def show_report(desk: Desk, report: Any) -> None:
    """Print the whole report as JSON, or its rows with the figures beside them."""
    if desk.printer.output in {"json", "jsonl"}:
        return desk.show("import-report", report.as_dict())
    acts = ", ".join(f"{count} {act}" for act, count in report.acts.items())
    desk.say(f"{report.outcome} {report.order or ''}: {acts}".replace(" :", ":"))
    for what, count in report.handled.items():
        desk.say(f"{what}: {count}")
    desk.say(f"{len(report.left_out)} rows left out, {len(report.kept)} rows kept although something is odd")
    return desk.show("import-rows", report.rows())
