"""What the rules say when asked: due lists, duties, candidates, explanations; and what supervision reads."""

import subprocess
import sys
from pathlib import Path

import pytest

from cli.explanation import figure

RULES = Path(__file__).parent.parent / "first_rules"
ADOPTED = ("policy", "adopt", RULES, "--from", "2015-01-01", "--basis", "D0")
READS = {
    "due": "due --today 2025-01-01",
    "duties": "duty list --today 2025-01-01",
    "when": "when WANG --to HEAD --as-of 2025-01-01",
    "who": "who --for HEAD --on 2025-01-01",
    "waivers": "audit waivers --on 2025-01-01",
    "refusals": "audit refusals",
    "decisions": "audit decisions",
    "backdating": "audit backdating",
    "reviews": "audit reviews",
    "retro": "audit retro",
    "retro-one": "audit retro --law now --facts now",
    "watch": "audit watch --today 2025-01-01",
    "impact": "policy impact seed --from 2016-01-01 --today 2025-01-01",
}


@pytest.fixture
def office(county):
    """The county under three plain rules: its head and deputy sit since 2015-01-01."""
    ended = county(*ADOPTED)
    assert ended.code == 0, ended.err
    return county


def rows(office, line, **more):
    ended = office(*line.split(), "-o", "json", **more)
    assert ended.code == 0, ended.err
    return ended.json()


@pytest.fixture
def busy(office):
    """The county after a refusal, a waiver, a correction of what a decision rests on, and a return after some days."""
    assert (
        office(
            *["transfer", "LI", "--to", "CLERK", "--from", "DEPUTY", "--effective", "2016-01-01", "--basis", "D2"]
        ).code
        != 0
    )
    for line in (
        "waive SEED-POST-10 LI --until 2025-06-01 --effective 2025-01-01 --reason n --basis D3 --approved-by P",
        "relieve WANG --from DEPUTY --effective 2018-01-01 --basis D4",
        "appoint WANG --to DEPUTY --effective 2018-01-11 --basis D5",
        "correct cadre:WANG@2 --set effective=2015-02-01 --reason misread --basis D6",
    ):
        ended = office(*line.split())
        assert ended.code == 0, ended.err
    return office


@pytest.mark.parametrize("kind", READS)
def test_every_answer_is_what_its_published_schema_says(busy, fits, kind):
    assert fits(rows(busy, READS[kind]), busy("schema", kind).json()) == []


@pytest.mark.parametrize("output", ["table", "md", "csv"])
@pytest.mark.parametrize("kind", READS)
def test_every_answer_can_be_read_by_people_in_both_languages(busy, kind, output):
    for language in ("en", "zh_CN"):
        assert busy(*READS[kind].split(), "-o", output, "--lang", language).code == 0


@pytest.mark.parametrize(
    ("day", "state", "over"),
    [
        ("2024-07-04", "ok", -181),
        ("2024-07-05", "warning", -180),
        ("2024-12-31", "warning", -1),
        ("2025-01-01", "breach", 0),
        ("2025-01-02", "breach", 1),
    ],
)
def test_the_due_list_on_the_days_around_its_bounds(office, day, state, over):
    [row] = [each for each in rows(office, f"due --who LI --today {day}") if each["rule"] == "SEED-POST-10"]

    assert (row["state"], row["days_over"], row["due_on"]) == (state, over, "2025-01-01")
    assert (row["warn_on"], row["last_lawful_on"]) == ("2024-07-05", "2024-12-31")


def test_the_due_list_keeps_what_is_asked_for(office):
    post = "SEED-POST-10"
    assert {each["rule"] for each in rows(office, "due --today 2024-12-31 --within 1d")} == set()
    assert {each["rule"] for each in rows(office, "due --today 2024-12-31 --within 2d")} == {post}
    assert {each["cadre"] for each in rows(office, "due --today 2025-01-01 --state breach")} == {"LI", "WANG"}
    assert rows(office, "due --today 2025-01-01 --track party") == []
    assert office("due", "--within", "soon").code == 2


@pytest.mark.parametrize(("day", "code"), [("2024-12-31", 0), ("2025-01-01", 7)])
def test_the_check_finds_breaches(office, day, code):
    assert office("due", "--today", day, "--check").code == code


@pytest.mark.parametrize(("day", "states"), [("2024-07-04", []), ("2024-07-05", ["open"]), ("2025-01-01", ["overdue"])])
def test_a_duty_is_raised_and_falls_due(office, day, states):
    duties = rows(office, f"duty list --who LI --today {day}")

    assert [each["state"] for each in duties] == states
    assert all((each["raised_on"], each["due_on"]) == ("2024-07-05", "2025-01-01") for each in duties)


