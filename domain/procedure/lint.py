"""What cannot be meant in a procedure: steps nobody reaches or leaves, duties nobody can keep, odd majorities."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice, pairwise, product
from typing import Final, NamedTuple

from domain.procedure.definition import (
    FIXED_OUTCOMES,
    INSTANT,
    JOIN,
    TASKS,
    Procedure,
    Share,
    Step,
    holds,
    is_end,
)

KNOWN_FACTS: Final = ("subject", "procedure")
"""Facts that every case has; the others are those its definition needs."""
HEAD: Final = "procedure"


class Flaw(NamedTuple):
    """What is wrong in which step (or in the head, `procedure`), with the code of the check that found it."""

    step: str
    code: str
    says: str


def lint(procedure: Procedure) -> tuple[Flaw, ...]:
    """Every flaw of one version, by step; none means that a case of it can always reach an end."""
    found = [*_head(procedure), *_duties(procedure)]
    for step in procedure.steps.values():
        found += [*_shape(procedure, step), *_targets(procedure, step), *_effects(step)]
    if not any(each.code == "missing-target" for each in found):
        found += [*_unreachable(procedure), *_dead(procedure), *_instant_circles(procedure), *_joins(procedure)]
    order = [HEAD, *procedure.steps]
    return tuple(sorted(found, key=lambda each: order.index(each.step)))


def overlapping(versions: Sequence[Procedure]) -> tuple[Flaw, ...]:
    """Pairs of versions of one procedure that would both be in force on some day."""
    found: list[Flaw] = []
    ordered = sorted(versions, key=lambda each: (each.id, each.since))
    for earlier, later in pairwise(ordered):
        if earlier.id == later.id and later.since < earlier.until:
            says = f"versions {earlier.version} and {later.version} of {later.id} are both in force from {later.since}"
            found.append(Flaw(HEAD, "overlap", says))
    return tuple(found)


def _head(procedure: Procedure) -> Iterator[Flaw]:
    if procedure.until <= procedure.since:
        yield Flaw(HEAD, "empty-period", f"it would end on {procedure.until}, before it begins on {procedure.since}")
    if procedure.start not in procedure.steps:
        yield Flaw(HEAD, "missing-target", f"it starts with {procedure.start}, and there is no such step")
    if bool(procedure.before) != (procedure.transitional == "migrate_if"):
        yield Flaw(HEAD, "unclear-transition", 'say transitional = "migrate_if" and before which step, both or neither')
    elif procedure.before and procedure.before not in procedure.steps:
        yield Flaw(HEAD, "missing-target", f"cases migrate before {procedure.before}, and there is no such step")
    for fact in sorted(set(procedure.reserves) - set(procedure.needs)):
        yield Flaw(HEAD, "unknown-fact", f"it reserves {fact}, which it does not need to be given")


def _shape(procedure: Procedure, step: Step) -> Iterator[Flaw]:
    wanted = FIXED_OUTCOMES.get(step.kind, ())
    for outcome in wanted:
        if outcome not in step.outcomes:
            yield Flaw(step.id, "missing-outcome", f"a {step.kind} needs the outcome {outcome}")
    if step.kind in TASKS and not step.outcomes:
        yield Flaw(step.id, "missing-outcome", f"a {step.kind} needs an outcome")
    if step.kind in (*TASKS, "ballot"):
        yield from _doer(procedure, step)
    if step.kind in {"publicity", "wait"} and step.term is None:
        yield Flaw(step.id, "missing-term", f"a {step.kind} lasts a term; say how long")
    if step.anchor and step.anchor not in procedure.steps:
        yield Flaw(step.id, "missing-target", f"its term is anchored in {step.anchor}, and there is no such step")
    if step.kind == "gateway":
        yield from _choices(procedure, step)
    if step.kind == "ballot":
        yield from _fractions(step)


def _doer(procedure: Procedure, step: Step) -> Iterator[Flaw]:
    role = procedure.roles.get(step.role)
    if role is None:
        said = f"its role {step.role} is not among the roles" if step.role else "it says no role"
        yield Flaw(step.id, "unknown-role", said)
    elif role.body != (step.kind == "ballot"):
        says = "a ballot needs a body" if step.kind == "ballot" else f"a {step.kind} is done by persons, not by a body"
        yield Flaw(step.id, "unknown-role", f"{says}; {role.id} is {'one' if role.body else 'none'}")


def _choices(procedure: Procedure, step: Step) -> Iterator[Flaw]:
    facts = {*KNOWN_FACTS, *procedure.needs}
    for choice in step.choices:
        for fact in sorted(set(choice.when) - facts):
            yield Flaw(step.id, "unknown-fact", f"the choice {choice.name} asks for {fact}, which no case has")
    if not step.choices or step.choices[-1].when:
        yield Flaw(step.id, "open-gateway", "its last choice must hold whatever the facts are: leave out its `when`")
    for choice in step.choices[:-1]:
        if not choice.when:
            yield Flaw(step.id, "dead-choice", f"nothing comes after the choice {choice.name}, which always holds")


def _fractions(step: Step) -> Iterator[Flaw]:
    if step.ballot is None:
        yield Flaw(step.id, "impossible-fraction", "a ballot needs its quorum and its majority: ballot = { ... }")
        return
    shares = {"quorum": step.ballot.quorum, "majority": step.ballot.majority, "reconsidering": step.ballot.reconsider}
    for name, share in shares.items():
        if share and _impossible(share):
            yield Flaw(step.id, "impossible-fraction", f"no number of members reaches its {name} ({share.part})")
    if step.ballot.quorum.of == "present":
        yield Flaw(step.id, "impossible-fraction", "a quorum is a part of those entitled, not of those present")


def _impossible(share: Share) -> bool:
    return (
        share.part < 0 or share.part > 1 or (share.strict and share.part == 1) or (not share.strict and not share.part)
    )


def _targets(procedure: Procedure, step: Step) -> Iterator[Flaw]:
    for target in step.targets():
        name = target.removeprefix(JOIN)
        if not is_end(target) and name not in procedure.steps:
            yield Flaw(step.id, "missing-target", f"it leads to {name}, and there is no such step")
        elif target.startswith(JOIN) and procedure.steps[name].kind != "parallel":
            yield Flaw(step.id, "missing-target", f"it joins {name}, which is not parallel")


def _effects(step: Step) -> Iterator[Flaw]:
    for outcome in sorted(set(step.effects) - set(step.outcomes)):
        yield Flaw(step.id, "missing-outcome", f"it has effects at {outcome}, which is none of its outcomes")
    if step.effects and not step.compensate and not step.irreversible:
        yield Flaw(step.id, "no-compensation", "it has effects; say how they are undone, or that it is irreversible")
    if step.effects and step.kind not in TASKS:
        yield Flaw(step.id, "no-compensation", f"a {step.kind} has no effects; a task that follows it may have them")


def _duties(procedure: Procedure) -> Iterator[Flaw]:
    pairs: dict[str, set[frozenset[str]]] = {"distinct": set(), "same": set()}
    for duty in procedure.duties:
        bound = procedure.bound(duty)
        for step in bound:
            if step not in procedure.steps or procedure.steps[step].kind not in TASKS:
                yield Flaw(HEAD, "missing-target", f"the duty {duty.kind} binds {step}, which nobody is to do")
        if duty.kind in pairs:
            pairs[duty.kind] |= {frozenset((one, two)) for one in bound for two in bound if one != two}
    bound_together = _chained(pairs["same"])
    for pair in sorted(map(sorted, pairs["distinct"] & bound_together)):
        says = f"{' and '.join(pair)} must be done by the same person and by different ones"
        yield Flaw(pair[0] if pair[0] in procedure.steps else HEAD, "impossible-duty", says)
    for one, two in sorted(map(sorted, pairs["same"])):
        hands = [procedure.steps[each].people if each in procedure.steps else 1 for each in (one, two)]
        if hands[0] != hands[1]:
            says = f"{one} takes {hands[0]} persons and {two} takes {hands[1]}, and the same must do both"
            yield Flaw(one if one in procedure.steps else HEAD, "impossible-duty", says)


def _chained(pairs: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    """The pairs, and those that follow from them: who does the first and the second and the third does all three."""
    groups: list[set[str]] = []
    for pair in pairs:
        touched = [each for each in groups if each & pair]
        groups = [each for each in groups if not each & pair] + [set(pair).union(*touched)]
    return {frozenset(each) for group in groups for each in combinations(sorted(group), 2)}


def reachable(steps: Mapping[str, Step], start: str) -> frozenset[str]:
    """The steps that a case may come to from a step, itself among them."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name in seen or name not in steps:
            continue
        seen.add(name)
        waiting += [target for target in steps[name].targets() if not is_end(target) and not target.startswith(JOIN)]
    return frozenset(seen)


