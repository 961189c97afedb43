"""What everybody's holdings raise under rules that look at a clock only, asked at once.

Holders differ in who they are and agree in what a rule reads of them. So a rule is asked once for all whose clock shows
the same, and the ledger, which only an explanation needs, is left out; the days are those of `judge.dues`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from domain.days import FOREVER
from domain.policy.catalogue import BY_NAME
from domain.policy.clock import OWN_POSTS, Run, Tally, shows
from domain.policy.facts import PolicyFacts, Spell, Spot, WaiverView
from domain.policy.judge import waiver_for
from domain.policy.kind import Outlook
from domain.policy.measuring import SINCE
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.verdict import Due

SpellsOf: TypeAlias = Callable[[str, frozenset[str] | None], Sequence[Spell]]
"""What a cadre has held of some posts, or (None) of all."""


class Holder(NamedTuple):
    """Who holds what on the day, since when in this spell.

    `alone`: no other spell of theirs is in the line of the post; `only`: they have no other spell at all.
    """

    cadre: str
    spot: Spot
    kind: str
    start: date
    planned_end: date | None
    until: date
    alone: bool
    only: bool


Owing: TypeAlias = tuple[Holder, Run, Due, WaiverView | None]
"""A holder, what the clock shows, what that raises (of nobody in particular), and the waiver of a breach."""


class Asking:
    """One rule, with what it has answered on the day to whoever's clock showed the same."""

    def __init__(self, rule: Rule, outlook: Outlook, today: date) -> None:
        self.rule = rule
        self._outlook = outlook
        self._today = today
        self._whole = rule.clock not in OWN_POSTS
        self._by_holding = rule.pick == "holding-start"
        self._selected: dict[tuple[int, str], bool] = {}
        self._told: dict[date, tuple[Run, Due]] = {}
        """By the first day of holdings that the clock looks at alone."""
        self._answers: dict[tuple[int, date, date | None], Due] = {}

    def concerns(self, spot: Spot, kind: str) -> bool:
        """Whether the rule looks at such a holding."""
        key = (id(spot), kind)
        found = self._selected.get(key)
        if found is None:
            found = self._selected[key] = self.rule.counts.kind(kind) and selects(self.rule.select, spot)
        return found

    def asked(self, holder: Holder, spells: SpellsOf) -> tuple[Run, Due]:
        """What the clock shows for a holder whom the rule concerns, and what follows from it."""
        if not (holder.only if self._whole else holder.alone) or holder.start >= self._today:
            held = spells(holder.cadre, None if self._whole else holder.spot.chain)
            shown = shows(self.rule, held, holder.spot, self._today)
            return shown, self._answer(shown)
        found = self._told.get(holder.start)
        if found is None:
            held = (Spell(holder.start, FOREVER, holder.kind, holder.spot),)
            shown = shows(self.rule, held, holder.spot, self._today)
            found = self._told[holder.start] = (shown, self._answer(shown))
        return found

    def _answer(self, shown: Run) -> Due:
        """What a holding raises on whose clock this is shown; of nobody in particular, and waived by nobody."""
        key = (shown.counted_days, shown.until, shown.since if self._by_holding else None)
        found = self._answers.get(key)
        if found is None:
            told = Tally(self._today, shown.counted_days, shown.since, (), shown.until)
            due_on, bands = self._outlook(self.rule, told, self._today)
            found = Due(self.rule, "", "", "", shown.since, shown.counted_days, due_on, "", self._today, bands=bands)
            found = self._answers[key] = found._replace(state=found.state_unless_waived)
        return found


def call_the_roll(
    rules: Iterable[Rule], holders: Iterable[Holder], spells: SpellsOf, today: date, facts: PolicyFacts
) -> Iterator[Owing]:
    """The duty that each holding raises under each of the rules, all of them such as `asked_by_roll`."""
    asking = [Asking(rule, of, today) for rule in rules if (of := BY_NAME[rule.kind].outlook)]
    for holder in holders:
        spot, kind = holder.spot, holder.kind
        for each in asking:
            if each.concerns(spot, kind):
                shown, told = each.asked(holder, spells)
                late = told.state == "breach" and told.rule.waiver is not None
                subjects = (holder.cadre, spot.post)
                yield holder, shown, told, waiver_for(told.rule, subjects, today, facts) if late else None


def as_due(owing: Owing) -> Due:
    """The duty of one holder."""
    holder, shown, told, waiver = owing
    due = told._replace(cadre=holder.cadre, post=holder.spot.post, unit=holder.spot.unit)
    due = due._replace(
        since=shown.since, counted_days=shown.counted_days, planned_end=holder.planned_end, until=holder.until
    )
    return due._replace(state="waived", waiver_until=waiver.end) if waiver else due


def asked_by_roll(rule: Rule) -> bool:
    """Whether what a holding raises under the rule depends on nothing but the rule's clock over what was held."""
    return BY_NAME[rule.kind].outlook is not None and rule.clock not in SINCE
