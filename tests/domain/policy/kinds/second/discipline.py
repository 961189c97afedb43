"""Kinds about sanctions, investigations, complaints: what is barred how long, and what must be dealt with when."""

from datetime import date

from tests.domain.policy.kinds.second.rising import Rising
from tests.domain.policy.kinds.second.words import FOREVER, ONE, TAKING, later, words

BESIDE = ("reward", "sanction")


class Discipline(Rising):
    """Effect periods day by day, and matters with their ends."""

    # --- freeze ---

    def freeze(self, rule, act, **told):
        during = told["while"]
        if act["act"] == "sanction" and during == "sanction":
            return self.stated_end(rule, act, told)
        if not self.bars(rule, act, told):
            return None
        if during == "investigation":
            periods = list(self.investigated(act["cadre"]))
        else:
            periods = [(start, end) for start, end, _, _ in self.sanctioned(rule, act["cadre"], told)]
        if not periods:
            return None
        return {"outcome": "breach" if any(start <= act["day"] < end for start, end in periods) else "ok"}

    def bars(self, rule, act, told):
        """Whether the rule bars such an act on such a post or level."""
        if act["act"] not in words(told.get("acts", TAKING[:-1])):
            return False
        if act["act"] == "depart":
            return not told.get("departures") or act["kind"] in words(told["departures"])
        if act["act"] in BESIDE:
            return True
        place = self.post(act["post"], act["day"]) if act["post"] else None
        level, chosen = act["level"] or (place["level"] if place else None), rule["select"]
        if place and not self.concerns(rule, place):
            return False
        some = any(value not in ([], None) for value in chosen.values())
        if not place and act["act"] == "relieve" and some and not self.left(rule, act):
            return False
        if not place and act["act"] != "relieve" and some and level not in chosen.get("level", []):
            return False
        if told.get("promotion_only") and act["act"] in TAKING:
            return self.rises(rule, act, level)
        return True

    def investigated(self, cadre):
        closings = self.noted("investigation-closed", f"cadre:{cadre}")
        for opened in self.noted("investigation-opened", f"cadre:{cadre}"):
            ends = [each["from"] for each in closings if each["docket"] == opened["docket"]]
            yield opened["from"], min(ends, default=FOREVER)

    def sanctioned(self, rule, cadre, told, *, stated=True, equal=None):
        """(first day, first day after, event, how it ends) of every sanction with months, as they stack."""
        about = f"cadre:{cadre}"
        lifted = {}
        for each in self.noted("sanction-lifted", about):
            lifted.setdefault(each["sanction"], each["from"])
        imposed = [
            each
            for each in self.noted("sanction-imposed", about)
            if each["kind"] in rule["numbers"] and (not told.get("line") or each["line"] in words(told["line"]))
        ]
        found = []
        for day in sorted({each["from"] for each in imposed}):
            together = [each for each in imposed if each["from"] == day]
            ends = [end for _, end, event, _ in found if end > day and lifted.get(event, FOREVER) > day]
            end = self.end_of_day(rule, day, together, max(ends, default=day), told, stated, equal)
            found += [(day, end, each["event"], "own") for each in together]
        return [self.until_lifted(each, lifted.get(each[2])) for each in found]

    @staticmethod
    def until_lifted(effect, lifted):
        start, end, event, _ = effect
        return (start, max(start, lifted), event, "lifted") if lifted and lifted < end else effect

    def end_of_day(self, rule, day, together, running, told, stated, equal):
        """The end of what was imposed on a day, while what was imposed before runs to another."""
        said = [each["until"] for each in together if stated and each["until"] != FOREVER]
        if said:
            return max(said)
        adds_up = told.get("stack", "longest") == "remaining-plus-new"
        months = {each["event"]: self.first_or(rule, each["kind"], day) for each in together}
        heaviest = max(months.values())
        times = list(months.values()).count(heaviest)
        cap = self.first_or(rule, "cap_months", day) if "cap_months" in rule["numbers"] else None
        if adds_up and times > 1 and (equal or told.get("equal", "sum")) == "sum":
            heaviest = min(heaviest * times, cap) if cap is not None else heaviest * times
        if running == day:
            return later(day, heaviest)
        if not adds_up:
            return max(running, later(day, heaviest))
        end = later(running, heaviest)
        return max(running, end if cap is None else min(end, later(day, cap)))

    def stated_end(self, rule, act, told):
        """Where a decision says the end itself, it is one that the months could give."""
        mine = [each for each in self.sanctioned(rule, act["cadre"], told) if each[2] == act["event"]]
        entry = [
            each for each in self.noted("sanction-imposed", f"cadre:{act['cadre']}") if each["event"] == act["event"]
        ]
        of_day = [
            each
            for each in self.noted("sanction-imposed", f"cadre:{act['cadre']}")
            if entry and each["from"] == entry[0]["from"] and each["kind"] in rule["numbers"]
            if not told.get("line") or each["line"] in words(told["line"])
        ]
        if not mine or mine[0][3] == "lifted" or all(each["until"] == FOREVER for each in of_day):
            return None
        ends = [
            each[1]
            for equal in ("sum", "one")
            for each in self.sanctioned(rule, act["cadre"], told, stated=False, equal=equal)
            if each[2] == act["event"]
        ]
        return {"outcome": "ok" if min(ends) <= mine[0][1] <= max(ends) else "breach"}

    def owed_freeze(self, rule, cadre, today, **told):
        """That the end of a sanction is put on record."""
        if "end_days" not in rule["numbers"] or told["while"] == "investigation":
            return
        noted = {each["sanction"]: each for each in reversed(self.noted("sanction-lifted", f"cadre:{cadre}"))}
        for start, end, event, how in self.sanctioned(rule, cadre, told):
            if end <= today and how != "lifted" and self.in_force(rule, end):
                lifted = noted.get(event)
                yield {
                    "about": f"{event}/{end}",
                    "raised_on": end,
                    "due_on": end + self.number(rule, "end_days", end, start) * ONE,
                    "done_by": lifted["event"] if lifted and lifted["from"] <= today else None,
                }

    # --- what comes in ---

    def owed_handling_limit(self, rule, subject, today, **told):
        for raised, done, by in getattr(self, "matters_of_" + told["of"].replace("-", "_"))(subject, told):
            day = raised["from"]
            if day > today or not self.in_force(rule, day):
                continue
            if "months" in rule["numbers"]:
                limit = later(day, self.number(rule, "months", day, day))
            else:
                limit = day + self.number(rule, "days", day, day) * ONE
            yield {
                "about": raised["event"],
                "raised_on": day,
                "due_on": min(limit, by or FOREVER),
                "done_by": done["event"] if done and done["from"] <= today else None,
            }

    def until_closed(self, subject, opening, closing, told):
        """Each opening with the closing of its docket that comes after as many closings as openings before it."""
        count = {}
        for each in self.noted(opening, subject):
            number = count[each["docket"]] = count.get(each["docket"], -1) + 1
            ends = [other for other in self.noted(closing, subject) if other["docket"] == each["docket"]]
            wanted = {"severity": words(told.get("severity")), "stage": words(told.get("stage"))}
            if all(not allowed or each.get(name) in allowed for name, allowed in wanted.items()):
                yield each, ends[number] if number < len(ends) else None, None

    def matters_of_complaint(self, subject, told):
        return self.until_closed(subject, "complaint-received", "complaint-closed", told)

    def matters_of_investigation(self, subject, told):
        return self.until_closed(subject, "investigation-opened", "investigation-closed", told)

    def matters_of_appeal(self, subject, told):
        return self.until_closed(subject, "appeal-lodged", "appeal-decided", told)

    def concluded(self, subject, conclusions):
        found = self.noted("complaint-closed", subject)
        return [each for each in found if each["conclusion"] in conclusions]

    @staticmethod
    def first_on(closed, answers):
        """The first answer that names the docket, or what closed it."""
        named = [each for each in answers if each["concerns"] in {closed["docket"], closed["event"]}]
        return named[0] if named else None

    def matters_of_disclosure(self, subject, told):
        for each in self.concluded(subject, ("substantiated", "partly")):
            if not told.get("severity") or each["severity"] in words(told["severity"]):
                yield each, self.first_on(each, self.noted("disclosure-made", subject)), None

    def matters_of_clarification(self, subject, _told):
        notices = [each for each in self.noted("notice-issued", subject) if each["kind"] == "clarification"]
        for each in self.concluded(subject, ("false-accusation",)):
            yield each, self.first_on(each, notices), None

    def matters_of_rectification(self, subject, _told):
        for each in self.noted("complaint-closed", subject):
            steps = [
                step
                for step in self.noted("complaint-handled", subject)
                if step["step"] == "rectified" and step["docket"] == each["docket"] and step["from"] >= each["from"]
            ]
            if each["rectify_by"]:
                yield each, steps[0] if steps else None, date.fromisoformat(each["rectify_by"])

    def matters_of_sanction_execution(self, subject, _told):
        return [(each, None, None) for each in self.noted("sanction-imposed", subject)]
