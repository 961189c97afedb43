"""The library's application over one open database: events are appended and read inside the command's transaction."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from eventsourcing.application import Application
from eventsourcing.persistence import ApplicationRecorder, Notification, NotSupportedError, StoredEvent, Subscription

from domain.integrity.merkle import leaf_hash
from domain.recorded import RecordedEvent
from lifecycle.mapper import RecordedEventMapper, read_event
from projections.database import Database

_COLUMNS = "originator_id, originator_version, topic, state, position"
_INSERT = f"INSERT INTO stored_events ({_COLUMNS}, leaf) VALUES (?, ?, ?, ?, ?, ?)"
_BY_STREAM = " ORDER BY originator_id, originator_version"
_CHUNK = 500


class TransactionRecorder(ApplicationRecorder):
    """The library's recorder for SQLite and PostgreSQL alike: it writes into the transaction that is open.

    Positions are dense from 1; the caller holds the store's write lock and passes the first free one.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        """Append the events from position `first_position` on, each with its leaf of the log; returns their positions.

        `leaves`, a list, receives the leaves.
        """
        first: int = kwargs["first_position"]
        rows = []
        for position, event in enumerate(stored_events, first):
            place = (str(event.originator_id), event.originator_version, event.topic, event.state)
            rows.append((*place, position, leaf_hash(position, *place)))
        self._database.executemany(_INSERT, rows)
        kwargs.get("leaves", []).extend(row[-1] for row in rows)
        return range(first, first + len(rows))

    def select_events(
        self,
        originator_id: Any,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """The events of one stream, by version."""
        sql = f"SELECT {_COLUMNS} FROM stored_events WHERE originator_id = ?"
        values: list[object] = [str(originator_id)]
        for clause, bound in ((" AND originator_version > ?", gt), (" AND originator_version <= ?", lte)):
            if bound is not None:
                sql += clause
                values.append(bound)
        sql += f" ORDER BY originator_version {'DESC' if desc else 'ASC'}"
        if limit is not None:
            sql += " LIMIT ?"
            values.append(limit)
        return [StoredEvent(row[0], row[1], row[2], bytes(row[3])) for row in self._database.query(sql, values)]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Events in the order of position, at most `limit` of them."""
        first = (start or 1) if inclusive_of_start else (start or 0) + 1
        sql = f"SELECT {_COLUMNS} FROM stored_events WHERE position >= ?"
        values: list[object] = [first]
        if stop is not None:
            sql += " AND position <= ?"
            values.append(stop)
        if topics:
            sql += f" AND topic IN ({', '.join('?' * len(topics))})"
            values.extend(topics)
        rows = self._database.query(f"{sql} ORDER BY position LIMIT ?", [*values, limit])
        return [Notification(row[0], row[1], row[2], bytes(row[3]), row[4]) for row in rows]

    def max_notification_id(self) -> int | None:
        """The last position, or None in an empty store."""
        last: int | None = self._database.query("SELECT MAX(position) FROM stored_events")[0][0]
        return last

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Subscription[Any]:
        """Not offered: read models are written in the command's own transaction, so nothing needs to follow."""
        raise NotSupportedError("nothing follows a store: its read models are written with its events")


class Register(Application[str]):
    """The event-sourced application of one store. Use it inside a transaction of its database."""

    env: ClassVar[dict[str, str]] = {"ORIGINATOR_ID_TYPE": "text"}
    log_section_size = 5000
    is_snapshotting_enabled = False

    def __init__(self, database: Database) -> None:
        self.database = database
        # The library merges the process environment in; what is passed here wins, so none of it can redirect us.
        super().__init__(env={"PERSISTENCE_MODULE": "eventsourcing.popo", "IS_SNAPSHOTTING_ENABLED": "n"})

    def construct_mapper(self) -> RecordedEventMapper:
        """Our mapper, whatever the environment says."""
        return RecordedEventMapper()

    def construct_recorder(self) -> TransactionRecorder:
        """Our recorder over the open database."""
        return TransactionRecorder(self.database)

    def append(self, events: Sequence[RecordedEvent]) -> list[bytes]:
        """Append events whose positions are dense and begin after the last one stored; returns their leaves.

        Past `save` to mapper and recorder: it checks every event against run-time protocols, which costs as much as
        storing it, and has nothing else to do for plain events.
        """
        stored = [self.mapper.to_stored_event(event) for event in events]
        leaves: list[bytes] = []
        self.recorder.insert_events(stored, first_position=events[0].position, leaves=leaves)
        return leaves

    def histories(self, streams: Iterable[str]) -> dict[str, list[RecordedEvent]]:
        """The events of each of the streams, by version; an unknown stream has none."""
        wanted = sorted(set(streams))
        found: dict[str, list[RecordedEvent]] = {stream: [] for stream in wanted}
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            marks = ", ".join("?" * len(chunk))
            sql = f"SELECT {_COLUMNS} FROM stored_events WHERE originator_id IN ({marks}){_BY_STREAM}"
            for row in self.database.query(sql, chunk):
                found[row[0]].append(read_event(row[0], row[1], row[2], row[3], row[4]))
        return found

    def every_event(self) -> Iterator[RecordedEvent]:
        """Every event of the store, stream by stream, each by version."""
        sql = f"SELECT {_COLUMNS} FROM stored_events{_BY_STREAM}"
        for row in self.database.stream(sql):
            yield read_event(row[0], row[1], row[2], row[3], row[4])
