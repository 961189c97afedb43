"""exceptional-promotion: who may not be promoted exceptionally, and what is exceptional."""

from collections.abc import Iterable, Iterator
from datetime import date

from domain.days import add_months, written
from domain.policy.asked import Asked
from domain.policy.concern import acts_of, events, listed
from domain.policy.facts import PolicyFacts, Stretch
from domain.policy.kind import Kind, Spared, everybody, own, picked_day
from domain.policy.rises import Rise, rises, stays, turning, turns_on
from domain.policy.rule import Rule
from domain.policy.verdict import Verdict

ACTS = ("appoint", "transfer", "exchange", "rotate", "promote")
CLAIM = "exceptional"
BARS = ("trial", "previous-exceptional")


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """A rise claimed as exceptional has no bar against it; one that skips a level claims to be exceptional."""
    if asked.act not in acts_of(rule, ACTS) or not turns_on(asked.cadre, asked.day, facts):
        return None
    found = rises(asked.cadre, facts)
    rise = next((each for each in found if each.day == asked.day), None)
    if rise is None or (rule.select.level and rise.level not in rule.select.level):
        return None
    steps = _steps(rise, facts)
    claimed = asked.reason_code == CLAIM
    if not claimed and steps < rule.number("exceptional_steps", picked_day(rule, asked)):
        return None
    earlier = [each for each in found if each.day < asked.day]
    bars = list(_bars(rule, asked, facts, earlier, steps)) if claimed else [("it is not claimed as exceptional", "")]
    said = "; ".join([word for word, _ in bars]) or "nothing bars it"
    day = written(asked.day)
    sentence = f"{asked.cadre} rises from {rise.before} to {rise.level} on {day} by {steps} levels: {said}."
    figures = {"cadre": asked.cadre, "level": rise.level, "steps": steps, "bars": [word for word, _ in bars]}
    return Verdict(rule, "breach" if bars else "ok", sentence, events([event for _, event in bars]), figures)


def _steps(rise: Rise, facts: PolicyFacts) -> int:
    scale = facts.levels()
    return scale.index(rise.level) - scale.index(rise.before)


def _bars(rule: Rule, asked: Asked, facts: PolicyFacts, earlier: list[Rise], steps: int) -> Iterator[tuple[str, str]]:
    """What stands against an exceptional promotion, each with the event that makes it so."""
    day, wanted = picked_day(rule, asked), listed(rule.options.get("bars")) or BARS
    for trial in _on_trial(asked, facts) if "trial" in wanted else ():
        yield f"the trial in {trial.post} is not over", trial.event
    last = earlier[-1] if earlier else None
    if last is not None and asked.day < add_months(last.day, rule.number("months_since", day)):
        yield f"the last promotion was on {written(last.day)}", last.event
    if last is not None and "previous-exceptional" in wanted and _was_exceptional(last, facts):
        yield f"the last promotion, on {written(last.day)}, was exceptional already", last.event
    if steps > rule.number("most_steps", day):
        yield f"{steps - 1} levels would be skipped", ""


def _on_trial(asked: Asked, facts: PolicyFacts) -> list[Stretch]:
    held = own(facts.stretches(asked.cadre), asked)
    return [each for each in held if each.kind == "trial" and each.start < asked.day <= each.end]


def _was_exceptional(rise: Rise, facts: PolicyFacts) -> bool:
    reason = facts.reason(rise.event) if rise.event else None
    return bool(reason) and str(reason).partition(":")[0].strip().lower() == CLAIM


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days on which a trial is over, a rise begins or ceases to be one, or the months since one are over.

    The latter two matter to what is claimed as exceptional only.
    """
    changes, rows = set(turning(asked, facts)), rule.numbers["months_since"]
    if asked.reason_code != CLAIM:
        return changes
    return (*changes, *(add_months(day, row.value) for day in changes for row in rows))


def spares(rule: Rule, asked: Asked, facts: PolicyFacts) -> Spared | None:
    """Who does not rise by it to a level that the rule selects."""
    if asked.act not in acts_of(rule, ACTS):
        return everybody
    return lambda one: stays(one, facts, rule.select.level)


KIND = Kind(
    "exceptional-promotion",
    "A rise by so many levels or more is exceptional and says so (reason `exceptional: ...`); an exceptional one is "
    "barred in a trial, soon after another promotion, after an exceptional one, or over too many levels.",
    numbers=("exceptional_steps", "most_steps", "months_since"),
    options={
        "bars": "list of trial, previous-exceptional: which of these bar it (both unless said)",
        "acts": "list of acts: the acts that are judged (appoint, transfer, exchange, rotate, promote unless said)",
    },
    check=check,
    spares=spares,
    turns=turns,
)
