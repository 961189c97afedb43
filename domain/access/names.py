"""The words of the dossier: its acts, its topics without their numbers, the kinds of its streams."""

from typing import Final

ACTS: Final = (
    *("access-enable", "access-disable", "access-require"),
    *("access-enrol", "access-grant", "access-withdraw", "access-rotate", "access-revoke"),
)
TOPICS: Final = (
    *("access-enabled", "access-disabled", "keys-required"),
    *("principal-enrolled", "role-given", "authority-granted", "grant-withdrawn", "key-enrolled", "key-revoked"),
)
STREAMS: Final = ("access", "principal")
REGISTER: Final = "access:register"
"""The subject of every fact of access: all of them are read together."""
STREAM: Final = "access:register"
"""The stream of what holds for the whole store."""
