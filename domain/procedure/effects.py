"""What a case does to the register: acts like any other, decided by the same rules and recorded in the same order."""

from collections.abc import Mapping, Sequence

from pydantic import ValidationError

from domain.commands import Command, DossierCommand, Exchange
from domain.decisions import decide as deciding
from domain.decisions.exchange import Leg, leg_of, with_partners
from domain.dossiers import command_kind
from domain.errors import BadInput
from domain.facts import Decided, Facts, Proposed
from domain.finding import Finding


def carried_out(
    acts: Sequence[Mapping[str, str]], command: DossierCommand, facts: Facts, evidence: tuple[str, ...]
) -> Decided:
    """The events and findings of the acts that a case leads to; they rest on the case's own events.

    Raises BadInput where the line names no document, or an act does not fit.
    """
    if not acts:
        return Decided()
    if command.basis is None:
        raise BadInput("this step is an act on the register; name the document that orders it with --basis")
    lines = {number: _line(act, command) for number, act in enumerate(acts, 1)}
    legs = _legs(lines, facts)
    events: list[Proposed] = []
    findings: list[Finding] = []
    warnings: list[Finding] = []
    for number, line in lines.items():
        decided = deciding.decide(line, facts, legs, number)  # type: ignore[arg-type]
        events += [each._replace(act=line.ACT, evidence=(*each.evidence, *evidence)) for each in decided.events]
        findings += decided.findings
        warnings += decided.warnings
    return Decided(tuple(events), tuple(findings), tuple(warnings))


def _line(act: Mapping[str, str], command: DossierCommand) -> Command:
    kind = command_kind(act["act"])
    if kind is None:
        raise BadInput(f"the procedure asks for the act {act['act']}, which there is not")
    said = {"basis": command.basis, "reason": command.reason, "authority": command.authority}
    told = {name: value for name, value in {**said, **act}.items() if value}
    try:
        return kind.model_validate(told)
    except ValidationError as error:
        problems = (f"{each['loc'][0] if each['loc'] else ''}: {each['msg']}" for each in error.errors())
        raise BadInput(*(f"the act {act['act']} of the procedure does not fit: {each}" for each in problems)) from None


def _legs(lines: Mapping[int, Command], facts: Facts) -> dict[int, Leg]:
    exchanges = {number: line for number, line in lines.items() if isinstance(line, Exchange)}
    legs = {number: leg_of(line, facts) for number, line in exchanges.items()}
    return with_partners(legs, {number: line.effective for number, line in exchanges.items()})
