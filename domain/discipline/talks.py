"""Deciding on talks, notices and support."""

from domain.discipline.commands import Notice, Support, Talk
from domain.discipline.events import NoticeIssued, SupportGiven, TalkHeld
from domain.discipline.naming import about_the_same, recorded, whom
from domain.facts import Decided, Facts, Proposed, unit_on
from domain.finding import Finding


def talk(command: Talk, facts: Facts) -> Decided:
    """A talk was held; nobody holds one with oneself. Raises BadInput for an unknown cadre or unit."""
    together = tuple(each for each in dict.fromkeys(command.together) if each != command.cadre)
    called = (command.cadre, *together)
    for name in called:
        facts.cadre(name)
    if command.unit is not None:
        facts.unit(command.unit)
    findings = tuple(_with_oneself(command, name) for name in called if name in command.held_by)
    if findings:
        return Decided(findings=findings)
    warnings = tuple(_elsewhere(command, name) for name in called if not _serves(command, name, facts))
    body = TalkHeld(
        cadre=command.cadre,
        together=together,
        unit=command.unit,
        kind=command.kind,
        held_by=command.held_by,
        about=command.about,
    )
    proposed = Proposed(f"talk:{command.cadre}", body, command.effective, command.unit)
    return Decided((proposed,), warnings=warnings)


def _with_oneself(command: Talk, name: str) -> Finding:
    wording = f"{name} cannot hold the talk of {command.effective} with {name}; name who held it."
    return Finding("talk-with-oneself", wording, figures={"cadre": name})


def _serves(command: Talk, name: str, facts: Facts) -> bool:
    """Whether the cadre holds a post of the unit on the day; of no unit, anything will do."""
    held = (each for each in facts.cadre(name).career.holdings if each.start <= command.effective < each.end)
    return command.unit is None or any(unit_on(facts, each.post, command.effective) == command.unit for each in held)


def _elsewhere(command: Talk, name: str) -> Finding:
    wording = (
        f"{name} holds no post of {command.unit} on {command.effective}, about which the talk was held. See: "
        f"cadre roster --unit {command.unit} --as-of {command.effective}"
    )
    return Finding("not-of-the-unit", wording, effect="WARN", figures={"cadre": name, "unit": command.unit})


def notice(command: Notice, facts: Facts) -> Decided:
    """A notice was issued. Raises BadInput for an unknown cadre or unit."""
    name = whom(command.cadre, command.unit, facts)
    if command.kind == "clarification":
        about_the_same(command.concerns, command.effective, name, facts)
    recorded(command.concerns, command.effective, facts)
    body = NoticeIssued(
        cadre=command.cadre,
        unit=command.unit,
        kind=command.kind,
        channels=command.channels,
        about=command.about,
        concerns=command.concerns,
    )
    return Decided((Proposed(f"notice:{name}", body, command.effective, command.unit),))


def support(command: Support, facts: Facts) -> Decided:
    """Support was given. Raises BadInput for an unknown cadre."""
    facts.cadre(command.cadre)
    recorded(command.concerns, command.effective, facts)
    body = SupportGiven(
        cadre=command.cadre,
        kind=command.kind,
        given_by=command.given_by,
        about=command.about,
        concerns=command.concerns,
    )
    return Decided((Proposed(f"support:{command.cadre}", body, command.effective),))
