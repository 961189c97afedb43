"""The peers: the plain eventsourcing library as its documentation shows it, and raw SQL on one table."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from eventsourcing.application import Application
from eventsourcing.domain import BaseAggregate, CanInitAggregate, CanMutateAggregate, datetime_now_with_tzinfo
from eventsourcing.persistence import Mapper, StoredEvent
from eventsourcing.utils import get_topic, resolve_topic
from pydantic import BaseModel, ConfigDict


class Fact(BaseModel):
    """An event in the library's pydantic form, with what ours carries around it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    originator_id: UUID
    originator_version: int
    timestamp: datetime

    @staticmethod
    def create_timestamp() -> datetime:
        """The present instant."""
        return datetime_now_with_tzinfo()


class Plain(BaseAggregate[UUID]):
    """A cadre of the plain library: the holder of one post at a time."""

    class Event(Fact, CanMutateAggregate[UUID]):
        """Any event of it."""

    class Created(Event, CanInitAggregate[UUID]):
        """The first event."""

        originator_topic: str
        name: str

    class Act(Event):
        """Any act, with what an officer says of it."""

        order: str
        line: int
        actor: str
        authority: str
        basis: str
        reason: str
        command: str
        effective: str

    class Appointed(Act):
        """The cadre took up a post."""

        post: str

        def apply(self, aggregate: "Plain") -> None:
            """Hold the post."""
            aggregate.post = self.post

    class Relieved(Act):
        """The cadre left the post."""

        post: str

        def apply(self, aggregate: "Plain") -> None:
            """Hold none."""
            aggregate.post = None

    def __init__(self, name: str) -> None:
        self.name = name
        self.post: str | None = None

    @staticmethod
    def create_id(*_: Any, **__: Any) -> UUID:
        """A new id."""
        return uuid4()

    def take(self, post: str, **said: object) -> None:
        """Appoint."""
        self.trigger_event(self.Appointed, post=post, **said)

    def leave(self, post: str, **said: object) -> None:
        """Relieve."""
        self.trigger_event(self.Relieved, post=post, **said)


class PydanticMapper(Mapper[UUID]):
    """The library's way with pydantic events: dumped, encoded, validated again."""

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """The event as bytes."""
        state = domain_event.__pydantic_serializer__.to_json(domain_event)
        topic = get_topic(type(domain_event))
        return StoredEvent(domain_event.originator_id, domain_event.originator_version, topic, state)

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """The event of the bytes."""
        return resolve_topic(stored_event.topic).model_validate_json(stored_event.state)


class PlainApplication(Application[UUID]):
    """The plain library's application with the pydantic mapper."""

    def construct_mapper(self) -> PydanticMapper:
        """The pydantic mapper."""
        return PydanticMapper(transcoder=self.construct_transcoder())


def plain_application(**environment: str) -> PlainApplication:
    """The application on the persistence that the environment names."""
    return PlainApplication(env=environment)


def on_sqlite(path: Path) -> PlainApplication:
    """The application on an SQLite file, as it comes: WAL and synchronous=FULL."""
    return plain_application(PERSISTENCE_MODULE="eventsourcing.sqlite", SQLITE_DBNAME=str(path))


def said(number: int) -> dict[str, object]:
    """What an officer says of an act besides the act."""
    return {
        "order": f"O-{number}",
        "line": 1,
        "actor": "officer-chen",
        "authority": "committee",
        "basis": f"Yunling Org [2019] No. {number}",
        "reason": "work need",
        "command": f"{number:032x}",
        "effective": "2019-03-15",
    }


def plain_cadre(events: int, number: int = 0) -> Plain:
    """An unsaved cadre with so many events."""
    cadre = Plain("李华")
    for place in range(events - 1):
        act = cadre.leave if place % 2 else cadre.take
        act(f"post-{place // 2}", **said(number))
    return cadre


class RawStore:
    """One table of events in an SQLite file, WAL and synchronous=FULL."""

    INSERT = "INSERT INTO stored_events VALUES (?, ?, ?, ?)"

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.execute("PRAGMA synchronous=FULL")
        self.connection.execute(
            "CREATE TABLE IF NOT EXISTS stored_events (originator_id TEXT, originator_version INTEGER,"
            " topic TEXT, state BLOB, PRIMARY KEY (originator_id, originator_version))"
        )

    def append(self, stream: str, topic: str, state: bytes) -> None:
        """Look the version up, insert the next event, commit."""
        self.connection.execute("BEGIN IMMEDIATE")
        sql = "SELECT max(originator_version) FROM stored_events WHERE originator_id = ?"
        last = self.connection.execute(sql, (stream,)).fetchone()[0] or 0
        self.connection.execute(self.INSERT, (stream, last + 1, topic, state))
        self.connection.execute("COMMIT")

    def fill(self, rows: Iterable[Sequence[object]], sql: str = INSERT) -> None:
        """Insert the rows in one transaction."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(sql, rows)
        self.connection.execute("COMMIT")
