"""What falls due of those who hold posts, and of posts that nobody holds."""

from tests.domain.policy.kinds.second.clocks import Clocks
from tests.domain.policy.kinds.second.words import ALWAYS, FOREVER, ONE, later, words


class Duties(Clocks):
    """Duties and their state on a day."""

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
