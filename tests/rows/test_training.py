"""Rows on training and on the credit for party work."""

HELD = "appoint LI --to FIN-SEC --effective 2020-01-01 --basis D1"
RECORD = "train record LI --session {} --kind {} --effective {} --until {} --days {} --basis D2"


def ledger(history, year, rule="SEED-TRAIN-12", who="LI"):
    """Required, done and lacking of one cadre under one rule in a year."""
    [row] = [each for each in history.ask(f"train ledger {who} --year {year}") if each["rule"] == rule]
    return row["required"], row["done"], row["shortfall"]


def training_duties(history, today):
    """Subject, year and state of what is owed for collective education."""
    rows = history.ask(f"duty list --today {today}")
    return {(row["subject"], row["due_on"], row["state"]) for row in rows if row["rule"] == "SEED-TRAIN-12"}


def test_row_3_2_twelve_days_of_collective_education_a_year(office):
    """`cadre train ledger` and `duty list` with SEED-TRAIN-12: what lacks of twelve days is owed."""
    sessions = [
        RECORD.format("S1", "political-theory", "2023-12-29", "2024-01-02", "4") + " --collective",
        RECORD.format("S2", "political-theory", "2024-03-04", "2024-03-14", "10") + " --collective",
        RECORD.format("S3", "on-the-job", "2024-05-06", "2024-05-16", "10"),
    ]
    short = office(HELD, *sessions, pack="seed")
    enough = office(
        HELD,
        *sessions,
        RECORD.format("S4", "political-theory", "2024-12-02", "2024-12-03", "1") + " --collective",
        pack="seed",
    )

    assert (ledger(short, 2023), ledger(short, 2024)) == (("12", "3", "9"), ("12", "11", "1"))
    assert ledger(enough, 2024) == ("12", "12", "0")
    assert ("LI", "2025-01-01", "overdue") in training_duties(short, "2025-01-01")
    assert ("LI", "2025-01-01", "open") in training_duties(short, "2024-12-31")
    assert ("LI", "2025-01-01", "done") in training_duties(enough, "2025-01-01")


def test_row_3_2_a_unit_without_any_training_on_file_is_told_by_the_ledger_and_not_by_a_duty(office):
    """`train ledger` tells what lacks in every unit; a duty it is once the unit has a plan or a session on file."""
    plan = "train plan T1 --unit FINANCE --effective 2024-01-01 --until 2025-01-01 --basis P --objective Aim"
    kept, elsewhere = office(HELD, plan, pack="seed"), office(HELD, pack="seed")

    def told(history):
        [row] = [each for each in history.ask("train ledger LI --year 2024") if each["rule"] == "SEED-TRAIN-12"]
        return row["shortfall"], row["owed"]

    assert (told(kept), told(elsewhere)) == (("12", True), ("12", False))
    assert ("LI", "2025-01-01", "overdue") in training_duties(kept, "2025-01-01")
    assert training_duties(elsewhere, "2025-01-01") == set()


def test_row_3_2_who_joins_within_a_year_owes_a_part(office):
    """The days owed by a joiner are those of the year in which a post was held, rounded up to the half day."""
    joined, whole = (
        office(f"appoint LI --to FIN-SEC --effective {day} --basis D1", pack="seed")
        for day in ("2024-07-01", "2024-01-01")
    )

    assert ledger(joined, 2024) == ("6.5", "0", "6.5")  # 12 x 184 / 366 = 6.03
    assert ledger(whole, 2024) == ("12", "0", "12")


