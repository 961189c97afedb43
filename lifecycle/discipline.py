"""The questions about talks, notices, rewards and discipline."""

from collections.abc import Sequence

from domain.errors import BadInput
from domain.text import nearest
from lifecycle.counsel import Counsel
from projections.discipline import TOPICS, told
from projections.unit import Answer, subtree


class Discipline(Counsel):
    """The questions about discipline to one open store."""

    def facts_told(
        self,
        *,
        fact: Sequence[str] = (),
        who: str | None = None,
        unit: str | None = None,
        as_of: str | None = None,
        known_on: str | None = None,
    ) -> list[Answer]:
        """Every fact of the dossier begun by the day, of these topics, about a cadre or a unit with its subtree.

        `in_force` says whether it holds on the day; what was revoked, lifted or closed holds until then.
        """
        if unknown := [each for each in fact if each not in TOPICS]:
            near = nearest(unknown[0], TOPICS) or TOPICS
            raise BadInput(f"there is no fact {unknown[0]!r}; did you mean {' or '.join(near)}?")
        with self.reading():
            self.known("cadre", who)
            self.known("unit", unit)
            moment = self.moment(as_of, known_on)
            units = {f"unit:{each}" for each in subtree(self.database, unit, moment)} if unit else None
            rows = told(self.database, moment, tuple(fact) or TOPICS)
        kept = (each for each in rows if who is None or f"cadre:{who}" in each["subjects"])
        return [each for each in kept if units is None or units & set(each["subjects"])]
