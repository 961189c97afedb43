"""Ten years of the demo county: what the program says on many days is what a plain second computation says."""

import pytest

DAYS = ("2017-02-01", "2018-04-01", "2019-03-23", "2019-03-24", "2021-05-01", "2025-01-15")
CONSEQUENCES = ("SEED-BOTTOM-3", "SEED-FIRST-3", "SEED-RECOGNISED", "SEED-WEAK-TEAM", "SEED-INCOMPETENT")
HANDLING = (
    "SEED-COMPLAINT-60", "SEED-INVESTIGATION-6", "SEED-APPEAL-30", "SEED-CLARIFY-30", "SEED-DISCLOSE-30",
    "SEED-RECTIFY", "SEED-SANCTIONED",
)  # fmt: skip
FIELDS = ("year", "cycle", "unit", "cadre", "score", "rank", "band", "streak", "measure", "rule", "duty", "due_on")


def told(rows, day):
    """The rows of `consequences` as they were known on the day."""
    found = rows("consequences", "--today", day, "--known-on", day)
    kept = [each for each in found if each["duty_state"] != "basis-lost"]
    lost = [("basis-lost", each["event"]) for each in found if each["duty_state"] == "basis-lost"]
    return sorted(
        [*((*(each[name] for name in FIELDS), each["duty_state"], each["event"]) for each in kept), *lost], key=str
    )


@pytest.mark.parametrize("day", DAYS)
def test_what_follows_from_results_is_what_a_second_computation_finds(rows, recount, day):
    assert told(rows, day) == sorted(recount(day).consequences(day), key=str)


def test_every_step_and_every_state_of_its_duty_occurs(rows):
    found = {
        (each["band"], each["measure"], each["duty_state"])
        for day in DAYS
        for each in rows("consequences", "--today", day, "--known-on", day)
    }

    assert {each[:2] for each in found if each[0]} == {
        ("bottom", "talk"), ("bottom", "notice"), ("bottom", "adjust-or-demote"), ("top", "key-post-or-reward"),
        ("recognition", "adjust-or-demote"), ("grade", "talk"), ("grade", "adjust-or-demote"),
    }  # fmt: skip
    assert {each[1:] for each in found} >= {
        (measure, state)
        for measure in ("talk", "adjust-or-demote", "key-post-or-reward")
        for state in ("open", "done", "deferred", "overdue")
    }
    assert {("notice", "done"), ("notice", "overdue"), ("talk", "basis-lost"), ("notice", "basis-lost")} <= {
        each[1:] for each in found
    }


@pytest.mark.parametrize("day", DAYS)
def test_rankings_are_what_the_marks_give(rows, recount, day):
    again = recount(day)
    found = {}
    for each in rows("ranking", "--today", day, "--known-on", day):
        register = "unit" if each["unit"] else "cadre"
        found.setdefault((each["cycle"], register), {})[each[register]] = (each["score"], each["rank"])

    assert found == {
        (each["cycle"], each["ranks"]): again.ranked(each["cycle"], each["ranks"])
        for each in again.every("ranking-made")
        if each["day"] <= day
    }


def test_the_corrected_ranking_shows_both_readings(rows, recount):
    """The marks of a bureau were misread in 2017 and corrected in 2019: two acts rest on nothing, nothing is undone."""
    before, after = (recount(day).ranked("2017-H2", "unit")["health-bureau"] for day in ("2019-03-23", "2019-03-24"))
    assert (before[1], after[1]) == (22, 9)

    [talk] = [each for each in rows("history", "ranking:2017-H2") if each["status"] == "corrected"]
    assert talk["event"] == "ranking:2017-H2@1"
    rests = {
        each["event"]: each
        for each in rows("consequences", "--today", "2025-01-15")
        if each["duty_state"] == "basis-lost"
    }
    assert {each.partition(":")[0] for each in rests} == {"talk", "notice"}
    facts = {each["event"]: each for each in rows("discipline", "list", "--as-of", "2025-01-15")}
    assert all(facts[event]["in_force"] for event in rests)


