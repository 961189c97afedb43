"""Over whole procedures: every edge is walked, ticks change nothing, stored facts read alike, nothing gets stuck."""

import json
import os
import random
from collections import Counter
from datetime import date, timedelta

import pytest

from domain.calendar import Notice, calendar_of
from domain.canonical import canonical
from domain.procedure.case import Case, Fact, case_of, evolve
from domain.procedure.definition import INSTANT, JOIN, is_end, read_procedure
from domain.procedure.flow import Around, NotAllowed
from domain.procedure.interpreter import decide
from domain.procedure.lint import lint
from domain.procedure.moves import Complete, Look, Publicise, Raise, Settle, Start, Tally
from lifecycle.calendar_files import load_calendar
from lifecycle.procedure_files import load_definition, shipped_procedures

BODY = ("B1", "B2", "B3", "B4", "B5", "B6")
LONGEST_WALK = 80
SCHEDULES = int(os.environ.get("SCHEDULES", "96"))
DEFINITIONS = int(os.environ.get("DEFINITIONS", "600"))
"""How many schedules and definitions are drawn; the long runs draw more."""


def edges_of(procedure):
    """Every (step, outcome) there is."""
    steps = procedure.steps.values()
    return {(each.id, way) for each in steps for way in (*each.outcomes, *(choice.name for choice in each.choices))}


def openings(procedure):
    """What a case may be given, so that every choice of every gateway is taken by one of them."""
    choices = [each for step in procedure.steps.values() for each in step.choices if each.when]
    return [{}, *({fact: values[0] for fact, values in each.when.items()} for each in choices)]


def walked(log):
    return {(each.fields["step"], each.fields["outcome"]) for each in log if each.topic == "case-step-finished"}


@pytest.mark.parametrize("name", shipped_procedures())
def test_every_edge_of_a_shipped_procedure_is_walked_and_every_walk_ends(walk, name):
    procedure = load_definition(name)
    taken, ends, chance = Counter(), set(), random.Random(name)
    for _ in range(80):
        walker = walk(procedure)
        walker.start(**chance.choice(openings(procedure)))
        for _ in range(LONGEST_WALK):
            if walker.case.ended:
                break
            step = chance.choice(walker.to_do())
            ways = sorted(walker.step(step).outcomes, key=lambda way: taken[step, way])
            walker.end_step(step, ways[0])
            taken[step, ways[0]] += 1
        assert walker.case.ended, walker.case
        ends.add(walker.case.ended)
        taken.update(dict.fromkeys(walked(walker.log), 0))

    assert edges_of(procedure) - set(taken) == set()
    targets = {to for step in procedure.steps.values() for to in step.targets()}
    assert {f"end:{each}" for each in ends} == {each for each in targets if is_end(each)}


@pytest.mark.parametrize("name", shipped_procedures())
def test_at_every_prefix_the_facts_read_back_from_their_stored_form_lead_to_the_same_case(walk, name):
    walker = walk(name)
    walker.start()
    for number in range(LONGEST_WALK):
        if walker.case.ended:
            break
        step = walker.to_do()[0]
        ways = list(walker.step(step).outcomes)
        walker.end_step(step, ways[0] if number < 40 else ways[-1])
    live = Case(id="C1")
    for length, fact in enumerate(walker.log, 1):
        live = evolve(live, fact)
        stored = [Fact(topic, day, json.loads(canonical(plain(fields)))) for topic, day, fields in walker.log[:length]]
        assert case_of(stored, "C1") == live


