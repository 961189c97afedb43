"""Letting the running cases of a procedure go on under another version: each tried first, each whole or not at all."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from domain.errors import BadInput, Conflict, Refused
from domain.procedure.flow import NotAllowed
from domain.procedure.interpreter import decide
from domain.procedure.moves import Migrate

if TYPE_CHECKING:
    from lifecycle.engine import Engine


def terms_under(engine: "Engine", case: str, line: Mapping[str, Any], day: str) -> list[str]:
    """The last days of the open steps before and after a migration, such as `inspect 2024-04-16 -> 2024-07-30`."""
    standing, where = engine.cases.standing_case(case, day)
    version = next((each for each in where.versions if each.version == line["version"]), None)
    mapped, rules = (dict(each.partition("=")[::2] for each in line[name]) for name in ("steps", "terms"))
    if version is None:
        return []
    try:
        after = decide(Migrate(version, mapped, rules), standing, where, date.fromisoformat(day)).case
    except NotAllowed:
        return []
    dues = zip(standing.open, after.open, strict=True)
    return [f"{new.step} {old.due or 'none'} -> {new.due or 'none'}" for old, new in dues if old.due or new.due]


def migrate(  # noqa: PLR0913 - what a migration says
    engine: "Engine",
    procedure: str,
    to: str,
    *,
    of: str | None = None,
    steps: tuple[str, ...] = (),
    terms: tuple[str, ...] = (),
    effective: str,
    dry_run: bool,
    **recording: Any,
) -> list[dict[str, Any]]:
    """One row for each running case of other versions: whether it goes on under the new one, and why not."""
    running = engine.cases.cases(running=True, procedure=procedure)
    rows = []
    for each in running:
        if each["version"] == to or of not in {None, each["version"]}:
            continue
        told = {"version": to, "steps": list(steps), "terms": list(terms), "effective": effective}
        line = {"act": "case-migrate", "case": each["case"], **told}
        row = {"case": each["case"], "from": each["version"], "to": to, "open": each["open"]}
        row["terms"] = terms_under(engine, each["case"], line, effective)
        try:
            outcome = engine.submit([line], dry_run=dry_run, **recording)
            rows.append({**row, "outcome": outcome.outcome, "order": outcome.order, "why": None})
        except (Refused, Conflict, BadInput) as refusal:
            rows.append({**row, "outcome": "refused", "order": None, "why": str(refusal)})
    return rows
