"""A running case as a decision finds it: its facts, its definition, its calendar, and the move made in it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from domain.errors import BadInput
from domain.events import DossierEvent
from domain.facts import Decided, Facts, Proposed
from domain.finding import Finding
from domain.ledger import Act
from domain.procedure.case import Case, Fact, case_of
from domain.procedure.commands import CaseCommand, OpenCase
from domain.procedure.definition import Procedure
from domain.procedure.effects import carried_out
from domain.procedure.events import CASE_EVENTS, CalendarPublished, ProcedurePublished
from domain.procedure.flow import Around, NotAllowed
from domain.procedure.interpreter import Moved, decide
from domain.procedure.library import Published, editions, versions
from domain.procedure.moves import Move
from domain.text import nearest

BY_TOPIC = {kind.TOPIC.partition("/")[0]: kind for kind in CASE_EVENTS}


def fact_of(act: Act) -> Fact:
    """A recorded fact of a case as plain values."""
    topic = act.body.TOPIC.partition("/")[0]
    return Fact(topic, act.effective, act.body.model_dump(mode="json"))


def case_named(name: str, facts: Facts) -> Case:
    """The case of this id as recorded. Raises BadInput if there is none."""
    acts = facts.ledger(f"case:{name}").in_force()
    if not acts:
        raise BadInput(f"there is no case {name}; list them with: cadre case list")
    return case_of(map(fact_of, acts), name)


def published_versions(procedure: str, facts: Facts) -> tuple[Procedure, ...]:
    """The published versions of a procedure. Raises BadInput if there is none."""
    found = versions(_published(f"procedure:{procedure}", facts, ProcedurePublished))
    if not found:
        raise BadInput(f"the procedure {procedure} is not published here: cadre procedure publish {procedure}")
    return found


def version_named(case: Case, facts: Facts) -> Procedure:
    """The definition under which the case runs."""
    return next(each for each in published_versions(case.procedure, facts) if each.hash == case.hash)


def _published(stream: str, facts: Facts, kind: type[DossierEvent]) -> list[Published]:
    acts = facts.ledger(stream).in_force()
    return [(act.effective, act.body.model_dump(mode="json")) for act in acts if isinstance(act.body, kind)]


def around(procedure: Procedure, subjects: Sequence[str], facts: Facts) -> Around:
    """What the interpreter may look at: the definition, its calendar, and who is related to the subjects."""
    calendars = editions(_published(f"calendar:{procedure.calendar}", facts, CalendarPublished))
    kin = frozenset(other for each in subjects for other in facts.relatives(each))
    return Around(procedure, calendars, kin, published_versions(procedure.id, facts))


def moved(move: Move, case: Case, where: Around, command: CaseCommand | OpenCase, facts: Facts) -> Decided:
    """What the move proposes to record in the case and in the register, or why it may not be made."""
    day = command.effective
    if day > facts.today():
        says = f"{day} has not come yet; what is done in a case is recorded once it is done"
        return Decided(findings=(finding_of("day-to-come", says, case.id, where.procedure),))
    try:
        result = decide(move, case, where, day)
    except NotAllowed as refusal:
        return Decided(findings=(finding_of(refusal.code, f"{refusal}.", case.id, where.procedure),))
    events = tuple(Proposed(f"case:{case.id}", _body(fact, case.id), fact.day) for fact in result.facts)
    effects = carried_out(result.acts, command, facts, _basis(result, case.id, facts))
    return Decided((*events, *effects.events), effects.findings, effects.warnings)


def _basis(result: Moved, case: str, facts: Facts) -> tuple[str, ...]:
    """The event of the case on which its acts rest: the task just done, or the end of an annulled case."""
    version = facts.ledger(f"case:{case}").version
    done = [place for place, fact in enumerate(result.facts, 1) if fact.fields.get("persons") or fact.fields.get("why")]
    return (f"case:{case}@{version + done[-1]}",) if done else ()


def _body(fact: Fact, case: str) -> DossierEvent:
    fields: Mapping[str, Any] = {name: value for name, value in fact.fields.items() if name != "case"}
    return BY_TOPIC[fact.topic].model_validate({**fields, "case": case})


def finding_of(code: str, says: str, case: str, procedure: Procedure) -> Finding:
    """What a procedure forbids in a case, with where that is written; a conflict where somebody else was first."""
    basis = procedure.basis[0] if procedure.basis else {}
    citation = f"{basis.get('text', procedure.title)}, {basis.get('article', 'whole')}"
    return Finding(
        f"procedure-{code}",
        says,
        pack=procedure.id,
        version=procedure.version,
        citation=citation,
        figures={"case": case},
        conflict=code in {"already-claimed", "post-reserved"},
    )


def known_or_near(name: str, known: Sequence[str], what: str) -> None:
    """Nothing, if the name is known. Raises BadInput with the nearest ones."""
    if name not in known:
        near = nearest(name, known)
        hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known) or 'none'}"
        raise BadInput(f"there is no {what} {name}; {hint}")


def first_day(case: Case, day: date) -> date:
    """The day, or where the case has come further, that of its latest fact."""
    return max(case.day, day)
