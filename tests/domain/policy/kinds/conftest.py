"""A register on paper for the rule kinds: what a rule may ask, answered from lists, without a store."""

import json
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.days import ALWAYS, FOREVER, parse_day
from domain.levels import DEFAULT_LEVELS
from domain.policy.asked import Asked
from domain.policy.catalogue import BY_NAME
from domain.policy.facts import EntryView, Known, PostView, Relative, StandingView, Stretch, WaiverView
from domain.policy.judge import judge
from domain.policy.pack import write_pack
from domain.policy.rule import Article, Counts, Dated, PackId, Rule, Selector, WaiverTerms

PLACES = ("county", "city", "township")


def day(text):
    return text if isinstance(text, date) else FOREVER if text is None else parse_day(text)


@dataclass
class Register:
    """Units, posts, holdings and persons as a test tells them; implements PolicyFacts."""

    units: dict = field(default_factory=dict)
    terms: list = field(default_factory=list)
    holdings: list = field(default_factory=list)
    people: dict = field(default_factory=dict)
    stands: dict = field(default_factory=dict)
    relatives: list = field(default_factory=list)
    waived: list = field(default_factory=list)
    noted: list = field(default_factory=list)
    reasons: dict = field(default_factory=dict)
    scale: tuple = DEFAULT_LEVELS

    # --- telling ---

    def unit(self, unit, name=None, kind=None, parent=None, was=()):
        self.units[unit] = {"name": name or unit, "kind": kind, "parent": parent, "was": tuple(was)}

    def post_at(self, post, unit="U", start="1900-01-01", end=None, succeeds=(), **told):
        self.units.setdefault(unit, {"name": unit, "kind": None, "parent": None, "was": ()})
        plain = {"name": post, "track": "admin", "level": None, "seats": 1, "requires": ()}
        flags = {"key_post": False, "backbone": False, "part_time": False}
        self.terms.append(
            (day(start), day(end), {"post": post, "unit": unit, **plain, **flags, **told}, tuple(succeeds))
        )

    def hold(self, cadre, post, start, end=None, kind="substantive", **told):
        if not any(term[2]["post"] == post for term in self.terms):
            self.post_at(post)
        event = told.pop("event", f"cadre:{cadre}@{len(self.holdings) + 1}")
        if reason := told.pop("reason", None):
            self.reasons[event] = reason
        given = {"since": day(told.pop("since", start)), "ended_by": None, "planned_end": None, "since_known": True}
        row = {"cadre": cadre, "post": post, "kind": kind, "event": event, "start": day(start), "end": day(end)}
        self.holdings.append({**given, **row, **told})
        return event

    def person(self, cadre, **values):
        self.people.setdefault(cadre, {}).update(values)

    def stand(self, cadre, start, level, departure=None):
        self.stands.setdefault(cadre, []).append((start if start is ALWAYS else day(start), level, departure))

    def kin_of(self, cadre, relation, other):
        self.relatives.append((cadre, relation, other))

    def note(self, topic, cadre, start, end=None, docket=None, **fields):
        place = docket or f"{topic.partition('-')[0]}:{cadre}"
        event = f"{place}@{len(self.noted) + 1}"
        self.noted.append(
            EntryView(topic, place, f"cadre:{cadre}", day(start), day(end), {"cadre": cadre, **fields}, None, event)
        )
        return event

    def sanction(self, cadre, start, kind, line="administrative", until=None):
        return self.note("sanction-imposed", cadre, start, until, kind=kind, line=line, until=until)

    def investigate(self, cadre, start, end=None):
        docket = f"investigation:{cadre}.{start}"
        event = self.note("investigation-opened", cadre, start, docket=docket)
        if end:
            self.note("investigation-closed", cadre, end, docket=docket, outcome="cleared")
        return event

    def waive(self, rule, subject, start, end):
        self.waived.append(WaiverView(rule, subject, day(start), day(end), "boss", "need", f"waiver:{rule}@1"))

    # --- asking ---

    touched = frozenset()
    moved = frozenset()

    @property
    def recorded(self):
        return self

    @property
    def kept(self):
        """Nothing is kept from one question to the next: a test goes on telling between them."""
        return {}

    def _area(self, unit):
        while self.units[unit]["kind"] not in PLACES and self.units[unit]["parent"]:
            unit = self.units[unit]["parent"]
        return unit

    def _chain(self, post):
        found = {post}
        for term in self.terms:
            if term[2]["post"] == post:
                for before in term[3]:
                    found |= self._chain(before)
        return frozenset(found)

    def _house(self, unit):
        return frozenset({unit}).union(*(self._house(each) for each in self.units[unit]["was"]))

    def _where(self, told):
        unit = told["unit"]
        return {
            "unit_kind": self.units[unit]["kind"],
            "chain": self._chain(told["post"]),
            "house": self._house(unit),
            "area": self._area(unit),
            "areas": self._house(self._area(unit)),
        }

    def freeze(self):
        """Nothing more will be told: what was is put together once."""
        found = self.every()
        self.every = lambda: found

    def every(self):
        found = []
        for row in self.holdings:
            for start, end, told, _ in self.terms:
                first, last = max(start, row["start"]), min(end, row["end"])
                if told["post"] == row["post"] and first < last:
                    known = {name: told[name] for name in told if name not in {"name", "requires"}}
                    stretch = {**row, **known, **self._where(told), "post_name": told["name"]}
                    found.append(Stretch(**{**stretch, "start": first, "end": last}))
        return sorted(found, key=lambda each: (each.start, each.cadre, each.post))

    def stretches(self, cadre):
        return [each for each in self.every() if each.cadre == cadre]

    def stretches_in(self, cadre, posts):
        return [each for each in self.stretches(cadre) if each.post in posts]

    def held(self, post):
        return [each for each in self.every() if each.post == post]

    def in_unit(self, unit, when):
        return [each for each in self.ever_in_unit(unit) if each.on(when)]

    def ever_in_unit(self, unit):
        return [each for each in self.every() if each.unit == unit]

    def ever_in_area(self, area):
        return [each for each in self.every() if each.area == area]

    def posts_of(self, unit, when):
        return [place for post in sorted({term[2]["post"] for term in self.terms})
                if (place := self.post(post, when)) and place.unit == unit]  # fmt: skip

    def post(self, post, when):
        for start, end, told, _ in self.terms:
            if told["post"] == post and start <= when < end:
                known = {each.name: told[each.name] for each in fields(PostView) if each.name in told}
                return PostView(**known, **self._where(told), event=f"post:{post}@1")
        return None

    def post_days(self, post):
        return sorted({each for term in self.terms if term[2]["post"] == post for each in term[:2]})

    def unit_days(self, unit):
        return sorted({each for term in self.terms if term[2]["unit"] == unit for each in term[:2]})

    def unit_name(self, unit, when):
        return self.units[unit]["name"]

    def reason(self, event):
        return self.reasons.get(event)

    def standings(self, cadre):
        told = self.stands.get(cadre, [(ALWAYS, None, None)])
        ends = [each[0] for each in told[1:]] + [FOREVER]
        return [StandingView(start, end, level, gone) for (start, level, gone), end in zip(told, ends, strict=True)]

    def level_event(self, cadre, when):
        return f"cadre:{cadre}@level-{when}"

    def personal(self, cadre, name, when):
        value = self.people.get(cadre, {}).get(name)
        return Known(value, f"cadre:{cadre}@1" if value else None)

    def kin(self, cadre):
        mine = [
            Relative(relation, other, None, f"cadre:{who}@kin")
            for who, relation, other in self.relatives
            if who == cadre
        ]
        theirs = [
            Relative(relation, who, None, f"cadre:{who}@kin")
            for who, relation, other in self.relatives
            if other == cadre
        ]
        return mine + theirs

    def levels(self):
        return self.scale

    def entries(self, topic, subject):
        return [each for each in self.noted if (each.topic, each.subject) == (topic, subject)]

    def waivers(self, rule, subject):
        return [each for each in self.waived if (each.rule, each.subject) == (rule, subject)]


