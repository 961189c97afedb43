"""The kinds about assessment against their second implementation, on years of marks and results made of chance.

As many of CASES as there are kinds of it among all kinds; the others are asked in `test_second_opinion.py`.
"""

import logging
import os
from collections import Counter
from datetime import date
from random import Random
from types import SimpleNamespace

from domain.assessment.commands import GiveGrade, Rank
from domain.assessment.file import fields_of
from domain.assessment.results import give_grade, rank
from domain.assessment.scoring import score, sheet_of, way_of
from domain.policy.catalogue import KINDS
from projections.assessment_duty import _half_terms, _periods
from projections.consequence import steps
from tests.domain.policy.kinds.second.assessment import Assessment, place_of
from tests.domain.policy.kinds.second.random.assessing import PEOPLE, UNITS, PaperBook, PaperOffice, draw_years
from tests.domain.policy.kinds.second.random.assessing_rules import draw_rules
from tests.domain.policy.kinds.second.random.expected import ASSESSED, ELSEWHERE

CASES, FIRST = int(os.environ.get("CASES", "1000")), int(os.environ.get("FIRST", "0"))
MINE = CASES * len(ELSEWHERE) // len(KINDS)
LOG = logging.getLogger("second opinion")


def world(number, new_register):
    """Both sides of some years: rules, tables, the office and the book on paper."""
    chance = Random(f"years {number}")
    stored, pack = draw_rules(chance)
    told = draw_years(chance, stored[0])
    paper = new_register()
    for unit in UNITS:
        paper.unit(unit)
    for row in told["posts"]:
        paper.post_at(row["post"], row["unit"], row["from"], row["until"], **{key: row[key] for key in MARKS})
    for row in told["holdings"]:
        paper.hold(row["cadre"], row["post"], row["from"], row["until"], kind=row["kind"], event=row["event"])
    paper.freeze()
    rules = {each["kind"]: each for each in stored}
    return SimpleNamespace(
        chance=chance, stored=stored, pack=pack, told=told, paper=paper, rules=rules, second=Assessment(told)
    )


MARKS = ("name", "track", "level", "seats", "key_post", "backbone", "part_time", "requires")


def of_scores(each, office):
    rule = each.pack.rules[0]
    way = way_of(rule, date(2020, 1, 1))
    for cycle in each.told["cycles"]:
        for register, names in (("unit", UNITS), ("cadre", PEOPLE)):
            found = each.second.scores(cycle, register, each.stored[0])
            for who in names:
                acts = [act for _, act in office.entries("assessment-scored", f"cycle:{cycle['cycle']}")]
                mine = [fields_of(act) for act in acts if fields_of(act)[register] == who]
                if not mine:
                    continue
                first = score(
                    office.made, sheet_of(((fields, "e") for fields in mine), way.raters), way.missing, cycle["day"]
                ).total
                other = found[who]
                state = "lacking" if other is None else "scored"
                told = None if other is None else place_of(other, way.places, way.rounding)
                yield "score", state, (first, None if first is None else way.told(first)), (other, told)


def of_ranks(each, office, rankings):
    for cycle in each.told["cycles"]:
        for register in ("unit", "cadre"):
            command = Rank(act="assess-rank", cycle=cycle["cycle"], ranks=register, effective=cycle["day"], basis="R")
            if not each.second.scores(cycle, register, each.stored[0]):
                continue
            decided = rank(command, office)
            bands = [r for r in each.stored if r["kind"] == "consequence-steps" and "width" in r["numbers"]]
            other = each.second.ranked(cycle, register, (each.stored[0], each.rules["ranking"], bands), cycle["day"])
            reasons = {finding.rule for finding in decided.findings}
            first = "tie" if "tied" in str([f.figures for f in decided.findings]) else "lacking" if reasons else None
            if decided.events and not reasons:
                body = decided.events[0].body
                first = sorted((p["group"], int(p["rank"]), p["id"], p["score"]) for p in body.places)
                made = {**body.model_dump(mode="json"), "since": str(cycle["day"]), "order": "O-1"}
                rankings.append({**made, "event": f"ranking:{cycle['cycle']}@{len(rankings)}"})
                told = {"cycle": cycle["cycle"], "ranks": register, "day": cycle["day"], "places": first}
                each.told["rankings"].append(told)
            yield "ranking", other if isinstance(other, str) else "ranked", first, other


