"""The demo county obeys the structural rules, by a replay that knows nothing of how it was made."""

from collections import defaultdict
from datetime import UTC, datetime

import pytest

from lifecycle.county.decision import EventOf, OrderOf
from lifecycle.county.orders import county_orders

FOREVER = "9999-12-31"
ACTS = {
    "unit-open", "unit-rename", "unit-move", "unit-merge", "unit-split", "unit-close", "unit-succeed",
    "post-open", "post-revise", "post-close", "post-succeed", "person-register", "person-amend", "person-kin",
    "appoint", "opening-position", "relieve", "transfer", "exchange", "rotate", "promote", "demote", "confirm",
    "depart", "reinstate", "correct", "cancel",
}  # fmt: skip


class Replay:
    """A register of the plainest kind: every act is kept, every career is folded anew when asked."""

    def __init__(self):
        self.units = {}
        self.posts = {}
        self.acts = defaultdict(list)
        self.labels = {}
        self.whole = {}
        self.accepted = set()
        self.holders = defaultdict(set)
        self.swaps = {}

    def take(self, order):
        """Replays one order and returns what is wrong after it, judged by the state after all its lines."""
        labels = {first: label for label, first in order.labels}
        cadres, posts, wrong, whole = set(), set(), [], []
        self.swaps = {
            line["cadre"]: self.held(line["cadre"], line["effective"])
            for line in order.lines
            if line["act"] == "exchange" and "with" in line
        }
        for number, line in enumerate(order.lines):
            touched = self.line(line, wrong, cadres, posts)
            if number in labels:
                self.labels[labels[number]] = touched
            whole.append(touched)
        self.whole = dict.fromkeys(labels.values(), whole) | self.whole
        for cadre in cadres:
            _, faults = self.career(cadre)
            if order.confirmed:
                self.accepted.update(faults)
            wrong += [fault for fault in faults if fault not in self.accepted]
            for act in self.acts[cadre]:
                if post := act["line"].get("post"):
                    posts.add(post)
        for post in posts:
            wrong += self.overfull(post)
        return wrong

    def line(self, line, wrong, cadres, posts):
        act, day = line["act"], line.get("effective")
        if act.startswith("unit-"):
            self.unit_line(act, day, line, wrong)
        elif act.startswith("post-"):
            self.post_line(act, day, line, wrong, cadres)
            posts.add(line["post"])
        elif act in {"correct", "cancel"}:
            return self.amendment(act, line, wrong, cadres)
        else:
            return self.cadre_line(act, day, line, wrong, cadres)
        return None

    def unit_line(self, act, day, line, wrong):
        def is_open(unit):
            return unit in self.units and self.units[unit][0] <= day < self.units[unit][1]

        parts = [part for key in ("units", "into") for part in line.get(key, "").split(";") if part]
        named = [line.get("unit"), line.get("parent"), line.get("by"), *parts]
        new = {"unit-open": line.get("unit"), "unit-merge": line.get("into") if "name" in line else None}
        for unit in filter(None, named):
            if unit == new.get(act):
                if unit in self.units:
                    wrong.append(f"{unit} opened twice")
                self.units[unit] = [day, FOREVER]
            elif not is_open(unit):
                wrong.append(f"{unit} is not open: {line}")
        if act == "unit-close":
            self.close_unit(line["unit"], day, wrong)
        if act == "unit-merge":
            for unit in line["units"].split(";"):
                self.move_posts(unit, line["into"], day)
                self.close_unit(unit, day, wrong)
        if act == "unit-split":
            for pair in line["posts"].split(";"):
                post, unit = pair.split("=")
                if self.posts[post]["unit"] != line["unit"] or unit not in line["into"].split(";"):
                    wrong.append(f"cannot move {pair}")
                self.posts[post]["unit"] = unit
            if not line.get("keep"):
                self.close_unit(line["unit"], day, wrong)

    def move_posts(self, unit, into, day):
        for post in self.posts.values():
            if post["unit"] == unit and post["end"] > day:
                post["unit"] = into

    def close_unit(self, unit, day, wrong):
        self.units[unit][1] = day
        wrong += [
            f"{unit} closes over {name}"
            for name, post in self.posts.items()
            if post["unit"] == unit and post["end"] > day
        ]

    def post_line(self, act, day, line, wrong, cadres):
        name = line["post"]
        if act == "post-open":
            if name in self.posts:
                wrong.append(f"{name} opened twice")
            unit = self.units.get(line["unit"])
            if not (unit and unit[0] <= day < unit[1]):
                wrong.append(f"{name} opened in no unit")
            self.posts[name] = {
                "unit": line["unit"],
                "start": day,
                "end": FOREVER,
                "seats": [(day, line["seats"])],
            }
            return
        post = self.posts[name]
        if not post["start"] <= day < post["end"]:
            wrong.append(f"{name} is not open: {line}")
        if act == "post-revise":
            post["seats"].append((day, line.get("seats", post["seats"][-1][1])))
            return
        post["end"] = day
        if act == "post-succeed":
            for cadre in sorted(self.holders[name]):
                if any(p == name and end > day for p, _, end, _ in self.career(cadre)[0]):
                    carried = {"act": "carried", "from": name, "post": line["by"], "effective": day}
                    self.record(cadre, carried, line.get("sequence", 0))
                    cadres.add(cadre)

    def record(self, cadre, line, sequence=0):
        act = {"line": dict(line), "sequence": sequence, "place": len(self.acts[cadre]), "off": False}
        self.acts[cadre].append(act)
        for key in ("post", "from"):
            if key in line:
                self.holders[line[key]].add(cadre)
        return (cadre, act)

    def cadre_line(self, act, day, line, wrong, cadres):
        cadre = line["cadre"]
        cadres.add(cadre)
        if act == "person-register" and self.acts[cadre]:
            wrong.append(f"{cadre} registered twice")
        if act != "person-register" and not self.acts[cadre]:
            wrong.append(f"{cadre} is unknown")
        if "with" in line:
            line = {**line, "post": self.swaps[line["with"]], "from": self.swaps[cadre]}
        if "kin" in line and not self.acts[line["kin"]]:
            wrong.append(f"{line['kin']} is unknown")
        return self.record(cadre, line, line.get("sequence", 0))

    def amendment(self, act, line, wrong, cadres):
        if "order" in line:
            assert isinstance(line["order"], OrderOf)
            found = self.whole[line["order"].label]
        else:
            assert isinstance(line["event"], EventOf)
            found = [self.labels[line["event"].label]]
        for cadre, target in found:
            cadres.add(cadre)
            if target["off"]:
                wrong.append("names a cancelled act")
            if act == "cancel":
                target["off"] = True
            elif all(target["line"].get(key) == value for key, value in line["set"].items()):
                wrong.append(f"corrects nothing: {line}")
            else:
                target["line"].update(line["set"])
        return found[0]

    def held(self, cadre, day):
        return next(
            p
            for p, start, end, kind in self.career(cadre)[0]
            if start <= day < end and kind in {"substantive", "trial"}
        )

    def career(self, cadre):
        """The cadre's holdings (post, start, end, kind), and the acts that found nothing to act on."""
        done, held, gone, wrong = [], {}, None, []
        acts = [act for act in self.acts[cadre] if not act["off"] and "effective" in act["line"]]
        acts.sort(key=lambda act: (act["line"]["effective"], act["sequence"], act["place"]))

        def end(post, day):
            start, kind = held.pop(post)
            if start >= day:
                wrong.append(f"{cadre} holds {post} for no day")
            done.append((post, start, day, kind))
            return kind

        for act in acts:
            line = act["line"]
            what, day, post = line["act"], line["effective"], line.get("post")
            own = [each for each, (_, kind) in held.items() if kind in {"substantive", "trial"}]
            if what.startswith("person-"):
                continue
            if (gone is not None) != (what == "reinstate"):
                wrong.append(f"{cadre} is or is not in service: {line}")
            if what in {"appoint", "opening-position"}:
                kind = line.get("kind", "substantive")
                if held.get(post, (0, None))[1] == kind or (own and kind in {"substantive", "trial"}):
                    wrong.append(f"{cadre} holds {held} already: {line}")
                if post in held:
                    end(post, day)
                held[post] = (day, kind)
            elif what in {"transfer", "rotate", "exchange", "carried"} or (what in {"promote", "demote"} and post):
                source = line.get("from") or (own[0] if len(own) == 1 else None)
                if (source not in held and (own or what not in {"promote", "demote"})) or post in held:
                    wrong.append(f"{cadre} cannot move from {held}: {line}")
                    continue
                held[post] = (day, end(source, day) if source else "substantive")
            elif what == "relieve":
                if post in held:
                    end(post, day)
                else:
                    wrong.append(f"{cadre} does not hold {post}: {line}")
            elif what == "confirm":
                if held.get(post, (0, None))[1] != "trial":
                    wrong.append(f"{cadre} is not on trial: {line}")
                else:
                    held[post] = (held[post][0], "substantive")
            elif what == "depart":
                gone = line["kind"]
                for each in list(held):
                    end(each, day)
            elif what == "reinstate":
                if gone == "death":
                    wrong.append(f"{cadre} is dead")
                gone = None
        done += [(post, start, FOREVER, kind) for post, (start, kind) in held.items()]
        return done, wrong

    def overfull(self, name):
        """What is wrong with the post's holders on any day."""
        post = self.posts[name]
        stays = [
            (start, end)
            for cadre in self.holders[name]
            for held, start, end, _ in self.career(cadre)[0]
            if held == name
        ]
        wrong = [
            f"{name} is held outside its time: {start} to {end}"
            for start, end in stays
            if start < post["start"] or min(end, FOREVER) > post["end"]
        ]
        for day in {start for start, _ in stays} | {day for day, _ in post["seats"]}:
            seats = [count for since, count in post["seats"] if since <= day][-1:]
            if seats and sum(start <= day < end for start, end in stays) > seats[0]:
                wrong.append(f"{name} is overfull on {day}")
        return wrong


