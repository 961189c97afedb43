"""The facts of a register as they are but for a few, which whoever alters them tells."""

from collections.abc import Sequence
from datetime import date

from domain.policy.facts import EntryView, Known, PolicyFacts, PostView, Relative, StandingView, WaiverView


class Altered:
    """Facts that are those of the register wherever nothing else is told."""

    def __init__(self, facts: PolicyFacts) -> None:
        self._facts = facts

    def posts_of(self, unit: str, day: date) -> Sequence[PostView]:
        """The posts of the unit on the day."""
        return self._facts.posts_of(unit, day)

    def post(self, post: str, day: date) -> PostView | None:
        """The post on the day."""
        return self._facts.post(post, day)

    def post_days(self, post: str) -> Sequence[date]:
        """The days on which the post begins, is defined anew or ends."""
        return self._facts.post_days(post)

    def unit_days(self, unit: str) -> Sequence[date]:
        """The days on which a post begins to belong to the unit, is defined anew or leaves it."""
        return self._facts.unit_days(unit)

    def unit_name(self, unit: str, day: date) -> str | None:
        """The name of the unit on the day."""
        return self._facts.unit_name(unit, day)

    def reason(self, event: str) -> str | None:
        """The reason that an act gives."""
        return self._facts.reason(event)

    def standings(self, cadre: str) -> Sequence[StandingView]:
        """Level and service of the cadre through time."""
        return self._facts.standings(cadre)

    def level_event(self, cadre: str, day: date) -> str | None:
        """The act by which the cadre stands at another level from the day."""
        return self._facts.level_event(cadre, day)

    def personal(self, cadre: str, field: str, day: date) -> Known:
        """A personal value on the day."""
        return self._facts.personal(cadre, field, day)

    def kin(self, cadre: str) -> Sequence[Relative]:
        """The known relatives of the cadre."""
        return self._facts.kin(cadre)

    def entries(self, topic: str, subject: str) -> Sequence[EntryView]:
        """The facts of a topic about a subject."""
        return self._facts.entries(topic, subject)

    def levels(self) -> Sequence[str]:
        """The grade scale, lowest first."""
        return self._facts.levels()

    def waivers(self, rule: str, subject: str) -> Sequence[WaiverView]:
        """The waivers of a rule for a cadre or post."""
        return self._facts.waivers(rule, subject)
