"""The gate before an order: whether who records it may. Asked inside the order's transaction.

It stands after the lines are decided and before any rule of a policy is asked: who may not act somewhere is not told
what the rules say there.
"""

from collections.abc import Iterator, Sequence

from domain.access.book import Book
from domain.access.denials import FIXED, KEY, by_whom, denied, unknown_actor
from domain.access.names import STREAMS
from domain.commands import AnyCommand
from domain.errors import NotAuthorised
from domain.finding import Finding
from domain.recorded import RecordedEvent
from lifecycle.access.judging import Deed, Judge, in_any_register, known_subjects
from lifecycle.draft import Recording
from lifecycle.request import Request
from lifecycle.streams import streams_of
from projections.access import read_book
from projections.controlled import controlled
from projections.database import Database
from projections.events import tags
from projections.ground import Ground
from projections.levels import level_scale
from projections.moment import EVERYTHING


def gate_of(database: Database, actor: str, today: str) -> "Gate | None":
    """The gate through which the actor goes on a day; None in a store where access control is off.

    Raises NotAuthorised for somebody who is not enrolled.
    """
    book = read_book(database) if controlled(database) else Book()
    if not book.on:
        return None
    judge = Judge(book, Ground(database, EVERYTHING), level_scale(database), today)
    if actor not in book.principals:
        raise NotAuthorised([unknown_actor(actor, judge.administrators)])
    return Gate(judge)


class Gate:
    """What stands in the way of an order, as the book of access and the register say before it."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def findings(self, recording: Recording) -> list[Finding]:
        """Everything for which the order is not authorised; empty if it may be recorded."""
        found = list(self._key(recording.request))
        for line, command in recording.commands.items():
            events = [event for event in recording.events if event.line == line]
            found += self._line(recording.request.actor, line, command, events)
        return found

    def _key(self, request: Request) -> Iterator[Finding]:
        """An order is signed with a key of its actor, where that is required; a signature is never somebody else's."""
        book, actor = self._judge.book, request.actor
        key = request.signer.public.text if request.signer else None
        if key in book.keys(actor) or (key is None and not book.keys_required):
            return
        said = "that key is none of theirs" if key else "it is not signed"
        wording = (
            f"{actor} must sign orders with a key of their own, and {said}: name the private key with --sign. "
            f"{by_whom(self._judge.administrators)} can enrol one: cadre access enrol {actor} --public-key FILE"
        )
        yield denied(KEY, wording, actor=actor)

    def _line(self, actor: str, line: int, command: AnyCommand, events: Sequence[RecordedEvent]) -> Iterator[Finding]:
        named = streams_of([command])
        if command.act in {"correct", "cancel"} and any(each.partition(":")[0] in STREAMS for each in named):
            wording = "What was recorded about access is neither corrected nor cancelled: withdraw it with a new act."
            yield denied(FIXED, wording, line)
            return
        fields, today = command.__dict__, self._judge.today
        order = [f"order:{fields['order']}"] if fields.get("order") else []
        names = [*named, *order, *(tag for event in events for tag in tags(event)), *_subject(command, events)]
        decided = command.decided_on.isoformat() if command.decided_on else today
        yield from self._judge.findings(
            Deed(
                actor=actor,
                act=command.act,
                subjects=known_subjects(names, self._judge.ground),
                day=min(decided, today),
                level=fields.get("level"),
                body=command.authority,
                approver=fields.get("approved_by"),
                line=line,
            )
        )


def _subject(command: AnyCommand, events: Sequence[RecordedEvent]) -> Iterator[str]:
    """Whom an act is about that names a subject of any register: a waiver, an assessment."""
    yield from in_any_register(command.__dict__.get("subject"))
    for event in events:
        yield from in_any_register(event.body.__dict__.get("subject"))
