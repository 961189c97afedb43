"""The register as it stands at a line of an order: streams are loaded once, under the write lock, and evolve here."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any

from domain import cadre as cadres
from domain import docket as dockets
from domain import post as posts
from domain import unit as units
from domain.cadre import Cadre
from domain.career import Holding, Segment
from domain.change import State
from domain.days import FOREVER
from domain.docket import Docket
from domain.dossiers import STREAMS
from domain.duty import Standing
from domain.errors import BadInput
from domain.events import CadreRegistered, LevelScaleAdopted, OrderRecorded, PolicyAdopted
from domain.ledger import Act, Ledger
from domain.levels import DEFAULT_LEVELS
from domain.post import Post
from domain.recorded import RecordedEvent, event_stream
from domain.text import nearest
from domain.unit import Unit
from lifecycle.opened_cases import opened_on
from lifecycle.register import Register
from lifecycle.streams import is_about
from projections.database import Row
from projections.history import lost_events
from projections.moment import chunks
from projections.schema import OPEN_POSITION

if TYPE_CHECKING:  # a store without packs records without the modules of rules
    from domain.policy.pack import Pack

STORE_STREAM = "store:register"
_EVOLVE: dict[str, tuple[Callable[[], State], Callable[[Any, RecordedEvent], State]]] = {
    "cadre": (Cadre, cadres.evolve),
    "post": (Post, posts.evolve),
    "unit": (Unit, units.evolve),
    "policy": (Docket, dockets.evolve),
    "waiver": (Docket, dockets.evolve),
    **dict.fromkeys(STREAMS, (Docket, dockets.evolve)),
    "duty": (Docket, dockets.evolve),
}
_REGISTER_SQL = {
    "cadre": "SELECT DISTINCT cadre FROM standing_row",
    "post": "SELECT DISTINCT post FROM post_row",
    "unit": "SELECT DISTINCT unit FROM unit_row",
}
_LISTED = {"cadre": "person", "post": "post", "unit": "unit"}
_HOLDERS = (
    "SELECT post, cadre, event, order_id, since, valid_from, valid_to, kind FROM holding_row"
    " WHERE post IN ({}) AND known_to = ? ORDER BY post, valid_from, cadre"
)


class Stage:
    """The streams that an order touches, before it and after its lines so far; the facts of `domain.facts.Facts`."""

    def __init__(self, register: Register, actor: str = "") -> None:
        self._register = register
        self._actor = actor
        self.recorded_on = FOREVER
        self._levels: tuple[str, ...] | None = None
        self._holders: dict[str, list[tuple[str, Holding]]] = {}
        self._takers: dict[str, dict[str, None]] = {}
        self.before: dict[str, State] = {}
        self.states: dict[str, State] = {}

    def load(self, streams: Iterable[str]) -> None:
        """Load those of the streams that are not on the stage yet, in few queries."""
        missing = [stream for stream in streams if stream not in self.states and _kind(stream) in _EVOLVE]
        for stream, history in self._register.histories(missing).items():
            empty, evolve = _EVOLVE[_kind(stream)]
            self.states[stream] = self.before[stream] = reduce(evolve, history, empty())

    def state(self, stream: str) -> State:
        """The state of a cadre's, post's or unit's stream, empty for an unknown one."""
        if stream not in self.states:
            self.load([stream])
        return self.states[stream]

    def evolve(self, event: RecordedEvent) -> State:
        """Take one more event in; returns the stream's state after it."""
        stream = event.originator_id
        state = _EVOLVE[_kind(stream)][1](self.state(stream), event)
        self.states[stream] = state
        if isinstance(state, Cadre):
            self._note_taker(event, state)
        return state

    def cadre(self, name: str) -> Cadre:
        """The registered cadre. Raises BadInput with the nearest ids."""
        state = self.state(f"cadre:{name}")
        if not isinstance(state, Cadre) or not self.exists(f"cadre:{name}"):
            raise self._unknown("cadre", name)
        return state

    def post(self, name: str) -> Post:
        """The post. Raises BadInput with the nearest ids."""
        state = self.state(f"post:{name}")
        if not isinstance(state, Post) or not state.version:
            raise self._unknown("post", name)
        return state

    def unit(self, name: str) -> Unit:
        """The unit. Raises BadInput with the nearest ids."""
        state = self.state(f"unit:{name}")
        if not isinstance(state, Unit) or not state.version:
            raise self._unknown("unit", name)
        return state

    def exists(self, stream: str) -> bool:
        """Whether the stream is registered or opened, and that was not cancelled."""
        state = self.state(stream)
        if isinstance(state, Cadre):
            ledger = state.ledger
            return any(isinstance(a.body, CadreRegistered) and a.id not in ledger.cancelled for a in ledger.recorded)
        return bool(state.ledger.in_force() if isinstance(state, Docket) else state.terms)

    def ledger(self, stream: str) -> Ledger:
        """The acts of a stream; for an order or the store only how many there are."""
        if _kind(stream) in _EVOLVE:
            return self.state(stream).ledger
        return Ledger(version=len(self._register.histories([stream])[stream]))

    def holders(self, post: str) -> Sequence[tuple[str, Holding]]:
        """Every holding of the post as known now, with what this order did to it."""
        self.load_holders([post])
        stored = self._holders[post]
        untouched = [each for each in stored if f"cadre:{each[0]}" not in self.states]
        touched = dict.fromkeys((*(who for who, _ in stored), *self._takers.get(post, ())))
        for who in touched:
            state = self.states.get(f"cadre:{who}")
            if isinstance(state, Cadre):
                untouched.extend((who, each) for each in state.career.holdings if each.post == post)
        return untouched

    def load_holders(self, posts: Iterable[str]) -> None:
        """Load who holds these posts, as stored before the order, in few queries."""
        missing = [post for post in posts if post not in self._holders]
        self._holders.update((post, []) for post in missing)
        for chunk in chunks(missing):
            marks = ", ".join("?" * len(chunk))
            for row in self._register.database.query(_HOLDERS.format(marks), (*chunk, OPEN_POSITION)):
                self._holders[row[0]].append((row[1], _holding(row)))

    def posts_in(self, unit: str, day: date) -> Sequence[str]:
        """The posts that belong to the unit on the day or on a later one."""
        sql = "SELECT DISTINCT post FROM post_row WHERE unit = ? AND known_to = ? AND valid_to > ?"
        stored = self._register.database.query(sql, (unit, OPEN_POSITION, day.isoformat()))
        names = {f"post:{row[0]}" for row in stored} | {each for each in self.states if each.startswith("post:")}
        self.load(names)
        return sorted(name.partition(":")[2] for name in names if _belongs(self.states[name], unit, day))

    def units_under(self, unit: str, day: date) -> Sequence[str]:
        """The units directly under the unit on the day or on a later one."""
        sql = "SELECT DISTINCT unit FROM unit_row WHERE parent = ? AND known_to = ? AND valid_to > ?"
        stored = self._register.database.query(sql, (unit, OPEN_POSITION, day.isoformat()))
        names = {f"unit:{row[0]}" for row in stored} | {each for each in self.states if each.startswith("unit:")}
        self.load(names)
        return sorted(name.partition(":")[2] for name in names if _stands_under(self.states[name], unit, day))

    def levels(self) -> Sequence[str]:
        """The grade scale of the store, lowest first."""
        if self._levels is None:
            history = self._register.histories([STORE_STREAM])[STORE_STREAM]
            scales = [event.body.levels for event in history if isinstance(event.body, LevelScaleAdopted)]
            self._levels = scales[-1] if scales else DEFAULT_LEVELS
        return self._levels

    def actor(self) -> str:
        """Who records the order."""
        return self._actor

    def today(self) -> date:
        """The civil day on which the order is recorded."""
        return self.recorded_on

    def relatives(self, cadre: str) -> frozenset[str]:
        """The cadres that are known as relatives of this one before the order."""
        from projections.person_facts import relatives

        return relatives(self._register.database, cadre)

    def packs(self) -> Sequence["Pack"]:
        """The adopted packs, those of earlier lines of the order too."""
        from domain.policy.pack import read_pack
        from projections.packs import adopted_packs

        here = {name.partition(":")[2]: state for name, state in self.states.items() if _kind(name) == "policy"}
        stored = [pack for pack in adopted_packs(self._register.database) if pack.id.id not in here]
        acts = [act for state in here.values() for act in state.ledger.in_force()]
        bodies = [(act.body, act.effective) for act in acts]
        fresh = [(body.content, day) for body, day in bodies if isinstance(body, PolicyAdopted)]
        return (*stored, *(read_pack(content).adopted_from(day.isoformat()) for content, day in fresh))

    def entries(self, topic: str, subject: str) -> Sequence[tuple[str, Act]]:
        """The facts of a topic about a subject: stream and act, those of earlier lines of the order too."""
        sql = "SELECT DISTINCT docket FROM dossier_row WHERE topic = ? AND subject = ? AND known_to = ?"
        stored = {row[0] for row in self._register.database.query(sql, (topic, subject, OPEN_POSITION))}
        streams = sorted(stored | {each for each in self.states if _kind(each) in STREAMS})
        self.load(streams)
        acts = ((stream, act) for stream in streams for act in self.states[stream].ledger.in_force())
        return [(stream, act) for stream, act in acts if is_about(act.body, topic, subject)]

    def cases_on(self, posts: Sequence[str]) -> dict[str, list[str]]:
        """Post -> the cases opened on it, those of earlier lines of the order too; posts without any are left out."""
        return opened_on(posts, self.states, self._register.database)

    def recorded(self, event: str) -> bool:
        """Whether there is an event of this id, in the store or among the order's own."""
        place = event_stream(event)
        return place is not None and 1 <= place[1] <= self.ledger(place[0]).version

    def unfounded(self, event: str) -> bool:
        """Whether the event has lost its basis and was not worked out anew since."""
        stream = event.rpartition("@")[0]
        return event in lost_events(self._register.database, stream, OPEN_POSITION)

    def duty(self, name: str, day: date) -> Standing:
        """The duty as it stands on the day. Raises BadInput with the nearest ids."""
        from lifecycle.duty_stage import duty_on

        return duty_on(self._register.database, name, day, self.ledger(f"duty:{name}"))

    def recorder(self, event: str) -> tuple[str, str] | None:
        """Who recorded the event, and on which day; None for an event of this order."""
        sql = (
            "SELECT t.actor, t.recorded_on FROM stored_events e JOIN trail t ON t.position = e.position"
            " WHERE e.originator_id = ? AND e.originator_version = ?"
        )
        place = event_stream(event)
        rows = self._register.database.query(sql, place) if place else []
        return (rows[0][0], rows[0][1]) if rows else None

    def order_events(self, order: str) -> Sequence[str] | None:
        """The events of a recorded order, or None if there is none of this id."""
        history = self._register.histories([f"order:{order}"])[f"order:{order}"]
        bodies = [event.body.events for event in history if isinstance(event.body, OrderRecorded)]
        return bodies[0] if bodies else None

    def _note_taker(self, event: RecordedEvent, state: Cadre) -> None:
        """Any of the cadre's holdings may be new: an act can give others behind it something to act on again."""
        who = event.originator_id.partition(":")[2]
        for each in state.career.holdings:
            self._takers.setdefault(each.post, {})[who] = None

    def _unknown(self, kind: str, name: str) -> BadInput:
        known = [row[0] for row in self._register.database.query(_REGISTER_SQL[kind])]
        known += [
            stream.partition(":")[2] for stream, state in self.states.items() if _kind(stream) == kind and state.version
        ]
        near = nearest(name, (each for each in known if each != name))
        hint = f"did you mean {', '.join(near)}?" if near else f"list them with: cadre {_LISTED[kind]} list"
        return BadInput(f"there is no {kind} {name}; {hint}")


def fresh_state(stream: str) -> tuple[Any, Callable[[Any, RecordedEvent], Any]]:
    """The empty state of a stream and its `evolve`; (None, ...) for streams without a state (orders, the store)."""
    empty, evolve = _EVOLVE.get(_kind(stream), (None, None))
    return (empty(), evolve) if empty and evolve else (None, lambda state, _event: state)


def _kind(stream: str) -> str:
    return stream.partition(":")[0]


def _holding(row: Row) -> Holding:
    _, _, event, order, since, start, end, kind = row
    segment = Segment(kind, date.fromisoformat(start), date.fromisoformat(end))
    return Holding(row[0], event, order, date.fromisoformat(since), (segment,))


def _belongs(state: State, unit: str, day: date) -> bool:
    terms = state.terms if isinstance(state, Post) else ()
    return any(term.unit == unit and term.end > max(day, term.start) for term in terms)


def _stands_under(state: State, unit: str, day: date) -> bool:
    terms = state.terms if isinstance(state, Unit) else ()
    return any(term.definition.parent == unit and term.end > max(day, term.start) for term in terms)