@pytest.fixture(scope="session")
def new_register():
    """A function that gives an empty register on paper."""
    return Register


@pytest.fixture
def register():
    """An empty register on paper."""
    return Register()


# --- rules, acts, answers -------------------------------------------------------------------------


def number_names(kind):
    return {name for group in BY_NAME[kind].numbers for name in group.removesuffix("?").split("|")}


def dated(value):
    rows = value if isinstance(value, list) else [("0001-01-01", value)]
    return tuple(Dated(date.fromisoformat(start), each, "art. 1") for start, each in rows)


def make_rule(kind, **told):
    """A blocking rule; numbers are a value or rows (day, value), options and other fields as they are."""
    parts = {"select": Selector, "counts": Counts, "waiver": WaiverTerms}
    known = {each.name for each in fields(Rule)} - {"kind"}
    assert set(told) - known <= number_names(kind) | set(BY_NAME[kind].options), "the kind does not take that"
    numbers = {name: dated(told[name]) for name in told if name in number_names(kind)}
    options = {name: told[name] for name in told if name in BY_NAME[kind].options}
    rest = {name: told[name] for name in told if name not in numbers and name not in options}
    rest |= {name: make(**rest[name]) for name, make in parts.items() if isinstance(rest.get(name), dict)}
    given = {"id": "R-1", "article": Article("art. 1", "So it is."), "effect": "BLOCK", "pack": PackId("p", "1", "0")}
    return Rule(kind=kind, numbers=numbers, options=options, **{**given, **rest})


