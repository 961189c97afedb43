"""Eligibility: each metric counted out."""

from datetime import date

from tests.domain.policy.kinds.second.clocks import Clocks
from tests.domain.policy.kinds.second.words import (
    ALWAYS,
    FOREVER,
    ONE,
    TAKING,
    fits,
    later,
    words,
)

GRADES = ("incompetent", "basically-competent", "competent", "excellent")


class Conditions(Clocks):
    """Whether a candidate fulfils what a rule asks for."""

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
        if metric in {"no-grade-below", "years-with-grade", "years-with-rank"}:
            return self.assessed(who, day, criterion)
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

    def assessed(self, who, day, criterion):
        """Whether grades and ranks given by the day are as asked, of so many years before and of this one."""
        years = range(day.year - criterion["years"], day.year + 1)
        if criterion["metric"] == "years-with-rank":
            good = [year for year in years if any(rank <= criterion["rank"] for rank in self.ranks_in(year, who, day))]
            return len(good) >= criterion["at_least"]
        given = [each for each in self.noted("grade-given", f"cadre:{who}") if each["from"] <= day]
        yearly = [each for each in given if each["period"] == "year-end" and each["year"] in years]
        least = GRADES.index(criterion["grade"])
        if criterion["metric"] == "no-grade-below":
            return all(GRADES.index(each["grade"]) >= least for each in yearly)
        return len({each["year"] for each in yearly if GRADES.index(each["grade"]) >= least}) >= criterion["at_least"]

    def ranks_in(self, year, who, day):
        """The ranks in the yearly rankings of cadres, of each cycle the one that was made last by the day."""
        last = {}
        for each in self.noted("ranking-made", f"year:{year}"):
            if each["from"] <= day and each["ranks"] == "cadre" and each["period"] == "year-end":
                last[each["cycle"]] = each["places"]
        return [int(each["rank"]) for places in last.values() for each in places if each["id"] == who]

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
            held = self.page(act["cadre"], day, act["event"])
            there = any(self.counts(rule, row["kind"]) and test(post) for row, post in held)
            if not there and not any(start <= day < end for start, end in more):
                continue
            for morning in (day, day + ONE):
                if count and morning <= act["day"] and later(morning - count * ONE, months) <= morning:
                    return True
                count += morning == day
        return False
