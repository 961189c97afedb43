"""What can have happened to access: it was put on or off, principals, their keys, their roles and their authority."""

from datetime import date
from typing import ClassVar, Literal, TypeAlias

from domain.access.names import REGISTER
from domain.events import DossierEvent, Track

RoleName: TypeAlias = Literal[
    "officer", "approver", "auditor", "supervisor", "system-administrator", "security-administrator"
]


class AccessEvent(DossierEvent):
    """A fact of access: all of them stand together, and those about a principal under it too."""

    ABOUT: ClassVar[tuple[tuple[str, str], ...]] = (("principal", "principal"),)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The whole of access, and the principal if it is about one."""
        return (REGISTER, *super().subjects)


class AccessEnabled(AccessEvent):
    """Access control is on from this event: nobody is known but who is enrolled. The first who look after it."""

    TOPIC = "access-enabled/1"
    SAYS = "Access control was put on, looked after by {administrators}"
    ABOUT = ()
    administrators: tuple[str, ...]


class AccessDisabled(AccessEvent):
    """Access control is off from this event: the actor is a label again."""

    TOPIC = "access-disabled/1"
    SAYS = "Access control was put off"
    ABOUT = ()
    approved_by: str


class KeysRequired(AccessEvent):
    """Whether every order must be signed with a key of who records it."""

    TOPIC = "keys-required/1"
    SAYS = "Whether orders must be signed: {required}"
    ABOUT = ()
    required: bool
    approved_by: str


class PrincipalEnrolled(AccessEvent):
    """The principal may be an actor; `cadre` is who it is in the register, if it is one of the cadres."""

    TOPIC = "principal-enrolled/1"
    SAYS = "{principal} was enrolled"
    FIXED = ("principal",)
    principal: str
    cadre: str | None
    approved_by: str | None


class RoleGiven(AccessEvent):
    """From the effective day up to `until` the principal has the role."""

    TOPIC = "role-given/1"
    SAYS = "{principal} was given the role {role}"
    UNTIL = "until"
    FIXED = ("principal",)
    principal: str
    role: RoleName
    until: date | None
    approved_by: str | None


class AuthorityGranted(AccessEvent):
    """From the effective day up to `until` the principal manages these cadres and posts; what is absent is no bound.

    `joint` is the authority of the side that gives its opinion and does not decide.
    """

    TOPIC = "authority-granted/1"
    SAYS = "{principal} was granted authority over {unit}"
    UNTIL = "until"
    FIXED = ("principal",)
    principal: str
    body: str | None
    unit: str | None
    track: Track | None
    key_posts: bool
    lowest: str | None
    highest: str | None
    joint: bool
    until: date | None
    approved_by: str | None


class GrantWithdrawn(AccessEvent):
    """From the effective day a role or an authority no longer holds; `grant` is the event that gave it."""

    TOPIC = "grant-withdrawn/1"
    SAYS = "{grant} was withdrawn from {principal}"
    FIXED = ("principal", "grant")
    principal: str
    grant: str
    approved_by: str


class KeyEnrolled(AccessEvent):
    """From this event on what is signed with the private part of this public key is signed by the principal."""

    TOPIC = "key-enrolled/1"
    SAYS = "A key of {principal} was enrolled"
    FIXED = ("principal",)
    principal: str
    public_key: str
    approved_by: str | None


class KeyRevoked(AccessEvent):
    """What was signed with the key after position `after` of the store (None: after this) is not of the principal."""

    TOPIC = "key-revoked/1"
    SAYS = "A key of {principal} was revoked"
    FIXED = ("principal",)
    principal: str
    public_key: str
    after: int | None
    approved_by: str


EVENTS = (
    AccessEnabled,
    AccessDisabled,
    KeysRequired,
    PrincipalEnrolled,
    RoleGiven,
    AuthorityGranted,
    GrantWithdrawn,
    KeyEnrolled,
    KeyRevoked,
)
"""Every event of the dossier."""
