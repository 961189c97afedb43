"""What can be asked of a running case; the day on which it is done stands beside it."""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from domain.procedure.definition import Procedure


class Start(NamedTuple):
    """Open the case: whom it is about, what it is given, and who fills which role (none named: everybody may).

    `reopens` is the ended case that it takes up again, or empty.
    """

    subjects: tuple[str, ...]
    given: Mapping[str, str]
    staff: Mapping[str, tuple[str, ...]]
    reopens: str = ""


class Take(NamedTuple):
    """Take a task on, for oneself or in somebody's stead."""

    step: str
    person: str
    behalf: str = ""


class Release(NamedTuple):
    """Give a task back that one has taken on."""

    step: str
    person: str


class Complete(NamedTuple):
    """Do a task: with this outcome, by these hands besides those that took it on, with documents and counts."""

    step: str
    outcome: str
    persons: tuple[str, ...] = ()
    documents: Mapping[str, str] = {}
    counts: Mapping[str, int] = {}


class SendBack(NamedTuple):
    """Return the case from an open task to one that was done before."""

    step: str
    to: str


class Tally(NamedTuple):
    """The result of a ballot in a meeting. `deferred` puts it off; `sheet` is the hash of the count's sheet."""

    step: str
    meeting: str
    entitled: tuple[str, ...]
    present: tuple[str, ...]
    recused: tuple[str, ...]
    ayes: int
    nays: int
    abstentions: int
    votes: Mapping[str, str] = {}
    sheet: str | None = None
    deferred: bool = False


class Reconsider(NamedTuple):
    """The body votes on whether a decision it has taken is taken up again."""

    vote: Tally


class Publicise(NamedTuple):
    """The notice was put up: where; its term counts from that day."""

    step: str
    where: str
    text: str = ""


class Raise(NamedTuple):
    """Somebody objects to a notice; `by` is empty for an anonymous objection."""

    step: str
    by: str
    grounds: str


class Settle(NamedTuple):
    """An objection is settled: upheld, dismissed, or not admitted."""

    objection: int
    result: str


class Staff(NamedTuple):
    """Others fill a role from now on."""

    role: str
    persons: tuple[str, ...]


class Stop(NamedTuple):
    """End the case before its end: `withdrawn` before it had effects, `annulled` with what it did undone."""

    end: str
    why: str


class Reopen(NamedTuple):
    """The case has ended and is taken up again as another one."""

    by: str


class Look(NamedTuple):
    """Let happen what was due by the day."""


class Migrate(NamedTuple):
    """Go on under another version: which step becomes which, and what becomes of a running term."""

    to: Procedure
    steps: Mapping[str, str]
    terms: Mapping[str, str]


Move: TypeAlias = (
    Start
    | Take
    | Release
    | Complete
    | SendBack
    | Tally
    | Reconsider
    | Publicise
    | Raise
    | Settle
    | Staff
    | Stop
    | Reopen
    | Look
    | Migrate
)
