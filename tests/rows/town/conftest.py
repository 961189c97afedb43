"""The demo through the program, and Linqiao Town in it counted a second time: day by day, from exported events."""

import json
import zipfile
from collections import Counter, defaultdict
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from fractions import Fraction
from io import StringIO
from itertools import pairwise

import pytest

TOWN, OPENED, YEARS = "linqiao", date(2015, 1, 1), range(2015, 2025)
DAY = timedelta(days=1)
COUNTED = {
    "SEED-STUDIED-YEARLY": ("standing", "discussed", 12, 1, 180, "party building"),
    "SEED-REPORTS-2": ("working-committee", "report-heard", 12, 2, 180, ""),
    "SEED-UPWARD-REPORT": ("working-committee", "upward-report", 12, 1, 180, ""),
    "SEED-DEMOCRATIC-LIFE": ("party-group", "democratic-life", 12, 1, 180, ""),
    "SEED-CENTRE-GROUP": ("centre-group", "centre-group", 1, 1, 15, ""),
    "SEED-MOBILE-STUDY": ("mobile-branch", "study-day", 1, 1, 15, ""),
    "SEED-MOBILE-CONTACT": ("mobile-branch", "contact", 1, 1, 15, ""),
}
"""Rule -> kind of body, kind of session, months of a period, how often, days of warning, about what."""
TERMS = {
    "SEED-ELECTION": (("committee", "branch", "mobile-branch"), 1, 180),
    "SEED-MID-TERM": (("branch", "mobile-branch"), Fraction(1, 2), 90),
}
RULES = {*COUNTED, *TERMS, "SEED-TRAIN-12", "SEED-TRAIN-OUT", "SEED-TRAIN-SECRETARY", "SEED-VACANT-6"}


class Program:
    """The program on one store, as typed."""

    def __init__(self, store):
        self.store = str(store)

    def on(self, store):
        return Program(store)

    def do(self, line):
        from cli.main import program

        with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err, pytest.raises(SystemExit) as ended:
            program.main([*line.split(), "--store", self.store, "--no-input"])
        assert ended.value.code == 0, f"cadre {line}\n{err.getvalue()}"
        return out.getvalue()

    def ask(self, line):
        return json.loads(self.do(f"{line} -o json"))

    def broken(self, act):
        """The rules of which the act was warned."""
        findings = self.ask(f"explain {act['id']}")["findings"]
        return [each["rule"] for each in findings if each["outcome"] in {"breach", "undetermined"}]


@pytest.fixture(scope="session")
def program(tmp_path_factory):
    told = Program(tmp_path_factory.mktemp("county") / "demo.db")
    told.do("init --demo --size 40")  # the town is the same whatever the size of the county around it
    return told


@pytest.fixture(scope="session")
def bundle(program, tmp_path_factory):
    """The exported events of the town, as (stream, version, topic, state), and when each joined the party."""
    path = tmp_path_factory.mktemp("bundle") / "pack.zip"
    program.do(f"audit pack --disclose joined_party --out {path}")
    with zipfile.ZipFile(path) as files:
        events, values = (files.read(f"{name}.jsonl").decode().splitlines() for name in ("events", "values"))
    rows = [json.loads(line) for line in events]
    return [(*row[1:4], json.loads(row[4])) for row in rows], [json.loads(line) for line in values]


@pytest.fixture(scope="session")
def town(bundle):
    return Town(*bundle)


