"""Read models, incremental and rebuilt, agree with a second reading of the stored rows, whatever was recorded.

An officer made of chance keeps a small register for a while: mostly plausible orders, some nonsense, back-dated and
future-dated, corrected and cancelled. AGREEMENT_EXAMPLES says how many such officers there are (SQLite).
"""

import os
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import CadreError
from lifecycle.engine import Engine
from projections.cadre import levels
from projections.moment import Moment, known_position
from projections.rows import KEYS
from projections.schema import READ_MODELS

EXAMPLES = int(os.environ.get("AGREEMENT_EXAMPLES", "60"))
BEGIN = datetime(2000, 1, 1, 8, tzinfo=UTC)
CADRES, POSTS, UNITS = ("A", "B", "C", "D", "E", "F"), ("P1", "P2", "P3", "P4", "P5"), ("U1", "U2", "U3")
LEVELS = ("clerk", "section", "division", "bureau")
KINDS = ("substantive", "substantive", "substantive", "acting", "trial", "concurrent", "secondment", "assistant")
COUNTS = Counter()


class Officer:
    """Draws orders for a register, looking at what it says."""

    def __init__(self, pick, engine, reading):
        self.pick, self.engine, self.reading = pick, engine, reading
        self.now = BEGIN
        self.orders = []

    # --- drawing ---

    def any(self, choices):
        choices = tuple(choices)
        return choices[self.pick(len(choices))]

    def one_in(self, number):
        return self.pick(number) == number - 1

    def day(self, spread=8):
        """A day near the present; few different ones, so that acts meet."""
        steps = self.pick(2 * spread + 1) - spread
        return (self.now.date() + timedelta(days=5 * steps - self.now.timetuple().tm_yday % 5)).isoformat()

    def dated(self, act, day, **fields):
        line = {"act": act, "effective": day, "basis": "Doc", **fields}
        if self.one_in(12):
            line["sequence"] = self.any((0, 1, 2, 5))
        return {name: value for name, value in line.items() if value is not None}

    # --- what the register says ---

    def look(self):
        self.said = self.reading(self.engine.database)

    def free(self, day):
        """The posts with a free seat on the day; any post if there is none."""
        posts = [
            name
            for name in self.said.names("post")
            if (post := self.said.post(name, day)) and len(self.said.holders(name, day)) < post["seats"]
        ]
        return posts or POSTS

    def who_holds(self, day, kinds):
        """(cadre, post) of every holding of these kinds on the day."""
        return [
            (who, post)
            for who in self.said.names("cadre")
            for post, held in self.said.cadre(who, day)[0].items()
            if held["kind"] in kinds
        ]

    def holding(self, day, kinds=KINDS):
        """(cadre, post) of one such holding; nonsense at times, or if there is none."""
        held = self.who_holds(day, kinds)
        return self.any(held) if held and not self.one_in(15) else (self.any(self.registered()), self.any(POSTS[:4]))

    def registered(self):
        """The cadres whose registration stands; everybody at times."""
        acts = self.said.acts
        known = [who for who in CADRES if any(act["topic"] == "cadre-registered" for act in acts.get(f"cadre:{who}", ()))]
        return CADRES if not known or self.one_in(30) else known

    def who(self, day, *, serving=True):
        """A cadre in service on the day (or departed), if there is one."""
        known = self.registered()
        return self.any([who for who in known if bool(self.said.cadre(who, day)[2]) is not serving] or known)

    # --- lines ---

    def appoint(self):
        day = self.day()
        until = (date.fromisoformat(day) + timedelta(days=90)).isoformat() if self.one_in(4) else None
        act = "opening-position" if self.one_in(6) else "appoint"
        precision = "month" if day.endswith("-01") and self.one_in(2) else None
        posts = self.free(day)
        idle = [who for who in self.registered() if not any(self.said.cadre(who, day)[:3:2])]
        who = self.any(idle) if idle and not self.one_in(3) else self.who(day)
        fields = {"cadre": who, "post": self.any(posts), "kind": self.any(KINDS), "until": until}
        return [self.dated(act, day, **fields, precision=precision)]

    def relieve(self):
        day = self.day()
        who, post = self.holding(day)
        return [self.dated("relieve", day, cadre=who, post=post)]

    def move(self):
        day = self.day()
        who, source = self.holding(day, ("substantive", "trial"))
        named = {"from": source} if self.one_in(3) else {}
        return [self.dated(self.any(("transfer", "rotate")), day, cadre=who, post=self.any(self.free(day)), **named)]

    def replace(self):
        """A holder leaves and another comes on one day."""
        day = self.day()
        who, post = self.holding(day)
        new = self.who(day)
        return [
            self.dated("relieve", day, cadre=who, post=post),
            self.dated("appoint", day, cadre=new, post=post, kind=self.any(KINDS)),
        ]

    def exchange(self):
        day = self.day()
        held = dict(self.who_holds(day, ("substantive", "trial")))
        count = min(len(held), self.any((2, 2, 3, 4)))
        first = self.pick(len(held) or 1)
        circle = (sorted(held) * 2)[first : first + count]
        lines = []
        for who, other in zip(circle, [*circle[1:], *circle[:1]], strict=True):
            taken = {"with": other} if self.one_in(2) else {"post": held[other], "from": held[who]}
            lines.append({"act": "exchange", "effective": day, "basis": "Doc", "cadre": who, **taken})
        return lines if len(lines) > 1 or self.one_in(9) else self.appoint()

    def level(self):
        day = self.day()
        who = self.who(day)
        post = self.any(self.free(day)) if self.one_in(3) else None
        before = self.said.cadre(who, day)[1]
        rank = LEVELS.index(before) if before else 0
        act, choices = self.any((("promote", LEVELS[rank + 1 :]), ("promote", LEVELS[rank + 1 :]), ("demote", LEVELS[:rank])))
        return [self.dated(act, day, cadre=who, level=self.any(choices or LEVELS), post=post)]

    def confirm(self):
        day = self.day()
        who, post = self.holding(day, ("trial",))
        return [self.dated("confirm", day, cadre=who, post=post)]

    def leave(self):
        day = self.day()
        return [self.dated("depart", day, cadre=self.who(day), kind=self.any(("retire", "resign", "transfer-out", "death")))]

    def come_back(self):
        day = self.day(16)
        return [self.dated("reinstate", day, cadre=self.who(day, serving=False))]

    def person(self):
        missing = [who for who in CADRES if who not in self.said.names("cadre")]
        if missing and not self.one_in(3):
            return [{"act": "person-register", "cadre": missing[0], "name": f"N{missing[0]}", "level": self.any((*LEVELS, None))}]
        who = self.any(self.registered())
        if self.one_in(3):
            return [{"act": "person-kin", "cadre": who, "relation": "brother", "name": "Kin"}]
        day = self.day() if self.one_in(2) else None
        return [{"act": "person-amend", "cadre": who, "name": f"N{self.any(range(9))}", "effective": day}]

    def post(self):
        day = self.day()
        name, unit = self.any(POSTS), self.any(UNITS)
        if not self.said.post(name, day) and not self.one_in(4):
            fields = {"unit": unit, "name": name, "track": self.any(("party", "admin")), "seats": self.any((1, 1, 2))}
            return [self.dated("post-open", day, post=name, **fields)]
        match self.any(("revise", "move", "close", "succeed")):
            case "revise":
                return [self.dated("post-revise", day, post=name, seats=self.any((1, 2)), name=self.any(("X", "Y")))]
            case "move":
                return [self.dated("post-revise", day, post=name, unit=unit)]
            case "close":
                return [self.dated("post-close", day, post=name)]
        return [self.dated("post-succeed", day, post=name, by=self.any(POSTS))]

    def unit(self):
        day = self.day()
        name, other = self.any(UNITS), self.any(UNITS)
        if not self.said.unit(name, day) and not self.one_in(4):
            return [self.dated("unit-open", day, unit=name, name=name, parent=self.any((None, other)))]
        match self.any(("rename", "move", "merge", "split", "close", "succeed")):
            case "rename":
                return [self.dated("unit-rename", day, unit=name, name=self.any(("X", "Y", "Z")))]
            case "move":
                return [self.dated("unit-move", day, unit=name, parent=self.any((None, other)))]
            case "merge":
                return [self.dated("unit-merge", day, units=[name], into=other, name="Merged")]
            case "split":
                here = [each for each in self.said.names("post") if (self.said.post(each, day) or {}).get("unit") == name]
                return [self.dated("unit-split", day, unit=name, into=[other], posts=dict.fromkeys(here, other), keep=self.one_in(2))]
            case "close":
                return [self.dated("unit-close", day, unit=name)]
        return [self.dated("unit-succeed", day, unit=name, by=other, kind=self.any(("merge", "transfer")))]

    def events(self):
        """The events that may be corrected or cancelled, the latest first."""
        found = [event for stream in self.said.acts for event in self.said.streams[stream] if stream[:4] in {"cadr", "post", "unit"}]
        statuses = {name: word for stream in self.said.acts for name, word in self.said.statuses(stream).items()}
        standing = [event for event in found if statuses[event[0]] != "cancelled" and event[2] != "act-cancelled/1"]
        if self.one_in(12):
            standing = found
        return sorted(standing, key=lambda event: (event[3]["recorded_at"], event[0]), reverse=True)[:25]

    def correct(self):
        if not self.events():
            return self.appoint()
        event, _, topic, state = self.any(self.events())
        fields = state["body"]
        choices = [("effective", self.day()), ("effective", self.day()), ("sequence", self.any((0, 1, 3, 7)))]
        options = {"kind": KINDS, "post": POSTS, "level": LEVELS, "seats": (1, 2), "unit": UNITS, "parent": (*UNITS, ""), "from_post": (*POSTS, "")}
        choices += [(name, self.any(some)) for name, some in options.items() if name in fields]
        if "personal" in fields and topic != "kin-recorded/1":
            choices += [("name", f"N{self.any(range(9))}")] * 2
        if topic == "act-corrected/1":
            choices += [(name, value) for name, value in fields["changes"].items() if name not in {"effective", "sequence"}]
        changes = dict([self.any(choices)])
        return [{"act": "correct", "event": event, "set": changes, "basis": "Doc", "reason": "Error"}]

    def cancel(self):
        if not self.events():
            return self.appoint()
        event, _, _, state = self.any(self.events())
        named = {"order": state["order"]} if self.one_in(3) else {"event": event}
        return [{"act": "cancel", **named, "basis": "Doc", "reason": "Error"}]

    def several(self):
        return [line for _ in range(self.any((2, 2, 3))) for line in self.lines(several=False)]

    def lines(self, *, several=True):
        acts = [self.appoint] * 8 + [self.move] * 4 + [self.relieve] * 2 + [self.replace] * 3 + [self.exchange] * 3
        acts += [self.level] * 2 + [self.confirm] * 2 + [self.leave, self.come_back, self.person, self.person]
        acts += [self.post] * 2 + [self.unit] * 2 + [self.correct] * 4 + [self.cancel] * 4
        return self.any(acts + [self.several] * 3 * several)()

    # --- recording ---

    def found(self):
        """The register with which every example begins."""
        units = [self.dated("unit-open", "1999-01-01", unit=unit, name=unit) for unit in UNITS[:2]]
        posts = [
            {"act": "post-open", "effective": "1999-01-01", "post": post, "unit": unit, "name": post, "track": "admin", "seats": seats}
            for post, unit, seats in (("P1", "U1", 1), ("P2", "U1", 1), ("P3", "U2", 2), ("P4", "U2", 1))
        ]
        persons = [{"act": "person-register", "cadre": who, "name": f"N{who}", "level": "section"} for who in CADRES[:4]]
        seated = [
            self.dated("appoint", "1999-12-01", cadre=who, post=post, kind=kind)
            for who, post, kind in (("A", "P1", "substantive"), ("B", "P2", "trial"), ("C", "P3", "acting"))
        ]
        for line in (*units, *posts, *persons, *seated):
            self.engine.submit([line], actor="chance", now=self.now)

    def record(self):
        """Submit one drawn order; whether it was accepted."""
        self.now += timedelta(days=self.any((0, 1, 1, 2, 7)))
        self.look()
        lines = self.lines()
        confirmed = self.one_in(2)
        self.orders.append((self.now.isoformat(), confirmed, lines))
        try:
            self.engine.submit(lines, actor="chance", now=self.now, confirmed=confirmed)
        except CadreError as error:
            rules = {finding.rule for finding in getattr(error, "findings", ())}
            COUNTS.update(f"refused: {rule}" for rule in rules)
            return False
        COUNTS.update(f"accepted: {line['act']}" for line in lines)
        return True


