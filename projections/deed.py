"""The acts by which a step was carried out: those that name its basis among their evidence."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from projections.database import Database
from projections.duty import Docket
from projections.history import history
from projections.moment import Moment
from projections.stored import stored_state
from projections.unit import Answer

ACTS: Final[Mapping[str, tuple[str, ...]]] = {
    "talk": ("talk",),
    "notice": ("notice",),
    "adjust-or-demote": ("transfer", "rotate", "exchange", "relieve", "demote", "depart"),
    "dismiss": ("depart",),
    "key-post-or-reward": ("reward", "appoint", "transfer", "rotate", "exchange", "promote"),
    "training": ("train-enrol", "train-record"),
}
"""Measure -> the acts that carry it out."""
KINDS: Final[Mapping[str, tuple[str, ...]]] = {"talk": ("admonishing",), "notice": ("criticism",)}
"""Measure -> the kinds of these acts that are meant."""


class Deed(NamedTuple):
    """An act that names an event among its evidence: what it was, of whom, and how it stands."""

    event: str
    act: str
    kind: str | None
    day: date
    subjects: frozenset[str]
    status: str


def resting_on(database: Database, moment: Moment, event: str) -> Iterator[Deed]:
    """The acts that name the event among their evidence, as known at the moment, in the order of recording."""
    sql = (
        "SELECT t.event, t.stream, t.act, t.effective, t.position FROM event_tag g JOIN trail t"
        " ON t.position = g.position WHERE g.tag = ? AND t.position <= ? AND t.outcome = 'recorded' ORDER BY t.position"
    )
    for name, stream, act, effective, position in database.query(sql, (f"event:{event}", moment.position)):
        status = {each["event"]: each["status"] for each in history(database, stream, moment.position)}
        tags = database.query("SELECT tag FROM event_tag WHERE position = ?", (position,))
        day = date.fromisoformat(effective) if effective else date.min
        yield Deed(name, act, _kind(database, position), day, frozenset(row[0] for row in tags), status[name])


def _kind(database: Database, position: int) -> str | None:
    rows = database.query("SELECT originator_id, state FROM stored_events WHERE position = ?", (position,))
    kind: str | None = stored_state(rows[0][0], rows[0][1])["body"].get("kind")
    return kind


def fits(deed: Deed, measure: str, subject: str) -> bool:
    """Whether the act carries out the measure for the subject, such as `cadre:LI`."""
    kinds = KINDS.get(measure)
    return deed.act in ACTS[measure] and subject in deed.subjects and (kinds is None or deed.kind in kinds)


def bases(docket: Docket, basis: str) -> list[str]:
    """The event and its corrections; of a ranking every one of its kind in the cycle: it may have been made anew."""
    stream = basis.rpartition("@")[0]
    told = history(docket.database, stream, docket.moment.position)
    roots = roots_of(told)
    if not stream.startswith("ranking:"):
        return [each["event"] for each in told if roots.get(each["event"]) == basis]
    ranks = {each["event"]: each["fields"].get("ranks") for each in told}
    return [each["event"] for each in told if ranks.get(roots.get(each["event"])) == ranks.get(basis)]


def roots_of(told: Sequence[Answer]) -> dict[str, str]:
    """Event of a history -> the act that it is, or that it corrects; cancellations are left out."""
    roots: dict[str, str] = {}
    for each in told:
        if each["names"] is None:
            roots[each["event"]] = each["event"]
        elif each["names"] in roots and "changes" in each["fields"]:
            roots[each["event"]] = roots[each["names"]]
    return roots


def done_by(docket: Docket, events: Sequence[str], measure: str, subject: str) -> str | None:
    """The event by which the measure was carried out for the subject, resting on one of the events; None before."""
    found = (each for event in events for each in resting_on(docket.database, docket.moment, event))
    for each in found:
        if each.status != "cancelled" and each.day <= docket.today and fits(each, measure, subject):
            return each.event
    return None
