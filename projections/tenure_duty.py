"""Duties of holders: what a rule on tenure obliges a holding to, done when the holding ends."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from domain.days import add_months
from domain.duty import Raised
from domain.policy.catalogue import BY_NAME
from domain.policy.clock import OWN_POSTS
from domain.policy.facts import Stretch
from domain.policy.judge import waiver_for, with_state
from domain.policy.kind import DueOf
from domain.policy.roll_call import asked_by_roll
from domain.policy.rule import Rule
from domain.policy.verdict import Due
from projections.duty import Docket, duty_id

ONE_DAY = timedelta(days=1)


def of_holders(docket: Docket) -> Iterator[Raised]:
    """What each holding has raised: done when it ended and the clock did not run on in a later one."""
    cadres = docket.facts.cadres if docket.subject is None else (docket.subject,)
    for cadre in cadres:
        held = [each for each in docket.facts.stretches(cadre) if each.start <= docket.today]
        raised = [pair for stretch in held for pair in _raised(stretch, held, docket)]
        for number, (stretch, due) in enumerate(raised):
            if stretch.on(docket.today):
                yield as_raised(due, docket, stretch.event)
            elif not any(_goes_on(stretch, due, *later) for later in raised[number + 1 :]):
                yield as_raised(due, docket, stretch.event, stretch.ended_by or stretch.event)


def _raised(stretch: Stretch, held: Sequence[Stretch], docket: Docket) -> Iterator[tuple[Stretch, Due]]:
    day = min(docket.today, stretch.end - ONE_DAY)
    for rule, (due_of, least) in docket.rules_that(_raising, day):
        if least and day < _raised_after(_began(rule, stretch, held), least, rule.warn_days):
            continue
        due = due_of(rule, stretch, day, docket.facts)
        if due is not None and due.warn_on <= day:
            yield stretch, due


def _raising(rule: Rule) -> tuple[DueOf, int] | None:
    """What tells the duty, and for how many months a clock runs at least before there is one (0: not known)."""
    due_of = BY_NAME[rule.kind].due
    return (due_of, min(rule.every_months()) if asked_by_roll(rule) else 0) if due_of else None


def _began(rule: Rule, stretch: Stretch, held: Sequence[Stretch]) -> date:
    """The first day of anything that the rule's clock looks at: since earlier than that it cannot have run."""
    own = rule.clock in OWN_POSTS
    return next((each.start for each in held if not own or each.post in stretch.chain), stretch.start)


@lru_cache(maxsize=50_000)
def _raised_after(began: date, months: int, warn_days: int) -> date:
    return add_months(began, months) - timedelta(days=warn_days)


def _goes_on(stretch: Stretch, due: Due, later: Stretch, later_due: Due) -> bool:
    """Whether the clock that raised the duty ran on in a later stretch, so leaving this one did nothing."""
    if (later_due.rule.id, later_due.rule.pack.id, later_due.since) != (due.rule.id, due.rule.pack.id, due.since):
        return False
    return stretch.post in later.chain or not due.rule.clock.startswith("same-post")


def as_raised(due: Due, docket: Docket, basis: str, done_by: str | None = None) -> Raised:
    """What is due as a duty; a waiver that holds on its day defers it, once it is overdue."""
    rule, subject = due.rule, due.cadre or due.post
    waived = with_state(due, docket.facts).state == "waived" and done_by is None
    waiver = waiver_for(rule, (due.cadre, due.post), due.today, docket.facts) if waived else None
    return Raised(
        duty=duty_id(rule.pack.id, rule.id, subject, due.post, due.since.isoformat()),
        kind=rule.kind,
        subject=subject,
        post=due.post,
        unit=due.unit,
        rule=rule.id,
        pack=rule.pack.id,
        raised_on=max(due.warn_on, due.since),
        due_on=due.due_on,
        basis=basis,
        done_by=done_by,
        deferred_by=waiver.event if waiver else None,
        deferred_until=waiver.end if waiver else None,
        lasts=done_by is None,
        begun_by=due.ledger[0].event if due.ledger else None,
    )