def test_row_1_18_four_kinds_of_training_each_with_its_forms(office):
    """`cadre train record --kind --form`: four kinds, each with forms of its own; a day counts once for each kind."""
    history = office(HELD)
    taken = {
        "political-theory": "symposium",
        "study-tour": "advanced-area",
        "on-the-job": "self-study-exam",
        "practical": "burden",
    }
    for kind, form in taken.items():
        line = RECORD.format(f"S-{kind}", kind, "2024-03-04", "2024-03-06", "1.5")
        assert history.tried(f"{line} --form burdensome")[0] == 2
        history.do(f"{line} --form {form} --assignment 'Flood control'")

    assert [row["done"] for row in history.ask("train ledger LI --year 2024")] == ["6"]
    again = RECORD.format("S9", "practical", "2024-03-05", "2024-03-06", "0.5")
    first = RECORD.format("S1", "{}", "2024-03-04", "2024-03-06", "1.5")
    alike, another = (office(HELD, first.format(kind)) for kind in ("practical", "on-the-job"))
    assert alike.refused(again) == ["training-overlap"]
    another.do(again)
    same = RECORD.format("S-practical", "practical", "2024-06-05", "2024-06-06", "0.5")
    assert history.refused(same) == ["training-twice"]
    history.do(RECORD.format("S9", "practical", "2024-03-06", "2024-03-07", "0.5"))


def test_row_1_8_training_has_an_aim_a_content_a_form_and_a_level(office):
    """`cadre train plan` has level, objective, content, form, object, priority and the day of the course's review."""
    plan = (
        "train plan T1 --unit FINANCE --effective 2024-01-01 --until 2025-01-01 --basis P --objective Aim "
        "--content Law --form seminar --for Heads --priority Young --review-on 2024-10-01 --level {}"
    )
    section, division = (office(plan.format(level)) for level in ("section", "division"))
    [one], [other] = (history.ask("train report --year 2024") for history in (section, division))

    told = {name: one[name] for name in ("objective", "forms", "audience", "priority", "review_on")}
    assert told == {
        "objective": "Aim",
        "forms": ["seminar"],
        "audience": "Heads",
        "priority": "Young",
        "review_on": "2024-10-01",
    }
    assert (one["level"], other["level"]) == ("section", "division")
    assert section.tried(plan.format("emperor").replace("T1", "T2"))[0] == 2


def test_row_0_22_each_year_outside_the_county_with_funds(office):
    """`cadre train report` tells plan and done with funds; SEED-TRAIN-OUT: a year without a session outside is owed."""
    plan = "train plan T1 --unit FINANCE --effective 2024-01-01 --until 2025-01-01 --basis P --objective Aim"
    told = RECORD.format("S1", "study-tour", "2024-03-04", "2024-03-06", "2") + " --plan T1 --cost 800.50"
    out, stayed = (
        office(HELD, f"{plan} --budget 700 --scope outside-province", f"{told} --scope {scope}", pack="seed")
        for scope in ("outside-province", "in-county")
    )

    def owed(history):
        rows = history.ask("duty list --today 2025-01-01 --unit FINANCE")
        return [(row["subject"], row["state"]) for row in rows if row["rule"] == "SEED-TRAIN-OUT"]

    assert (owed(out), owed(stayed)) == ([], [("FINANCE", "overdue")])
    [row] = out.ask("train report --year 2024")
    assert (row["outside"], row["scopes_open"], row["spent"], row["left"], row["funds"]) == (
        1,
        [],
        "800.50",
        "-100.50",
        "over",
    )
    assert stayed.ask("train report --year 2024")[0]["scopes_open"] == ["outside-province"]


def test_row_0_22_a_long_term_plan_is_carried_out_by_the_annual_ones_within_it(office):
    """`cadre train report` counts under a long-term plan what was held under the annual plans of its time and level."""
    plan = "train plan {} --unit FINANCE --effective {} --until {} --basis P --objective Aim --term {} --level {}"
    long = plan.format("LONG", "2021-01-01", "2026-01-01", "long-term", "division") + " --budget 1000"
    year = plan.format("Y24", "2024-01-01", "2025-01-01", "annual", "{}")
    told = RECORD.format("S1", "study-tour", "2024-03-04", "2024-03-06", "2") + " --plan Y24 --cost 400"
    held = "appoint WANG --to FIN-HEAD --effective 2020-01-01 --basis D1"
    same = told.replace("LI", "WANG")
    within, other = (
        office(HELD, held, long, year.format(level), f"{told} --scope outside-province", same)
        for level in ("division", "section")
    )

    def long_term(history, year):
        [row] = [each for each in history.ask(f"train report --year {year}") if each["plan"] == "LONG"]
        return row["sessions"], row["outside"], row["people"], row["spent"], row["left"]

    assert long_term(within, 2024) == (1, 1, 2, "800", "200")  # who is recorded later was at the same place
    assert long_term(within, 2023) == long_term(other, 2024) == (0, 0, 0, "0", "1000")


