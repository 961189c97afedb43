"""What can have happened to the terms of cases, and the form that every fact of a case has."""

from datetime import date
from typing import ClassVar

from domain.events import DossierEvent


class CaseEvent(DossierEvent):
    """What happened in one case of a procedure."""

    ABOUT: ClassVar[tuple[tuple[str, str], ...]] = ()
    case: str


class CaseTerm(CaseEvent):
    """A fact that sets a term: its budget, the day after which it counts, its last day."""

    step: str
    budget: str | None
    running: date | None
    due: date | None
    provisional: bool
    calendar_version: int


class CaseTermSuspended(CaseEvent):
    """A term stands still; `left` remains of it."""

    TOPIC = "case-term-suspended/1"
    SAYS = "The term of {step} in the case {case} stands still; {left} is left"
    step: str
    left: str
    was: date


class CaseTermResumed(CaseTerm):
    """A term that stood still counts on."""

    TOPIC = "case-term-resumed/1"
    SAYS = "The term of {step} in the case {case} counts on until {due}"


class CaseTermMoved(CaseTerm):
    """A term ends on another day: a notice changed the calendar, or the case goes on under another version."""

    TOPIC = "case-term-moved/1"
    SAYS = "The term of {step} in the case {case} ends on {due}, no longer on {was}"
    was: date | None


class CaseTermElapsed(CaseEvent):
    """A term came to its end on its last day; the case goes on from the day after."""

    TOPIC = "case-term-elapsed/1"
    SAYS = "The term of {step} in the case {case} came to its end on {due}"
    step: str
    due: date
