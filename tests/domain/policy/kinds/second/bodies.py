"""Kinds about bodies: who is in them, what they do in a year and in a term, what they decide."""

from fractions import Fraction

from tests.domain.policy.kinds.second.clocks import Clocks
from tests.domain.policy.kinds.second.words import DECISIONS, FOREVER, LEAVING, ONE, TAKING, later, words

COMING = ("body-constitute", "body-member", "body-leave", "body-renew", "depart")
DECIDED = (*TAKING, "relieve")
MONTHS = {"calendar-year": 12, "half-year": 6, "quarter": 3, "month": 1}


class Bodies(Clocks):
    """Bodies as they stand on a day: everything that was recorded up to it, one fact after another."""

    def body(self, name):
        """What the body is: its founding, the day of its end, and all facts about it in the order of days."""
        topics = ("body-constituted", "body-renewed", "body-member-joined", "body-member-left", "body-dissolved")
        facts = [each for topic in topics for each in self.noted(topic, f"body:{name}")]
        facts.sort(key=lambda each: (each["from"], int(each["event"].split("@")[1])))
        made = [each for each in facts if each["topic"] == "body-constituted"]
        if not made:
            return None
        ends = [each["from"] for each in facts if each["topic"] == "body-dissolved"]
        return {**made[0], "facts": facts, "end": min(ends, default=FOREVER)}

    def belonging(self, name, day):
        """cadre -> the fact by which they belong to the body on the day, liaison officers too."""
        there = {}
        for fact in self.body(name)["facts"]:
            if fact["from"] > day:
                break
            if fact["topic"] == "body-member-joined":
                there[fact["cadre"]] = fact
            if fact["topic"] == "body-member-left":
                there.pop(fact["cadre"], None)
            if fact["topic"] == "body-renewed":
                there = {who: each for who, each in there.items() if who in fact["reelected"]}
            if fact["topic"] == "body-dissolved":
                there = {}
        return {who: fact for who, fact in there.items() if day < fact["until"]}

    def departed(self, cadre, day):
        """Whether the cadre has left the service."""
        last = [gone for start, _, gone in self.stands(cadre) if start <= day]
        return bool(last and last[-1])

    def members(self, name, day):
        """Who is a member on the day and serves."""
        there = self.belonging(name, day)
        return {who: fact for who, fact in there.items() if fact["role"] != "liaison" and not self.departed(who, day)}

    def composition(self, rule, act, body_kind=None, acts=COMING, **told):
        if act["act"] not in words(acts):
            return None
        names = sorted({each["body"] for each in self.told["noted"] if each["topic"] == "body-constituted"})
        if act.get("body"):
            names = [name for name in names if name == act["body"]]
        else:
            names = [name for name in names if act["cadre"] in self.belonging(name, act["day"])]
        kinds = words(body_kind)
        found = []
        for name in names:
            body = self.body(name)
            if body["from"] <= act["day"] < body["end"] and (not kinds or body["kind"] in kinds):
                found += [self.made_up(rule, act, name, **told)]
        found = [each for each in found if each]
        for outcome in ("breach", "undetermined", "ok"):
            worst = [each for each in found if each["outcome"] == outcome]
            if worst:
                return worst[0] if len(worst) == 1 else {"outcome": outcome}
        return None

    def made_up(self, rule, act, name, more=None, than=None, who=None, role=None, kin_apart=False):
        members = self.members(name, act["day"])
        if not members:
            return None
        times = {True: "full-time", False: "part-time", None: None}
        marks = [{times[fact["full_time"]], fact["role"]} for fact in members.values()]

        def count(word):
            return len([each for each in marks if word in each])

        known = all(fact["full_time"] is not None for fact in members.values())
        if {more, than, who} & {"full-time", "part-time"} and not known:
            return {"outcome": "undetermined", "body": name}
        day, number = self.chosen(rule, act), count(who) if who else len(marks)
        share, least, most = (self.maybe(rule, word, day) for word in ("share", "at_least", "at_most"))
        relatives = any(other in members for who in members for _, other in self.kin(who))
        wrong = (
            (more is not None and not count(more) > count(than))
            or (share is not None and Fraction(number, len(marks)) < Fraction(share))
            or (least is not None and number < least)
            or (most is not None and number > most)
            or (role is not None and not count(role))
            or (kin_apart and relatives)
        )
        return {"outcome": "breach" if wrong else "ok", "body": name, "members": sorted(members)}

    def member_eligibility(self, rule, act, role=("secretary",), body_kind=None, acts=("body-member",), **wanted):
        body = self.body(act["body"]) if act.get("body") and act["act"] in words(acts) else None
        if body is None or (body_kind and body["kind"] not in words(body_kind)):
            return None
        taken = self.belonging(act["body"], act["day"]).get(act["cadre"])
        if taken is None or taken["role"] not in words(role):
            return None
        met = [self.brings(word, value, act) for word, value in wanted.items() if value]
        return {"outcome": "breach" if False in met else "undetermined" if None in met else "ok"}

    def brings(self, word, value, act):
        """Whether the cadre fulfils a condition for a role; None where it is not on file."""
        who, day = act["cadre"], act["day"]
        if word == "affiliated":
            found = self.noted("member-affiliated", f"cadre:{who}")
            return any(each["body"] == act["body"] and each["from"] <= day < each["until"] for each in found)
        if word == "party_member":
            joined = self.personal(who, "joined_party")
            return None if joined is None else joined <= str(day)
        level = [level for start, level, _ in self.stands(who) if start <= day][-1]
        scale = self.told["levels"]
        return None if level is None else scale.index(level) >= scale.index(value)

    # --- decisions ---

    def minutes(self, number):
        found = self.noted("collective-decision-taken", f"decision:{number}") if number else []
        return found[0] if found else None

    def body_kind(self, name):
        body = self.body(name)
        return body and body["kind"]

    def decision_required(self, rule, act, of_bodies=None, only_cited=False, acts=DECIDED, **told):
        if act["act"] not in words(acts) or not self.needs_decision(rule, act):
            return None
        minutes = self.minutes(act["decision"])
        if of_bodies and (minutes is None or self.body_kind(minutes["body"]) not in words(of_bodies)):
            return None
        if not act["decision"]:
            return None if only_cited else {"outcome": "breach"}
        if minutes is None:
            return {"outcome": "undetermined"}
        fine = (
            self.about_it(act, minutes),
            self.adopted(rule, minutes, told),
            self.went_through(minutes, words(told.get("chain"))),
            self.signed_and_noticed(rule, minutes, words(told.get("signed_by"))),
            not told.get("classes") or minutes["matter"] in words(told["classes"]),
        )
        return {"outcome": "ok" if all(fine) else "breach"}

    def needs_decision(self, rule, act):
        if act.get("amount"):
            above = self.maybe(rule, "above", self.chosen(rule, act))
            return above is None or Fraction(act["amount"]) > above
        if act["post"]:
            return bool(self.taken(rule, act, (*DECISIONS, *LEAVING)) or self.ends(rule, act))
        if act["act"] in {"promote", "demote"}:
            more = any(value not in ([], None) for key, value in rule["select"].items() if key != "level")
            levels = rule["select"].get("level")
            return not more and (not levels or act["level"] in levels)
        return self.ends(rule, act)

    def ends(self, rule, act):
        """Whether something ends that counts under the rule."""
        return any(self.counts(rule, row["kind"]) for row, _ in self.left(rule, act))

    def about_it(self, act, minutes):
        """Whether the decision was there in time, and is about the cadre, the post and the sum where it names any."""
        posts = {act["post"]} if act["post"] else set(act["left"])
        return (
            minutes["from"] <= act["day"]
            and (not minutes["cadres"] or not act["cadre"] or act["cadre"] in minutes["cadres"])
            and (not minutes["posts"] or not posts or posts <= set(minutes["posts"]))
            and not (act.get("amount") and minutes["amount"] and Fraction(act["amount"]) > Fraction(minutes["amount"]))
        )

    def adopted(self, rule, minutes, told):
        """Whether it was not put off, enough were there, and more than the share voted for it."""
        counted = minutes["entitled"] - (0 if told.get("recused_in_base", True) else len(minutes["recused"]))
        quorum = self.maybe(rule, "quorum", minutes["from"])
        majority = self.maybe(rule, "majority", minutes["from"])
        base = minutes["present"] if told.get("base") == "present" else counted
        there = quorum is None or not counted or Fraction(minutes["present"], counted) >= Fraction(quorum)
        voted = majority is None or (base > 0 and Fraction(minutes["votes_for"], base) > Fraction(majority))
        return not minutes["postponed"] and there and voted

    def went_through(self, minutes, chain):
        """Whether one kind of body after another dealt with it, the last one deciding, none putting it off."""
        if chain and self.body_kind(minutes["body"]) != chain[-1]:
            return False
        for kind in chain[-2::-1]:
            before = self.minutes(minutes["follows"])
            if before is None or self.body_kind(before["body"]) != kind or before["from"] > minutes["from"]:
                return False
            if before["postponed"]:
                return False
            minutes = before
        return True

    def signed_and_noticed(self, rule, minutes, signers):
        about = f"decision:{minutes['number']}"
        signed = {self.body_kind(each["body"]) for each in self.noted("decision-signed", about)}
        days = self.maybe(rule, "notice_days", minutes["from"])
        notices = [each["from"] for each in self.noted("decision-noticed", about)]
        early = days is None or any((minutes["from"] - each).days >= days for each in notices)
        return set(signers) <= signed and early

    # --- what bodies owe ---

    def bodies_in(self, unit, kinds):
        names = dict.fromkeys(each["body"] for each in self.noted("body-constituted", f"unit:{unit}"))
        bodies = [(name, self.body(name)) for name in names]
        return [(name, body) for name, body in bodies if not kinds or body["kind"] in words(kinds)]

    def sessions(self, name, kind):
        return [each for each in self.noted("body-session-held", f"body:{name}") if each["kind"] == kind]

    def owed_yearly_count(self, rule, unit, today, what, per="calendar-year", body_kind=None, about=None):
        """One period after another, from the first of January of the year in which the body began."""
        for name, body in self.bodies_in(unit, body_kind):
            start = body["from"].replace(month=1, day=1)
            while start <= today:
                end = later(start, MONTHS[per])
                whole = body["from"] <= start and end <= body["end"]
                known = rule["numbers"]["at_least"][0]["from"] <= str(start)
                if whole and known and self.in_force(rule, start):
                    held = [
                        each
                        for each in self.sessions(name, what)
                        if start <= each["from"] < end
                        if not about or any(w.lower() in t.lower() for w in words(about) for t in each["about_what"])
                    ]
                    wanted = self.number(rule, "at_least", start)
                    yield from self.asked_for(rule, f"{name}/{start}", (start, end), held, wanted, today)
                start = end

    def asked_for(self, rule, about, period, held, wanted, today):
        """Raised on the day of the warning, unless so much was done before it; done by the last that was needed."""
        start, end = period
        raised = max(start, end - rule["warn_days"] * ONE)
        before = [each for each in held if each["from"] < raised]
        done = [each for each in held if each["from"] <= today]
        if raised <= today and len(before) < wanted:
            yield {
                "about": about,
                "raised_on": raised,
                "due_on": end,
                "done_by": done[wanted - 1]["event"] if len(done) >= wanted else None,
            }

    def owed_body_term(self, rule, unit, today, what, body_kind=None):
        for name, body in self.bodies_in(unit, body_kind):
            begun = [each for each in body["facts"] if each["topic"] in {"body-constituted", "body-renewed"}]
            for number, term in enumerate(begun):
                months = term["term_months"] or body["term_months"]
                if "months" in rule["numbers"]:
                    months = months or self.first_or(rule, "months", term["from"])
                if not months:
                    continue
                whole = int(months * Fraction(self.first_or(rule, "term_share", term["from"])))
                due, after = later(term["from"], whole), begun[number + 1] if number + 1 < len(begun) else None
                over = min(after["from"] if after else FOREVER, body["end"])
                raised = max(term["from"], due - rule["warn_days"] * ONE)
                if raised > today or over <= raised or not self.in_force(rule, due):
                    continue
                if what == "renewal":
                    done = [after] if after and after["from"] <= today else []
                else:
                    inside = [each for each in self.sessions(name, what) if term["from"] <= each["from"] <= today]
                    done = [each for each in inside if not after or each["from"] < after["from"]]
                if not done and over <= today:
                    continue
                yield {
                    "about": f"{name}/{term['from']}",
                    "raised_on": raised,
                    "due_on": due,
                    "done_by": done[0]["event"] if done else None,
                }
