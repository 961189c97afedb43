"""Every question to a store. Answers are lists of plain mappings with the field names of the published schemas.

`as_of` is the civil day asked about (YYYY-MM-DD, today if absent), `known_on` the day by whose end a thing must have
been recorded (everything recorded, if absent). Nothing here imports pydantic or eventsourcing.
"""

from collections.abc import Mapping

from domain.errors import BadInput
from lifecycle.reader import Reader, iso_day
from projections.unit import Answer


class Inquiry(Reader):
    """The questions to one open store."""

    def roster(
        self,
        *,
        as_of: str | None = None,
        known_on: str | None = None,
        unit: str | None = None,
        track: str | None = None,
        filled: bool = False,
    ) -> list[Answer]:
        """One row for each seat of every open post; of a unit with its subtree, of a track."""
        from projections.roster import roster

        with self.reading():
            self.known("unit", unit)
            return roster(self.database, self.moment(as_of, known_on), unit=unit, track=track, filled=filled)

    def vacancies(
        self,
        *,
        as_of: str | None = None,
        known_on: str | None = None,
        unit: str | None = None,
        track: str | None = None,
        today: str | None = None,
    ) -> list[Answer]:
        """The posts with a vacant seat, since when, and for how many days."""
        from projections import post as posts

        with self.reading():
            self.known("unit", unit)
            return posts.vacancies(self.database, self.moment(as_of or today, known_on), unit=unit, track=track)

    def history(self, who: str, *, known_on: str | None = None, as_of: str | None = None) -> list[Answer]:
        """Every recorded act on a cadre, post or unit; with `as_of` only those that hold from that day or before."""
        from projections.history import whole_history

        with self.reading():
            self.unrestricted(who)
            entries = whole_history(self.database, self.stream_of(who), self.moment(None, known_on).position)
        day = iso_day(as_of)
        return [each for each in entries if day is None or (each["effective"] or "") <= day]

    def career(self, who: str, *, as_of: str | None = None, known_on: str | None = None) -> list[Answer]:
        """Every stretch of every holding of a cadre; with `as_of` only those begun by that day."""
        from projections import cadre as cadres

        with self.reading():
            self.known("cadre", who)
            self.unrestricted(who)
            stretches = cadres.career(self.database, who, self.moment(as_of, known_on))
        day = iso_day(as_of)
        return [each for each in stretches if day is None or each["from"] <= day]

    def person(self, who: str, *, as_of: str | None = None, known_on: str | None = None) -> Answer:
        """All that is known of a cadre on a day."""
        from projections import cadre as cadres

        with self.reading():
            self.known("cadre", who)
            self.unrestricted(who)
            return cadres.person(self.database, who, self.moment(as_of, known_on))

    def persons(self, *, as_of: str | None = None, known_on: str | None = None) -> list[Answer]:
        """Every cadre with name, level and service on a day."""
        from projections import cadre as cadres

        with self.reading():
            return cadres.persons(self.database, self.moment(as_of, known_on))

    def post(self, name: str, *, as_of: str | None = None, known_on: str | None = None) -> Answer:
        """A post: what it is on the day, what it was, and what it succeeded."""
        from projections import post as posts

        with self.reading():
            self.known("post", name)
            moment = self.moment(as_of, known_on)
            terms = posts.post_through_time(self.database, name, moment)
            successions = posts.post_successions(self.database, name, moment)
        return {"post": name, **_present(terms, moment.day), "terms": terms, "successions": successions}

    def posts(
        self,
        *,
        as_of: str | None = None,
        known_on: str | None = None,
        unit: str | None = None,
        track: str | None = None,
    ) -> list[Answer]:
        """The posts that are open on a day."""
        from projections import post as posts

        with self.reading():
            self.known("unit", unit)
            return posts.posts(self.database, self.moment(as_of, known_on), unit=unit, track=track)

    def post_calendar(self, name: str, *, as_of: str | None = None, known_on: str | None = None) -> list[Answer]:
        """Who sat on a post from when to when, and its gaps; with `as_of` only what touches that day."""
        from projections import post as posts

        with self.reading():
            self.known("post", name)
            rows = posts.calendar(self.database, name, self.moment(None, known_on))
        day = iso_day(as_of)
        return [row for row in rows if day is None or _touches(row, day)]

    def unit(self, name: str, *, as_of: str | None = None, known_on: str | None = None) -> Answer:
        """A unit: what it is on the day, and what it was."""
        from projections import unit as units

        with self.reading():
            self.known("unit", name)
            moment = self.moment(as_of, known_on)
            terms = units.unit_through_time(self.database, name, moment)
        return {"unit": name, **_present(terms, moment.day), "terms": terms}

    def units(self, *, as_of: str | None = None, known_on: str | None = None, unit: str | None = None) -> list[Answer]:
        """The units that exist on a day; with `unit` those of its subtree."""
        from projections import unit as units

        with self.reading():
            self.known("unit", unit)
            moment = self.moment(as_of, known_on)
            below = set(units.subtree(self.database, unit, moment)) if unit else None
            return [each for each in units.units(self.database, moment) if below is None or each["unit"] in below]

    def lineage(self, name: str, *, as_of: str | None = None, known_on: str | None = None) -> list[Answer]:
        """Everything a unit came from or went into; with `as_of` only what had happened by that day."""
        from projections import unit as units

        with self.reading():
            self.known("unit", name)
            rows = units.lineage(self.database, name, self.moment(None, known_on))
        day = iso_day(as_of)
        return [row for row in rows if day is None or row["effective"] <= day]

    def find(self, text: str, *, as_of: str | None = None, known_on: str | None = None) -> list[Answer]:
        """Units, posts and cadres with the text in an id or a name, past names too."""
        from projections.find import find

        with self.reading():
            return find(self.database, text, self.moment(as_of, known_on))

    def show(self, identifier: str, *, as_of: str | None = None, known_on: str | None = None) -> Answer:
        """Whatever an identifier names: a cadre, post, unit, event or order."""
        from projections.history import shown_event

        with self.reading():
            event = shown_event(self.database, identifier)
        if event is not None:
            return {"register": "event", **event}
        if identifier.startswith("O-"):
            return {"register": "order", **self.order(identifier)}
        register = self.stream_of(identifier).partition(":")[0]
        answers = {"cadre": self.person, "post": self.post, "unit": self.unit}
        name = identifier.removeprefix(f"{register}:")
        return {"register": register, **answers[register](name, as_of=as_of, known_on=known_on)}

    def diff(
        self,
        who: str | None = None,
        *,
        known_from: str,
        known_to: str,
        unit: str | None = None,
        as_of: str | None = None,
    ) -> list[Answer]:
        """What was learnt of a cadre or a unit between the ends of two days."""
        from projections.diff import cadre_diff, unit_diff

        with self.reading():
            before, after = self.moment(as_of, known_from), self.moment(as_of, known_to)
            if unit is not None:
                self.known("unit", unit)
                return unit_diff(self.database, unit, before, after)
            self.known("cadre", who)
            self.unrestricted(who)
            return cadre_diff(self.database, who or "", before, after, day=iso_day(as_of))

    def orders(self) -> list[Answer]:
        """Every order, in the order of recording."""
        from projections.trail import orders

        return orders(self.database)

    def order(self, name: str) -> Answer:
        """An order and the acts it recorded. Raises BadInput for an unknown one."""
        from projections.trail import audit_log, orders

        with self.reading():
            found = orders(self.database, name)
            if not found:
                raise BadInput(f"there is no order {name}; list them with: cadre order list")
            acts = audit_log(self.database, order=name)
        return {**found[0], "lines": [each for each in acts if not each["stream"].startswith("order:")]}

    def audit_log(  # noqa: PLR0913 - the filters of the command
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        actor: str | None = None,
        act: str | None = None,
        unit: str | None = None,
        cadre: str | None = None,
        order: str | None = None,
        outcome: str | None = None,
    ) -> list[Answer]:
        """Every recorded event, by the days of recording and the filters."""
        from projections.trail import audit_log

        with self.reading():
            return audit_log(
                self.database,
                since=iso_day(since),
                until=iso_day(until),
                actor=actor,
                act=act,
                unit=unit,
                cadre=cadre,
                order=order,
                outcome=outcome,
            )

    def audit_replay(self, who: str, *, until: str | None = None) -> list[Answer]:
        """A history one event at a time with the state after each, made from the events and nothing else."""
        from lifecycle.replay import replay

        with self.reading():
            self.unrestricted(who)
            return replay(self.database, self.stream_of(who), until)

    def info(self) -> Answer:
        """What the store is: its kind, zone, how much it holds and since when."""
        head = self.head
        counts = {name: len(self._ids(name)) for name in ("cadre", "post", "unit")}
        return {
            "events": head.position,
            "orders": head.orders,
            "cadres": counts["cadre"],
            "posts": counts["post"],
            "units": counts["unit"],
            "zone": head.zone,
            "simulated_clock": head.simulated,
            "last_recorded": head.recorded_at,
            "access_control": self._access_control(),
            "packs": self._packs_in_force(),
        }

    def _access_control(self) -> bool:
        from projections.controlled import controlled

        if not controlled(self.database):
            return False
        from projections.access import read_book

        return read_book(self.database).on

    def _packs_in_force(self) -> list[Mapping[str, str]]:
        from projections.packs import packs_in_force

        return packs_in_force(self.database, self.today)


def _present(terms: list[Answer], day: str) -> Answer:
    """The term in force on the day, with whether there is one; else the last one."""
    now = [each for each in terms if (each["since"] or "") <= day and (each["until"] is None or day < each["until"])]
    chosen = (now or terms or [{}])[-1]
    return {**chosen, "open": bool(now)}


def _touches(row: Answer, day: str) -> bool:
    return bool(row["from"] <= day and (row["until"] is None or day < row["until"]))
