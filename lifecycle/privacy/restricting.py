"""Restriction: personal values are kept and protected only, until it is lifted; reading them needs approval."""

from datetime import datetime

from domain.access.denials import APPROVER, denied
from domain.access.roles import SUPERVISOR
from domain.errors import BadInput, NotAuthorised
from domain.events import PersonalDataRestricted, RestrictedDataRead, RestrictionLifted
from domain.privacy import RESTRICTIONS, approval_objections
from lifecycle.head import Head
from lifecycle.privacy.approval import Request, checked, noted, refuse
from projections.access import read_book
from projections.controlled import controlled
from projections.database import Database, transaction
from projections.privacy import restricted


def restrict(database: Database, cadre: str, ground: str, request: Request) -> str:
    """Record that the cadre's values are read with approval only; returns the event.

    Raises BadInput where they are restricted already, Refused unless somebody else approves.
    """
    if ground not in RESTRICTIONS:
        raise BadInput(f"{ground} is no ground; name one of: {', '.join(RESTRICTIONS)}")
    asked = checked(request, approvers=1)
    refuse(database, cadre, asked, approval_objections(asked.people, "a restriction"))
    with transaction(database, writing=True):
        if event := restricted(database, cadre):
            raise BadInput(f"the personal values of {cadre} are restricted already, since {event}")
        body = PersonalDataRestricted(cadre=cadre, ground=ground, approved_by=asked.approved_by)
        return noted(database, cadre, body, asked).id


def lift(database: Database, cadre: str, request: Request) -> str:
    """Record that the restriction is lifted; returns the event. Raises BadInput where there is none, Refused."""
    asked = checked(request, approvers=1)
    refuse(database, cadre, asked, approval_objections(asked.people, "the end of a restriction"))
    with transaction(database, writing=True):
        if not restricted(database, cadre):
            raise BadInput(f"the personal values of {cadre} are not restricted")
        return noted(database, cadre, RestrictionLifted(cadre=cadre, approved_by=asked.approved_by), asked).id


def approve_reading(database: Database, cadre: str, request: Request) -> None:
    """Record, before anything is shown, that restricted values are read with approval. Raises BadInput, Refused."""
    asked = checked(request, approvers=1)
    refuse(database, cadre, asked, approval_objections(asked.people, "the reading of restricted values"))
    _supervised(database, asked.approved_by[0], asked.now)
    with transaction(database, writing=True):
        noted(database, cadre, RestrictedDataRead(cadre=cadre, approved_by=asked.approved_by), asked)


def _supervised(database: Database, approver: str, now: datetime) -> None:
    """Nothing, if access control is off or the approver is a supervisor on the day. Raises NotAuthorised."""
    if not controlled(database) or not (book := read_book(database)).on:
        return
    day = Head.read(database).day_of(now.isoformat())
    if SUPERVISOR not in book.roles(approver, day):
        wording = f"{approver} is no supervisor of this store on {day}; only supervision approves this."
        raise NotAuthorised([denied(APPROVER, wording, approver=approver)])