def make_act(act, cadre, when, post=None, **told):
    recorded = told.pop("recorded_on", when)
    left = told.pop("left", ())
    return Asked(
        act, cadre, day(when), day(recorded), post=post, left=(left,) if isinstance(left, str) else left, **told
    )


@pytest.fixture
def rule():
    """A function that makes a rule of a kind."""
    return make_rule


@pytest.fixture
def act():
    """A function that makes an act as rules ask about it."""
    return make_act


@pytest.fixture
def verdict(register):
    """A function from a rule and an act to the rule's verdict on this test's register, or None."""
    return lambda rule, asked: next(iter(judge([rule], asked, register)), None)


@pytest.fixture
def outcome(verdict):
    """A function from a rule and an act to the outcome; None where the rule does not concern the act."""
    return lambda rule, asked: found.outcome if (found := verdict(rule, asked)) else None


def around(text):
    """The day before, the day and the day after."""
    return [(day(text) + timedelta(days=shift)).isoformat() for shift in (-1, 0, 1)]


@pytest.fixture(name="around")
def around_a_day():
    """A function from a day to the day before, the day, and the day after."""
    return around


# --- end to end -----------------------------------------------------------------------------------


def stored_rule(kind, told):
    rule = {"id": "R-1", "kind": kind, "article": "art. 1", "effect": "BLOCK", "pick": "effective-day"}
    rule |= {"clock": "same-post", "warn_days": 180, "gap_months": 0, "select": {}, "counts": {}, "waiver": None}
    rule |= {"exceptions": [], "unknown": "block", "numbers": {}, "options": {}}
    for name, value in told.items():
        if name in number_names(kind):
            rows = value if isinstance(value, list) else [("1900-01-01", value)]
            rule["numbers"][name] = [{"from": start, "value": each} for start, each in rows]
        elif name in BY_NAME[kind].options:
            rule["options"][name] = value
        else:
            rule[name] = value
    return rule


class Office:
    """A real store with one rule in force, for a test from end to end."""

    def __init__(self, engine):
        self.engine = engine
        self.clock = datetime(2000, 1, 1, tzinfo=UTC)

    def submit(self, *lines, now=None, **options):
        self.clock = now or self.clock + timedelta(minutes=1)
        full = [{"basis": "No. 1", **line} if line["act"] not in REGISTERING else line for line in lines]
        return self.engine.submit(full, actor=options.pop("actor", "officer"), now=self.clock, **options)

    def adopt(self, kind, **told):
        head = {"id": "test", "version": "1", "title": "Test", "parent": "", "from": "1900-01-01"}
        articles = {"art. 1": {"wording": "So it is.", "since": "1900-01-01"}}
        content = write_pack(
            {"pack": head, "articles": articles, "rules": [json.loads(json.dumps(stored_rule(kind, told)))]}
        )
        line = {"act": "policy-adopt", "pack": "test", "version": "1", "title": "Test", "content": content}
        return self.submit({**line, "effective": "1900-01-01"})

    def unit(self, unit, **told):
        self.submit(
            {"act": "unit-open", "unit": unit, "name": told.pop("name", unit), "effective": "1990-01-01", **told}
        )

    def posts(self, *names, unit="U", **told):
        lines = (
            {"act": "post-open", "post": name, "unit": unit, "name": name, "track": "admin", **told} for name in names
        )
        self.submit(*({**line, "effective": told.get("effective", "1990-01-01")} for line in lines))

    def people(self, *names, **told):
        self.submit(*({"act": "person-register", "cadre": name, "name": name.title(), **told} for name in names))


REGISTERING = ("person-register", "person-kin", "policy-adopt")


@pytest.fixture
def office(tmp_path):
    """A new store with a unit U, for a test from end to end."""
    from lifecycle.engine import Engine

    with Engine.create(str(tmp_path / "office.db"), simulated=True, now=datetime(2000, 1, 1, tzinfo=UTC)) as engine:
        made = Office(engine)
        made.unit("U")
        yield made
