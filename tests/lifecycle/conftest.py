"""A second reading of a store, to compare the first one with: from the stored rows, with plain json, day after day.

Nothing of the four rooms is used here. It is slow and simple on purpose: whoever held what on a day is found by going
through every act up to that day, and a stretch is found by putting days together.
"""

import json
from collections import defaultdict

import pytest

ALWAYS, FOREVER = "0001-01-01", "9999-12-31"
OWN_KINDS = ("substantive", "trial")
AROUND = ("effective", "sequence", "authority", "decision", "decided_on", "basis", "reason")


@pytest.fixture(scope="session")
def second_reading():
    """A function from a database and a known-on day (None: everything recorded) to a `SecondReading`."""
    return SecondReading


class SecondReading:
    """What a store says, as known by the end of a day."""

    def __init__(self, database, known_on=None):
        sql = "SELECT originator_id, originator_version, topic, state FROM stored_events ORDER BY position"
        stored = [
            (stream, number, topic, json.loads(bytes(state))) for stream, number, topic, state in database.query(sql)
        ]
        self.vault = {
            (event, path): value for event, path, value in database.query("SELECT event, path, value FROM vault")
        }
        self.streams = defaultdict(list)
        self.lost = set()
        for stream, version, topic, state in stored:
            if known_on is not None and state["recorded_on"] > known_on:
                continue
            self.streams[stream].append((f"{stream}@{version}", version, topic, state))
            if topic == "order-recorded/1":
                self.lost.update(state["body"]["basis_lost"])
        self.acts = {stream: acts_that_count(events) for stream, events in self.streams.items()}

    def names(self, register):
        """The ids of a register, in order."""
        return sorted(stream.partition(":")[2] for stream in self.streams if stream.startswith(f"{register}:"))

    def days(self, *registers):
        """Every day on which something begins or ends in these registers."""
        return sorted({act["day"] for stream in self.acts if stream.startswith(registers) for act in self.acts[stream]})

    # --- cadres ---

    def cadre(self, who, day):
        """(post -> what is held, level, departure, opening event -> the act that ended it) at the end of the day."""
        life = Life()
        for act in self.acts.get(f"cadre:{who}", []):
            if act["day"] <= day:
                life.live(act)
        return life.held, life.level, life.gone, life.ends

    def idle(self):
        """The acts that find nothing to act on."""
        found = set()
        for stream, acts in self.acts.items():
            register = stream.partition(":")[0]
            if register == "cadre":
                life = Life()
                found |= {act["id"] for act in acts if not life.live(act)}
            elif register in {"post", "unit"}:
                found |= {act["id"] for number, act in enumerate(acts) if not heeded(acts[:number], act, register)}
        return found

    def value(self, who, path, day):
        """A personal value on the day."""
        said = [
            act["personal"][path]
            for act in self.acts.get(f"cadre:{who}", [])
            if act["day"] <= day and path in act["personal"]
        ]
        return self.vault.get((said[-1], path)) if said else None

    def career(self, who):
        """Every stretch of every holding, by day and post."""
        acts = self.acts.get(f"cadre:{who}", [])
        days = sorted({act["day"] for act in acts})
        ends = self.cadre(who, FOREVER)[3]
        stretches = []
        for first, end in stretches_between(days):
            for held in self.cadre(who, first)[0].values():
                same = [each for each in stretches if each["until"] == first and alike(each, held)]
                if same:
                    same[0]["until"] = end
                else:
                    stretches.append({**held, "from": first, "until": end, "ended_by": ends.get(held["event"])})
        return sorted(stretches, key=lambda each: (each["from"], each["post"]))

    def until(self, who, event):
        """The first day without the holding that the event opened."""
        return max(each["until"] for each in self.career(who) if each["event"] == event)

    def standings(self, who):
        """(from, until, level, departure), one for each stretch in which these are the same."""
        days = sorted({ALWAYS, *(act["day"] for act in self.acts.get(f"cadre:{who}", []))})
        found = []
        for first, end in stretches_between(days):
            _, level, departure, _ = self.cadre(who, first)
            if found and found[-1][2:] == (level, departure):
                found[-1] = (found[-1][0], end, level, departure)
            else:
                found.append((first, end, level, departure))
        return found

    # --- posts and units ---

    def post(self, name, day):
        """What the post is on the day; None where it is not open."""
        return defined_on(day, self.acts.get(f"post:{name}", []), "post")

    def unit(self, name, day):
        """What the unit is on the day; None where it does not exist."""
        return defined_on(day, self.acts.get(f"unit:{name}", []), "unit")

    def subtree(self, top, day):
        """The unit and all units under it on the day."""
        found, size = {top}, 0
        while len(found) > size:
            size = len(found)
            found |= {each for each in self.names("unit") if (unit := self.unit(each, day)) and unit["parent"] in found}
        return found

    def holders(self, post, day):
        """(cadre, what is held) of everybody on the post on the day, by cadre."""
        return [(who, held[post]) for who in self.names("cadre") if post in (held := self.cadre(who, day)[0])]

    def roster(self, day, unit=None, track=None, *, filled=False):
        """One row for each seat of every open post."""
        below = self.subtree(unit, day) if unit else None
        rows = []
        for name in self.names("post"):
            post = self.post(name, day)
            if post is None or (below is not None and post["unit"] not in below) or track not in {None, post["track"]}:
                continue
            shared = {"post": name, "post_name": post["name"], "unit": post["unit"], "track": post["track"]}
            seats = sorted(self.holders(name, day), key=lambda each: (each[1]["first"], each[0]))
            rows += [
                {**shared, "level": post["level"], "seat": seat, **self._sat(*each, day)}
                for seat, each in enumerate(seats, 1)
            ]
            if not filled:
                rows += [
                    {**shared, "level": post["level"], "seat": seat, **dict.fromkeys(VACANT)}
                    for seat in range(len(seats) + 1, post["seats"] + 1)
                ]
        return rows

    def _sat(self, who, held, day):
        return {
            "cadre": who,
            "name": self.value(who, "name", day),
            "kind": held["kind"],
            "since": held["since"],
            "since_precision": held["since_precision"],
            "until": unless_open(self.until(who, held["event"])),
            "planned_end": held["planned_end"],
            "order": held["order"],
            "event": held["event"],
        }

    def crowded(self):
        """(post, day, holders, seats) wherever a post has more holders than seats."""
        found = []
        for day in self.days("cadre", "post"):
            for name in self.names("post"):
                post, holders = self.post(name, day), self.holders(name, day)
                if post and len(holders) > post["seats"]:
                    found.append((name, day, [who for who, _ in holders], post["seats"]))
        return found

    def homeless(self, days):
        """(what, where, day) -> act, wherever a held post is not open, or the unit of a post or unit does not exist."""
        found = {}
        for day in days:
            units = {name: self.unit(name, day) for name in self.names("unit")}
            posts = {name: self.post(name, day) for name in self.names("post")}
            for who in self.names("cadre"):
                held = self.cadre(who, day)[0]
                found |= {(who, post, day): held[post]["event"] for post in held if not posts[post]}
            above = {name: post["unit"] for name, post in posts.items() if post}
            above |= {name: unit["parent"] for name, unit in units.items() if unit and unit["parent"]}
            defined = posts | units
            found |= {(name, unit, day): defined[name]["event"] for name, unit in above.items() if not units[unit]}
        return found

    def gaps(self, name):
        """The stretches (from, until) in which the post is open and has a vacant seat."""
        days = self.days("cadre", f"post:{name}")
        found = []
        for first, end in stretches_between(days):
            post = self.post(name, first)
            if post is None or len(self.holders(name, first)) >= post["seats"]:
                continue
            if found and found[-1][1] == first:
                found[-1] = (found[-1][0], end)
            else:
                found.append((first, end))
        return found

    # --- what became of the acts ---

    def statuses(self, stream):
        """The status of each event of the stream."""
        events = self.streams.get(stream, [])
        cancelled = {state["body"]["names"] for _, _, topic, state in events if topic == "act-cancelled/1"}
        named = {event: state["body"]["names"] for event, _, topic, state in events if topic == "act-corrected/1"}
        corrected = set()
        for event in named:
            chain = chain_from(event, named)
            if not cancelled & set(chain[:-1]):
                corrected |= {chain[1], chain[-1]}
        order = (("cancelled", cancelled), ("basis-lost", self.lost), ("corrected", corrected))
        return {event: next((word for word, some in order if event in some), "in-force") for event, *_ in events}


