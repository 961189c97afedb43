"""Deciding on registering and amending a cadre, and on relatives."""

from domain.commands import AmendCadre, Particulars, RecordKin, RegisterCadre
from domain.errors import BadInput
from domain.events import CadreAmended, CadreRegistered, KinRecorded
from domain.facts import Decided, Facts, Proposed, known_level
from domain.finding import Finding


def register(command: RegisterCadre, facts: Facts) -> Decided:
    """The cadre is known to the register under an id that nobody else has."""
    known_level(facts, command.level)
    stream = f"cadre:{command.cadre}"
    if facts.exists(stream):
        return Decided(findings=(taken(stream, command.cadre),))
    body = CadreRegistered(level=command.level, personal={})
    return Decided((Proposed(stream, body, command.effective, personal=personal(command)),))


def amend(command: AmendCadre, facts: Facts) -> Decided:
    """Personal values are replaced. Raises BadInput if none is named."""
    facts.cadre(command.cadre)
    values = personal(command)
    if not values:
        raise BadInput(f"name what is to be amended: {', '.join(Particulars.PERSONAL)}")
    return Decided((Proposed(f"cadre:{command.cadre}", CadreAmended(personal={}), command.effective, personal=values),))


def record_kin(command: RecordKin, facts: Facts) -> Decided:
    """A relative is known. Raises BadInput unless the relative is named once."""
    facts.cadre(command.cadre)
    if (command.name is None) == (command.kin is None):
        raise BadInput("name the relative either by name or by the id of a registered cadre")
    if command.kin:
        facts.cadre(command.kin)
    who = {"kin.cadre": command.kin} if command.kin else {"kin.name": str(command.name)}
    values = {"kin.relation": command.relation, **who}
    return Decided((Proposed(f"cadre:{command.cadre}", KinRecorded(personal={}), command.effective, personal=values),))


def personal(command: Particulars) -> dict[str, str]:
    """The personal values that the command names, as texts."""
    values = {name: getattr(command, name) for name in Particulars.PERSONAL}
    return {name: str(value) for name, value in values.items() if value is not None}


def taken(stream: str, name: str) -> Finding:
    """The objection that the id belongs to something registered already."""
    register = stream.partition(":")[0]
    wording = f"The id {name} belongs to a {register} on the register; choose another, or see: cadre show {name}"
    return Finding("id-taken", wording, facts=(f"{stream}@1",), figures={"id": name}, conflict=True)
