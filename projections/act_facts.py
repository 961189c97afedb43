"""For rules: what single acts and the facts of dossiers say; read as they are asked for."""

from collections.abc import Sequence
from datetime import date

from domain.days import FOREVER
from domain.policy.facts import EntryView
from projections.database import Database
from projections.dossier import entries as dossier_entries
from projections.moment import Moment
from projections.parts import EVERYBODY
from projections.reasons import reason_of
from projections.unit import Answer

_LEVEL_ACTS = "('promote', 'demote', 'correct')"


class ActFacts:
    """The part of `StoredFacts` that looks at acts and dossiers."""

    def __init__(self, database: Database, moment: Moment) -> None:
        self._database = database
        self._moment = moment
        self._everyone = False
        self._part = EVERYBODY
        self._reasons: dict[str, str | None] = {}
        self._entries: dict[str, dict[str, list[EntryView]]] = {}
        self._topics: dict[str, dict[str, list[EntryView]]] = {}
        self._level_events: dict[tuple[str, str], str] | None = None

    @property
    def _everybody(self) -> bool:
        """Whether everything about everybody was read."""
        return self._everyone and self._part is EVERYBODY

    def _preloaded(self, cadre: str) -> bool:
        """Whether everything about the cadre was read with everybody's."""
        return self._everyone and self._part.has(cadre)

    def reason(self, event: str) -> str | None:
        """The reason that an act gives, as it is to be read now."""
        if event not in self._reasons:
            self._reasons[event] = reason_of(self._database, event, self._moment.position)
        return self._reasons[event]

    def entries(self, topic: str, subject: str) -> Sequence[EntryView]:
        """The facts of a topic about a subject, by day and recording; for everybody those of a topic at once."""
        if self._everyone:
            return self._every_entry(topic).get(subject, ())
        known = self._entries.setdefault(topic, {})
        if subject not in known:
            found = dossier_entries(self._database, self._moment.position, [topic], subject=subject)
            known[subject] = [_entry(each) for each in found]
        return known[subject]

    def _every_entry(self, topic: str) -> dict[str, list[EntryView]]:
        """The facts of a topic by subject, read at once."""
        if topic not in self._topics:
            grouped = self._topics[topic] = {}
            for each in dossier_entries(self._database, self._moment.position, [topic]):
                grouped.setdefault(each["subject"], []).append(_entry(each))
        return self._topics[topic]

    def level_event(self, cadre: str, day: date) -> str | None:
        """The act by which the cadre stands at another level from the day, or the correction to that day."""
        if self._everyone:
            return self._every_level_event().get((f"cadre:{cadre}", day.isoformat()))
        sql = (
            "SELECT t.event FROM event_tag g JOIN trail t ON t.position = g.position WHERE g.tag = ?"
            f" AND t.effective = ? AND t.position <= ? AND t.act IN {_LEVEL_ACTS} ORDER BY t.position DESC LIMIT 1"
        )
        rows = self._database.query(sql, (f"cadre:{cadre}", day.isoformat(), self._moment.position))
        return rows[0][0] if rows else None

    def _every_level_event(self) -> dict[tuple[str, str], str]:
        """The same for everybody, read at once."""
        if self._level_events is None:
            sql = (
                "SELECT t.stream, t.effective, t.event FROM trail t WHERE t.position <= ?"
                f" AND t.act IN {_LEVEL_ACTS} AND t.effective IS NOT NULL ORDER BY t.position"
            )
            rows = self._database.query(sql, (self._moment.position,))
            self._level_events = {(row[0], row[1]): row[2] for row in rows}
        return self._level_events


_PLACE = ("event", "docket", "topic", "subject", "since", "until", "reason", "order")


def _entry(each: Answer) -> EntryView:
    end = date.fromisoformat(each["until"]) if each["until"] else FOREVER
    fields = {name: value for name, value in each.items() if name not in _PLACE}
    start = date.fromisoformat(each["since"])
    return EntryView(each["topic"], each["docket"], each["subject"], start, end, fields, each["reason"], each["event"])
