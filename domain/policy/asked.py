"""The act that is judged: what an order would do to one cadre, post or unit on one day."""

from datetime import date
from typing import NamedTuple

MOVING_ACTS = ("appoint", "transfer", "exchange", "rotate", "promote", "demote", "post-succeed")
TAKING_ACTS = ("appoint", "transfer", "exchange", "rotate", "promote", "demote")
"""The acts by which it is decided that somebody takes up a post; being carried over to a succeeding post is none."""
BESIDE_ACTS = ("reward", "sanction")
"""The acts on a cadre that are no acts on a career, and that a rule judges only where it names them."""
LEAVING_ACTS = ("relieve", "transfer", "exchange", "rotate", "depart", "promote", "demote")


class Asked(NamedTuple):
    """One act: `post` is taken up, `left` are the posts left by it; days are civil days.

    `event` is the act's own event, None in a question; `reason_code` is the part of the reason before a colon.
    `body` is the body whose members or money the act concerns, `amount` a sum of money as written.
    `brief` asks for what stands in the way only, so that a rule need not explain that all is well.
    `confirms` is the post of which a trial is confirmed; `together` are the events of the other legs of an exchange.
    """

    act: str
    cadre: str
    day: date
    recorded_on: date
    post: str | None = None
    kind: str = "substantive"
    left: tuple[str, ...] = ()
    level: str | None = None
    units: tuple[str, ...] = ()
    decided_on: date | None = None
    actor: str = ""
    authority: str | None = None
    approved_by: str | None = None
    basis: str | None = None
    reason: str | None = None
    partners: tuple[str, ...] = ()
    event: str | None = None
    line: int | None = None
    confirms: str | None = None
    decision: str | None = None
    together: frozenset[str] = frozenset()
    body: str | None = None
    amount: str | None = None
    brief: bool = False

    @property
    def events(self) -> frozenset[str]:
        """The events that are this act: its own, and the other legs of an exchange."""
        return self.together if self.event is None else self.together | {self.event}

    @property
    def subjects(self) -> tuple[str, ...]:
        """For whom a rule may be waived: the cadre, the post taken up, the posts left, the body."""
        return tuple([each for each in (self.cadre, self.post, *self.left, self.body) if each])

    @property
    def reason_code(self) -> str | None:
        """The code with which the reason begins, such as `health` in `health: cannot work`."""
        return self.reason.partition(":")[0].strip().lower() if self.reason else None
