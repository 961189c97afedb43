"""Training that was attended, as rules count it: which sessions, how much of each in a stretch of time.

All amounts are whole tenths of a day or of an hour.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from domain.amounts import HALF, TENTH, shared_out, tenths
from domain.policy.concern import listed
from domain.policy.facts import EntryView, PolicyFacts
from domain.policy.shares import against

TOPIC = "training-recorded"
LIMITING = frozenset(("training_kind", "scope", "forms_left_out", "collective", "missed_most"))
"""The options by which not every session counts."""
ONE_DAY = timedelta(days=1)


class Attended(NamedTuple):
    """A session with what it counts: `days` and `hours` in tenths, of the whole session."""

    session: str
    start: date
    end: date
    days: int
    hours: int
    event: str
    fields: Mapping[str, Any]

    def within(self, start: date, end: date, today: date) -> tuple[int, int]:
        """Days and hours of the part from `start` to `end` (excluded) that was over by the end of `today`.

        A session that runs over the end of a year counts in each year by its days in it.
        """
        over = min(end, today + ONE_DAY)
        if self.start.year == self.end.year:
            return (self.days, self.hours) if start <= self.start and self.end <= over else (0, 0)
        parts = _parts(self.start, self.end)
        place = [number for number, (first, after) in enumerate(parts) if start <= first and after <= over]
        lengths = tuple((after - first).days for first, after in parts)
        days, hours = shared_out(self.days, lengths, HALF), shared_out(self.hours, lengths, TENTH)
        return sum(days[each] for each in place), sum(hours[each] for each in place)


def _parts(start: date, end: date) -> list[tuple[date, date]]:
    """The parts of a stretch of time in each calendar year."""
    firsts = [start, *(date(year, 1, 1) for year in range(start.year + 1, end.year + 1) if date(year, 1, 1) < end)]
    return list(zip(firsts, [*firsts[1:], end], strict=True))


def attended(options: Mapping[str, Any], cadre: str, facts: PolicyFacts) -> list[Attended]:
    """The sessions that the options of a rule count, by day; missed too much, a session counts for nothing."""
    per_day = options.get("hours_per_day")
    rate = tenths(per_day) if per_day else 0
    told = facts.entries(TOPIC, f"cadre:{cadre}")
    if not LIMITING.isdisjoint(options):
        told = [each for each in told if counts(options, each)]
    return [_counted(each, rate) for each in told]


def counts(options: Mapping[str, Any], entry: EntryView) -> bool:
    """Whether a session is one of those that the options of a rule mean."""
    told = entry.fields
    if (kinds := options.get("training_kind")) and told["kind"] not in listed(kinds):
        return False
    if (scopes := options.get("scope")) and told["scope"] not in listed(scopes):
        return False
    if (left_out := options.get("forms_left_out")) and told["form"] in listed(left_out):
        return False
    if options.get("collective") and not told["collective"]:
        return False
    return not missed_too_much(options, told)


def missed_too_much(options: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Whether more hours of the session were missed than the share that may be."""
    most = options.get("missed_most")
    hours = tenths(told["hours"]) if most else 0
    return bool(hours) and against(tenths(told["missed_hours"]), hours, str(most)) > 0


def _counted(entry: EntryView, rate: int) -> Attended:
    """The session; where only days or only hours are told the rule's hours of a day give the other."""
    fields = entry.fields
    days, hours, missed = tenths(fields["days"]), tenths(fields["hours"]), tenths(fields["missed_hours"])
    if rate and not hours:
        hours = days * rate // 10
    if rate and not days:
        days = hours * 10 // rate // HALF * HALF
    return Attended(fields["session"], entry.start, entry.end, days, hours - missed, entry.event, fields)


def total(sessions: Iterable[Attended], start: date, end: date, today: date) -> tuple[int, int]:
    """Days and hours of the sessions from `start` to `end` (excluded), as far as they were over by `today`."""
    found = [each.within(start, end, today) for each in sessions if each.start < end and start < each.end]
    return sum([days for days, _ in found]), sum([hours for _, hours in found])
