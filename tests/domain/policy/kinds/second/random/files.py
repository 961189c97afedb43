"""What is noted beside posts and careers, made of chance: bodies, training, sanctions, complaints, notices, results."""

from datetime import date, timedelta

from tests.domain.policy.kinds.second.random.chance import CADRES, FOREVER, POSTS, UNITS, near

SESSIONS = ("discussed", "report-heard", "mid-term-inspection")
BODY_KINDS = ("committee", "branch", "office-meeting")
KINDS_OF_SANCTION = ("warning", "warning", "demerit", "removal", "dismissal")
ONE = timedelta(days=1)


class Files:
    """Facts of dossiers, each with a number in its docket, whom it is about and what it says."""

    def __init__(self, chance):
        self.chance = chance
        self.noted = []
        self.numbers = {}

    def note(self, topic, docket, about, start, until=FOREVER, **said):
        number = self.numbers[docket] = self.numbers.get(docket, 0) + 1
        event = f"{docket}@{number}"
        told = {"topic": topic, "docket": docket, "about": tuple(about), "from": start, "until": until, "event": event}
        self.noted.append({**told, **said})
        return event

    def likely(self, share):
        return self.chance.random() < share

    def one(self, *words):
        return self.chance.choice(words)

    def some_of(self, words, most=2):
        return self.chance.sample(list(words), self.chance.randint(0, most))


def draw_files(chance, told):
    """Everything that is noted, in the order of its numbers."""
    files = Files(chance)
    for name in ("B1", "B2", "B3"):
        draw_body(files, name)
    for number in range(1, 5):
        draw_decision(files, f"D{number}", told)
    for who in CADRES:
        draw_training(files, who)
        draw_sanctions(files, who)
        draw_grades(files, who)
        draw_notices(files, who)
    for subject in (*(f"cadre:{who}" for who in CADRES[:2]), "unit:U"):
        draw_complaints(files, subject)
    for unit in UNITS:
        draw_units(files, unit)
    for year in (2018, 2019, 2020):
        draw_ranking(files, year)
    told["noted"] = files.noted


# --- bodies and decisions -------------------------------------------------------------------------


def draw_body(files, name):
    chance, unit, kind = files.chance, files.one(*UNITS), files.one(*BODY_KINDS)
    start = files.one(near(chance, -1100, -400), date(2018, 1, 1), date(2019, 1, 1), date(2018, 1, 2))
    docket = f"body:{name}"
    said = {"unit": unit, "name": name, "kind": kind, "under": None, "term_months": files.one(None, 6, 11, 24)}
    files.note("body-constituted", docket, (docket, f"unit:{unit}"), start, body=name, **said)
    end = near(chance, -100, 300) if files.likely(0.25) else FOREVER
    turns = sorted({near(chance, -500, 350) for _ in range(files.one(0, 1, 2))})
    days = [("body-renewed", day) for day in turns if start < day]
    for who in CADRES:
        for _ in range(files.one(0, 1, 1, 2)):
            joined = max(start, near(chance, -700, 250))
            days.append((f"join {who}", joined))
            if files.likely(0.3):
                days.append((f"leave {who}", joined + timedelta(days=files.one(0, 1, 30, 365))))
    for what, day in sorted(days, key=lambda each: each[1]):
        if day < end:
            draw_change(files, name, what, day)
    if end < FOREVER:
        files.note("body-dissolved", docket, (docket,), end, body=name, successor=None)
    for _ in range(chance.randint(0, 6)):
        day, about = near(chance, -800, 350), files.some_of(("Discipline in the office", "funds", "study"))
        held = {"body": name, "kind": files.one(*SESSIONS), "about_what": about}
        if start <= day < end:
            files.note("body-session-held", docket, (docket, f"unit:{unit}"), day, **held)


def draw_change(files, name, what, day):
    docket, (word, _, who) = f"body:{name}", what.partition(" ")
    if word == "join":
        until = day + timedelta(days=files.one(1, 30, 366)) if files.likely(0.2) else FOREVER
        role, full = files.one("secretary", "deputy", "member", "member", "liaison"), files.one(True, True, False, None)
        said = {"body": name, "cadre": who, "role": role, "full_time": full, "portfolio": []}
        files.note("body-member-joined", docket, (docket, f"cadre:{who}"), day, until, **said)
        if files.likely(0.5):
            begun = day - timedelta(days=files.one(0, 1, 200)) + ONE
            said = {"body": files.one(name, "B1"), "cadre": who}
            files.note("member-affiliated", f"affiliation:{who}", (f"cadre:{who}",), begun, until, **said)
    elif word == "leave":
        files.note("body-member-left", docket, (docket, f"cadre:{who}"), day, body=name, cadre=who, why="other")
    else:
        said = {"reelected": files.some_of(CADRES, 3), "term_months": files.one(None, None, 12)}
        files.note("body-renewed", docket, (docket,), day, body=name, **said)


