"""Kinds about training: so much in a year, outside the county, and class-hours for party work."""

from datetime import date
from fractions import Fraction

from tests.domain.policy.kinds.second.clocks import Clocks
from tests.domain.policy.kinds.second.words import ONE, fits, words

HALF, TENTH = Fraction(1, 2), Fraction(1, 10)
COMMITTEES = ("party-working-committee", "school-party-committee")


def down(amount, step):
    return amount // step * step


def up(amount, step):
    return -(-amount // step) * step


class Training(Clocks):
    """Sessions told in days and hours, as exact fractions."""

    asked = (None, {})

    def attended(self, about, which):
        """The sessions that count, with days and hours."""
        found = []
        for each in self.noted("training-recorded", about):
            kinds, scopes = words(which.get("training_kind")), words(which.get("scope"))
            if (kinds and each["kind"] not in kinds) or (scopes and each["scope"] not in scopes):
                continue
            if each["form"] in words(which.get("forms_left_out")) or (
                which.get("collective") and not each["collective"]
            ):
                continue
            days, hours, missed = (Fraction(each[name] or 0) for name in ("days", "hours", "missed_hours"))
            if which.get("missed_most") and hours and missed / hours > Fraction(which["missed_most"]):
                continue
            if which.get("hours_per_day"):
                rate = Fraction(which["hours_per_day"])
                days, hours = days or down(hours / rate, HALF), hours or down(days * rate, TENTH)
            found.append({**each, "days": days, "hours": hours - missed})
        return found

    def in_period(self, session, start, end, today):
        """Days and hours of a session in a period, as far as over by the evening of today."""
        inside = [Fraction(0), Fraction(0)]
        for place, (name, step) in enumerate((("days", HALF), ("hours", TENTH))):
            for year, part in self.by_year(session, session[name], step).items():
                over = min(session["until"], date(year + 1, 1, 1))
                if start.year <= year < end.year and over <= today + ONE:
                    inside[place] += part
        return inside

    def by_year(self, session, amount, step):
        """How much of it lies in each calendar year: up to its end so many of its days, to the nearest step."""
        days = [session["from"] + number * ONE for number in range((session["until"] - session["from"]).days)]
        found, given = {}, Fraction(0)
        for year in sorted({day.year for day in days}):
            upto = amount * Fraction(len([day for day in days if day.year <= year]), len(days))
            if year == days[-1].year:
                upto = amount
            else:
                below = down(upto, step)
                upto = below + step if upto - below >= step / 2 else below
            found[year], given = upto - given, upto
        return found

    def obliged(self, rule, cadre, whose, end):
        """day -> the holdings by which the rule concerns the cadre on it."""
        if self.asked[0] is not rule:
            self.asked = (rule, {})
        if (cadre, end) not in self.asked[1]:
            self.asked[1][cadre, end] = self.days_obliged(rule, cadre, whose, end)
        return self.asked[1][cadre, end]

    def days_obliged(self, rule, cadre, whose, end):
        joined, found = self.personal(cadre, "joined_party"), {}
        for day in (self.first + number * ONE for number in range((end - self.first).days)):
            held = self.page(cadre, day)
            there = held and [
                (row, post)
                for row, post in held
                if self.counts(rule, row["kind"]) and self.concerns(rule, post) and self.in_force(rule, day)
                if whose != "members" or post["track"] == "party" or (joined and joined <= str(day))
            ]
            if there:
                found[day] = there
        return found

    def training_years(self, rule, cadre, today, per="calendar-year", period_start=None, whose="holders", **more):
        """One account after another: what is owed for the days obliged, and what was done."""
        long = 1 if per == "calendar-year" else 5
        obliged = self.obliged(rule, cadre, whose, date(today.year + long, 1, 1))
        if not obliged:
            return
        year = period_start or min(obliged).year
        while year > min(obliged).year:
            year -= long
        while year <= today.year:
            start, end = date(year, 1, 1), date(year + long, 1, 1)
            mine = {day: there for day, there in obliged.items() if start <= day < end}
            if mine:
                yield start, end, mine, self.account(rule, cadre, (start, end), mine, today, **more)
            year += long

    def account(self, rule, cadre, period, mine, today, prorata="days", where_kept=None, **which):
        start, end = period
        sessions = sorted(self.attended(f"cadre:{cadre}", which), key=lambda each: (each["until"], each["event"]))
        wanted = {}
        for name, step in (("days", HALF), ("hours", TENTH)):
            first = name if name in rule["numbers"] else "or_hours" if name == "hours" else None
            rows = rule["numbers"].get(first) or []
            amount = self.number(rule, first, max(start, date.fromisoformat(rows[0]["from"]))) if rows else 0
            if prorata == "days":
                amount = up(Fraction(amount * len(mine), (end - start).days), step)
            if prorata == "months":
                touched = len({(day.year, day.month) for day in mine})
                amount = up(Fraction(amount * touched, 12 * (end.year - start.year)), step)
            wanted[name] = amount
        done, days, hours = [], Fraction(0), Fraction(0)
        for each in sessions:
            inside = self.in_period(each, start, end, today)
            days, hours = days + inside[0], hours + inside[1]
            done.append((each, days, hours))
        return {**wanted, "done": done}

    def keeps(self, unit, period):
        """Whether the unit has a plan or a session of the period on file."""
        topics = ("training-recorded", "training-planned")
        told = [each for topic in topics for each in self.noted(topic, f"unit:{unit}")]
        return any(each["from"] < period[1] and period[0] < each["until"] for each in told)

    def last_held(self, rule, cadre, mine, whose="holders"):
        """What is held to the last of the days, and beyond it longest; of like ones the one begun first."""
        joined = self.personal(cadre, "joined_party") or "9999-12-31"

        def reach(each):
            row, post = each
            member = "0001-01-01" if whose == "holders" or post["track"] == "party" else joined
            begun = max(str(row["from"]), str(post["from"]), rule["from"], member)
            return min(str(row["until"]), str(post["until"]), rule.get("until", "9999-12-31")), begun

        def place(each):
            row, post = each
            return max(row["from"], post["from"]), row["post"]

        return max(sorted((each for page in mine.values() for each in page), key=place), key=reach)

    def fulfilled(self, account, today):
        """The event with which days or hours were enough; None before."""
        for each, days, hours in account["done"]:
            if (account["days"] and days >= account["days"]) or (account["hours"] and hours >= account["hours"]):
                return each["event"]
        return None

    def owed_training_min(self, rule, cadre, today, **options):
        for start, end, mine, account in self.training_years(rule, cadre, today, **options):
            raised = max(min(mine), end - rule["warn_days"] * ONE)
            row, post = self.last_held(rule, cadre, mine, options.get("whose", "holders"))
            kept = not options.get("where_kept") or self.keeps(post["unit"], (start, end))
            if raised > today or max(mine) < raised or not kept:
                continue
            before = next(each[3] for each in self.training_years(rule, cadre, raised, **options) if each[0] == start)
            if self.fulfilled(before, raised):
                continue
            over = min(row["until"], post["until"], date.fromisoformat(rule.get("until", "9999-12-31")))
            gone = row["ended_by"] if over <= min(today, end - ONE) else None
            yield {
                "about": str(start.year),
                "raised_on": raised,
                "due_on": end,
                "done_by": self.fulfilled(account, today) or gone,
                "post": row["post"],
            }

    def owed_training_outside(self, rule, unit, today, **which):
        for plan in self.noted("training-planned", f"unit:{unit}"):
            if plan["term"] != "annual" or not self.in_force(rule, plan["from"]):
                continue
            raised = max(plan["from"], plan["until"] - rule["warn_days"] * ONE)
            wanted = self.number(rule, "sessions", plan["from"])

            def enough(upto, plan=plan, wanted=wanted):
                told = self.attended(f"unit:{unit}", which)
                inside = [
                    each for each in told if plan["from"] <= each["from"] < plan["until"] and each["from"] <= upto
                ]
                first = {}
                for each in inside:
                    first.setdefault(each["session"], each["event"])
                return list(first.values())[wanted - 1] if len(first) >= wanted else None

            if raised <= today and not enough(raised):
                told = {"about": plan["plan"], "raised_on": raised, "due_on": plan["until"]}
                yield {**told, "done_by": enough(today)}

    def class_hours(self, rule, cadre, year, today, rates, acceptances=None, overlap="highest"):
        """(roles, rate, missing committees, holdings) -> days, counted one by one."""
        found, day = {}, date(year, 1, 1)
        while day.year == year and day <= today:
            held = self.page(cadre, day)
            there = held and [
                (row, each)
                for row, post in held
                if self.counts(rule, row["kind"]) and self.concerns(rule, post)
                for each in rates
                if fits(each["post_kind"], post)
                if each.get("from", "0001-01-01") <= str(day) < each.get("until", "9999-12-31")
            ]
            if there:
                roles = {}
                for _, each in there:
                    roles[each["role"]] = max(roles.get(each["role"], 0), Fraction(each["rate"]))
                if overlap == "highest":
                    best = max(roles.values())
                    roles = {min(role for role, rate in roles.items() if rate == best): best}
                accepted = {
                    each["accepted_by"]
                    for each in self.noted("workload-accepted", f"cadre:{cadre}")
                    if each["from"] <= today and each["work_from"] <= str(day) < each["work_until"]
                }
                missing = tuple(each for each in words(acceptances) or COMMITTEES if each not in accepted)
                key = (tuple(sorted(roles)), sum(roles.values()), missing, frozenset(row["event"] for row, _ in there))
                found[key] = found.get(key, 0) + 1
            day += ONE
        return found
