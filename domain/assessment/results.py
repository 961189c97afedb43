"""Deciding on rankings, grades and the publication of results."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from domain.assessment.commands import GiveGrade, Publish, Rank
from domain.assessment.events import CycleOpened, GradeGiven, RankingMade, ResultsPublished
from domain.assessment.file import (
    Subject,
    about,
    cycle_act,
    entries,
    fields_of,
    kind_of,
    only_rule,
    rules_on,
    set_named,
    subject_of,
    way_on,
)
from domain.assessment.placing import Place, cut_through, places, written
from domain.assessment.scoring import Score, Way, score, sheet_of
from domain.assessment.yearly import year_figure
from domain.errors import BadInput
from domain.facts import Decided, Facts, Proposed
from domain.finding import Finding
from domain.ledger import Act
from domain.policy.concern import listed
from domain.policy.rule import Rule
from domain.policy.verdict import Verdict

FIRST_HALF, SECOND_HALF = "mid-year", "year-end"
GRADES: Mapping[str, Sequence[str]] = {
    "cadre": ("incompetent", "basically-competent", "competent", "excellent"),
    "unit": ("poor", "average", "good", "excellent"),
}
"""The grades, lowest first."""


def rank(command: Rank, facts: Facts) -> Decided:
    """The ranking of a cycle by the figures of its assessed; refused while one of them is incomplete.

    Raises BadInput where nobody is scored, or no rule says how scores or ranks are made.
    """
    opened = cycle_act(command.cycle, facts)
    body = opened.body
    assert isinstance(body, CycleOpened)  # noqa: S101 - what cycle_act looks for
    day, way = opened.effective, way_on(opened.effective, facts)
    rule = only_rule("ranking", command.effective, facts)
    scores, events = _scores(command.cycle, command.ranks, way, facts)
    if not scores:
        raise BadInput(f"no {command.ranks} is scored in {command.cycle}; enter marks with: cadre assess score")
    before, more = _first_half(body, command.ranks, way, facts)
    yearly = body.period == SECOND_HALF
    figures = {
        each: year_figure(way, found, before.get(each)) if yearly else (found.total, found.lacking)
        for each, found in scores.items()
    }
    if lacking := list(_lacking(command, figures, rule)):
        return Decided(findings=tuple(lacking))
    groups = {each: _group(rule, each, day, facts) for each in figures}
    found = places(
        (each.id, groups[each], way.told(total)) for each, (total, _) in figures.items() if total is not None
    )
    steps = [each for each in rules_on("consequence-steps", command.effective, facts) if _concerns(each, command.ranks)]
    findings = _ties(found, rule, steps, command.effective)
    made = RankingMade(
        cycle=command.cycle,
        year=body.year,
        period=body.period,
        ranks=command.ranks,
        figure=way.year_by if yearly else "cycle",
        places=tuple(written(each) for each in found),
    )
    proposed = Proposed(f"ranking:{command.cycle}", made, command.effective, evidence=(*events, *more))
    least = rule.number("field", command.effective)
    warnings = () if len(found) >= least else (_small(rule, len(found), least, command),)
    return Decided((proposed,), tuple(findings), warnings)


def give_grade(command: GiveGrade, facts: Facts) -> Decided:
    """A grade for a cycle, within the quotas. Raises BadInput for a grade that units or cadres do not have."""
    opened, subject = cycle_act(command.cycle, facts), subject_of(command.subject, facts)
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
    findings = [each for rule in rules for each in _over(rule, command, subject, graded, facts)]
    if subject.register == "cadre" and facts.actor() == subject.id:
        findings.append(Finding("grade-of-oneself", f"{subject.id} cannot grade {subject.id}; somebody else does."))
    evidence = tuple(act.id for act in scored)
    return Decided(
        (Proposed(f"assessment:{command.cycle}.{subject.id}", made, command.effective, evidence=evidence),),
        tuple(findings),
    )


def publish(command: Publish, facts: Facts) -> Decided:
    """The results of a cycle are told. Refused before anything was ranked or graded in it."""
    cycle_act(command.cycle, facts)
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
        sheet = sheet_of((fields_of(act), act.id) for act in acts)
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
    command: Rank, figures: Mapping[Subject, tuple[Fraction | None, tuple[str, ...]]], rule: Rule
) -> Iterator[Finding]:
    for subject, (total, lacking) in figures.items():
        if total is None:
            sentence = f"{subject.id} cannot be ranked in {command.cycle}: {', '.join(lacking)} lacking."
            figures_of = {"subject": subject.key, "lacking": list(lacking)}
            yield Verdict(rule, "undetermined", sentence, (), figures_of).finding(None)._replace(effect="BLOCK")


def _group(rule: Rule, subject: Subject, day: date, facts: Facts) -> str:
    return kind_of(subject, day, facts) if rule.options.get("group_by", "all") == "kind" else ""


def _concerns(rule: Rule, ranks: str) -> bool:
    return rule.options["subject"] == ranks and "width" in rule.numbers


def _ties(found: Sequence[Place], rule: Rule, steps: Iterable[Rule], day: date) -> Iterator[Finding]:
    """Equal scores at a cut, where the rule leaves open what becomes of them."""
    if rule.options.get("ties", "refuse") != "refuse" or len(found) < rule.number("field", day):
        return
    for each in steps:
        band, width = each.options["band"], each.number("width", day)
        if tied := cut_through(found, band, width):
            names = ", ".join(place.id for place in tied)
            sentence = (
                f"{names} have the same score {tied[0].score} at the cut of the {band} {width} ({each.id}); rule "
                f"{rule.id} does not say which of them is within: break the tie by marks, or let the rule say it."
            )
            figures = {"band": band, "width": width, "tied": [place.id for place in tied]}
            yield Verdict(rule, "breach", sentence, (), figures).finding(None)._replace(effect="BLOCK")


def _small(rule: Rule, count: int, least: int, command: Rank) -> Finding:
    sentence = (
        f"{count} {command.ranks}s are ranked in {command.cycle}, fewer than {least}: nobody is first or last in so "
        "small a field, and no consequence follows."
    )
    return Verdict(rule, "breach", sentence, (), {"field": count, "least": least}).finding(None).as_warning()


def _over(rule: Rule, command: GiveGrade, subject: Subject, graded: Sequence[Act], facts: Facts) -> Iterator[Finding]:
    """The quota, where one more grade is more than the share of those assessed in the cycle."""
    if command.grade != rule.options["grade"] or subject.register not in listed(rule.options.get("of", "cadre")):
        return
    marked = entries("assessment-scored", f"cycle:{command.cycle}", facts)
    everyone = {each for act in (*marked, *graded) if (each := about(fields_of(act))).startswith(subject.register)}
    same = [act for act in graded if fields_of(act)["grade"] == command.grade and _register(act) == subject.register]
    share = Fraction(str(rule.number("share", command.effective)))
    most = int(share * len(everyone | {subject.key}))
    if len(same) + 1 > most:
        sentence = (
            f"{len(same)} of {len(everyone)} assessed in {command.cycle} are graded {command.grade}; one more exceeds "
            f"the share of {rule.number('share', command.effective)}, which is {most}."
        )
        figures = {"graded": len(same), "assessed": len(everyone), "most": most}
        yield Verdict(rule, "breach", sentence, tuple(act.id for act in same), figures).finding(None)


def _register(act: Act) -> str:
    return about(fields_of(act)).partition(":")[0]
