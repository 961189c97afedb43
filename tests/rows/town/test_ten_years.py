"""Ten years of Linqiao Town in the demo: every duty, share and yearly count, met and missed, counted a second time.

The second count reads the exported events as plain JSON and goes through them day by day; it knows nothing of how the
register counts. Each question then asks the program, and asserts that what is told happened both ways.
"""

from collections import Counter, defaultdict
from datetime import date, timedelta
from fractions import Fraction

import pytest

TOWN, YEARS = "linqiao", range(2015, 2025)
DAY = timedelta(days=1)
ASKED_ON = (
    "2015-06-30", "2016-11-20", "2017-06-17", "2018-11-25", "2019-07-07", "2021-08-01", "2022-12-31", "2025-06-01",
)  # fmt: skip


@pytest.mark.parametrize("day", ASKED_ON)
def test_what_is_owed_on_a_day_is_what_a_second_count_finds(program, town, day):
    rows = program.ask(f"duty list --unit {TOWN} --today {day}")
    told = sorted((row["duty"], row["due_on"], row["state"]) for row in rows if row["rule"] in town.RULES)

    assert told == town.duties(date.fromisoformat(day))


def test_every_duty_of_the_town_was_done_once_and_left_undone_once(town):
    found = defaultdict(set)
    for day in ASKED_ON:
        for duty, _, stands in town.duties(date.fromisoformat(day)):
            found[duty.split("/")[1]].add(stands)

    assert {rule: stands >= {"done", "overdue"} for rule, stands in found.items()} == dict.fromkeys(town.RULES, True)


# --- what is counted by the year ---


def test_the_counts_of_every_year_are_those_of_a_second_count(program, town):
    told, found = [], []
    for year in YEARS:
        rows = program.ask(f"body year --year {year} --unit {TOWN}")
        told += [(row["rule"], row["body"], row["from"], row["count"], row["fulfilled"]) for row in rows]
    for rule, (_, _, _, wanted, _, _) in town.COUNTED.items():
        for body, start, _, days in town.periods(rule):
            if start.year in YEARS:
                found.append((rule, body, str(start), len(days), len(days) >= wanted))

    assert sorted(told) == sorted(found)
    assert {(rule, met) for rule, _, _, _, met in told} == {
        (rule, met) for rule in town.COUNTED for met in (True, False)
    }


def test_the_ledger_of_every_year_is_exact_to_the_half_day(program, town):
    told, found = [], []
    for year in YEARS:
        rows = program.ask(f"train ledger --unit {TOWN} --year {year}")
        told += [
            (row["cadre"], year, *(Fraction(row[name]) for name in ("required", "done", "shortfall")))
            for row in rows
            if row["rule"] == "SEED-TRAIN-12"
        ]
        for who in town.people():
            required, done = town.twelve(who, year)
            if required:
                had = done(date(year, 12, 31))
                found.append((who, year, required, had, max(Fraction(0), required - had)))

    assert sorted(told) == sorted(found)
    assert {short > 0 for *_, short in told} == {True, False}
    parts = {(who, year): (required, had) for who, year, required, had, _ in told}
    assert parts[("DU", 2019)] == (Fraction("6.5"), 7)  # 12 x 184 / 365 = 6.05: from 1 July on
    assert parts[("FENG", 2019)] == (12, 10)  # class 5, tour 3, and 2 of the 3.5 days over the end of the year
    assert parts[("FENG", 2020)] == (12, Fraction("13.5"))
    assert parts[("GAO", 2017)] == (12, Fraction("11.5"))  # corrected by half a day


def test_what_was_known_before_a_correction_and_a_cancellation_is_still_told(program):
    def gao(known_on):
        [row] = program.ask(f"train ledger GAO --year 2017 --known-on {known_on}")
        return row["done"]

    def heard(known_on):
        rows = program.ask(f"body year --unit {TOWN} --year 2016 --known-on {known_on}")
        return [row["count"] for row in rows if row["rule"] == "SEED-REPORTS-2"]

    assert (gao("2017-12-10"), gao("2017-12-11")) == ("12", "11.5")
    assert (heard("2016-12-11"), heard("2016-12-12")) == ([2], [1])


