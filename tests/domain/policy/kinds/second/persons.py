"""Kinds about what else a person holds, relatives, places, ages, and who decides."""

from datetime import date

from tests.domain.policy.kinds.second.clocks import Clocks
from tests.domain.policy.kinds.second.words import (
    DECISIONS,
    FOREVER,
    TAKING,
    fits,
    later,
    words,
)


class Persons(Clocks):
    """Each method is a kind."""

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
