"""training-min: so much training in every year, or in every few years."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import Any, NamedTuple

from domain.amounts import HALF, TENTH, halves
from domain.days import ALWAYS, FOREVER
from domain.policy.attendance import TOPIC, Attended, attended, total
from domain.policy.facts import PolicyFacts, Stretch
from domain.policy.kind import Amiss, Kind, Owed
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.shares import parts
from domain.policy.values import share_mistake

OPTIONS: Mapping[str, str] = {
    "training_kind": "list of political-theory, study-tour, on-the-job, practical: the kinds that count (all unless "
    "said)",
    "forms_left_out": "list of texts: forms of training that do not count, such as network",
    "scope": "list of in-county, outside-county, outside-city, outside-province: where it must be (anywhere unless "
    "said)",
    "collective": "yes or no: only collective training counts (no unless said)",
    "hours_per_day": "text: how many class-hours make a day where only one of them is told, such as 7.5",
    "missed_most": "text: the share of its hours that may be missed before a session counts for nothing, such as 1/7",
}
"""What every rule on training says of the sessions that count."""
LONG: Mapping[str, int] = {"calendar-year": 1, "5-years": 5}
MONTHS = 12
PLANNED = "training-planned"
_last, _by_end = attrgetter("end", "start"), attrgetter("end", "event")


class Account(NamedTuple):
    """One cadre's training in one period, in tenths: what was required and what was done up to the day asked about."""

    cadre: str
    start: date
    end: date
    since: date
    until: date
    held: Stretch | None
    days_required: int
    days_done: int
    hours_required: int
    hours_done: int
    sessions: tuple[Attended, ...]

    @property
    def days_short(self) -> int:
        """How many tenths of a day are lacking; none where the hours suffice."""
        return 0 if self._enough_hours else max(0, self.days_required - self.days_done)

    @property
    def hours_short(self) -> int:
        """How many tenths of an hour are lacking; none where the days suffice."""
        return 0 if self._enough_days else max(0, self.hours_required - self.hours_done)

    @property
    def fulfilled(self) -> bool:
        """Whether nothing is lacking, in days or in hours."""
        return self._enough_days or self._enough_hours

    @property
    def _enough_days(self) -> bool:
        return bool(self.days_required) and self.days_done >= self.days_required

    @property
    def _enough_hours(self) -> bool:
        return bool(self.hours_required) and self.hours_done >= self.hours_required


def accounts(rule: Rule, cadre: str, today: date, facts: PolicyFacts) -> Iterator[Account]:
    """The cadre's training in every period that has begun by the day and in which the rule concerned the cadre."""
    obliged = obliged_times(rule, cadre, facts)
    if not obliged:
        return
    sessions = attended(rule.options, cadre, facts)
    first = min(each.start for each in obliged)
    for start, end in periods(rule, first, today):
        inside = [each for each in obliged if each.start < end and start < each.end]
        if inside:
            yield account(rule, cadre, (start, end), inside, sessions, today)


def periods(rule: Rule, first: date, today: date) -> Iterator[tuple[date, date]]:
    """The years, or the spans of five, that end after the first day and have begun by the last one."""
    years = LONG[rule.options.get("per", "calendar-year")]
    begun = rule.options.get("period_start", first.year)
    year = begun + (first.year - begun) // years * years
    while year <= today.year:
        yield date(year, 1, 1), date(year + years, 1, 1)
        year += years


def obliged_times(rule: Rule, cadre: str, facts: PolicyFacts) -> list[Stretch]:
    """The stretches in which the rule concerns the cadre: as a holder of a post, or as a member of the party."""
    counted = [each for each in facts.stretches(cadre) if rule.counts.kind(each.kind) and selects(rule.select, each)]
    held = [each for each in counted if each.start < rule.until and rule.since < each.end]
    held = [each._replace(start=max(each.start, rule.since), end=min(each.end, rule.until)) for each in held]
    if rule.options.get("whose") != "members":
        return held
    joined = _joined(cadre, facts)
    return [
        each._replace(start=max(each.start, ALWAYS if each.track == "party" else joined))
        for each in held
        if each.track == "party" or joined < each.end
    ]


def _joined(cadre: str, facts: PolicyFacts) -> date:
    told = facts.personal(cadre, "joined_party", FOREVER - timedelta(days=1)).value
    return date.fromisoformat(told) if told else FOREVER


def account(  # noqa: PLR0913, PLR0917 - what an account is made of
    rule: Rule,
    cadre: str,
    period: tuple[date, date],
    obliged: Sequence[Stretch],
    sessions: Sequence[Attended],
    today: date,
) -> Account:
    """The account of one period; who was obliged in a part of it owes a part."""
    start, end = period
    mine = [each for each in sessions if each.start < end and start < each.end]
    days_done, hours_done = total(mine, start, end, today) if mine else (0, 0)
    days = _number(rule, "days", start) * 10
    hours = _number(rule, "hours", start) * 10 or _number(rule, "or_hours", start) * 10
    spans = [(max(each.start, start), min(each.end, end)) for each in obliged]
    return Account(
        cadre=cadre,
        start=start,
        end=end,
        since=min([first for first, _ in spans]),
        until=max([after for _, after in spans]),
        held=obliged[0] if len(obliged) == 1 else max(obliged, key=_last),
        days_required=_part(rule, days, spans, period, HALF),
        days_done=days_done,
        hours_required=_part(rule, hours, spans, period, TENTH),
        hours_done=hours_done,
        sessions=tuple(mine),
    )