def plain(value):
    """A value as it stands in an event: lists for tuples."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


# --- ticks ----------------------------------------------------------------------------------------

NOTICES = load_calendar("cn-state-council").notices
EDITIONS = [
    (date(2019, 1, 1), calendar_of("x", [each for each in NOTICES if each.issued < date(2019, 1, 1)])),
    (date(2019, 3, 22), calendar_of("x", [each for each in NOTICES if each.issued < date(2019, 4, 1)])),
    (date(2019, 11, 21), calendar_of("x", [each for each in NOTICES if each.issued < date(2020, 1, 1)])),
    (date(2020, 1, 26), calendar_of("x", [each for each in NOTICES if each.issued < date(2020, 2, 1)])),
    (date(2020, 11, 25), calendar_of("x", NOTICES)),
]


def a_schedule(procedure, chance):
    """Moves with their days, found by trying what comes to mind; none of them only looks."""
    around, day = Around(procedure, EDITIONS), date(2019, 3, 4) + timedelta(days=chance.randrange(400))
    case, schedule = Case(id="C1"), []
    move = Start(tuple(f"S{each}" for each in range(procedure.subjects)), dict.fromkeys(procedure.needs, "x"), {})
    for _ in range(40):
        try:
            case = decide(move, case, around, day).case
            schedule.append((day, move))
        except NotAllowed:
            pass
        if case.ended:
            break
        day += timedelta(days=chance.choice((0, 1, 2, 5, 9, 40)))
        move = a_move(procedure, decide(Look(), case, around, day).case, chance)
        if move is None:
            break
    return schedule, day + timedelta(days=500)


def a_move(procedure, case, chance):
    if case.ended:
        return None
    standing = chance.choice(case.open)
    step = procedure.steps[standing.step]
    if step.kind == "ballot":
        ayes = chance.choice((0, 3, 4, 6))
        return Tally(step.id, "M", BODY, BODY, (), ayes, 6 - ayes, 0)
    if step.kind == "publicity":
        if standing.objections:
            return Settle(standing.objections[0], chance.choice(("upheld", "dismissed", "dismissed")))
        return Publicise(step.id, "hall") if not standing.due else chance.choice((Look(), Raise(step.id, "", "x")))
    if step.kind in {"wait", "parallel"}:
        return Look()
    hands = tuple(f"H{chance.randrange(10**6)}" for _ in range(step.people))
    told = dict.fromkeys(step.evidence, "1"), dict.fromkeys(step.counts, 1)
    return Complete(step.id, chance.choice(list(step.outcomes)), hands, *told)


def played(procedure, schedule, end, every):
    """The facts of a schedule with a look every so many days (None: never), and one at the end."""
    around, case, facts = Around(procedure, EDITIONS), Case(id="C1"), []
    moves = [*schedule, (end, Look())]
    today = schedule[0][0]
    for day, move in moves:
        while every and case.opened != date.min and today < day and not case.ended:
            looked = decide(Look(), case, around, max(today, case.day))
            facts, case, today = [*facts, *looked.facts], looked.case, today + timedelta(days=every)
        if case.ended:
            break
        made = decide(move, case, around, day)
        facts, case, today = [*facts, *made.facts], made.case, max(today, day)
    return facts


def test_no_ticks_daily_ticks_and_one_late_tick_give_the_same_facts():
    chance = random.Random(6)
    names = shipped_procedures()
    compared = Counter()
    for number in range(SCHEDULES):
        procedure = load_definition(names[number % len(names)])
        schedule, end = a_schedule(procedure, chance)
        never = played(procedure, schedule, end, None)
        compared.update(each.topic for each in never)
        assert played(procedure, schedule, end, 1) == never
        assert played(procedure, schedule, end, 7) == never

    assert compared.total() > 1000
    timed = ("case-term-elapsed", "case-task-escalated", "case-term-suspended", "case-term-resumed", "case-term-moved")
    assert all(compared[each] for each in timed), compared


# --- random definitions ---------------------------------------------------------------------------


NONE = frozenset()
EVERY_YEAR = [
    (date(2000, 1, 1), calendar_of("x", [Notice("n", date(1999, 1, 1), y, NONE, NONE) for y in range(2000, 2900)]))
]


def a_definition(chance):
    """A procedure of up to twelve steps, loops, gateways and branches among them; it may have flaws."""
    names = [f"s{number}" for number in range(chance.randrange(2, 9))]
    steps, extra = [], []
    for place, name in enumerate(names):
        after = names[place + 1] if place + 1 < len(names) else "end:done"
        anywhere = [*names, "end:done", "end:off", after, after]
        kind = chance.choice(("task", "task", "poll", "ballot", "publicity", "wait", "gateway", "parallel"))
        step = {"id": name, "kind": kind, "title": name}
        match kind:
            case "task" | "poll":
                step |= {"role": "clerk", "outcomes": {"ok": after, "no": chance.choice(anywhere)}}
                step |= {"term": chance.choice(("3wd", "2d", "1m"))} if chance.random() < 0.5 else {}
            case "ballot":
                part = {"of": "entitled", "more_than": "1/2"}
                step |= {"role": "board", "ballot": {"quorum": part, "majority": part}}
                step |= {"outcomes": {"carried": after, "lost": chance.choice(anywhere)}}
            case "publicity":
                step |= {"term": "2wd", "outcomes": {"clear": after, "annulled": chance.choice(anywhere)}}
            case "wait":
                step |= {"term": chance.choice(("4wd", "10d", "1y")), "outcomes": {"elapsed": after}}
            case "gateway":
                when = {"post": ["x"]} if chance.random() < 0.5 else {"post": ["y"]}
                step |= {
                    "choice": [{"name": "a", "to": chance.choice(anywhere), "when": when}, {"name": "b", "to": after}]
                }
            case "parallel":
                branches = [f"{name}a", f"{name}b"]
                step |= {"branches": branches, "outcomes": {"joined": after}}
                for branch in branches:
                    out = {"ok": JOIN + name, "no": chance.choice([branch, "end:off", JOIN + name])}
                    extra.append({"id": branch, "kind": "task", "title": branch, "role": "clerk", "outcomes": out})
        steps.append(step)
    head = {"id": "p", "version": "1", "title": "P", "calendar": "x", "start": "s0", "needs": ["post"], "basis": []}
    roles = {"clerk": {"title": "Clerk"}, "board": {"title": "Board", "body": True}}
    return read_procedure(canonical({"procedure": head, "roles": roles, "step": [*steps, *extra], "duty": []}))


def ways_out(procedure, post):
    """Step -> the outcome that leads nearest to an end for a case on this post, found backwards from the ends."""
    distance = {}
    for _ in procedure.steps:
        for step in procedure.steps.values():
            near = [
                (distance.get(to.removeprefix(JOIN), 0 if is_end(to) or to.startswith(JOIN) else 99), way)
                for way, to in step.outcomes.items()
            ]
            open_choices = (each for each in step.choices if post in each.when.get("post", (post,)))
            near += [(distance.get(each.to, 0 if is_end(each.to) else 99), each.name) for each in [*open_choices][:1]]
            best = min(near)
            if best[0] < 99:
                distance[step.id] = best[0] + 1
    return {
        step.id: min(step.outcomes, key=lambda way: _far(step.outcomes[way], distance))
        for step in procedure.steps.values()
        if step.kind not in INSTANT
    }


def _far(target, distance):
    return 0 if is_end(target) or target.startswith(JOIN) else distance.get(target, 99)


def test_a_random_definition_without_flaw_never_gets_stuck(walk):
    chance = random.Random(7)
    clean, ended = 0, Counter()
    for _ in range(DEFINITIONS):
        procedure = a_definition(chance)
        if lint(procedure):
            continue
        clean += 1
        post = chance.choice(("x", "z"))
        out = ways_out(procedure, post)
        walker = walk(procedure, calendars=EVERY_YEAR)
        walker.start(post=post)
        for number in range(200):
            if walker.case.ended:
                break
            step = chance.choice(walker.to_do())
            way = chance.choice(list(walker.step(step).outcomes)) if number < 12 else out[step]
            walker.end_step(step, way)
        assert walker.case.ended, (procedure.content, walker.case)
        ended[walker.case.ended] += 1

    assert clean > 100
    assert set(ended) == {"done", "off"}
