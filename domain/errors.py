"""What can go wrong, as an officer reads it.

CadreError
├── BadInput          2  the request cannot be read, or names something unknown
├── Refused           3  a policy or a structural rule forbids it
├── Conflict          4  seat taken, version lost, same key with other content
├── Damaged           5  the stored history does not hold together
├── NotAuthorised     6  not authorised, or out of scope
└── StoreUnreachable  8  the store cannot be opened, read or written
"""

from collections.abc import Sequence
from typing import ClassVar

from domain.finding import Finding


class CadreError(Exception):
    """An expected failure: its text is a sentence to the officer, `exit_code` the program's answer."""

    exit_code: ClassVar[int] = 1


class BadInput(CadreError):
    """The request cannot be read; `problems` holds a sentence, `findings` a finding for each mistake."""

    exit_code = 2

    def __init__(self, *problems: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
        self.findings = tuple(findings)


class _Objection(CadreError):
    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(finding.wording for finding in findings))
        self.findings = tuple(findings)


class Refused(_Objection):
    """A rule forbids the act; `findings` holds every objection, not the first."""

    exit_code = 3


class Conflict(_Objection):
    """Somebody was there first; `findings` says who."""

    exit_code = 4


class Damaged(CadreError):
    """The stored history does not hold together; the text names the event."""

    exit_code = 5


class NotAuthorised(_Objection):
    """The actor may not do this, or not here; `findings` says why, and who can change it."""

    exit_code = 6


class StoreUnreachable(CadreError):
    """The store cannot be opened, read or written."""

    exit_code = 8