@pytest.mark.parametrize("day", DAYS)
def test_the_duties_are_those_of_a_second_computation(rows, recount, day):
    again = recount(day)
    found = {
        each["duty"]: each
        for each in rows("duty", "list", "--today", day, "--known-on", day)
        if each["rule"] in (*CONSEQUENCES, *HANDLING)
    }

    expected = {each["duty"]: (each["raised_on"], each["due_on"], *again.stood(each, day)) for each in again.steps(day)}
    for duty, (raised, due, done) in again.handling(day).items():
        state = "done" if done else "overdue" if day >= due else "open"
        expected[duty] = (raised, due, state, done or found[duty]["event"])
    assert {
        duty: (each["raised_on"], each["due_on"], each["state"], each["event"]) for duty, each in found.items()
    } == expected


@pytest.mark.parametrize("day", DAYS)
def test_the_effect_of_every_sanction_is_what_a_second_computation_finds(rows, recount, day):
    found = {
        each["event"]: (each["until"], each["how"])
        for each in rows("discipline", "sanctions", "--as-of", day, "--known-on", day)
        if each["how"]
    }

    assert found == recount(day).effects(day)


def test_every_kind_of_sanction_and_every_way_of_ending_occurs(rows):
    found = rows("discipline", "sanctions", "--as-of", "2025-01-15", "--known-on", "2025-01-15")
    given = rows("discipline", "list", "--as-of", "2025-01-15")

    assert {each["kind"] for each in found} == {
        "warning", "serious-warning", "demerit", "major-demerit", "demotion", "removal", "probation", "dismissal",
        "expulsion", "admonition", "suspension", "post-adjustment", "ordered-resignation",
    }  # fmt: skip
    assert {each["line"] for each in found} == {"administrative", "party", "organisational"}
    assert {each["how"] for each in found} == {
        None, "own", "heaviest", "sum", "stated", "longest", "remaining-plus-new", "lifted",
    }  # fmt: skip
    assert {each["fact"] for each in given} == {
        "talk-held", "notice-issued", "reward-granted", "reward-revoked", "support-given", "sanction-imposed",
        "sanction-lifted", "investigation-opened", "investigation-closed", "complaint-received", "complaint-handled",
        "complaint-closed", "appeal-lodged", "appeal-decided", "disclosure-made",
    }  # fmt: skip
    assert {each["outcome"] for each in rows("appeal", "list", "--as-of", "2024-12-31")} >= {
        "upheld",
        "amended",
        "rejected",
    }


def test_a_sanction_within_another_ends_at_the_cap_of_48_months(rows, recount):
    again = recount("2025-01-15")
    capped = [
        event
        for event, (end, how) in again.effects("9999").items()
        if how == "remaining-plus-new" and end == plus_48(again.acts[event]["day"])
    ]

    assert len(capped) == 1


def plus_48(day):
    return f"{int(day[:4]) + 4}{day[4:]}"


def test_what_is_barred_is_barred_from_the_first_to_the_last_day(cadre, recount):
    """A reward is tried without being recorded: the day before, the first, the last, the day after."""
    again = recount("9999-12-31")
    tried = {"barred": 0, "free": 0}
    for who, day in sorted(boundaries(again)):
        code, _ = cadre("reward", who, "--kind", "merit", "--effective", day, "--basis", "B", "--dry-run", "-q")
        assert code == (3 if again.barred(who, day) else 0), (who, day)
        tried["barred" if code else "free"] += 1
    assert min(tried.values()) > 20


def boundaries(again):
    """Every cadre and day at which a bar begins or ends, and the day before."""
    gone = {each["stream"].partition(":")[2] for each in again.every("cadre-departed")}
    edges = set()
    for event, (end, _) in again.effects("9999").items():
        edges |= {(again.acts[event]["cadre"], again.acts[event]["day"]), (again.acts[event]["cadre"], end)}
    for topic in ("investigation-opened", "investigation-closed"):
        edges |= {(each["cadre"], each["day"]) for each in again.every(topic)}
    return {(who, each) for who, day in edges if who not in gone for each in (day, before(day))}


def before(day):
    from datetime import date, timedelta

    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def test_what_the_cases_tried_in_vain_was_refused_by_the_freeze_that_held(rows):
    refused = [set(each["rules"]) for each in rows("audit", "refusals")]

    for rule in ("SEED-INVESTIGATED", "SEED-SANCTIONED", "SEED-PARTY-SANCTIONED", "SEED-ADMONISHED"):
        assert any(rule in each for each in refused), rule
