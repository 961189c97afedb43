"""Replay: at every prefix the facts as stored lead to the case that lived, whatever way it went."""

import json
import os
import random

from domain.canonical import canonical
from domain.procedure.case import Case, Fact, case_of, evolve
from lifecycle.procedure_files import load_definition, shipped_procedures

FACTS = int(os.environ.get("FACTS", "1500"))
"""So many facts at least; FACTS=100000 is the long run."""


def stored(fact):
    """A fact read back from its bytes."""
    return fact._replace(fields=json.loads(canonical(listed(fact.fields))))


def listed(value):
    if isinstance(value, dict):
        return {name: listed(each) for name, each in value.items()}
    return [listed(each) for each in value] if isinstance(value, list | tuple) else value


def follow(moved, before, replayed):
    """Both cases fact by fact through one move."""
    live = before
    for fact in moved.facts:
        live, replayed = evolve(live, fact), evolve(replayed, stored(fact))
        assert replayed == live, fact
    assert live == moved.case
    return replayed


def test_at_every_prefix_of_random_walks_the_stored_facts_lead_to_the_living_case(walk):
    chance, told, ends = random.Random(11), 0, set()
    while told < FACTS:
        walker = walk(load_definition(chance.choice(shipped_procedures())))
        make, replayed = walker.make_once, Case(id="C1")

        def followed(move, day=None, walker=walker, make=make):
            nonlocal replayed
            before = walker.case
            moved = make(move, day)
            replayed = follow(moved, before, replayed)
            return moved

        walker.make = followed
        walker.start()
        for _ in range(60):
            if walker.case.ended:
                break
            step = chance.choice(walker.to_do())
            walker.end_step(step, chance.choice([*walker.step(step).outcomes][: chance.choice((1, 1, 9))]))
        ends.add(walker.case.ended)
        cut = chance.randrange(len(walker.log))
        assert case_of(walker.log[:cut], "C1") == case_of(map(stored, walker.log[:cut]), "C1")
        assert case_of([Fact(*each) for each in walker.log], "C1") == walker.case
        told += len(walker.log)

    assert len(ends) > 3
