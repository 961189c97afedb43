"""Kinds about time in a post: tenure, terms, trials, breaks, removals before time, late recording."""

from tests.domain.policy.kinds.second.clocks import Clocks
from tests.domain.policy.kinds.second.words import DECISIONS, LEAVING, ONE, TAKING, code, later, words


class Times(Clocks):
    """Each method is a kind."""

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
