"""training-before-promotion: who is promoted has been trained, or is within so many months after."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from domain.amounts import spoken
from domain.days import add_months, written
from domain.policy.asked import Asked
from domain.policy.attendance import Attended, attended
from domain.policy.concern import acts_of
from domain.policy.facts import PolicyFacts
from domain.policy.kind import Kind, Owed, Spared, everybody
from domain.policy.kinds.training_min import OPTIONS, amiss
from domain.policy.rises import Rise, rises, stays, turning, turns_on
from domain.policy.rule import Rule
from domain.policy.verdict import Verdict
from domain.policy.worked_out import worked_out

ACTS = ("appoint", "transfer", "exchange", "rotate", "promote")


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Who rises to a level that the rule selects has the training of the months before; else it is owed after."""
    if asked.act not in acts_of(rule, ACTS) or not turns_on(asked.cadre, asked.day, facts):
        return None
    rise = next((each for each in risen(rule, asked.cadre, facts) if each.day == asked.day), None)
    if rise is None:
        return None
    sessions = _sessions(rule, asked.cadre, facts)
    days, hours = _before(rule, sessions, asked.day)
    wanted = _wanted(rule, asked.day)
    enough = _enough(wanted, days, hours)
    by = written(add_months(asked.day, rule.number("within_months", asked.day)))
    told_days, told_hours = spoken(days), spoken(hours)
    sentence = (
        f"{asked.cadre} rises to {rise.level} on {written(asked.day)} with {told_days} days ({told_hours} "
        f"class-hours) of training in the {_window(rule, asked.day)} months before; {_needed(wanted)} are "
        f"needed{'' if enough else f', or what lacks is made up for by {by}'}."
    )
    figures = {"cadre": asked.cadre, "level": rise.level, "days": told_days, "hours": told_hours, "make_up_by": by}
    read = tuple([each.event for each in sessions if each.end <= asked.day])
    return Verdict(rule, "ok" if enough else "breach", sentence, read, figures)


def _sessions(rule: Rule, cadre: str, facts: PolicyFacts) -> Sequence[Attended]:
    """The sessions that count, whichever act is judged on whichever day."""
    return worked_out(facts.recorded, rule, ("sessions", cadre), lambda: attended(rule.options, cadre, facts.recorded))


def risen(rule: Rule, cadre: str, facts: PolicyFacts) -> Iterator[Rise]:
    """Every rise to a level that the rule selects."""
    return (each for each in rises(cadre, facts) if not rule.select.level or each.level in rule.select.level)


def _window(rule: Rule, day: date) -> int:
    return int(rule.number("months_before", day))


def _before(rule: Rule, sessions: Iterable[Attended], day: date) -> tuple[int, int]:
    """Days and hours of the sessions that ended in the months before the day."""
    since = add_months(day, -_window(rule, day))
    inside = [each for each in sessions if since < each.end <= day]
    return sum([each.days for each in inside]), sum([each.hours for each in inside])


def _enough(wanted: tuple[int, int], days: int, hours: int) -> bool:
    wanted_days, wanted_hours = wanted
    return bool((wanted_days and days >= wanted_days) or (wanted_hours and hours >= wanted_hours))


def _wanted(rule: Rule, day: date) -> tuple[int, int]:
    """How much is needed, in tenths of a day and of an hour; 0 where the rule does not say."""
    days, hours, or_hours = (rule.optional(name, day) or 0 for name in ("days", "hours", "or_hours"))
    return days * 10, (hours or or_hours) * 10


def _needed(wanted: tuple[int, int]) -> str:
    days, hours = wanted
    words = [f"{spoken(days)} days"] * bool(days) + [f"{spoken(hours)} class-hours"] * bool(hours)
    return " or ".join(words)


def owed(rule: Rule, cadre: str, today: date, facts: PolicyFacts) -> Iterator[Owed]:
    """After a rise without the training: what lacks, due so many months later; the last session needed does it."""
    for day, _, level, event in risen(rule, cadre, facts):
        if day > today or not rule.on(day):
            continue
        sessions = sorted(_sessions(rule, cadre, facts), key=lambda each: (each.end, each.event))
        days, hours = _before(rule, sessions, day)
        wanted = _wanted(rule, day)
        if _enough(wanted, days, hours):
            continue
        due_on = add_months(day, rule.number("within_months", day))
        done_by = None
        for each in sessions:
            if done_by is None and day < each.end <= today + timedelta(days=1):
                days, hours = days + each.days, hours + each.hours
                done_by = each.event if _enough(wanted, days, hours) else None
        held = next((each for each in facts.stretches(cadre) if each.on(day)), None)
        unit = held.unit if held else None
        yield Owed(cadre, f"{level}/{day}", day, due_on, event or None, done_by, held.post if held else None, unit)


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days on which a session is over, or the act begins or ceases to be a rise."""
    over = (each.end for each in _sessions(rule, asked.cadre, facts))
    return (*over, *turning(asked, facts))


def spares(rule: Rule, asked: Asked, facts: PolicyFacts) -> Spared | None:
    """Who does not rise by it to a level that the rule selects."""
    if asked.act not in acts_of(rule, ACTS):
        return everybody
    return lambda one: stays(one, facts, rule.select.level)


KIND = Kind(
    "training-before-promotion",
    "Who rises to a higher level has attended so many days, or class-hours, of training in the months before; else "
    "what lacks is a duty, due so many months after.",
    numbers=("days|hours", "or_hours?", "months_before", "within_months"),
    options={
        **OPTIONS,
        "acts": "list of acts: the acts that are judged (appoint, transfer, exchange, rotate, promote unless said)",
    },
    check=check,
    spares=spares,
    turns=turns,
    owed=owed,
    amiss=amiss,
)
