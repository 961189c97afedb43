"""Posts: what they are, who sat on them when, and how long a seat has been vacant."""

from datetime import date
from itertools import pairwise

from projections.database import Database, Row
from projections.moment import IN_FORCE, KNOWN, Moment
from projections.names import names_of
from projections.roster import chosen
from projections.unit import FOREVER, Answer, bounded

_FIELDS = ("post", "unit", "name", "track", "level", "seats", "part_time", "key_post", "backbone", "requires")
_COLUMNS = ", ".join(f"p.{name}" for name in (*_FIELDS, "valid_from", "valid_to", "event"))


def posts(database: Database, moment: Moment, *, unit: str | None = None, track: str | None = None) -> list[Answer]:
    """The posts that are open on the day, by id."""
    where, values = chosen(database, moment, unit, track)
    sql = f"SELECT {_COLUMNS} FROM post_row p WHERE {IN_FORCE.format('p')}{where} ORDER BY p.post"
    return [_post(row) for row in database.query(sql, (*moment.values, *values))]


def post_through_time(database: Database, post: str, moment: Moment) -> list[Answer]:
    """Every stretch of the post as known at the moment, in the order of time."""
    sql = f"SELECT {_COLUMNS} FROM post_row p WHERE p.post = ? AND {KNOWN.format('p')} ORDER BY p.valid_from"
    return [_post(row) for row in database.query(sql, (post, *moment.known))]


def _post(row: Row) -> Answer:
    answer = dict(zip(_FIELDS, row[:10], strict=True))
    flags = {name: bool(answer[name]) for name in ("part_time", "key_post", "backbone")}
    requires = [each for each in answer["requires"].split(";") if each]
    return {
        **answer,
        **flags,
        "requires": requires,
        "since": bounded(row[10]),
        "until": bounded(row[11]),
        "event": row[12],
    }


def post_successions(database: Database, post: str, moment: Moment) -> list[Answer]:
    """What the post succeeded and what succeeded it."""
    sql = (
        "SELECT l.effective, l.predecessor, l.successor, l.event FROM post_lineage l"
        f" WHERE (l.predecessor = ? OR l.successor = ?) AND {KNOWN.format('l')} ORDER BY l.effective, l.event"
    )
    names = ("effective", "predecessor", "successor", "event")
    return [dict(zip(names, row, strict=True)) for row in database.query(sql, (post, post, *moment.known))]


def calendar(database: Database, post: str, moment: Moment) -> list[Answer]:
    """Who sat on the post from when to when, and the gaps in between (cadre null), in the order of time."""
    terms = post_through_time(database, post, moment)
    held = holdings_of(database, post, moment)
    names = names_of(database, (row[0] for row in held), Moment(FOREVER_DAY, moment.position))
    sat = [
        {
            "post": post,
            "from": row[3],
            "until": bounded(row[4]),
            "cadre": row[0],
            "name": names[row[0]],
            "kind": row[1],
            "since": row[2],
            "event": row[5],
            "order": row[6],
        }
        for row in held
    ]
    gaps = [
        {**dict.fromkeys(sat[0] if sat else _CALENDAR), "post": post, "from": start, "until": bounded(end)}
        for start, end in gaps_of(terms, held)
    ]
    return sorted([*sat, *gaps], key=lambda row: (row["from"], row["cadre"] or ""))


_CALENDAR = ("post", "from", "until", "cadre", "name", "kind", "since", "event", "order")
FOREVER_DAY = "9999-12-30"


def holdings_of(database: Database, post: str, moment: Moment) -> list[Row]:
    """(cadre, kind, since, from, to, event, order) of every stretch held on the post, in the order of time."""
    sql = (
        "SELECT h.cadre, h.kind, h.since, h.valid_from, h.valid_to, h.event, h.order_id FROM holding_row h"
        f" WHERE h.post = ? AND {KNOWN.format('h')} ORDER BY h.valid_from, h.cadre"
    )
    return database.query(sql, (post, *moment.known))


def gaps_of(terms: list[Answer], held: list[Row]) -> list[tuple[str, str]]:
    """The stretches [from, to) of the post's life in which fewer hold it than it has seats."""
    days = sorted({day for row in held for day in (row[3], row[4])} | {day for term in terms for day in _ends(term)})
    gaps: list[tuple[str, str]] = []
    for start, end in pairwise(days):
        term = next((each for each in terms if _ends(each)[0] <= start < _ends(each)[1]), None)
        if term is None or sum(1 for row in held if row[3] <= start < row[4]) >= term["seats"]:
            continue
        if gaps and gaps[-1][1] == start:
            gaps[-1] = (gaps[-1][0], end)
        else:
            gaps.append((start, end))
    return gaps


def _ends(term: Answer) -> tuple[str, str]:
    return term["since"] or "0001-01-01", term["until"] or FOREVER


def vacancies(database: Database, moment: Moment, *, unit: str | None = None, track: str | None = None) -> list[Answer]:
    """The posts with a vacant seat on the day: how many, since when, and how many days that is."""
    found = []
    for post in posts(database, moment, unit=unit, track=track):
        held = holdings_of(database, post["post"], moment)
        filled = sum(1 for row in held if row[3] <= moment.day < row[4])
        if filled < post["seats"]:
            found.append(_vacancy(database, post, filled, held, moment))
    return found


def _vacancy(database: Database, post: Answer, filled: int, held: list[Row], moment: Moment) -> Answer:
    gaps = gaps_of(post_through_time(database, post["post"], moment), held)
    since = next((start for start, end in gaps if start <= moment.day < end), moment.day)
    left = [row[0] for row in held if row[4] <= moment.day]
    return {
        "post": post["post"],
        "post_name": post["name"],
        "unit": post["unit"],
        "track": post["track"],
        "level": post["level"],
        "seats": post["seats"],
        "vacant": post["seats"] - filled,
        "vacant_since": bounded(since),
        "days": (date.fromisoformat(moment.day) - date.fromisoformat(since)).days,
        "last_holder": left[-1] if left else None,
    }