def months_after(day, months):
    """The day so many months later; no day used here is past the 28th."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, day.day)


def every_day(start, end):
    return (start + timedelta(days=number) for number in range((end - start).days))


def state(due, today, *, done):
    return "done" if done else "overdue" if due <= today else "open"


class Town:
    """What happened in the town: corrected, and without what was cancelled."""

    COUNTED, RULES = COUNTED, RULES
    every_day, months_after, state = staticmethod(every_day), staticmethod(months_after), staticmethod(state)

    def __init__(self, events, values):
        self.acts, amended, self._obliged, self._duties = {}, [], {}, {}
        self._by_topic = defaultdict(list)
        for place, (stream, version, form, told) in enumerate(events):
            topic = form.partition("/")[0]
            if stream.startswith(("order:", "refusal:", "store:")):
                continue
            if topic in {"act-corrected", "act-cancelled"}:
                amended.append((topic, told["body"]))
            elif told["effective"] or topic == "cadre-registered":
                day = date.fromisoformat(told["effective"] or "1900-01-01")
                act = {**told["body"], "topic": topic, "day": day, "at": place, "id": f"{stream}@{version}"}
                act |= {"stream": stream, "decision": told["decision"], "sequence": told["sequence"]}
                act |= {"act": told["act"], "order": told["order"], "of": told["unit"]}
                self.acts[act["id"]] = act
        for topic, body in amended:
            if topic == "act-cancelled":
                self.acts.pop(body["names"], None)
            elif body["names"] in self.acts:
                changed = dict(body["changes"])
                moved = {"day": date.fromisoformat(changed.pop("effective"))} if "effective" in changed else {}
                self.acts[body["names"]] |= changed | moved
        since = {event.partition("@")[0]: value for event, field, _, value in values if field == "joined_party"}
        self.joined = {stream.partition(":")[2]: value for stream, value in since.items()}
        self.posts = self._posts()
        self.holdings = [held for who in self.people() for held in self._held(who)]

    def of(self, *topics, **told):
        if not self._by_topic:
            for act in self.acts.values():
                self._by_topic[act["topic"]].append(act)
        found = [act for topic in topics for act in self._by_topic.get(topic, ())]
        kept = [act for act in found if all(act.get(key) == value for key, value in told.items())]
        return sorted(kept, key=lambda act: (act["day"], act["sequence"], act["at"]))

    def people(self):
        return sorted({act["stream"].partition(":")[2] for act in self.of("cadre-appointed") if act["of"] == TOWN})

    def _posts(self):
        opened = self.of("post-opened", unit=TOWN)
        closed = {act["stream"]: act["day"] for act in self.of("post-closed")}
        name = lambda act: act["stream"].partition(":")[2]  # noqa: E731
        return {name(act): act | {"end": closed.get(act["stream"], date.max)} for act in opened}

    def _held(self, who):
        """[post, kind, first day, day after the last] of everybody's stretches; a kind of holding for each post."""
        held = []
        for act in self.of(
            *(topic for topic in {a["topic"] for a in self.acts.values()} if topic.startswith("cadre-"))
        ):
            if act["stream"] != f"cadre:{who}":
                continue
            still = [each for each in held if each[4] == date.max]
            topic, post, day = act["topic"], act.get("post"), act["day"]
            leaves = {
                "cadre-departed": still,
                "cadre-relieved": [each for each in still if each[1] == post],
                "cadre-transferred": [each for each in still if each[2] == "substantive"],
                "cadre-promoted": [each for each in still if each[2] == "substantive" and post],
            }
            for each in leaves.get(topic, ()):
                each[4] = day
            if post and topic in {"cadre-appointed", "cadre-transferred", "cadre-promoted"}:
                held.append([who, post, act.get("kind", "substantive"), day, date.max])
        return held

    def held_on(self, day, who=None):
        return [each for each in self.holdings if each[3] <= day < each[4] and who in {None, each[0]}]

    # --- bodies ---

    def bodies(self):
        for act in self.of("body-constituted", unit=TOWN):
            [*ended] = self.of("body-dissolved", body=act["body"])
            yield act["body"], act["kind"], act["day"], ended[0]["day"] if ended else date.max, act["term_months"]

    def sessions(self, body, kind, about=""):
        held = self.of("body-session-held", body=body, kind=kind)
        return [act["day"] for act in held if about in " ".join(act["about"])]

    def periods(self, rule):
        """(body, first day, day after, sessions in it) of every period that lies within the life of a body."""
        kind, what, months, _, _, about = COUNTED[rule]
        for body, is_a, start, end, _ in self.bodies():
            for first in (months_after(OPENED, number) for number in range(0, 126, months)):
                after = months_after(first, months)
                if is_a == kind and start <= first and after <= end:
                    yield body, first, after, [day for day in self.sessions(body, what, about) if first <= day < after]

    def members(self, body, day):
        """Who is full-time, who is part-time."""
        found = {}
        for act in self.of("body-member-joined", "body-member-left", "body-renewed", body=body):
            if act["day"] <= day and act["topic"] == "body-member-joined":
                found[act["cadre"]] = act["full_time"]
        gone = {act["stream"].partition(":")[2] for act in self.of("cadre-departed") if act["day"] <= day}
        return Counter(full_time for who, full_time in found.items() if who not in gone)

    # --- training ---

    def share(self, session, year):
        """The half days of a session that lie in a year, in days: by its days there, halves to the earlier year."""
        start, end = session["day"], date.fromisoformat(session["until"])
        inside = Counter(day.year for day in every_day(start, end))
        whole = Fraction(session["days"] or 0)
        if len(inside) == 1:
            return whole if year in inside else Fraction(0)
        early, late = sorted(inside)
        first = next(
            Fraction(half, 2)
            for half in sorted(range(2 * int(whole) + 2), key=lambda half: -half)
            if abs(Fraction(half, 2) - whole * inside[early] / (end - start).days) <= Fraction(1, 4)
        )
        return {early: first, late: whole - first}.get(year, Fraction(0))

    def trained(self, who, year, today, kinds=None, *, together=True):
        """Days in the year of what was over by the day; its last day in the year counts as over with the year."""
        total = Fraction(0)
        for act in self.of("training-recorded", cadre=who):
            end = min(date.fromisoformat(act["until"]), date(year + 1, 1, 1))
            fits = (not together or act["collective"]) and (kinds is None or act["kind"] in kinds)
            if fits and end <= today + DAY:
                total += self.share(act, year)
        return total

    def obliged(self, who, year, post=None):
        """The days of the year on which training was owed: a party post, or a member in another."""
        key = (who, year, post)
        if key not in self._obliged:
            self._obliged[key] = self._obliged_days(who, year, post)
        return self._obliged[key]

    def _obliged_days(self, who, year, post):
        joined = date.fromisoformat(self.joined[who])
        track = {name: each["track"] for name, each in self.posts.items()}
        kinds = {"substantive", "acting", "trial"} | ({"concurrent", "secondment"} if post is None else set())
        return [
            day
            for day in every_day(date(year, 1, 1), date(year + 1, 1, 1))
            for held in [[each for each in self.held_on(day, who) if each[2] in kinds and post in {None, each[1]}]]
            if any(track[each[1]] == "party" or joined <= day for each in held)
        ]

    # --- duties ---

    def duties(self, today):
        """(id, day due, state) of all that the town and its people owe."""
        if today in self._duties:
            return self._duties[today]
        found = [*self._counted(today), *self._terms(today), *self._outside(today), *self._vacant(today)]
        found += [*self._schooled(today, "SEED-TRAIN-12", 60), *self._schooled(today, "SEED-TRAIN-SECRETARY", 90)]
        return self._duties.setdefault(today, sorted(found))

    def _counted(self, today):
        for rule, (_, _, _, wanted, warn, _) in COUNTED.items():
            for body, start, end, days in self.periods(rule):
                raised = max(start, end - warn * DAY)
                if raised <= today and sum(day < raised for day in days) < wanted:
                    done = sum(day <= today for day in days) >= wanted
                    yield f"seed/{rule}/{TOWN}/{body}/{start}", str(end), state(end, today, done=done)

    def _terms(self, today):
        for rule, (kinds, part, warn) in TERMS.items():
            for body, kind, begun, _, months in self.bodies():
                if kind not in kinds or not months:
                    continue
                starts = [begun, *(act["day"] for act in self.of("body-renewed", body=body)), date.max]
                for start, following in pairwise(starts):
                    due = months_after(start, int(months * part))
                    if due - warn * DAY > today or following <= due - warn * DAY:
                        continue
                    looked_at = [day for day in self.sessions(body, "mid-term-inspection") if start <= day < following]
                    by = [following] if rule == "SEED-ELECTION" else looked_at
                    done = any(day <= today for day in by)
                    if done or following > today:
                        yield f"seed/{rule}/{TOWN}/{body}/{start}", str(due), state(due, today, done=done)

    def _outside(self, today):
        for plan in self.of("training-planned", unit=TOWN):
            end = date.fromisoformat(plan["until"])
            away = [act for act in self.of("training-recorded", unit=TOWN) if act["scope"] != "in-county"]
            days = [act["day"] for act in away if plan["day"] <= act["day"] < end]
            raised = end - 90 * DAY
            if raised <= today and not any(day <= raised for day in days):
                done = any(day <= today for day in days)
                yield f"seed/SEED-TRAIN-OUT/{TOWN}/{plan['plan']}", str(end), state(end, today, done=done)

    def _vacant(self, today):
        for post, told in self.posts.items():
            last = min(today, told["end"] - DAY)
            if told["track"] != "party":
                continue
            filled = {day for day in every_day(told["day"], last + DAY) for e in self.held_on(day) if e[1] == post}
            empty = {day for day in every_day(told["day"], last + DAY) if day not in filled}
            for since in (day for day in empty if day - DAY not in empty):
                due = months_after(since, 6)
                end = next((day for day in every_day(since, last + DAY) if day in filled), None)
                if due - 60 * DAY <= (end - DAY if end else today) and (end or told["end"] > today):
                    yield f"seed/SEED-VACANT-6/{post}/{since}", str(due), state(due, today, done=bool(end))

    def _schooled(self, today, rule, warn):
        twelve = rule == "SEED-TRAIN-12"
        for who in self.people():
            for year in range(2012, today.year + 1):
                required, done = (self.twelve if twelve else self.secretary)(who, year)
                end = date(year + 1, 1, 1)
                days = self.obliged(who, year, None if twelve else f"{TOWN}-work-secretary")
                kept = not twelve or year in YEARS
                if not days or not kept:
                    continue
                raised = max(days[0], end - warn * DAY)
                if raised > today or days[-1] < raised or done(raised) >= required:
                    continue
                left = days[-1] + DAY < end and days[-1] + DAY <= today
                yield f"seed/{rule}/{who}/{year}", str(end), state(end, today, done=left or done(today) >= required)

    def twelve(self, who, year):
        """Days required in the year, and a function from a day to those done by it."""
        whole = (date(year + 1, 1, 1) - date(year, 1, 1)).days
        halves = Fraction(24 * len(self.obliged(who, year)), whole)
        return Fraction(-(-halves.numerator // halves.denominator), 2), lambda day: self.trained(who, year, day)

    def secretary(self, who, year):
        kinds = {"political-theory", "study-tour"}
        return Fraction(1), lambda day: self.trained(who, year, day, kinds, together=False)
