"""Kinds about rising to a higher level: exceptional promotion, and training before it."""

from tests.domain.policy.kinds.second.training import Training
from tests.domain.policy.kinds.second.words import ONE, TAKING, code, later, words

BARS = ("trial", "previous-exceptional")


class Rising(Training):
    """Day after day, whether a cadre stands higher than before."""

    def high(self, cadre, day):
        """The highest level on the day, of those stood at and of those of posts held, and the reasons for it."""
        scale, found = self.told["levels"], []
        stood = [(start, level) for start, level, _ in self.stands(cadre) if start <= day]
        if stood and stood[-1][1] in scale:
            found.append((stood[-1][1], f"cadre:{cadre}@level-{stood[-1][0]}"))
        found += [(post["level"], row["event"]) for row, post in self.page(cadre, day) if post["level"] in scale]
        level = max((level for level, _ in found), key=scale.index, default=None)
        return level, [event for each, event in found if each == level]

    def risings(self, cadre):
        """(day, level before, level, events), oldest first; where nothing is known before is no rise."""
        if cadre not in self.climbs:
            self.climbs[cadre] = list(self.climbing(cadre))
        return self.climbs[cadre]

    def climbing(self, cadre):
        scale, before = self.told["levels"], None
        for day in self.span():
            level, events = self.high(cadre, day)
            if level and before and scale.index(level) > scale.index(before):
                yield day, before, level, events
            before = level or before

    def exceptional_promotion(self, rule, act, bars=None, acts=TAKING[:-1]):
        if act["act"] not in words(acts):
            return None
        scale, found = self.told["levels"], self.risings(act["cadre"])
        now = [each for each in found if each[0] == act["day"]]
        levels = rule["select"].get("level")
        if not now or (levels and now[0][2] not in levels):
            return None
        steps = scale.index(now[0][2]) - scale.index(now[0][1])
        if code(act["reason"]) != "exceptional":
            many = steps >= self.number(rule, "exceptional_steps", self.chosen(rule, act))
            return {"outcome": "breach", "steps": steps} if many else None
        before = [each for each in found if each[0] < act["day"]]
        wrong, wanted = [], words(bars) or BARS
        if "trial" in wanted:
            there = self.page(act["cadre"], act["day"] - ONE, act["event"])
            wrong += [row["post"] for row, _ in there if row["kind"] == "trial"]
        if before and act["day"] < later(before[-1][0], self.number(rule, "months_since", self.chosen(rule, act))):
            wrong.append("soon")
        if before and "previous-exceptional" in wanted:
            wrong += [each for each in before[-1][3] if code(self.told["reasons"].get(each)) == "exceptional"]
        if steps > self.number(rule, "most_steps", self.chosen(rule, act)):
            wrong.append("far")
        return {"outcome": "breach" if wrong else "ok", "steps": steps}

    def training_before_promotion(self, rule, act, acts=TAKING[:-1], **which):
        if act["act"] not in words(acts) or not any(each[0] == act["day"] for each in self.risen(rule, act["cadre"])):
            return None
        days, hours = self.trained_before(rule, act["cadre"], act["day"], which)
        by = later(act["day"], self.number(rule, "within_months", act["day"]))
        outcome = "ok" if self.is_enough(rule, days, hours, act["day"]) else "breach"
        return {"outcome": outcome, "make_up_by": str(by)}

    def risen(self, rule, cadre):
        levels = rule["select"].get("level")
        return [each for each in self.risings(cadre) if not levels or each[2] in levels]

    def trained_before(self, rule, cadre, day, which):
        """Days and hours of the sessions over by the day that were not over so many months earlier already."""
        since = later(day, -self.number(rule, "months_before", day))
        there = [each for each in self.attended(f"cadre:{cadre}", which) if since < each["until"] <= day]
        return sum(each["days"] for each in there), sum(each["hours"] for each in there)

    def is_enough(self, rule, days, hours, day):
        wanted = {name: self.maybe(rule, name, day) for name in ("days", "hours", "or_hours")}
        least = wanted["hours"] or wanted["or_hours"]
        return bool((wanted["days"] and days >= wanted["days"]) or (least and hours >= least))

    def owed_training_before_promotion(self, rule, cadre, today, acts=None, **which):
        for day, _, level, _ in self.risen(rule, cadre):
            if day > today or not self.in_force(rule, day):
                continue
            days, hours = self.trained_before(rule, cadre, day, which)
            if self.is_enough(rule, days, hours, day):
                continue
            done = None
            after = [each for each in self.attended(f"cadre:{cadre}", which) if day < each["until"] <= today + ONE]
            for each in sorted(after, key=lambda each: (each["until"], each["event"])):
                days, hours = days + each["days"], hours + each["hours"]
                if done is None and self.is_enough(rule, days, hours, day):
                    done = each["event"]
            due = later(day, self.number(rule, "within_months", day))
            yield {"about": f"{level}/{day}", "raised_on": day, "due_on": due, "done_by": done}
