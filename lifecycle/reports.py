"""Reports on the balance of a team, and the forecast of what falls due."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

from domain.days import add_months
from domain.errors import BadInput
from domain.policy.pack import in_force, rules_of
from domain.text import nearest
from lifecycle.counsel import Counsel
from lifecycle.reader import iso_day
from projections.names import names_of
from projections.reports.attendance import attendance
from projections.reports.careers import long_service, pipeline, quotas
from projections.reports.establishment import establishment
from projections.reports.exits import exits
from projections.reports.load import load
from projections.reports.movement import exchange_balance
from projections.reports.people import age_structure, match, profile, resting_places
from projections.reports.question import Question
from projections.reports.tracks import tracks
from projections.reports.vacancy import vacancy
from projections.unit import Answer, subtree

Report: TypeAlias = Callable[[Question], list[Answer]]


class Listed(NamedTuple):
    """A report and what it tells."""

    made: Report
    says: str


REPORTS: Mapping[str, Listed] = {
    "age-structure": Listed(age_structure, "How old the holders of posts are, by line of posts."),
    "attendance": Listed(
        attendance, "Who came to collective education and to sessions of bodies, full-time or part-time."
    ),
    "establishment": Listed(establishment, "Full-time posts required, open and filled, by unit."),
    "exchange-balance": Listed(exchange_balance, "Moves within party posts and to and from business, by unit."),
    "exits": Listed(exits, "Who left a post or the service, and in which way."),
    "load": Listed(load, "Who holds several posts, and duties that do not go together."),
    "long-service": Listed(long_service, "Who has served long in party posts."),
    "match": Listed(match, "Holders against what their posts require."),
    "pipeline": Listed(pipeline, "Cadres from mass organisations on their way to leading posts."),
    "profile": Listed(profile, "Time in each line of posts, moves and training of everybody."),
    "quotas": Listed(quotas, "Nominations, and the share of party cadres among them."),
    "resting-places": Listed(resting_places, "How old holders of party posts came to them, and from what."),
    "tracks": Listed(tracks, "Promotion and exchange rates by line of posts."),
    "vacancies": Listed(vacancy, "Vacant posts with their alarm, and the searches for candidates."),
}
"""Every report, by the name under which it is asked for."""
SPAN_MONTHS = 12
"""How far back a report looks unless it is said."""


class Reports(Counsel):
    """The reports on one open store."""

    def report(  # noqa: PLR0913 - the filters of the command
        self,
        name: str,
        *,
        since: str | None = None,
        as_of: str | None = None,
        known_on: str | None = None,
        unit: str | None = None,
        track: str | None = None,
    ) -> list[Answer]:
        """A report as of a day; `since` is the first day of what is counted, a year before unless said.

        Raises BadInput for an unknown report.
        """
        if name not in REPORTS:
            near = nearest(name, REPORTS)
            hint = f"did you mean {' or '.join(near)}?" if near else "list them with: cadre report list"
            raise BadInput(f"there is no report {name}; {hint}")
        with self.reading():
            self.known("unit", unit)
            moment = self.moment(as_of, known_on)
            day = date.fromisoformat(moment.day)
            first = iso_day(since)
            facts = self.facts(moment)
            facts.preload()
            asked = Question(
                database=self.database,
                moment=moment,
                day=day,
                since=date.fromisoformat(first) if first else add_months(day, -SPAN_MONTHS) + timedelta(days=1),
                facts=facts,
                rules=rules_of(in_force(self.packs(moment.position), day)),
                below=frozenset(subtree(self.database, unit, moment)) if unit else None,
                track=track,
            )
            return REPORTS[name].made(asked)

    def forecast(
        self,
        *,
        until: str | None = None,
        today: str | None = None,
        known_on: str | None = None,
        unit: str | None = None,
        track: str | None = None,
    ) -> list[Answer]:
        """Who reaches a limit, an age or a planned end from the day on and before `until` (a year on)."""
        with self.reading():
            self.known("unit", unit)
            moment = self.moment(today, known_on)
            day = date.fromisoformat(moment.day)
            last = iso_day(until)
            end = date.fromisoformat(last) if last else add_months(day, SPAN_MONTHS)
            facts = self.facts(moment)
            facts.preload()
            below = frozenset(subtree(self.database, unit, moment)) if unit else None
            asked = Question(self.database, moment, day, day, facts, (), below, track)
            rows = [row for row in self._ahead(asked) if day <= date.fromisoformat(row["on"]) < end]
            names = names_of(self.database, (row["cadre"] for row in rows), moment)
        told = [{"on": row["on"], "cadre": row["cadre"], "name": names.get(row["cadre"]), **row} for row in rows]
        return sorted(told, key=lambda row: (row["on"], row["cadre"], row["post"], row["what"]))

    def _ahead(self, asked: Question) -> list[Answer]:
        held = {(each.cadre, each.post): each for each in asked.held()}
        rows: list[Answer] = [
            {
                "cadre": due.cadre,
                "post": due.post,
                "unit": due.unit,
                "what": due.rule.kind,
                "rule": due.rule.id,
                "on": due.due_on.isoformat(),
            }
            for due in self.dues_at(asked.moment)
            if (due.cadre, due.post) in held
        ]
        for each in held.values():
            end = each.planned_end or (each.end if not each.open else None)
            if end is not None:
                planned: Answer = {"cadre": each.cadre, "post": each.post, "unit": each.unit, "rule": None}
                rows.append({**planned, "what": "planned-end", "on": end.isoformat()})
        return rows
