"""Watches: a saved question tells what has changed since it was last asked, and why; asking writes nothing."""

import json
from pathlib import Path

import pytest

RULES = Path(__file__).parent.parent / "first_rules"
SAID = ("--reason", "misread", "--basis", "D9")


@pytest.fixture
def office(county):
    """A county whose head has been ten years in post on 2025-01-01, with three plain rules in force."""
    assert county("policy", "adopt", RULES, "--from", "2015-01-01", "--basis", "D0").code == 0
    return county


@pytest.fixture
def news(office):
    """A function from a query to a function that tells what is new on a day."""

    def save(*query):
        saved = office("watch", "save", "mine", "--", *query)
        assert saved.code == 0, saved.err

        def run(today):
            ended = office("watch", "run", "mine", "--today", today, "-o", "json")
            assert ended.code == 0, ended.err
            return ended.json()

        return run

    return save


def told(rows):
    return [(row["change"], row["row"]["cadre"], row["row"]["rule"], row["why"]) for row in rows]


def test_the_first_time_everything_is_new_and_then_nothing(news):
    run = news("due", "--who", "LI")

    assert {(change, why) for change, _, _, why in told(run("2024-01-01"))} == {("new", "first")}
    assert run("2024-01-01") == []


def test_a_state_that_time_brought_about_is_told_as_that(news):
    run = news("due", "--who", "LI")
    run("2024-12-31")

    [row] = [each for each in run("2025-01-01") if each["row"]["rule"] == "SEED-POST-10"]
    assert (row["change"], row["why"], row["by"]) == ("changed", "time", [])
    assert row["differs"] == ["state: warning -> breach"]


def test_days_that_go_by_alone_are_no_news(news):
    run = news("due", "--who", "LI")
    run("2025-02-01")

    assert run("2025-02-02") == []


def test_a_new_fact_is_named(news, office):
    run = news("due")
    run("2025-02-01")
    office("relieve", "LI", "--from", "HEAD", "--effective", "2025-01-15", "--basis", "D5")

    rows = run("2025-02-01")
    assert {(change, who, why) for change, who, _, why in told(rows)} == {("gone", "LI", "fact")}
    assert {event for row in rows for event in row["by"]} == {"cadre:LI@3"}


def test_a_correction_is_named(news, office):
    run = news("due", "--who", "LI")
    run("2025-02-01")
    office("correct", "cadre:LI@2", "--set", "effective=2016-01-01", *SAID)

    rows = run("2025-02-01")
    assert {(row["why"], tuple(row["by"])) for row in rows} == {("correction", ("cadre:LI@3",))}
    assert any("due_on: 2025-01-01 -> 2026-01-01" in row["differs"] for row in rows)


def test_the_adoption_of_a_policy_is_named(news, office, tmp_path):
    run = news("due", "--who", "LI")
    run("2025-02-01")
    office("policy", "adopt", "three-band", "--from", "2015-01-01", "--basis", "D7")

    rows = [row for row in run("2025-02-01") if row["row"]["pack"] == "three-band"]
    assert {(row["change"], row["why"], tuple(row["by"])) for row in rows} == {
        ("new", "policy", ("policy:three-band@1",))
    }


@pytest.mark.parametrize(
    "query",
    [
        "duty list",
        "roster",
        "post vacancies",
        "audit refusals",
        "audit waivers",
        "audit reviews",
        "audit watch",
        "audit log --act appoint",
        "unit list",
        "person list",
        "policy list",
        "who --for CLERK --on 2025-01-01",
        "history LI",
    ],
)
def test_any_question_can_be_watched(office, query):
    assert office("watch", "save", "it", "--", *query.split()).code == 0

    assert office("watch", "run", "it", "-o", "json").code == 0
    assert office("watch", "run", "it", "-o", "json").json() == []


def test_a_refusal_and_a_new_holder_are_news(office):
    office("watch", "save", "refused", "--", "audit", "refusals")
    office("watch", "save", "seats", "--", "roster", "--as-of", "2026-01-01")
    for name in ("refused", "seats"):
        office("watch", "run", name)
    assert office("appoint", "ZHAO", "--to", "HEAD", "--effective", "2025-01-01", "--basis", "D").code == 4
    assert office("appoint", "ZHAO", "--to", "CLERK", "--effective", "2025-01-01", "--basis", "D").code == 0

    refused = office("watch", "run", "refused", "-o", "json").json()
    seats = office("watch", "run", "seats", "-o", "json").json()

    assert [(row["change"], row["why"], row["by"]) for row in refused] == [("new", "fact", ["refusal:tester@1"])]
    assert [(row["change"], row["row"]["cadre"], row["row"]["post"]) for row in seats if row["row"]["cadre"]] == [
        ("new", "ZHAO", "CLERK")
    ]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (("appoint", "LI", "--to", "HEAD"), "is no question"),
        (("watch", "run", "x"), "is no question"),
        (("audit",), "is no question"),
        (("nonsense",), "is no question"),
        (("due", "--who", "NOBODY"), "there is no cadre NOBODY"),
        (("due", "--nonsense"), "--nonsense"),
    ],
)
def test_what_is_no_question_is_not_saved(office, query, said):
    ended = office("watch", "save", "bad", "--", *query)

    assert ended.code == 2
    assert said in ended.err
    assert office("watch", "list", "-o", "json").json() == []


def test_an_unknown_watch_is_named_with_the_nearest(office):
    office("watch", "save", "overdue", "--", "due")
    ended = office("watch", "run", "overdu")

    assert ended.code == 2
    assert "did you mean overdue" in ended.err


def test_the_list_tells_when_each_was_last_run(office):
    office("watch", "save", "overdue", "--", "due", "--state", "breach")
    assert office("watch", "list", "-o", "json").json()[0]["last_day"] is None
    office("watch", "run", "overdue", "--today", "2025-02-01")

    [row] = office("watch", "list", "-o", "json").json()
    assert (row["watch"], row["query"], row["last_day"], row["rows"]) == (
        "overdue",
        "due --state breach",
        "2025-02-01",
        2,
    )


def test_nothing_is_written_to_the_store_and_no_name_to_the_file(office, tmp_path, clean_environment):
    office("watch", "save", "people", "--", "person", "list")
    before = (tmp_path / "store.db").read_bytes()
    office("watch", "run", "people")

    assert (tmp_path / "store.db").read_bytes() == before
    [kept] = Path(clean_environment["XDG_CONFIG_HOME"]).glob("**/watches.json")
    text = kept.read_text(encoding="utf-8")
    assert "李明" not in text
    assert "1975" not in text
    assert "LI" in json.loads(text)["people"]["seen"][str(tmp_path / "store.db")]["rows"]
    assert kept.stat().st_mode & 0o077 == 0


def test_a_file_that_is_none_of_ours_is_named(office, clean_environment):
    office("watch", "save", "people", "--", "person", "list")
    [kept] = Path(clean_environment["XDG_CONFIG_HOME"]).glob("**/watches.json")
    kept.write_text("[1]", encoding="utf-8")

    ended = office("watch", "list")
    assert ended.code == 2
    assert str(kept) in ended.err
