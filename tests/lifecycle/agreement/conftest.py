"""An officer made of chance: draws orders for a small register, mostly plausible ones, some nonsense."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import event, note

BEGIN = datetime(2000, 1, 1, 8, tzinfo=UTC)
CADRES, POSTS, UNITS = ("A", "B", "C", "D", "E", "F"), ("P1", "P2", "P3", "P4", "P5"), ("U1", "U2", "U3")
LEVELS = ("clerk", "section", "division", "bureau")
KINDS = ("substantive", "substantive", "substantive", "acting", "trial", "concurrent", "secondment", "assistant")
OWN_KINDS = ("substantive", "trial")
FOUNDED = (
    {"act": "unit-open", "unit": "U1", "name": "U1", "effective": "1999-01-01"},
    {"act": "unit-open", "unit": "U2", "name": "U2", "effective": "1999-01-01"},
    *(
        {"act": "post-open", "post": post, "unit": unit, "name": post, "track": "admin", "seats": seats}
        | {"effective": "1999-01-01"}
        for post, unit, seats in (("P1", "U1", 1), ("P2", "U1", 1), ("P3", "U2", 2), ("P4", "U2", 1))
    ),
    *({"act": "person-register", "cadre": who, "name": f"N{who}", "level": "section"} for who in CADRES[:4]),
    *(
        {"act": "appoint", "cadre": who, "post": post, "kind": kind, "effective": "1999-12-01", "basis": "Doc"}
        for who, post, kind in (("A", "P1", "substantive"), ("B", "P2", "trial"), ("C", "P3", "acting"))
    ),
)


@pytest.fixture(scope="session")
def officer_with(second_reading):
    """A function from a way to pick one of n and an engine to an officer who has founded a register there."""

    def made(pick, engine):
        officer = Officer(pick, engine, second_reading)
        for line in FOUNDED:
            engine.submit([line], actor="chance", now=officer.now)
        return officer

    return made


class Officer:
    """Draws orders and submits them; `now` is the simulated clock."""

    def __init__(self, pick, engine, second_reading):
        self.pick, self.engine, self.second_reading = pick, engine, second_reading
        self.now, self.options = BEGIN, {}
        self.said = second_reading(engine.database)

    def submit_something(self):
        """The outcome of the order that was drawn; None if it was refused."""
        from domain.errors import CadreError

        self.now += timedelta(days=self.any((0, 1, 1, 2, 7)))
        self.said = self.second_reading(self.engine.database)
        lines = self.lines()
        self.options = {"confirmed": self.one_in(2), "imported": self.one_in(20)}
        note(f"{self.now:%Y-%m-%d} {self.options} {lines}")
        try:
            outcome = self.engine.submit(lines, actor="chance", now=self.now, **self.options)
        except CadreError as error:
            for rule in {finding.rule for finding in error.findings}:
                event(f"refused: {rule}")
            return None
        for act in {line["act"] for line in lines}:
            event(f"accepted: {act}")
        return outcome

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

    def free(self, day):
        """The posts with a free seat on the day; any post if there is none."""
        seats = {name: post["seats"] for name in POSTS if (post := self.said.post(name, day))}
        return [name for name in seats if len(self.said.holders(name, day)) < seats[name]] or POSTS

    def holding(self, day, kinds=KINDS):
        """(cadre, post) of one such holding; nonsense at times, or if there is none."""
        held = [
            (who, post)
            for who in self.said.names("cadre")
            for post, each in self.said.cadre(who, day)[0].items()
            if each["kind"] in kinds
        ]
        return self.any(held) if held and not self.one_in(15) else (self.any(self.registered()), self.any(POSTS[:4]))

    def registered(self):
        """The cadres whose registration stands; everybody at times."""
        acts = {who: self.said.acts.get(f"cadre:{who}", ()) for who in CADRES}
        known = [who for who in CADRES if any(act["topic"] == "cadre-registered" for act in acts[who])]
        return CADRES if not known or self.one_in(30) else known

    def who(self, day, *, serving=True):
        """A cadre in service on the day (or departed), if there is one."""
        known = self.registered()
        return self.any([who for who in known if bool(self.said.cadre(who, day)[2]) is not serving] or known)

    def events(self):
        """(id, topic, state) of the events that may be amended, the latest first; of cancelled ones at times."""
        streams = [stream for stream in self.said.acts if stream.startswith(("cadre:", "post:", "unit:"))]
        words = {event: word for stream in streams for event, word in self.said.statuses(stream).items()}
        found = [(event, topic, state) for stream in streams for event, _, topic, state in self.said.streams[stream]]
        if not self.one_in(12):
            found = [each for each in found if words[each[0]] != "cancelled" and each[1] != "act-cancelled/1"]
        return sorted(found, key=lambda each: (each[2]["recorded_at"], each[0]), reverse=True)[:25]

    # --- lines ---

    def lines(self, *, several=True):
        acts = [self.appoint] * 8 + [self.move] * 4 + [self.relieve] * 2 + [self.replace] * 3 + [self.exchange] * 3
        acts += [self.level] * 2 + [self.confirm] * 2 + [self.leave, self.come_back, self.person, self.person]
        acts += (
            [self.post] * 2 + [self.unit] * 2 + [self.correct] * 4 + [self.cancel] * 4 + [self.several] * 3 * several
        )
        return self.any(acts)()

    def several(self):
        return [line for _ in range(self.any((2, 2, 3))) for line in self.lines(several=False)]

    def appoint(self):
        day = self.day()
        idle = [who for who in self.registered() if not any(self.said.cadre(who, day)[:3:2])]
        until = (date.fromisoformat(day) + timedelta(days=90)).isoformat() if self.one_in(4) else None
        fields = {
            "cadre": self.any(idle) if idle and not self.one_in(3) else self.who(day),
            "post": self.any(self.free(day)),
            "kind": self.any(KINDS),
            "until": until,
            "precision": "month" if day.endswith("-01") and self.one_in(2) else None,
        }
        return [self.dated("opening-position" if self.one_in(6) else "appoint", day, **fields)]

    def relieve(self):
        day = self.day()
        who, post = self.holding(day)
        return [self.dated("relieve", day, cadre=who, post=post)]

    def move(self):
        day = self.day()
        who, source = self.holding(day, OWN_KINDS)
        named = {"from": source} if self.one_in(3) else {}
        return [self.dated(self.any(("transfer", "rotate")), day, cadre=who, post=self.any(self.free(day)), **named)]

    def replace(self):
        """A holder leaves and another comes on one day."""
        day = self.day()
        who, post = self.holding(day)
        new = {"cadre": self.who(day), "post": post, "kind": self.any(KINDS)}
        return [self.dated("relieve", day, cadre=who, post=post), self.dated("appoint", day, **new)]

    def exchange(self):
        day = self.day()
        held = dict(self.holding(day, OWN_KINDS) for _ in range(self.any((2, 3, 4))))
        circle = sorted(held)
        lines = []
        for who, other in zip(circle, [*circle[1:], *circle[:1]], strict=True):
            taken = {"with": other} if self.one_in(2) else {"post": held[other], "from": held[who]}
            lines.append({"act": "exchange", "effective": day, "basis": "Doc", "cadre": who, **taken})
        return lines

    def level(self):
        day = self.day()
        who = self.who(day)
        rank = LEVELS.index(self.said.cadre(who, day)[1] or "clerk")
        act, levels = self.any((("promote", LEVELS[rank + 1 :]), ("promote", LEVELS[rank:]), ("demote", LEVELS[:rank])))
        post = self.any(self.free(day)) if self.one_in(3) else None
        return [self.dated(act, day, cadre=who, level=self.any(levels or LEVELS), post=post)]

    def confirm(self):
        day = self.day()
        who, post = self.holding(day, ("trial",))
        return [self.dated("confirm", day, cadre=who, post=post)]

    def leave(self):
        day = self.day()
        kind = self.any(("retire", "resign", "transfer-out", "death"))
        return [self.dated("depart", day, cadre=self.who(day), kind=kind)]

    def come_back(self):
        day = self.day(16)
        return [self.dated("reinstate", day, cadre=self.who(day, serving=False))]

    def person(self):
        missing = [who for who in CADRES if who not in self.said.names("cadre")]
        if missing and not self.one_in(3):
            who = {"cadre": missing[0], "name": f"N{missing[0]}", "level": self.any((*LEVELS, None))}
            return [{"act": "person-register", **who}]
        who = self.any(self.registered())
        if self.one_in(3):
            return [{"act": "person-kin", "cadre": who, "relation": "brother", "name": "Kin"}]
        day = self.day() if self.one_in(2) else None
        return [{"act": "person-amend", "cadre": who, "name": f"N{self.any(range(9))}", "effective": day}]

    def post(self):
        day, name, unit = self.day(), self.any(POSTS), self.any(UNITS)
        if not self.said.post(name, day) and not self.one_in(4):
            fields = {"unit": unit, "name": name, "track": self.any(("party", "admin")), "seats": self.any((1, 1, 2))}
            return [self.dated("post-open", day, post=name, **fields)]
        act, fields = self.any(
            (
                ("post-revise", {"seats": self.any((1, 2)), "name": self.any(("X", "Y"))}),
                ("post-revise", {"unit": unit}),
                ("post-close", {}),
                ("post-succeed", {"by": self.any(POSTS)}),
            )
        )
        return [self.dated(act, day, post=name, **fields)]

    def unit(self):
        day, name, other = self.day(), self.any(UNITS), self.any(UNITS)
        if not self.said.unit(name, day) and not self.one_in(4):
            return [self.dated("unit-open", day, unit=name, name=name, parent=self.any((None, other)))]
        here = [post for post in POSTS if (self.said.post(post, day) or {}).get("unit") == name]
        act, fields = self.any(
            (
                ("unit-rename", {"unit": name, "name": self.any(("X", "Y", "Z"))}),
                ("unit-move", {"unit": name, "parent": self.any((None, other))}),
                ("unit-merge", {"units": [name], "into": other, "name": "Merged"}),
                ("unit-split", {"unit": name, "into": [other], "posts": dict.fromkeys(here, other)}),
                ("unit-split", {"unit": name, "into": [other], "posts": dict.fromkeys(here[:1], other), "keep": True}),
                ("unit-close", {"unit": name}),
                ("unit-succeed", {"unit": name, "by": other, "kind": self.any(("merge", "transfer"))}),
            )
        )
        return [self.dated(act, day, **fields)]

    def correct(self):
        event, topic, state = self.any(self.events() or [("cadre:A@1", "", {"body": {}})])
        fields = state["body"]
        options = {"kind": KINDS, "post": POSTS, "from_post": (*POSTS, ""), "level": LEVELS, "seats": (1, 2)}
        options |= {"unit": UNITS, "parent": (*UNITS, ""), "name": ("X", "Y")}
        choices = [("effective", self.day()), ("effective", self.day()), ("sequence", self.any((0, 1, 3, 7)))]
        choices += [(name, self.any(some)) for name, some in options.items() if name in fields]
        if "personal" in fields:
            choices += [("name", f"N{self.any(range(9))}")] * 2
        if topic == "act-corrected/1":
            choices += list(fields["changes"].items())
        return [{"act": "correct", "event": event, "set": dict([self.any(choices)]), "basis": "Doc", "reason": "Error"}]

    def cancel(self):
        event, _, state = self.any(self.events() or [("cadre:A@1", "", {"order": "O-1"})])
        named = {"order": state["order"]} if self.one_in(3) else {"event": event}
        return [{"act": "cancel", **named, "basis": "Doc", "reason": "Error"}]