def draw_decision(files, number, told):
    chance = files.chance
    entitled = files.one(3, 4, 6, 8, 9)
    present = min(entitled, max(0, entitled * 2 // 3 + files.one(-1, 0, 0, 1, 2)))
    votes = min(present, max(0, entitled // 2 + files.one(-1, 0, 1, 1, 2)))
    body, day, about = files.one("B1", "B2", "B3", "B9"), near(chance, -400, 200), f"decision:{number}"
    earlier = [each["number"] for each in files.noted if each["topic"] == "collective-decision-taken"]
    said = {
        "matter": files.one("major-appointment", "major-appointment", "large-funds"),
        "entitled": entitled,
        "present": present,
        "votes_for": votes,
        "recused": files.some_of(CADRES, 1),
        "postponed": files.likely(0.1),
        "follows": files.one(None, *earlier),
        "cadres": files.some_of(CADRES, files.one(0, 0, 3)),
        "posts": files.some_of(POSTS, files.one(0, 0, 3)),
        "amount": files.one(None, "5000", "9999.50"),
    }
    files.note("collective-decision-taken", f"decision:{number}", (about,), day, body=body, number=number, **said)
    for signer in files.some_of(("B1", "B2", "B3")):
        files.note("decision-signed", about, (about,), day + ONE, body=signer, number=number)
    if files.likely(0.7):
        noticed = day - timedelta(days=files.one(0, 4, 5, 6, 10))
        files.note("decision-noticed", about, (about,), noticed, body=body, number=number)


# --- training -------------------------------------------------------------------------------------


def draw_training(files, who):
    for number in range(files.one(0, 1, 2, 4)):
        start = near(files.chance, -900, 300)
        if files.likely(0.2):
            start = date(start.year, 12, files.one(28, 30, 31))
        days = files.one(None, "0.5", "1", "2.5", "4")
        said = {
            "cadre": who,
            "unit": files.one(*UNITS, None),
            "session": files.one(f"S{who}{number}", "S1", "S2"),
            "kind": files.one("political-theory", "study-tour", "practical"),
            "form": files.one(None, "network", "course"),
            "days": days,
            "hours": files.one("7.5", "20", "3.1") if days is None or files.likely(0.5) else None,
            "missed_hours": files.one(None, None, "1", "2.5"),
            "collective": files.likely(0.6),
            "scope": files.one("in-county", "outside-county", "outside-city"),
        }
        about = (f"cadre:{who}", f"unit:{said['unit']}")
        until = start + timedelta(days=files.one(1, 2, 4, 7))
        files.note("training-recorded", f"training:{number}.{who}", about, start, until, **said)
    for _ in range(files.one(0, 1, 3)):
        start, by = near(files.chance, -500, 100), files.one("party-working-committee", "school-party-committee")
        span = {"work_from": str(start), "work_until": str(start + timedelta(days=files.one(6, 7, 90, 400)))}
        day = start + timedelta(days=files.one(0, 30))
        files.note("workload-accepted", f"workload:{who}", (f"cadre:{who}",), day, cadre=who, accepted_by=by, **span)


def draw_units(files, unit):
    about = (f"unit:{unit}",)
    if files.likely(0.6):
        start = files.one(date(2019, 1, 1), date(2020, 1, 1), near(files.chance, -500, 0))
        until = start + timedelta(days=files.one(180, 365))
        said = {"plan": f"T{unit}", "term": files.one("annual", "annual", "half-year")}
        files.note("training-planned", f"training-plan:{unit}", about, start, until, **said)
    for _ in range(files.one(0, 1, 2)):
        said = {"track": files.one("party", "admin", "business"), "full_time": files.one(1, 2, 3)}
        files.note("establishment-set", f"establishment:{unit}", about, near(files.chance, -800, 200), **said)


# --- discipline -----------------------------------------------------------------------------------


def draw_sanctions(files, who):
    about, chance = (f"cadre:{who}",), files.chance
    day = near(chance, -500, 100)
    for number in range(files.one(0, 0, 1, 2, 3, 4)):
        line = files.one("administrative", "administrative", "party")
        until = day + timedelta(days=files.one(31, 90, 184, 365)) if files.likely(0.2) else FOREVER
        said = {"cadre": who, "line": line, "kind": files.one(*KINDS_OF_SANCTION)}
        event = files.note("sanction-imposed", f"sanction:{who}.{number}", about, day, until, **said)
        if files.likely(0.25):
            lifted = {"cadre": who, "sanction": event, "kind": "early"}
            when = day + timedelta(days=files.one(1, 20, 60, 200, 500))
            files.note("sanction-lifted", f"sanction:{who}.{number}", about, when, **lifted)
        day += timedelta(days=files.one(0, 0, 1, 28, 31, 60, 120, 250))
    if files.likely(0.4):
        docket, opened = f"investigation:{who}", near(chance, -400, 200)
        files.note("investigation-opened", docket, about, opened, cadre=who)
        if files.likely(0.6):
            files.note(
                "investigation-closed", docket, about, opened + timedelta(days=files.one(0, 1, 60, 90)), cadre=who
            )


def draw_complaints(files, subject):
    about, chance = (subject,), files.chance
    for number in range(files.one(0, 1, 2)):
        docket, day = f"complaint:{subject[-1]}{number}", near(chance, -500, 200)
        for _ in range(files.one(1, 1, 2)):
            files.note("complaint-received", docket, about, day, severity=files.one("minor", "ordinary", "serious"))
            if files.likely(0.3):
                break
            day += timedelta(days=files.one(0, 30, 59, 60, 61, 90))
            said = {
                "conclusion": files.one("substantiated", "partly", "unsubstantiated", "false-accusation"),
                "severity": files.one("ordinary", "serious"),
                "rectify_by": files.one(None, str(day + timedelta(days=files.one(10, 40)))),
            }
            closed = files.note("complaint-closed", docket, about, day, **said)
            after(files, about, docket, closed, day)
            day += timedelta(days=files.one(0, 1, 50))
    for number in range(files.one(0, 1)):
        docket, day = f"appeal:{subject[-1]}{number}", near(chance, -400, 200)
        said = {"against": "x", "stage": files.one("review", "appeal")}
        files.note("appeal-lodged", docket, about, day, **said)
        if files.likely(0.6):
            files.note("appeal-decided", docket, about, day + timedelta(days=files.one(0, 29, 30, 31)), **said)


def after(files, about, docket, closed, day):
    """What follows the closing of a complaint: it is disclosed, cleared up, put right."""
    when, named = day + timedelta(days=files.one(0, 5, 29, 30, 31)), files.one(docket, closed, "something else")
    if files.likely(0.5):
        files.note("disclosure-made", f"disclosure:{docket}", about, when, concerns=named)
    if files.likely(0.5):
        said = {"kind": files.one("clarification", "clarification", "criticism"), "concerns": named}
        files.note("notice-issued", f"notice:{docket}", about, when, **said)
    if files.likely(0.5):
        files.note("complaint-handled", docket, about, when, step=files.one("rectified", "rectified", "verified"))


# --- results and notices --------------------------------------------------------------------------


def draw_grades(files, who):
    for year in range(2016, 2021):
        for cycle in ("H2", "U")[: files.one(0, 1, 1, 2)]:
            day = date(year, 12, 20) + timedelta(days=files.one(0, 20, 60, 200))
            said = {"cycle": f"{year}{cycle}", "year": year, "period": files.one("year-end", "year-end", "mid-year")}
            grade = files.one("incompetent", "basically-competent", "competent", "competent", "excellent")
            files.note("grade-given", f"assessment:{year}{cycle}.{who}", (f"cadre:{who}",), day, grade=grade, **said)


def draw_ranking(files, year):
    for cycle in ("H2", "U")[: files.one(0, 1, 1, 2)]:
        for _ in range(files.one(1, 1, 2)):
            named = files.chance.sample(CADRES, files.one(2, 3, 4))
            places = [{"id": who, "group": "", "score": "80", "rank": str(rank)} for rank, who in enumerate(named, 1)]
            said = {"cycle": f"{year}{cycle}", "year": year, "period": files.one("year-end", "year-end", "mid-year")}
            day = date(year, 12, 20) + timedelta(days=files.one(0, 20, 60))
            ranked = {"ranks": files.one("cadre", "cadre", "unit"), "places": places}
            files.note("ranking-made", f"ranking:{year}{cycle}", (f"year:{year}",), day, **said, **ranked)


def draw_notices(files, who):
    for number in range(files.one(0, 1, 1, 2)):
        docket, day = f"case:{who}{number}", near(files.chance, -300, 150)
        said = {"procedure": files.one("appointment", "exchange"), "posts": files.some_of(POSTS, files.one(0, 0, 5))}
        files.note("case-opened", docket, (f"cadre:{who}",), day, **said)
        for step in ("notice", "again")[: files.one(0, 1, 1, 2)]:
            day += timedelta(days=files.one(0, 3))
            budget = files.one("4wd", "5wd", "5wd", "7wd", "10d")
            files.note("case-publicity-opened", docket, ("",), day, step=step, budget=budget)
            day += timedelta(days=files.one(0, 1, 7, 10))
            if files.likely(0.8):
                files.note("case-term-elapsed", docket, ("",), day, step=step)
