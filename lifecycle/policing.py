"""Judging an order by the policies: on the read models as they stand after all its lines, before it is kept."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from domain.cadre import Cadre
from domain.change import State
from domain.finding import Finding
from domain.policy.asked import Asked
from domain.policy.judge import judge
from domain.policy.pack import Pack, in_force, rules_of
from domain.recorded import RecordedEvent
from domain.structure import taken_post
from projections.database import Database
from projections.moment import EVERYTHING, Moment
from projections.policy_facts import StoredFacts


def packs_noted(packs: Sequence[Pack], day: date) -> tuple[Mapping[str, str], ...]:
    """What an event notes of the packs in force on its day: id, version, hash."""
    return tuple(pack.id.as_dict() for pack in in_force(packs, day))


def policy_findings(
    database: Database,
    packs: Sequence[Pack],
    events: Sequence[RecordedEvent],
    states: Mapping[str, State],
    levels: Sequence[str],
) -> list[Finding]:
    """Every finding of every rule on every act of the order; those that are satisfied are left out."""
    if not packs:
        return []
    findings: list[Finding] = []
    facts = StoredFacts(database, Moment("9999-12-30", EVERYTHING), levels)
    for asked in asked_acts(events, states):
        verdicts = judge(rules_of(in_force(packs, asked.day)), asked, facts)
        findings.extend(each.finding(asked.line) for each in verdicts if each.outcome not in {"ok", "not-applicable"})
    return _each_once(findings)


def _each_once(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without repetitions: a rule on a whole unit says the same for each act in it."""
    seen: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        seen[(finding.pack, finding.rule, finding.wording)] = finding
    return list(seen.values())


def asked_acts(events: Sequence[RecordedEvent], states: Mapping[str, State]) -> Iterator[Asked]:
    """The acts of an order on cadres, as rules ask about them."""
    for event in events:
        state = states.get(event.originator_id)
        if isinstance(state, Cadre) and event.effective is not None and event.act not in {"correct", "cancel"}:
            yield asked_act(event, state, event.effective)


def asked_act(event: RecordedEvent, cadre: Cadre, day: date) -> Asked:
    """One recorded act as rules ask about it; what it took up and left is read off the career after it."""
    holdings = cadre.career.holdings
    taken = next((each for each in holdings if each.event == event.id), None)
    return Asked(
        act=event.act,
        cadre=event.originator_id.partition(":")[2],
        day=day,
        recorded_on=date.fromisoformat(event.recorded_on),
        post=taken_post(event.body),
        kind=taken.segments[0].kind if taken else "substantive",
        left=tuple(each.post for each in holdings if each.ended_by == event.id),
        level=getattr(event.body, "level", None),
        units=(event.unit,) if event.unit else (),
        decided_on=event.decided_on,
        actor=event.actor,
        authority=event.authority,
        basis=event.basis,
        reason=event.reason,
        partners=getattr(event.body, "partners", ()),
        event=event.id,
        line=event.line,
    )
