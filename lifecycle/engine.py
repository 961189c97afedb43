"""The one public object: everything the command line does, as Python, with the same words.

Reading needs neither pydantic nor eventsourcing; both are imported when something is recorded.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from domain.errors import BadInput, StoreUnreachable
from lifecycle.ports import Entropy, first_instant, random_bytes, wall_clock
from lifecycle.rule_questions import RuleQuestions
from projections.database import ConnectionLost, Database, open_database
from projections.unit import Answer

if TYPE_CHECKING:
    from domain.policy.loading import LoadedPack
    from lifecycle.integrity.signing import Signer
    from lifecycle.request import Outcome

# Nothing that happens to be installed beside us may hook into the checking of events; looking for it costs 90 ms too.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


class Engine(RuleQuestions):
    """One open store. Close it, or use it in a `with` statement."""

    def __init__(self, store: str, database: Database, *, entropy: Entropy = random_bytes) -> None:
        super().__init__(database)
        self.store = store
        self._entropy = entropy

    @classmethod
    def open(cls, store: str, *, writing: bool = True, entropy: Entropy = random_bytes) -> "Engine":
        """The store at a path or PostgreSQL URL. Raises StoreUnreachable."""
        return cls(store, open_database(store, writing=writing), entropy=entropy)

    @classmethod
    def create(  # noqa: PLR0913 - what a store is made with, each by name
        cls,
        store: str,
        *,
        zone: str = "UTC",
        simulated: bool = False,
        levels: Sequence[str] | None = None,
        now: datetime | None = None,
        entropy: Entropy = random_bytes,
    ) -> "Engine":
        """A new store at a path or PostgreSQL URL; `levels` is its grade scale, lowest first.

        Raises Conflict if there is one already, StoreUnreachable if it cannot be made.
        """
        from lifecycle.founding import found

        database = open_database(store, writing=True, create=True)
        try:
            begun = now or first_instant(simulated=simulated)
            found(database, zone=zone, simulated=simulated, levels=levels, now=begun, entropy=entropy)
        except BaseException:
            database.close()
            raise
        return cls(store, database, entropy=entropy)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connection back."""
        self.database.close()

    def submit(  # noqa: PLR0913 - the options that every recording command has
        self,
        lines: Sequence[Mapping[str, object]],
        *,
        actor: str,
        key: str | None = None,
        command_id: str | None = None,
        dry_run: bool = False,
        if_version: int | None = None,
        confirmed: bool = False,
        now: datetime | None = None,
        title: str | None = None,
        imported: bool = False,
        signer: "Signer | None" = None,
    ) -> "Outcome":
        """Record one order of one or more lines, whole or not at all.

        `signer` is the private key of the actor: the signature is recorded with the order. Raises BadInput,
        NotAuthorised, Refused or Conflict with every finding of every line, StoreUnreachable if it cannot be written.
        """
        from lifecycle.recording import record
        from lifecycle.request import Request

        asked = partial(
            Request,
            lines=lines,
            actor=_actor(actor),
            command=_checked("command id", command_id) or self._entropy(16).hex(),
            key=_checked("key", key),
            dry_run=dry_run,
            if_version=if_version,
            confirmed=confirmed,
            title=_checked("title", title),
            imported=imported,
            signer=signer,
        )
        return self._sent(lambda: record(self.database, asked(now=self.instant(now)), self._entropy))

    def _sent(self, attempt: Callable[[], "Outcome"]) -> "Outcome":
        """What the attempt gives; where the connection breaks, what it gives once more over a new one.

        The command id tells the second attempt whether the first one counted, so nothing is recorded twice.
        """
        try:
            return attempt()
        except ConnectionLost:
            self._connect_again()
            return attempt()

    def _connect_again(self) -> None:
        self.database.close()
        try:
            self.database = open_database(self.store, writing=True)
        except StoreUnreachable as error:
            unknown = "whether the order was recorded is not known; submit it again with the same key"
            raise StoreUnreachable(f"{error}; {unknown}") from None

    def adopt(
        self,
        pack: "str | LoadedPack",
        *,
        from_day: str | None = None,
        decided: Mapping[str, object] | None = None,
        **recording: Any,
    ) -> "Outcome":
        """Put a pack (a shipped name or a folder) in force from a day, its own first day unless said.

        `decided` is what the line says besides (basis, authority, reason ...), `recording` are options of `submit`.
        Raises BadInput with every mistake in the pack, Conflict if its version was adopted with another content.
        """
        from lifecycle.adoption import adopted_before, adoption_line, check_levels
        from lifecycle.pack_folder import load

        loaded = load(pack) if isinstance(pack, str) else pack
        check_levels(self.database, loaded)
        line = {**(decided or {}), **adoption_line(loaded, from_day)}
        return adopted_before(self.database, line) or self.submit([line], **recording)

    def rebuild(self) -> int:
        """Drop every read model and make it again from the events; returns the number of events read."""
        from lifecycle.rebuild import rebuild

        return rebuild(self.database)

    def verify(self) -> Answer:
        """Check that the store holds together; returns what `lifecycle.verification.verify` says of it."""
        from lifecycle.verification import verify

        return verify(self.database)

    def backup(self, target: str) -> int:
        """Copy the store into a new file, or a new PostgreSQL store, and return the events copied.

        Raises Conflict if there is something already, StoreUnreachable.
        """
        from lifecycle.copying import copy_store

        return copy_store(self.store, target)

    @staticmethod
    def restore(source: str, store: str) -> int:
        """Make a new store of a backup that holds together, and return the events copied.

        Raises Conflict if there is something already, Damaged naming the first bad event, StoreUnreachable.
        """
        from lifecycle.copying import restore_store

        return restore_store(source, store)

    def instant(self, now: datetime | None) -> datetime:
        """The instant to record. Raises BadInput if one is given and the store has a real clock."""
        if now is None:
            return self._standing_clock(wall_clock())
        if now.tzinfo is None:
            raise BadInput("the instant needs an offset, such as 2026-12-01T08:00:00Z")
        if not self.head.simulated:
            raise BadInput("--now is for stores made with --simulated-clock; this store records the real time")
        return now

    def _standing_clock(self, now: datetime) -> datetime:
        """A simulated clock that was set beyond the present stands still there; a real one is as it is."""
        last = self.head.recorded_at
        return max(now, datetime.fromisoformat(last)) if self.head.simulated and last else now


def _actor(actor: str) -> str:
    from domain.text import identifier

    try:
        return identifier(actor)
    except ValueError as error:
        raise BadInput(f"actor: {error}") from None


def _checked(name: str, text: str | None) -> str | None:
    from domain.text import plain_text

    try:
        return None if text is None else plain_text(text)
    except ValueError as error:
        raise BadInput(f"{name}: {error}") from None