def dump(engine, tables=READ_MODELS):
    return {table: sorted(engine.database.query(f"SELECT * FROM {table}"), key=repr) for table in tables}


def stored(engine):
    return engine.database.query("SELECT * FROM stored_events ORDER BY position")


def merged(stretches):
    """Stretches (from, until, ...) with those put together that meet and say the same."""
    found = []
    for first, end, *said in stretches:
        if found and found[-1][1] == first and found[-1][2:] == said:
            found[-1][1] = end
        else:
            found.append([first, end, *said])
    return [tuple(each) for each in found]


CAREER = ("post", "kind", "since", "since_precision", "from", "until", "planned_end", "event", "order", "ended_by")


def assert_agreement(engine, said, day, known_on):
    """Every answer for this day, as known on that one, is what the second reading finds."""
    asked = {"as_of": day, "known_on": known_on}
    moment = Moment(day, known_position(engine.database, known_on))
    units = [unit for unit in said.names("unit") if any(event[2] == "unit-opened/1" for event in said.streams[f"unit:{unit}"])]

    assert engine.roster(**asked) == said.roster(day)
    for unit in units:
        assert engine.roster(**asked, unit=unit, filled=True) == said.roster(day, unit, filled=True)
    assert {(each["unit"], each["name"], each["parent"]) for each in engine.units(**asked)} == {
        (name, unit["name"], unit["parent"]) for name in said.names("unit") if (unit := said.unit(name, day))
    }
    for who in said.names("cadre"):
        career = [{name: each[name] for name in CAREER} for each in engine.career(who, known_on=known_on)]
        second = [{**each, "until": None if each["until"] == "9999-12-31" else each["until"]} for each in said.career(who)]
        assert career == [{name: each[name] for name in CAREER} for each in second]
        stood = [
            (each["since"] or "0001-01-01", each["until"] or "9999-12-31", each["level"], each["departure"])
            for each in levels(engine.database, who, moment)
        ]
        assert merged(stood) == merged(said.standings(who))
        person = engine.person(who, **asked)
        held, level, gone, _ = said.cadre(who, day)
        assert (sorted(person["posts"]), person["level"], person["departure"]) == (sorted(held), level, gone)
        assert person["name"] == said.value(who, "name", day)
    for stream in said.acts:
        if stream.startswith(("cadre:", "post:", "unit:")):
            history = {each["event"]: each["status"] for each in engine.history(stream, known_on=known_on)}
            assert history == said.statuses(stream)
    for post in said.names("post"):
        calendar = engine.post_calendar(post, known_on=known_on)
        assert [(row["from"], row["until"]) for row in calendar if row["cadre"] is None] == [
            (first, None if end == "9999-12-31" else end) for first, end in said.gaps(post)
        ]
        sat = sorted(
            (each["from"], who, each["event"]) for who in said.names("cadre") for each in said.career(who) if each["post"] == post
        )
        assert [(row["from"], row["cadre"], row["event"]) for row in calendar if row["cadre"]] == sat
    open_seats = {row["post"]: row["vacant_since"] for row in engine.vacancies(**asked)}
    assert open_seats == {
        post: first for post in said.names("post") for first, end in said.gaps(post) if first <= day < end
    }


