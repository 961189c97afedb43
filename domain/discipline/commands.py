"""The acts of talks, notices and discipline."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from domain.commands import Day, DossierCommand, Id, Ids, Text, Units, Words, read_changes
from domain.discipline.events import (
    AppealOutcome,
    Channel,
    Conclusion,
    InvestigationOutcome,
    Lifting,
    Line,
    NoticeKind,
    RewardKind,
    SanctionKind,
    Scope,
    Severity,
    Stage,
    Step,
    SupportKind,
    TalkKind,
)


class Talk(DossierCommand):
    """Record that a talk was held with a cadre, or with several at once, such as both heads of a unit."""

    ACT = "talk"
    basis: Text
    cadre: Id
    together: Ids = ()
    unit: Id | None = None
    kind: TalkKind = "routine"
    held_by: Units
    about: Words = ()


class Notice(DossierCommand):
    """Record that a notice about a cadre or a unit was issued, and through which channels."""

    ACT = "notice"
    basis: Text
    cadre: Id | None = None
    unit: Id | None = None
    kind: NoticeKind = "criticism"
    channels: Units
    about: Words = ()
    concerns: Text | None = None


class Reward(DossierCommand):
    """Record a reward of a cadre or a unit."""

    ACT = "reward"
    basis: Text
    cadre: Id | None = None
    unit: Id | None = None
    kind: RewardKind
    title: Text | None = None
    about: Words = ()


class RevokeReward(DossierCommand):
    """Revoke a reward from a day on."""

    ACT = "reward-revoke"
    basis: Text
    reason: Text
    reward: Text
    cadre: Id | None = None
    unit: Id | None = None
    about: Words = ()


class Support(DossierCommand):
    """Record that a cadre was supported in a setback, an illness or the like."""

    ACT = "support"
    basis: Text
    cadre: Id
    kind: SupportKind = "setback"
    given_by: Units
    about: Words = ()
    concerns: Text | None = None


class Sanction(DossierCommand):
    """Record a sanction of a cadre; without `until` its effect period follows from the policies."""

    ACT = "sanction"
    basis: Text
    cadre: Id
    line: Line = "administrative"
    kind: SanctionKind
    until: Day | None = None
    about: Words = ()


class LiftSanction(DossierCommand):
    """End the effect period of a sanction."""

    ACT = "sanction-lift"
    basis: Text
    sanction: Text
    cadre: Id | None = None
    kind: Lifting = "early"
    about: Words = ()


class Investigate(DossierCommand):
    """Open an investigation of a cadre; `investigation` is its id, made of cadre and day unless said."""

    ACT = "investigate"
    basis: Text
    cadre: Id
    investigation: Id | None = None
    led_by: Units
    about: Words = ()
    concerns: Text | None = None


class CloseInvestigation(DossierCommand):
    """Close the open investigation of a cadre."""

    ACT = "investigation-close"
    basis: Text
    cadre: Id
    investigation: Id | None = None
    outcome: InvestigationOutcome
    about: Words = ()


class OpenComplaint(DossierCommand):
    """Record a complaint against a cadre or a unit."""

    ACT = "complaint-open"
    complaint: Id
    cadre: Id | None = None
    unit: Id | None = None
    channel: Channel = "letter"
    severity: Severity = "ordinary"
    about: Words = ()


class HandleComplaint(DossierCommand):
    """Record what was done about an open complaint."""

    ACT = "complaint-handle"
    complaint: Id
    step: Step = "examined"
    handled_by: Units
    severity: Severity | None = None
    about: Words = ()


class CloseComplaint(DossierCommand):
    """Close a complaint that was looked into, with what was found."""

    ACT = "complaint-close"
    basis: Text
    complaint: Id
    conclusion: Conclusion
    severity: Severity | None = None
    rectify_by: Day | None = None
    about: Words = ()


class LodgeAppeal(DossierCommand):
    """Record that a cadre appeals against a recorded decision."""

    ACT = "appeal-lodge"
    against: Text
    stage: Stage = "review"
    about: Words = ()


class DecideAppeal(DossierCommand):
    """Decide an appeal: upheld cancels the decision, amended corrects it with `set`."""

    ACT = "appeal-decide"
    basis: Text
    reason: Text
    against: Text
    outcome: AppealOutcome
    changes: Annotated[dict[str, Any] | None, BeforeValidator(read_changes), Field(alias="set")] = None
    about: Words = ()


class Disclose(DossierCommand):
    """Record that a case about a cadre or a unit was made known."""

    ACT = "disclose"
    basis: Text
    cadre: Id | None = None
    unit: Id | None = None
    concerns: Text | None = None
    scope: Scope = "public"
    channels: Units
    about: Words = ()


COMMANDS = (
    OpenComplaint,
    HandleComplaint,
    CloseComplaint,
    LodgeAppeal,
    DecideAppeal,
    Disclose,
    Talk,
    Notice,
    Reward,
    RevokeReward,
    Support,
    Sanction,
    LiftSanction,
    Investigate,
    CloseInvestigation,
)
"""Every act of the dossier."""