@pytest.mark.parametrize(("size", "seed"), [(300, 1), (300, 2), (40, 3), (1250, 4)])
def test_every_order_of_the_county_is_lawful_when_it_is_recorded(size, seed):
    replay = Replay()

    for order in county_orders(size, seed):
        assert replay.take(order) == [], (order.key, order.now, order.title)


@pytest.mark.parametrize("size", [300, 1250])
def test_the_county_uses_every_kind_of_act_and_of_holding_and_of_departure(size):
    lines = [line for order in county_orders(size, 7) for line in order.lines]

    assert {line["act"] for line in lines} == ACTS
    assert {line.get("kind", "substantive") for line in lines if line["act"] == "appoint"} == {
        "substantive", "acting", "trial", "concurrent", "secondment", "assistant",
    }  # fmt: skip
    assert {line["kind"] for line in lines if line["act"] == "depart"} == {
        "retire", "resign", "dismiss", "death", "transfer-out",
    }  # fmt: skip


@pytest.mark.parametrize("size", [40, 300, 1250])
def test_the_county_has_as_many_cadres_as_were_asked_for(size):
    lines = [line for order in county_orders(size, 1) for line in order.lines]
    registered = [line["cadre"] for line in lines if line["act"] == "person-register"]

    assert len(registered) == len(set(registered)) == size


@pytest.mark.parametrize("size", [300, 1250])
def test_the_county_is_recorded_in_order_over_ten_years(size):
    instants = [order.now for order in county_orders(size, 1)]

    assert instants == sorted(instants)
    assert instants[0] == datetime(2015, 1, 1, 1, tzinfo=UTC)
    assert datetime(2024, 12, 1, tzinfo=UTC) < instants[-1] < datetime(2025, 1, 1, tzinfo=UTC)


def test_one_seed_makes_one_county_and_another_seed_another():
    assert list(county_orders(300, 5)) == list(county_orders(300, 5))
    assert list(county_orders(300, 5)) != list(county_orders(300, 6))


def test_the_careers_of_the_cast_depend_on_neither_seed_nor_size():
    def careers(size, seed):
        lines = [line for order in county_orders(size, seed) for line in order.lines]
        return [line for line in lines if str(line.get("cadre", "C0")).isalpha()]

    assert careers(300, 1) == careers(300, 2) == careers(1250, 3)


@pytest.mark.parametrize("size", [0, 39, 10_000_001])
def test_a_county_of_no_size_is_not_made(size):
    with pytest.raises(ValueError, match="a demo has 40 to"):
        county_orders(size, 1)
