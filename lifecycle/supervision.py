"""What supervision asks of one open store: waivers, refused attempts, decisions, late records, lost grounds, watch."""

from lifecycle.duties import Duties
from lifecycle.reader import iso_day
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
