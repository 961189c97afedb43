"""A second computation of ten years, from the exported events alone; nothing of the four rooms is used for it."""

import calendar
import json
import os
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from fractions import Fraction
from io import StringIO

import pytest

HUNDRED = Fraction(100)
MEASURES = {1: ("talk", 30), 2: ("notice", 30), 3: ("adjust-or-demote", 90)}
DEEDS = {
    "talk": {"talk"},
    "notice": {"notice"},
    "adjust-or-demote": {"transfer", "rotate", "exchange", "relieve", "demote", "depart"},
    "key-post-or-reward": {"reward", "appoint", "transfer", "rotate", "exchange", "promote"},
}
KIND_OF = {"talk": "admonishing", "notice": "criticism"}
MONTHS = {
    "administrative": {"warning": 6, "demerit": 12, "major-demerit": 18, "demotion": 24, "removal": 24},
    "party": {"warning": 12, "serious-warning": 18, "removal": 24, "probation": 24},
    "organisational": {
        "admonition": 6, "post-adjustment": 12, "ordered-resignation": 24, "removal": 24, "demotion": 24,
    },
}  # fmt: skip
CAP = 48
BARRED = ["appoint", "transfer", "exchange", "rotate", "promote", "reward"]


@pytest.fixture(scope="module")
def cadre(tmp_path_factory):
    """A function that types a command in the demo county and returns the exit code and what it printed."""
    from cli.main import program

    place = tmp_path_factory.mktemp("ten-years")
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}

    def typed(*words):
        around = pytest.MonkeyPatch()
        with around.context() as patch, redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()):
            for name in list(os.environ):
                patch.delenv(name)
            own = {"CADRE_STORE": str(place / "demo.db"), "CADRE_ACTOR": "auditor", "HOME": str(place), "LANG": "C"}
            for name, value in {**kept, **own}.items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as ended:
                program.main([str(word) for word in words])
        return ended.value.code, out.getvalue()

    assert typed("init", "--demo", "-q")[0] == 0
    assert typed("audit", "pack", "--out", place / "pack.zip", "-q")[0] == 0
    typed.pack = place / "pack.zip"
    return typed


@pytest.fixture(scope="module")
def rows(cadre):
    """A function from words to the rows that the command prints as JSON."""
    return lambda *words: json.loads(cadre(*words, "-o", "json")[1])


@pytest.fixture(scope="module")
def recount(cadre, rows):
    """A function from a known-on day to the second computation of what was recorded by then."""
    stored = zipfile.ZipFile(cadre.pack).read("events.jsonl").decode().splitlines()
    stored = [json.loads(line) for line in stored]
    heads, counted = {}, {}

    def known(day):
        if day not in counted:
            counted[day] = Recount(stored, day, lambda unit, on: heads_of(unit, on, rows, heads))
        return counted[day]

    return known


def heads_of(unit, day, rows, seen):
    """Who sits in the highest party post and the highest administrative post of a unit."""
    if day not in seen:
        seen[day] = rows("roster", "--as-of", day, "--filled")
        seen[day, "posts"] = rows("post", "list", "--as-of", day)
    levels = ["clerk", "section-deputy", "section", "division-deputy", "division"]
    found = set()
    for track in ("party", "admin"):
        posts = [each for each in seen[day, "posts"] if (each["unit"], each["track"]) == (unit, track)]
        ranks = {each["post"]: (levels.index(each["level"]), each["key_post"]) for each in posts}
        highest = {post for post, rank in ranks.items() if rank == max(ranks.values())}
        found |= {
            each["cadre"]
            for each in seen[day]
            if each["post"] in highest and each["kind"] in {"substantive", "trial", "acting", "concurrent"}
        }
    return found


