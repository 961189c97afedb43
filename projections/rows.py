"""From the state of one stream to its rows, and from two successive states to what changes in the tables."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from domain.cadre import Cadre, PersonalValue
from domain.canonical import canonical
from domain.career import Holding, Standing
from domain.change import State
from domain.days import FOREVER
from domain.docket import Docket
from domain.duty import DEFERRED, EXECUTED
from domain.events import DossierEvent, DutyDeferred, DutyExecuted, PolicyAdopted, RuleWaived
from domain.ledger import Act
from domain.post import Post, PostTerm
from domain.unit import Succession, Unit, UnitTerm
from projections.schema import OPEN_POSITION

Values: TypeAlias = tuple[object, ...]
Row: TypeAlias = tuple[str, Values]
"""A table, and values without the two known positions; the last two are valid_from and valid_to, if it has them."""
Maker: TypeAlias = Callable[[str, Any], Iterator[Row]]

KEYS: Mapping[str, tuple[str, ...]] = {
    "holding_row": ("post", "cadre", "valid_from"),
    "standing_row": ("cadre", "valid_from"),
    "personal_row": ("cadre", "path", "event", "valid_from"),
    "post_row": ("post", "valid_from"),
    "post_lineage": ("predecessor", "successor", "event"),
    "unit_row": ("unit", "valid_from"),
    "lineage": ("predecessor", "successor", "event"),
    "pack_row": ("pack", "event"),
    "waiver_row": ("rule", "subject", "event"),
    "dossier_row": ("docket", "event", "subject"),
    "duty_row": ("duty", "event"),
}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "holding_row": (
        *("cadre", "post", "kind", "since", "since_known", "precision", "until", "planned_end"),
        *("event", "order_id", "ended_by", "valid_from", "valid_to"),
    ),
    "standing_row": ("cadre", "level", "departure", "valid_from", "valid_to"),
    "personal_row": ("cadre", "path", "event", "act", "valid_from", "valid_to"),
    "post_row": (
        *("post", "unit", "name", "track", "level", "seats", "part_time", "key_post", "backbone", "requires"),
        *("event", "valid_from", "valid_to"),
    ),
    "post_lineage": ("predecessor", "successor", "effective", "event"),
    "unit_row": ("unit", "name", "kind", "parent", "event", "valid_from", "valid_to"),
    "lineage": ("predecessor", "successor", "kind", "effective", "event"),
    "pack_row": ("pack", "version", "title", "hash", "since", "content", "event"),
    "waiver_row": ("rule", "subject", "approved_by", "reason", "event", "valid_from", "valid_to"),
    "dossier_row": (
        *("docket", "topic", "subject", "fields", "reason", "order_id", "event", "valid_from", "valid_to"),
    ),
    "duty_row": ("duty", "act", "approved_by", "reason", "event", "valid_from", "valid_to"),
}
PLACES: Mapping[str, tuple[int, ...]] = {
    table: tuple(COLUMNS[table].index(column) for column in key) for table, key in KEYS.items()
}
"""Where the key columns of a table stand among its values."""


def changed_rows(stream: str, before: State | None, after: State) -> tuple[set[Row], set[Row]]:
    """The rows that go and the rows that come when a stream's state becomes another (None: it had none before).

    Only what is not the very same piece of both states is looked at: an act touches few holdings.
    """
    name = stream if isinstance(after, Docket) else stream.partition(":")[2]
    old = {id(piece): (make, piece) for make, piece in _pieces(before)}
    new = {id(piece): (make, piece) for make, piece in _pieces(after)}
    gone = {row for key, (make, piece) in old.items() if key not in new for row in make(name, piece)}
    come = {row for key, (make, piece) in new.items() if key not in old for row in make(name, piece)}
    return gone - come, come - gone


def _pieces(state: State | None) -> Iterator[tuple[Maker, Any]]:
    """The parts of a state that make rows of their own, each with what makes them."""
    match state:
        case Cadre():
            yield from ((holding_rows, holding) for holding in state.career.holdings)
            yield standing_rows, state.career.standings
            yield personal_rows, state.personal
        case Post():
            yield from ((post_rows, term) for term in state.terms)
            yield succession_rows, state.successions
        case Unit():
            yield from ((unit_rows, term) for term in state.terms)
            yield lineage_rows, state.successions
        case Docket():
            yield from ((docket_rows, act) for act in state.ledger.in_force())


def holding_rows(name: str, holding: Holding) -> Iterator[Row]:
    """One row for each stretch of a holding that lasted at least a day."""
    planned = holding.planned_end.isoformat() if holding.planned_end else None
    since = (holding.since.isoformat(), int(holding.since_known), holding.precision, holding.end.isoformat())
    for segment in holding.segments:
        if segment.start < segment.end:
            source = (planned, holding.event, holding.order, holding.ended_by)
            stretch = (segment.start.isoformat(), segment.end.isoformat())
            yield "holding_row", (name, holding.post, segment.kind, *since, *source, *stretch)


def standing_rows(name: str, standings: tuple[Standing, ...]) -> Iterator[Row]:
    """One row for each stretch in which level and service stay the same; the last act of a day rules."""
    by_day = tuple({each.day: each for each in standings}.values())
    ends = (*(each.day for each in by_day[1:]), FOREVER)
    for each, end in zip(by_day, ends, strict=True):
        yield "standing_row", (name, each.level, each.departure, each.day.isoformat(), end.isoformat())


def personal_rows(name: str, values: tuple[PersonalValue, ...]) -> Iterator[Row]:
    """Which vault entry holds which personal field in which stretch; kin are listed beside each other."""
    last: dict[str, Values] = {}
    for value in values:
        day = value.day.isoformat()
        place = f"{value.path}|{value.act}" if value.path.startswith("kin.") else value.path
        before = last.pop(place, None)
        if before and str(before[4]) < day:
            yield "personal_row", (*before[:5], day)
        last[place] = (name, value.path, value.event, value.act, day, FOREVER.isoformat())
    for row in last.values():
        yield "personal_row", row


def post_rows(name: str, term: PostTerm) -> Iterator[Row]:
    """The row of a stretch in which the post's definition is the same."""
    if term.start < term.end:
        what = term.definition
        flags = (what.seats, int(what.part_time), int(what.key_post), int(what.backbone), ";".join(what.requires))
        stretch = (term.event, term.start.isoformat(), term.end.isoformat())
        yield "post_row", (name, what.unit, what.name, what.track, what.level, *flags, *stretch)


