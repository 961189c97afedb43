"""Judging: every rule in force is asked, every answer is kept, waivers turn a breach into `waived`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from domain.policy.asked import BESIDE_ACTS, Asked
from domain.policy.catalogue import BY_NAME
from domain.policy.concern import listed
from domain.policy.facts import PolicyFacts, Stretch, WaiverView
from domain.policy.kind import Check, Closing, Kind
from domain.policy.pack import Pack, rules_on
from domain.policy.postponed import world_on
from domain.policy.rule import MissingNumber, Rule
from domain.policy.verdict import Due, Verdict
from domain.policy.worked_out import worked_out

STATED: Mapping[str, Sequence[str]] = {"approval": ("authority", "decision", "approved_by")}
"""What an exception needs -> the fields of the act of which one must be given; else the field of that name."""

SATISFIED = ("ok", "not-applicable")
"""The outcomes that are no finding."""
UNSETTLED = ("breach", "undetermined")


def judge(rules: Iterable[Rule], asked: Asked, facts: PolicyFacts) -> list[Verdict]:
    """Every rule's verdict on the act, without those it does not concern; breaches with their earliest lawful day."""
    verdicts = (verdict_on(rule, asked, facts) for rule in rules)
    return [_with_earliest(verdict, asked, facts) for verdict in verdicts if verdict is not None]


def objecting(judges: Iterable[tuple[Rule, Check]], asked: Asked, facts: PolicyFacts) -> list[Verdict]:
    """What those of the rules that judge such an act (`judging`) have against it; no verdict that all is well."""
    brief = asked._replace(brief=True)
    found = [_answer(rule, check, brief, facts) for rule, check in judges]
    return [_with_earliest(each, brief, facts) for each in found if each is not None and each.outcome not in SATISFIED]


def held_against(rules: Iterable[Rule], asked: Asked, facts: PolicyFacts) -> list[Verdict]:
    """What the rules have against the act, without the earliest lawful days: for looking back at many acts."""
    brief = asked._replace(brief=True)
    found = [verdict_on(rule, brief, facts) for rule in rules]
    return [each for each in found if each is not None and each.outcome not in SATISFIED]