def _number(rule: Rule, name: str, day: date) -> int:
    return int(rule.first_or(name, day)) if name in rule.numbers else 0


def _part(rule: Rule, amount: int, spans: Sequence[tuple[date, date]], period: tuple[date, date], step: int) -> int:
    """The part of an amount that is owed for the time obliged, rounded up to the half day or the tenth of an hour."""
    mode = rule.options.get("prorata", "days")
    if not amount:
        return 0
    if mode == "none":
        return amount
    if mode == "months":
        owed, whole = len(_months(spans)), len(_months([period]))
    else:
        owed, whole = _covered(spans), (period[1] - period[0]).days
    return -(-amount * owed // (whole * step)) * step


def _months(spans: Iterable[tuple[date, date]]) -> set[int]:
    """The calendar months that are touched."""
    found: set[int] = set()
    for start, end in spans:
        last = end - timedelta(days=1)
        found.update(range(start.year * MONTHS + start.month, last.year * MONTHS + last.month + 1))
    return found


def _covered(spans: Sequence[tuple[date, date]]) -> int:
    if len(spans) == 1:
        return (spans[0][1] - spans[0][0]).days
    days, reached = 0, ALWAYS
    for start, end in sorted(spans):
        days += max(0, (end - max(start, reached)).days)
        reached = max(reached, end)
    return days


def owed(rule: Rule, cadre: str, today: date, facts: PolicyFacts) -> Iterator[Owed]:
    """The training that still lacked so many days before the end of a period, due when the period ends."""
    if rule.options.get("where_kept") and not _kept_anywhere(rule, cadre, facts):
        return
    before = timedelta(days=rule.warn_days)
    for each in accounts(rule, cadre, today, facts):
        raised_on = max(each.since, each.end - before)
        if raised_on > today or each.until <= raised_on or _done_by(each, raised_on):
            continue
        if not is_kept(rule, each, facts):
            continue
        held = each.held
        gone = held.ended_by if held is not None and held.end <= min(today, each.end - timedelta(days=1)) else None
        yield Owed(
            subject=cadre,
            about=str(each.start.year),
            raised_on=raised_on,
            due_on=each.end,
            basis=held.event if held else None,
            done_by=_done_by(each, today) or gone,
            post=held.post if held else None,
            unit=held.unit if held else None,
        )


def is_kept(rule: Rule, told: Account, facts: PolicyFacts) -> bool:
    """Whether what lacks is a duty: always, or where the unit has a plan or anybody's session of the period on file."""
    if not rule.options.get("where_kept"):
        return True
    unit = told.held.unit if told.held else None
    entries = (each for topic in (TOPIC, PLANNED) for each in facts.entries(topic, f"unit:{unit}"))
    return any(each.start < told.end and told.start < each.end for each in entries)


def _kept_anywhere(rule: Rule, cadre: str, facts: PolicyFacts) -> bool:
    """Whether any unit in which the rule concerned the cadre has training on file at all."""
    units = {each.unit for each in obliged_times(rule, cadre, facts)}
    return any(facts.entries(topic, f"unit:{unit}") for unit in units for topic in (TOPIC, PLANNED))


def _done_by(told: Account, today: date) -> str | None:
    """The event of the session with which the account was fulfilled by the day; None where it was not."""
    if not told.sessions:
        return None
    by_end = sorted(told.sessions, key=_by_end)
    for number, each in enumerate(by_end, 1):
        days, hours = total(by_end[:number], told.start, told.end, today)
        if told._replace(days_done=days, hours_done=hours).fulfilled:
            return each.event
    return None


def amiss(options: Mapping[str, Any], _levels: Sequence[str]) -> Iterator[Amiss]:
    """What is wrong with the options that are amounts."""
    if "missed_most" in options and (wrong := share_mistake(options["missed_most"])):
        yield ("missed_most",), wrong
    told = options.get("hours_per_day")
    if told is not None and (not isinstance(told, str) or not _is_amount(told)):
        yield ("hours_per_day",), 'must be a number of hours in quotation marks, "7.5"'


def _is_amount(text: str) -> bool:
    try:
        return bool(halves(text)) and parts(text)[0] > 0
    except ValueError:
        return False


KIND = Kind(
    "training-min",
    "Whoever holds a post (or is a member in one) attends so many days, or so many class-hours, of training in every "
    "year or every five years; who joins or leaves in between owes a part. What lacks is a duty, due when the year "
    "ends.",
    numbers=("days|hours", "or_hours?"),
    options={
        **OPTIONS,
        "per": "one of calendar-year, 5-years: in which time (calendar-year unless said)",
        "period_start": "number of a year: the first year of a span of five (that of the first holding unless said)",
        "whose": "one of holders, members: every holder, or those who are members of the party (holders unless said)",
        "where_kept": "yes or no: no duty in a period of which the unit has neither a plan nor a session on file, for "
        "it keeps its training elsewhere (no unless said); the ledger tells what lacks all the same",
        "prorata": "one of days, months, none: how the part of who joins or leaves in between is counted (days unless "
        "said)",
    },
    owed=owed,
    amiss=amiss,
)