def test_row_1_23_party_work_counts_as_class_hours_once_both_accepted(office):
    """`cadre train credit` with SEED-WORKLOAD: weeks in the role times 0.5 or 0.3, nothing before both acceptances."""
    branch = (
        "post open BR-SEC --unit SCHOOL --name 'Branch Secretary' --track party --effective 2000-01-01",
        "post open BR-MEM --unit SCHOOL --name 'Branch Member' --track party --effective 2000-01-01",
        "appoint CHEN --to BR-MEM --effective 2024-01-01 --basis D",
        "appoint WANG --to BR-SEC --effective 2024-01-01 --basis D",
    )
    accept = "train accept {} --by {} --from 2024-01-01 --until 2024-07-01 --effective 2024-07-05 --basis M"
    one = [accept.format(who, "party-working-committee") for who in ("WANG", "CHEN")]
    both = [*one, *(accept.format(who, "school-party-committee") for who in ("WANG", "CHEN"))]
    half, whole = office(*branch, *one, pack="seed"), office(*branch, *both, pack="seed")

    def credit(history, day):
        rows = history.ask(f"train credit --year 2024 --as-of {day}")
        return {(row["cadre"], row["weeks"], row["rate"], row["credit"]) for row in rows if row["weeks"] == 26}

    earned = {("WANG", 26, "0.5", "13"), ("CHEN", 26, "0.3", "7.8")}  # 182 days are 26 weeks
    assert credit(whole, "2024-07-05") == earned
    nothing = {("WANG", 26, "0.5", "0"), ("CHEN", 26, "0.3", "0")}
    assert credit(half, "2024-07-05") == credit(whole, "2024-07-04") == nothing


def test_row_1_23_roles_that_come_together_have_one_rate(office):
    """Who is secretary and member at once has the higher rate alone."""
    branch = (
        "post open BR-SEC --unit SCHOOL --name 'Branch Secretary' --track party --effective 2000-01-01",
        "post open BR-MEM --unit SCHOOL --name 'Branch Member' --track party --effective 2000-01-01",
        "appoint CHEN --to BR-MEM --effective 2024-01-01 --basis D",
    )
    alone = office(*branch, pack="seed")
    also = office(*branch, "appoint CHEN --to BR-SEC --kind concurrent --effective 2024-01-01 --basis D", pack="seed")
    asked = "train credit CHEN --year 2024 --as-of 2024-12-31"

    assert [(row["roles"], row["rate"]) for row in alone.ask(asked)] == [(["branch-member"], "0.3")]
    assert [(row["roles"], row["rate"]) for row in also.ask(asked)] == [(["branch-secretary"], "0.5")]


def test_row_3_15_secretaries_of_working_committees_attend_courses(office):
    """`cadre duty list` with SEED-TRAIN-SECRETARY: a year without a course is owed by the secretary."""
    post = "post open WC --unit COUNTY --name 'Working Committee Secretary' --track party --effective 2000-01-01"
    held = "appoint LI --to WC --effective 2023-01-01 --basis D"
    course = RECORD.format("S1", "{}", "2024-03-04", "2024-03-05", "1")
    trained, not_so = (
        office(post, held, course.format(kind), pack="seed") for kind in ("political-theory", "on-the-job")
    )

    def owed(history):
        rows = history.ask("duty list --today 2025-01-01 --who LI")
        return [row["due_on"] for row in rows if row["rule"] == "SEED-TRAIN-SECRETARY"]

    assert (owed(trained), owed(not_so)) == (["2024-01-01"], ["2024-01-01", "2025-01-01"])
