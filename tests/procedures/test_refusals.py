"""At every state of every shipped procedure each wrong move is refused by its own code, and changes nothing."""

import ast
import random
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import domain.procedure
from domain.procedure.flow import NotAllowed, is_task
from domain.procedure.interpreter import ENDED, decide
from domain.procedure.moves import (
    Complete,
    Look,
    Migrate,
    Publicise,
    Raise,
    Reconsider,
    Release,
    Reopen,
    SendBack,
    Settle,
    Staff,
    Start,
    Stop,
    Take,
    Tally,
)
from lifecycle.procedure_files import load_definition, shipped_procedures

BODY = ("B1", "B2", "B3", "B4", "B5", "B6")
LONGEST_WALK = 80
LATER = date(2040, 1, 2)


class Wrong(NamedTuple):
    """A move that must be refused: by which code, after which lawful moves, on another day or in other surroundings."""

    code: str
    move: object
    before: tuple = ()
    around: Mapping[str, object] = MappingProxyType({})
    day: date | None = None


def refused_by(walker, wrong):
    """The code and sentence of the refusal, and whether the case is as it was; None where the move is allowed."""
    case, around = walker.case, walker.around._replace(**wrong.around)
    for move in wrong.before:
        case = decide(move, case, around, walker.day).case
    try:
        decide(wrong.move, case, around, wrong.day or walker.day)
    except NotAllowed as refusal:
        return refusal.code, str(refusal)
    return None


def wrong_moves(walker):
    """What must not be done in the case as it stands."""
    yield Wrong("case-runs", Reopen("C2"))
    yield Wrong("day-passed", Look(), day=walker.case.day - timedelta(days=1))
    yield Wrong("not-open", Complete("nowhere", "x", ("H",)))
    yield Wrong("not-open", Tally("nowhere", "M", BODY, BODY, (), 6, 0, 0))
    yield Wrong("not-open", Publicise("nowhere", "hall"))
    yield Wrong("no-objection", Settle(99, "dismissed"))
    yield Wrong("unknown-role", Staff("nobody", ("X",)))
    yield Wrong("not-decided", Reconsider(Tally("nowhere", "M", BODY, BODY, (), 6, 0, 0)))
    yield from wrong_migrations(walker)
    yield from wrong_ends(walker)
    for standing in walker.case.open:
        step = walker.step(standing.step)
        if is_task(step):
            yield from wrong_tasks(walker, step)
        elif step.kind == "ballot":
            yield from wrong_ballots(walker, step)
        elif step.kind == "publicity":
            yield Wrong("not-public", Raise(step.id, "", "x"))
            yield Wrong("already-public", Publicise(step.id, "hall"), (Publicise(step.id, "hall"),))


def wrong_tasks(walker, step):
    hands, outcome = tuple(f"X{each}" for each in range(step.people)), next(iter(step.outcomes))
    told = dict.fromkeys(step.evidence, "1"), dict.fromkeys(step.counts, 1)
    only = Staff(step.role, ("ONLY",))
    yield Wrong("unknown-outcome", Complete(step.id, "no-such-way", hands, *told))
    yield Wrong("not-claimed", Release(step.id, "STRANGER"))
    yield Wrong("not-done", SendBack(step.id, "nowhere"))
    yield Wrong("not-in-role", Complete(step.id, outcome, hands, *told), (only,))
    yield Wrong("not-in-role", Take(step.id, "STRANGER"), (only,))
    fresh = walker.hands(step)
    yield Wrong("too-few-hands", Complete(step.id, outcome, fresh[1:], *told))
    yield Wrong("already-claimed", Take(step.id, fresh[0]), (Take(step.id, fresh[0]),))
    yield Wrong("already-claimed", Take(step.id, "X"), tuple(Take(step.id, each) for each in fresh))
    if step.evidence:
        yield Wrong("document-missing", Complete(step.id, outcome, fresh, {}, told[1]))
    if step.counts:
        yield Wrong("count-missing", Complete(step.id, outcome, fresh, told[0], {}))
    yield from wrong_hands(walker, step, fresh)
    yield from wrong_returns(walker, step)


