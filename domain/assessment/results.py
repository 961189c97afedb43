"""Deciding on rankings, grades and the publication of results."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from domain.assessment.commands import GiveGrade, Publish, Rank
from domain.assessment.events import Assessed, CycleOpened, GradeGiven, RankingMade, ResultsPublished
from domain.assessment.file import (
    Subject,
    about,
    cycle_act,
    entries,
    fields_of,
    kind_of,
    not_before,
    only_rule,
    rules_on,
    set_named,
    subject_of,
    way_on,
)
from domain.assessment.placing import Place, cut_through, field, places, written
from domain.assessment.scoring import Score, Way, score, sheet_of
from domain.assessment.yearly import year_figure
from domain.errors import BadInput
from domain.events import ActCorrected
from domain.facts import Decided, Facts, Proposed
from domain.finding import Finding
from domain.ledger import Act, folded
from domain.policy.concern import listed
from domain.policy.rule import Rule
from domain.policy.verdict import Verdict

FIRST_HALF, SECOND_HALF = "mid-year", "year-end"
GRADES: Mapping[str, Sequence[str]] = {
    "cadre": ("incompetent", "basically-competent", "competent", "excellent"),
    "unit": ("poor", "average", "good", "excellent"),
}
"""The grades, lowest first."""


class Worked(NamedTuple):
    """A ranking as it is worked out from the marks, the events it rests on, what stands in its way, what is told."""

    body: RankingMade | None
    evidence: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()


def rank(command: Rank, facts: Facts) -> Decided:
    """The ranking of a cycle by the figures of its assessed; one that stands is corrected.

    Refused while somebody's figure is incomplete, and where a ranking that stands says the same already. Raises
    BadInput where nobody is scored, or no rule says how scores or ranks are made.
    """
    opened = cycle_act(command.cycle, facts)
    not_before(opened, command.effective, "a ranking")
    worked = work_out(command.cycle, command.ranks, command.effective, facts)
    if worked.body is None:
        return Decided(findings=worked.findings)
    stream = f"ranking:{command.cycle}"
    made = Proposed(stream, worked.body, command.effective, evidence=worked.evidence)
    if standing := standing_ranking(command.cycle, command.ranks, facts):
        changes = changed_fields(standing, worked.body, command.effective)
        if not changes and not facts.unfounded(standing.id):
            wording = (
                f"The {command.ranks}s of {command.cycle} are ranked so by {standing.id} already; nothing changes."
            )
            return Decided(findings=(Finding("ranked-so", wording, facts=(standing.id,)),))
        amended = ActCorrected(names=standing.id, changes=changes, personal={})
        made = made._replace(body=amended)
    return Decided((made,), worked.findings, worked.warnings)


def standing_ranking(cycle: str, ranks: str, facts: Facts) -> Act | None:
    """The ranking of the units or cadres of a cycle that is in force, the last one where there are several."""
    acts = facts.ledger(f"ranking:{cycle}").in_force()
    return next((act for act in reversed(acts) if fields_of(act).get("ranks") == ranks), None)


def changed_fields(standing: Act, body: RankingMade, day: date) -> dict[str, Any]:
    """What a ranking that stands is to say otherwise, as a correction stores it."""
    before, after = fields_of(standing), body.model_dump(mode="json")
    changes = {name: folded(after[name]) for name in after if after[name] != before[name]}
    return changes if standing.effective == day else {**changes, "effective": day.isoformat()}


def work_out(cycle: str, ranks: Assessed, on: date, facts: Facts) -> Worked:
    """The ranking of a cycle by the rules of that day. Raises BadInput where no rule says how, or nobody is there."""
    opened = cycle_act(cycle, facts)
    body = opened.body
    assert isinstance(body, CycleOpened)  # noqa: S101 - what cycle_act looks for
    day, way = opened.effective, way_on(opened.effective, facts)
    rule = only_rule("ranking", on, facts)
    scores, events = _scores(cycle, ranks, way, facts)
    if not scores:
        raise BadInput(f"no {ranks} is scored in {cycle}; enter marks with: cadre assess score")
    before, more = _first_half(body, ranks, way, facts)
    yearly = body.period == SECOND_HALF
    figures = {
        each: year_figure(way, found, before.get(each)) if yearly else (found.total, found.lacking)
        for each, found in scores.items()
    }
    if lacking := tuple(_lacking(cycle, figures, rule)):
        return Worked(None, findings=lacking)
    groups = {each: _group(rule, each, day, facts) for each in figures}
    found = places(
        (each.id, groups[each], way.told(total)) for each, (total, _) in figures.items() if total is not None
    )
    steps = [each for each in rules_on("consequence-steps", on, facts) if _concerns(each, ranks)]
    made = RankingMade(
        cycle=cycle,
        year=body.year,
        period=body.period,
        ranks=ranks,
        figure=way.year_by if yearly else "cycle",
        places=tuple(written(each) for each in found),
    )
    least = rule.number("field", on)
    sizes = {each.group: len(field(each, found)) for each in found}
    warnings = tuple(_small(rule, size, least, cycle, ranks) for size in sizes.values() if size < least)
    return Worked(made, (*events, *more), tuple(_ties(found, rule, steps, on)), warnings)


def give_grade(command: GiveGrade, facts: Facts) -> Decided:
    """A grade for a cycle, within the quotas. Raises BadInput for a grade that units or cadres do not have."""
    opened, subject = cycle_act(command.cycle, facts), subject_of(command.subject, facts)
    not_before(opened, command.effective, "a grade")
    body = opened.body
    assert isinstance(body, CycleOpened)  # noqa: S101 - what cycle_act looks for
    if command.grade not in GRADES[subject.register]:
        raise BadInput(f"the grades of a {subject.register} are {', '.join(GRADES[subject.register])}")
    scored = [act for act in entries("assessment-scored", f"cycle:{command.cycle}", facts) if _is(act, subject)]
    graded = entries("grade-given", f"cycle:{command.cycle}", facts)
    if before := [act for act in graded if _is(act, subject)]:
        wording = f"{subject.id} was graded in {command.cycle} by {before[0].id}; cancel that grade first."
        return Decided(findings=(Finding("graded-before", wording, facts=(before[0].id,)),))
    made = GradeGiven(cycle=command.cycle, **subject.fields, year=body.year, period=body.period, grade=command.grade)
    rules = rules_on("grade-quota", command.effective, facts)
    findings = [each for rule in rules for each in over_quota(rule, made, command.effective, graded, facts)]
    if subject.register == "cadre" and facts.actor() == subject.id:
        findings.append(Finding("grade-of-oneself", f"{subject.id} cannot grade {subject.id}; somebody else does."))
    evidence = tuple(act.id for act in scored)
    return Decided(
        (Proposed(f"assessment:{command.cycle}.{subject.id}", made, command.effective, evidence=evidence),),
        tuple(findings),
    )


def publish(command: Publish, facts: Facts) -> Decided:
    """The results of a cycle are told. Refused before anything was ranked or graded in it."""
    not_before(cycle_act(command.cycle, facts), command.effective, "what is told")
    about_cycle = f"cycle:{command.cycle}"
    found = [*entries("ranking-made", about_cycle, facts), *entries("grade-given", about_cycle, facts)]
    if not found:
        wording = f"Nothing is ranked or graded in {command.cycle} yet; rank it with: cadre assess rank {command.cycle}"
        return Decided(findings=(Finding("nothing-to-publish", wording),))
    body = ResultsPublished(cycle=command.cycle, scope=command.scope, channels=command.channels, told=command.told)
    evidence = tuple(act.id for act in found)
    return Decided((Proposed(about_cycle, body, command.effective, evidence=evidence),))


def _is(act: Act, subject: Subject) -> bool:
    return about(fields_of(act)) == subject.key


def _scores(cycle: str, ranks: str, way: Way, facts: Facts) -> tuple[dict[Subject, Score], list[str]]:
    """The score of everybody who has marks in the cycle, and the events that hold the marks."""
    opened = cycle_act(cycle, facts)
    by_subject: dict[Subject, list[Act]] = {}
    for act in entries("assessment-scored", f"cycle:{cycle}", facts):
        register, _, name = about(fields_of(act)).partition(":")
        if register == ranks:
            by_subject.setdefault(Subject(register, name), []).append(act)
    scores = {}
    for subject, acts in by_subject.items():
        made = set_named(fields_of(acts[-1])["set"], facts)
        sheet = sheet_of(((fields_of(act), act.id) for act in acts), way.raters)
        scores[subject] = score(made, sheet, way.missing, opened.effective)
    return scores, [act.id for acts in by_subject.values() for act in acts]


def _first_half(body: CycleOpened, ranks: str, way: Way, facts: Facts) -> tuple[dict[Subject, Score], list[str]]:
    """The scores of the mid-year cycle that go into the year, where the rule puts both halves together."""
    if body.period != SECOND_HALF or way.year_by == SECOND_HALF:
        return {}, []
    scores: dict[Subject, Score] = {}
    events: list[str] = []
    for act in entries("cycle-opened", f"year:{body.year}", facts):
        fields = fields_of(act)
        if fields["period"] == FIRST_HALF and fields["unit"] == body.unit:
            found, more = _scores(fields["cycle"], ranks, way_on(act.effective, facts), facts)
            scores, events = {**scores, **found}, [*events, *more]
    return scores, events


def _lacking(
    cycle: str, figures: Mapping[Subject, tuple[Fraction | None, tuple[str, ...]]], rule: Rule
) -> Iterator[Finding]:
    for subject, (total, lacking) in figures.items():
        if total is None:
            sentence = f"{subject.id} cannot be ranked in {cycle}: {', '.join(lacking)} lacking."
            figures_of = {"subject": subject.key, "lacking": list(lacking)}
            yield Verdict(rule, "undetermined", sentence, (), figures_of).finding(None)._replace(effect="BLOCK")


def _group(rule: Rule, subject: Subject, day: date, facts: Facts) -> str:
    return kind_of(subject, day, facts) if rule.options.get("group_by", "all") == "kind" else ""


def _concerns(rule: Rule, ranks: str) -> bool:
    return rule.options["subject"] == ranks and "width" in rule.numbers


def _ties(found: Sequence[Place], rule: Rule, steps: Iterable[Rule], day: date) -> Iterator[Finding]:
    """Equal scores at a cut, where the rule leaves open what becomes of them; a field too small has no cut."""
    least = rule.number("field", day)
    cut = [each for each in found if len(field(each, found)) >= least]
    if rule.options.get("ties", "refuse") != "refuse" or not cut:
        return
    for each in steps:
        band, width = each.options["band"], each.number("width", day)
        if tied := cut_through(cut, band, width):
            names = ", ".join(place.id for place in tied)
            sentence = (
                f"{names} have the same score {tied[0].score} at the cut of the {band} {width} ({each.id}); rule "
                f"{rule.id} does not say which of them is within: break the tie by marks, or let the rule say it."
            )
            figures = {"band": band, "width": width, "tied": [place.id for place in tied]}
            yield Verdict(rule, "breach", sentence, (), figures).finding(None)._replace(effect="BLOCK")


def _small(rule: Rule, count: int, least: int, cycle: str, ranks: str) -> Finding:
    sentence = (
        f"{count} {ranks}{'s are' if count > 1 else ' is'} ranked in {cycle}, fewer than {least}: nobody is first or "
        "last in so small a field, and no consequence follows."
    )
    return Verdict(rule, "breach", sentence, (), {"field": count, "least": least}).finding(None).as_warning()


def over_quota(rule: Rule, made: GradeGiven, day: date, graded: Sequence[Act], facts: Facts) -> Iterator[Finding]:
    """The quota, where one more grade exceeds the share of those assessed in the cycle; `graded` are the others."""
    subject = about(made.model_dump(mode="json"))
    register = subject.partition(":")[0]
    if made.grade != rule.options["grade"] or register not in listed(rule.options.get("of", "cadre")):
        return
    marked = entries("assessment-scored", f"cycle:{made.cycle}", facts)
    everyone = {each for act in (*marked, *graded) if (each := about(fields_of(act))).startswith(register)}
    same = [act for act in graded if fields_of(act)["grade"] == made.grade and _register(act) == register]
    share = Fraction(str(rule.number("share", day)))
    most = int(share * len(everyone | {subject}))
    if len(same) + 1 > most:
        sentence = (
            f"{len(same)} of {len(everyone)} assessed in {made.cycle} are graded {made.grade}; one more exceeds "
            f"the share of {rule.number('share', day)}, which is {most}."
        )
        figures = {"graded": len(same), "assessed": len(everyone), "most": most}
        yield Verdict(rule, "breach", sentence, tuple(act.id for act in same), figures).finding(None)


def _register(act: Act) -> str:
    return about(fields_of(act)).partition(":")[0]
