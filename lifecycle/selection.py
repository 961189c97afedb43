"""Questions about open selections and the reserve of cadres."""

from datetime import date

from domain.errors import BadInput
from domain.policy.asked import Asked
from domain.policy.asking import answer
from domain.policy.measuring import since_promotion
from lifecycle.counsel import Counsel
from projections import selection
from projections.names import names_of
from projections.policy_facts import StoredFacts
from projections.reports.people import in_reserve, months_in
from projections.reports.question import Question
from projections.unit import Answer

OUTSTANDING = "excellent"
"""The grade of the outstanding, who come first under the same conditions."""


class Selection(Counsel):
    """The questions about selection to one open store."""

    def selections(self, *, as_of: str | None = None, known_on: str | None = None) -> list[Answer]:
        """Every open selection announced by the day, with the stage it has reached."""
        with self.reading():
            moment = self.moment(as_of, known_on)
            return selection.selections(self.database, moment.position, moment.day)

    def applicants(self, name: str, *, as_of: str | None = None, known_on: str | None = None) -> list[Answer]:
        """The applicants of a selection by rank, each with whether they could lawfully take up the post on the day.

        Raises BadInput for an unknown selection.
        """
        with self.reading():
            moment = self.moment(as_of, known_on)
            post = selection.post_of(self.database, moment.position, moment.day, name)
            if post is None:
                raise BadInput(f"there is no selection {name} by {moment.day}; list them with: cadre selection list")
            rows = selection.applicants(self.database, moment.position, moment.day, name)
            facts, packs = self.facts(moment), self.packs(moment.position)
            names = names_of(self.database, (row["cadre"] for row in rows), moment)
            day = date.fromisoformat(moment.day)
            for row in rows:
                told = answer(Asked("appoint", row["cadre"], day, day, post=post), packs, facts)
                row |= {"name": names.get(row["cadre"]), "post": post, "lawful": told.lawful}
                row["findings"] = [finding.as_dict() for finding in told.findings]
        return rows

    def reserve(
        self,
        *,
        post: str | None = None,
        level: str | None = None,
        as_of: str | None = None,
        known_on: str | None = None,
        unit: str | None = None,
    ) -> list[Answer]:
        """The reserve on the day, for a post or a level where one is asked for; who comes first stands first.

        Under the same conditions priority goes by results: an outstanding last grade, rewards, time in party posts,
        time since the last promotion.
        """
        with self.reading():
            self.known("post", post)
            self.known("unit", unit)
            moment = self.moment(as_of, known_on)
            facts, day = self.facts(moment), date.fromisoformat(moment.day)
            facts.preload()
            asked = Question(self.database, moment, day, date.min, facts, ())
            rows = [row for cadre in facts.cadres if (row := self._entry(asked, cadre, post, level))]
            names = names_of(self.database, (row["cadre"] for row in rows), moment)
            for row in rows:
                row["name"] = names.get(row["cadre"])
                row["lawful"] = self._lawful(asked, row["cadre"], post or row["for_post"])
        ordered = sorted(rows, key=_priority)
        return [{"place": place, **row} for place, row in enumerate(ordered, 1)]

    def _lawful(self, asked: Question, cadre: str, post: str | None) -> bool | None:
        if post is None:
            return None
        act = Asked("appoint", cadre, asked.day, asked.day, post=post)
        return answer(act, self.packs(asked.moment.position), asked.facts).lawful

    def _entry(self, asked: Question, cadre: str, post: str | None, level: str | None) -> Answer | None:
        since = in_reserve(asked, cadre)
        if since is None:
            return None
        entered = [each for each in asked.facts.entries("reserve-entered", f"cadre:{cadre}") if each.start == since][-1]
        told = entered.fields
        if (post and told["for_post"] not in {None, post}) or (level and told["for_level"] != level):
            return None
        return {
            "cadre": cadre,
            "since": since.isoformat(),
            "source": told["source"],
            "for_level": told["for_level"],
            "for_post": told["for_post"],
            "age": asked.age(cadre, asked.day),
            "grade": _grade(asked.facts, cadre, asked.day),
            "rewards": _rewards(asked.facts, cadre, asked.day),
            "months_party": months_in(asked, cadre, "party"),
            "days_since_promotion": _since_promotion(asked.facts, cadre, asked.day),
            "event": entered.event,
        }


def _grade(facts: StoredFacts, cadre: str, day: date) -> str | None:
    """The last grade of the cadre by the day."""
    told = [each for each in facts.entries("grade-given", f"cadre:{cadre}") if each.start <= day]
    return str(max(told, key=lambda each: (each.fields["year"], each.start)).fields["grade"]) if told else None


def _rewards(facts: StoredFacts, cadre: str, day: date) -> int:
    """How many rewards of the cadre stand on the day."""
    return sum(1 for each in facts.entries("reward-granted", f"cadre:{cadre}") if each.start <= day < each.end)


def _since_promotion(facts: StoredFacts, cadre: str, day: date) -> int | None:
    ledger = since_promotion(cadre, day, facts).ledger
    return ledger[0].days if ledger else None


def _priority(row: Answer) -> tuple[object, ...]:
    """Lawful candidates first, then the outstanding; then by rewards, time in party posts, time since a promotion."""
    return (
        row["lawful"] is False,
        row["grade"] != OUTSTANDING,
        -row["rewards"],
        -row["months_party"],
        -(row["days_since_promotion"] or 0),
        row["cadre"],
    )
