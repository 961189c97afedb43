"""From the state of one stream to its rows, and from two successive sets of rows to what changes in the tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from domain.cadre import Cadre, personal_values, standings_by_day
from domain.days import FOREVER
from domain.post import Post
from domain.unit import Unit
from projections.schema import OPEN_POSITION

Values: TypeAlias = tuple[object, ...]
Rows: TypeAlias = frozenset[tuple[str, Values]]
"""(table, values without the two known positions); the values end with valid_from and valid_to where the table has them."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "holding_row": ("post", "cadre", "valid_from"),
    "standing_row": ("cadre", "valid_from"),
    "personal_row": ("cadre", "path", "event", "valid_from"),
    "post_row": ("post", "valid_from"),
    "post_lineage": ("predecessor", "successor", "event"),
    "unit_row": ("unit", "valid_from"),
    "lineage": ("predecessor", "successor", "event"),
}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "holding_row": (
        *("cadre", "post", "kind", "since", "since_known", "precision", "until", "planned_end"),
        *("event", "order_id", "ended_by", "valid_from", "valid_to"),
    ),
    "standing_row": ("cadre", "level", "departure", "valid_from", "valid_to"),
    "personal_row": ("cadre", "path", "event", "valid_from", "valid_to"),
    "post_row": (
        *("post", "unit", "name", "track", "level", "seats", "part_time", "key_post", "backbone", "requires"),
        *("event", "valid_from", "valid_to"),
    ),
    "post_lineage": ("predecessor", "successor", "effective", "event"),
    "unit_row": ("unit", "name", "kind", "parent", "event", "valid_from", "valid_to"),
    "lineage": ("predecessor", "successor", "kind", "effective", "event"),
}
PLACES: Mapping[str, tuple[int, ...]] = {
    table: tuple(COLUMNS[table].index(column) for column in key) for table, key in KEYS.items()
}
"""Where the key columns of a table stand among its values."""


def rows_of(stream: str, state: object) -> Rows:
    """The rows of a stream's read models as its state has them; none for streams that have no such rows."""
    name = stream.partition(":")[2]
    match state:
        case Cadre():
            return frozenset((*holding_rows(name, state), *standing_rows(name, state), *personal_rows(name, state)))
        case Post():
            return frozenset(post_rows(name, state))
        case Unit():
            return frozenset(unit_rows(name, state))
        case _:
            return frozenset()


def holding_rows(name: str, cadre: Cadre) -> Iterable[tuple[str, Values]]:
    """One row for each stretch of each holding that lasted at least a day."""
    for holding in cadre.career.holdings:
        common = (
            *(holding.since.isoformat(), int(holding.since_known), holding.precision, holding.end.isoformat()),
            *(holding.planned_end and holding.planned_end.isoformat(), holding.event, holding.order, holding.ended_by),
        )
        for segment in holding.segments:
            if segment.start < segment.end:
                stretch = (segment.start.isoformat(), segment.end.isoformat())
                yield "holding_row", (name, holding.post, segment.kind, *common, *stretch)


def standing_rows(name: str, cadre: Cadre) -> Iterable[tuple[str, Values]]:
    """One row for each stretch in which level and service stay the same."""
    standings = standings_by_day(cadre.career)
    ends = (*(each.day for each in standings[1:]), FOREVER)
    for each, end in zip(standings, ends, strict=True):
        yield "standing_row", (name, each.level, each.departure, each.day.isoformat(), end.isoformat())


def personal_rows(name: str, cadre: Cadre) -> Iterable[tuple[str, Values]]:
    """Which vault entry holds which personal field in which stretch; kin are listed beside each other."""
    last: dict[str, Values] = {}
    for value in personal_values(cadre.ledger):
        day = value.day.isoformat()
        place = f"{value.path}|{value.event}" if value.path.startswith("kin.") else value.path
        before = last.pop(place, None)
        if before and str(before[3]) < day:
            yield "personal_row", (*before[:4], day)
        last[place] = (name, value.path, value.event, day, FOREVER.isoformat())
    for row in last.values():
        yield "personal_row", row


def post_rows(name: str, post: Post) -> Iterable[tuple[str, Values]]:
    """One row for each stretch in which the post's definition is the same, and its successions."""
    for term in post.terms:
        if term.start < term.end:
            what = term.definition
            flags = (what.seats, int(what.part_time), int(what.key_post), int(what.backbone), ";".join(what.requires))
            stretch = (term.event, term.start.isoformat(), term.end.isoformat())
            yield "post_row", (name, what.unit, what.name, what.track, what.level, *flags, *stretch)
    for by, day, event in post.successions:
        yield "post_lineage", (name, by, day.isoformat(), event)


def unit_rows(name: str, unit: Unit) -> Iterable[tuple[str, Values]]:
    """One row for each stretch in which the unit's definition is the same, and its successions."""
    for term in unit.terms:
        if term.start < term.end:
            what = term.definition
            stretch = (term.event, term.start.isoformat(), term.end.isoformat())
            yield "unit_row", (name, what.name, what.kind, what.parent, *stretch)
    for each in unit.successions:
        yield "lineage", (name, each.by, each.kind, each.day.isoformat(), each.event)


@dataclass
class Knowledge:
    """What one stream's rows were at each position: feed it the rows after each event, then take the changes.

    `inserts` are whole rows with both known positions; `closings` are the rows of before, by key, with the position
    from which they are no longer known.
    """

    present: dict[tuple[str, Values], int | None] = field(default_factory=dict)
    inserts: list[tuple[str, Values]] = field(default_factory=list)
    closings: list[tuple[str, Values]] = field(default_factory=list)

    @classmethod
    def starting_with(cls, rows: Rows) -> "Knowledge":
        """The knowledge of a stream whose rows stand in the tables already."""
        return cls(dict.fromkeys(rows))

    def advance(self, rows: Rows, position: int) -> None:
        """From this position on the stream has these rows."""
        present = self.present.keys()
        for gone in present - rows:
            self._close(gone, self.present.pop(gone), position)
        for new in rows - present:
            self.present[new] = position

    def finish(self) -> None:
        """Nothing more comes: what is new and still there is known without an end."""
        for (table, values), known_from in self.present.items():
            if known_from is not None:
                self.inserts.append((table, (*values, known_from, OPEN_POSITION)))

    def _close(self, row: tuple[str, Values], known_from: int | None, position: int) -> None:
        table, values = row
        if known_from is not None:
            self.inserts.append((table, (*values, known_from, position)))
            return
        self.closings.append((table, (position, *(values[place] for place in PLACES[table]))))
