"""What can have happened to a body, its members and its decisions."""

from datetime import date
from typing import ClassVar, Literal, TypeAlias

from domain.events import DossierEvent

BodyKind: TypeAlias = Literal[
    "committee",
    "standing",
    "party-group",
    "branch",
    "mobile-branch",
    "working-committee",
    "discipline-commission",
    "organisation-department",
    "office-meeting",
    "executive-meeting",
    "centre-group",
    "village-committee",
    "mass-organisation",
]
Role: TypeAlias = Literal["secretary", "deputy", "member", "liaison"]
Exit: TypeAlias = Literal["not-reelected", "resigned", "removed", "transferred", "other"]
Matter: TypeAlias = Literal["major-decision", "major-appointment", "major-project", "large-funds"]
Session: TypeAlias = Literal[
    "report-heard",
    "discussed",
    "centre-group",
    "democratic-life",
    "upward-report",
    "study-day",
    "contact",
    "opinion",
    "mid-term-inspection",
    "financial-audit",
]
Right: TypeAlias = Literal["propose", "attend", "vote"]
Scope: TypeAlias = Literal["superior", "members", "public", "media"]


class BodyEvent(DossierEvent):
    """What happens to a body itself."""

    ABOUT: ClassVar[tuple[tuple[str, str], ...]] = (("body", "body"),)
    FIXED: ClassVar[tuple[str, ...]] = ("body",)
    body: str


class BodyConstituted(BodyEvent):
    """The body exists from the effective day; `under` is the body that guides it, `term_months` its term."""

    TOPIC = "body-constituted/1"
    SAYS = "{name} ({kind}) is constituted in {unit}"
    ABOUT = (("body", "body"), ("unit", "unit"))
    unit: str
    name: str
    kind: BodyKind
    under: str | None
    term_months: int | None


class BodyRenewed(BodyEvent):
    """The body was elected anew: its term begins again, and members who are not among `reelected` leave it.

    `not_reelected` are those who left it then, as known when it was recorded.
    """

    TOPIC = "body-renewed/1"
    SAYS = "The body was elected anew; {reelected} stay in it"
    ABOUT = (("body", "body"), ("reelected", "cadre"), ("not_reelected", "cadre"))
    FIXED = ("body", "not_reelected")
    reelected: tuple[str, ...]
    not_reelected: tuple[str, ...]
    term_months: int | None


class BodyMemberJoined(BodyEvent):
    """From the effective day the cadre belongs to the body in this role; an earlier role in it ends."""

    TOPIC = "body-member-joined/1"
    SAYS = "{cadre} is {role} of {body}"
    ABOUT = (("body", "body"), ("cadre", "cadre"))
    UNTIL = "until"
    FIXED = ("body", "cadre")
    cadre: str
    role: Role
    full_time: bool | None
    portfolio: tuple[str, ...]
    until: date | None


class BodyMemberLeft(BodyEvent):
    """From the effective day the cadre no longer belongs to the body."""

    TOPIC = "body-member-left/1"
    SAYS = "{cadre} leaves {body} ({why})"
    ABOUT = (("body", "body"), ("cadre", "cadre"))
    FIXED = ("body", "cadre")
    cadre: str
    why: Exit


class BodyDissolved(BodyEvent):
    """The body no longer exists; its tasks go to `successor`, if there is one."""

    TOPIC = "body-dissolved/1"
    SAYS = "The body is dissolved"
    successor: str | None


class MemberAffiliated(BodyEvent):
    """The party member belongs to the branch; `mobile` says that it is one away from home, vouched for or not."""

    TOPIC = "member-affiliated/1"
    SAYS = "{cadre} belongs to {body}"
    ABOUT = (("body", "body"), ("cadre", "cadre"))
    UNTIL = "until"
    FIXED = ("body", "cadre")
    cadre: str
    mobile: bool
    introduced_by: tuple[str, ...]
    until: date | None


