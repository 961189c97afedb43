"""Historical import: the tables of an office become one order, all of it or nothing.

`career_order` reads the tables as a mapping says and turns them into acts; here they are recorded and reported.
Nothing is dropped in silence.
"""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

from domain.finding import Finding
from lifecycle.career_order import CareerOrder, Progress, career_order, content_key, silent
from lifecycle.career_report import LEFT_OUT, BadRows, Report
from lifecycle.engine import Engine
from lifecycle.mapping import CareerMapping, load_mapping


def import_careers(  # noqa: PLR0913 - the options of one command
    engine: Engine,
    directory: Path,
    mapping: str,
    *,
    actor: str,
    today: date | None = None,
    skip_bad: bool = False,
    dry_run: bool = False,
    key: str | None = None,
    now: datetime | None = None,
    progress: Progress = silent,
) -> Report:
    """Record the careers in the tables of a folder; the report says what was recorded, kept and left out.

    `mapping` is a file or the bare name of a shipped one; `today` is the civil day after which an end may be
    only expected (the store's, if absent), `now` the instant on a store with a simulated clock. Without `skip_bad` one
    bad row refuses all: BadRows carries the report. Raises BadInput for what makes a file or the mapping unreadable.
    """
    chosen = load_mapping(mapping)
    order = career_order(chosen, directory, today or date.fromisoformat(engine.today), progress)
    if not skip_bad and any(each.outcome == LEFT_OUT for each in order.findings):
        raise BadRows(_report(chosen, order, "refused"))
    progress("recording acts", len(order.lines))
    outcome = engine.submit(
        order.lines,
        actor=actor,
        key=key or content_key(order.lines),
        dry_run=dry_run,
        now=now,
        title=chosen.title,
        imported=True,
    )
    return _report(chosen, order, outcome.outcome, outcome.order, outcome.warnings)


def _report(
    mapping: CareerMapping,
    order: CareerOrder,
    outcome: str,
    number: str | None = None,
    warnings: tuple[Finding, ...] = (),
) -> Report:
    return Report(
        mapping=mapping.name,
        title=mapping.title,
        outcome=outcome,
        order=number,
        findings=order.findings,
        reading=order.reading,
        acts=dict(sorted(Counter(str(line["act"]) for line in order.lines).items())),
        handled=order.handled,
        warnings=warnings,
    )
