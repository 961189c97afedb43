"""What can have happened in training."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from domain.amounts import halves, money, tenth_hours
from domain.events import DossierEvent
from domain.training.forms import Acceptor, Scope, Term, TrainingKind


def _hours(text: str | None) -> str | None:
    return None if text is None else tenth_hours(text)


def _sum(text: str | None) -> str | None:
    return None if text is None else money(text)


def _days(text: str | None) -> str | None:
    return None if text is None else halves(text)


class TrainingPlanned(DossierEvent):
    """A unit has a training plan from the effective day up to but not including `until`."""

    TOPIC = "training-planned/1"
    SAYS = "{unit} plans training {plan} ({term}): {objective}"
    ABOUT: ClassVar = (("unit", "unit"),)
    UNTIL = "until"
    FIXED = ("plan", "unit")
    plan: str
    unit: str
    term: Term
    until: date
    objective: str
    content: str | None
    forms: tuple[str, ...]
    level: str | None
    audience: str | None
    priority: str | None
    scopes: tuple[Scope, ...]
    budget: Annotated[str | None, AfterValidator(_sum)]
    review_on: date | None


class TrainingEnrolled(DossierEvent):
    """The cadre was called to a training session that begins on the effective day."""

    TOPIC = "training-enrolled/1"
    SAYS = "{cadre} is enrolled for training {session} ({kind})"
    ABOUT: ClassVar = (("cadre", "cadre"), ("unit", "unit"))
    UNTIL = "until"
    FIXED = ("cadre",)
    cadre: str
    unit: str | None
    session: str
    kind: TrainingKind
    until: date
    collective: bool
    plan: str | None


class TrainingRecorded(DossierEvent):
    """The cadre attended a training session from the effective day up to but not including `until`.

    `days` are counted to the half day, `hours` and `missed_hours` to the tenth; they are decimals as text.
    """

    TOPIC = "training-recorded/1"
    SAYS = "{cadre} attended training {session} ({kind}, {form})"
    ABOUT: ClassVar = (("cadre", "cadre"), ("unit", "unit"))
    UNTIL = "until"
    FIXED = ("cadre",)
    cadre: str
    unit: str | None
    session: str
    kind: TrainingKind
    form: str | None
    until: date
    days: Annotated[str | None, AfterValidator(_days)]
    hours: Annotated[str | None, AfterValidator(_hours)]
    missed_hours: Annotated[str | None, AfterValidator(_hours)]
    collective: bool
    scope: Scope
    plan: str | None
    cost: Annotated[str | None, AfterValidator(_sum)]
    assignment: str | None


class WorkloadAccepted(DossierEvent):
    """A committee accepted the cadre's party work of the time from `work_from` to `work_until` (excluded)."""

    TOPIC = "workload-accepted/1"
    SAYS = "The party work of {cadre} from {work_from} to {work_until} is accepted by {accepted_by}"
    FIXED = ("cadre",)
    cadre: str
    accepted_by: Acceptor
    work_from: date
    work_until: date


EVENTS = (TrainingPlanned, TrainingEnrolled, TrainingRecorded, WorkloadAccepted)
"""Every event of the dossier."""
