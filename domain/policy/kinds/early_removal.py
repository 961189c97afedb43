"""early-removal: nobody is taken out of a term without a reason that the rule knows."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from domain.days import add_months, written
from domain.policy.asked import LEAVING_ACTS, Asked
from domain.policy.concern import acts_of, events, left, listed
from domain.policy.facts import PolicyFacts, Stretch
from domain.policy.kind import BY_ANY, Kind, Spared, everybody, own, picked_day, spoken
from domain.policy.rule import Rule
from domain.policy.verdict import Verdict

ACTS = tuple(act for act in LEAVING_ACTS if act != "depart")
SPECIAL_NEED = "special-need"


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Whoever leaves a post before the term ends does so for one of the reasons; special need not too often."""
    if asked.act not in acts_of(rule, ACTS):
        return None
    for source in left(rule, asked, facts):
        if rule.counts.kind(source.kind) and asked.post not in source.chain:
            return _judged(rule, asked, source, facts)
    return None


def _judged(rule: Rule, asked: Asked, source: Stretch, facts: PolicyFacts) -> Verdict | None:
    length = rule.months(picked_day(rule, asked), start=source.since)
    end = term_end(source, asked.day, length.value)
    if asked.brief and end <= asked.day:
        return None
    ends, reason = written(end), asked.reason_code
    figures: dict[str, Any] = {"cadre": asked.cadre, "post": source.post, "term_ends": ends, "reason": reason}
    leaves = f"{asked.cadre} leaves {source.post} on {written(asked.day)}"
    said = f"{leaves}; the term of {spoken(length.value)} ends on {ends}"
    if end <= asked.day:
        return Verdict(rule, "ok", f"{said}.", (source.event,), figures, length.article)
    reasons = listed(rule.options["reasons"])
    if reason in reasons:
        return _special(rule, asked, source, f"{said}; the reason is {reason}", figures, facts)
    if not source.since_known and source.planned_end is None:
        missing = f"since when {asked.cadre} has held {source.post}"
        sentence = f"{said} at the latest: {missing} is not known."
        return Verdict(rule, "undetermined", sentence, (source.event,), figures, missing=missing)
    given = f"{reason!r} is none of the reasons" if reason else "no reason is given"
    sentence = f"{said}, and {given} for leaving it before: {', '.join(reasons)}."
    return Verdict(rule, "breach", sentence, (source.event,), figures, length.article)


def _special(  # noqa: PLR0913, PLR0917 - the verdict so far, and what it is about
    rule: Rule, asked: Asked, source: Stretch, said: str, figures: dict[str, Any], facts: PolicyFacts
) -> Verdict:
    """The verdict where a known reason is given: special need may be claimed so often in a term."""
    day = picked_day(rule, asked)
    length, most = rule.months(day, start=source.since), rule.optional("special_need_per_term", day)
    if most is None or asked.reason_code != rule.options.get("special_need", SPECIAL_NEED):
        return Verdict(rule, "ok", f"{said}.", (source.event,), figures, length.article)
    earlier = _earlier_needs(rule, asked, length.value, facts)
    outcome = "breach" if len(earlier) >= most else "ok"
    days = ", ".join(str(each.end) for each in earlier) or "never"
    sentence = f"{said}, which in {spoken(length.value)} may be so {most} times and was so before on {days}."
    figures |= {"special_need_days": [str(each.end) for each in earlier], "special_need_per_term": most}
    read = events((source.event,), (each.ended_by for each in earlier))
    return Verdict(rule, outcome, sentence, read, figures, length.article)


def _earlier_needs(rule: Rule, asked: Asked, months: int, facts: PolicyFacts) -> list[Stretch]:
    """What the cadre left for special need within the length of a term before the day; one for each act."""
    since = add_months(asked.day, -months)
    found = {
        each.ended_by: each
        for each in own(facts.stretches(asked.cadre), asked)
        if each.ended_by not in {None, asked.event} and since < each.end <= asked.day
    }
    return [each for each in found.values() if _is_need(rule, each, facts)]


def code_of(reason: str | None) -> str:
    """The code with which a reason begins."""
    return (reason or "").partition(":")[0].strip().lower()


def term_end(source: Stretch, day: date, months: int) -> date:
    """The end of the term that runs before the day: the planned end, else of whole terms since the holding began."""
    if source.planned_end is not None:
        return source.planned_end
    count = max(1, ((day.year - source.since.year) * 12 + day.month - source.since.month) // months)
    while (end := add_months(source.since, count * months)) < day:
        count += 1
    return end


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days on which the term ends, and those on which a special need lies a term back."""
    starts = (row.start for rows in rule.numbers.values() for row in rows)
    days = (asked.day, *(day for day in starts if day > asked.day))
    for source in left(rule, asked, facts):
        yield from (term_end(source, day, months) for day in days for months in rule.every_months())
    if "special_need_per_term" in rule.numbers:
        needs = (each for each in facts.stretches(asked.cadre) if not each.open and _is_need(rule, each, facts))
        yield from (add_months(each.end, months) for each in needs for months in rule.every_months())


def _is_need(rule: Rule, stretch: Stretch, facts: PolicyFacts) -> bool:
    """Whether the stretch was ended for special need."""
    code = rule.options.get("special_need", SPECIAL_NEED)
    return stretch.ended_by is not None and code_of(facts.reason(stretch.ended_by)) == code


def spares(rule: Rule, asked: Asked, facts: PolicyFacts) -> Spared | None:
    """Who leaves nothing before the term ends."""
    if asked.act not in acts_of(rule, ACTS):
        return everybody
    day = picked_day(rule, asked)
    rule.months(day, start=asked.day)

    def over(source: Stretch, one: Asked) -> bool:
        if not rule.counts.kind(source.kind) or one.post in source.chain:
            return True
        return term_end(source, one.day, rule.months(day, start=source.since).value) <= one.day

    return lambda one: not one.left or all(over(each, one) for each in left(rule, one, facts))


KIND = Kind(
    "early-removal",
    "Whoever leaves a post before the term ends does so for one of the reasons, the code before the colon of the "
    "reason; terms follow one another from the first day of the holding unless a planned end is on file.",
    numbers=("years|months", "special_need_per_term?"),
    options={
        "reasons": "list of reason codes: for which a term may end early",
        "special_need": "text: the reason code that `special_need_per_term` limits (special-need unless said)",
        "acts": "list of acts: the acts that are judged (relieve, transfer, exchange, rotate, promote, demote unless "
        "said); leaving the service is a reason of its own",
    },
    needs=("reasons",),
    check=check,
    spares=spares,
    turns=turns,
    picks=BY_ANY,
)