def _unreachable(procedure: Procedure) -> Iterator[Flaw]:
    for name in set(procedure.steps) - reachable(procedure.steps, procedure.start):
        yield Flaw(name, "unreachable", "no case ever comes here")


def _dead(procedure: Procedure) -> Iterator[Flaw]:
    """A step is dead if no way leads from it to an end; what a case is given never changes, so gateways are fixed."""
    told: set[str] = set()
    for facts in _given(procedure):
        steps = {name: _fixed(step, facts) for name, step in procedure.steps.items()}
        here = reachable(steps, procedure.start) if facts else frozenset(steps)
        for name in sorted(here - _alive(steps) - told):
            told.add(name)
            when = " and ".join(f"{fact} is {value or 'something else'}" for fact, value in facts.items())
            yield Flaw(name, "dead", f"no way leads from here to an end{' if ' + when if when else ''}")


MOST_COMBINATIONS: Final = 256


def _given(procedure: Procedure) -> Iterator[Mapping[str, str]]:
    """Every combination of the values that gateways ask for, and of others; first none, where every way is open."""
    yield {}
    asked: dict[str, dict[str, None]] = {}
    for step in procedure.steps.values():
        for choice in step.choices:
            for fact, values in choice.when.items():
                asked.setdefault(fact, {"": None}).update(dict.fromkeys(values))
    for values in islice(product(*asked.values()), MOST_COMBINATIONS if asked else 0):
        yield dict(zip(asked, values, strict=True))