class BodySessionHeld(BodyEvent):
    """The body did this on the effective day: heard a report, discussed a matter, studied, inspected."""

    TOPIC = "body-session-held/1"
    SAYS = "{body}: {kind}, about {about}"
    ABOUT = (("body", "body"), ("unit", "unit"), ("led_by", "cadre"), ("attended", "cadre"), ("absent", "cadre"))
    FIXED = ("body", "unit")
    unit: str
    kind: Session
    about: tuple[str, ...]
    led_by: str | None
    attended: tuple[str, ...]
    absent: tuple[str, ...]
    partner: str | None
    result: str | None


class ParticipationGranted(BodyEvent):
    """Whoever holds the post has these rights when the body deals with a matter of this class."""

    TOPIC = "participation-granted/1"
    SAYS = "The holder of {post} may {rights} in {body} ({matter})"
    ABOUT = (("body", "body"), ("post", "post"))
    UNTIL = "until"
    FIXED = ("body", "post")
    post: str
    matter: Matter
    rights: tuple[Right, ...]
    until: date | None


class DecisionNoticed(BodyEvent):
    """Before it decides, the body told those concerned what it is going to decide."""

    TOPIC = "decision-noticed/1"
    SAYS = "{body} gave notice of the decision {number} to {told}"
    ABOUT = (("body", "body"), ("number", "decision"))
    FIXED = ("number",)
    number: str
    told: tuple[str, ...]
    matter_text: str | None


class CollectiveDecisionTaken(BodyEvent):
    """The minutes of a decision: who was entitled, who was there, how they voted; numbers of persons.

    `follows` is the decision of an earlier stage, `cadres` and `posts` whom and what it concerns, `amount` a sum of
    money. `postponed` says that it was put off after the vote or without one.
    """

    TOPIC = "collective-decision-taken/1"
    SAYS = "{body} decided on {number} ({matter}): {votes_for} of {entitled} for it"
    ABOUT = (("body", "body"), ("number", "decision"), ("unit", "unit"), ("cadres", "cadre"), ("posts", "post"))
    FIXED = ("number",)
    number: str
    unit: str
    matter: Matter
    title: str | None
    entitled: int
    present: int
    votes_for: int
    votes_against: int
    abstained: int
    recused: tuple[str, ...]
    postponed: bool
    follows: str | None
    proposed_by: str | None
    cadres: tuple[str, ...]
    posts: tuple[str, ...]
    amount: str | None


class DecisionSigned(BodyEvent):
    """The body put its signature to the decision, whichever body took it."""

    TOPIC = "decision-signed/1"
    SAYS = "{signed_by} signed the decision {number} for {body}"
    ABOUT = (("body", "body"), ("number", "decision"), ("signed_by", "cadre"))
    FIXED = ("number",)
    number: str
    signed_by: str


class DecisionDisclosed(DossierEvent):
    """The decision was told to this circle, without what is named in `withheld`."""

    TOPIC = "decision-disclosed/1"
    SAYS = "The decision {number} was disclosed ({scope})"
    ABOUT = (("number", "decision"),)
    FIXED = ("number",)
    number: str
    scope: Scope
    channel: str | None
    withheld: tuple[str, ...]


class BodyKept(BodyEvent):
    """What the body does is on file from the effective day on; of the time before nothing is asked."""

    TOPIC = "body-kept/1"
    SAYS = "What {body} does is on file from then on"
    ABOUT = (("body", "body"), ("unit", "unit"))
    FIXED = ("body", "unit")
    unit: str


EVENTS = (
    BodyConstituted,
    BodyRenewed,
    BodyMemberJoined,
    BodyMemberLeft,
    BodyDissolved,
    MemberAffiliated,
    BodySessionHeld,
    ParticipationGranted,
    DecisionNoticed,
    CollectiveDecisionTaken,
    DecisionSigned,
    DecisionDisclosed,
    BodyKept,
)
"""Every event of the dossier."""
