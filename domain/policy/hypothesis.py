"""The register as it would be after an act that is only asked about."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from domain.days import FOREVER
from domain.policy.altered import Altered
from domain.policy.asked import Asked
from domain.policy.facts import PolicyFacts, PostView, Stretch

ASKED_EVENT = "(asked)"
"""What stands for the event of an act that is not recorded."""


class Hypothesis(Altered):
    """Facts in which the asked act has happened: its posts are left and its post is held from its day on."""

    def __init__(self, facts: PolicyFacts, asked: Asked) -> None:
        super().__init__(facts)
        self.asked = asked._replace(event=ASKED_EVENT)
        self.recorded = facts.recorded
        self.touched = facts.touched.union(asked.left, (asked.post,) if asked.post else ())
        self.moved = facts.moved | {asked.cadre}
        self.kept: dict[Any, Any] = {}
        self._place = facts.post(asked.post, asked.day) if asked.post else None
        self._taken: Stretch | None = None
        self._mine: Sequence[Stretch] | None = None
        self._read: dict[str, Sequence[Stretch]] = {}
        self._later: dict[date, Hypothesis] = {}

    def on_day(self, day: date) -> "Hypothesis":
        """The same act on another day."""
        found = self._later.get(day)
        if found is None:
            found = self._later[day] = Hypothesis(self._facts, self.asked._replace(day=day))
        return found

    @property
    def _new(self) -> Stretch | None:
        """What is held by the act."""
        if self._taken is None and self._place is not None:
            self._taken = self._holding(self._place)
        return self._taken

    def _holding(self, place: PostView) -> Stretch:
        asked = self.asked
        return Stretch(
            cadre=asked.cadre,
            post=place.post,
            kind=asked.kind,
            start=asked.day,
            end=FOREVER,
            since=asked.day,
            event=ASKED_EVENT,
            ended_by=None,
            planned_end=None,
            since_known=True,
            post_name=place.name,
            unit=place.unit,
            track=place.track,
            level=place.level,
            seats=place.seats,
            key_post=place.key_post,
            backbone=place.backbone,
            part_time=place.part_time,
            unit_kind=place.unit_kind,
            chain=place.chain,
            house=place.house,
            area=place.area,
            areas=place.areas,
        )

    def _changed(self, stretches: Sequence[Stretch], *, taken: bool) -> Sequence[Stretch]:
        """The stretches with those of the left posts ended, and with the new one if it belongs to them."""
        cadre, day, left = self.asked.cadre, self.asked.day, self.asked.left
        kept = list[Stretch]()
        for each in stretches:
            if each.cadre != cadre or each.end <= day or each.post not in left:
                kept.append(each)
            elif each.start < day:
                kept.append(each._replace(end=day, ended_by=ASKED_EVENT))
        if taken and self._new:
            kept.append(self._new)
        return tuple(kept)

    def stretches(self, cadre: str) -> Sequence[Stretch]:
        """Everything the cadre has held, the asked act included."""
        if cadre != self.asked.cadre:
            return self._facts.stretches(cadre)
        if self._mine is None:
            self._mine = self._changed(self._facts.stretches(cadre), taken=True)
        return self._mine

    def stretches_in(self, cadre: str, posts: frozenset[str]) -> Sequence[Stretch]:
        """What the cadre has held of these posts."""
        return tuple([each for each in self.stretches(cadre) if each.post in posts])

    def held(self, post: str) -> Sequence[Stretch]:
        """Everyone who has held the post, the asked act included."""
        if post != self.asked.post and post not in self.asked.left:
            return self._facts.held(post)
        return self._changed(self._facts.held(post), taken=post == self.asked.post)

    def ever_in_unit(self, unit: str) -> Sequence[Stretch]:
        """Everyone who has held a post of the unit, the asked act included."""
        found = self._read.get(unit)
        if found is None:
            found, new = self._facts.ever_in_unit(unit), self._new
            if unit in self._places("unit"):
                found = self._changed(found, taken=new is not None and new.unit == unit)
            self._read[unit] = found
        return found

    def ever_in_area(self, area: str) -> Sequence[Stretch]:
        """Everyone who has held a post in the area, the asked act included."""
        found, new = self._facts.ever_in_area(area), self._new
        if area not in self._places("area"):
            return found
        return self._changed(found, taken=new is not None and new.area == area)

    def _places(self, what: Literal["unit", "area"]) -> set[str]:
        """The units or areas in which the act changes who holds a post."""
        left = self.asked.left
        found = {getattr(each, what) for each in self._facts.stretches(self.asked.cadre) if each.post in left}
        return found | {getattr(self._new, what)} if self._new else found

    def in_unit(self, unit: str, day: date) -> Sequence[Stretch]:
        """Who holds a post of the unit on the day."""
        return tuple(each for each in self.ever_in_unit(unit) if each.on(day))

    def post(self, post: str, day: date) -> PostView | None:
        """The post on the day."""
        asked = self.asked
        return self._place if post == asked.post and day == asked.day else self._facts.post(post, day)
