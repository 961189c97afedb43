"""What everybody's holdings raise under rules that look at a clock only, asked at once.

Holders differ in who they are and agree in what a rule reads of them. So a rule is asked once for all whose clock shows
the same, and the ledger, which only an explanation needs, is left out; the days are those of `judge.dues`.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple, Protocol, TypeAlias

from domain.policy.catalogue import BY_NAME
from domain.policy.clock import OWN_POSTS, Place, Run, Tally, run, scope
from domain.policy.facts import PolicyFacts, Spell, Spot, WaiverView
from domain.policy.judge import waiver_for
from domain.policy.kind import Outlook
from domain.policy.measuring import SINCE
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.verdict import Due

Holder: TypeAlias = tuple[str, str, str, Spot, str, str | None, str]
"""Cadre, post, kind, what the post is; since when in this spell, planned end and end as written (YYYY-MM-DD)."""


class Roll(Protocol):
    """Everybody who holds a post on a day."""

    def holders(self) -> Iterator[Holder]:
        """Each, once for each post held."""

    def only(self, cadre: str) -> bool:
        """Whether the cadre has held nothing but one post, which was the same all the time."""

    def alone(self, cadre: str, post: str) -> bool:
        """Whether the cadre has held the post once, which was the same all the time, and none that it succeeded."""

    def spells(self, cadre: str, posts: frozenset[str] | None) -> list[Spell]:
        """What the cadre has held up to the day, of these posts or of all (None)."""

    def line(self, post: str) -> frozenset[str]:
        """The post and those it succeeded."""


class Told(NamedTuple):
    """What the clock of a rule shows, and what that raises; one and the same for many.

    The duty is of nobody in particular, and those with the same days to come share it: not so `since` and days counted.
    """

    shown: Run
    due: Due


Held: TypeAlias = tuple[str, str, str, str, str | None, str]
"""Cadre, post, unit, track; planned end and end of the holding as written (YYYY-MM-DD)."""
Owing: TypeAlias = tuple[Held, Told, WaiverView | None]
"""What is held, what a rule says of it, and the waiver of a breach."""
Clocked: TypeAlias = tuple[str, str, str, str, str | None, str, str, str]
"""What is held, since when a clock has run for it, and from when on as if unbroken (YYYY-MM-DD)."""


class Asking:
    """One rule, with what it has answered on the day to whoever's clock showed the same."""

    def __init__(self, rule: Rule, outlook: Outlook, today: date) -> None:
        self.rule = rule
        self._outlook = outlook
        self._today = today
        self._day = today.isoformat()
        self._whole = rule.clock not in OWN_POSTS
        self._by_holding = rule.pick == "holding-start"
        self._selected: dict[tuple[int, str], bool] = {}
        self._scopes: dict[int, Callable[[Place], bool]] = {}
        self._from: dict[str, Told] = {}
        """By the first day of holdings that the clock looks at alone."""
        self._told: dict[Run, Told] = {}
        self._running: dict[tuple[str, str], Told] = {}
        self._dues: dict[tuple[int, date, date | None], Due] = {}

    def concerns(self, spot: Spot, kind: str) -> bool:
        """Whether the rule looks at such a holding."""
        key = (id(spot), kind)
        found = self._selected.get(key)
        if found is None:
            found = self._selected[key] = self.rule.counts.kind(kind) and selects(self.rule.select, spot)
        return found

    def asked(self, holder: Holder, roll: Roll) -> Told:
        """What the rule says of a holder whom it concerns."""
        cadre, post, _, spot, start, _, _ = holder
        if start < self._day and (roll.only(cadre) if self._whole else roll.alone(cadre, post)):
            found = self._from.get(start)
            if found is None:
                began = date.fromisoformat(start)
                found = self._from[start] = self._tell(Run(began, (self._today - began).days, self._today, 1))
            return found
        posts = None if self._whole else roll.line(post) if self.rule.counts.successor_posts else frozenset((post,))
        shown = self._shown(roll.spells(cadre, posts), spot)
        return self._told.get(shown) or self._tell(shown)

    def running(self, since: str, run_from: str) -> Told:
        """What the rule says where the clock has run since the one day, and as if unbroken from the other on."""
        found = self._running.get((since, run_from))
        if found is None:
            days = (self._today - date.fromisoformat(run_from)).days
            shown = Run(date.fromisoformat(since), days, self._today, 0)
            found = self._running[since, run_from] = self._tell(shown)
        return found

    def waiver(self, told: Told, cadre: str, post: str, facts: PolicyFacts) -> WaiverView | None:
        """The waiver of the rule that holds for what would else be a breach."""
        if told.due.state != "breach" or self.rule.waiver is None:
            return None
        return waiver_for(self.rule, (cadre, post), self._today, facts)

    def _shown(self, held: Iterable[Spell], spot: Spot) -> Run:
        """What the clock shows over what was held, for the holder of such a post."""
        day, concerns = self._today, self.concerns
        same = self._scopes.get(id(spot))
        if same is None:
            same = self._scopes[id(spot)] = scope(self.rule, spot)
        past = [(min(day, end), start, concerns(at, kind)) for start, end, kind, at in held if start < day and same(at)]
        if len(past) > 1:
            past.sort(reverse=True)
        return run(self.rule, past, day)

    def _tell(self, shown: Run) -> Told:
        key = (shown.counted_days, shown.until, shown.since if self._by_holding else None)
        due = self._dues.get(key)
        if due is None:
            due = self._dues[key] = self._due(shown)
        found = self._told[shown] = Told(shown, due)
        return found

    def _due(self, shown: Run) -> Due:
        """What a holding raises on whose clock this is shown; of nobody in particular, and waived by nobody."""
        told = Tally(self._today, shown.counted_days, shown.since, (), shown.until)
        due_on, bands = self._outlook(self.rule, told, self._today)
        due = Due(self.rule, "", "", "", shown.since, shown.counted_days, due_on, "", self._today, bands=bands)
        return due._replace(state=due.state_unless_waived)


