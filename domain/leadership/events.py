"""What can have happened to those who lead a unit, and to what it works with."""

from datetime import date
from typing import Literal, TypeAlias

from domain.events import DossierEvent

Charge: TypeAlias = Literal["first-responsible", "in-charge", "division-of-work"]
Move: TypeAlias = Literal["transfer", "resign"]


class ResponsibilityAssigned(DossierEvent):
    """From the effective day the cadre answers for the party work of the unit in this way."""

    TOPIC = "responsibility-assigned/1"
    SAYS = "{cadre} answers for {unit} ({charge})"
    ABOUT = (("unit", "unit"), ("cadre", "cadre"))
    UNTIL = "until"
    FIXED = ("unit",)
    unit: str
    cadre: str
    charge: Charge
    matters: tuple[str, ...]
    until: date | None


class HeadsDesignated(DossierEvent):
    """These two posts are those of the party head and of the administrative head of the unit."""

    TOPIC = "heads-designated/1"
    SAYS = "The heads of {unit} hold {party_post} and {admin_post}"
    ABOUT = (("unit", "unit"), ("party_post", "post"), ("admin_post", "post"))
    FIXED = ("unit",)
    unit: str
    party_post: str
    admin_post: str


class FundsCommitted(DossierEvent):
    """The unit puts this much at the disposal of party work in a year: money, persons, material."""

    TOPIC = "funds-committed/1"
    SAYS = "{unit} commits {amount} to {purpose} in {year}"
    ABOUT = (("unit", "unit"),)
    FIXED = ("unit",)
    unit: str
    year: int
    purpose: str
    amount: str | None
    staff: int | None
    material: str | None


class FundsSpent(DossierEvent):
    """The unit spent so much of it."""

    TOPIC = "funds-spent/1"
    SAYS = "{unit} spends {amount} on {purpose}"
    ABOUT = (("unit", "unit"),)
    FIXED = ("unit",)
    unit: str
    year: int
    purpose: str
    amount: str


class DuesCollected(DossierEvent):
    """So much of the members' dues of a year was collected in the body, and so much of it kept for its own work."""

    TOPIC = "dues-collected/1"
    SAYS = "{body} collected {collected} of dues for {year} and keeps {retained}"
    ABOUT = (("body", "body"), ("unit", "unit"))
    FIXED = ("body", "unit")
    body: str
    unit: str
    year: int
    collected: str
    retained: str


class WorkRulesIssued(DossierEvent):
    """A document of rules was issued in this version; it replaces the version before."""

    TOPIC = "work-rules-issued/1"
    SAYS = "{title} is issued in version {edition}"
    ABOUT = (("unit", "unit"),)
    FIXED = ("document", "unit")
    document: str
    edition: int
    unit: str
    title: str
    treats: tuple[str, ...]


class JointPlanMade(DossierEvent):
    """Several bodies plan their work together up to a day."""

    TOPIC = "joint-plan-made/1"
    SAYS = "{bodies} plan together: {goals}"
    ABOUT = (("bodies", "body"),)
    UNTIL = "until"
    FIXED = ("joint_plan",)
    joint_plan: str
    bodies: tuple[str, ...]
    goals: tuple[str, ...]
    until: date | None


class MoveRequested(DossierEvent):
    """The cadre asked to be moved out of the unit, or to leave; why stands in the reason of the act."""

    TOPIC = "move-requested/1"
    SAYS = "{cadre} asks to leave {unit} ({wish})"
    ABOUT = (("cadre", "cadre"), ("unit", "unit"))
    FIXED = ("cadre",)
    cadre: str
    unit: str
    wish: Move


EVENTS = (
    ResponsibilityAssigned,
    HeadsDesignated,
    FundsCommitted,
    FundsSpent,
    DuesCollected,
    WorkRulesIssued,
    JointPlanMade,
    MoveRequested,
)
"""Every event of the dossier."""
