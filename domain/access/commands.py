"""The acts on access. Each but the first needs two security administrators: who records it, and `approved_by`."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from domain.access.events import RoleName
from domain.commands import Day, DossierCommand, Id, Number, Text, Truth, Units
from domain.events import Track
from domain.integrity.keys import NOTE, read_key


def _public_key(text: str) -> str:
    if read_key(text).kind != NOTE:
        raise ValueError(f"{text[:60]!r} is the key of a witness; a principal signs with a key made without --witness")
    return text


def _roles(value: object) -> object:
    return tuple(each.strip() for each in value.split(";") if each.strip()) if isinstance(value, str) else value


KeyText = Annotated[Text, AfterValidator(_public_key)]


class EnableAccess(DossierCommand):
    """Put access control on, looked after by at least two persons from then on."""

    ACT = "access-enable"
    administrators: Units


class DisableAccess(DossierCommand):
    """Put access control off."""

    ACT = "access-disable"
    reason: Text
    approved_by: Id


class RequireKeys(DossierCommand):
    """Say whether every order must be signed with a key of who records it."""

    ACT = "access-require"
    keys: Truth
    approved_by: Id


class Enrol(DossierCommand):
    """Enrol a principal, with roles and a key if they are named; or a further key of one."""

    ACT = "access-enrol"
    principal: Id
    cadre: Id | None = None
    roles: Annotated[tuple[RoleName, ...], BeforeValidator(_roles)] = ()
    public_key: KeyText | None = None
    until: Day | None = None
    approved_by: Id


class Grant(DossierCommand):
    """Give a principal a role, or authority over cadres and posts; what is not said is no bound."""

    ACT = "access-grant"
    principal: Id
    role: RoleName | None = None
    body: Id | None = None
    unit: Id | None = None
    track: Track | None = None
    key_posts: Truth = False
    lowest: Text | None = None
    highest: Text | None = None
    joint: Truth = False
    until: Day | None = None
    approved_by: Id


class Withdraw(DossierCommand):
    """Withdraw a role or an authority; the day is the first without it."""

    ACT = "access-withdraw"
    principal: Id
    role: RoleName | None = None
    grant: Text | None = None
    approved_by: Id


class Rotate(DossierCommand):
    """Put a new key in the place of one that is in use."""

    ACT = "access-rotate"
    principal: Id
    public_key: KeyText
    replaces: Text | None = None
    approved_by: Id


class Revoke(DossierCommand):
    """Revoke a key, or everything of a principal; a key from a position on, the present one unless said."""

    ACT = "access-revoke"
    principal: Id
    key_id: Text | None = None
    after: Number | None = None
    reason: Text
    approved_by: Id


COMMANDS = (EnableAccess, DisableAccess, RequireKeys, Enrol, Grant, Withdraw, Rotate, Revoke)
"""Every act of the dossier."""