def test_a_duty_is_done_by_leaving_and_deferred_by_a_waiver(office):
    line = "waive SEED-POST-10 WANG --until 2025-06-01 --effective 2025-01-01 --reason n --basis D3 --approved-by P"
    assert office(*line.split()).code == 0
    assert office(*["relieve", "LI", "--from", "HEAD", "--effective", "2025-02-01", "--basis", "D4"]).code == 0

    told = {each["subject"]: each for each in rows(office, "duty list --today 2025-03-01")}
    assert (told["LI"]["state"], told["LI"]["event"]) == ("done", "cadre:LI@3")
    assert told["WANG"]["state"] == "deferred"
    before = {each["subject"]: each["state"] for each in rows(office, "duty list --today 2025-01-31")}
    assert before["LI"] == "overdue"
    after = {each["subject"]: each["state"] for each in rows(office, "duty list --today 2025-06-01")}
    assert after == {"LI": "done", "WANG": "overdue"}


def test_the_candidates_are_told_with_what_is_against_them(office):
    found = rows(office, "who --for CLERK --on 2016-01-01")

    assert [(each["cadre"], each["lawful"]) for each in found] == [("LI", True), ("WANG", True), ("ZHAO", True)]
    told = rows(office, "who --for HEAD --on 2016-01-01")
    assert {each["cadre"]: each["lawful"] for each in told} == {"LI": False, "WANG": False, "ZHAO": False}
    assert all(each["findings"] for each in told)


def test_a_finding_is_explained_by_rule_and_event(office):
    assert office(*["appoint", "ZHAO", "--to", "CLERK", "--effective", "2016-01-01", "--basis", "D2"]).code == 0
    event = rows(office, "history ZHAO")[-1]["event"]

    [finding] = rows(office, f"explain SEED-POST-10 {event}")["findings"]
    assert (finding["rule"], finding["outcome"]) == ("SEED-POST-10", "ok")
    assert office("explain", "SEED-POST-99", event).code == 2
    assert "SEED-POST-10" in office("explain", event).out


def test_a_due_day_and_a_seat_are_explained_with_the_days_counted(office):
    told = office(*["explain", "due", "LI", "HEAD", "--as-of", "2025-01-01"]).out

    assert "SEED-POST-10 (seed): breach" in told
    assert "2015-01-01  2025-01-01  3653  HEAD  cadre:LI@2  counted" in told
    assert "cadre:LI@2" in office(*["explain", "seat", "HEAD", "--as-of", "2025-01-01"]).out


def test_a_refusal_is_explained_with_the_text_of_each_rule_that_stood_in_the_way(busy):
    told = rows(busy, "explain refusal:tester@1")

    assert (told["outcome"], told["subjects"]) == ("refused", ["cadre:LI", "post:CLERK", "post:DEPUTY"])
    assert told["asked_for"] == ["2016-01-01"]
    assert all(finding["citation"] for finding in told["findings"])
    rule = told["findings"][0]["rule"]
    assert [each["rule"] for each in rows(busy, f"explain {rule} refusal:tester@1")["findings"]] == [rule]


def test_an_empty_seat_is_explained_by_who_left_it_and_why(office):
    assert "Nobody has held the empty seat" in rows(office, "explain seat CLERK --as-of 2016-01-01")["says"]
    assert office(*["relieve", "WANG", "--from", "DEPUTY", "--effective", "2018-01-01", "--basis", "D4"]).code == 0

    told = rows(office, "explain seat DEPUTY --as-of 2018-01-01")
    assert told["says"].startswith("WANG held an empty seat last, up to 2018-01-01, ended by cadre:WANG@3.")
    assert [each["about"] for each in told["vacancy"]] == ["cadre:WANG@3"]
    assert "says" not in rows(office, "explain seat DEPUTY --as-of 2017-12-31")
    assert "is not open on 1900-01-01" in rows(office, "explain seat DEPUTY --as-of 1900-01-01")["says"]


@pytest.mark.parametrize(
    ("about", "says"),
    [
        ("due ZHAO HEAD", "ZHAO does not hold HEAD on 2018-01-01, and never has."),
        ("due WANG DEPUTY", "WANG does not hold DEPUTY on 2018-01-01, but from 2015-01-01 to 2018-01-01."),
    ],
)
def test_where_nothing_is_due_the_explanation_says_why(office, about, says):
    assert office(*["relieve", "WANG", "--from", "DEPUTY", "--effective", "2018-01-01", "--basis", "D4"]).code == 0

    told = rows(office, f"explain {about} --as-of 2018-01-01")
    assert (told["findings"], told["says"][: len(says)]) == ([], says)


def test_the_same_refused_attempt_is_counted(office):
    line = ["appoint", "ZHAO", "--to", "HEAD", "--effective", "2016-01-01", "--basis", "D2"]
    assert [office(*line).code for _ in range(2)] == [4, 4]
    assert office(*line, "--dry-run").code == 4

    found = rows(office, "audit refusals")
    assert [(each["times"], each["actor"], each["outcome"]) for each in found] == [
        (1, "tester", "conflict"),
        (2, "tester", "conflict"),
    ]
    assert found[0]["rules"] == ["seat-taken"]
    [*_, last] = rows(office, "audit decisions")
    assert (last["outcome"], last["rules"], last["act"]) == ("conflict", ["seat-taken"], "appoint")


def test_what_was_recorded_late_is_listed_beyond_the_days(office):
    found = rows(office, "audit backdating --days 0")
    head = next(each for each in found if each["event"] == "cadre:LI@2")

    assert head["days"] > 0
    assert head not in rows(office, f"audit backdating --days {head['days']}")
    assert head in rows(office, f"audit backdating --days {head['days'] - 1}")


