"""Letting the running cases of a procedure go on under another version: each tried first, each whole or not at all."""

from typing import TYPE_CHECKING, Any

from domain.errors import BadInput, Conflict, Refused

if TYPE_CHECKING:
    from lifecycle.engine import Engine


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
        try:
            outcome = engine.submit([line], dry_run=dry_run, **recording)
            rows.append({**row, "outcome": outcome.outcome, "order": outcome.order, "why": None})
        except (Refused, Conflict, BadInput) as refusal:
            rows.append({**row, "outcome": "refused", "order": None, "why": str(refusal)})
    return rows
