"""age-limit: nobody serves beyond an age."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from domain.days import add_months, written
from domain.policy.asked import Asked
from domain.policy.concern import events, listed, taken
from domain.policy.facts import PolicyFacts, PostView, Stretch
from domain.policy.kind import Amiss, Kind, Spared, everybody, spoken
from domain.policy.rule import Rule
from domain.policy.selecting import bears, selects
from domain.policy.verdict import Due, Period, Verdict
from domain.policy.worked_out import worked_out

Row = Mapping[str, Any]


class Limit(NamedTuple):
    """The age in months and the day on which it is reached; `missing` names the fact without which it is not known."""

    months: int = 0
    day: date = date.max
    facts: tuple[str, ...] = ()
    missing: str = ""


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Whoever has reached the age limit is not appointed any more."""
    place = taken(rule, asked, facts)
    if place is None:
        return None
    limit = limit_of(rule, asked.cadre, place, asked.day, facts)
    figures: dict[str, Any] = {"cadre": asked.cadre, "post": place.post}
    if limit.missing:
        sentence = (
            f"Whether {asked.cadre} has reached the age limit for {place.post} is open: {limit.missing} is missing."
        )
        return Verdict(rule, "undetermined", sentence, limit.facts, figures, missing=limit.missing)
    outcome = "breach" if limit.day <= asked.day else "ok"
    if asked.brief and outcome == "ok":
        return None
    reached = written(limit.day)
    sentence = (
        f"{asked.cadre} reaches the age limit of {spoken(limit.months)} on {reached}; "
        f"{place.post} would be taken up on {written(asked.day)}."
    )
    figures |= {"limit_months": limit.months, "reached_on": reached}
    return Verdict(rule, outcome, sentence, limit.facts, figures)


def limit_of(rule: Rule, cadre: str, place: PostView | Stretch, day: date, facts: PolicyFacts) -> Limit:
    """The age limit of the cadre in the post: the first row of the table that fits decides."""
    told = facts.personal(cadre, "born", day)
    if told.value is None:
        return Limit(missing=f"the birth date of {cadre}")
    born, read = date.fromisoformat(told.value), events((told.event,))
    name = place.name if isinstance(place, PostView) else place.post_name
    about = ("ages", place.post, name, place.track, place.level, born.year, born.month)
    for months, sexes in worked_out(facts.recorded, rule, about, lambda: _ages(rule, place, born)):
        if sexes is not None:
            sex = facts.personal(cadre, "sex", day)
            if sex.value is None:
                return Limit(facts=read, missing=f"the sex of {cadre}")
            read = events(read, (sex.event,))
            if sex.value.casefold() not in sexes:
                continue
        return Limit(months, add_months(born, months), read)
    return Limit(facts=read, missing=f"an age limit of the rule for {cadre} in {place.post}")


def _ages(rule: Rule, place: PostView | Stretch, born: date) -> Sequence[tuple[int, frozenset[str] | None]]:
    """The ages, in months, of the rows that fit the post and the month of birth, each with the sexes it is for."""
    found = list[tuple[int, frozenset[str] | None]]()
    for row in rule.options["table"]:
        if _place_fits(row, place) and _born_fits(row, born):
            months = row["years"] * 12 + row.get("months", 0)
            months += delay(born, months, row) if "delay_from" in row else 0
            sexes = frozenset(each.casefold() for each in listed(row["sex"])) if "sex" in row else None
            found.append((months, sexes))
    return found


def _place_fits(row: Row, place: PostView | Stretch) -> bool:
    if (tracks := row.get("track")) and place.track not in listed(tracks):
        return False
    if (levels := row.get("level")) and place.level not in listed(levels):
        return False
    return not (posts := row.get("post_kind")) or bears(listed(posts), place)


def _born_fits(row: Row, born: date) -> bool:
    """Whether the birth month lies from `born_from` up to but not including `born_until` (YYYY-MM)."""
    if "born_from" not in row and "born_until" not in row:
        return True
    month = born.isoformat()[:7]
    return bool(row.get("born_from", "") <= month < row.get("born_until", "9999-99"))


def delay(born: date, base_months: int, row: Row) -> int:
    """By how many months the row's delay puts the limit off.

    From `delay_from` (YYYY-MM) on one month for every `delay_every` months that the base age is reached later, at most
    `delay_most`: n = months from `delay_from` to the month of the base age, counted from 1; min(most, (n - 1) // every
    + 1) if n is at least 1.
    """
    year, month = (int(part) for part in row["delay_from"].split("-"))
    number = born.year * 12 + born.month + base_months - (year * 12 + month) + 1
    return min(int(row["delay_most"]), (number - 1) // int(row["delay_every"]) + 1) if number >= 1 else 0


def amiss(options: Mapping[str, Any], levels: Sequence[str]) -> Iterable[Amiss]:
    """What is wrong with the table."""
    from domain.policy.criteria import table_amiss

    return table_amiss(options, levels)


def due(rule: Rule, stretch: Stretch, today: date, facts: PolicyFacts) -> Due | None:
    """An open holding falls due on the day on which the holder reaches the age limit."""
    if not selects(rule.select, stretch) or not rule.counts.kind(stretch.kind):
        return None
    limit = limit_of(rule, stretch.cadre, stretch, today, facts)
    if limit.missing:
        return None
    period = Period(stretch.since, max(today, stretch.since), stretch.post, stretch.event, counted=True)
    where = (stretch.cadre, stretch.post, stretch.unit, stretch.since, period.days)
    return Due(rule, *where, limit.day, "ok", today, stretch.planned_end, ledger=(period,), until=stretch.until)


def spares(rule: Rule, asked: Asked, facts: PolicyFacts) -> Spared | None:
    """Who is known not to reach the limit up to the day."""
    place = taken(rule, asked, facts)
    if place is None:
        return everybody

    def young(one: Asked) -> bool:
        limit = limit_of(rule, one.cadre, place, one.day, facts)
        return not limit.missing and limit.day > one.day

    return young


KIND = Kind(
    "age-limit",
    "Whoever has reached the age of the table is not appointed any more, and every post held falls due on that day.",
    options={
        "table": "list of tables { years, months?, category?, sex?, track?, level?, post_kind?, born_from?, "
        "born_until?, delay_from?, delay_every?, delay_most? }: the first row that fits gives the age; born_* and "
        "delay_from are months (YYYY-MM), sex, track, level and post_kind one text or a list; where no row fits the "
        "limit is unknown",
        "acts": "list of acts: the acts that are judged (appoint, transfer, exchange, rotate, promote, demote unless "
        "said)",
    },
    needs=("table",),
    check=check,
    spares=spares,
    due=due,
    looks_back=False,
    amiss=amiss,
)
