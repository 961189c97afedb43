"""The watch: what looks like a way around a rule. Nothing here is a finding against anybody; each asks for a look."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from domain.days import FOREVER, add_months
from domain.policy.facts import StandingView, Stretch
from domain.policy.rule import MissingNumber, Rule
from domain.policy.selecting import selects
from projections.unit import Answer

SHORT_BREAK_DAYS = 31
"""A break in a holding that is no longer than this may be made to stop a clock."""
RETURN_MONTHS = 36
"""Who is back in the same post within this time has hardly been away, where no rule on cooling-off says how long."""
PARKED_MONTHS = 12
"""Who has charge of a post for longer than this holds it without being appointed to it."""
OWN = ("substantive", "trial")


class Sighting(NamedTuple):
    """A pattern seen: of whom, at which post, from when to when, and the acts that make it."""

    pattern: str
    subject: str
    post: str | None
    unit: str | None
    start: date
    end: date
    facts: tuple[str | None, ...]
    says: str

    def as_dict(self) -> Answer:
        """The sighting as it is shown; an end that is not known is absent."""
        return {
            "pattern": self.pattern,
            "subject": self.subject,
            "post": self.post,
            "unit": self.unit,
            "from": self.start.isoformat(),
            "until": None if self.end == FOREVER else self.end.isoformat(),
            "facts": [each for each in dict.fromkeys(self.facts) if each],
            "says": self.says,
        }


Free: TypeAlias = Callable[[Stretch], date]
"""The first day on which a return to what was left is nothing to look into."""


def usually_free(left: Stretch) -> date:
    """The first day after the time within which whoever is back has hardly been away."""
    return add_months(left.end, RETURN_MONTHS) + timedelta(days=1)


def free_by(rules: Iterable[Rule]) -> Free:
    """The same by the rules on cooling-off for what was left, the longest of them; where there is none, as usual."""
    cooling = [rule for rule in rules if rule.kind == "cooling-off"]

    def free(left: Stretch) -> date:
        found = [day for rule in cooling if selects(rule.select, left) and (day := _free_under(rule, left))]
        return max(found, default=usually_free(left))

    return free


def _free_under(rule: Rule, left: Stretch) -> date | None:
    try:
        return add_months(left.end, rule.months(left.end, start=left.since).value)
    except MissingNumber:
        return None


def sightings_of(
    stretches: Sequence[Stretch],
    standings: Sequence[StandingView],
    closed: dict[str, date],
    today: date,
    free: Free = usually_free,
) -> Iterator[Sighting]:
    """What is seen in one cadre's holdings up to today; `closed` holds the day on which each post ended.

    `free` tells from which day on a return to what was left is nothing to look into.
    """
    held = merged(each for each in stretches if each.start <= today)
    for number, first in enumerate(held):
        later = [each for each in held[number + 1 :] if each.start >= first.end]
        yield from _short_break(first, later)
        yield from _renamed(first, later, closed)
        yield from _ping_pong(first, later, free)
    yield from _parked(held, today)
    yield from _resigned(held, standings, today, free)


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """One stretch for each holding: a change of the post's definition in between breaks nothing."""
    found: list[Stretch] = []
    for each in sorted(stretches, key=lambda one: (one.start, one.post)):
        same = [place for place, one in enumerate(found) if _continues(one, each)]
        if same:
            found[same[-1]] = found[same[-1]]._replace(end=each.end, ended_by=each.ended_by, chain=each.chain)
        else:
            found.append(each)
    return found


def _continues(one: Stretch, later: Stretch) -> bool:
    return one.end == later.start and one.kind == later.kind and one.since == later.since and _same_post(one, later)


def _same_post(one: Stretch, later: Stretch) -> bool:
    return one.post in later.chain or later.post in one.chain


def _short_break(first: Stretch, later: Sequence[Stretch]) -> Iterator[Sighting]:
    """The same post again after a break of a few days."""
    for each in later[:1] if first.kind in OWN else ():
        gap = (each.start - first.end).days
        if _same_post(first, each) and 0 < gap <= SHORT_BREAK_DAYS:
            says = f"{first.cadre} left {first.post} on {first.end} and was back after {gap} days."
            yield _seen("short-break", first, each, says)


