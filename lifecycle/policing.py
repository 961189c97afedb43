"""Judging an order by the policies: on the read models as they stand after all its lines, before it is kept."""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.finding import Finding
from domain.policy.asked import Asked
from domain.policy.judge import SATISFIED, judge, judge_closing
from domain.policy.kind import Closing
from domain.policy.pack import in_force, rules_of
from domain.recorded import RecordedEvent
from lifecycle.amended import Amendment
from projections.asked import JUDGED, NOTED, UNJUDGED, asked_of
from projections.database import Database
from projections.levels import level_scale
from projections.moment import EVERYTHING, Moment
from projections.packs import adopted_packs
from projections.policy_facts import StoredFacts


class AdoptedLaw:
    """The packs adopted in a store, as known now."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._packs = adopted_packs(database)

    def noted(self, day: date) -> tuple[Mapping[str, str], ...]:
        """What an event notes of the packs in force on its day: id, version, hash."""
        return tuple(pack.id.as_dict() for pack in in_force(self._packs, day))

    def findings(self, events: Sequence[RecordedEvent]) -> list[Finding]:
        """Every finding of every rule on every act of the order; those that are satisfied are left out."""
        found: list[Finding] = []
        facts = StoredFacts(self._database, Moment("9999-12-30", EVERYTHING), level_scale(self._database))
        for event in events:
            if (asked := asked_act(event, facts)) is not None:
                verdicts = judge(rules_of(in_force(self._packs, asked.day)), asked, facts)
                found.extend(each.finding(asked.line) for each in verdicts if each.outcome not in SATISFIED)
            if (closing := closed_post(event)) is not None:
                verdicts = judge_closing(rules_of(in_force(self._packs, closing.day)), closing, facts)
                found.extend(each.finding(closing.line) for each in verdicts if each.outcome not in SATISFIED)
        return _each_once(found)

    def amended(self, amendments: Sequence[Amendment], acts: Sequence[RecordedEvent], position: int) -> list[Finding]:
        """What earlier acts break only since the order has them read otherwise; `position` is the last before it."""
        if not amendments:
            return []
        from lifecycle.amended_law import Amended

        bench, new = Amended(self._database, self._packs, position), frozenset(each.id for each in acts)
        return _each_once([found for each in amendments for found in bench.findings(each, new)])


def _each_once(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without repetitions: a rule on a whole unit says the same for each act in it."""
    seen: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        seen[finding.pack, finding.rule, finding.wording] = finding
    return list(seen.values())


def closed_post(event: RecordedEvent) -> Closing | None:
    """The closing of a post as rules ask about it; None for any other act."""
    if event.act != "post-close" or event.effective is None or not event.originator_id.startswith("post:"):
        return None
    post = event.originator_id.partition(":")[2]
    return Closing(post, event.effective, event.decision, event.id, event.line)


def asked_act(event: RecordedEvent, facts: StoredFacts) -> Asked | None:
    """The recorded act as rules ask about it; None for what no rule judges."""
    on_cadre = event.originator_id.startswith("cadre:") and event.act not in UNJUDGED
    if event.effective is None or not (on_cadre or event.act in JUDGED):
        return None
    fields = {name: getattr(event, name) for name in NOTED}
    return asked_of(event.id, event.effective, fields, event.body.__dict__, facts)
