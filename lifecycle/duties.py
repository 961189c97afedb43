"""Duties: every dated obligation raised by a day, with its state on that day, worked out when asked."""

from collections.abc import Sequence
from datetime import date

from domain.duty import STATES, Raised, Standing, standing
from lifecycle.counsel import Counsel
from projections.assessment_duty import of_cycles, of_midterms, of_problems
from projections.consequence import of_steps
from projections.duty import Source, deeds, deeds_on
from projections.first_days import moved_acts, named_by_first_days
from projections.moment import Moment
from projections.owed_duty import of_cadres, of_units
from projections.tenure_duty import of_holders
from projections.unit import Answer, subtree
from projections.vacancy_duty import of_posts

SOURCES: tuple[Source, ...] = (of_holders, of_posts, of_cadres, of_units, of_problems, of_cycles, of_midterms, of_steps)
"""Everything that raises duties: holdings under rules on tenure, vacancies, what cadres and units owe, assessments."""


class Duties(Counsel):
    """The question what the rules oblige to, to one open store."""

    def duties(
        self,
        *,
        today: str | None = None,
        known_on: str | None = None,
        state: Sequence[str] = (),
        unit: str | None = None,
        who: str | None = None,
    ) -> list[Answer]:
        """Every duty raised by the day, of whichever source; by due day."""
        with self.reading_much():
            self.known("unit", unit)
            self.known("cadre", who)
            moment = self.moment(today, known_on)
            found = self.standing_at(moment, who)
            below = set(subtree(self.database, unit, moment)) if unit else None
        kept = [each for each in found if each.state in (state or STATES)]
        return [as_row(each) for each in kept if below is None or each.raised.unit in below]

    def standing_at(self, moment: Moment, subject: str | None = None) -> list[Standing]:
        """The duties raised by the moment, of one subject or of everybody, as they stand on its day; by due day."""
        acts, today = deeds(self.database, moment), date.fromisoformat(moment.day)
        found = (standing(each, deeds_on(each, acts), today) for each in self.raised(moment, subject))
        return sorted(found, key=lambda each: (each.raised.due_on, each.raised.subject, each.raised.duty))

    def raised(self, moment: Moment, subject: str | None = None) -> list[Raised]:
        """What every source has raised by the moment, of one subject or of everybody."""
        facts = self.facts(moment)
        if subject is None:
            facts.preload()
        docket = self.docket_at(moment, facts)._replace(subject=subject)
        found = [each for source in SOURCES for each in source(docket)]
        mine = (each for each in found if subject is None or each.subject == subject)
        return named_by_first_days(mine, moved_acts(self.database, moment.position))


def as_row(duty: Standing) -> Answer:
    """The duty as it is shown."""
    raised = duty.raised
    return {
        "duty": raised.duty,
        "kind": raised.kind,
        "subject": raised.subject,
        "post": raised.post,
        "unit": raised.unit,
        "rule": raised.rule,
        "pack": raised.pack,
        "raised_on": raised.raised_on.isoformat(),
        "due_on": raised.due_on.isoformat(),
        "state": duty.state,
        "deferred_until": duty.deferred_until.isoformat() if duty.deferred_until else None,
        "event": duty.event,
        "goes_on": duty.state == "done" and raised.lasts,
    }