class Recount:
    """The county as known on a day, counted from its events in the plainest way."""

    def __init__(self, stored, known_on, heads):
        self.heads = heads
        self.acts = {}
        self.gone = set()
        self.figures = {}
        roots = {}
        for _, stream, version, topic, state in stored:
            told = json.loads(state)
            if told["recorded_on"] > known_on:
                continue
            event = f"{stream}@{version}"
            if topic == "act-corrected/1":
                roots[event] = roots.get(told["body"]["names"], told["body"]["names"])
                self.correct(self.acts[roots[event]], told)
                self.acts[roots[event]]["events"].append(event)
            elif topic == "act-cancelled/1":
                self.gone.add(told["body"]["names"])
            else:
                self.acts[event] = {
                    "event": event, "events": [event], "stream": stream, "topic": topic.partition("/")[0],
                    "day": told["effective"], "act": told["act"], "evidence": told["evidence"], **told["body"],
                    "unit_of_act": told["unit"],
                }  # fmt: skip

    def correct(self, act, told):
        for name, value in told["body"]["changes"].items():
            if name in {"marks", "proofs"}:
                act[name] = dict(each.split("=", 1) for each in value)
            elif name in {"ratings", "places"}:
                act[name] = [json.loads(each) for each in value]
            else:
                act["day" if name == "effective" else name] = value

    def every(self, topic):
        """The acts of a topic in force, by day."""
        found = [each for each in self.acts.values() if each["topic"] == topic and each["event"] not in self.gone]
        return sorted(found, key=lambda each: (each["day"], each["event"].rpartition("@")[0]))

    # --- scores and places ---

    def scores(self, cycle, register):
        """Subject -> score of a cycle, by the set that was used; counted once."""
        if (cycle, register) not in self.figures:
            self.figures[cycle, register] = self.count(cycle, register)
        return self.figures[cycle, register]

    def count(self, cycle, register):
        opened = next(each for each in self.every("cycle-opened") if each["cycle"] == cycle)
        sets = {f"{each['set']}@{each['version']}": each for each in self.every("indicator-set-published")}
        marked = [each for each in self.every("assessment-scored") if each["cycle"] == cycle and each[register]]
        return {each[register]: score(sets[each["set"]], each, opened["day"]) for each in marked}

    def ranked(self, cycle, register):
        """Subject -> (score, rank)."""
        found = self.scores(cycle, register)
        return {who: (mark, 1 + sum(other > mark for other in found.values())) for who, mark in found.items()}

    def band(self, cycle, register):
        """Who of a yearly ranking is among the last three units, or is the first cadre."""
        found = self.scores(cycle, register)
        if len(found) < 8:
            return set()
        if register == "unit":
            return {who for who in found if sum(other < found[who] for other in found.values()) < 3}
        return {who for who in found if sum(other > found[who] for other in found.values()) < 1}

    # --- what follows ---

    def steps(self, today):
        """Every step by the day, as the rows of `consequences` tell it, without what only rests on a lost place."""
        rankings = [
            each for each in self.every("ranking-made") if each["period"] == "year-end" and each["day"] <= today
        ]
        for each in rankings:
            bands = {
                one["year"]: self.band(one["cycle"], one["ranks"]) for one in rankings if one["ranks"] == each["ranks"]
            }
            for who in bands[each["year"]]:
                running = 0
                while who in bands.get(each["year"] - running, ()):
                    running += 1
                yield from self.of_ranking(each, who, running)
        yield from self.of_opinions(today)
        yield from self.of_grades(today)

    def of_ranking(self, ranking, who, running):
        figure, rank = self.ranked(ranking["cycle"], ranking["ranks"])[who]
        told = {"year": ranking["year"], "cycle": ranking["cycle"], "score": figure, "rank": rank, "streak": running}
        basis = (ranking["day"], ranking["event"], "ranking")
        if ranking["ranks"] == "cadre":
            if running >= 3:
                yield self.step("SEED-FIRST-3", "top", told, None, who, ("key-post-or-reward", 180), basis)
            return
        measure = MEASURES[min(running, 3)]
        reached = {None} if measure[0] == "notice" else self.heads(who, ranking["day"]) or {None}
        for each in reached:
            yield self.step("SEED-BOTTOM-3", "bottom", told, who, each, measure, basis)

    def of_opinions(self, today):
        """Whom the masses marked below sixty, and how many cycles running."""
        for register, rule in (("cadre", "SEED-RECOGNISED"), ("unit", "SEED-WEAK-TEAM")):
            means = {}
            for cycle in self.every("cycle-opened"):
                found = {
                    each[register]: each
                    for each in self.every("assessment-scored")
                    if each["cycle"] == cycle["cycle"] and each[register]
                }
                if found and cycle["day"] <= today:
                    means[cycle["cycle"]] = (
                        cycle,
                        {who: (masses(each), each) for who, each in found.items() if each["day"] <= today},
                    )
            order = list(means)
            for name, (cycle, found) in means.items():
                for who, (mean, each) in found.items():
                    if mean is not None and mean < 60:
                        low = [
                            means[one][1].get(who, (HUNDRED, None))[0] < 60 for one in order[: order.index(name) + 1]
                        ]
                        running = next((place for place, is_low in enumerate(reversed(low)) if not is_low), len(low))
                        told = {
                            "year": cycle["year"],
                            "cycle": name,
                            "score": plain(mean),
                            "rank": None,
                            "streak": running,
                        }
                        reached = {who} if register == "cadre" else self.heads(who, each["day"]) or {None}
                        for one in reached:
                            unit = who if register == "unit" else None
                            basis = (each["day"], each["event"], "event")
                            yield self.step(rule, "recognition", told, unit, one, ("adjust-or-demote", 90), basis)

    def of_grades(self, today):
        given = {}
        for each in self.every("grade-given"):
            if each["period"] == "year-end" and each["cadre"] and each["day"] <= today:
                given.setdefault(each["cadre"], {})[each["year"]] = each
        for who, years in given.items():
            for year, each in years.items():
                running = 0
                while year - running in years and years[year - running]["grade"] == "incompetent":
                    running += 1
                if running:
                    told = {
                        "year": year,
                        "cycle": each["cycle"],
                        "score": "incompetent",
                        "rank": None,
                        "streak": running,
                    }
                    measure = ("talk", 30) if running == 1 else ("adjust-or-demote", 90)
                    yield self.step(
                        "SEED-INCOMPETENT", "grade", told, None, who, measure, (each["day"], each["event"], "event")
                    )

    def step(self, rule, band, told, unit, reached, measure, basis):
        day, event, _ = basis
        due = (date.fromisoformat(day) + timedelta(days=measure[1])).isoformat()
        about = [unit] if unit and reached else []
        duty = "/".join(["seed", rule, reached or unit, *about, told["cycle"], measure[0]])
        return {
            **told, "unit": unit, "cadre": reached, "band": band, "rule": rule, "measure": measure[0], "duty": duty,
            "raised_on": day, "due_on": due, "basis": event,
        }  # fmt: skip

    def stood(self, step, today):
        """The state of a duty and the event that says so."""
        for each in self.every("duty-executed"):
            if each["stream"] == f"duty:{step['duty']}" and each["day"] <= today:
                return "done", each["event"]
        for each in self.deeds(step["basis"], today):
            if fits(each, step):
                return "done", each["event"]
        put_off = [
            (each["until"], each["event"])
            for each in self.every("duty-deferred")
            if each["stream"] == f"duty:{step['duty']}" and each["day"] <= today < each["until"]
        ]
        if put_off:
            return "deferred", max(put_off)[1]
        return ("overdue" if today >= step["due_on"] else "open"), step["basis"]

    def deeds(self, basis, today):
        """The acts that name the event, a correction of it, or another ranking of its kind and cycle."""
        root = self.acts[basis]
        names = set(root["events"])
        if root["topic"] == "ranking-made":
            same = [
                each
                for each in self.every("ranking-made")
                if (each["cycle"], each["ranks"]) == (root["cycle"], root["ranks"])
            ]
            names = {event for each in same for event in each["events"]}
        for each in self.acts.values():
            if names & {*each["evidence"]} and each["event"] not in self.gone and each["day"] and each["day"] <= today:
                yield each

    def consequences(self, today):
        """Every row of `consequences`: what follows, and what rests on a place that is no more."""
        steps = list(self.steps(today))
        for step in steps:
            state, event = self.stood(step, today)
            yield (*(step[name] for name in ROW), state, event)
        for ranking in self.every("ranking-made"):
            mine = [each for each in steps if each["cycle"] == ranking["cycle"]]
            for deed in self.deeds(ranking["event"], today) if ranking["day"] <= today else ():
                carries = any(deed["act"] in acts for acts in DEEDS.values())
                if carries and not any(fits(deed, each) for each in mine):
                    yield ("basis-lost", deed["event"])

    # --- discipline ---

    def effects(self, day):
        """Sanction -> (end of its effect, how it ends), by the three lines of sanctions."""
        found = {}
        for line, months in MONTHS.items():
            by_cadre = {}
            for each in self.every("sanction-imposed"):
                if each["line"] == line and each["kind"] in months:
                    by_cadre.setdefault(each["cadre"], []).append(each)
            for mine in by_cadre.values():
                found |= self.of_line(line, months, mine)
        return {event: told for event, told in found.items() if self.acts[event]["day"] <= day}

    def of_line(self, line, months, mine):
        lifted = {each["sanction"]: each["day"] for each in self.every("sanction-lifted")}
        found, before = {}, []
        for day in sorted({each["day"] for each in mine}):
            together = [each for each in mine if each["day"] == day]
            running = max((end for end, event in before if end > day and lifted.get(event, "9999") > day), default=None)
            said = [each["until"] for each in together if each["until"]]
            longest = max(months[each["kind"]] for each in together)
            heaviest = [each for each in together if months[each["kind"]] == longest]
            if said:
                end, how = max(said), "stated"
            elif running and line == "administrative":
                end, how = max(running, min(plus(running, longest), plus(day, CAP))), "remaining-plus-new"
            elif running:
                end, how = max(running, plus(day, longest)), "longest"
            elif line == "administrative" and len(heaviest) > 1:
                end, how = plus(day, min(CAP, longest * len(heaviest))), "sum"
            else:
                end, how = plus(day, longest), "own" if len(together) == 1 else "heaviest"
            for each in together:
                before.append((end, each["event"]))
                early = lifted.get(each["event"], "9999") < end
                found[each["event"]] = (lifted[each["event"]], "lifted") if early else (end, how)
        return found

    def barred(self, cadre, day):
        """Whether a reward of the cadre on the day is barred by an investigation or a sanction."""
        closed = {each["stream"]: each["day"] for each in self.every("investigation-closed")}
        for each in self.every("investigation-opened"):
            if each["cadre"] == cadre and each["day"] <= day < closed.get(each["stream"], "9999"):
                return True
        return any(self.acts[event]["cadre"] == cadre and day < end for event, (end, _) in self.effects(day).items())

    def handling(self, today):
        """The duties about complaints, investigations, appeals and ended sanctions: id -> (raised, due, done by)."""
        found = {}

        def owed(rule, who, event, raised, due, done):
            if raised <= today:
                by = done if done and self.acts[done]["day"] <= today else None
                found[f"seed/{rule}/{who}/{event}"] = (raised, due, by)

        for opening, closing, rule, limit in (
            ("complaint-received", "complaint-closed", "SEED-COMPLAINT-60", lambda day: later(day, 60)),
            ("investigation-opened", "investigation-closed", "SEED-INVESTIGATION-6", lambda day: plus(day, 6)),
            ("appeal-lodged", "appeal-decided", "SEED-APPEAL-30", lambda day: later(day, 30)),
        ):
            closed = {each["stream"]: each["event"] for each in self.every(closing)}
            for each in self.every(opening):
                owed(rule, each["cadre"], each["event"], each["day"], limit(each["day"]), closed.get(each["stream"]))
        notices = {
            each["concerns"]: each["event"] for each in self.every("notice-issued") if each["kind"] == "clarification"
        }
        told = {each["concerns"]: each["event"] for each in self.every("disclosure-made")}
        right = {
            each["stream"]: each["event"] for each in self.every("complaint-handled") if each["step"] == "rectified"
        }
        for each in self.every("complaint-closed"):
            who, event, day, docket = each["cadre"], each["event"], each["day"], each["stream"]
            if each["conclusion"] == "false-accusation":
                owed("SEED-CLARIFY-30", who, event, day, later(day, 30), notices.get(docket))
            if each["conclusion"] in {"substantiated", "partly"} and each["severity"] == "serious":
                owed("SEED-DISCLOSE-30", who, event, day, later(day, 30), told.get(docket))
            if each["rectify_by"]:
                owed("SEED-RECTIFY", who, event, day, min(each["rectify_by"], plus(day, 12)), right.get(docket))
        lifted = {each["sanction"]: each["event"] for each in self.every("sanction-lifted")}
        for event, (end, how) in self.effects("9999").items():
            if self.acts[event]["line"] == "administrative" and end <= today and how != "lifted":
                owed(
                    "SEED-SANCTIONED",
                    self.acts[event]["cadre"],
                    f"{event}/{end}",
                    end,
                    later(end, 30),
                    lifted.get(event),
                )
        return found


