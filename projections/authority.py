"""Whether the authority that somebody has covers what an act or a question is about."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from domain.access.book import Grant
from projections.ground import Ground, Place

REGISTERS = ("cadre:", "post:", "unit:")


class Authority(NamedTuple):
    """The grants that somebody has on a day, and the ground on which they lie; `levels` is the grade scale."""

    grants: tuple[Grant, ...]
    ground: Ground
    levels: Sequence[str]
    day: str

    @property
    def whole(self) -> bool:
        """Whether anything in the store is covered."""
        return any(grant.whole for grant in self.grants)

    def outside(self, subjects: Iterable[str]) -> list[str]:
        """Those of the cadres, posts and units, such as `cadre:LI`, that no grant covers."""
        named = sorted(set(subjects))
        on_units = not any(each.startswith(("cadre:", "post:")) for each in named)
        return [each for each in named if not self.covers(each, on_units=on_units)]

    def covers(self, subject: str, *, on_units: bool = True) -> bool:
        """Whether a grant covers this cadre, post or unit; a unit itself only if it is not bounded by posts."""
        register, _, name = subject.partition(":")
        if register == "unit":
            return any(self._unit(grant, name) and not (on_units and grant.by_post) for grant in self.grants)
        covering = self._post if register == "post" else self._cadre
        return any(covering(grant, name) for grant in self.grants)

    def covers_level(self, level: str | None) -> bool:
        """Whether somebody who holds no post and stands at this level is covered: no unit speaks for them yet."""
        return any(self._level(grant, level) for grant in self.grants)

    def stands_above(self, other: "Authority", subjects: Iterable[str]) -> bool:
        """Whether it is higher than the other one over these: it reaches further, or is that of another body."""
        named = tuple(subjects)
        mine = [each for each in self.grants if not self._replace(grants=(each,)).outside(named)]
        theirs = [each for each in other.grants if not other._replace(grants=(each,)).outside(named)]
        return all(any(self._higher(each, one) for each in mine) for one in theirs)

    def _higher(self, grant: Grant, other: Grant) -> bool:
        if not self._reaches(grant, other):
            return False
        return not self._reaches(other, grant) or (grant.body is not None and grant.body != other.body)

    def _reaches(self, grant: Grant, other: Grant) -> bool:
        """Whether whatever the other grant covers is covered by this one."""
        units = grant.unit is None or (other.unit is not None and self._unit(grant, other.unit))
        posts = grant.track in {None, other.track} and (other.key_posts or not grant.key_posts)
        return units and posts and self._from(grant.lowest, other.lowest) and self._to(grant.highest, other.highest)

    def _from(self, lowest: str | None, other: str | None) -> bool:
        return lowest is None or (other is not None and self._place_of(lowest) <= self._place_of(other))

    def _to(self, highest: str | None, other: str | None) -> bool:
        return highest is None or (other is not None and self._place_of(highest) >= self._place_of(other))

    def _place_of(self, level: str) -> int:
        return self.levels.index(level) if level in self.levels else -1

    def _unit(self, grant: Grant, unit: str) -> bool:
        return grant.unit is None or grant.unit in self.ground.above(unit, self.day)

    def _post(self, grant: Grant, post: str) -> bool:
        place = self.ground.place(post, self.day)
        return place is not None and self._place(grant, place) and self._level(grant, place.level)

    def _place(self, grant: Grant, place: Place) -> bool:
        track = grant.track in {None, place.track}
        return track and (place.key_post or not grant.key_posts) and self._unit(grant, place.unit)

    def _cadre(self, grant: Grant, cadre: str) -> bool:
        """Covered by one of the posts that count; without any post by level alone."""
        level = self.ground.level(cadre, self.day)
        posts = self.ground.posts_held(cadre, self.day)
        if not posts:
            return self._level(grant, level)
        places = (place for post in posts if (place := self.ground.place(post, self.day)))
        return any(self._place(grant, place) and self._level(grant, level or place.level) for place in places)

    def _level(self, grant: Grant, level: str | None) -> bool:
        """Whether the level lies within the bounds; one that is not known lies within none."""
        if not (grant.lowest or grant.highest):
            return True
        if level not in self.levels:
            return False
        place = self.levels.index(level)
        lowest = self.levels.index(grant.lowest) if grant.lowest in self.levels else 0
        highest = self.levels.index(grant.highest) if grant.highest in self.levels else len(self.levels)
        return lowest <= place <= highest


def concerned(names: Iterable[str]) -> frozenset[str]:
    """The cadres, posts and units among names of streams and tags."""
    return frozenset(each for each in names if each.startswith(REGISTERS))
