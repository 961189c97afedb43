"""Duties of posts: what a vacancy obliges to, done when the post is filled."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from domain.duty import Raised
from domain.policy.catalogue import BY_NAME
from domain.policy.facts import Stretch
from domain.policy.kind import VacancyOf
from domain.policy.rule import Rule
from domain.policy.verdict import Due
from projections.duty import Docket
from projections.moment import KNOWN
from projections.tenure_duty import ONE_DAY, as_raised


def of_posts(docket: Docket) -> Iterator[Raised]:
    """What each vacancy has raised: done when the post was filled."""
    if not any(BY_NAME[rule.kind].vacancy for pack in docket.packs for rule in pack.rules):
        return
    starts = _starts(docket)
    for post in _posts(docket):
        fillings = [each for each in starts[post] if each.start <= docket.today]
        for day, stretch in {each.start: each for each in fillings}.items():
            before = list(_vacant(post, day - ONE_DAY, docket))
            still = {(due.rule.id, due.since) for due in _vacant(post, day, docket)} if before else ()
            ended = (due for due in before if (due.rule.id, due.since) not in still)
            yield from (as_raised(due, docket, due.ledger[-1].event, stretch.event) for due in ended)
        for due in _vacant(post, docket.today, docket):
            yield as_raised(due, docket, due.ledger[-1].event)


def _posts(docket: Docket) -> Sequence[str]:
    if docket.subject is not None:
        return (docket.subject,)
    sql = f"SELECT DISTINCT p.post FROM post_row p WHERE {KNOWN.format('p')} ORDER BY p.post"
    return [row[0] for row in docket.database.query(sql, docket.moment.known)]


def _starts(docket: Docket) -> dict[str, list[Stretch]]:
    """The stretches by which somebody newly took up a post, by post."""
    facts, found = docket.facts, defaultdict[str, list[Stretch]](list)
    if docket.subject is not None:
        held = [*facts.held(docket.subject)]
    else:
        held = [each for cadre in facts.cadres for each in facts.stretches(cadre)]
    for stretch in held:
        if stretch.start == stretch.since:
            found[stretch.post].append(stretch)
    return found


def _vacant(post: str, day: date, docket: Docket) -> Iterator[Due]:
    place = docket.facts.post(post, day)
    for rule, alarm in docket.rules_that(_vacancy_of, day) if place else ():
        due = alarm(rule, place, day, docket.facts) if place else None
        if due is not None and due.warn_on <= day:
            yield due._replace(today=day)


def _vacancy_of(rule: Rule) -> VacancyOf | None:
    return BY_NAME[rule.kind].vacancy
