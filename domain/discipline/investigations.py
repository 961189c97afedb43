"""Deciding on investigations: each has a docket of its own in which it is opened and closed."""

from domain.discipline.commands import CloseInvestigation, Investigate
from domain.discipline.events import InvestigationClosed, InvestigationOpened
from domain.discipline.naming import recorded
from domain.errors import BadInput
from domain.facts import Decided, Facts, Proposed
from domain.finding import Finding
from domain.ledger import Act


def investigate(command: Investigate, facts: Facts) -> Decided:
    """An investigation is opened. Raises BadInput for an unknown cadre."""
    facts.cadre(command.cadre)
    recorded(command.concerns, command.effective, facts)
    stream = f"investigation:{command.investigation or f'{command.cadre}.{command.effective}'}"
    if facts.ledger(stream).in_force():
        wording = (
            f"There is an investigation {stream.partition(':')[2]} already; give this one another id with --id. See: "
            f"cadre history {stream}"
        )
        return Decided(findings=(Finding("id-taken", wording, figures={"docket": stream}),))
    if command.cadre in command.led_by:
        wording = f"{command.cadre} cannot lead the investigation of {command.cadre}; name who does."
        return Decided(findings=(Finding("own-case", wording, figures={"cadre": command.cadre}),))
    body = InvestigationOpened(
        cadre=command.cadre, led_by=command.led_by, about=command.about, concerns=command.concerns
    )
    return Decided((Proposed(stream, body, command.effective),))


def close(command: CloseInvestigation, facts: Facts) -> Decided:
    """The investigation that is open is closed. Raises BadInput where several are, or it began later."""
    facts.cadre(command.cadre)
    found = open_cases(command.cadre, facts)
    wanted = [each for each in found if command.investigation in {None, each[0].partition(":")[2]}]
    if not wanted:
        which = f" {command.investigation}" if command.investigation else ""
        wording = f"There is no open investigation{which} of {command.cadre}. See: cadre history {command.cadre}"
        return Decided(findings=(Finding("not-open", wording, figures={"cadre": command.cadre}),))
    if len(wanted) > 1:
        raise BadInput(f"{command.cadre} has several open investigations; name one with --id: {_ids(wanted)}")
    [(stream, opened)] = wanted
    if command.effective < opened.effective:
        raise BadInput(f"{stream} was opened on {opened.effective}; it is not closed before that")
    body = InvestigationClosed(cadre=command.cadre, outcome=command.outcome, about=command.about)
    return Decided((Proposed(stream, body, command.effective, evidence=(opened.id,)),))


def open_cases(cadre: str, facts: Facts) -> list[tuple[str, Act]]:
    """The dockets of the cadre's investigations that nothing has closed, each with its opening."""
    opened = facts.entries("investigation-opened", f"cadre:{cadre}")
    closed = {stream for stream, _ in facts.entries("investigation-closed", f"cadre:{cadre}")}
    return [(stream, act) for stream, act in opened if stream not in closed]


def _ids(found: list[tuple[str, Act]]) -> str:
    return ", ".join(sorted(stream.partition(":")[2] for stream, _ in found))
