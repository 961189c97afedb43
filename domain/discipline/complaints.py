"""Deciding on complaints: each has a docket of its own, is looked into, and must be closed."""

from domain.discipline.commands import CloseComplaint, Disclose, HandleComplaint, OpenComplaint
from domain.discipline.events import ComplaintClosed, ComplaintHandled, ComplaintReceived, DisclosureMade
from domain.discipline.naming import about_the_same, whom
from domain.errors import BadInput
from domain.facts import Decided, Facts, Proposed
from domain.finding import Finding
from domain.ledger import Act


def open_complaint(command: OpenComplaint, facts: Facts) -> Decided:
    """A complaint is received. Raises BadInput for an unknown cadre or unit."""
    whom(command.cadre, command.unit, facts)
    stream = f"complaint:{command.complaint}"
    if facts.ledger(stream).in_force():
        wording = f"There is a complaint {command.complaint} already; choose another id. See: cadre history {stream}"
        return Decided(findings=(Finding("id-taken", wording, figures={"docket": stream}),))
    body = ComplaintReceived(
        cadre=command.cadre,
        unit=command.unit,
        channel=command.channel,
        severity=command.severity,
        about=command.about,
    )
    return Decided((Proposed(stream, body, command.effective, command.unit),))


def handle(command: HandleComplaint, facts: Facts) -> Decided:
    """Something is done about a complaint, before it is closed or, for what is put right, after it."""
    stream, received, acts = _docket(command.complaint, facts)
    closed = _closing(acts)
    if closed and command.step != "rectified":
        return Decided(findings=(_closed_already(command.complaint, closed),))
    if command.effective < received.effective:
        raise BadInput(f"complaint {command.complaint} was received on {received.effective}; it is not handled before")
    if closed and command.effective < closed.effective:
        raise BadInput(
            f"complaint {command.complaint} was closed on {closed.effective}; what is found is put right then"
        )
    told = _told(received)
    if told.cadre in command.handled_by:
        wording = f"{told.cadre} cannot handle complaint {command.complaint}, which is against {told.cadre}."
        return Decided(findings=(Finding("own-case", wording, figures={"complaint": command.complaint}),))
    body = ComplaintHandled(
        cadre=told.cadre,
        unit=told.unit,
        step=command.step,
        handled_by=command.handled_by,
        severity=command.severity,
        about=command.about,
    )
    return Decided((Proposed(stream, body, command.effective, told.unit, evidence=(received.id,)),))


def close_complaint(command: CloseComplaint, facts: Facts) -> Decided:
    """A complaint ends with what was found; one that nobody looked into is not closed."""
    stream, received, acts = _docket(command.complaint, facts)
    if closed := _closing(acts):
        return Decided(findings=(_closed_already(command.complaint, closed),))
    handled = [act for act in acts if isinstance(act.body, ComplaintHandled)]
    if not handled:
        wording = (
            f"Nobody has looked into complaint {command.complaint} of {received.effective}; it is not closed before. "
            f"First: cadre complaint handle {command.complaint}"
        )
        return Decided(findings=(Finding("not-handled", wording, facts=(received.id,)),))
    if command.effective < handled[-1].effective:
        raise BadInput(f"complaint {command.complaint} was handled on {handled[-1].effective}; it is not closed before")
    if command.rectify_by and command.rectify_by < command.effective:
        raise BadInput(f"the day {command.rectify_by} by which it is to be put right lies before {command.effective}")
    told = _told(received)
    found = [act.body.severity for act in handled if isinstance(act.body, ComplaintHandled) and act.body.severity]
    body = ComplaintClosed(
        cadre=told.cadre,
        unit=told.unit,
        conclusion=command.conclusion,
        severity=command.severity or (found[-1] if found else told.severity),
        rectify_by=command.rectify_by,
        about=command.about,
    )
    return Decided((Proposed(stream, body, command.effective, told.unit, evidence=(handled[-1].id,)),))


def disclose(command: Disclose, facts: Facts) -> Decided:
    """A case is made known. Raises BadInput for an unknown cadre, unit or case."""
    name = whom(command.cadre, command.unit, facts)
    about_the_same(command.concerns, command.effective, name, facts)
    body = DisclosureMade(
        cadre=command.cadre,
        unit=command.unit,
        concerns=command.concerns,
        scope=command.scope,
        channels=command.channels,
        about=command.about,
    )
    return Decided((Proposed(f"disclosure:{name}", body, command.effective, command.unit),))


def _docket(complaint: str, facts: Facts) -> tuple[str, Act, tuple[Act, ...]]:
    """The stream of a complaint, how it was received, and what followed. Raises BadInput where there is none."""
    stream = f"complaint:{complaint}"
    acts = facts.ledger(stream).in_force()
    received = next((act for act in acts if isinstance(act.body, ComplaintReceived)), None)
    if received is None:
        raise BadInput(f"there is no complaint {complaint}; list them with: cadre complaint list")
    return stream, received, acts


def _told(received: Act) -> ComplaintReceived:
    body = received.body
    assert isinstance(body, ComplaintReceived)  # noqa: S101 - _docket gives no other
    return body


def _closing(acts: tuple[Act, ...]) -> Act | None:
    return next((act for act in acts if isinstance(act.body, ComplaintClosed)), None)


def _closed_already(complaint: str, closed: Act) -> Finding:
    wording = f"Complaint {complaint} was closed on {closed.effective} by {closed.id}; cancel that to open it again."
    return Finding("closed", wording, facts=(closed.id,), figures={"complaint": complaint})