def test_party_work_earns_what_a_second_count_of_weeks_finds(program, town):
    acceptors = {"party-working-committee", "school-party-committee"}
    rates = {f"{TOWN}-branch-secretary": Fraction(1, 2), f"{TOWN}-branch-member": Fraction(3, 10)}
    told, found, kept_back = defaultdict(Fraction), defaultdict(Fraction), 0
    for year in YEARS:
        for row in program.ask(f"train credit --unit {TOWN} --year {year}"):
            told[row["cadre"], year] += Fraction(row["credit"])
            kept_back += not row["accepted"]
        for who in town.people():
            days, accepted = Counter(), town.of("workload-accepted", cadre=who)
            for day in town.every_day(date(year, 1, 1), date(year + 1, 1, 1)):
                held = [rates[each[1]] for each in town.held_on(day, who) if each[1] in rates]
                by = {act["accepted_by"] for act in accepted if act["work_from"] <= str(day) < act["work_until"]}
                if held and by == acceptors:
                    days[max(held)] += 1
            for rate, count in days.items():
                found[who, year] += count // 7 * rate

    assert {key: hours for key, hours in told.items() if hours} == found
    assert found[("HAN", 2016)] == Fraction("14.1")  # 182 and 153 days are 47 weeks of 0.3
    assert kept_back


def test_plans_their_funds_and_journeys_are_those_of_a_second_count(program, town):
    told, found = [], []
    for year in YEARS:
        [row] = program.ask(f"train report --year {year} --unit {TOWN}")
        told.append((row["plan"], row["sessions"], row["outside"], row["people"], row["spent"]))
        mine = town.of("training-recorded", plan=f"LQ-{year}")
        sessions = {act["session"]: act["scope"] for act in mine}
        spent = sum(Fraction(act["cost"]) for act in mine)
        away = sum(scope != "in-county" for scope in sessions.values())
        people = len({act["cadre"] for act in mine})
        found.append((f"LQ-{year}", len(sessions), away, people, f"{float(spent):.2f}".removesuffix(".00")))

    assert told == found
    assert {outside > 0 for _, _, outside, _, _ in told} == {True, False}


# --- shares, establishment, load ---


def test_the_share_of_honours_is_that_of_a_second_count(program, town):
    found = {}
    for act in town.of("cadre-nominated", unit=TOWN):
        held = {town.posts[each[1]]["track"] for each in town.held_on(act["day"], act["cadre"])}
        found.setdefault((act["honour"], act["day"].year), []).append("party" in held)
    rows = program.ask(f"report quotas --as-of 2024-12-31 --unit {TOWN}")
    told = {(row["honour"], row["year"]): (row["nominees"], row["party"], row["met"]) for row in rows}

    assert told == {key: (len(some), sum(some), 5 * sum(some) >= len(some)) for key, some in found.items()}
    assert {met for _, _, met in told.values()} == {True, False}


@pytest.mark.parametrize("day", ["2015-07-01", "2018-07-01", "2019-03-01", "2021-10-31", "2021-11-01"])
def test_the_establishment_is_short_of_what_a_second_count_finds(program, town, day):
    on = date.fromisoformat(day)
    required = [act["full_time"] for act in town.of("establishment-set", unit=TOWN) if act["day"] <= on][-1]
    posts = {
        name
        for name, each in town.posts.items()
        if each["track"] == "party" and not each["part_time"] and each["day"] <= on < each["end"]
    }
    filled = {each[1] for each in town.held_on(on) if each[1] in posts and each[2] == "substantive"}
    [row] = program.ask(f"report establishment --as-of {day} --unit {TOWN}")

    told = (row["open"], row["filled"], row["posts_short"], row["people_short"])
    assert told == (len(posts), len(filled), max(0, required - len(posts)), max(0, required - len(filled)))
    assert (row["posts_short"] > 0) == (day >= "2019-03-01")


