"""Why somebody is not let in: each a finding with a sentence that says who, what, and who can change it."""

from collections.abc import Sequence
from typing import Final

from domain.finding import Finding

UNKNOWN: Final = "unknown-actor"
ROLE: Final = "role-missing"
SCOPE: Final = "out-of-scope"
OWN: Final = "own-file"
KIN: Final = "kin-file"
APPROVER: Final = "approver-missing"
KEY: Final = "key-required"
FIXED: Final = "access-fixed"
DENIALS: Final = frozenset((UNKNOWN, ROLE, SCOPE, OWN, KIN, APPROVER, KEY, FIXED))
"""The rules of access control: what breaks one of them is not authorised."""
CITATION: Final = "access control of this store"


def denied(rule: str, wording: str, line: int | None = None, **figures: object) -> Finding:
    """A finding that somebody is not authorised."""
    return Finding(rule, wording, citation=CITATION, figures=figures, line=line)


def unknown_actor(actor: str, administrators: Sequence[str]) -> Finding:
    """Nobody of this name is enrolled."""
    wording = (
        f"{actor} is not enrolled in this store, where access control is on. {by_whom(administrators)} can enrol "
        f"somebody: cadre access enrol {actor} --role ROLE"
    )
    return denied(UNKNOWN, wording, actor=actor)


def role_missing(
    actor: str, roles: Sequence[str], needed: Sequence[str], what: str, administrators: Sequence[str]
) -> Finding:
    """The roles of the actor do not allow it."""
    has = f"has the role {', '.join(roles)}" if roles else "has no role on this day"
    wording = (
        f"{actor} {has}; {what} is for {' or '.join(needed) or 'nobody'}. {by_whom(administrators)} can give a role: "
        f"cadre access grant {actor} --role {needed[0] if needed else 'ROLE'}"
    )
    return denied(ROLE, wording, actor=actor, roles=list(roles), needed=list(needed))


def by_whom(administrators: Sequence[str]) -> str:
    """Who can change it: two of those who look after access."""
    named = ", ".join(administrators) or "The security administrators"
    return f"{named} (two of them together)" if len(administrators) > 1 else named