def _renamed(first: Stretch, later: Sequence[Stretch], closed: dict[str, date]) -> Iterator[Sighting]:
    """A post closed under its holder, who goes on in a new one like it in the same house that is not its successor."""
    soon = timedelta(days=SHORT_BREAK_DAYS)
    end = closed.get(first.post, FOREVER)
    if end == FOREVER or not first.end - soon <= end <= first.end + soon:
        return
    for each in later:
        alike = (each.track, each.level) == (first.track, first.level) and bool(each.house & first.house)
        if alike and not _same_post(first, each) and each.start <= first.end + soon:
            says = (
                f"{first.post} was closed on {end}; {first.cadre} goes on in {each.post}, which is not its successor."
            )
            yield _seen("rename-to-reset", first, each, says)


def _ping_pong(first: Stretch, later: Sequence[Stretch], free: Free) -> Iterator[Sighting]:
    """Back in the same post after another one, within the cooling-off."""
    back = next((each for each in later if _same_post(first, each)), None)
    if back is None or first.kind not in OWN or back.start >= free(first):
        return
    between = [each for each in later if each.start < back.start and each.kind in OWN and not _same_post(first, each)]
    if between:
        says = f"{first.cadre} went from {first.post} to {between[0].post} and was back on {back.start}."
        yield _seen("ping-pong", first, back, says)


def _parked(held: Sequence[Stretch], today: date) -> Iterator[Sighting]:
    """A charge that has lasted longer than a charge should, renewals put together, those after a short break too."""
    charges = [each for each in held if each.kind == "acting"]
    for first in charges:
        if any(_renews(first, each) for each in charges):
            continue
        renewed = _renewals(first, charges)
        last, end = renewed[-1], min(renewed[-1].end, today)
        if end >= add_months(first.start, PARKED_MONTHS):
            days = sum((min(each.end, today) - each.start).days for each in renewed)
            says = f"{first.cadre} has had charge of {first.post} for {days} days without being appointed."
            facts = tuple(each.event for each in renewed)
            yield Sighting("acting-parked", first.cadre, first.post, first.unit, first.start, last.end, facts, says)


def _renewals(first: Stretch, charges: Sequence[Stretch]) -> list[Stretch]:
    """The charge and those that renewed it, each soon after the one before."""
    found = [first]
    for each in charges:
        if _renews(each, found[-1]):
            found.append(each)
    return found


def _renews(later: Stretch, charge: Stretch) -> bool:
    soon = timedelta(days=SHORT_BREAK_DAYS)
    return charge.end <= later.start <= min(charge.end, FOREVER - soon) + soon and _same_post(charge, later)


def _resigned(
    held: Sequence[Stretch],
    standings: Sequence[StandingView],
    today: date,
    free: Free,
) -> Iterator[Sighting]:
    """Out of the service and back in the same post within the cooling-off."""
    for gone, back in pairwise(standings):
        if not gone.departure or back.departure or back.start > today:
            continue
        before = [each for each in held if each.end == gone.start and each.kind in OWN]
        after = [each for each in held if each.start >= back.start and each.kind in OWN]
        for first in before:
            again = next((each for each in after if _same_post(first, each)), None)
            if again and again.start < free(first):
                says = f"{first.cadre} left the service on {gone.start} ({gone.departure}), back in {again.post} on "
                yield _seen("resign-and-return", first, again, f"{says}{again.start}.")


def _seen(pattern: str, first: Stretch, last: Stretch, says: str) -> Sighting:
    facts = (first.event, first.ended_by, last.event)
    return Sighting(pattern, first.cadre, last.post, last.unit, first.start, last.end, facts, says)


def chained_waivers(waivers: Sequence[Answer]) -> Iterator[Sighting]:
    """A waiver that carries on another one: together they last longer than one may."""
    by_event = {each["event"]: each for each in waivers}
    for each in waivers:
        if not each["chained"]:
            continue
        first, subjects = each, [each["subject"]]
        while first["follows"]:
            first = by_event[first["follows"]]
            subjects.append(first["subject"])
        named = ", then for ".join(dict.fromkeys(reversed(subjects)))
        says = f"{each['rule']} is waived for {named} from {first['from']} on, one waiver after another."
        start, end = date.fromisoformat(first["from"]), date.fromisoformat(each["until"])
        facts = (first["event"], each["follows"], each["event"])
        yield Sighting("chained-waivers", each["subject"], None, None, start, end, facts, says)