@pytest.mark.parametrize(
    ("day", "over", "together"),
    [
        ("2017-01-01", [], ["linqiao-discipline+linqiao-organiser"]),
        ("2018-12-01", ["SEED-POSTS-2"], []),
        ("2019-02-01", [], []),
    ],
)
def test_who_bears_too_much_is_who_a_second_count_finds(program, town, day, over, together):
    rows = program.ask(f"report load --as-of {day} --unit {TOWN}")
    posts = defaultdict(set)
    for who, post, *_ in town.held_on(date.fromisoformat(day)):
        posts[who].add(post)

    assert {row["cadre"]: set(row["posts"]) for row in rows} == {
        who: some for who, some in posts.items() if some > {min(some)}
    }
    assert [rule for row in rows for rule in row["over"]] == over
    assert [pair for row in rows for pair in row["incompatible"]] == together


def test_long_service_is_that_of_a_second_count(program, town):
    day = date(2024, 6, 1)
    served = {
        who: sum(
            any(town.posts[each[1]]["track"] == "party" and each[2] != "secondment" for each in town.held_on(on, who))
            for on in town.every_day(date(2012, 1, 1), day)
        )
        for who in {each[0] for each in town.held_on(day) if town.posts[each[1]]["track"] == "party"}
    }
    rows = program.ask(f"report long-service --as-of {day} --unit {TOWN}")
    told = {row["cadre"]: row["days"] for row in rows}

    assert told == served
    assert {row["cadre"]: row["long"] for row in rows} == {who: who == "MA" for who in served}


# --- decisions, members, money ---


def test_the_acts_that_no_decision_carries_are_those_of_a_second_count(program, town):
    found = set()
    for act in town.of("cadre-appointed", "cadre-promoted", "cadre-transferred", "cadre-relieved"):
        post = town.posts.get(act.get("post"))
        if post and act["act"] != "opening-position":
            found |= {(act["id"], rule) for rule in broken_by(act, post, town)}
    rows = program.ask(f"body lacking --unit {TOWN}")

    assert {(row["event"], row["rule"]) for row in rows} == found
    lacking = {rule for _, rule in found}
    assert lacking == {"SEED-DECISION", "SEED-TWO-STAGE", "SEED-SIGNATURES"}
    cited = {act["id"] for act in town.of("cadre-promoted", "cadre-appointed") if act["decision"]}
    assert cited - {event for event, _ in found} == {"cadre:XIE@5", "cadre:DENG@3"}


def broken_by(act, post, town):
    """The rules on decisions that an act breaks; who is promoted without a post is not asked for one."""
    minutes = town.of("collective-decision-taken", number=act["decision"]) if act["decision"] else []
    first = minutes[0] if minutes else None
    carried = first and not first["postponed"]
    if post["key_post"]:
        present = first and 3 * first["present"] >= 2 * first["entitled"]
        if not (carried and present and 2 * first["votes_for"] > first["entitled"]):
            yield "SEED-DECISION"
    kind = {name: is_a for name, is_a, *_ in town.bodies()}
    if post["track"] in {"party", "admin"}:
        before = town.of("collective-decision-taken", number=first["follows"]) if first and first["follows"] else []
        if not before or kind[before[0]["body"]] != "office-meeting":
            yield "SEED-TWO-STAGE"
    if first and kind[first["body"]] == "village-committee":
        signed = {kind[each["body"]] for each in town.of("decision-signed", number=act["decision"])}
        told = [each["day"] for each in town.of("decision-noticed", number=act["decision"])]
        if signed < {"branch", "village-committee"} or not any(day + 5 * DAY <= first["day"] for day in told):
            yield "SEED-SIGNATURES"


def test_every_class_of_decision_was_taken_and_every_outcome_came(program, town):
    rows = program.ask(f"body decisions --unit {TOWN}")

    assert {row["matter"] for row in rows} == {"major-decision", "major-appointment", "major-project", "large-funds"}
    assert {row["outcome"] for row in rows} == {"adopted", "postponed", "no-quorum"}
    assert [row["number"] for row in rows] == [act["number"] for act in town.of("collective-decision-taken")]


