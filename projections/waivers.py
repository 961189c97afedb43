"""The register of waivers: who, which rule, why, until when, approved by whom; the oldest waivers stay listed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TypeAlias

from domain.days import FOREVER
from projections.database import Database
from projections.moment import KNOWN, Moment
from projections.stored import stored_state
from projections.unit import Answer

CHAINED_DAYS = 31
"""A waiver of the same rule that begins so soon after another one ended carries that one on, if it is for the same
subject, or for a post and the other for the cadre who holds it all the while."""
_ENABLED, _DISABLED = "access-enabled/1", "access-disabled/1"
Held: TypeAlias = Mapping[tuple[str, str], Sequence[tuple[str, str]]]
_SQL = (
    "SELECT w.event, w.rule, w.subject, w.valid_from, w.valid_to, w.approved_by, w.reason, t.order_id, t.actor,"
    " t.authority, t.position, t.recorded_on, s.state"
    " FROM waiver_row w JOIN trail t ON t.event = w.event JOIN stored_events s ON s.position = t.position"
    f" WHERE {KNOWN.format('w')} ORDER BY w.rule, w.valid_from, t.position"
)
_NAMES = ("event", "rule", "subject", "from", "until", "approved_by", "reason", "order", "actor", "authority")


def waivers(database: Database, moment: Moment) -> list[Answer]:
    """Every waiver with its state on the day of the moment, by end day; cancelled ones are gone.

    Nobody's authority to approve is checked while access control is off: approvals recorded then are `unverified`, the
    others `by-authority`.
    """
    guarded = _guarded(database)
    rows = [_row(row, moment.day, guarded) for row in database.query(_SQL, moment.known)]
    held = _held(database, moment)
    for number, row in enumerate(rows):
        row["follows"] = _followed(row, rows[:number], held)
        row["chained"] = row["follows"] is not None
    return sorted(rows, key=lambda row: (row["until"], row["rule"], row["subject"], row["event"]))


def _guarded(database: Database) -> Sequence[tuple[int, bool]]:
    """From which positions on access control was on, or off again."""
    sql = "SELECT t.position, t.topic FROM trail t WHERE t.topic IN (?, ?) ORDER BY t.position"
    return [(row[0], row[1] == _ENABLED) for row in database.query(sql, (_ENABLED, _DISABLED))]


def _row(row: tuple[Any, ...], day: str, guarded: Sequence[tuple[int, bool]]) -> Answer:
    told = dict(zip(_NAMES, row, strict=False))
    state = "to-come" if day < told["from"] else "in-force" if day < told["until"] else "expired"
    lasting = date.fromisoformat(told["until"]) - date.fromisoformat(told["from"])
    basis = stored_state(told["event"], row[-1])["basis"]
    judged = next((on for position, on in reversed(guarded) if position < row[-3]), False)
    return {**told, "recorded_on": row[-2], "basis": basis, "days": lasting.days, "state": state} | {
        "approval": "by-authority" if judged else "unverified"
    }


def _held(database: Database, moment: Moment) -> Held:
    """The holdings of which both the cadre and the post are subjects of waivers: (cadre, post) -> spells [from, to)."""
    waived = "(SELECT w.subject FROM waiver_row w)"
    sql = (
        "SELECT h.cadre, h.post, h.valid_from, h.valid_to FROM holding_row h"
        f" WHERE {KNOWN.format('h')} AND h.cadre IN {waived} AND h.post IN {waived} ORDER BY h.valid_from"
    )
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for cadre, post, start, end in database.query(sql, moment.known):
        found.setdefault((cadre, post), []).append((start, end))
    return found


def _followed(row: Answer, earlier: Iterable[Answer], held: Held) -> str | None:
    """The waiver that this one carries on: of the same rule, about the same, ended at most so many days before."""
    ended = [
        each
        for each in earlier
        if each["rule"] == row["rule"] and row["from"] <= _soon_after(each["until"]) and _about_same(each, row, held)
    ]
    return ended[-1]["event"] if ended else None


def _about_same(first: Answer, later: Answer, held: Held) -> bool:
    """Whether both are for one subject, or for a cadre and for the post held from the one waiver into the other."""
    if first["subject"] == later["subject"]:
        return True
    pairs = ((first["subject"], later["subject"]), (later["subject"], first["subject"]))
    spells = (spell for pair in pairs for spell in held.get(pair, ()))
    return any(start < first["until"] and start <= later["from"] < end for start, end in spells)


def _soon_after(day: str) -> str:
    end = date.fromisoformat(day)
    return (end + timedelta(days=CHAINED_DAYS) if end < FOREVER - timedelta(days=CHAINED_DAYS) else end).isoformat()