VACANT = ("cadre", "name", "kind", "since", "since_precision", "until", "planned_end", "order", "event")


def stretches_between(days):
    """(first day, end) of each stretch that begins on one of the days."""
    return zip(days, [*days[1:], FOREVER], strict=False)


def unless_open(day):
    return None if day in {ALWAYS, FOREVER} else day


def alike(stretch, held):
    return all(stretch[name] == held[name] for name in ("post", "kind", "event"))


def chain_from(event, named):
    """The event, the one it corrects, the one which that corrects, and so on to the act."""
    chain = [event]
    while chain[-1] in named:
        chain.append(named[chain[-1]])
    return chain


def acts_that_count(events):
    """The acts of one stream without the cancelled ones, as corrected, in the order of effect."""
    acts, named, cancelled = {}, {}, set()
    for event, version, topic, state in events:
        body = state["body"]
        if topic == "act-cancelled/1":
            cancelled.add(body["names"])
        elif topic == "act-corrected/1":
            named[event] = body["names"]
        else:
            place = {"id": event, "version": version, "topic": topic.partition("/")[0], "order": state["order"]}
            personal = dict.fromkeys(body.get("personal", ()), event)
            day = ALWAYS if place["topic"] == "cadre-registered" else state["effective"] or ALWAYS
            when = {"day": day, "sequence": state["sequence"]}
            acts[event] = {**body, **place, **when, "personal": personal}
    for event, _, _, state in events:
        chain = chain_from(event, named)
        if event not in named or cancelled & set(chain[:-1]):
            continue
        act, changes = acts[chain[-1]], state["body"]["changes"]
        act.update({name: value for name, value in changes.items() if name not in AROUND})
        act["day"] = changes.get("effective", act["day"]) if act["topic"] != "cadre-registered" else ALWAYS
        act["sequence"] = changes.get("sequence", act["sequence"])
        act["personal"] |= dict.fromkeys(state["body"]["personal"], event)
    counting = [act for event, act in acts.items() if event not in cancelled]
    return sorted(counting, key=lambda act: (act["day"], act["sequence"], act["version"]))


