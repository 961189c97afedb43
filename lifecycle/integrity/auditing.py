"""What an auditor asks of the log: whether it is intact, its present state, and the proof of any event."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from domain.errors import BadInput, Conflict, Damaged
from domain.finding import Finding
from domain.integrity.merkle import consistency, inclusion
from domain.integrity.note import UNSIGNED, Checkpoint
from domain.integrity.receipt import Receipt
from domain.integrity.witness import Request
from domain.recorded import event_stream
from lifecycle.digest import table_digests
from lifecycle.head import Head
from lifecycle.integrity.checking import LogCheck
from lifecycle.integrity.log import Log, origin_of, root_at
from lifecycle.reader import Reader
from projections.database import Database
from projections.moment import Moment, marks
from projections.unit import subtree

if TYPE_CHECKING:  # what makes bundles is loaded when one is made
    from lifecycle.integrity.packing import Packed

Answer = dict[str, Any]


class Auditing(Reader):
    """The questions about the integrity of one open store. Nothing is written to it."""

    def verify(self, checkpoint: Checkpoint | None = None) -> Answer:
        """Whether all events, the log over them and the read models are what was recorded.

        Returns `events`, `head` (the root, 64 hexadecimal digits), `intact`, and where it is not: the `first_bad`
        event, its `stream`, both None where no event can be named, and the `reason`. With a checkpoint that somebody
        else kept, also whether this log begins with the one of the checkpoint.
        """
        from lifecycle.verification import examined, lost_tables

        with self.reading():
            head = self.head
            log = LogCheck(self.database, checkpoint.size if checkpoint else None)
            lost = [*lost_tables(self.database)]
            problems = lost or examined(self.database, head, log, table_digests(self.database))
            if checkpoint and not problems:
                problems = _departures(self.database, head, log, checkpoint)
        found = {"events": head.position, "head": root_at(head).hex(), "intact": not problems}
        return {**found, **(_first(problems[0]) if problems else dict.fromkeys(("first_bad", "stream", "reason")))}

    def checkpoint(self) -> Checkpoint:
        """The present state of the log, signed by nobody."""
        with self.reading():
            head = self.head
            return Checkpoint(origin_of(self.database), head.position, root_at(head), (UNSIGNED,))

    def prove(self, what: str) -> list[Answer]:
        """The proof of an event, or of every event of whom or what is named. Raises BadInput for neither, Damaged."""
        with self.reading():
            log = Log(self.database, self.head)
            state = Checkpoint(origin_of(self.database), log.size, log.root, (UNSIGNED,))
            return [_proof(row, log, state) for row in self._events(what)]

    def pack(
        self,
        what: str | None = None,
        *,
        unit: str | None = None,
        disclose: Sequence[str] = (),
        state: Checkpoint | None = None,
        keys: Sequence[str] = (),
    ) -> "Packed":
        """A bundle about whom or what is named, a unit and everything in it, or the whole store.

        `disclose` are the personal fields whose values are shown; `state` is the present checkpoint with its
        signatures, `keys` the public keys of those. Of restricted files nothing is disclosed. Raises BadInput, Damaged,
        NotAuthorised.
        """
        from lifecycle.integrity.packing import packed

        if what and unit:
            raise BadInput("name a cadre, post or unit, or --unit for all that belongs to one; not both")
        from projections.privacy import all_restricted

        with self.reading():
            if disclose:
                self.unrestricted(what)
            hidden = [each for each in all_restricted(self.database) if each != self.approved]
            log = Log(self.database, self.head)
            now = Checkpoint(origin_of(self.database), log.size, log.root, (UNSIGNED,))
            if state and state.root != now.root:
                raise Conflict(
                    [Finding("log-has-grown", "Something was recorded meanwhile; try again.", conflict=True)]
                )
            said = {"disclose": disclose, "hidden": hidden, "keys": keys}
            return packed(self.database, log, state or now, self._streams(what, unit), **said)

    def request(self, seen: Checkpoint, now: Checkpoint) -> Request:
        """What a witness that has seen an earlier checkpoint is asked. Raises BadInput if the log does not go back."""
        with self.reading():
            log = Log(self.database, self.head)
            if not 0 < seen.size <= now.size <= log.size:
                raise BadInput(f"the log has {log.size} events; it cannot be shown to continue one of {seen.size}")
            path = consistency(seen.size, now.size, log.node) if seen.size < now.size else []
            return Request(seen.size, tuple(path), now)

    def _streams(self, what: str | None, unit: str | None) -> set[str] | None:
        """The streams that a bundle is about; None for all."""
        if unit is None:
            return None if what is None else self._about([self.stream_of(what)], {"order", "refusal", "cadre"})
        self.known("unit", unit)
        units = [f"unit:{each}" for each in subtree(self.database, unit, Moment("9999-12-30", 1 << 61))]
        return self._about(units, {"order", "refusal"})

    def _about(self, tags: Sequence[str], others: set[str]) -> set[str]:
        """The streams that these tags name, and those that were recorded with the tags, without some kinds."""
        sql = (
            "SELECT DISTINCT t.stream FROM event_tag e JOIN trail t ON t.position = e.position"
            f" WHERE e.tag IN ({marks(len(tags))})"
        )
        found = {str(row[0]) for row in self.database.query(sql, tags)}
        return {*tags, *(each for each in found if each.partition(":")[0] not in others)}

    def _events(self, what: str) -> list[tuple[Any, ...]]:
        sql = "SELECT originator_id, originator_version, position, leaf FROM stored_events WHERE originator_id = ?"
        place = event_stream(what)
        if place is None:
            return self.database.query(f"{sql} ORDER BY originator_version", (self.stream_of(what),))
        rows = self.database.query(f"{sql} AND originator_version = ?", place)
        if not rows:
            raise BadInput(f"there is no event {what}; list them with: cadre audit log")
        return rows


def _proof(row: tuple[Any, ...], log: Log, state: Checkpoint) -> Answer:
    stream, version, position, leaf = row
    receipt = Receipt(position - 1, tuple(inclusion(position - 1, log.size, log.node)), state)
    if not receipt.proves(leaf):
        raise Damaged(f"event {stream}@{version} is not what the log says; see: cadre audit verify")
    return {
        "event": f"{stream}@{version}",
        "position": position,
        "leaf": leaf.hex(),
        "size": log.size,
        "root": log.root.hex(),
        "path": [each.hex() for each in receipt.path],
        "proof": receipt.text,
    }


def _departures(database: Database, head: Head, log: LogCheck, checkpoint: Checkpoint) -> list[Answer]:
    """In what the store is not a continuation of the log of the checkpoint; empty if it is one."""
    origin = origin_of(database)
    if checkpoint.origin != origin:
        return [_told(f"is the log {origin}, and the checkpoint is of the log {checkpoint.origin}")]
    if checkpoint.size > head.position:
        return [
            _told(f"was cut back: the checkpoint counts {checkpoint.size} events, and there are {head.position} now")
        ]
    if checkpoint.size and log.root_then != checkpoint.root:
        return [_told(f"was rewritten: its first {checkpoint.size} events are not those of the checkpoint")]
    return []


def _first(problem: Answer) -> Answer:
    """The event, stream and reason of a problem; a table or the store is named in the reason."""
    place, sentence = str(problem["place"]), str(problem["problem"])
    bad = problem.get("event") or (place if event_stream(place) else None)
    stream = bad.rpartition("@")[0] if bad else None
    return {"first_bad": bad, "stream": stream, "reason": sentence if bad == place else f"{place} {sentence}"}


def _told(sentence: str) -> Answer:
    return {"place": "the store", "problem": sentence, "event": None}
