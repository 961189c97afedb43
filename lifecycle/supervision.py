"""What supervision asks of one open store: waivers, refused attempts, decisions, late records, lost grounds, watch."""

from datetime import date

from domain.policy.pack import in_force, rules_of
from lifecycle.duties import Duties
from lifecycle.reader import iso_day
from projections.moment import KNOWN, Moment
from projections.unit import Answer


class Supervision(Duties):
    """The questions of supervision. All are answered from the log; nothing needs to have run before."""

    def waivers(self, *, on: str | None = None, known_on: str | None = None) -> list[Answer]:
        """The register of waivers with the state of each on a day, today if not said."""
        from projections.waivers import waivers

        with self.reading():
            return waivers(self.database, self.moment(on, known_on))

    def refusals(self, *, since: str | None = None, until: str | None = None, actor: str | None = None) -> list[Answer]:
        """The refused attempts, and how often each was made; by the days of recording."""
        from projections.refusals import refusals

        with self.reading():
            return refusals(self.database, since=iso_day(since), until=iso_day(until), actor=actor)

    def attempts(
        self, *, since: str | None = None, until: str | None = None, actor: str | None = None, least: int = 2
    ) -> list[Answer]:
        """What an officer tried again and again, and what was recorded of it afterwards; by the days of recording."""
        from projections.attempts import attempts

        with self.reading():
            return attempts(self.database, since=iso_day(since), until=iso_day(until), actor=actor, least=least)

    def separation(
        self, *, since: str | None = None, until: str | None = None, actor: str | None = None
    ) -> list[Answer]:
        """Breaches of the separation of duties that the record shows, over all history or by the days of recording."""
        from lifecycle.access.separation import separation

        with self.reading_much():
            return separation(self.database, since=iso_day(since), until=iso_day(until), actor=actor)

    def disclosure(self, who: str, *, scope: str, known_on: str | None = None) -> list[Answer]:
        """The file of a cadre as a circle may see it. Raises BadInput for an unknown cadre."""
        from projections.disclosure import disclosed
        from projections.dossier import entries
        from projections.history import whole_history

        with self.reading():
            self.known("cadre", who)
            self.unrestricted(who)
            position = self.moment(None, known_on).position
            told = entries(self.database, position, ["disclosure-made"], subject=f"cadre:{who}")
            return disclosed(whole_history(self.database, f"cadre:{who}", position), told, scope)

    def decisions(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        actor: str | None = None,
        outcome: str | None = None,
    ) -> list[Answer]:
        """Every decision, recorded or refused, with its packs; by the days of recording."""
        from projections.decision_log import decisions

        days = {"since": iso_day(since), "until": iso_day(until)}
        with self.reading():
            return decisions(self.database, **days, actor=actor, outcome=outcome)

    def backdating(self, *, days: int = 0, since: str | None = None, until: str | None = None) -> list[Answer]:
        """The acts recorded more than so many days after their effective day; by the days of recording."""
        from projections.decision_log import backdating

        with self.reading():
            return backdating(self.database, days=days, since=iso_day(since), until=iso_day(until))

    def reviews(self) -> list[Answer]:
        """The decisions that rest on what is no longer held to be true, each with the reason."""
        from projections.reviews import reviews

        with self.reading():
            return reviews(self.database)

    def watch(
        self, *, today: str | None = None, known_on: str | None = None, pattern: str | None = None
    ) -> list[Answer]:
        """What looks like a way around a rule, up to a day; by the day from which it runs."""
        from projections.waivers import waivers
        from projections.watch import chained_waivers, free_by, sightings_of

        with self.reading():
            moment = self.moment(today, known_on)
            facts = self.facts(moment)
            facts.preload()
            day, closed = date.fromisoformat(moment.day), self._closed(moment)
            free = free_by(rules_of(in_force(self.packs(moment.position), day)))
            found = list(chained_waivers(waivers(self.database, moment)))
            for cadre in facts.cadres:
                found += sightings_of(facts.stretches(cadre), facts.standings(cadre), closed, day, free)
        order = sorted(found, key=lambda each: (each.start, each.subject, each.pattern, each.end))
        return [each.as_dict() for each in order if pattern in {None, each.pattern}]

    def _closed(self, moment: Moment) -> dict[str, date]:
        """The day on which each post ended; that of an open one lies beyond all days."""
        sql = f"SELECT p.post, MAX(p.valid_to) FROM post_row p WHERE {KNOWN.format('p')} GROUP BY p.post"
        return {row[0]: date.fromisoformat(row[1]) for row in self.database.query(sql, moment.known)}