def succession_rows(name: str, successions: tuple[tuple[str, date, str], ...]) -> Iterator[Row]:
    """One row for each post that succeeded this one."""
    for by, day, event in successions:
        yield "post_lineage", (name, by, day.isoformat(), event)


def unit_rows(name: str, term: UnitTerm) -> Iterator[Row]:
    """The row of a stretch in which the unit's definition is the same."""
    if term.start < term.end:
        what = term.definition
        stretch = (term.event, term.start.isoformat(), term.end.isoformat())
        yield "unit_row", (name, what.name, what.kind, what.parent, *stretch)


def lineage_rows(name: str, successions: tuple[Succession, ...]) -> Iterator[Row]:
    """One row for each unit that carries this one on."""
    for each in successions:
        yield "lineage", (name, each.by, each.kind, each.day.isoformat(), each.event)


def docket_rows(name: str, act: Act) -> Iterator[Row]:
    """The row of an adoption, a waiver or an act on a duty in force; of a dossier's fact one for each it is about."""
    match act.body:
        case PolicyAdopted() as body:
            what = (body.version, body.title, body.hash, act.effective.isoformat(), body.content)
            yield "pack_row", (name.partition(":")[2], *what, act.id)
        case RuleWaived() as body:
            stretch = (act.effective.isoformat(), body.until.isoformat())
            yield "waiver_row", (body.rule, body.subject, body.approved_by, act.reason or "", act.id, *stretch)
        case DossierEvent() as body:
            yield from _dossier_rows(name, act, body)
        case DutyExecuted() | DutyDeferred():
            yield _duty_row(name.partition(":")[2], act)


def _dossier_rows(docket: str, act: Act, body: DossierEvent) -> Iterator[Row]:
    topic, fields = body.TOPIC.partition("/")[0], canonical(body.model_dump(mode="json"))
    end = body.until_day or FOREVER
    stretch = (act.effective.isoformat(), end.isoformat())
    for subject in body.subjects or ("",):
        yield "dossier_row", (docket, topic, subject, fields, act.reason, act.order, act.id, *stretch)


def _duty_row(name: str, act: Act) -> Row:
    """The row of an act on a duty: a deferral ends by itself, what was carried out stays so."""
    deferral = act.body if isinstance(act.body, DutyDeferred) else None
    end = deferral.until if deferral else FOREVER
    said = (DEFERRED, deferral.approved_by) if deferral else (EXECUTED, None)
    return "duty_row", (name, *said, act.reason, act.id, act.effective.isoformat(), end.isoformat())


@dataclass
class Knowledge:
    """What changes in the tables while a stream's state advances from event to event.

    `inserts` are whole rows with both known positions; `closings` are rows that stood in the tables before, by key,
    with the position from which they are no longer known.
    """

    stream: str
    state: State | None = None
    inserts: list[Row] = field(default_factory=list)
    closings: list[Row] = field(default_factory=list)
    _news: dict[Row, int] = field(default_factory=dict)

    def advance(self, state: State, position: int) -> None:
        """From this position on the stream has this state."""
        gone, come = changed_rows(self.stream, self.state, state)
        for row in gone:
            self._close(row, position)
        for row in come:
            self._news[row] = position
        self.state = state

    def finish(self) -> None:
        """Nothing more comes: what is new and still there is known without an end."""
        for (table, values), known_from in self._news.items():
            self.inserts.append((table, (*values, known_from, OPEN_POSITION)))

    def _close(self, row: Row, position: int) -> None:
        table, values = row
        known_from = self._news.pop(row, None)
        if known_from is None:
            self.closings.append((table, (position, *(values[place] for place in PLACES[table]))))
        elif known_from < position:
            self.inserts.append((table, (*values, known_from, position)))
