"""A county as it stands: who is on the books, who sits where, what falls due. The moves here keep it lawful.

Kept small on purpose (a few bytes a cadre), so that thousands of counties live side by side.
"""

from array import array
from collections.abc import Callable
from heapq import heappop, heappush
from itertools import chain
from typing import Final

from lifecycle.county.chance import Chance
from lifecycle.county.plan import LEVELS, POST_LEVEL, POSTS, UNIT_POSTS, UNITS

IN_SERVICE: Final = 1
DEPARTED: Final = 2
NONE: Final = -1
CLEAR: Final = 2
"""Months that lie between an act and one discovered late: a correction may move the former by one."""
YEAR: Final = 12
THIRD: Final = 3
LONG_AGO: Final = -120
"""The month in which everybody last moved who was in place when the register opened."""


class County:
    """The state of one county; cadres and posts are numbers, `who` and `post_id` give their ids."""

    __slots__ = (
        "_due", "_first", "_gone", "_tickets", "_width", "chance", "documents", "known", "level", "moved",
        "on_trial", "post", "prefix", "present", "retires", "seats", "side", "sitters", "status",
        "tied", "total", "touched",
    )  # fmt: skip

    def __init__(self, chance: Chance, prefix: str, ids: tuple[int, int], total: int) -> None:
        """An empty county of so many cadres to come; `ids` are the first one's number and its digits."""
        self.chance = chance
        self.prefix = prefix
        self._first, self._width = ids
        self.total = total
        self.known = 0
        self.documents = 1
        self.present = bytearray(len(UNITS))
        self.seats = bytearray(len(POSTS))
        self.sitters: list[list[int]] = [[] for _ in POSTS]
        self.touched = array("h", [LONG_AGO] * len(POSTS))
        self.level = bytearray(total)
        self.status = bytearray(total)
        self.post = array("h", [NONE] * total)
        self.moved = array("h", [LONG_AGO] * total)
        self.retires = array("h", [0] * total)
        self.side: dict[int, int] = {}
        self.on_trial: set[int] = set()
        self.tied: set[int] = set()
        """Whom something keeps where they are, such as an investigation."""
        self._gone: dict[str, list[int]] = {}
        self._due: list[tuple[int, int, str, int, int, str]] = []
        self._tickets = 0

    def who(self, cadre: int) -> str:
        """The cadre's id, such as C0007."""
        return f"C{self._first + cadre:0{self._width}d}"

    def post_id(self, post: int) -> str:
        """The post's id, with the county's prefix."""
        return self.prefix + POSTS[post].id

    def unit_id(self, unit: str) -> str:
        """The unit's id, with the county's prefix."""
        return self.prefix + unit

    def free(self, post: int) -> bool:
        """Whether the post is open and a seat in it vacant."""
        return len(self.sitters[post]) < self.seats[post]

    def movable(self, cadre: int, since: int) -> bool:
        """In service, tied by nothing, and unmoved since that month."""
        return (
            self.status[cadre] == IN_SERVICE
            and self.moved[cadre] <= since
            and cadre not in self.side
            and cadre not in self.on_trial
            and cadre not in self.tied
        )

    def spares(self, cadre: int, month: int) -> bool:
        """Whether the unit of the cadre's own post lets somebody go: not two in a month, not over a third in a year."""
        unit = POSTS[self.post[cadre]].unit
        gone = [each for each in self._gone.get(unit, ()) if each >= month - YEAR]
        seats = sum(self.seats[post] for post in UNIT_POSTS[unit])
        return month not in gone and len(gone) < max(1, seats // THIRD)

    def find(self, wanted: Callable[[int], bool]) -> int:
        """A known cadre who is wanted, looked for from a random place on; NONE if there is none."""
        if not self.known:
            return NONE
        start = self.chance.below(self.known)
        for cadre in chain(range(start, self.known), range(start)):
            if wanted(cadre):
                return cadre
        return NONE

    def find_post(self, wanted: Callable[[int], bool]) -> int:
        """A post that is wanted, looked for from a random place on; NONE if there is none."""
        start = self.chance.below(len(POSTS))
        for post in chain(range(start, len(POSTS)), range(start)):
            if wanted(post):
                return post
        return NONE

    def seat(self, cadre: int, post: int, month: int) -> None:
        """The cadre leaves the own post, if any, and takes this one."""
        self.vacate(cadre, month)
        self.post[cadre] = post
        self._enter(cadre, post, month)

    def seat_aside(self, cadre: int, post: int, month: int) -> None:
        """The cadre takes this post beside the own one."""
        self.side[cadre] = post
        self._enter(cadre, post, month)

    def vacate(self, cadre: int, month: int) -> None:
        """The cadre leaves the own post, if any."""
        if (post := self.post[cadre]) != NONE:
            self._leave(cadre, post, month)
            self._note_gone(POSTS[post].unit, month)
            self.post[cadre] = NONE
            self.on_trial.discard(cadre)

    def vacate_aside(self, cadre: int, month: int) -> None:
        """The cadre leaves the post held beside the own one, if any."""
        if (post := self.side.pop(cadre, NONE)) != NONE:
            self._leave(cadre, post, month)

    def depart(self, cadre: int, month: int) -> None:
        """The cadre leaves every post and the service."""
        self.vacate(cadre, month)
        self.vacate_aside(cadre, month)
        self.status[cadre] = DEPARTED
        self.moved[cadre] = month

    def raise_to(self, cadre: int, level: int, month: int) -> None:
        """The cadre stands at the level from now on."""
        self.level[cadre] = level
        self.moved[cadre] = month

    def remind(self, month: int, kind: str, cadre: int, post: int, label: str = "") -> None:
        """Something falls due in a month, about a cadre in a post."""
        self._tickets += 1
        heappush(self._due, (month, self._tickets, kind, cadre, post, label))

    def falls_due(self, month: int) -> list[tuple[str, int, int, str]]:
        """What falls due by the month: kind, cadre, post and label; each is given once."""
        due = []
        while self._due and self._due[0][0] <= month:
            due.append(heappop(self._due)[2:])
        return due

    def redirect(self, kind: str, old: int, new: int) -> None:
        """What falls due of this kind about the old post is about the new one."""
        self._due = [
            (month, ticket, what, cadre, new if (what, post) == (kind, old) else post, label)
            for month, ticket, what, cadre, post, label in self._due
        ]

    def label(self, what: str) -> str:
        """A new name for a decision that a later one refers to."""
        self._tickets += 1
        return f"{self.prefix}{what}-{self._tickets}"

    def _note_gone(self, unit: str, month: int) -> None:
        """Somebody left a post of the unit; what is older than a year is forgotten."""
        self._gone[unit] = [*(each for each in self._gone.get(unit, ()) if each >= month - YEAR), month]

    def _enter(self, cadre: int, post: int, month: int) -> None:
        self.sitters[post].append(cadre)
        self.touched[post] = self.moved[cadre] = month

    def _leave(self, cadre: int, post: int, month: int) -> None:
        self.sitters[post].remove(cadre)
        self.touched[post] = self.moved[cadre] = month


def is_regular(post: int, level: int) -> bool:
    """Whether the post is filled in the ordinary way, at that level."""
    return POST_LEVEL[post] == level and POSTS[post].use == "regular"


def level_name(level: int) -> str:
    """The code of the level."""
    return LEVELS[level]