def verdict_on(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """One rule's verdict on the act, waivers taken into account; None if the rule does not concern it."""
    check = BY_NAME[rule.kind].check
    if check is None or not rule.on(asked.day) or not _judges(rule, asked.act):
        return None
    return _answer(rule, check, asked, facts)


def _answer(rule: Rule, check: Check, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """The verdict of a rule that judges such an act on its day."""
    try:
        verdict = check(rule, asked, facts)
    except MissingNumber as missing:
        return Verdict(rule, "undetermined", f"{missing}.", missing="a number of the pack")
    if verdict is None or verdict.outcome in SATISFIED:
        return verdict
    if rule.exceptions and verdict.outcome in UNSETTLED:
        verdict = _excepted(verdict, asked)
    if verdict.outcome == "undetermined" and rule.unknown == "warn" and asked.day < rule.unknown_until:
        return verdict._replace(rule=replace(rule, effect="WARN"))
    return _waived(verdict, asked, facts) if rule.waiver and verdict.outcome in UNSETTLED else verdict


@lru_cache(maxsize=256)
def judging(packs: tuple[Pack, ...], act: str, day: date) -> tuple[tuple[Rule, Check], ...]:
    """The rules in force on the day that judge such an act; remembered, since who may hold a post asks for each."""
    rules = (rule for rule in rules_on(packs, day) if rule.on(day) and _judges(rule, act))
    return tuple((rule, check) for rule in rules if (check := BY_NAME[rule.kind].check))


def _judges(rule: Rule, act: str) -> bool:
    """Whether the rule judges such an act at all: one beside careers only where the rule or its kind names it."""
    return act not in BESIDE_ACTS or act in BY_NAME[rule.kind].beside or act in listed(rule.options.get("acts"))


def judge_closing(rules: Iterable[Rule], asked: Closing, facts: PolicyFacts) -> list[Verdict]:
    """What the rules say to the closing of a post, waivers taken into account."""
    found = []
    for rule in rules:
        closing = BY_NAME[rule.kind].closing
        verdict = closing(rule, asked, facts) if closing and rule.on(asked.day) else None
        if verdict is not None and verdict.outcome == "breach":
            waiver = waiver_for(rule, (asked.post,), asked.day, facts)
            verdict = verdict._replace(outcome="waived", waiver=waiver.event) if waiver else verdict
        found += [verdict] if verdict is not None else []
    return found


def _excepted(verdict: Verdict, asked: Asked) -> Verdict:
    """The verdict; lawful where the act claims one of the rule's exceptions and states what that needs."""
    claimed = next((each for each in verdict.rule.exceptions if each["code"].lower() == asked.reason_code), None)
    if claimed is None:
        return verdict
    needs = claimed.get("needs", "reason")
    if not any(getattr(asked, name, True) for name in STATED.get(needs, (needs,))):
        lacking = f"{verdict.sentence} The exception {claimed['code']} needs {needs}, which the act does not state."
        return verdict._replace(sentence=lacking)
    said = f"{verdict.sentence} The act claims the exception {claimed['code']}."
    return verdict._replace(outcome="ok", sentence=said, missing="")


def _waived(verdict: Verdict, asked: Asked, facts: PolicyFacts) -> Verdict:
    waiver = waiver_for(verdict.rule, asked.subjects, asked.day, facts)
    if waiver is None:
        return verdict
    sentence = f"{verdict.sentence} Waived until {waiver.end} by {waiver.approved_by}."
    return verdict._replace(
        outcome="waived", sentence=sentence, waiver=waiver.event, facts=(*verdict.facts, waiver.event)
    )


def waiver_for(rule: Rule, subjects: Iterable[str | None], day: date, facts: PolicyFacts) -> WaiverView | None:
    """The waiver of the rule for one of the subjects that holds on the day."""
    if rule.waiver is None:
        return None
    found = (each for subject in subjects if subject for each in facts.waivers(rule.id, subject))
    return next((each for each in found if each.start <= day < each.end), None)


def _with_earliest(verdict: Verdict, asked: Asked, facts: PolicyFacts) -> Verdict:
    if verdict.outcome not in UNSETTLED:
        return verdict
    for day in turning_days(verdict.rule, asked, facts):
        later = verdict_on(verdict.rule, asked._replace(day=day), world_on(facts, asked, day))
        if later is None or later.outcome not in UNSETTLED:
            return verdict._replace(earliest=day)
    return verdict


def turning_days(rule: Rule, asked: Asked, facts: PolicyFacts) -> Sequence[date]:
    """The days after the one asked about on which the rule's answer could turn, by time."""
    kind: Kind = BY_NAME[rule.kind]
    days = set(kind.turns(rule, asked, facts))
    post, recorded = asked.post, facts.recorded
    days.update(worked_out(recorded, rule, ("turning", post), lambda: _common_turns(rule, post, recorded)))
    for subject in asked.subjects:
        days.update([each.start for each in facts.waivers(rule.id, subject)])
    day = asked.day
    return sorted([each for each in days if day < each < date.max])


def _common_turns(rule: Rule, post: str | None, facts: PolicyFacts) -> Sequence[date]:
    """The days on which another number or another definition of the post takes effect, or the rule ends."""
    numbers = (row.start for rows in rule.numbers.values() for row in rows)
    return (*numbers, rule.until, rule.unknown_until, *(facts.post_days(post) if post else ()))


def dues(rules: Iterable[Rule], holdings: Iterable[Stretch], today: date, facts: PolicyFacts) -> list[Due]:
    """The duty that each open holding raises under each rule, with its state on the day."""
    asking = [(rule, due_of) for rule in rules if rule.on(today) and (due_of := BY_NAME[rule.kind].due)]
    found = []
    for stretch in holdings:
        for rule, due_of in asking:
            if due := due_of(rule, stretch, today, facts):
                found.append(with_state(due, facts))
    return found


def with_state(due: Due, facts: PolicyFacts) -> Due:
    """The duty with its state: ok, warning, breach, or waived while a waiver holds."""
    state = due.state_unless_waived
    waiver = waiver_for(due.rule, (due.cadre, due.post), due.today, facts) if state == "breach" else None
    if waiver is None:
        return due if state == due.state else due._replace(state=state)
    return due._replace(state="waived", waiver_until=waiver.end)
