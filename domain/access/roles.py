"""The roles: what each may do, and which of them one person never holds together."""

from typing import Final, NamedTuple

OFFICER: Final = "officer"
APPROVER: Final = "approver"
AUDITOR: Final = "auditor"
SUPERVISOR: Final = "supervisor"
SYSTEM: Final = "system-administrator"
SECURITY: Final = "security-administrator"


class Role(NamedTuple):
    """A role: its name, what it may do, and what it may not."""

    role: str
    may: str
    may_not: str


ROLES: Final[tuple[Role, ...]] = (
    Role(
        OFFICER,
        "record acts on cadres, posts and units, and read them, within granted authority",
        "the own file and those of relatives; approve what they record themselves",
    ),
    Role(
        APPROVER,
        "be named as who approved, and read, within granted authority",
        "record acts; approve what they record themselves as an officer",
    ),
    Role(
        AUDITOR,
        "read everything but the own file and those of relatives; verify, prove and export the record",
        "record anything but an index of the log",
    ),
    Role(
        SUPERVISOR,
        "what an auditor may; with a second one, revoke keys; stand witness",
        "record acts; its own reads are shown to auditors",
    ),
    Role(SYSTEM, "back up, restore, rebuild and verify the store", "read files, record acts, look after access"),
    Role(
        SECURITY,
        "with a second one, enrol principals, give roles and authority, look after keys",
        "read files, record acts, audit, run the store",
    ),
)
"""Every role. A closed list: it is the separation of duties on which the rest of access control stands."""
NAMES: Final = tuple(each.role for each in ROLES)
TOGETHER: Final = frozenset((OFFICER, APPROVER))
"""The only roles that one person may hold together: approving is then for what somebody else records."""
FEWEST_ADMINISTRATORS: Final = 2
"""Security administrators that a store never falls below: each of their acts needs a second one."""


def apart(one: str, other: str) -> bool:
    """Whether no person may hold both roles.

    >>> apart(OFFICER, APPROVER), apart(OFFICER, AUDITOR), apart(SYSTEM, SYSTEM)
    (False, True, False)
    """
    return one != other and not {one, other} <= TOGETHER
