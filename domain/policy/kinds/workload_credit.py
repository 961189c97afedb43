"""workload-credit: weeks of party work count as class-hours, once both committees have accepted the work."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from domain.amounts import hundredths, plain
from domain.policy.concern import listed
from domain.policy.facts import EntryView, PolicyFacts, Stretch
from domain.policy.kind import Amiss, Kind
from domain.policy.mistakes import unknown
from domain.policy.rule import Rule
from domain.policy.selecting import bears, selects

ROW_KEYS = ("role", "rate", "post_kind", "from", "until")
TOPIC = "workload-accepted"
WEEK = 7
ACCEPTORS = ("party-working-committee", "school-party-committee")


class Credit(NamedTuple):
    """What a cadre earns in one role (or several at once) in a year: full weeks times the rate, in class-hours.

    `missing` are the committees that have not accepted the work; until they have, it earns nothing.
    """

    cadre: str
    roles: tuple[str, ...]
    rate: int
    days: int
    missing: tuple[str, ...]
    events: tuple[str, ...]

    @property
    def weeks(self) -> int:
        """The full weeks of seven days."""
        return self.days // WEEK

    @property
    def hours(self) -> int:
        """The class-hours earned, in hundredths."""
        return 0 if self.missing else self.weeks * self.rate

    @property
    def said(self) -> str:
        """The class-hours as they are written."""
        return plain(self.hours)


def credits_of(rule: Rule, cadre: str, year: int, today: date, facts: PolicyFacts) -> list[Credit]:
    """What the cadre earns in a year, up to and with the day asked about; accepted and not accepted apart."""
    start, end = date(year, 1, 1), min(date(year + 1, 1, 1), today + timedelta(days=1))
    roles = [each for each in _roles(rule, cadre, facts) if each[0] < end and start < each[1]]
    accepted = [each for each in facts.entries(TOPIC, f"cadre:{cadre}") if each.start <= today]
    found: dict[tuple[Any, ...], int] = {}
    named: dict[frozenset[str], tuple[str, ...]] = {}
    days = sorted({start, end, *_bounds(roles, accepted)})
    inside = [day for day in days if start <= day <= end]
    for first, after in pairwise(inside):
        held = [(row, stretch) for begun, over, row, stretch in roles if begun <= first < over]
        if held:
            names, rate = _rated(rule, [row for row, _ in held])
            events = tuple(dict.fromkeys(stretch.event for _, stretch in held))
            events = named.setdefault(frozenset(events), events)
            key = (names, rate, _missing(rule, accepted, first), events)
            found[key] = found.get(key, 0) + (after - first).days
    return [
        Credit(cadre, names, rate, count, missing, events) for (names, rate, missing, events), count in found.items()
    ]


def _roles(rule: Rule, cadre: str, facts: PolicyFacts) -> Iterator[tuple[date, date, Mapping[str, Any], Stretch]]:
    """From when to when the cadre had a role of the table."""
    for stretch in facts.stretches(cadre):
        if not rule.counts.kind(stretch.kind) or not selects(rule.select, stretch):
            continue
        for row in rule.options["rates"]:
            start, end = (
                date.fromisoformat(row.get("from", "0001-01-01")),
                date.fromisoformat(row.get("until", "9999-12-31")),
            )
            if bears(listed(row["post_kind"]), stretch) and stretch.start < end and start < stretch.end:
                yield max(stretch.start, start), min(stretch.end, end), row, stretch


def _bounds(roles: Iterable[tuple[date, date, Any, Any]], accepted: Iterable[EntryView]) -> Iterator[date]:
    for start, end, _, _ in roles:
        yield from (start, end)
    for each in accepted:
        yield from (date.fromisoformat(each.fields[name]) for name in ("work_from", "work_until"))


def _rated(rule: Rule, rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, ...], int]:
    """The roles that count on a day and their rate: the highest one alone, or all of them where the rule adds up."""
    by_role = {
        row["role"]: max(hundredths(each["rate"]) for each in rows if each["role"] == row["role"]) for row in rows
    }
    if rule.options.get("overlap", "highest") == "sum":
        return tuple(sorted(by_role)), sum(by_role.values())
    best = max(sorted(by_role), key=lambda role: by_role[role])
    return (best,), by_role[best]


def _missing(rule: Rule, accepted: Iterable[EntryView], day: date) -> tuple[str, ...]:
    """The committees that have not accepted the work of the day."""
    by = {
        each.fields["accepted_by"]
        for each in accepted
        if date.fromisoformat(each.fields["work_from"]) <= day < date.fromisoformat(each.fields["work_until"])
    }
    return tuple(each for each in listed(rule.options.get("acceptances")) or ACCEPTORS if each not in by)


def amiss(options: Mapping[str, Any], _levels: Sequence[str]) -> Iterator[Amiss]:
    """What is wrong with the table of rates."""
    for number, row in enumerate(options.get("rates", ())):
        place = ("rates", number)
        yield from (((*place, key), unknown(key, ROW_KEYS)) for key in row if key not in ROW_KEYS)
        for key in ("role", "rate", "post_kind"):
            if key not in row:
                yield (*place, key), "is missing: every row names a role, its rate and the posts that have it"
        if "rate" in row and not _is_rate(row["rate"]):
            yield (*place, "rate"), 'must be class-hours a week in quotation marks, "0.5"'


def _is_rate(value: Any) -> bool:
    try:
        return isinstance(value, str) and hundredths(value) > 0
    except ValueError:
        return False


KIND = Kind(
    "workload-credit",
    "Whoever has a party role earns class-hours for every full week in it, once the committees named have accepted "
    "the work; before that it earns nothing.",
    options={
        "rates": "list of tables { role, rate, post_kind }: class-hours a week by role, and the posts (patterns on id "
        "or name) that have the role; with from and until, in which time",
        "acceptances": "list of party-working-committee, school-party-committee: who must accept (both unless said)",
        "overlap": "one of highest, sum: what counts where roles come together (highest unless said)",
    },
    needs=("rates",),
    amiss=amiss,
)
