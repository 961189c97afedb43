"""What every rule has: numbers, what it counts and concerns, exceptions, waivers."""

from datetime import date

from tests.domain.policy.kinds.second.tables import Tables
from tests.domain.policy.kinds.second.words import NoNumber, code, fits


class Judging(Tables):
    """Asks the function named like the kind, then exceptions and waivers."""

    def number(self, rule, name, day, start=None):
        """The number that holds: of the day, or with grandfathering of the first day of the holding."""
        rows, grandfather = rule["numbers"].get(name, []), rule["pick"] == "holding-start"
        for row in reversed(rows):
            if row["from"] <= (start if grandfather and start else day).isoformat():
                return row["value"]
        if rows and grandfather:
            return rows[0]["value"]
        raise NoNumber

    def first_or(self, rule, name, day):
        """The number of the day; what is older than the rule takes its first one."""
        return self.number(rule, name, max(day, date.fromisoformat(rule["numbers"][name][0]["from"])))

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
        subjects = (act["cadre"], act["post"], *act["left"], act.get("body"))
        return {**said, "outcome": "waived"} if self.waived(rule, subjects, act["day"]) else said

    def waived(self, rule, subjects, day):
        found = [each for each in self.told["waivers"] if each[0] == rule["id"] and each[1] in subjects]
        return rule["waiver"] is not None and any(start <= day < end for _, _, start, end in found)
