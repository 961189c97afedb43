"""Duties of cadres and units beyond their posts: training that lacks, and what else a kind of rule makes them owe."""

from collections.abc import Iterable, Iterator

from domain.duty import Raised
from domain.policy.catalogue import BY_NAME
from domain.policy.judge import waiver_for
from domain.policy.kind import Owed, OwedOf
from domain.policy.rule import Rule
from projections.duty import Docket, duty_id
from projections.moment import KNOWN


def of_cadres(docket: Docket) -> Iterator[Raised]:
    """What cadres owe by the rules in force on the day."""
    asking = [(rule, of) for rule in docket.rules(docket.today) if (of := BY_NAME[rule.kind].owed)]
    if asking:
        everyone = docket.facts.cadres if docket.subject is None else (docket.subject,)
        yield from _raised(docket, asking, everyone)


def of_units(docket: Docket) -> Iterator[Raised]:
    """What units owe by the rules in force on the day."""
    asking = [(rule, of) for rule in docket.rules(docket.today) if (of := BY_NAME[rule.kind].owed_by_unit)]
    if asking:
        yield from _raised(docket, asking, _units(docket) if docket.subject is None else (docket.subject,))


def _units(docket: Docket) -> Iterable[str]:
    sql = f"SELECT DISTINCT u.unit FROM unit_row u WHERE {KNOWN.format('u')} ORDER BY u.unit"
    return [row[0] for row in docket.database.query(sql, docket.moment.known)]


def _raised(docket: Docket, asking: Iterable[tuple[Rule, OwedOf]], subjects: Iterable[str]) -> Iterator[Raised]:
    for subject in subjects:
        for rule, owed_of in asking:
            for each in owed_of(rule, subject, docket.today, docket.facts):
                yield _as_raised(rule, each, docket)


def _as_raised(rule: Rule, owed: Owed, docket: Docket) -> Raised:
    """What is owed as a duty; a waiver that holds on the day defers it, once it is overdue."""
    late = owed.due_on <= docket.today and owed.done_by is None
    waiver = waiver_for(rule, (owed.subject,), docket.today, docket.facts) if late else None
    return Raised(
        duty=duty_id(rule.pack.id, rule.id, owed.subject, owed.about),
        kind=rule.kind,
        subject=owed.subject,
        post=owed.post,
        unit=owed.unit,
        rule=rule.id,
        pack=rule.pack.id,
        raised_on=owed.raised_on,
        due_on=owed.due_on,
        basis=owed.basis,
        done_by=owed.done_by,
        deferred_by=waiver.event if waiver else None,
        deferred_until=waiver.end if waiver else None,
    )
