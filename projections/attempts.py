"""Attempts that were refused again and again, and what was recorded of the same kind afterwards with other dates."""

import json
from collections.abc import Iterable
from typing import Any

from projections.database import Database
from projections.unit import Answer

_REFUSED = "SELECT position, event, actor, outcome, recorded_at, recorded_on, fields FROM refusal ORDER BY position"
_LATER = (
    "SELECT t.event, t.actor, t.effective, t.recorded_at, t.position FROM trail t"
    " JOIN event_tag g ON g.position = t.position"
    " WHERE g.tag = ? AND t.act = ? AND t.outcome = 'recorded' AND t.position > ? ORDER BY t.position"
)


def attempts(
    database: Database,
    *,
    since: str | None = None,
    until: str | None = None,
    actor: str | None = None,
    least: int = 1,
) -> list[Answer]:
    """The refused attempts, those of one officer at the same acts on the same subjects together; the most first.

    `days` are the effective days that were asked for, `then` the first such act that was recorded afterwards, by
    whomever, and `changed_dates` whether it took effect on another day than any that was refused. Attempts are counted
    that were made from `since` up to but not including `until`; `least` leaves out what was tried less often.
    """
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for position, event, who, outcome, at, day, fields in database.query(_REFUSED):
        if (since and day < since) or (until and day >= until) or actor not in {None, who}:
            continue
        told = json.loads(fields)
        same = (who, tuple(told["acts"]), tuple(sorted(told["subjects"])))
        kept = found.setdefault(same, {"attempts": 0, "first": at, "events": [], "rules": {}, "days": {}, "how": {}})
        kept["attempts"] += 1
        kept["events"].append(event)
        kept["last"], kept["position"] = at, position
        kept["how"][outcome] = None
        kept["rules"].update((each["rule"], None) for each in told["findings"])
        kept["days"].update((each, None) for each in told.get("effective", ()) if each)
    rows = [_told(database, same, kept) for same, kept in found.items() if kept["attempts"] >= least]
    return sorted(rows, key=lambda row: (-row["attempts"], row["first"]))


def _told(database: Database, same: tuple[Any, ...], kept: dict[str, Any]) -> Answer:
    actor, acts, subjects = same
    days = sorted(kept["days"])
    later = _recorded_later(database, acts, subjects, kept["position"])
    return {
        "actor": actor,
        "acts": list(acts),
        "subjects": list(subjects),
        "attempts": kept["attempts"],
        "outcomes": list(kept["how"]),
        "rules": list(kept["rules"]),
        "days": days,
        "first": kept["first"],
        "last": kept["last"],
        "events": kept["events"],
        "then": later["event"] if later else None,
        "then_by": later["actor"] if later else None,
        "then_effective": later["effective"] if later else None,
        "changed_dates": bool(later and days and later["effective"] not in days),
    }


def _recorded_later(
    database: Database, acts: Iterable[str], subjects: Iterable[str], position: int
) -> dict[str, Any] | None:
    """The first act of the same kind on the first of the subjects that was recorded after a position."""
    for subject in sorted(subjects, key=lambda each: not each.startswith("cadre:"))[:1]:
        for act in acts:
            rows = database.query(_LATER, (subject, act, position))
            if rows:
                return dict(zip(("event", "actor", "effective"), rows[0], strict=False))
    return None
