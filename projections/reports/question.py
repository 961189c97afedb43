"""What every report is asked: the register as known at a moment, the rules in force, the part of it that is meant."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from domain.policy.facts import EntryView, Stretch
from domain.policy.rule import Rule
from projections.database import Database
from projections.dossier import entries
from projections.moment import KNOWN, Moment, marks
from projections.names import names_of
from projections.policy_facts import StoredFacts
from projections.unit import Answer

OWN = ("substantive", "trial", "acting")
MILLE = 1000


class Question(NamedTuple):
    """A report is asked as of `day`, about what happened from `since` up to it; `facts` are preloaded.

    `below` are the units meant (None: all), `track` the line of posts meant (None: all).
    """

    database: Database
    moment: Moment
    day: date
    since: date
    facts: StoredFacts
    rules: Sequence[Rule]
    below: frozenset[str] | None = None
    track: str | None = None

    def means(self, place: Stretch) -> bool:
        """Whether the stretch lies in the units and the track that are meant."""
        return self.has_unit(place.unit) and self.track in {None, place.track}

    def has_unit(self, unit: str | None) -> bool:
        """Whether the unit is among those that are meant."""
        return self.below is None or unit in self.below

    def held(self) -> Iterator[Stretch]:
        """What is held on the day, by cadre and start."""
        for cadre in self.facts.cadres:
            yield from (each for each in self.facts.stretches(cadre) if each.on(self.day) and self.means(each))

    def of_kind(self, kind: str) -> list[Rule]:
        """The rules of a kind in force."""
        return [rule for rule in self.rules if rule.kind == kind]

    def within(self, day: date) -> bool:
        """Whether something that happened on the day is meant."""
        return self.since <= day <= self.day

    def age(self, cadre: str, day: date) -> int | None:
        """Full years of age on the day, None where the birth date is not known."""
        told = self.facts.personal(cadre, "born", day).value
        if told is None:
            return None
        born = date.fromisoformat(told)
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    def named(self, rows: Iterable[Mapping[str, Any]]) -> list[Answer]:
        """The rows with the name of the cadre after the id."""
        told = list(rows)
        names = names_of(self.database, (row["cadre"] for row in told if row["cadre"]), self.moment)
        return [{"cadre": row["cadre"], "name": names.get(row["cadre"]), **row} for row in told]

    def about(self, topic: str) -> list[EntryView]:
        """The facts of a topic that had taken effect by the day, each once, by day."""
        subjects = {each["subject"] for each in entries(self.database, self.moment.position, [topic])}
        found = {view.event: view for subject in sorted(subjects) for view in self.facts.entries(topic, subject)}
        return sorted((each for each in found.values() if each.start <= self.day), key=lambda each: each.start)

    def acts(self, events: Sequence[str]) -> dict[str, str]:
        """Event -> the act by which it was recorded."""
        found: dict[str, str] = {}
        for start in range(0, len(events), MILLE):
            portion = events[start : start + MILLE]
            sql = f"SELECT t.event, t.act FROM trail t WHERE t.event IN ({marks(len(portion))})"
            found.update((row[0], row[1]) for row in self.database.query(sql, portion))
        return found

    def units(self) -> list[tuple[str, str | None]]:
        """The units meant that exist on the day, with their kinds."""
        sql = (
            "SELECT u.unit, u.kind FROM unit_row u WHERE u.valid_from <= ? AND u.valid_to > ?"
            f" AND {KNOWN.format('u')} ORDER BY u.unit"
        )
        day = self.day.isoformat()
        rows = self.database.query(sql, (day, day, *self.moment.known))
        return [(row[0], row[1]) for row in rows if self.has_unit(row[0])]


def ratio(part: int, whole: int) -> str | None:
    """Part of whole to three decimals, None of nothing.

    >>> ratio(1, 3), ratio(2, 1), ratio(1, 0)
    ('0.333', '2.000', None)
    """
    if not whole:
        return None
    mille = (2 * part * MILLE + whole) // (2 * whole)
    return f"{mille // MILLE}.{mille % MILLE:03d}"