def test_a_decision_on_a_corrected_fact_is_to_be_reviewed(busy):
    [found] = [each for each in rows(busy, "audit reviews") if each["lost"] == "cadre:WANG@2"]

    assert (found["became"], found["reason"]) == ("corrected", "misread")
    assert found["event"] == "cadre:WANG@4"
    assert rows(busy, "history WANG")[1]["status"] == "corrected"


def test_a_break_of_ten_days_is_seen(busy):
    [seen] = rows(busy, "audit watch --today 2025-01-01")

    assert (seen["pattern"], seen["subject"], seen["post"]) == ("short-break", "WANG", "DEPUTY")


def test_questions_load_neither_pydantic_nor_eventsourcing():
    modules = "lifecycle.explaining, lifecycle.supervision, lifecycle.impact, projections.reviews, projections.watch"
    look = "sys.exit(bool({'pydantic', 'eventsourcing'} & set(sys.modules)))"
    code = f"import sys, {modules}, projections.waivers, projections.decision_log; {look}"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("today", "band", "state"),
    [
        ("2017-12-31", None, "ok"),
        ("2018-01-01", "may", "ok"),
        ("2023-01-01", "should", "warning"),
        ("2025-01-01", "must", "breach"),
    ],
)
def test_the_due_list_tells_the_band_that_is_reached_and_when_the_others_are(county, today, band, state):
    assert county("policy", "adopt", "seed", "--from", "2010-01-01", "--basis", "D0").code == 0

    [row] = [each for each in rows(county, f"due --today {today} --who LI") if each["rule"] == "SEED-POST-10"]
    assert (row["band"], row["state"]) == (band, state)
    assert (row["may_from"], row["should_from"], row["due_on"]) == ("2018-01-01", "2023-01-01", "2025-01-01")
    told = county("explain", "due", "LI", "HEAD", "--as-of", today).out
    assert "should_from: 2023-01-01" in told


def test_the_impact_of_a_pack_says_on_which_day_it_will_say_something_else(office, tmp_path):
    text = (RULES / "pack.toml").read_text(encoding="utf-8").replace('version = "1"', 'version = "2"', 1)
    rows_ = "years = [{ from = 1980-01-01, value = 10 }"
    (tmp_path / "pack.toml").write_text(text.replace(rows_, f"{rows_}, {{ from = 2025-03-01, value = 4 }}"), "utf-8")

    asked = ["policy", "impact", str(tmp_path), "--today"]
    before, then = office(*asked, "2025-02-28"), office(*asked, "2025-03-01")
    assert "On 2025-03-01 the pack says something else" in before.err
    assert (before.out, "HEAD" in then.out, "something else" in then.err) == ("", True, False)


def test_only_decisions_that_are_judged_otherwise_are_kept_when_asked(office, tmp_path):
    assert len(rows(office, "audit retro")) == 2
    assert rows(office, "audit retro --differing") == []
    text = (RULES / "pack.toml").read_text(encoding="utf-8").replace('version = "0.1"', 'version = "2"', 1)
    row = "{ from = 1980-01-01, value = 10 }"
    (tmp_path / "pack.toml").write_text(text.replace(row, row.replace("10", "1")), encoding="utf-8")
    assert office("policy", "adopt", str(tmp_path), "--from", "2020-01-01", "--basis", "D").code == 0
    assert office("relieve", "WANG", "--from", "DEPUTY", "--effective", "2018-01-01", "--basis", "D").code == 0
    assert office("appoint", "WANG", "--to", "DEPUTY", "--effective", "2018-01-01", "--basis", "D").code == 0

    [row] = rows(office, "audit retro --differing --today 2020-01-01")
    assert (row["law_then_facts_then"], row["law_now_facts_then"], row["rules"]) == (
        "lawful",
        "refused",
        ["SEED-POST-10"],
    )
    assert rows(office, "audit retro --differing --today 2019-12-31") == []
    [once] = rows(office, "audit retro --law now --differing --today 2020-01-01")
    assert (once["outcome"], once["recorded_as"], once["rules"]) == ("refused", "lawful", ["SEED-POST-10"])


def test_figures_with_fields_are_told_one_by_one():
    conditions = [{"metric": "age", "met": True, "from": None}, {"metric": "education", "met": False}]

    assert list(figure("en", "conditions", conditions)) == [
        "conditions: metric age, met yes",
        "conditions: metric education, met no",
    ]
    assert list(figure("en", "posts", ["A", "B"])) == ["posts: A; B"]


def test_what_stands_in_the_way_of_a_candidate_is_told_as_an_explanation(office):
    told = office(*["when", "WANG", "--to", "HEAD", "--as-of", "2016-01-01"])

    first, *others = told.out.split("\n\n")
    assert (told.code, first.splitlines()[:3]) == (0, ["WANG HEAD", "  on: 2016-01-01", "  lawful: no"])
    assert any(each.startswith("seat-taken (register): BLOCK\n  HEAD has no free seat") for each in others)
    assert "figures" not in told.out
