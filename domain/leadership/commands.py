"""The acts on responsibility, heads of units, funds, rules of work and plans."""

from typing import Annotated

from pydantic import Field

from domain.body.commands import Amount
from domain.commands import Day, DossierCommand, Id, Number, Text, Units, Words
from domain.leadership.events import Charge, Move

Year = Annotated[Number, Field(ge=1900, le=2199)]
Edition = Annotated[Number, Field(ge=1, le=10_000)]


class AssignResponsibility(DossierCommand):
    """Say who answers for the party work of a unit."""

    ACT = "responsibility-assign"
    basis: Text
    unit: Id
    cadre: Id
    charge: Charge
    matters: Words = ()
    until: Day | None = None


class DesignateHeads(DossierCommand):
    """Say which posts are those of the two heads of a unit."""

    ACT = "heads-designate"
    basis: Text
    unit: Id
    party_post: Id
    admin_post: Id


class CommitFunds(DossierCommand):
    """Put money, persons or material of a year at the disposal of party work."""

    ACT = "fund-commit"
    basis: Text
    unit: Id
    year: Year
    purpose: Text
    amount: Amount | None = None
    staff: Annotated[Number, Field(ge=0, le=100_000)] | None = None
    material: Text | None = None


class SpendFunds(DossierCommand):
    """Record that money was spent."""

    ACT = "fund-spend"
    basis: Text
    unit: Id
    year: Year | None = None
    purpose: Text
    amount: Amount


class CollectDues(DossierCommand):
    """Record the dues of a year that were collected in a body, and what of them it keeps."""

    ACT = "dues-collect"
    body: Id
    year: Year
    collected: Amount
    retained: Amount


class IssueWorkRules(DossierCommand):
    """Issue a document of rules, or its next version."""

    ACT = "work-rules-issue"
    basis: Text
    document: Id
    unit: Id
    title: Text
    treats: Words = ()
    edition: Edition | None = None


class MakeJointPlan(DossierCommand):
    """Record that several bodies plan their work together."""

    ACT = "joint-plan-make"
    joint_plan: Id
    bodies: Units
    goals: Words
    until: Day | None = None


class RequestMove(DossierCommand):
    """Record that a cadre asked to be moved or to leave."""

    ACT = "move-request"
    cadre: Id
    unit: Id
    wish: Move
    reason: Text


COMMANDS = (
    AssignResponsibility,
    DesignateHeads,
    CommitFunds,
    SpendFunds,
    CollectDues,
    IssueWorkRules,
    MakeJointPlan,
    RequestMove,
)
"""Every act of the dossier."""
