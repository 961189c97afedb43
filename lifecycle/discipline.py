"""The questions about talks, notices, rewards and discipline."""

from collections.abc import Sequence
from datetime import date

from domain.errors import BadInput
from domain.policy.pack import in_force, rules_of
from domain.text import nearest
from lifecycle.counsel import Counsel
from projections.case import appeals, complaints
from projections.discipline import TOPICS, told
from projections.dossier import entries
from projections.moment import Moment
from projections.sanction import investigation_rows, sanction_rows
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

    def sanctions(
        self, *, who: str | None = None, as_of: str | None = None, known_on: str | None = None
    ) -> list[Answer]:
        """Every sanction imposed by the day, until when it has effect under the rules in force then, and its bars."""
        with self.reading():
            self.known("cadre", who)
            moment = self.moment(as_of, known_on)
            facts, day = self.facts(moment), date.fromisoformat(moment.day)
            rules = rules_of(in_force(self.packs(moment.position), day))
            everyone = self._about(who, "sanction-imposed", moment)
            found = [row for cadre in everyone for row in sanction_rows(cadre, rules, day, facts)]
        return sorted(found, key=lambda each: (each["since"], each["event"]))

    def investigations(
        self, *, who: str | None = None, as_of: str | None = None, known_on: str | None = None
    ) -> list[Answer]:
        """Every investigation opened by the day: since when, until when, what was found."""
        with self.reading():
            self.known("cadre", who)
            moment = self.moment(as_of, known_on)
            facts, day = self.facts(moment), date.fromisoformat(moment.day)
            everyone = self._about(who, "investigation-opened", moment)
            found = [row for cadre in everyone for row in investigation_rows(cadre, day, facts)]
        return sorted(found, key=lambda each: (each["since"], each["investigation"]))

    def _about(self, who: str | None, topic: str, moment: Moment) -> Sequence[str]:
        """The cadres about whom there is such a fact, or the one that is asked about."""
        if who is not None:
            return (who,)
        subjects = (each["subject"] for each in entries(self.database, moment.position, [topic]))
        return sorted({each.removeprefix("cadre:") for each in subjects})

    def complaints(
        self,
        *,
        state: str | None = None,
        who: str | None = None,
        unit: str | None = None,
        as_of: str | None = None,
        known_on: str | None = None,
    ) -> list[Answer]:
        """Every complaint received by the day: since when it is open, what was done, and how it ended."""
        with self.reading():
            self.known("cadre", who)
            self.known("unit", unit)
            moment = self.moment(as_of, known_on)
            units = subtree(self.database, unit, moment) if unit else ()
            found = complaints(self.database, moment)
        kept = (each for each in found if (state is None or each["state"] == state) and who in {None, each["cadre"]})
        return [each for each in kept if unit is None or each["unit"] in units]

    def appeals(self, *, who: str | None = None, as_of: str | None = None, known_on: str | None = None) -> list[Answer]:
        """Every appeal lodged by the day, and how it was decided."""
        with self.reading():
            self.known("cadre", who)
            found = appeals(self.database, self.moment(as_of, known_on))
        return [each for each in found if who in {None, each["cadre"]}]
