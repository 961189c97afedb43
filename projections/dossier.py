"""What the dossiers hold: talks, notices, assessments and the like, as of a day and as known at a position."""

import json
from collections.abc import Iterator, Sequence

from projections.database import Database, Row
from projections.moment import IN_FORCE, KNOWN, Moment, marks
from projections.unit import Answer

_COLUMNS = "d.docket, d.topic, d.subject, d.fields, d.reason, d.order_id, d.event, d.valid_from, d.valid_to"


def entries(  # noqa: PLR0913 - what may be asked for
    database: Database,
    position: int,
    topics: Sequence[str],
    *,
    subject: str | None = None,
    docket: str | None = None,
    on: str | None = None,
    lacking: str | None = None,
) -> list[Answer]:
    """The facts of these topics (without their numbers) known at the position, by day of effect and recording.

    `subject` is such as `cadre:LI`; `docket` is a stream such as `talk:LI`; `on` keeps what holds on that day,
    `lacking` the dockets that hold no fact of that topic. Each answer has `event, docket, topic, subject, since, until,
    reason, order` and the fields of the fact.
    """
    where, values = [f"d.topic IN ({marks(len(topics))})"], [*topics]
    for column, value in (("subject", subject), ("docket", docket)):
        if value is not None:
            where.append(f"d.{column} = ?")
            values.append(value)
    times = IN_FORCE if on else KNOWN
    moment = Moment(on or "", position)
    held = moment.values if on else moment.known
    if lacking is not None:
        ending = f"SELECT 1 FROM dossier_row e WHERE e.docket = d.docket AND e.topic = ? AND {times.format('e')}"
        where.append(f"NOT EXISTS ({ending})")
        values += [lacking, *held]
    sql = (
        f"SELECT {_COLUMNS} FROM dossier_row d WHERE {' AND '.join(where)} AND {times.format('d')}"
        " ORDER BY d.valid_from, d.known_from, d.event, d.subject"
    )
    return [*_answers(database.query(sql, (*values, *held)))]


def _answers(rows: Sequence[Row]) -> Iterator[Answer]:
    for docket, topic, subject, fields, reason, order, event, since, until in rows:
        place = {"event": event, "docket": docket, "topic": topic, "subject": subject}
        times = {"since": since, "until": None if until == "9999-12-31" else until}
        yield {**place, **times, "reason": reason, "order": order, **json.loads(fields)}
