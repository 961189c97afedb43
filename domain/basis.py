"""Which earlier acts stood on something that an order takes away, so that they would lose their basis."""

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from domain.cadre import Cadre
from domain.change import Change, State
from domain.events import CadreRegistered, PostClosed, PostSucceeded, UnitClosed, UnitMerged, UnitSplit
from domain.facts import Facts
from domain.ledger import Act, Ledger
from domain.post import Post, PostTerm
from domain.unit import Unit, UnitTerm

Term: TypeAlias = PostTerm | UnitTerm
ENDINGS = (PostClosed, PostSucceeded, UnitClosed, UnitMerged, UnitSplit)


def lost_basis(change: Change, facts: Facts) -> Iterator[str]:
    """The earlier acts that stood on a registration, a post, a unit or a vacancy which is there no more."""
    mine = {event.id for event in change.events}
    for stream, state in change.after.items():
        before = change.before.get(stream)
        yield from (event for event in _lost(stream, before, state, change, facts) if event not in mine)


def _lost(stream: str, before: State | None, after: State, change: Change, facts: Facts) -> Iterator[str]:
    name = stream.partition(":")[2]
    match before, after:
        case Cadre(), Cadre():
            if _registered(before.ledger) and not _registered(after.ledger):
                yield from (act.id for act in after.ledger.in_force())
            yield from _occupied_again(before, after, change, facts)
        case Post(), Post():
            yield from _homeless(name, before, after, facts)
            yield from _outlived(before, after, facts)
        case Unit(), Unit():
            yield from _without_unit(name, before, after, facts)
            yield from _outlived(before, after, facts)


def _registered(ledger: Ledger) -> bool:
    return any(isinstance(act.body, CadreRegistered) for act in ledger.in_force())


def _occupied_again(before: Cadre, after: Cadre, change: Change, facts: Facts) -> Iterator[str]:
    """The closings of posts that stood on an end of a holding which this order moves or takes back."""
    lasted = {holding.event: holding.end for holding in before.career.holdings}
    for holding in after.career.holdings:
        if change.line_of(holding.event) is not None or holding.end <= lasted.get(holding.event, holding.start):
            continue
        terms = facts.post(holding.post).terms
        if terms and holding.end > terms[-1].end > holding.start:
            yield _ending(facts.post(holding.post).ledger, terms[-1].end).id


def _homeless(name: str, before: Post, after: Post, facts: Facts) -> Iterator[str]:
    """The holdings that begin before the day on which the post now opens."""
    first = after.terms[0].start if after.terms else date.max
    yield from (held.event for _, held in facts.holders(name) if before.on(held.start) and held.start < first)


def _without_unit(name: str, before: Unit, after: Unit, facts: Facts) -> Iterator[str]:
    """The posts and units that were put into the unit before the day on which it now begins."""
    first = after.terms[0].start if after.terms else date.max
    inside: list[Term] = [
        term for post in facts.posts_in(name, date.min) for term in facts.post(post).terms if term.unit == name
    ]
    for unit in facts.units_under(name, date.min):
        inside.extend(term for term in facts.unit(unit).terms if term.definition.parent == name)
    yield from (term.event for term in inside if before.on(term.start) and term.start < first)


def _outlived(before: Post | Unit, after: Post | Unit, facts: Facts) -> Iterator[str]:
    """The endings of units beyond which earlier stretches go on now."""
    known = {term.event for term in before.terms}
    yield from (ending.id for term, _, ending in outliving(before, after, facts) if term.event in known)


def outliving(before: State | None, after: State, facts: Facts) -> Iterator[tuple[Term, str, Act]]:
    """The stretches of a post or unit that go beyond the end of their unit, and did not before; unit and ending too."""
    old: tuple[Term, ...] = before.terms if isinstance(before, Post | Unit) else ()
    for term in after.terms if isinstance(after, Post | Unit) else ():
        unit = housed_in(term)
        terms = facts.unit(unit).terms if unit else ()
        if not unit or not terms or not term.start < terms[-1].end < term.end:
            continue
        if not any(housed_in(each) == unit and each.start <= term.start and each.end >= term.end for each in old):
            yield term, unit, _ending(facts.unit(unit).ledger, terms[-1].end)


def housed_in(term: Term) -> str | None:
    """The unit to which a post belongs, or under which a unit stands, in the stretch."""
    return term.unit if isinstance(term, PostTerm) else term.definition.parent


def _ending(ledger: Ledger, day: date) -> Act:
    """The act that ended the post or unit on the day."""
    return next(act for act in ledger.in_force() if isinstance(act.body, ENDINGS) and act.effective == day)
