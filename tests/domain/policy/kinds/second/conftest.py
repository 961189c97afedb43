"""A second implementation of every rule kind, to compare the first one with.

Written from the form of the packs and the meanings of the kinds, not from the code: nothing of the four rooms is used.
A register is a heap of plain tables, time is gone through day by day, months are counted one by one on the calendar.
"""

import re
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

import pytest

FOREVER = date(9999, 12, 31)
ALWAYS = date(1, 1, 1)
PLACES = ("country", "province", "city", "prefecture", "county", "district", "town", "township", "area")
TAKING = ("appoint", "transfer", "exchange", "rotate", "promote", "demote")
LEAVING = ("relieve", "transfer", "exchange", "rotate", "promote", "demote")
DECISIONS = (*TAKING, "relieve", "depart", "confirm", "reinstate")
ADDING_UP = ("same-post-cumulative", "same-level", "same-area-level")
ONE = timedelta(days=1)


@pytest.fixture(scope="session")
def second_opinion():
    """A function from the tables of a register to a `SecondOpinion` on it."""
    return SecondOpinion


class NoNumber(Exception):
    """A rule has no number for the day."""


def later(day, months):
    """So many months on, counted one by one; in a month that is too short, its last day."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    for back in range(4):
        try:
            return date(year, month, day.day - back)
        except ValueError:
            continue
    raise AssertionError


def words(value):
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def fits(patterns, post):
    """Whether the id or the name of a post fits one of the patterns."""
    return any(spelled(each).fullmatch(text) for each in words(patterns) for text in (post["post"], post["name"]))


@cache
def spelled(pattern):
    return re.compile("".join({"*": ".*", "?": "."}.get(sign, re.escape(sign)) for sign in pattern), re.DOTALL)


def code(reason):
    return reason.split(":")[0].strip().lower() if reason else None


class SecondOpinion:
    """What the rules say of a register that is told in tables: posts, holdings, units, persons."""

    def __init__(self, told):
        self.told = told
        bounds = [row[key] for row in (*told["holdings"], *told["posts"]) for key in ("from", "until")]
        bounds += [stand[0] for stands in told["stands"].values() for stand in stands]
        inside = [day for day in bounds if ALWAYS < day < FOREVER and day.year > 1950]
        self.first = min(inside) - 40 * ONE
        self.last = max(inside) + 40 * ONE
        self.everyone = sorted({row["cadre"] for row in told["holdings"]})
        self.diaries, self.chains, self.calendars = {}, {}, {}

    # --- the register ---

    def chain(self, post):
        """The post and those it succeeded."""
        if post not in self.chains:
            before = [each for row in self.told["posts"] if row["post"] == post for each in row["succeeds"]]
            self.chains[post] = {post}.union(*map(self.chain, before))
        return self.chains[post]

    def house(self, unit):
        """The unit and those it came from."""
        found = {unit}
        for before in self.told["units"][unit]["was"]:
            found |= self.house(before)
        return found

    def area(self, unit):
        """The place in which the unit lies."""
        told = self.told["units"][unit]
        return unit if told["kind"] in PLACES or told["parent"] is None else self.area(told["parent"])

    def post(self, post, day):
        """The post as it is on the day; after all that is told nothing changes any more."""
        if post not in self.calendars:
            rows = [row for row in self.told["posts"] if row["post"] == post]
            self.calendars[post] = {day: row for row in rows for day in self.span(row["from"], row["until"])}
        return self.calendars[post].get(min(day, self.last - ONE))

    def diary(self, cadre):
        """day -> what the cadre holds on it, each with the post as it is on that day; what began first first."""
        pages = {}
        for row in self.told["holdings"]:
            for day in self.span(row["from"], row["until"]) if row["cadre"] == cadre else ():
                if place := self.post(row["post"], day):
                    pages.setdefault(day, []).append((row, place))
        for page in pages.values():
            page.sort(key=lambda each: (max(each[0]["from"], each[1]["from"]), each[0]["post"]))
        return pages

    def page(self, cadre, day, without=None):
        """What the cadre holds on a day, but for what one event opened."""
        if cadre not in self.diaries:
            self.diaries[cadre] = self.diary(cadre)
        found = self.diaries[cadre].get(min(day, self.last - ONE), ())
        return [each for each in found if each[0]["event"] != without] if found and without else found

    def span(self, start=None, end=None):
        """The days from one to another (excluded), within the days of which anything is told."""
        day, end = max(start or self.first, self.first), min(end or self.last, self.last)
        while day < end:
            yield day
            day += ONE

    def personal(self, cadre, field):
        return self.told["people"].get(cadre, {}).get(field)

    def kin(self, cadre):
        mine = [(relation, other) for who, relation, other in self.told["kin"] if who == cadre]
        return mine + [(relation, who) for who, relation, other in self.told["kin"] if other == cadre]

    # --- rules ---

    def number(self, rule, name, day, start=None):
        """The number that holds: of the day, or with grandfathering of the first day of the holding."""
        rows, grandfather = rule["numbers"].get(name, []), rule["pick"] == "holding-start"
        for row in reversed(rows):
            if row["from"] <= (start if grandfather and start else day).isoformat():
                return row["value"]
        if rows and grandfather:
            return rows[0]["value"]
        raise NoNumber

    def maybe(self, rule, name, day):
        return self.number(rule, name, day) if name in rule["numbers"] else None

    def months(self, rule, day, start=None):
        in_months = "months" in rule["numbers"]
        return self.number(rule, "months" if in_months else "years", day, start) * (1 if in_months else 12)

    def chosen(self, rule, act):
        """The day that chooses a number."""
        return act["decided_on"] if rule["pick"] == "decision-day" and act["decided_on"] else act["day"]

    def counts(self, rule, kind):
        usual = {"acting": True, "trial": True, "successor_posts": True}
        return kind == "substantive" or {**usual, **rule["counts"]}.get(kind, False)

    def on_successors(self, rule):
        return rule["counts"].get("successor_posts", True)

    def concerns(self, rule, post):
        """Whether the rule selects the post."""
        wanted = rule["select"]
        for key in ("track", "level"):
            if wanted.get(key) and post[key] not in wanted[key]:
                return False
        if wanted.get("unit_kind") and self.told["units"][post["unit"]]["kind"] not in wanted["unit_kind"]:
            return False
        if any(wanted.get(key) is not None and post[key] != wanted[key] for key in ("key_post", "part_time")):
            return False
        return not wanted.get("post_kind") or fits(wanted["post_kind"], post)

    def in_force(self, rule, day):
        return rule.get("from", "0001") <= day.isoformat() < rule.get("until", "9999")

    def judge(self, rule, act):
        """None where the rule does not concern the act, else outcome, effect and figures."""
        if not self.in_force(rule, act["day"]):
            return None
        try:
            said = getattr(self, rule["kind"].replace("-", "_"))(rule, act, **rule["options"])
        except NoNumber:
            return {"outcome": "undetermined", "effect": rule["effect"]}
        if said is None:
            return None
        said = {"effect": rule["effect"], **said}
        if said["outcome"] == "ok":
            return said
        for claimed in rule["exceptions"]:
            if claimed["code"].lower() == code(act["reason"]):
                needed = claimed.get("needs", "reason")
                stated = ("authority", "decision", "approved_by") if needed == "approval" else (needed,)
                if any(act[name] for name in stated):
                    return {**said, "outcome": "ok"}
                break
        patient = rule["unknown"] == "warn" and act["day"].isoformat() < rule.get("unknown_until", "9999-12-31")
        if said["outcome"] == "undetermined" and patient:
            return {**said, "effect": "WARN"}
        subjects = (act["cadre"], act["post"], *act["left"])
        return {**said, "outcome": "waived"} if self.waived(rule, subjects, act["day"]) else said

    def waived(self, rule, subjects, day):
        found = [each for each in self.told["waivers"] if each[0] == rule["id"] and each[1] in subjects]
        return rule["waiver"] is not None and any(start <= day < end for _, _, start, end in found)

    # --- clocks ---

    def same(self, rule, place):
        """Whether what is held on a day is where the clock looks, seen from a post."""
        resets = rule["counts"].get("reorganisation_resets", False)
        posts = self.chain(place["post"]) if self.on_successors(rule) else {place["post"]}
        units = {place["unit"]} if resets else self.house(place["unit"])
        areas = {self.area(place["unit"])} if resets else self.house(self.area(place["unit"]))
        looks = {
            "same-post": lambda here: here["post"] in posts and (not resets or here["unit"] in units),
            "same-unit": lambda here: here["unit"] in units,
            "same-level": lambda here: here["level"] == place["level"],
            "same-area-level": lambda here: here["level"] == place["level"] and self.area(here["unit"]) in areas,
            "role-class": lambda here: self.concerns(rule, here),
        }
        looks["same-post-cumulative"] = looks["same-post"]
        return looks.get(rule["clock"], lambda _: True)

    def clock(self, rule, cadre, place, day, without=None):
        """(days counted, first day looked at, days on the clock) by a day, without what one event opened."""
        if rule["clock"] == "since-last-move":
            return self.from_move(rule, cadre, day, without)
        if rule["clock"] == "since-last-promotion":
            return self.from_promotion(cadre, day)
        same, counted, since, back = self.same(rule, place), set(), day, day - ONE
        while back >= self.first:
            here = [each for each in self.page(cadre, back, without) if same(each[1])]
            if here:
                free = back + ONE
                if rule["clock"] not in ADDING_UP and free < since and self.interrupts(rule, free, since):
                    break
                since = back
                if any(self.counts(rule, row["kind"]) and self.concerns(rule, post) for row, post in here):
                    counted.add(back)
            elif rule["clock"] not in ADDING_UP and rule["gap_months"] == 0:
                break
            back -= ONE
        return len(counted), since, max(counted) + ONE if counted else day, since < day

    def interrupts(self, rule, free, again):
        return rule["gap_months"] == 0 or later(free, rule["gap_months"]) <= again

    def from_move(self, rule, cadre, day, without):
        """Since the cadre last took up a post, not going on in it or in what it succeeded."""
        for back in reversed(list(self.span(end=day))):
            before = {row["post"] for row, _ in self.page(cadre, back - ONE, without)}
            for row, place in self.page(cadre, back, without):
                new = row["from"] == back == row["since"] and place["from"] <= back
                if new and self.counts(rule, row["kind"]) and not before & self.chain(row["post"]):
                    return (day - back).days, back, day, True
        return 0, day, day, False

    def from_promotion(self, cadre, day):
        scale, before, last = self.told["levels"], None, None
        for start, level, _ in self.stands(cadre):
            if level in scale:
                if before is not None and scale.index(level) > scale.index(before) and start < day:
                    last = start
                before = level
        return (0, day, day, False) if last is None else ((day - last).days, last, day, True)

    def stands(self, cadre):
        return self.told["stands"].get(cadre, [(ALWAYS, None, None)])

    @staticmethod
    def reached(clock, day, months):
        """The day on which a clock that runs on from the day has so many months."""
        counted, _, stood, _ = clock
        when = later(stood - counted * ONE, months)
        return when if when <= stood else day + (when - stood)

    # --- what acts do ---

    def taken(self, rule, act, acts=TAKING, any_kind=False):
        """The post that is taken up, if that concerns the rule."""
        if act["post"] is None or act["act"] not in words(acts):
            return None
        place = self.post(act["post"], act["day"])
        if place is None or not (any_kind or self.counts(rule, act["kind"])):
            return None
        return place if self.concerns(rule, place) else None

    def left(self, rule, act):
        """What is left, as it was the day before."""
        before = self.page(act["cadre"], act["day"] - ONE, act["event"])
        return [(row, post) for row, post in before if row["post"] in act["left"] and self.concerns(rule, post)]

    # --- kinds: time ---

    def tenure_max(self, rule, act):
        place = self.post(act["post"], act["day"]) if act["post"] else None
        if place is None or not self.concerns(rule, place) or not self.counts(rule, act["kind"]):
            return None
        if rule["clock"] == "since-last-move" or (rule["clock"] == "since-last-promotion" and act["act"] == "promote"):
            return None
        clock = self.clock(rule, act["cadre"], place, act["day"], act["event"])
        limit = self.months(rule, self.chosen(rule, act), clock[1])
        for band in ("may", "should"):
            self.maybe(rule, band, self.chosen(rule, act))
        reached = self.reached(clock, act["day"], limit)
        outcome = "breach" if clock[0] and reached <= act["day"] else "ok"
        return {
            "outcome": outcome,
            "counted_days": clock[0],
            "since": str(clock[1]),
            "limit_months": limit,
            "reached_on": str(reached),
        }

    def tenure_min(self, rule, act, acts=("exchange", "rotate", "transfer")):
        if act["act"] not in words(acts):
            return None
        places = self.left(rule, act)
        since = rule["clock"].startswith("since-last")
        if not places and since:
            held = self.page(act["cadre"], act["day"] - ONE, act["event"])
            places = [each for each in held if self.concerns(rule, each[1])][:1]
        told = []
        for row, place in places:
            clock = self.clock(rule, act["cadre"], place, act["day"], act["event"])
            if not clock[3] and since:
                continue
            limit = self.months(rule, self.chosen(rule, act), clock[1])
            served = self.reached(clock, act["day"], limit)
            outcome = "breach" if served > act["day"] else "ok"
            told.append(
                {"outcome": outcome, "post": row["post"], "counted_days": clock[0], "served_on": str(served)}
                | {"minimum_months": limit}
            )
        return next((each for each in told if each["outcome"] == "breach"), told[0] if told else None)

    def terms_max(self, rule, act, consecutive=True, partial_reasons=None, acts=TAKING):
        place = self.taken(rule, act, acts)
        if place is None:
            return None
        chosen, who, without = self.chosen(rule, act), act["cadre"], act["event"]
        kind = "same-post" if consecutive else "same-post-cumulative"
        rule = {**rule, "clock": kind}
        _, since, _, ran = self.clock(rule, who, place, act["day"], without)
        limit = self.number(rule, "terms", chosen, since)
        length = self.number(rule, "term_years", chosen) * 12
        same, holdings = self.same(rule, place), {}
        for day in self.span(since, act["day"]) if ran else ():
            for row, post in self.page(who, day, without):
                if same(post) and self.counts(rule, row["kind"]) and self.concerns(rule, post):
                    holdings.setdefault(row["since"], []).append((day, row))
        served = 0
        for days in holdings.values():
            start, end = min(day for day, _ in days), max(day for day, _ in days) + ONE
            whole = 0
            while later(start, (whole + 1) * length) <= end:
                whole += 1
            part = self.maybe(rule, "partial_term_counts_from_months", chosen)
            rest = part is not None and later(later(start, whole * length), part) < end
            began = self.told["reasons"].get(days[0][1]["event"])
            own = partial_reasons is not None and (code(began) or "") not in words(partial_reasons)
            served += max(whole + rest, int(own))
        known = all(row["since_known"] for days in holdings.values() for _, row in days)
        outcome = "breach" if served >= limit else "ok" if known else "undetermined"
        return {"outcome": outcome, "served": served, "limit": limit}

    def cooling_off(self, rule, act, acts=TAKING):
        place = self.taken(rule, act, acts)
        if place is None:
            return None
        same = self.same(rule, place)
        for back in reversed(list(self.span(end=act["day"]))):
            there = [
                row
                for row, post in self.page(act["cadre"], back, act["event"])
                if self.counts(rule, row["kind"]) and same(post)
            ]
            if there and back == act["day"] - ONE:
                return None
            if there:
                gone = back + ONE
                free = later(gone, self.months(rule, self.chosen(rule, act), there[0]["since"]))
                outcome = "breach" if act["day"] < free else "ok"
                return {"outcome": outcome, "left_on": str(gone), "free_on": str(free)}
        return None

    def probation(self, rule, act, kinds=None):
        if act["act"] != "confirm" or act["confirms"] is None:
            return None
        for back in reversed(list(self.span(end=act["day"]))):
            for row, post in self.page(act["cadre"], back):
                if row["post"] == act["confirms"] and row["kind"] == "trial" and self.concerns(rule, post):
                    return self.confirmed(rule, act, row)
        return None

    def confirmed(self, rule, act, trial):
        ends = later(trial["since"], self.months(rule, self.chosen(rule, act), trial["since"]))
        late = self.maybe(rule, "confirm_within_days", act["day"])
        told = {"since": str(trial["since"]), "ends_on": str(ends)}
        if not trial["since_known"]:
            return {"outcome": "undetermined", **told}
        if act["day"] < ends:
            return {"outcome": "breach", **told}
        if late is not None and (act["day"] - ends).days > late:
            effect = "WARN" if rule["effect"] == "BLOCK" else rule["effect"]
            return {"outcome": "breach", "effect": effect, **told}
        return {"outcome": "ok", **told}

    def early_removal(self, rule, act, reasons, special_need="special-need", acts=LEAVING):
        if act["act"] not in words(acts):
            return None
        concerned = [
            row
            for row, post in self.left(rule, act)
            if self.counts(rule, row["kind"]) and act["post"] not in self.chain(post["post"])
        ]
        if not concerned:
            return None
        row, day = concerned[0], act["day"]
        length = self.months(rule, self.chosen(rule, act), row["since"])
        end, terms = row["planned_end"], 1
        while end is None or (row["planned_end"] is None and end < day):
            end, terms = later(row["since"], terms * length), terms + 1
        told = {"post": row["post"], "term_ends": str(end)}
        if end <= day:
            return {"outcome": "ok", **told}
        said = code(act["reason"])
        if said in words(reasons):
            most = self.maybe(rule, "special_need_per_term", self.chosen(rule, act))
            if most is None or said != special_need:
                return {"outcome": "ok", **told}
            return {"outcome": "breach" if self.needs(act, length, special_need) >= most else "ok", **told}
        unsure = not row["since_known"] and row["planned_end"] is None
        return {"outcome": "undetermined" if unsure else "breach", **told}

    def needs(self, act, length, special_need):
        """How often the cadre left a post for special need within a term before the day."""
        return len(
            {
                row["ended_by"]
                for row in self.told["holdings"]
                if row["cadre"] == act["cadre"] and row["event"] != act["event"]
                if row["ended_by"] not in {None, act["event"]}
                and later(act["day"], -length) < row["until"] <= act["day"]
                and code(self.told["reasons"].get(row["ended_by"])) == special_need
            }
        )

    def backdating(self, rule, act, needs=(), acts=DECISIONS):
        back = (act["recorded_on"] - act["day"]).days
        if act["act"] not in words(acts) or back <= 0:
            return None
        limit = self.number(rule, "days", self.chosen(rule, act))
        stated = words(needs) and all(act[name] for name in words(needs))
        return {"outcome": "ok" if back <= limit or stated else "breach", "days": back, "limit_days": limit}

    # --- kinds: units ---

    def movement_share(
        self, rule, act, track=None, backbone_only=False, movement="departures", acts=(*LEAVING, "appoint")
    ):
        if act["act"] not in words(acts):
            return None

        def concerned(post):
            wanted = (not track or post["track"] in words(track)) and (not backbone_only or post["backbone"])
            return wanted and self.concerns(rule, post)

        units = [post["unit"] for _, post in self.left(rule, act) if concerned(post)] if movement != "arrivals" else []
        place = self.post(act["post"], act["day"]) if act["post"] and movement != "departures" else None
        units += [place["unit"]] if place and concerned(place) else []
        told = []
        for unit in dict.fromkeys(units):
            chosen = self.chosen(rule, act)
            width, share = self.number(rule, "window_months", chosen), self.number(rule, "share", chosen)
            least = max(1, self.maybe(rule, "min_posts", chosen) or 0)
            worst = self.worst_window(rule, act["day"], width, least, unit, concerned, movement)
            if worst:
                over = Fraction(worst[0], worst[1]) > Fraction(share)
                told.append({"outcome": "breach" if over else "ok", "share": f"{worst[0]}/{worst[1]}", "unit": unit})
        return next((each for each in told if each["outcome"] == "breach"), told[0] if told else None)

    def worst_window(self, rule, day, width, least, unit, concerned, movement):
        """(seats that change holder, seats) of the window with the largest share; of like ones the first."""
        changes, worst = {}, None
        end = day
        while end == day or (end < self.last and later(end, -width) < day):
            open_posts = [row["post"] for row in self.told["posts"] if row["from"] <= end < row["until"]]
            here = [self.post(post, end) for post in sorted(set(open_posts))]
            here = [post for post in here if post["unit"] == unit and concerned(post)]
            changed = 0
            for post in here:
                if post["post"] not in changes:
                    changes[post["post"]] = self.changes(
                        rule, post["post"], later(day, -width), later(day, width), movement
                    )
                inside = [came for when, came in changes[post["post"]] if later(end, -width) < when <= end]
                changed += min(post["seats"], max(inside.count(True), inside.count(False)))
            found = (changed, sum(post["seats"] for post in here))
            if found[1] >= least and (worst is None or found[0] * worst[1] > worst[0] * found[1]):
                worst = found
            end += ONE
        return worst

    def changes(self, rule, post, after, last, movement):
        """(day, came or left) of everybody who comes to the post, or those it succeeded, or leaves them."""
        chain = self.chain(post) if self.on_successors(rule) else {post}
        found = []
        for cadre in self.everyone:
            there, kept = [], {}
            for day in self.span(after, last + ONE):
                before, new = kept, self.page(cadre, day)
                if new is there or (not new and not there):
                    continue
                there = new
                kept = {row["post"]: row for row, _ in new if self.counts(rule, row["kind"]) and row["post"] in chain}
                now = kept
                if day == after:
                    continue
                if movement != "arrivals":
                    gone = [name for name in before if not any(self.goes_on(name, other) for other in now)]
                    found += [(day, False) for _ in gone]
                if movement != "departures":
                    new = [name for name in now if not any(self.goes_on(name, other) for other in before)]
                    found += [(day, True) for name in new if now[name]["since_known"] or day != now[name]["from"]]
        return found

    def goes_on(self, one, other):
        return one in self.chain(other) or other in self.chain(one)

    def backbone_min(self, rule, act, unit_kind=None, of="after", acts=LEAVING):
        if act["act"] not in words(acts):
            return None
        kinds = words(unit_kind)
        units = [post["unit"] for _, post in self.left(rule, act)]
        units = [unit for unit in units if not kinds or self.told["units"][unit]["kind"] in kinds]
        if not units:
            return None
        unit, chosen = units[0], self.chosen(rule, act)
        months, least = self.maybe(rule, "months_in_unit", chosen) or 0, self.maybe(rule, "min_people", chosen) or 0
        limit = self.number(rule, "count" if "count" in rule["numbers"] else "share", chosen)
        after = self.people(rule, {unit}, act["day"])
        alive = {row["unit"] for row in self.told["posts"] if row["from"] <= act["day"] < row["until"]}
        before = self.people(rule, {unit} | (self.house(unit) - alive), act["day"] - ONE)
        here = {**rule, "clock": "same-unit"}
        staying = []
        for cadre in after:
            clock = self.clock(here, cadre, after[cadre], act["day"]) if cadre in before else None
            if clock and (not months or self.reached(clock, act["day"], months) <= act["day"]):
                staying.append(cadre)
        counted = before if of == "before" else after
        if not counted or len(counted) < least:
            return None
        if "count" in rule["numbers"]:
            enough = len(staying) >= limit
        else:
            enough = Fraction(len(staying), len(counted)) >= Fraction(limit)
        outcome = "ok" if enough else "breach"
        return {"outcome": outcome, "staying": sorted(staying), "people": len(counted)}

    def people(self, rule, units, day):
        """cadre -> post, of those who serve in the units on the day."""
        return {
            cadre: post
            for cadre in self.everyone
            for row, post in self.page(cadre, day)
            if post["unit"] in units and self.counts(rule, row["kind"]) and self.concerns(rule, post)
        }

    def pair_not_together(self, rule, act, roles, within="area", acts=LEAVING):
        if act["act"] not in words(acts):
            return None

        def role(post):
            return next((number for number, each in enumerate(roles) if fits(each, post)), None)

        def place(post):
            return post["unit"] if within == "unit" else self.area(post["unit"])

        for _, post in self.left(rule, act):
            if role(post) is None:
                continue
            window = self.number(rule, "window_days", self.chosen(rule, act))
            near = []
            for cadre in set(self.everyone) - {act["cadre"]}:
                for day in self.span(act["day"] - (window - 1) * ONE, act["day"] + window * ONE):
                    still = [each["post"] for _, each in self.page(cadre, day) if place(each) == place(post)]
                    for row, each in self.page(cadre, day - ONE):
                        gone = not any(self.goes_on(row["post"], other) for other in still)
                        paired = role(each) not in {None, role(post)} and place(each) == place(post)
                        if gone and paired and self.counts(rule, row["kind"]):
                            near.append(abs((day - act["day"]).days))
            return {"outcome": "breach" if near else "ok", **({"days_apart": min(near)} if near else {})}
        return None

    def exchange_crosses(self, rule, act, between, acts=("exchange",)):
        if act["act"] not in words(acts) or act["post"] is None:
            return None
        place, sources = self.post(act["post"], act["day"]), self.left(rule, act)
        if place is None or not sources or not self.concerns(rule, place):
            return None
        inside = {
            border
            for _, source in sources
            for border in words(between)
            if (border == "track" and source["track"] == place["track"])
            or (border == "area" and self.of_one_house(self.area(source["unit"]), self.area(place["unit"])))
            or (border == "unit" and self.of_one_house(source["unit"], place["unit"]))
        }
        return {"outcome": "breach" if inside else "ok"}

    def of_one_house(self, one, other):
        return one in self.house(other) or other in self.house(one)

    # --- kinds: persons ---

    def beside(self, act):
        """(day, what is held beside the taken post) for every day on which the taken post is held."""
        ends = [row["until"] for row in self.told["holdings"] if row["event"] == act["event"]]
        for day in self.span(act["day"], max(ends, default=FOREVER)):
            yield day, [each for each in self.page(act["cadre"], day) if each[0]["post"] != act["post"]]

    def concurrent_max(self, rule, act, kinds=None, acts=TAKING):
        place = self.taken(rule, act, acts, any_kind=True)
        if place is None or (kinds and act["kind"] not in words(kinds)):
            return None
        limit = self.number(rule, "posts", self.chosen(rule, act))
        most = max(
            len(
                {place["post"]}
                | {
                    row["post"]
                    for row, post in held
                    if (not kinds or row["kind"] in words(kinds)) and self.concerns(rule, post)
                }
            )
            for _, held in self.beside(act)
        )
        return {"outcome": "breach" if most > limit else "ok", "held": most, "limit": limit}

    def publicity_required(self, rule, act, procedures=None, acts=TAKING):
        """In these registers nobody was made public."""
        if self.taken(rule, act, acts) is None:
            return None
        return {"outcome": "breach", "wanted_working_days": self.number(rule, "working_days", self.chosen(rule, act))}

    def incompatible_duties(self, rule, act, sets, kinds=None, acts=TAKING):
        place = self.taken(rule, act, acts, any_kind=True)
        if place is None or not any(fits(duty, place) for duties in sets for duty in duties):
            return None
        clashing = {
            row["post"]
            for _, held in self.beside(act)
            for row, post in held
            if not kinds or row["kind"] in words(kinds)
            for duties in sets
            for one in range(len(duties))
            for other in range(len(duties))
            if one != other and fits(duties[one], place) and fits(duties[other], post)
        }
        return {"outcome": "breach" if clashing else "ok", "incompatible": sorted(clashing)}

    def kin_avoidance(self, rule, act, relations=None, duties=None, levels=None, within="unit", acts=TAKING):
        place = self.taken(rule, act, acts)
        wanted = [each.lower() for each in words(relations)]
        relatives = [other for relation, other in self.kin(act["cadre"]) if not wanted or relation.lower() in wanted]
        if place is None or not relatives:
            return None

        def where(post):
            return self.area(post["unit"]) if within == "area" else post["unit"]

        def clash(one, other):
            return (not duties or fits(duties, one)) and (not levels or other["level"] in words(levels))

        met = {
            (other, row["post"])
            for other in relatives
            for day, _ in self.beside(act)
            for row, post in self.page(other, day)
            if self.counts(rule, row["kind"]) and where(post) == where(place)
            if clash(place, post) or clash(post, place)
        }
        return {"outcome": "breach" if met else "ok", "met": sorted(met)}

    def native_place_avoidance(self, rule, act, duties=None, levels=None, acts=TAKING):
        place = self.taken(rule, act, acts)
        if place is None or (duties and not fits(duties, place)) or (levels and place["level"] not in words(levels)):
            return None
        area, native = self.area(place["unit"]), self.personal(act["cadre"], "native_place")
        if native is None:
            return {"outcome": "undetermined"}
        one, other = native.lower(), self.told["units"][area]["name"].lower()
        return {"outcome": "breach" if one in other or other in one or native == area else "ok"}

    def age_limit(self, rule, act, table, acts=TAKING):
        place = self.taken(rule, act, acts)
        if place is None:
            return None
        day = self.age_day(act["cadre"], place, table)
        if day is None:
            return {"outcome": "undetermined"}
        return {"outcome": "breach" if day <= act["day"] else "ok", "reached_on": str(day)}

    def age_day(self, cadre, place, table):
        born = self.personal(cadre, "born")
        if born is None:
            return None
        for row in table:
            if any(row.get(key) and place[key] not in words(row[key]) for key in ("track", "level")):
                continue
            if row.get("post_kind") and not fits(row["post_kind"], place):
                continue
            if not row.get("born_from", "0000-00") <= born[:7] < row.get("born_until", "9999-99"):
                continue
            if "sex" in row:
                if self.personal(cadre, "sex") is None:
                    return None
                if self.personal(cadre, "sex") not in words(row["sex"]):
                    continue
            birth = date.fromisoformat(born)
            months = row["years"] * 12 + row.get("months", 0)
            return later(birth, months + self.delayed(birth, months, row))
        return None

    def delayed(self, birth, months, row):
        """One month more for every so many months that the age is reached later, month by month."""
        if "delay_from" not in row:
            return 0
        at, month, steps = later(birth.replace(day=1), months), date.fromisoformat(row["delay_from"] + "-01"), 0
        while month <= at:
            month, steps = later(month, 1), steps + 1
        return min(row["delay_most"], -(-steps // row["delay_every"]))

    def separation_of_duties(
        self, rule, act, roles=("proposer", "approver", "decider", "subject", "kin"), acts=DECISIONS
    ):
        if act["act"] not in words(acts):
            return None
        subjects = {act["cadre"], *act["partners"]}
        parts = {
            "proposer": {act["actor"]},
            "approver": {act["approved_by"]},
            "decider": {act["authority"]},
            "subject": subjects,
            "kin": {other for who in subjects for _, other in self.kin(who)} - subjects,
        }
        shared = [
            (one, other)
            for one in words(roles)
            for other in words(roles)
            if one < other and {one, other} != {"kin", "subject"} and (parts[one] & parts[other]) - {None, ""}
        ]
        return {"outcome": "breach" if shared else "ok"}

    # --- kinds: conditions ---

    def eligibility(self, rule, act, criteria, education_scale=(), promotion_only=False, acts=(*TAKING[:-1],)):
        if act["act"] not in words(acts) or not self.counts(rule, act["kind"]):
            return None
        place = self.post(act["post"], act["day"]) if act["post"] else None
        if act["post"] and (place is None or not self.concerns(rule, place)):
            return None
        if not act["post"]:
            more = any(value not in ([], None) for key, value in rule["select"].items() if key != "level")
            levels = rule["select"].get("level")
            if act["level"] is None or more or (levels and act["level"] not in levels):
                return None
        level = act["level"] or (place["level"] if place else None)
        if promotion_only and not self.rises(rule, act, level):
            return None
        met = [self.meets(rule, act, place, level, each, words(education_scale)) for each in criteria]
        outcome = "breach" if False in met else "undetermined" if None in met else "ok"
        return {"outcome": outcome, "met": met}

    def rises(self, rule, act, level):
        scale, before = self.told["levels"], self.level_before(rule, act)
        return before not in scale or level not in scale or scale.index(level) > scale.index(before)

    def level_before(self, rule, act):
        """Where the cadre stood the day before, else the highest of the posts held then."""
        scale = self.told["levels"]
        stood = [level for start, level, _ in self.stands(act["cadre"]) if start < act["day"]]
        if stood and stood[-1]:
            return stood[-1]
        held = self.page(act["cadre"], act["day"] - ONE, act["event"])
        levels = [post["level"] for row, post in held if self.counts(rule, row["kind"]) and post["level"] in scale]
        return max(levels, key=scale.index, default=None)

    def meets(self, rule, act, place, level, criterion, scale):
        """Whether a condition is fulfilled on the day; None where a fact is missing."""
        metric, who, day = criterion["metric"], act["cadre"], act["day"]
        months = criterion.get("at_least_months")
        if months is None and isinstance(criterion.get("at_least"), int):
            months = criterion["at_least"] * 12
        personal = {"service-years": "started_work", "party-years": "joined_party"}
        if metric in personal:
            told = self.personal(who, personal[metric])
            return None if told is None else later(date.fromisoformat(told), months) <= day
        if metric == "age":
            return self.of_age(who, day, criterion)
        if metric == "education":
            told = self.personal(who, "education")
            return None if told is None else self.educated(told, criterion["at_least"], scale)
        if metric == "post-requires":
            needed = [self.required(who, day, each, scale) for each in (place["requires"] if place else ())]
            return False if False in needed else None if None in needed else True
        if metric == "years-since-move":
            _, since, _, ran = self.from_move(rule, who, day, act["event"])
            return not ran or later(since, months) <= day
        if metric == "years-since-promotion":
            _, since, _, ran = self.from_promotion(who, day)
            return not ran or later(since, months) <= day
        if metric in {"years-at-level", "years-at-lower-level", "posts-at-level", "posts-at-lower-level"}:
            levels = self.levels_of(criterion, level, lower="lower" in metric)
            if not levels:
                return levels is not None or None
            if metric.startswith("posts"):
                return self.posts_at(rule, act, levels) >= criterion["at_least"]
            return self.long_at(rule, act, levels, months)
        if place is None and metric in {"years-in-post", "years-in-unit"}:
            return True
        tests = {
            "years-in-unit": lambda post: post["unit"] in self.units_of(rule, place),
            "years-in-track": lambda post: (
                post["track"] in (words(criterion.get("track")) or ([place["track"]] if place else []))
            ),
            "years-in-unit-kind": lambda post: (
                self.told["units"][post["unit"]]["kind"] in words(criterion["unit_kind"])
            ),
            "years-in-post-kind": lambda post: fits(criterion["post_kind"], post),
            "years-in-post": self.same(rule, place) if place else None,
        }
        return self.served(rule, act, tests[metric], months)

    def units_of(self, rule, place):
        return {place["unit"]} if rule["counts"].get("reorganisation_resets") else self.house(place["unit"])

    def of_age(self, who, day, criterion):
        born = self.personal(who, "born")
        if born is None:
            return None
        years = 0
        while later(date.fromisoformat(born), 12 * (years + 1)) <= day:
            years += 1
        return criterion.get("at_least", 0) <= years <= criterion.get("at_most", 999)

    def educated(self, told, wanted, scale):
        if told.lower() == wanted.lower():
            return True
        if not scale:
            return False
        steps = [step.lower() for step in scale]
        return None if told.lower() not in steps else steps.index(told.lower()) >= steps.index(wanted.lower())

    def required(self, who, day, wanted, scale):
        if wanted == "party-member":
            joined = self.personal(who, "joined_party")
            return None if joined is None else joined <= str(day)
        told = self.personal(who, "education")
        if told is None:
            return None
        if wanted.lower() in [step.lower() for step in scale]:
            return self.educated(told, wanted, scale)
        return True if wanted.lower() in told.lower() else None

    def levels_of(self, criterion, level, *, lower):
        """The levels meant; empty where none lies below, None where the scale does not know the level."""
        scale, base = list(self.told["levels"]), criterion.get("at_level") or level
        if base not in scale:
            return None
        place = scale.index(base) - lower
        if place < 0:
            return []
        return scale[place:] if criterion.get("or_higher", True) else scale[place : place + 1]

    def posts_at(self, rule, act, levels):
        """How many different posts of the levels were held before the day."""
        posts = []
        for day in self.span(end=act["day"]):
            for row, post in self.page(act["cadre"], day, act["event"]):
                new = not any(self.goes_on(row["post"], other) for other in posts)
                if new and self.counts(rule, row["kind"]) and post["level"] in levels:
                    posts.append(row["post"])
        return len(posts)

    def long_at(self, rule, act, levels, months):
        stands = self.stands(act["cadre"])
        rising = act["act"] in {"promote", "demote"}
        bounds = [start for start, _, _ in stands[1:]] + [FOREVER]
        stood = [
            (start, end)
            for (start, level, _), end in zip(stands, bounds, strict=True)
            if level in levels and start > ALWAYS and not (rising and start == act["day"])
        ]
        long = self.served(rule, act, lambda post: post["level"] in levels, months, stood)
        return long or (None if any(start == ALWAYS and level in levels for start, level, _ in stands) else False)

    def served(self, rule, act, test, months, more=()):
        """Whether, going on from the first day, the days served have ever made so many months by the day."""
        count = 0
        for day in self.span(end=act["day"] + ONE):
            before = day - ONE
            held = self.page(act["cadre"], before, act["event"])
            there = any(self.counts(rule, row["kind"]) and test(post) for row, post in held)
            if there or any(start <= before < end for start, end in more):
                count += 1
                if later(day - count * ONE, months) <= day:
                    return True
        return False

    # --- what is due ---

    def due(self, rule, cadre, post, today):
        """What a holding on the day obliges to; None for nothing."""
        if not self.in_force(rule, today):
            return None
        found = [each for each in self.page(cadre, today) if each[0]["post"] == post]
        told = self.due_of(rule, *found[0], today)
        return told and self.stated(rule, told, cadre, post, today)

    def due_of(self, rule, row, place, today):
        if not self.concerns(rule, place):
            return None
        if rule["kind"] == "probation":
            if row["kind"] not in (words(rule["options"].get("kinds")) or ["trial"]):
                return None
            return {"since": row["since"], "due_on": later(row["since"], self.months(rule, today, row["since"]))}
        if not self.counts(rule, row["kind"]):
            return None
        if rule["kind"] == "age-limit":
            day = self.age_day(row["cadre"], place, rule["options"]["table"])
            return day and {"since": row["since"], "due_on": day}
        clock = self.clock(rule, row["cadre"], place, today)
        if rule["clock"].startswith("since-last") and not clock[3]:
            return None
        told = {"since": clock[1], "counted_days": clock[0]}
        for band in ("may", "should"):
            if band in rule["numbers"]:
                told[band] = self.reached(clock, today, self.number(rule, band, today, clock[1]))
        return {**told, "due_on": self.reached(clock, today, self.months(rule, today, clock[1]))}

    def stated(self, rule, told, cadre, post, today):
        warn = min(told["due_on"] - rule["warn_days"] * ONE, told.get("should", FOREVER))
        state = "ok" if today < warn else "warning" if today < told["due_on"] else "breach"
        if state == "breach" and self.waived(rule, (cadre, post), today):
            state = "waived"
        return {**told, "state": state}

    def vacancy(self, rule, post, today):
        """Since when a seat of the post has been vacant, day by day backwards."""
        place = self.post(post, today)
        if place is None or not self.concerns(rule, place) or not self.in_force(rule, today):
            return None
        kinds = words(rule["options"].get("filled_by"))
        chain, since = self.chain(post) if self.on_successors(rule) else {post}, None
        day = today
        while day >= ALWAYS + ONE:
            seats = [self.post(each, day)["seats"] for each in sorted(chain) if self.post(each, day)]
            holders = {
                cadre
                for cadre in self.everyone
                for row, _ in self.page(cadre, day)
                if row["post"] in chain and (not kinds or row["kind"] in kinds)
            }
            if not seats or len(holders) >= seats[0]:
                break
            since, day = day, day - ONE
        if since is None:
            return None
        told = {"since": since, "due_on": later(since, self.months(rule, today, since))}
        return self.stated(rule, told, "", post, today)