def _fixed(step: Step, facts: Mapping[str, str]) -> Step:
    """The step with the one choice that these facts leave; any other step, and without facts every step, as it is."""
    if not facts or not step.choices:
        return step
    return step._replace(choices=(next((each for each in step.choices if holds(each, facts)), step.choices[-1]),))


def _alive(steps: Mapping[str, Step]) -> frozenset[str]:
    alive: set[str] = set()
    grown = True
    while grown:
        grown = False
        for step in steps.values():
            if step.id not in alive and _lives(step, alive):
                alive.add(step.id)
                grown = True
    return frozenset(alive)


def _lives(step: Step, alive: Iterable[str]) -> bool:
    if step.kind == "parallel":  # every branch must come out, and so must what follows
        joined = step.outcomes.get("joined", "")
        return all(each in alive for each in step.branches) and (is_end(joined) or joined.removeprefix(JOIN) in alive)
    return any(is_end(to) or to.startswith(JOIN) or to in alive for to in step.targets())


def _instant_circles(procedure: Procedure) -> Iterator[Flaw]:
    instant = {name: step for name, step in procedure.steps.items() if step.kind in INSTANT}
    for name, step in instant.items():
        onward = (reachable(instant, target) for target in step.targets() if target in instant)
        if any(name in each for each in onward):
            yield Flaw(name, "endless", "the case would go round here without anything being done")


def _joins(procedure: Procedure) -> Iterator[Flaw]:
    """Steps of a branch may not be entered from outside it, nor lead out of it but by its join or an end."""
    inside: dict[str, frozenset[str]] = {}
    for step in procedure.steps.values():
        if step.kind == "parallel":
            inside[step.id] = frozenset().union(*(reachable(procedure.steps, each) for each in step.branches))
            if len(step.branches) < 2:  # noqa: PLR2004 - one branch is not parallel to anything
                yield Flaw(step.id, "missing-target", "a parallel step needs two branches or more")
            if step.id in inside[step.id]:
                yield Flaw(step.id, "endless", "a branch leads back to where it began; let it join instead")
    for step in procedure.steps.values():
        for target in step.targets():
            joins = target.removeprefix(JOIN) if target.startswith(JOIN) else ""
            if joins and step.id not in inside.get(joins, ()):
                yield Flaw(step.id, "missing-target", f"it joins {joins}, of which it is no branch")
