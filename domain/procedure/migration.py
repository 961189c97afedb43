"""Going on under another version: only while a case waits, and only if its history is a walk of the new definition."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from domain.procedure.case import Case, Open
from domain.procedure.definition import INSTANT, JOIN, Procedure, Step, is_end
from domain.procedure.flow import NO_TERM, Around, Draft, NotAllowed, term_fields
from domain.procedure.moves import Migrate

TERMS: Final = ("keep_due", "carry_budget", "restart")


def migrate(move: Migrate, draft: Draft, day: date) -> None:
    """The case goes on under the other version, its open steps under their new names and terms."""
    procedure, case, old = move.to, draft.case, draft.around.procedure
    check_waiting(case)
    _check_clause(procedure, case, move.steps)
    if (procedure.id, procedure.calendar) != (old.id, old.calendar):
        raise NotAllowed("not-reachable", f"{procedure.id} is another procedure than {old.id}, or has another calendar")
    if says := unreachable(case, procedure, move.steps):
        raise NotAllowed("not-reachable", says)
    names = dict.fromkeys((*(each.step for each in case.open), *(each.step for each in case.done)))
    steps = {name: move.steps.get(name, name) for name in names}
    told = {"version": procedure.version, "hash": procedure.hash}
    draft.add("case-migrated", day, **told, steps={old: new for old, new in steps.items() if old != new})
    draft.around = draft.around._replace(procedure=procedure)
    for standing in draft.case.open:
        rule = move.terms.get(standing.step, "keep_due")
        fields = _term(draft, standing, draft.step(standing.step), rule, day)
        if fields:
            draft.add("case-term-moved", day, step=standing.step, **fields)


def _check_clause(procedure: Procedure, case: Case, mapped: Mapping[str, str]) -> None:
    """Nothing, if the version takes the case along, by its transitional clause. Raises NotAllowed if it does not."""
    if procedure.transitional == "pin":
        says = f"{procedure.id} {procedure.version} leaves running cases under the version they began with"
        raise NotAllowed("pinned", f"{says}; one that takes them along says so (transitional)")
    if not takes_along(procedure, case, mapped):
        says = f"{procedure.id} {procedure.version} takes along only cases that have not done {procedure.before}"
        raise NotAllowed("past-step", f"{says}; {case.id} has, and ends under the version it began with")


def takes_along(procedure: Procedure, case: Case, mapped: Mapping[str, str]) -> bool:
    """Whether the version says that such a case goes on under it."""
    done = {mapped.get(each.step, each.step) for each in case.done}
    return procedure.transitional == "migrate" or (
        procedure.transitional == "migrate_if" and procedure.before not in done
    )


def owed(case: Case, around: Around, day: date) -> Procedure | None:
    """The version under which a waiting case must go on before anything else is done in it, or None."""
    own = next((each.since for each in around.versions if each.hash == around.procedure.hash), None)
    newer = [each for each in around.versions if own is not None and own < each.since <= day]
    under_way = any(
        each.claims
        or each.objections
        or ((each.due or each.left) and around.procedure.steps[each.step].kind == "publicity")
        for each in case.open
    )
    if case.ended or under_way or not newer or not takes_along(newer[-1], case, {}):
        return None
    return newer[-1]


def check_version(draft: Draft, day: date) -> None:
    """Nothing, if the case may go on under its version. Raises NotAllowed where a later one takes it along."""
    if version := owed(draft.case, draft.around, day):
        says = f"version {version.version} of {version.id}, in force since {version.since}, takes running cases along"
        first = f"cadre procedure migrate {version.id} --to {version.version} --dry-run"
        raise NotAllowed("must-migrate", f"{says}; let {draft.case.id} go on under it first: {first}")


def check_waiting(case: Case) -> None:
    """Nothing, if the case waits. Raises NotAllowed for a task in hand, a notice that is up, an open objection."""
    for each in case.open:
        if each.claims:
            says = (
                f"{each.step} is in the hands of {', '.join(claim.person for claim in each.claims)}; give it back first"
            )
            raise NotAllowed("not-waiting", says)
        if each.objections or each.left is not None:
            raise NotAllowed("not-waiting", f"an objection to {each.step} is open; settle it first")


def unreachable(case: Case, procedure: Procedure, mapped: Mapping[str, str]) -> str:
    """Why the case's history is no walk of the new definition; empty if it is one."""
    for each in case.open:
        name = mapped.get(each.step, each.step)
        if name not in procedure.steps:
            return f"{each.step} is open, and {procedure.id} {procedure.version} has no step {name}; map it"
        if procedure.steps[name].kind in {"ballot", "publicity"} and each.due is not None:
            return f"{each.step} is a ballot or a notice under way, which stays under its version"
    places = {procedure.start}
    for done in case.done:
        name = mapped.get(done.step, done.step)
        step = procedure.steps.get(name)
        if step is None or done.outcome not in _ways(step):
            return f"{done.step} ended in {done.outcome}, and {procedure.version} has no such step and way; map it"
        places |= {_ways(step)[done.outcome].removeprefix(JOIN), *step.branches}
    stray = [each.step for each in case.open if mapped.get(each.step, each.step) not in _through(places, procedure)]
    return f"{stray[0]} is open, and nothing that was done leads there in {procedure.version}" if stray else ""


def _ways(step: Step) -> dict[str, str]:
    return {**step.outcomes, **{each.name: each.to for each in step.choices}}


def _through(places: set[str], procedure: Procedure) -> set[str]:
    """The places, and where one comes from them through steps that last no time."""
    found, waiting = set(places), list(places)
    for name in waiting:
        step = procedure.steps.get(name)
        for target in step.targets() if step and step.kind in INSTANT else ():
            if not is_end(target) and target.removeprefix(JOIN) not in found:
                found.add(target.removeprefix(JOIN))
                waiting.append(target.removeprefix(JOIN))
    return found


def _term(draft: Draft, standing: Open, step: Step, rule: str, day: date) -> dict[str, Any]:
    """The term of an open step under the new version: as it was, with what was used up taken off, or from now on."""
    if rule not in TERMS:
        raise NotAllowed("unknown-term-rule", f"{rule} is none of {', '.join(TERMS)}")
    if rule == "keep_due" or step.term is None or step.kind == "publicity":
        return {}
    calendar = draft.around.calendar(day)
    fresh = term_fields(calendar, step.term, day)
    if rule == "carry_budget" and standing.running is not None:
        whole = term_fields(calendar, step.term, standing.running)
        same_unit = standing.budget is not None and standing.budget.unit == step.term.unit
        fresh = whole if same_unit else fresh
    was = standing.due.isoformat() if standing.due else None
    return {**NO_TERM, **fresh, "was": was}