def test_members_warned_of_are_those_of_a_second_count(program, town):
    body, told, found = f"{TOWN}-work", {}, {}
    waived = [act for act in town.of("rule-waived") if act["subject"] == body]
    for act in town.of("body-member-joined", body=body):
        day = act["day"]
        until = max(at["at"] for at in town.acts.values() if at["order"] == act["order"])
        members = Counter(
            {each["cadre"]: each["full_time"] for each in town.of("body-member-joined", body=body)
             if each["day"] <= day and each["at"] <= until}.values()
        )  # fmt: skip
        free = any(each["day"] <= day < date.fromisoformat(each["until"]) for each in waived)
        found[act["id"]] = members[True] <= members[False] and not free
        told[act["id"]] = program.broken(act) == ["SEED-FULL-TIME"]

    assert told == found
    assert set(told.values()) == {True, False}
    assert waived


@pytest.mark.parametrize(
    ("rule", "body", "lawful", "unlawful"),
    [
        ("SEED-MOBILE-SECRETARY", "migrant-branch", ["HAN"], ["FENG"]),
        ("SEED-BRANCH-LEADER", "village-branch", ["FENG"], ["HAN"]),
    ],
)
def test_secretaries_are_members_of_their_branch_and_of_middle_rank(program, town, rule, body, lawful, unlawful):
    told = {
        act["cadre"]: rule in program.broken(act)
        for act in town.of("body-member-joined", body=f"{TOWN}-{body}", role="secretary")
    }

    assert told == dict.fromkeys(lawful, False) | dict.fromkeys(unlawful, True)


def test_a_large_sum_without_a_decision_is_warned_of(program, town):
    told = {act["amount"]: program.broken(act) for act in town.of("funds-spent", unit=TOWN)}

    assert told == {"80000": [], "60000": ["SEED-FUNDS"]}


def test_a_post_is_closed_with_a_decision_only(program):
    refused = program.ask("audit refusals")

    assert ["SEED-ABOLITION"] in [row["rules"] for row in refused]
    assert ["training-twice"] in [row["rules"] for row in refused]
    assert f"{TOWN}-propaganda" not in [row["post"] for row in program.ask("post list --as-of 2016-03-01")]


def test_the_centre_group_is_attended_as_a_second_count_finds(program, town):
    for year in (2015, 2019, 2023):
        rows = program.ask(f"body attendance --unit {TOWN} --year {year}")
        told = {row["cadre"]: (row["attended"], row["absent"]) for row in rows if row["body"] == f"{TOWN}-centre-group"}
        found = defaultdict(lambda: (0, 0))
        for act in town.of("body-session-held", body=f"{TOWN}-centre-group"):
            if act["day"].year == year:
                for who in (*act["attended"], *act["absent"]):
                    here, away = found[who]
                    found[who] = (here + (who in act["attended"]), away + (who in act["absent"]))
        assert told == found


def test_who_was_promoted_untrained_makes_up_for_it_within_a_year(program, town, tmp_path):
    program.do(f"store backup {tmp_path / 'copy.db'}")
    under = program.on(tmp_path / "copy.db")
    under.do("policy adopt cn-2019 --from 2015-01-01 --basis Circular")
    for today in map(date.fromisoformat, ("2024-12-03", "2024-12-04", "2025-03-05")):
        rows = under.ask(f"duty list --unit {TOWN} --today {today}")
        told = {row["subject"]: (row["due_on"], row["state"]) for row in rows if row["rule"] == "CN-TRAIN-PROMOTED"}

        assert told == dict(made_up(town, today))
        assert told["DU"][1] == "done"
        assert (told["QIN"][1] == "overdue") == (str(today) >= "2024-12-04")


def made_up(town, today):
    """Who rose since 15 October 2023 with less than twelve days in the year before: until when, and whether done."""
    for act in town.of("cadre-promoted"):
        who, day, due = act["stream"].partition(":")[2], act["day"], town.months_after(act["day"], 12)
        if who not in town.people() or day < date(2023, 10, 15):
            continue
        over = [(date.fromisoformat(each["until"]), each) for each in town.of("training-recorded", cadre=who)]
        since = town.months_after(day, -12)
        before = sum(Fraction(each["days"]) for end, each in over if since < end <= day)
        if before < 12:
            after = sum(Fraction(each["days"]) for end, each in over if day < end <= today + DAY)
            yield who, (str(due), town.state(due, today, done=before + after >= 12))
