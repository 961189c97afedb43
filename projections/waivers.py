"""The register of waivers: who, which rule, why, until when, approved by whom; the oldest waivers stay listed."""

from datetime import date, timedelta
from typing import Any

from domain.days import FOREVER
from projections.database import Database
from projections.moment import KNOWN, Moment
from projections.stored import stored_state
from projections.unit import Answer

CHAINED_DAYS = 31
"""A waiver that begins so soon after another one for the same rule and subject ended is a chained one."""
_SQL = (
    "SELECT w.event, w.rule, w.subject, w.valid_from, w.valid_to, w.approved_by, w.reason, t.order_id, t.actor,"
    " t.authority, t.recorded_on, s.state"
    " FROM waiver_row w JOIN trail t ON t.event = w.event JOIN stored_events s ON s.position = t.position"
    f" WHERE {KNOWN.format('w')} ORDER BY w.rule, w.subject, w.valid_from, t.position"
)
_NAMES = ("event", "rule", "subject", "from", "until", "approved_by", "reason", "order", "actor", "authority")


def waivers(database: Database, moment: Moment) -> list[Answer]:
    """Every waiver with its state on the day of the moment, by end day; cancelled ones are gone.

    Nobody's authority to approve is checked while access control is off, so every approval is marked `unverified`.
    """
    rows = [_row(row, moment.day) for row in database.query(_SQL, moment.known)]
    for number, row in enumerate(rows):
        row["follows"] = _followed(row, rows[:number])
        row["chained"] = row["follows"] is not None
    return sorted(rows, key=lambda row: (row["until"], row["rule"], row["subject"], row["event"]))


def _row(row: tuple[Any, ...], day: str) -> Answer:
    told = dict(zip(_NAMES, row, strict=False))
    state = "to-come" if day < told["from"] else "in-force" if day < told["until"] else "expired"
    lasting = date.fromisoformat(told["until"]) - date.fromisoformat(told["from"])
    basis = stored_state(told["event"], row[-1])["basis"]
    return {**told, "recorded_on": row[-2], "basis": basis, "days": lasting.days, "state": state} | {
        "approval": "unverified"
    }


def _followed(row: Answer, earlier: list[Answer]) -> str | None:
    """The waiver that this one carries on: of the same rule and subject, ended at most so many days before."""
    same = [each for each in earlier if (each["rule"], each["subject"]) == (row["rule"], row["subject"])]
    ended = [each for each in same if row["from"] <= _soon_after(each["until"])]
    return ended[-1]["event"] if ended else None


def _soon_after(day: str) -> str:
    end = date.fromisoformat(day)
    return (end + timedelta(days=CHAINED_DAYS) if end < FOREVER - timedelta(days=CHAINED_DAYS) else end).isoformat()
