"""Questions about the rules: what is due, whether and from when an act is lawful, who may hold a post, and why.

Nothing here imports pydantic or eventsourcing: rules are read from the log, facts from the read models.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from domain.days import add_months
from domain.errors import BadInput
from domain.policy.asked import Asked
from domain.policy.asking import answer
from domain.policy.judge import dues
from domain.policy.pack import Pack, in_force, rules_of
from domain.policy.roll_call import as_due
from domain.policy.rule import Rule
from domain.policy.verdict import Due
from lifecycle.candidates import Filling, answers, law_row
from lifecycle.due_of_all import Question, as_written, by_roll, due_of_all, otherwise, to_be_asked
from lifecycle.inquiry import Inquiry
from projections.due import Chosen, due_lines
from projections.duty import Docket, deeds
from projections.levels import level_scale
from projections.moment import Moment
from projections.packs import adopted_packs
from projections.policy_facts import StoredFacts
from projections.sharing import Writer, as_mappings
from projections.unit import Answer, subtree

MONTHS = {"m": 1, "y": 12}
_SPAN = re.compile(r"(\d{1,4})([dmy])")


class Counsel(Inquiry):
    """The questions about rules to one open store."""

    def due(  # noqa: PLR0913 - the filters of the command
        self,
        *,
        today: str | None = None,
        known_on: str | None = None,
        within: str | None = None,
        state: Sequence[str] | str | None = None,
        unit: str | None = None,
        track: str | None = None,
        who: str | None = None,
        written: Writer = as_mappings,
    ) -> list[Any]:
        """The due list on a day: every open holding under every tenure and rotation rule, by due day.

        `within` (such as 6m, 90d, 1y) keeps what falls due before that much later; `state` keeps some states. Rows are
        mappings unless something else writes them.
        """
        with self.reading_much():
            self.known("unit", unit)
            self.known("cadre", who)
            moment = self.moment(today, known_on)
            chosen = Chosen(
                _later(date.fromisoformat(moment.day), within) if within else date.max,
                ((state,) if isinstance(state, str) else state) or (),
                frozenset(subtree(self.database, unit, moment)) if unit else None,
                track,
            )
            asked = self.due_question(moment, chosen)._replace(written=written)
            if who is None:
                return due_of_all(self.database, asked)
            return self.due_rows(chosen.of(self.dues_at(moment, who), self.facts(moment)), asked)

    def due_question(self, moment: Moment, chosen: Chosen | None = None) -> Question:
        """The due list of a moment as it is asked for: all of it unless rows are chosen."""
        recorded = moment._replace(position=min(moment.position, self.head.position))
        acts, packs = deeds(self.database, moment), self.packs(moment.position)
        rules, levels = self.rules_at(moment), level_scale(self.database)
        anew = to_be_asked(self.database, recorded, rules)
        return Question(recorded, rules, chosen or Chosen(), levels, packs, acts, anew=anew)

    def due_rows(self, dues: Sequence[Due], asked: Question) -> list[Any]:
        """The rows of these duties in their order, with what was recorded about them."""
        lines = due_lines(self.database, dues, asked.moment)
        return [row for _, row in as_written(lines, self.docket_at(asked.moment), asked)]

    def docket_at(self, moment: Moment, facts: StoredFacts | None = None) -> Docket:
        """The register as a source of duties sees it at the moment."""
        today, packs = date.fromisoformat(moment.day), self.packs(moment.position)
        return Docket(self.database, moment, today, facts or self.facts(moment), packs, None, {}, {})

    def rules_at(self, moment: Moment) -> tuple[Rule, ...]:
        """The rules in force on the day of the moment."""
        today = date.fromisoformat(moment.day)
        return tuple(rule for rule in rules_of(in_force(self.packs(moment.position), today)) if rule.on(today))

    def dues_at(self, moment: Moment, who: str | None = None) -> list[Due]:
        """What duty each open holding raises at the moment; of one cadre, or of everybody."""
        facts, today, rules = self.facts(moment), date.fromisoformat(moment.day), self.rules_at(moment)
        if who is not None:
            return dues(rules, [each for each in facts.stretches(who) if each.on(today)], today, facts)
        return [*map(as_due, by_roll(facts, rules, today)), *otherwise(facts, rules, today)]

    def when(  # noqa: PLR0913 - the options of the command
        self,
        who: str,
        *,
        post: str,
        kind: str = "substantive",
        as_of: str | None = None,
        known_on: str | None = None,
        today: str | None = None,
    ) -> Answer:
        """Whether the cadre could lawfully take up the post on the day, else from when, and what stands before."""
        with self.reading():
            self.known("cadre", who)
            self.known("post", post)
            moment = self.moment(as_of or today, known_on)
            asked = self._asked(who, post, kind, moment)
            return law_row(answer(asked, self.packs(moment.position), self.facts(moment)))

    def who(  # noqa: PLR0913 - the options of the command
        self,
        *,
        post: str,
        on: str | None = None,
        kind: str = "substantive",
        known_on: str | None = None,
        unit: str | None = None,
        written: Writer = as_mappings,
    ) -> list[Any]:
        """Every cadre in service as a candidate for the post on the day: the lawful first, the others with reasons.

        Under the same conditions the better yearly grade and rank go first. Rows are mappings unless something else
        writes them.
        """
        with self.reading_much():
            self.known("post", post)
            self.known("unit", unit)
            moment = self.moment(on, known_on)
            moment = moment._replace(position=min(moment.position, self.head.position))
            facts, packs = self.facts(moment), self.packs(moment.position)
            facts.preload()
            day = date.fromisoformat(moment.day)
            below = set(subtree(self.database, unit, moment)) if unit else None
            asking = (
                self._asked(cadre, post, kind, moment)
                for cadre in facts.cadres
                if below is None or any(each.on(day) and each.unit in below for each in facts.stretches(cadre))
            )
            serving = [asked for asked in asking if _in_service(asked, facts)]
            return answers(self.database, serving, Filling(packs, facts, self._priority(moment), written))

    def _priority(self, moment: Moment) -> dict[str, int]:
        from projections.pool import merits

        return merits(self.docket_at(moment))

    def facts(self, moment: Moment) -> StoredFacts:
        """The facts that rules are judged on, as known at the moment."""
        return StoredFacts(self.database, moment, level_scale(self.database))

    def packs(self, position: int) -> tuple[Pack, ...]:
        """The packs adopted by the position."""
        return adopted_packs(self.database, position)

    def _asked(self, who: str, post: str, kind: str, moment: Moment) -> Asked:
        day = date.fromisoformat(moment.day)
        return Asked("appoint", who, day, day, post=post, kind=kind)


def _in_service(asked: Asked, facts: StoredFacts) -> bool:
    now = [each for each in facts.standings(asked.cadre) if each.start <= asked.day < each.end]
    return bool(now) and now[-1].departure is None


def _later(day: date, span: str) -> date:
    """The day so much later. Raises BadInput for what is no span."""
    found = _SPAN.fullmatch(span.strip())
    if found is None:
        raise BadInput(f"{span!r} is no span of time; write it as 6m, 90d or 1y")
    count, unit = int(found[1]), found[2]
    return (
        date.fromordinal(day.toordinal() + count)
        if unit == "d"
        else add_months(day, count * (12 if unit == "y" else 1))
    )