def wrong_hands(walker, step, fresh):
    """Whom the duties bar: the one who acts, and the one stood in for."""
    duties = walker.around.procedure.duties
    bound = [(each.kind, walker.around.procedure.bound(each)) for each in duties]
    mine = [(kind, done_before(walker, step, steps)) for kind, steps in bound if step.id in steps]
    if any(kind == "same" and done for kind, done in mine):
        yield Wrong("duty-same", Take(step.id, "STRANGER"))
        return
    subject, kin = walker.case.subjects[0], {"kin": frozenset({"AUNT"})}
    for kind, done in mine:
        if kind == "not_subject":
            yield Wrong("duty-subject", Take(step.id, subject))
            yield Wrong("duty-subject", Take(step.id, fresh[0], subject))
        elif kind == "not_kin":
            yield Wrong("duty-kin", Take(step.id, "AUNT"), around=kin)
            yield Wrong("duty-kin", Take(step.id, fresh[0], "AUNT"), around=kin)
        elif kind == "distinct" and done:
            yield Wrong("duty-distinct", Take(step.id, done[-1]))
            yield Wrong("duty-distinct", Take(step.id, fresh[0], done[-1]))


def done_before(walker, step, bound):
    """The hands that did the other steps which a duty binds."""
    done = [walker.case.last_done(each) for each in bound if each != step.id]
    return [person for each in done if each for person in each.persons]


def wrong_returns(walker, step):
    tasks = [each.step for each in walker.case.done if is_task(walker.step(each.step))]
    if tasks and walker.case.standing(step.id).branch:
        yield Wrong("in-parallel", SendBack(step.id, tasks[0]))
    later = walker.case.done[[each.step for each in walker.case.done].index(tasks[0]) :] if tasks else ()
    if any(walker.step(each.step).effects.get(each.outcome) for each in later) and len(set(tasks)) == len(tasks):
        yield Wrong("has-effects", SendBack(step.id, tasks[0]))


def wrong_ballots(walker, step):
    subject = walker.case.subjects[0]
    with_subject = (*BODY[:5], subject)
    yield Wrong("not-entitled", Tally(step.id, "M", BODY[:5], BODY, (), 6, 0, 0))
    yield Wrong("not-present", Tally(step.id, "M", BODY, BODY[:5], BODY[5:], 4, 0, 0))
    yield Wrong("must-stand-aside", Tally(step.id, "M", with_subject, with_subject, (), 6, 0, 0))
    yield Wrong("must-stand-aside", Tally(step.id, "M", BODY, BODY, (), 6, 0, 0), around={"kin": frozenset({"B1"})})
    yield Wrong("votes-differ", Tally(step.id, "M", BODY, BODY, (), 6, 1, 0))
    yield Wrong("no-quorum", Tally(step.id, "M", BODY, BODY[:1], (), 1, 0, 0))
    if "deferred" not in step.outcomes:
        yield Wrong("not-deferrable", Tally(step.id, "M", BODY, BODY, (), 0, 0, 0, deferred=True))


def wrong_migrations(walker):
    own = walker.around.procedure
    onward = own._replace(version="9", hash="another", transitional="migrate", since=own.since + timedelta(days=1))
    yield Wrong("pinned", Migrate(own._replace(transitional="pin"), {}, {}))
    yield Wrong("not-reachable", Migrate(onward._replace(calendar="elsewhere"), {}, {}))
    if walker.case.done:
        past = onward._replace(transitional="migrate_if", before=walker.case.done[0].step)
        yield Wrong("past-step", Migrate(past, {}, {}))
    standing = walker.case.open[0]
    calm = all(not each.objections and each.left is None for each in walker.case.open)
    if calm and walker.step(standing.step).kind != "publicity":
        without = {name: each for name, each in own.steps.items() if name != standing.step}
        yield Wrong("not-reachable", Migrate(onward._replace(steps=without), {}, {}))
        yield Wrong("unknown-term-rule", Migrate(onward, {}, {standing.step: "forget"}))
        if is_task(walker.step(standing.step)):
            first = walker.hands(walker.step(standing.step))[0]
            yield Wrong("not-waiting", Migrate(onward, {}, {}), (Take(standing.step, first),))
            if calm_to_all(walker):
                end = Complete(standing.step, "x", ("H",))
                yield Wrong("must-migrate", end, around={"versions": (own, onward)})


def calm_to_all(walker):
    """Whether nothing of the case is under way, so that a later version would take it along."""
    return not any(each.claims or walker.step(each.step).kind == "publicity" for each in walker.case.open)


