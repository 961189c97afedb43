"""Kinds that stand alone: public notice, long service, nominations, closing of posts."""

from fractions import Fraction

from tests.domain.policy.kinds.second.clocks import Clocks
from tests.domain.policy.kinds.second.words import ONE, TAKING, later, words


class Others(Clocks):
    """Each method is a kind."""

    def publicity_required(self, rule, act, procedures=None, acts=TAKING):
        if self.taken(rule, act, acts) is None:
            return None
        wanted, best = self.number(rule, "working_days", self.chosen(rule, act)), 0
        for case in self.noted("case-opened", f"cadre:{act['cadre']}"):
            fitting = not procedures or case["procedure"] in words(procedures)
            if not fitting or (case["posts"] and act["post"] not in case["posts"]):
                continue
            for over in self.noted("case-term-elapsed", ""):
                for up in self.noted("case-publicity-opened", ""):
                    same = case["docket"] == over["docket"] == up["docket"] and up["step"] == over["step"]
                    if same and up["from"] < over["from"] <= act["day"] and up["budget"].endswith("wd"):
                        best = max(best, int(up["budget"].removesuffix("wd")))
        outcome = "ok" if best >= wanted else "breach"
        return {"outcome": outcome, "wanted_working_days": wanted, "working_days": best}

    def long_service(self, rule, cadre, today):
        """How many days somebody has served in the posts meant, and since when that has been long."""
        months, days, since = self.months(rule, today), 0, None
        for day in (self.first + number * ONE for number in range((today - self.first).days + 1)):
            held = self.page(cadre, day)
            if not any(self.counts(rule, row["kind"]) and self.concerns(rule, post) for row, post in held):
                continue
            for morning in (day, day + ONE):
                if since is None and days and morning <= today and later(morning - days * ONE, months) <= morning:
                    since = morning
                days += morning == day < today
        return {"days": days, "long_since": since}

    def quota(self, rule, day, nominees):
        """Whether enough of those nominated hold posts of the tracks meant."""
        mine = [each for each in nominees if any(track in rule["select"].get("track", []) for track in each)]
        share = Fraction(self.number(rule, "share", day))
        met = not nominees or Fraction(len(mine), len(nominees)) >= share
        return {"nominees": len(nominees), "within": len(mine), "met": met}

    def closing(self, rule, post, day, decision, keep_establishment=True):
        """Whether the post may be closed: by a decision, and with enough seats left."""
        before = self.post(post, day - ONE)
        if before is None or not self.concerns(rule, before) or not self.in_force(rule, day):
            return None
        told = [
            each["full_time"]
            for each in self.noted("establishment-set", f"unit:{before['unit']}")
            if each["from"] <= day and each["track"] == before["track"]
        ]
        names = {row["post"] for row in self.told["posts"]} - {post}
        there = [place for name in names if (place := self.post(name, day))]
        left = sum(
            place["seats"]
            for place in there
            if place["unit"] == before["unit"] and place["track"] == before["track"] and not place["part_time"]
        )
        few = keep_establishment and told and left < told[-1]
        outcome = "breach" if decision is None or few else "ok"
        if outcome == "breach" and self.waived(rule, (post,), day):
            outcome = "waived"
        return {"outcome": outcome, "left": left}
