"""Who asks and who approves, checked; and what is recorded of personal values, or of a refusal to touch them."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from domain.errors import BadInput, Refused
from domain.events import AttemptRefused, Event
from domain.finding import Finding
from domain.recorded import RecordedEvent
from domain.text import identifier, plain_text
from lifecycle.integrity.notices import Said, note
from projections.database import Database, transaction


class Request(NamedTuple):
    """A request about personal values: who asks, who approves, on what document, why; `command` is its id."""

    act: str
    actor: str
    approved_by: tuple[str, ...]
    basis: str | None
    reason: str | None
    command: str
    now: datetime

    @property
    def people(self) -> tuple[str, ...]:
        """Who asks, and who approves."""
        return (self.actor, *self.approved_by)

    @property
    def said(self) -> Said:
        """What is recorded of it."""
        return Said(self.act, self.actor, self.command, self.basis, self.reason)


def checked(request: Request, approvers: int) -> Request:
    """The request with its words in their one form. Raises BadInput for a word that is none, or too few approvers."""
    try:
        actor, *others = (identifier(each) for each in request.people)
        basis, reason = (each and plain_text(each) for each in (request.basis, request.reason))
    except ValueError as error:
        raise BadInput(str(error)) from None
    if len(others) != approvers:
        count = {1: "one person approves it", 2: "two persons approve it"}[approvers]
        raise BadInput(f"{count}: name each with --approved-by ID")
    return request._replace(actor=actor, approved_by=tuple(others), basis=basis, reason=reason)


def stream_of(cadre: str) -> str:
    """The stream of what is recorded of a cadre's personal values."""
    return f"privacy:{cadre}"


def noted(database: Database, cadre: str, body: Event, request: Request) -> RecordedEvent:
    """Record the fact in its stream, inside the writing transaction that is open."""
    return note(database, stream_of(cadre), body, request.said, request.now)


def refuse(database: Database, cadre: str, request: Request, findings: Iterable[Finding]) -> None:
    """Nothing without findings. Else records the refusal in the decision log and raises Refused."""
    found = list(findings)
    if not found:
        return
    body = AttemptRefused(
        acts=(request.act,),
        subjects=(f"cadre:{cadre}",),
        effective=(),
        key=None,
        outcome="refused",
        findings=tuple({"rule": each.rule, "citation": each.citation} for each in found),
    )
    with transaction(database, writing=True):
        note(database, f"refusal:{request.actor}", body, request.said, request.now)
    raise Refused(found)
