"""Posts that running cases reserve: one seat for each case that has not filled it yet is nobody else's to take."""

from collections.abc import Iterator, Sequence
from datetime import date

from domain.cadre import Cadre
from domain.career import Holding
from domain.change import Change
from domain.facts import Facts
from domain.finding import Finding
from domain.procedure.case import Case
from domain.procedure.running import case_named, finding_of, version_named

ACTING = "acting"
"""Whoever stands in until a case has decided takes nobody's seat away."""


def _running(names: Sequence[str], facts: Facts) -> tuple[Case, ...]:
    return tuple(case for case in (case_named(name, facts) for name in names) if not case.ended)


def _there(post: str, day: date, facts: Facts) -> list[str]:
    return [who for who, holding in facts.holders(post) if holding.start <= day < holding.end]


def _waiting(cases: Sequence[Case], there: Sequence[str]) -> list[Case]:
    """Those of the cases whose subjects do not hold the post."""
    return [case for case in cases if not set(case.subjects) & set(there)]


def _seats(post: str, day: date, facts: Facts) -> int:
    """How many seats the post has on a day; one if it is not open."""
    term = facts.post(post).on(day)
    return term.definition.seats if term else 1


def reserved(posts: Sequence[str], day: date, facts: Facts) -> Finding | None:
    """What stands in the way of one more case on the posts: running ones that have reserved every seat."""
    known = facts.cases_on(posts)
    for post in posts:
        waiting = _waiting(_running(known.get(post, ()), facts), _there(post, day, facts))
        if waiting and len(waiting) >= _seats(post, day, facts):
            return _finding(post, waiting[0], facts)
    return None


def taken_from_cases(change: Change, facts: Facts) -> Iterator[Finding]:
    """The acts of an order that fill a seat which a running case has reserved, unless the case itself does."""
    taken = list(_taken(change))
    known = facts.cases_on(tuple(dict.fromkeys(holding.post for _, holding, _ in taken)))
    moved = {(each.originator_id, each.line) for each in change.events}
    for who, holding, line in taken:
        names = known.get(holding.post, ())
        if any((f"case:{name}", line) in moved for name in names):
            continue
        cases = [case for case in _running(names, facts) if holding.end > case.opened]
        day = max((holding.start, *(case.opened for case in cases)))
        there = _there(holding.post, day, facts)
        waiting = _waiting(cases, [each for each in there if each != who])
        if waiting and _seats(holding.post, day, facts) - len(there) < len(waiting):
            yield _finding(holding.post, waiting[0], facts)._replace(line=line)


def _taken(change: Change) -> Iterator[tuple[str, Holding, int]]:
    """Who takes up what by the order, other than in an acting capacity, with the line."""
    for stream, state in change.after.items():
        for holding in state.career.holdings if isinstance(state, Cadre) else ():
            line = change.line_of(holding.event)
            if line is not None and holding.segments[0].kind != ACTING:
                yield stream.partition(":")[2], holding, line


def _finding(post: str, case: Case, facts: Facts) -> Finding:
    whose = f"{case.procedure} of {', '.join(case.subjects)}"
    says = (
        f"The post {post} is reserved by the case {case.id} ({whose}), which still runs: cadre case show {case.id}. "
        f"Let it come to its end, or end it first: cadre case withdraw {case.id} --reason ..."
    )
    opened = (f"case:{case.id}@1",)
    return finding_of("post-reserved", says, case.id, version_named(case, facts))._replace(facts=opened)
