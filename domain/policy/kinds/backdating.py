"""backdating: an act does not reach too far back."""

from collections.abc import Iterable
from datetime import date, timedelta

from domain.days import written
from domain.policy.asked import LEAVING_ACTS, TAKING_ACTS, Asked
from domain.policy.concern import acts_of, listed
from domain.policy.facts import PolicyFacts
from domain.policy.kind import BY_DECISION, Kind, picked_day
from domain.policy.rule import Rule
from domain.policy.verdict import Verdict

ACTS = tuple(dict.fromkeys((*TAKING_ACTS, *LEAVING_ACTS, "confirm", "reinstate")))
NEEDS = ("reason", "basis", "authority", "decision", "decided_on", "approved_by")


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """An act takes effect at most so many days before it is recorded; a longer way back needs what the rule says."""
    if asked.act not in acts_of(rule, ACTS):
        return None
    back = (asked.recorded_on - asked.day).days
    if back <= 0:
        return None
    limit = rule.dated("days", picked_day(rule, asked))
    needs = listed(rule.options.get("needs"))
    lacking = [name for name in needs if not getattr(asked, name)]
    outcome = "breach" if back > limit.value and (lacking or not needs) else "ok"
    sentence = (
        f"The act on {asked.cadre} takes effect on {written(asked.day)} and is recorded on "
        f"{written(asked.recorded_on)}, {back} days later; {limit.value} days are allowed"
    )
    if back > limit.value and needs:
        sentence += f", more with {', '.join(needs)}" + (f": {', '.join(lacking)} is missing" if lacking else "")
    figures = {
        "cadre": asked.cadre,
        "effective": written(asked.day),
        "recorded_on": written(asked.recorded_on),
        "days": back,
        "limit_days": limit.value,
        "lacking": lacking if outcome == "breach" else [],
    }
    read = (asked.event,) if asked.event else ()
    return Verdict(rule, outcome, f"{sentence}.", read, figures, limit.article)


def turns(rule: Rule, asked: Asked, _facts: PolicyFacts) -> Iterable[date]:
    """The first day to which the act may reach back."""
    return (asked.recorded_on - timedelta(days=row.value) for row in rule.numbers["days"])


KIND = Kind(
    "backdating",
    "An act takes effect at most so many days before it is recorded; a longer way back needs what the rule names.",
    numbers=("days",),
    options={
        "needs": "list of reason, basis, authority, decision, decided_on, approved_by: what an act that reaches "
        "further back must state (unless said, it is never allowed)",
        "acts": "list of acts: the acts that are judged (every decision on posts, levels and service unless said)",
    },
    check=check,
    turns=turns,
    picks=BY_DECISION,
)