def wrong_ends(walker):
    effective = [
        walker.step(each.step) for each in walker.case.done if walker.step(each.step).effects.get(each.outcome)
    ]
    if effective:
        yield Wrong("has-effects", Stop("withdrawn", "x"))
    if any(each.irreversible for each in effective):
        yield Wrong("irreversible", Stop("annulled", "x"))
    decided = [each.step for each in walker.case.done if walker.step(each.step).kind == "ballot"]
    if decided and not walker.case.standing(decided[-1]) and walker.step(decided[-1]).ballot.reconsider is None:
        yield Wrong("not-reconsiderable", Reconsider(Tally(decided[-1], "M", BODY, BODY, (), 6, 0, 0)))


def wrong_starts(procedure):
    """What must not be opened."""
    given = dict.fromkeys(procedure.needs, "x")
    subjects = tuple(f"S{number}" for number in range(procedure.subjects))
    yield Wrong("not-in-force", Start(subjects, given, {}), day=procedure.since - timedelta(days=1))
    yield Wrong("facts-missing", Start((), given, {}))
    yield Wrong("unknown-role", Start(subjects, given, {"nobody": ("X",)}))
    if given:
        yield Wrong("facts-missing", Start(subjects, {}, {}))


def after_its_end(walker):
    """What must not be done in a case that has ended."""
    yield Wrong(ENDED, Look())
    yield Wrong("already-reopened", Reopen("C3"), (Reopen("C2"),))


def codes_in_the_code():
    """Every code that a refusal is given in the sources, but those that only a store can give."""
    found = {ENDED}
    for path in Path(domain.procedure.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "NotAllowed":
                found |= {each.value for each in node.args[:1] if isinstance(each, ast.Constant)}
            if isinstance(node, ast.Tuple) and node.elts and isinstance(node.elts[0], ast.Constant):
                found |= {node.elts[0].value} if str(node.elts[0].value).startswith("duty-") else set()
    return found


def expect(walker, wrong, seen):
    told = refused_by(walker, wrong)
    assert told, (wrong, walker.case)
    assert told[0] == wrong.code, (told, wrong, walker.case)
    assert len(told[1]) > 15
    seen[told[0]] += 1


def refuse_at_every_state(walk, seen, name):
    procedure, chance, taken = load_definition(name), random.Random(name), Counter()
    for _ in range(12):
        walker = walk(procedure)
        for wrong in wrong_starts(procedure):
            expect(walker, wrong, seen)
        walker.start()
        for _ in range(LONGEST_WALK):
            if walker.case.ended:
                break
            for wrong in wrong_moves(walker):
                expect(walker, wrong, seen)
            step = chance.choice(walker.to_do())
            way = min(sorted(walker.step(step).outcomes), key=lambda way: taken[step, way])
            taken[step, way] += 1
            walker.end_step(step, way)
        for wrong in after_its_end(walker):
            expect(walker, wrong, seen)


def refuse_what_has_lapsed(walk, seen):
    walker = walk("appointment")
    walker.start()
    walker.end_step("motion", "accept")
    walker.end_step("recommend", "done")
    step = walker.step("inspect")
    told = dict.fromkeys(step.evidence, "1"), dict.fromkeys(step.counts, 1)
    expect(walker, Wrong("lapsed", Complete("inspect", "fit", ("X1", "X2"), *told), day=LATER), seen)


def refuse_what_the_definition_does_not_provide_for(walk, seen):
    walker = walk("appointment")
    ballot = walker.step("settle.decide")
    outcomes = {way: to for way, to in ballot.outcomes.items() if way != "deferred"}
    plainer = ballot._replace(outcomes=outcomes, ballot=ballot.ballot._replace(reconsider=None))
    procedure = walker.around.procedure
    walker.around = walker.around._replace(procedure=procedure._replace(steps={**procedure.steps, ballot.id: plainer}))
    walker.start()
    for step, way in (("motion", "accept"), ("recommend", "done"), ("inspect", "fit")):
        walker.end_step(step, way)
    for wrong in wrong_ballots(walker, plainer):
        expect(walker, wrong, seen)
    walker.end_step(ballot.id, "carried")
    for wrong in wrong_ends(walker):
        expect(walker, wrong, seen)


def test_at_every_state_each_wrong_move_is_refused_by_its_own_code_and_every_code_is_given(walk):
    seen = Counter()  # one test, not many: workers that share the tests among them do not share what they have seen
    for name in shipped_procedures():
        refuse_at_every_state(walk, seen, name)
    refuse_what_has_lapsed(walk, seen)
    refuse_what_the_definition_does_not_provide_for(walk, seen)
    assert codes_in_the_code() - set(seen) == set()
