"""The refused attempts: who asked for what, which rules stood in the way, and how often the same was tried."""

import json
from collections import Counter
from typing import Any

from projections.database import Database
from projections.unit import Answer


def refusals(
    database: Database, *, since: str | None = None, until: str | None = None, actor: str | None = None
) -> list[Answer]:
    """The attempts refused from `since` up to but not including `until`, in the order of recording.

    `times` counts the attempts up to this one with the same acts on the same subjects, by whomever.
    """
    seen: Counter[tuple[Any, ...]] = Counter()
    found = []
    sql = "SELECT event, actor, outcome, recorded_at, recorded_on, fields FROM refusal ORDER BY position"
    for event, who, outcome, recorded, day, fields in database.query(sql):
        told = json.loads(fields)
        same = (tuple(told["acts"]), tuple(sorted(told["subjects"])))
        seen[same] += 1
        if (since and day < since) or (until and day >= until) or (actor and who != actor):
            continue
        found.append(
            {
                "event": event,
                "actor": who,
                "outcome": outcome,
                "recorded": recorded,
                "acts": told["acts"],
                "subjects": told["subjects"],
                "rules": list(dict.fromkeys(finding["rule"] for finding in told["findings"])),
                "times": seen[same],
            }
        )
    return found
