"""Where cadres, posts and units stand on a day: what authority over them is judged by."""

import json
from functools import cache
from typing import Any, Final, NamedTuple

from projections.database import Database
from projections.moment import KNOWN, Moment, marks

OWN: Final = ("substantive", "trial", "acting")
"""The kinds of holding by which it is decided who manages a cadre; others count where there is none of them."""

_TOLD: Final = "vault v JOIN personal_row n ON n.event = v.event AND n.path = v.path WHERE v.path = 'kin.cadre'"
_KIN: Final = (
    f"SELECT v.value FROM {_TOLD} AND n.cadre = ? AND {KNOWN.format('n')}"
    f" UNION SELECT n.cadre FROM {_TOLD} AND v.value = ? AND {KNOWN.format('n')}"
)


class Place(NamedTuple):
    """What a post is: its unit, line of posts and level, and whether it is a key post."""

    unit: str
    track: str
    level: str | None
    key_post: bool


class Ground:
    """The register as authority is judged by it, known at a position. What is asked twice is read once.

    On a day on which a unit or post is not open, or a cadre holds nothing, what it was last counts.
    """

    def __init__(self, database: Database, position: int) -> None:
        self._database = database
        self._known = Moment("", position).known
        self.above = cache(self._above)
        self.place = cache(self._place)
        self.posts_held = cache(self._posts_held)
        self.level = cache(self._level)
        self.relatives = cache(self._relatives)
        self.about = cache(self._about)

    def _nearest(self, columns: str, table: str, column: str, name: str, day: str) -> list[tuple[Any, ...]]:
        """The row that holds on the day; else the last one before it, else the first one after it."""
        sql = f"SELECT {columns}, r.valid_from FROM {table} r WHERE r.{column} = ? AND {KNOWN.format('r')}"
        rows = sorted(self._database.query(sql, (name, *self._known)), key=lambda row: str(row[-1]))
        before = [row for row in rows if row[-1] <= day]
        return (before or rows[:1])[-1:]

    def _above(self, unit: str, day: str) -> frozenset[str]:
        """The unit and every unit above it."""
        found: set[str] = set()
        upper: str | None = unit
        while upper is not None and upper not in found:
            found.add(upper)
            rows = self._nearest("r.parent", "unit_row", "unit", upper, day)
            upper = rows[0][0] if rows else None
        return frozenset(found)

    def _place(self, post: str, day: str) -> Place | None:
        """What the post is; None for an unknown one."""
        rows = self._nearest("r.unit, r.track, r.level, r.key_post", "post_row", "post", post, day)
        return Place(rows[0][0], rows[0][1], rows[0][2], bool(rows[0][3])) if rows else None

    def _posts_held(self, cadre: str, day: str) -> tuple[str, ...]:
        """The posts that say who manages the cadre: those held on the day, else the last ones."""
        sql = (
            "SELECT h.post, h.kind, h.valid_from, h.valid_to FROM holding_row h"
            f" WHERE h.cadre = ? AND {KNOWN.format('h')}"
        )
        rows = self._database.query(sql, (cadre, *self._known))
        begun = [row for row in rows if row[2] <= day]
        held = [row for row in begun if row[3] > day]
        last = max((row[3] for row in begun), default="")
        counted = held or [row for row in begun if row[3] == last]
        own = [row for row in counted if row[1] in OWN] or counted
        return tuple(sorted({row[0] for row in own}))

    def _level(self, cadre: str, day: str) -> str | None:
        """The level at which the cadre stands."""
        rows = self._nearest("r.level", "standing_row", "cadre", cadre, day)
        return rows[0][0] if rows else None

    def _relatives(self, cadre: str) -> frozenset[str]:
        """The cadres known as relatives of this one, whichever of the two recorded it."""
        rows = self._database.query(_KIN, (cadre, *self._known, cadre, *self._known))
        return frozenset(str(row[0]) for row in rows if row[0])

    def known(self, stream: str) -> bool:
        """Whether the register knows this cadre, post or unit."""
        register, _, name = stream.partition(":")
        table = {"cadre": "standing_row", "post": "post_row", "unit": "unit_row"}[register]
        return bool(self._database.query(f"SELECT 1 FROM {table} WHERE {register} = ? LIMIT 1", (name,)))

    def _about(self, stream: str) -> frozenset[str]:
        """The cadres, posts and units that the facts in a docket, or the acts of an order, are about."""
        sql = "SELECT DISTINCT d.subject FROM dossier_row d WHERE d.docket = ?"
        found = {row[0] for row in self._database.query(sql, (stream,))}
        if stream.startswith("meeting:"):
            found |= {name for case in self._agenda(stream) for name in self.about(f"case:{case}")}
        if stream.startswith("order:"):
            tagged = (
                "SELECT DISTINCT e.tag FROM event_tag o JOIN event_tag e ON e.position = o.position WHERE o.tag = ?"
            )
            found |= {row[0] for row in self._database.query(tagged, (stream,))}
        return frozenset(each for each in found if each.startswith(("cadre:", "post:", "unit:")))

    def _agenda(self, meeting: str) -> set[str]:
        """The cases with which a meeting deals: it is about whomever they are about."""
        rows = self._database.query("SELECT d.fields FROM dossier_row d WHERE d.docket = ?", (meeting,))
        told = [json.loads(row[0]) for row in rows]
        return {case for each in told for case in (*each.get("cases", ()), each.get("case")) if case}

    def tags(self, events: tuple[str, ...]) -> frozenset[str]:
        """The cadres, posts and units that recorded events are about."""
        sql = (
            "SELECT DISTINCT e.tag FROM trail t JOIN event_tag e ON e.position = t.position"
            f" WHERE t.event IN ({marks(len(events))})"
        )
        found = {row[0] for row in self._database.query(sql, events)}
        return frozenset(each for each in found if each.startswith(("cadre:", "post:", "unit:")))
