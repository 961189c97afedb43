"""What if: roster and due list under other packs, or as if some events had never been recorded. Writes nothing.

The history is what it was but for what is left out; acts that then find nothing to act on are told as orphaned.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce
from typing import Any

from domain.cadre import Cadre
from domain.change import State
from domain.errors import BadInput
from domain.policy.judge import dues
from domain.policy.pack import Pack, in_force, read_pack, rules_of
from domain.policy.verdict import Due
from domain.recorded import event_stream
from lifecycle.counsel import Counsel
from lifecycle.pack_folder import load
from projections.database import Database
from projections.differing import due_rows, named, owed, row, seat_rows, seats
from projections.imagined import imagined, read_otherwise
from projections.levels import level_scale
from projections.moment import Moment
from projections.names import names_of
from projections.packs import adopted_packs
from projections.policy_facts import StoredFacts
from projections.unit import Answer, subtree


class WhatIf(Counsel):
    """The question what would be otherwise, to one open store."""

    def what_if(
        self,
        *,
        packs: Sequence[str] = (),
        without: Sequence[str] = (),
        as_of: str | None = None,
        today: str | None = None,
        unit: str | None = None,
    ) -> list[Answer]:
        """What would differ from the present: seats on one day, what is due on another, acts that lose their object.

        `packs` (shipped names or folders) are in force instead of the adopted ones, each from its own first day; the
        parent of an overlay may be an adopted one. `without` names events and orders. Raises BadInput for what there is
        not.
        """
        if not packs and not without:
            raise BadInput(
                "say what would be otherwise: other packs (--pack NAME), or events left out (--without EVENT)"
            )
        others = [read_pack(load(name).content) for name in packs]
        with self.reading():
            self.known("unit", unit)
            now = self.moment(today, None)
            day = self.moment(as_of, None) if as_of else now
            below = set(subtree(self.database, unit, now)) if unit else None
            left = self._left_out(without)
            other = imagined(self.database) if left else self.database
            try:
                orphaned = [each for stream, events in left.items() for each in self._leave_out(stream, events, other)]
                rows = self._differing(other, others, day, now)
            finally:
                if other is not self.database:
                    other.close()
            names = names_of(self.database, (each["cadre"] for each in rows if each["cadre"]), now)
        kept = [each for each in named(rows, names) if below is None or each["unit"] in below]
        return kept + orphaned

    def _differing(self, other: Database, packs: Sequence[Pack], day: Moment, now: Moment) -> list[Answer]:
        """The seats and due rows that are not the same in the other database and under the other packs."""
        there = _replacing(packs, adopted_packs(other)) if packs else adopted_packs(other)
        (before, units), (after, others) = seats(self.database, day), seats(other, day)
        changed = seat_rows(before, after, {**others, **units})
        return changed + due_rows(
            owed(_owed(self.database, self.packs(now.position), now)), owed(_owed(other, there, now))
        )

    def _left_out(self, without: Sequence[str]) -> dict[str, set[str]]:
        """The events to be left out, by stream; those of an order are all of its acts."""
        found: dict[str, set[str]] = {}
        for name in without:
            events = [name] if ":" in name else self._events_of(name)
            for event in events:
                place = event_stream(event)
                if place is None or not self._recorded(*place):
                    raise BadInput(
                        f"there is no event {event}; look it up with: cadre history WHO, or cadre order list"
                    )
                found.setdefault(place[0], set()).add(event)
        return found

    def _events_of(self, order: str) -> list[str]:
        sql = "SELECT t.event FROM trail t WHERE t.order_id = ? AND t.stream <> ? ORDER BY t.position"
        events = [each[0] for each in self.database.query(sql, (order, f"order:{order}"))]
        if not events:
            raise BadInput(f"there is no order {order}; list them with: cadre order list")
        return events

    def _recorded(self, stream: str, version: int) -> bool:
        if stream.startswith(("order:", "store:", "refusal:")):
            raise BadInput(f"{stream}@{version} is no act; an order is left out by its id, such as O-1")
        sql = "SELECT 1 FROM stored_events WHERE originator_id = ? AND originator_version = ?"
        return bool(self.database.query(sql, (stream, version)))

    def _leave_out(self, stream: str, events: set[str], other: Database) -> Iterator[Answer]:
        """Read the stream without the events in the other database; the acts that find nothing to act on then."""
        from lifecycle.register import Register
        from lifecycle.stage import fresh_state

        history = Register(self.database).histories([stream])[stream]
        empty, evolve = fresh_state(stream)
        before: State = reduce(evolve, history, empty)
        after: State = reduce(evolve, (each for each in history if each.id not in events), empty)
        read_otherwise(other, stream, before, after)
        known = {note.event for note in _notes(before)}
        kind, _, name = stream.partition(":")
        for note in _notes(after):
            if note.event not in known:
                about = {kind: name} if kind in {"cadre", "post", "unit"} else {}
                place = (about.get("post") or next(iter(note.posts), None), about.get("cadre"), about.get("unit"))
                yield row("orphan", *place, event=note.event, after=f"finds nothing to act on ({note.rule})")


def _notes(state: State) -> Any:
    return state.career.notes if isinstance(state, Cadre) else state.notes


def _owed(database: Database, packs: Sequence[Pack], now: Moment) -> list[Due]:
    """What each holding of the day owes under the packs."""
    facts, today = StoredFacts(database, now, level_scale(database)), date.fromisoformat(now.day)
    facts.preload()
    holdings = [each for cadre in facts.cadres for each in facts.stretches(cadre) if each.on(today)]
    return dues(rules_of(in_force(packs, today)), holdings, today, facts)


def _replacing(packs: Sequence[Pack], adopted: Sequence[Pack]) -> list[Pack]:
    """The packs, with the adopted ones on which one of them is an overlay. Raises BadInput where there is none."""
    found, named_ids = list(packs), {pack.id.id for pack in packs}
    for pack in found:  # grows while it is read: a parent may have a parent
        if pack.parent and pack.parent not in named_ids:
            parents = [each for each in adopted if each.id.id == pack.parent]
            if not parents:
                raise BadInput(f"{pack.id.id} is an overlay on {pack.parent}; name that too: --pack {pack.parent}")
            named_ids.add(pack.parent)
            found.extend(parents)
    return found
