"""Deciding on responsibility, heads of units, funds, rules of work and plans."""

from decimal import Decimal
from typing import TypeAlias, assert_never

from domain.body.reading import closed, departed, known_body
from domain.errors import BadInput
from domain.events import Event
from domain.facts import Decided, Facts, Proposed, later
from domain.finding import Finding
from domain.leadership.commands import (
    AssignResponsibility,
    CollectDues,
    CommitFunds,
    DesignateHeads,
    IssueWorkRules,
    MakeJointPlan,
    RequestMove,
    SpendFunds,
)
from domain.leadership.events import (
    DuesCollected,
    FundsCommitted,
    FundsSpent,
    HeadsDesignated,
    JointPlanMade,
    MoveRequested,
    ResponsibilityAssigned,
    WorkRulesIssued,
)

AnyCommand: TypeAlias = (
    AssignResponsibility
    | DesignateHeads
    | CommitFunds
    | SpendFunds
    | CollectDues
    | IssueWorkRules
    | MakeJointPlan
    | RequestMove
)


def decide(command: AnyCommand, facts: Facts) -> Decided:
    """What the line proposes to record and what stands in its way. Raises BadInput for what cannot be read."""
    match command:
        case AssignResponsibility():
            return assign(command, facts)
        case DesignateHeads():
            return designate(command, facts)
        case CommitFunds():
            return commit(command, facts)
        case SpendFunds():
            return spend(command, facts)
        case CollectDues():
            return collect(command, facts)
        case IssueWorkRules():
            return issue(command, facts)
        case MakeJointPlan():
            return plan(command, facts)
        case RequestMove():
            return request(command, facts)
        case _:
            assert_never(command)


def assign(command: AssignResponsibility, facts: Facts) -> Decided:
    """A cadre in service answers for a unit. Raises BadInput for an unknown unit or cadre."""
    later(command.until, command.effective)
    event = ResponsibilityAssigned(
        unit=command.unit,
        cadre=command.cadre,
        charge=command.charge,
        matters=command.matters,
        until=command.until,
    )
    findings = departed(command.cadre, command.effective, facts)
    return _in_unit(f"leadership:{command.unit}", event, command.unit, command, facts, findings)


def designate(command: DesignateHeads, facts: Facts) -> Decided:
    """Two different posts are those of the heads. Raises BadInput for an unknown unit or post, or one post for both."""
    if command.party_post == command.admin_post:
        raise BadInput(f"{command.party_post} cannot be the post of both heads; who holds both posts is told by itself")
    for post in (command.party_post, command.admin_post):
        facts.post(post)
    event = HeadsDesignated(unit=command.unit, party_post=command.party_post, admin_post=command.admin_post)
    return _in_unit(f"leadership:{command.unit}", event, command.unit, command, facts)


def commit(command: CommitFunds, facts: Facts) -> Decided:
    """Money, persons or material is committed. Raises BadInput if none of them is said."""
    if command.amount is None and command.staff is None and command.material is None:
        raise BadInput("say what is committed: amount, staff or material")
    event = FundsCommitted(
        unit=command.unit,
        year=command.year,
        purpose=command.purpose,
        amount=command.amount,
        staff=command.staff,
        material=command.material,
    )
    return _in_unit(f"funds:{command.unit}", event, command.unit, command, facts)


def spend(command: SpendFunds, facts: Facts) -> Decided:
    """Money was spent, of the year of the day unless another is named."""
    year = command.year or command.effective.year
    event = FundsSpent(unit=command.unit, year=year, purpose=command.purpose, amount=command.amount)
    return _in_unit(f"funds:{command.unit}", event, command.unit, command, facts)


def collect(command: CollectDues, facts: Facts) -> Decided:
    """Dues were collected. Raises BadInput for an unknown body, or if more is kept than came in."""
    body = known_body(command.body, facts)
    if Decimal(command.retained) > Decimal(command.collected):
        raise BadInput(f"of {command.collected} collected, {command.retained} cannot be kept")
    event = DuesCollected(
        body=body.body,
        unit=body.unit,
        year=command.year,
        collected=command.collected,
        retained=command.retained,
    )
    return _in_unit(f"funds:{body.unit}", event, body.unit, command, facts, closed(body, command.effective))


def issue(command: IssueWorkRules, facts: Facts) -> Decided:
    """A document is issued in the version after the last, unless one is named that is on record already."""
    acts = facts.ledger(f"work-rules:{command.document}").in_force()
    issued = [act.body.edition for act in acts if isinstance(act.body, WorkRulesIssued)]
    edition = command.edition or max(issued, default=0) + 1
    findings: tuple[Finding, ...] = ()
    if edition in issued:
        wording = f"Version {edition} of {command.document} is on record already; the next is {max(issued) + 1}."
        findings = (Finding("version-issued", wording, figures={"document": command.document}),)
    event = WorkRulesIssued(
        document=command.document,
        edition=edition,
        unit=command.unit,
        title=command.title,
        treats=command.treats,
    )
    return _in_unit(f"work-rules:{command.document}", event, command.unit, command, facts, findings)


def plan(command: MakeJointPlan, facts: Facts) -> Decided:
    """Two bodies or more plan together. Raises BadInput for fewer, or an unknown one."""
    later(command.until, command.effective)
    bodies = [known_body(name, facts) for name in dict.fromkeys(command.bodies)]
    if len(bodies) == 1:
        raise BadInput(f"{command.bodies[0]} alone makes no joint plan; name the other bodies too")
    event = JointPlanMade(
        joint_plan=command.joint_plan, bodies=command.bodies, goals=command.goals, until=command.until
    )
    findings = tuple(finding for body in bodies for finding in closed(body, command.effective))
    return Decided((Proposed(f"joint-plan:{command.joint_plan}", event, command.effective),), findings)


def request(command: RequestMove, facts: Facts) -> Decided:
    """A cadre in service asked to leave a unit. Raises BadInput for an unknown cadre or unit."""
    event = MoveRequested(cadre=command.cadre, unit=command.unit, wish=command.wish)
    findings = departed(command.cadre, command.effective, facts)
    return _in_unit(f"move-request:{command.cadre}", event, command.unit, command, facts, findings)


def _in_unit(  # noqa: PLR0913, PLR0917 - what is recorded, where, and what stands in its way
    stream: str, event: Event, unit: str, command: AnyCommand, facts: Facts, findings: tuple[Finding, ...] = ()
) -> Decided:
    """The event in a unit that is open on the day. Raises BadInput for an unknown unit."""
    if not facts.unit(unit).on(command.effective):
        wording = f"Unit {unit} is not open on {command.effective}."
        findings = (*findings, Finding("unit-not-open", wording, figures={"unit": unit}))
    return Decided((Proposed(stream, event, command.effective, unit),), findings)
