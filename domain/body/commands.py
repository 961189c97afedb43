"""The acts of bodies, their members and their decisions."""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

from domain.body.events import BodyKind, Exit, Matter, Right, Role, Scope, Session
from domain.commands import Day, DossierCommand, Id, Ids, Number, Text, Truth, Words
from domain.errors import BadInput

Months = Annotated[Number, Field(ge=1, le=240)]
Persons = Annotated[Number, Field(ge=0, le=100_000)]
_SUM = re.compile(r"\d{1,15}(\.\d{1,2})?", re.ASCII)


def read_amount(text: str) -> str:
    """The sum of money as it is written: digits, with at most two after the point. Raises BadInput otherwise."""
    if not _SUM.fullmatch(text):
        raise BadInput(f"{text!r} is no sum of money; write it as 12000 or 12000.50")
    return text


def _amount(value: object) -> object:
    if isinstance(value, str) and not _SUM.fullmatch(value.strip()):
        raise ValueError(f"{value!r} is no sum of money; write it as 12000 or 12000.50")
    return value.strip() if isinstance(value, str) else value


Amount = Annotated[str, BeforeValidator(_amount)]


def _listed(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(";") if part.strip())
    return tuple(value) if isinstance(value, list) else value


class ConstituteBody(DossierCommand):
    """Constitute a body in a unit."""

    ACT = "body-constitute"
    basis: Text
    body: Id
    unit: Id
    name: Text
    kind: BodyKind
    under: Id | None = None
    term_months: Months | None = None


class RenewBody(DossierCommand):
    """Record a general election of a body: its term begins again, who is not re-elected leaves it."""

    ACT = "body-renew"
    basis: Text
    body: Id
    reelected: Ids = ()
    term_months: Months | None = None


class JoinBody(DossierCommand):
    """Make a cadre a member of a body, or give a member another role in it."""

    ACT = "body-member"
    basis: Text
    body: Id
    cadre: Id
    role: Role = "member"
    full_time: Truth | None = None
    portfolio: Words = ()
    until: Day | None = None


class LeaveBody(DossierCommand):
    """End a membership."""

    ACT = "body-leave"
    basis: Text
    body: Id
    cadre: Id
    why: Exit = "other"


class DissolveBody(DossierCommand):
    """Dissolve a body."""

    ACT = "body-dissolve"
    basis: Text
    body: Id
    successor: Id | None = None


class Affiliate(DossierCommand):
    """Attach a party member to a branch."""

    ACT = "body-affiliate"
    body: Id
    cadre: Id
    mobile: Truth = False
    introduced_by: Ids = ()
    until: Day | None = None


class HoldSession(DossierCommand):
    """Record what a body did on a day: a report heard, a matter discussed, a study session, an inspection."""

    ACT = "body-session"
    body: Id
    kind: Session
    about: Words = ()
    led_by: Id | None = None
    attended: Ids = ()
    absent: Ids = ()
    partner: Text | None = None
    result: Text | None = None


class GrantParticipation(DossierCommand):
    """Say what the holder of a post may do when a body deals with a class of matters."""

    ACT = "participation-grant"
    basis: Text
    post: Id
    body: Id
    matter: Matter
    rights: Annotated[tuple[Right, ...], BeforeValidator(_listed), Field(min_length=1)]
    until: Day | None = None


class NoticeDecision(DossierCommand):
    """Record that a body told those concerned what it is going to decide."""

    ACT = "decision-notice"
    number: Id
    body: Id
    told: Words
    matter_text: Text | None = None


class TakeDecision(DossierCommand):
    """Record the minutes of a collective decision."""

    ACT = "collective-decision"
    number: Id
    body: Id
    matter: Matter
    title: Text | None = None
    entitled: Persons
    present: Persons
    votes_for: Annotated[Persons, Field(alias="for")]
    votes_against: Annotated[Persons, Field(alias="against")] = 0
    abstained: Annotated[Persons, Field(alias="abstain")] = 0
    recused: Ids = ()
    postponed: Truth = False
    follows: Id | None = None
    proposed_by: Id | None = None
    cadres: Ids = ()
    posts: Ids = ()
    amount: Amount | None = None


class SignDecision(DossierCommand):
    """Record that a body signed a decision."""

    ACT = "decision-sign"
    number: Id
    body: Id
    signed_by: Id


class DiscloseDecision(DossierCommand):
    """Record to which circle a decision was disclosed."""

    ACT = "decision-disclose"
    number: Id
    scope: Scope
    channel: Text | None = None
    withheld: Words = ()


class KeepBody(DossierCommand):
    """Say from which day on what a body does is on file."""

    ACT = "body-keep"
    basis: Text
    body: Id


COMMANDS = (
    ConstituteBody,
    RenewBody,
    JoinBody,
    LeaveBody,
    DissolveBody,
    Affiliate,
    HoldSession,
    GrantParticipation,
    NoticeDecision,
    TakeDecision,
    SignDecision,
    DiscloseDecision,
    KeepBody,
)
"""Every act of the dossier."""