ROW = ("year", "cycle", "unit", "cadre", "score", "rank", "band", "streak", "measure", "rule", "duty", "due_on")


def fits(deed, step):
    """Whether an act carries a measure out for whom it reaches."""
    names = {deed.get("cadre"), *deed.get("together", ())} if step["cadre"] else {deed.get("unit")}
    if deed["stream"].startswith("cadre:"):
        names.add(deed["stream"].partition(":")[2])
    kind = KIND_OF.get(step["measure"])
    return (
        deed["act"] in DEEDS[step["measure"]]
        and (step["cadre"] or step["unit"]) in names
        and kind in {None, deed.get("kind")}
    )


def score(made, act, day):
    """The score of one who is assessed, rounded half up to two places."""
    total = Fraction(0)
    for part, share in made["parts"].items():
        weights = {
            each["id"]: Fraction(each["weight"]) for each in made["indicators"] if each["part"] in {part, "joint"}
        }
        for link in made["weak_links"]:
            if link["from"] <= day < link["until"] and link["indicator"] in weights:
                weights[link["indicator"]] *= Fraction(link["times"])
        whole = sum(weights.values())
        for work in ("regular", "ad-hoc"):
            ids = [
                each["id"]
                for each in made["indicators"]
                if each["id"] in weights and each.get("work", "regular") == work
            ]
            points = sum(weights[each] / whole * Fraction(act["marks"][each]) for each in ids)
            total += Fraction(share) * min(points, Fraction(made["ceilings"].get(work, "100")))
    means = {each["relation"]: Fraction(each["points"]) / Fraction(each["weight"]) for each in act["ratings"]}
    rating = sum(Fraction(weight) * means[group] for group, weight in made["groups"].items())
    return plain((1 - Fraction(made["ratings"])) * total + Fraction(made["ratings"]) * rating)


def masses(act):
    found = [
        Fraction(each["points"]) / Fraction(each["weight"]) for each in act["ratings"] if each["relation"] == "masses"
    ]
    return found[0] if found else None


def plain(value):
    hundredths = (value * 100 + Fraction(1, 2)).__floor__()
    return f"{hundredths // 100}.{hundredths % 100:02}"


def plus(day, months):
    """So many months later; the last day of a shorter month."""
    year, month, number = (int(part) for part in day.split("-"))
    month += months - 1
    year, month = year + month // 12, month % 12 + 1
    return date(year, month, min(number, calendar.monthrange(year, month)[1])).isoformat()


def later(day, days):
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