def of_quotas(each, office):
    rule = each.rules["grade-quota"]
    for cycle in each.told["cycles"]:
        graded = {g["about"] for g in each.told["grades"] if g["cycle"] == cycle["cycle"]}
        for about in sorted({f"unit:{each.chance.choice(UNITS)}", f"cadre:{each.chance.choice(PEOPLE)}"} - graded):
            told = {"cycle": cycle["cycle"], "subject": about, "grade": "excellent", "effective": cycle["day"]}
            first = not give_grade(GiveGrade(act="assess-grade", basis="G", **told), office).findings
            there = each.second.in_force(rule, cycle["day"])
            other = each.second.quota_left(rule, cycle["cycle"], about, "excellent", cycle["day"]) if there else None
            yield "grade-quota", {True: "within", False: "over", None: "of others"}[other], first, other is not False


def of_steps(each, book):
    today = date(2024, 1, 1)
    found = {}
    for step in steps(book, each.paper, today):
        told = (step.subject, step.reached, step.result.cycle, step.streak, step.measure, step.due_on)
        found.setdefault(step.rule.id, []).append(told)
    for rule in [r for r in each.stored if r["kind"] == "consequence-steps"]:
        other = sorted(each.second.steps(rule, each.rules["ranking"], today))
        running = max((told[3] for told in other), default=0)
        yield "consequence-steps", f"{min(running, 3)} running", sorted(found.get(rule["id"], ())), other


def of_duties(each, book):
    today = date(each.chance.randint(2018, 2023), each.chance.choice((1, 7, 12)), each.chance.choice((1, 30)))
    first_cycle, first_half = (each.pack.rules[number] for number in (3, 4))
    periods = _periods(first_cycle, [*book.cycles.values()], today)
    first = sorted((term.name, term.end, term.due_on, term.held and term.held.id) for term in periods)
    other = sorted(each.second.missing_cycles(each.rules["assessment-cycle"], today))
    missing = any(told[3] is None for told in other)
    yield "assessment-cycle", "missing" if missing else "none missing", first, other
    docket = SimpleNamespace(facts=each.paper, today=today)
    for unit in UNITS:
        raised = _half_terms(first_half, unit, book, docket)
        first = sorted((duty.raised_on, duty.due_on, duty.done_by is not None) for duty in raised)
        other = sorted(each.second.inspections(each.rules["mid-term-inspection"], unit, today))
        state = "none" if not other else "done" if other[0][2] else "open"
        yield "mid-term-inspection", state, first, other


def answers(number, new_register):
    each, rankings = world(number, new_register), []
    office = PaperOffice(each.told, (each.pack,))
    yield from of_scores(each, office)
    yield from of_ranks(each, office, rankings)
    yield from of_quotas(each, office)
    book = PaperBook(office, (each.pack,), rankings)
    yield from of_steps(each, book)
    yield from of_duties(each, book)


def test_both_say_the_same_of_assessments(new_register):
    outcomes, number, tried = Counter(), FIRST, 0
    while tried < MINE or (ASSESSED - set(outcomes) and number < FIRST + 2 * CASES):
        for kind, outcome, first, other in answers(number, new_register):
            assert first == other, f"years {number}, {kind}:\n  {first}\n  {other}"
            tried += 1
            outcomes[kind, outcome] += 1
        number += 1
    LOG.info("%s cases of assessment, on the years %s to %s", tried, FIRST, number - 1)
    for (kind, outcome), count in sorted(outcomes.items()):
        LOG.info("%-40s %-14s %7s", kind, outcome, count)
    assert not ASSESSED - set(outcomes), "chance has left out something that a kind can say"
