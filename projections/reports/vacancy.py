"""Vacant posts: for how long, when the alarm sounds, and what was done to find somebody."""

from collections.abc import Sequence
from datetime import date

from domain.policy.catalogue import BY_NAME
from domain.policy.facts import EntryView
from domain.policy.verdict import Due
from projections.post import vacancies
from projections.reports.question import Question
from projections.unit import Answer


def vacancy(asked: Question) -> list[Answer]:
    """Every post with a vacant seat, the longest vacant first, with its alarm and the searches since it is vacant."""
    rows = vacancies(asked.database, asked.moment, track=asked.track)
    places = {row["post"]: asked.facts.post(row["post"], asked.day) for row in rows}
    alarms = [(rule, of) for rule in asked.rules if (of := BY_NAME[rule.kind].vacancy)]
    raised = (of(rule, place, asked.day, asked.facts) for place in places.values() if place for rule, of in alarms)
    dues = [each for each in raised if each]
    found = [_row(row, asked, dues) for row in rows if asked.has_unit(row["unit"])]
    return sorted(found, key=lambda row: (-row["days"], row["post"]))


def _row(row: Answer, asked: Question, dues: Sequence[Due]) -> Answer:
    due = min((each for each in dues if each.post == row["post"]), key=lambda each: each.due_on, default=None)
    since = row["vacant_since"]
    told = asked.facts.entries("candidates-searched", f"post:{row['post']}")
    searches = [each for each in told if each.start <= asked.day and (since is None or each.start.isoformat() >= since)]
    return {
        "post": row["post"],
        "post_name": row["post_name"],
        "unit": row["unit"],
        "track": row["track"],
        "vacant": row["vacant"],
        "vacant_since": since,
        "days": row["days"],
        "rule": due.rule.id if due else None,
        "alarm_on": due.due_on.isoformat() if due else None,
        "alarm": due is not None and due.due_on <= asked.day,
        **_searched(searches),
    }


def _searched(searches: Sequence[EntryView]) -> Answer:
    last: date | None = searches[-1].start if searches else None
    return {
        "searches": len(searches),
        "last_search": last.isoformat() if last else None,
        "tags": list(dict.fromkeys(tag for each in searches for tag in each.fields["tags"])),
        "looked_at": sum(each.fields["looked_at"] for each in searches),
        "considered": list(dict.fromkeys(cadre for each in searches for cadre in each.fields["considered"])),
        "found": searches[-1].fields["found"] if searches else None,
    }
