"""Talks, notices, rewards and discipline as they are listed: one row for each fact, with the day on which it ended."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from projections.database import Database
from projections.dossier import entries
from projections.moment import Moment
from projections.unit import Answer

TOPICS: Final = (
    *("talk-held", "notice-issued", "reward-granted", "reward-revoked", "support-given"),
    *("sanction-imposed", "sanction-lifted", "investigation-opened", "investigation-closed"),
    *("complaint-received", "complaint-handled", "complaint-closed"),
    *("appeal-lodged", "appeal-decided", "disclosure-made"),
)
"""The facts of the dossier, by their topics without a number."""
ENDING: Final[Mapping[str, str]] = {
    "reward-revoked": "reward",
    "sanction-lifted": "sanction",
    "investigation-closed": "docket",
    "complaint-closed": "docket",
    "appeal-decided": "docket",
}
"""The facts that end an earlier one -> where they name it: in a field, or by standing in its docket."""
OPENING: Final = ("investigation-opened", "complaint-received", "appeal-lodged")
"""The facts that last until their docket is closed."""
_PLACE: Final = ("event", "docket", "topic", "subject", "since", "until", "reason", "order")


def told(database: Database, moment: Moment, topics: Sequence[str]) -> list[Answer]:
    """The facts of these topics begun by the day of the moment, as known at it, by day and recording.

    Each has `event, fact, docket, subjects, kind, since, until, in_force, about, reason, order, fields`.
    """
    ends = endings(database, moment)
    rows: dict[str, Answer] = {}
    for each in entries(database, moment.position, topics):
        if each["since"] <= moment.day:
            row = rows.setdefault(each["event"], _row(each, ends, moment.day))
            row["subjects"].append(each["subject"])
    return [*rows.values()]


def endings(database: Database, moment: Moment) -> Mapping[str, str]:
    """Event or docket -> the day on which a later fact ended it, as known at the moment; the earliest counts."""
    return dict(reversed([*_endings(entries(database, moment.position, [*ENDING]))]))


def _endings(facts: Sequence[Answer]) -> Iterator[tuple[str, str]]:
    for each in facts:
        yield each[ENDING[each["topic"]]], each["since"]


def _row(each: Answer, ends: Mapping[str, str], day: str) -> Answer:
    fields = {name: value for name, value in each.items() if name not in _PLACE}
    place = each["docket"] if each["topic"] in OPENING else each["event"]
    until = min((end for end in (each["until"], ends.get(place)) if end), default=None)
    return {
        "event": each["event"],
        "fact": each["topic"],
        "docket": each["docket"],
        "subjects": [],
        "kind": fields.get("kind"),
        "since": each["since"],
        "until": until,
        "in_force": until is None or day < until,
        "about": fields.get("about", []),
        "reason": each["reason"],
        "order": each["order"],
        "fields": fields,
    }