class Life:
    """What a cadre holds and is, act by act; `ends` maps the act that opened a holding to the one that ended it."""

    def __init__(self):
        self.held, self.ends, self.level, self.gone = {}, {}, None, None

    def live(self, act):
        """Whether the act found something to act on."""
        post, topic = act.get("post"), act["topic"].removeprefix("cadre-")
        match topic:
            case "registered":
                self.level = act["level"]
            case "appointed" | "opening-position-recorded":
                return self.appointed(act, post)
            case "relieved":
                return post in self.held and bool(self.leave(post, act))
            case "transferred" | "rotated" | "exchanged":
                return self.moved(act, act["from_post"])
            case "promoted" | "demoted":
                return self.changed_level(act, post)
            case "carried-over":
                return self.carried_over(act, act["from_post"], post)
            case "confirmed":
                return self.confirmed(post)
            case "departed" | "reinstated":
                return self.served(act, leaving=topic == "departed")
        return True

    def appointed(self, act, post):
        if self.gone or (post in self.held and self.held[post]["kind"] == act["kind"]):
            return False
        if post in self.held:
            self.leave(post, act)
        return self.take(post, act["kind"], act, **({} if act["topic"] == "cadre-appointed" else {"since": None}))

    def moved(self, act, source):
        left = self.own() if source is None else [source] if source in self.held else []
        if self.gone or act["post"] in self.held or len(left) != 1:
            return False
        return self.take(act["post"], self.leave(left[0], act)["kind"], act)

    def changed_level(self, act, post):
        if self.gone or (post and (self.own() or post in self.held) and not self.moved(act, None)):
            return False
        if post and post not in self.held:
            self.take(post, "substantive", act)
        self.level = act["level"]
        return True

    def carried_over(self, act, source, post):
        if source not in self.held or post in self.held:
            return False
        old = self.leave(source, act)
        kept = ("first", "since", "since_precision", "planned_end")
        return self.take(post, old["kind"], act, **{name: old[name] for name in kept})

    def confirmed(self, post):
        on_trial = post in self.held and self.held[post]["kind"] == "trial"
        if on_trial:
            self.held[post] = {**self.held[post], "kind": "substantive"}
        return on_trial

    def served(self, act, *, leaving):
        if bool(self.gone) is leaving or self.gone == "death":
            return False
        for post in tuple(self.held) if leaving else ():
            self.leave(post, act)
        self.gone = act["kind"] if leaving else None
        return True

    def own(self):
        return [post for post, each in self.held.items() if each["kind"] in OWN_KINDS]

    def leave(self, post, act):
        self.ends[self.held[post]["event"]] = act["id"]
        return self.held.pop(post)

    def take(self, post, kind, act, **known):
        since = {"first": act["day"], "since": act["day"], "since_precision": act.get("precision", "day")}
        opened = {"post": post, "kind": kind, "event": act["id"], "order": act["order"]}
        self.held[post] = {**opened, **since, "planned_end": act.get("planned_end"), **known}
        return True


def defined_on(day, acts, register):
    """What a post or unit is on the day, or None."""
    defined, over = None, False
    for act in acts:
        if act["day"] > day:
            break
        verb = act["topic"].removeprefix(f"{register}-")
        if verb == "opened" and defined is None:
            defined = {**act, "event": act["id"]}
        elif defined is None or over:
            continue
        elif verb in {"revised", "renamed", "moved"}:
            fields = ("unit", "name", "track", "level", "seats", "part_time", "key_post", "backbone", "requires")
            named = {"revised": fields, "renamed": ("name",), "moved": ("parent",)}[verb]
            changes = {name: act[name] for name in named if verb == "moved" or act.get(name) is not None}
            defined = {**defined, **changes, "event": act["id"]}
        elif verb in {"closed", "merged"} or (register == "post" and verb == "succeeded"):
            over = True
        elif verb == "split":
            over = not act["keeps"]
    return None if over else defined


def heeded(before, act, register):
    """Whether a post or unit is as the act needs it, after the acts before it: not there yet, or there."""
    if act["topic"] == "unit-succeeded":
        return True
    if act["topic"] == f"{register}-opened":
        return not any(each["topic"] == act["topic"] for each in before)
    return defined_on(act["day"], before, register) is not None
