"""Kinds about a unit and its people: movement, backbone, pairs, exchanges."""

from fractions import Fraction

from tests.domain.policy.kinds.second.clocks import Clocks
from tests.domain.policy.kinds.second.words import (
    LEAVING,
    ONE,
    fits,
    later,
    words,
)


class Houses(Clocks):
    """Each method is a kind."""

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
