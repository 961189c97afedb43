"""Sanctions and investigations."""

from typing import Final

import click

from cli.command import act
from cli.desk import Desk
from cli.discipline import about, concerns, who
from cli.missing import optional
from cli.params import DAY

LINES: Final = ("administrative", "party", "organisational")
SANCTIONS: Final = (
    *("warning", "serious-warning", "demerit", "major-demerit", "demotion", "removal", "probation", "dismissal"),
    *("expulsion", "admonition", "suspension", "post-adjustment", "ordered-resignation"),
)
OUTCOMES: Final = ("cleared", "minor", "violation", "referred")


@act(
    "sanction",
    "cadre sanction WANG --kind demerit --about 'false figures' --effective 2024-09-01 --basis 'Order 12 of 2024'",
    "cadre sanction WANG --lifts sanction:WANG@1 --effective 2025-06-01 --basis 'Order 4 of 2025'",
)
@who
@optional("--line", None, "By which rules. [administrative]", type=click.Choice(LINES))
@optional("--kind", None, "What kind of sanction.", type=click.Choice(SANCTIONS))
@optional("--until", "DAY", "The first day after its effect, where the decision says it; else the rules do.", type=DAY)
@optional("--lifts", "EVENT", "Lift this sanction instead of imposing one.")
@about
def sanction(desk: Desk, *, lifts: str | None, **line: object) -> None:
    """Record a sanction, or the lifting of one; how long it bars other acts is computed by the rules."""
    desk.record(act="sanction-lift" if lifts else "sanction", sanction=lifts, **line)


@act(
    "investigate",
    "cadre investigate CHEN --led-by DISCIPLINE --about 'a complaint' --effective 2024-10-01 --basis 'Case 3 of 2024'",
    "cadre investigate CHEN --outcome cleared --effective 2024-11-01 --basis 'Case 3 of 2024'",
)
@who
@optional("--id investigation", "ID", "The id of the investigation; made of cadre and day unless said.")
@optional("--led-by", "ID", "Who investigates, repeatable.", multiple=True)
@optional("--outcome", None, "Close the open investigation, with what was found.", type=click.Choice(OUTCOMES))
@about
@concerns
def investigate(desk: Desk, *, outcome: str | None, **line: object) -> None:
    """Open an investigation, or close it with its outcome; while it is open the rules bar other acts."""
    desk.record(act="investigation-close" if outcome else "investigate", outcome=outcome, **line)
