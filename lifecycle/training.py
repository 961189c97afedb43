"""Questions about training: who did how much of what is required, what party work earns, what became of the plans."""

from collections.abc import Iterable
from datetime import date

from domain.policy.pack import in_force, rules_of
from domain.policy.rule import Rule
from lifecycle.counsel import Counsel
from projections import training
from projections.moment import Moment
from projections.names import names_of
from projections.policy_facts import StoredFacts
from projections.unit import Answer, subtree, units

LAST_DAY = (12, 31)


class Training(Counsel):
    """The questions about training to one open store."""

    def training_ledger(
        self,
        who: str | None = None,
        *,
        year: int | None = None,
        as_of: str | None = None,
        known_on: str | None = None,
        unit: str | None = None,
    ) -> list[Answer]:
        """Required, done and lacking by cadre and rule in a year; as of a day, else up to the end of that year."""
        with self.reading():
            moment, year = self._in_year(year, as_of, known_on, who, unit)
            facts, today = self._facts_of(who, moment), date.fromisoformat(moment.day)
            rules = self._rules(min(today, date(year, *LAST_DAY)), moment)
            rows = training.ledger(rules, self._asked_of(who, facts), year, today, facts)
            return self._named(rows, moment, unit)

    def training_credit(
        self,
        who: str | None = None,
        *,
        year: int | None = None,
        as_of: str | None = None,
        known_on: str | None = None,
        unit: str | None = None,
    ) -> list[Answer]:
        """The class-hours that party work earns in a year; without both acceptances by the day, none."""
        with self.reading():
            moment, year = self._in_year(year, as_of, known_on, who, unit)
            facts, today = self._facts_of(who, moment), date.fromisoformat(moment.day)
            rules = self._rules(min(today, date(year, *LAST_DAY)), moment)
            rows = training.credit(rules, self._asked_of(who, facts), year, today, facts)
            below = self._below(unit, moment)
            here = [row for row in rows if below is None or _held_in(facts, row["cadre"], below)]
            return self._named(here, moment, None)

    def training_plans(
        self,
        *,
        year: int | None = None,
        as_of: str | None = None,
        known_on: str | None = None,
        unit: str | None = None,
    ) -> list[Answer]:
        """The plans in force in a year against what was done, with their funds; by unit."""
        with self.reading():
            moment, year = self._in_year(year, as_of, known_on, None, unit)
            facts, below = self.facts(moment), self._below(unit, moment)
            found = below or {each["unit"] for each in units(self.database, moment)}
            return training.plans(facts, sorted(found), year, date.fromisoformat(moment.day))

    def _in_year(
        self, year: int | None, as_of: str | None, known_on: str | None, who: str | None, unit: str | None
    ) -> tuple[Moment, int]:
        """The moment asked about, and the year; without a day a past year is looked at from its end."""
        self.known("cadre", who)
        self.known("unit", unit)
        moment = self.moment(as_of, known_on)
        year = year or int(moment.day[:4])
        last = date(year, *LAST_DAY).isoformat()
        return (moment if as_of else Moment(last, moment.position)), year

    def _rules(self, day: date, moment: Moment) -> tuple[Rule, ...]:
        return rules_of(in_force(self.packs(moment.position), day))

    def _facts_of(self, who: str | None, moment: Moment) -> StoredFacts:
        facts = self.facts(moment)
        if who is None:
            facts.preload()
        return facts

    def _asked_of(self, who: str | None, facts: StoredFacts) -> Iterable[str]:
        return facts.cadres if who is None else (who,)

    def _below(self, unit: str | None, moment: Moment) -> set[str] | None:
        return set(subtree(self.database, unit, moment)) if unit else None

    def _named(self, rows: list[Answer], moment: Moment, unit: str | None) -> list[Answer]:
        """The rows with the names of the cadres after their ids; those of a unit where one is asked for."""
        below = self._below(unit, moment)
        kept = [row for row in rows if below is None or row["unit"] in below]
        names = names_of(self.database, (row["cadre"] for row in kept), moment)
        return [{"cadre": row["cadre"], "name": names.get(row["cadre"]), **row} for row in kept]


def _held_in(facts: StoredFacts, cadre: str, units_asked: set[str]) -> bool:
    return any(each.unit in units_asked for each in facts.stretches(cadre))
