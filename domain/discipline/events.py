"""What can have happened in talks, notices and discipline."""

from datetime import date
from typing import Literal, TypeAlias

from domain.events import DossierEvent

TalkKind: TypeAlias = Literal["routine", "pre-appointment", "reminder", "admonishing", "exit"]
NoticeKind: TypeAlias = Literal["criticism", "commendation", "clarification", "announcement"]
RewardKind: TypeAlias = Literal[
    "honour",
    "commendation",
    "bonus",
    "merit",
    "model-worker",
    "pioneer-post",
    "responsibility-area",
    "key-post",
    "promotion-priority",
]
SupportKind: TypeAlias = Literal["setback", "unfair-treatment", "illness", "hardship", "work"]
Line: TypeAlias = Literal["administrative", "party", "organisational"]
SanctionKind: TypeAlias = Literal[
    "warning",
    "serious-warning",
    "demerit",
    "major-demerit",
    "demotion",
    "removal",
    "probation",
    "dismissal",
    "expulsion",
    "admonition",
    "suspension",
    "post-adjustment",
    "ordered-resignation",
]
Lifting: TypeAlias = Literal["expired", "early"]
InvestigationOutcome: TypeAlias = Literal["cleared", "minor", "violation", "referred"]
Severity: TypeAlias = Literal["minor", "ordinary", "serious"]
Channel: TypeAlias = Literal["letter", "visit", "call", "online", "media", "handover"]
Step: TypeAlias = Literal["accepted", "transferred", "examined", "verified", "rectified"]
Conclusion: TypeAlias = Literal["substantiated", "partly", "unsubstantiated", "false-accusation"]
Stage: TypeAlias = Literal["review", "appeal"]
AppealOutcome: TypeAlias = Literal["upheld", "amended", "rejected"]
Scope: TypeAlias = Literal["public", "system", "unit"]
EITHER = (("cadre", "cadre"), ("unit", "unit"))


class TalkHeld(DossierEvent):
    """A talk was held with the cadre, and with those named together; what was said stands in the document."""

    TOPIC = "talk-held/1"
    SAYS = "A talk ({kind}) was held with {whom} by {held_by}"
    ABOUT = (("cadre", "cadre"), ("together", "cadre"), ("unit", "unit"))
    cadre: str
    together: tuple[str, ...]
    unit: str | None
    kind: TalkKind
    held_by: tuple[str, ...]
    about: tuple[str, ...]


class NoticeIssued(DossierEvent):
    """A notice about a cadre or a unit was circulated or made public through the channels."""

    TOPIC = "notice-issued/1"
    SAYS = "A notice ({kind}) about {whom} was issued by {channels}"
    ABOUT = EITHER
    cadre: str | None
    unit: str | None
    kind: NoticeKind
    channels: tuple[str, ...]
    about: tuple[str, ...]
    concerns: str | None


class RewardGranted(DossierEvent):
    """A cadre or a unit was rewarded; the reward lasts until it is revoked."""

    TOPIC = "reward-granted/1"
    SAYS = "{whom} received a reward ({kind})"
    ABOUT = EITHER
    cadre: str | None
    unit: str | None
    kind: RewardKind
    title: str | None
    about: tuple[str, ...]


class RewardRevoked(DossierEvent):
    """A reward was revoked; that it was held until then stays on record."""

    TOPIC = "reward-revoked/1"
    SAYS = "The reward {reward} of {whom} was revoked"
    ABOUT = EITHER
    FIXED = ("cadre", "unit", "reward")
    cadre: str | None
    unit: str | None
    reward: str
    about: tuple[str, ...]


class SupportGiven(DossierEvent):
    """A cadre was supported in a setback, an illness or the like."""

    TOPIC = "support-given/1"
    SAYS = "{whom} was given support ({kind}) by {given_by}"
    cadre: str
    kind: SupportKind
    given_by: tuple[str, ...]
    about: tuple[str, ...]
    concerns: str | None


class SanctionImposed(DossierEvent):
    """A sanction was imposed; how long it bars other acts follows from the policies unless the decision says it."""

    TOPIC = "sanction-imposed/1"
    SAYS = "{whom} was sanctioned ({line}, {kind})"
    UNTIL = "until"
    cadre: str
    line: Line
    kind: SanctionKind
    until: date | None
    about: tuple[str, ...]


