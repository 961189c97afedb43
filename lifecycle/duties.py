"""Duties: every dated obligation that a rule has raised by a day, with its state on that day, worked out when asked."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from domain.policy.catalogue import BY_NAME
from domain.policy.facts import Stretch
from domain.policy.judge import with_state
from domain.policy.pack import Pack, in_force, rules_of
from domain.policy.rule import PackId, Rule
from domain.policy.verdict import Due
from lifecycle.counsel import Counsel
from projections.policy_facts import StoredFacts
from projections.unit import Answer, subtree

OPEN = {"warning": "open", "breach": "overdue", "waived": "deferred"}
"""State of what is due -> state of the duty, while nobody has done it."""
STATES = ("open", "done", "deferred", "overdue")
ONE_DAY = timedelta(days=1)


class Duty(NamedTuple):
    """What is due with the state of the duty, and the event that raised it, or the one by which it was done."""

    due: Due
    state: str
    event: str | None

    def as_dict(self) -> Answer:
        """The duty as it is shown; its id is made of what raised it, so that it stays the same on every day."""
        due, rule = self.due, self.due.rule
        subject = due.cadre or due.post
        return {
            "duty": "/".join(dict.fromkeys((rule.pack.id, rule.id, subject, due.post, due.since.isoformat()))),
            "kind": rule.kind,
            "subject": subject,
            "post": due.post,
            "unit": due.unit,
            "rule": rule.id,
            "pack": rule.pack.id,
            "raised_on": max(due.warn_on, due.since).isoformat(),
            "due_on": due.due_on.isoformat(),
            "state": self.state,
            "event": self.event,
        }


class Duties(Counsel):
    """The question what the rules oblige to, to one open store."""

    def duties(
        self,
        *,
        today: str | None = None,
        known_on: str | None = None,
        state: Sequence[str] = (),
        unit: str | None = None,
        who: str | None = None,
    ) -> list[Answer]:
        """Every duty raised by the day: of holders to move, and of posts to be filled; by due day."""
        with self.reading():
            self.known("unit", unit)
            self.known("cadre", who)
            moment = self.moment(today, known_on)
            facts = self.facts(moment)
            facts.preload()
            day = date.fromisoformat(moment.day)
            docket = _Docket(self.packs(moment.position), facts, day)
            found = [*docket.of_holders((who,) if who else facts.cadres)]
            if who is None:
                found += docket.of_posts(self._posts(moment.position))
            below = set(subtree(self.database, unit, moment)) if unit else None
        kept = (each for each in found if (below is None or each.due.unit in below) and each.state in (state or STATES))
        order = sorted(kept, key=lambda each: (each.due.due_on, each.due.cadre, each.due.post, each.due.rule.id))
        return [each.as_dict() for each in order]

    def _posts(self, position: int) -> list[str]:
        sql = "SELECT DISTINCT post FROM post_row WHERE known_from <= ? AND known_to > ? ORDER BY post"
        return [row[0] for row in self.database.query(sql, (position, position))]


class _Docket:
    """The duties by one day, over the facts of one moment."""

    def __init__(self, packs: Sequence[Pack], facts: StoredFacts, today: date) -> None:
        self._packs = packs
        self._facts = facts
        self._today = today
        self._by_packs: dict[tuple[PackId, ...], tuple[Rule, ...]] = {}

    def of_holders(self, cadres: Sequence[str]) -> Iterator[Duty]:
        """What each holding raised: done when it ended, else as it stands today."""
        for cadre in cadres:
            held = [each for each in self._facts.stretches(cadre) if each.start <= self._today]
            raised = [pair for stretch in held for pair in self._raised(stretch)]
            for number, (stretch, due) in enumerate(raised):
                if stretch.on(self._today):
                    yield Duty(due, OPEN[due.state], stretch.event)
                elif not any(_goes_on(stretch, due, *later) for later in raised[number + 1 :]):
                    yield Duty(due, "done", stretch.ended_by)

    def _raised(self, stretch: Stretch) -> Iterator[tuple[Stretch, Due]]:
        day = min(self._today, stretch.end - ONE_DAY)
        for rule in self._rules(day):
            due_of = BY_NAME[rule.kind].due
            due = due_of(rule, stretch, day, self._facts) if due_of else None
            if due is not None and due.warn_on <= day:
                yield stretch, with_state(due, self._facts)

    def of_posts(self, posts: Sequence[str]) -> Iterator[Duty]:
        """What each vacancy raised: done when the post was filled, else as it stands today."""
        if not any(BY_NAME[rule.kind].vacancy for pack in self._packs for rule in pack.rules):
            return
        starts = self._starts()
        for post in posts:
            fillings = [each for each in starts[post] if each.start <= self._today]
            for day, stretch in {each.start: each for each in fillings}.items():
                still = {(due.rule.id, due.since) for due in self._vacant(post, day)}
                before = (due for due in self._vacant(post, day - ONE_DAY) if (due.rule.id, due.since) not in still)
                yield from (Duty(due, "done", stretch.event) for due in before)
            yield from (Duty(due, OPEN[due.state], due.ledger[-1].event) for due in self._vacant(post, self._today))

    def _starts(self) -> dict[str, list[Stretch]]:
        """The stretches by which somebody newly took up a post, by post."""
        found: dict[str, list[Stretch]] = defaultdict(list)
        for cadre in self._facts.cadres:
            for stretch in self._facts.stretches(cadre):
                if stretch.start == stretch.since:
                    found[stretch.post].append(stretch)
        return found

    def _vacant(self, post: str, day: date) -> Iterator[Due]:
        place = self._facts.post(post, day)
        for rule in self._rules(day) if place else ():
            alarm = BY_NAME[rule.kind].vacancy
            due = alarm(rule, place, day, self._facts) if alarm and place else None
            if due is not None and due.warn_on <= day:
                yield with_state(replace(due, today=day), self._facts)

    def _rules(self, day: date) -> tuple[Rule, ...]:
        """The rules in force on the day."""
        packs = in_force(self._packs, day)
        key = tuple(pack.id for pack in packs)
        if key not in self._by_packs:
            self._by_packs[key] = rules_of(packs)
        return tuple(rule for rule in self._by_packs[key] if rule.on(day))


def _goes_on(stretch: Stretch, due: Due, later: Stretch, later_due: Due) -> bool:
    """Whether the clock that raised the duty ran on in a later stretch, so leaving this one did nothing."""
    if (later_due.rule.id, later_due.rule.pack.id, later_due.since) != (due.rule.id, due.rule.pack.id, due.since):
        return False
    return stretch.post in later.chain or not due.rule.clock.startswith("same-post")