def keep_a_register(officer, orders):
    """An officer at work; after every accepted order the register is compared with a second reading of it."""
    engine, second_reading = officer.engine, officer.reading
    officer.found()
    for _ in range(orders):
        before, models = stored(engine), dump(engine, KEYS)
        accepted = officer.record()
        after = stored(engine)
        COUNTS["accepted" if accepted else "refused"] += 1
        assert after[: len(before)] == before
        if not accepted:
            assert {row[0] for row in after[len(before) :]} <= {"refusal:chance"}
            assert dump(engine, KEYS) == models
            continue
        now = second_reading(engine.database)
        assert now.crowded() == []
        known_on = officer.any((None, None, officer.now.date().isoformat(), officer.day(2)))
        day = officer.any((officer.now.date().isoformat(), officer.day(), officer.day(30)))
        assert_agreement(engine, second_reading(engine.database, known_on) if known_on else now, day, known_on)
    models = dump(engine)
    engine.rebuild()
    assert dump(engine) == models


def picking(data):
    return lambda number: data.draw(st.integers(0, number - 1))


@given(data=st.data())
@settings(max_examples=EXAMPLES)
def test_whatever_is_recorded_both_readings_agree(second_reading, data):
    with Engine.create(":memory:", simulated=True, now=BEGIN) as engine:
        keep_a_register(Officer(picking(data), engine, second_reading), orders=data.draw(st.integers(1, 14)))


@pytest.mark.postgres
@given(data=st.data())
@settings(max_examples=4)
def test_whatever_is_recorded_both_readings_agree_on_postgresql(second_reading, new_database, data):
    with Engine.create(new_database(), simulated=True, now=BEGIN) as engine:
        keep_a_register(Officer(picking(data), engine, second_reading), orders=10)