class SanctionLifted(DossierEvent):
    """The effect period of a sanction ended on the day, as it expired or before; the sanction stays on record."""

    TOPIC = "sanction-lifted/1"
    SAYS = "The sanction {sanction} of {whom} was lifted ({kind})"
    FIXED = ("cadre", "sanction")
    cadre: str
    sanction: str
    kind: Lifting
    about: tuple[str, ...]


class InvestigationOpened(DossierEvent):
    """An investigation of the cadre was opened; it lasts until an event of the same docket closes it."""

    TOPIC = "investigation-opened/1"
    SAYS = "An investigation of {whom} was opened by {led_by}"
    FIXED = ("cadre",)
    cadre: str
    led_by: tuple[str, ...]
    about: tuple[str, ...]
    concerns: str | None


class InvestigationClosed(DossierEvent):
    """The investigation of this docket was closed; the day is the first without it."""

    TOPIC = "investigation-closed/1"
    SAYS = "The investigation of {whom} was closed ({outcome})"
    FIXED = ("cadre",)
    cadre: str
    outcome: InvestigationOutcome
    about: tuple[str, ...]


class ComplaintReceived(DossierEvent):
    """A complaint against a cadre or a unit came in; who complained is not recorded here."""

    TOPIC = "complaint-received/1"
    SAYS = "A complaint against {whom} was received ({channel}, {severity})"
    ABOUT = EITHER
    FIXED = ("cadre", "unit")
    cadre: str | None
    unit: str | None
    channel: Channel
    severity: Severity
    about: tuple[str, ...]


class ComplaintHandled(DossierEvent):
    """Something was done about the complaint of this docket; `severity` is how grave it is found to be since."""

    TOPIC = "complaint-handled/1"
    SAYS = "The complaint against {whom} was handled ({step}) by {handled_by}"
    ABOUT = EITHER
    FIXED = ("cadre", "unit")
    cadre: str | None
    unit: str | None
    step: Step
    handled_by: tuple[str, ...]
    severity: Severity | None
    about: tuple[str, ...]


class ComplaintClosed(DossierEvent):
    """The complaint of this docket was closed with what was found, and what is to be put right by when."""

    TOPIC = "complaint-closed/1"
    SAYS = "The complaint against {whom} was closed ({conclusion}, {severity})"
    ABOUT = EITHER
    FIXED = ("cadre", "unit")
    cadre: str | None
    unit: str | None
    conclusion: Conclusion
    severity: Severity
    rectify_by: date | None
    about: tuple[str, ...]


class AppealLodged(DossierEvent):
    """The cadre asked for a decision to be reviewed; the decision stands until that is decided."""

    TOPIC = "appeal-lodged/1"
    SAYS = "{whom} lodged an appeal ({stage}) against {against}"
    FIXED = ("cadre", "against")
    cadre: str
    against: str
    stage: Stage
    about: tuple[str, ...]


class AppealDecided(DossierEvent):
    """The appeal of this docket was decided; an upheld one cancels the decision, an amended one corrects it."""

    TOPIC = "appeal-decided/1"
    SAYS = "The appeal of {whom} against {against} was {outcome}"
    FIXED = ("cadre", "against", "outcome")
    cadre: str
    against: str
    outcome: AppealOutcome
    about: tuple[str, ...]


class DisclosureMade(DossierEvent):
    """A case was made known within the scope, through the channels."""

    TOPIC = "disclosure-made/1"
    SAYS = "The case of {whom} was disclosed ({scope}) by {channels}"
    ABOUT = EITHER
    cadre: str | None
    unit: str | None
    concerns: str | None
    scope: Scope
    channels: tuple[str, ...]
    about: tuple[str, ...]


EVENTS = (
    ComplaintReceived,
    ComplaintHandled,
    ComplaintClosed,
    AppealLodged,
    AppealDecided,
    DisclosureMade,
    TalkHeld,
    NoticeIssued,
    RewardGranted,
    RewardRevoked,
    SupportGiven,
    SanctionImposed,
    SanctionLifted,
    InvestigationOpened,
    InvestigationClosed,
)
"""Every event of the dossier."""