def call_the_roll(rules: Iterable[Rule], roll: Roll, today: date, facts: PolicyFacts) -> Iterator[Owing]:
    """The duty that each holding raises under each of the rules, all of them such as `asked_by_roll`."""
    asking = [Asking(rule, of, today) for rule in rules if (of := BY_NAME[rule.kind].outlook)]
    concerned: dict[tuple[int, str], list[Asking]] = {}
    for holder in roll.holders():
        cadre, post, kind, spot, _, planned_end, until = holder
        asked = concerned.get((id(spot), kind))
        if asked is None:
            asked = concerned[id(spot), kind] = [each for each in asking if each.concerns(spot, kind)]
        for each in asked:
            told = each.asked(holder, roll)
            held = (cadre, post, spot.unit, spot.track, planned_end, until)
            yield held, told, each.waiver(told, cadre, post, facts)


def told_by_clocks(
    rules: Iterable[Rule], shown: Callable[[Rule], Iterable[Clocked]], today: date, facts: PolicyFacts
) -> Iterator[Owing]:
    """The same, from what the clock of each rule shows on the day for everybody whom it concerns."""
    for rule in rules:
        outlook = BY_NAME[rule.kind].outlook
        if outlook is None:
            continue
        asking = Asking(rule, outlook, today)
        for cadre, post, unit, track, planned_end, until, since, run_from in shown(rule):
            told, held = asking.running(since, run_from), (cadre, post, unit, track, planned_end, until)
            yield held, told, asking.waiver(told, cadre, post, facts)


def as_due(owing: Owing) -> Due:
    """The duty of one holder."""
    (cadre, post, unit, _, planned_end, until), (shown, told), waiver = owing
    due = told._replace(
        since=shown.since,
        counted_days=shown.counted_days,
        cadre=cadre,
        post=post,
        unit=unit,
        planned_end=date.fromisoformat(planned_end) if planned_end else None,
        until=date.fromisoformat(until),
    )
    return due._replace(state="waived", waiver_until=waiver.end) if waiver else due


def asked_by_roll(rule: Rule) -> bool:
    """Whether what a holding raises under the rule depends on nothing but the rule's clock over what was held."""
    return BY_NAME[rule.kind].outlook is not None and rule.clock not in SINCE
