"""Acts that came to nothing: what is refused, or only tried, names no event that is not on record."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from domain.finding import Finding


def without_proposed(findings: Iterable[Finding], proposed: frozenset[str]) -> list[Finding]:
    """The findings with facts on record only; periods of acts that were merely asked for name no event."""
    return [_on_record(each, proposed) for each in findings]


def _on_record(finding: Finding, proposed: frozenset[str]) -> Finding:
    facts = tuple(fact for fact in finding.facts if fact not in proposed)
    ledger = finding.figures.get("ledger")
    if not isinstance(ledger, Sequence) or not any(_asked(each, proposed) for each in ledger):
        return finding._replace(facts=facts)
    from domain.policy.hypothesis import ASKED_EVENT  # rules are loaded where one has found something

    periods = [{**each, "event": ASKED_EVENT} if _asked(each, proposed) else each for each in ledger]
    return finding._replace(facts=facts, figures={**finding.figures, "ledger": periods})


def _asked(period: Mapping[str, Any], proposed: frozenset[str]) -> bool:
    return period.get("event") in proposed
