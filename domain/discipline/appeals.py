"""Deciding on appeals: lodging suspends nothing; an upheld one cancels the decision, an amended one corrects it."""

from collections.abc import Iterator

from domain.commands import Cancel, Correct
from domain.decisions import correction
from domain.discipline.commands import DecideAppeal, LodgeAppeal
from domain.discipline.events import AppealDecided, AppealLodged, SanctionImposed
from domain.discipline.sanctions import KINDS
from domain.errors import BadInput
from domain.facts import Decided, Facts, Proposed
from domain.finding import Finding
from domain.ledger import Act
from domain.recorded import event_stream


def lodge(command: LodgeAppeal, facts: Facts) -> Decided:
    """The cadre on whom it was decided appeals. Raises BadInput for what is no decision on a cadre in force."""
    decision, cadre = _decision(command.against, facts)
    if command.effective < decision.effective:
        raise BadInput(f"{command.against} was decided on {decision.effective}; there is no appeal before that")
    stream = _stream(command.against)
    if waiting := _waiting(stream, facts):
        wording = f"The appeal of {waiting.effective} against {command.against} waits; see: cadre appeal list"
        return Decided(findings=(Finding("pending", wording, facts=(waiting.id,)),))
    body = AppealLodged(cadre=cadre, against=command.against, stage=command.stage, about=command.about)
    return Decided((Proposed(stream, body, command.effective),))


def decide_appeal(command: DecideAppeal, facts: Facts) -> Decided:
    """The appeal that waits is decided, and the decision cancelled or corrected with it."""
    stream = _stream(command.against)
    waiting = _waiting(stream, facts)
    if waiting is None:
        wording = f"No appeal against {command.against} waits. First: cadre appeal lodge {command.against}"
        return Decided(findings=(Finding("not-lodged", wording, figures={"against": command.against}),))
    if (command.outcome == "amended") != bool(command.changes):
        raise BadInput("an amended decision, and only that, needs what it is to say: --set field=value")
    if command.effective < waiting.effective:
        raise BadInput(f"the appeal was lodged on {waiting.effective}; it is not decided before that")
    _, cadre = _decision(command.against, facts)
    body = AppealDecided(cadre=cadre, against=command.against, outcome=command.outcome, about=command.about)
    made = Proposed(stream, body, command.effective, evidence=(waiting.id,))
    follows = _follows(command, facts)
    return Decided((made, *follows.events), follows.findings, (*follows.warnings, *_heavier(command, facts)))


def _heavier(command: DecideAppeal, facts: Facts) -> Iterator[Finding]:
    """The warning that a sanction would be heavier on appeal than it was imposed."""
    act, cadre = _decision(command.against, facts)
    kind = (command.changes or {}).get("kind")
    if not isinstance(act.body, SanctionImposed):
        return
    kinds = KINDS[act.body.line]
    if kind in kinds and kinds.index(str(kind)) > kinds.index(act.body.kind):
        wording = (
            f"{kind} is heavier than {act.body.kind}: by an appeal the sanction of {cadre} becomes lighter or stays, "
            "unless the law in force says otherwise."
        )
        figures = {"cadre": cadre, "from": act.body.kind, "to": str(kind)}
        yield Finding("heavier-on-appeal", wording, effect="WARN", facts=(act.id,), figures=figures)


def _follows(command: DecideAppeal, facts: Facts) -> Decided:
    """What becomes of the decision."""
    amending = {"basis": command.basis, "reason": command.reason}
    match command.outcome:
        case "upheld":
            cancelling = {"act": "cancel", "event": command.against, **amending}
            return correction.cancel(Cancel.model_validate(cancelling), facts)
        case "amended":
            changes = {"event": command.against, "set": command.changes}
            return correction.correct(Correct.model_validate({"act": "correct", **changes, **amending}), facts)
        case "rejected":
            return Decided()


def _stream(event: str) -> str:
    """The docket of the appeals against an event."""
    return f"appeal:{event.replace(':', '.').replace('@', '.')}"


def _decision(event: str, facts: Facts) -> tuple[Act, str]:
    """The decision and the cadre on whom it was. Raises BadInput where it is none, or no longer in force."""
    place = event_stream(event)
    ledger = facts.ledger(place[0]) if place else None
    act = ledger.reading(event) if ledger and event not in ledger.cancelled else None
    if act is None or place is None:
        raise BadInput(f"{event} is no decision in force; look it up with: cadre history WHO")
    register, _, name = place[0].partition(":")
    cadre = name if register == "cadre" else act.body.__dict__.get("cadre")
    if not cadre:
        raise BadInput(f"{event} was decided on no cadre, so that no cadre appeals against it")
    return act, str(cadre)


def _waiting(stream: str, facts: Facts) -> Act | None:
    """The last appeal in the docket that nobody has decided."""
    acts = facts.ledger(stream).in_force()
    lodged = [act for act in acts if isinstance(act.body, AppealLodged)]
    decided = sum(isinstance(act.body, AppealDecided) for act in acts)
    return lodged[-1] if len(lodged) > decided else None
