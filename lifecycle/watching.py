"""What is new in an answer since it was given last, and why; read from the log, nothing is written."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from lifecycle.reader import Reader
from projections.unit import Answer
from projections.watched import Cause, cause_of, changes, kept


class LastSeen(Protocol):
    """What was kept of an answer, and the last event there was then."""

    @property
    def position(self) -> int:
        """The position of that event."""

    @property
    def rows(self) -> Mapping[str, Mapping[str, Any]]:
        """The rows, by key."""


class Watching(Reader):
    """The question what is new, to one open store."""

    def news(
        self, rows: Iterable[Mapping[str, Any]], field: str, seen: LastSeen | None
    ) -> tuple[list[Answer], Mapping[str, Answer]]:
        """The rows that are not as they were, each with its cause, and what to keep of the answer.

        `field` names a row where nothing else does. Of an answer that is given for the first time every row is new.
        """
        now = kept((dict(row) for row in rows), field)
        before = {key: dict(row) for key, row in seen.rows.items()} if seen else {}
        with self.reading():
            news = [
                {
                    "change": each.change,
                    "key": each.key,
                    "differs": list(each.differs),
                    "why": cause.why,
                    "by": list(cause.events),
                    "row": each.row,
                }
                for each in changes(before, now)
                for cause in (cause_of(self.database, each.row, seen.position) if seen else Cause("first"),)
            ]
        return news, now
