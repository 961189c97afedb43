"""The acts of training."""

from typing import Annotated

from pydantic import BeforeValidator

from domain.amounts import halves, money, tenth_hours
from domain.commands import Day, DossierCommand, Id, Text, Truth, Words
from domain.training.forms import Acceptor, Scope, Term, TrainingKind


def _days(value: object) -> object:
    return halves(value) if isinstance(value, str) else value


def _hours(value: object) -> object:
    return tenth_hours(value) if isinstance(value, str) else value


def _sum(value: object) -> object:
    return money(value) if isinstance(value, str) else value


HalfDays = Annotated[str, BeforeValidator(_days)]
TenthHours = Annotated[str, BeforeValidator(_hours)]
Money = Annotated[str, BeforeValidator(_sum)]


def _scopes(value: object) -> object:
    if isinstance(value, str):
        return tuple(each.strip() for each in value.split(";") if each.strip())
    return tuple(value) if isinstance(value, list) else value


class PlanTraining(DossierCommand):
    """Make a training plan of a unit, in force up to but not including `until`."""

    ACT = "train-plan"
    basis: Text
    plan: Id
    unit: Id
    term: Term = "annual"
    until: Day
    objective: Text
    content: Text | None = None
    forms: Words = ()
    level: Id | None = None
    audience: Text | None = None
    priority: Text | None = None
    scopes: Annotated[tuple[Scope, ...], BeforeValidator(_scopes)] = ()
    budget: Money | None = None
    review_on: Day | None = None


class EnrolForTraining(DossierCommand):
    """Call a cadre to a training session."""

    ACT = "train-enrol"
    cadre: Id
    session: Id
    kind: TrainingKind | None = None
    until: Day | None = None
    collective: Truth = False
    plan: Id | None = None


class RecordTraining(DossierCommand):
    """Record that a cadre attended a training session."""

    ACT = "train-record"
    basis: Text
    cadre: Id
    session: Id
    kind: TrainingKind | None = None
    form: Text | None = None
    until: Day | None = None
    days: HalfDays | None = None
    hours: TenthHours | None = None
    missed_hours: TenthHours | None = None
    collective: Truth | None = None
    scope: Scope | None = None
    plan: Id | None = None
    cost: Money | None = None
    assignment: Text | None = None
    unit: Id | None = None


class AcceptWorkload(DossierCommand):
    """Record that a committee accepted a cadre's party work of some time."""

    ACT = "train-accept"
    basis: Text
    cadre: Id
    accepted_by: Acceptor
    work_from: Day
    work_until: Day


COMMANDS = (PlanTraining, EnrolForTraining, RecordTraining, AcceptWorkload)
"""Every act of the dossier."""
