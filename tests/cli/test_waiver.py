"""Waivers: what must be said, who may not approve, how long they last, and that they end by themselves."""

from pathlib import Path

import pytest

RULES = Path(__file__).parent.parent / "first_rules"
RULE = "SEED-POST-10"


@pytest.fixture
def office(county):
    """A county whose head has been ten years in post on 2025-01-01, with three plain rules in force."""
    adopted = county("policy", "adopt", RULES, "--from", "2015-01-01", "--basis", "D0")
    assert adopted.code == 0, adopted.err
    return county


def waive(office, *more, rule=RULE, who="LI", until="2025-06-01", by="PREFECTURE", effective="2025-01-01"):
    said = ("--reason", "need", "--basis", "D9")
    days = ("--until", until, "--effective", effective, "--approved-by", by)
    return office("waive", rule, who, *days, *said, *more)


def state(office, today):
    rows = office("due", "--today", today, "--who", "LI", "-o", "json").json()
    return next(row["state"] for row in rows if row["rule"] == RULE)


def test_a_breach_is_waived_up_to_the_end_day_and_then_shows_again(office):
    assert state(office, "2025-01-01") == "breach"
    assert waive(office).code == 0

    assert [state(office, day) for day in ("2025-01-01", "2025-05-31", "2025-06-01")] == ["waived", "waived", "breach"]
    assert state(office, "2024-12-31") == "warning"


def test_the_check_ends_with_7_while_the_breach_is_not_waived(office):
    assert office("due", "--today", "2025-02-01", "--who", "LI", "--check").code == 7
    waive(office)
    waive(office, rule="SEED-POST-10", who="LI", effective="2025-06-01", until="2025-07-01")

    assert office("due", "--today", "2025-02-01", "--who", "LI", "--check").code == 0
    assert office("due", "--today", "2025-07-01", "--who", "LI", "--check").code == 7


@pytest.mark.parametrize("missing", ["--until", "--approved-by", "--reason", "--basis"])
def test_everything_mandatory_is_asked_for(office, missing):
    words = {"--until": "2025-06-01", "--approved-by": "P", "--reason": "need", "--basis": "D9"}
    del words[missing]
    ended = office("waive", RULE, "LI", *[each for pair in words.items() for each in pair], "--no-input")

    assert ended.code == 2
    assert missing in ended.err


@pytest.mark.parametrize("missing", ["until", "approved_by", "reason", "basis", "rule", "subject"])
def test_everything_mandatory_is_asked_for_in_an_order_file_too(office, tmp_path, missing):
    line = {"act": "waive", "rule": RULE, "subject": "LI", "until": "2025-06-01", "approved_by": "P", "reason": "need"}
    line |= {"basis": "D9", "effective": "2025-01-01"}
    del line[missing]
    (tmp_path / "o.csv").write_text(f"{','.join(line)}\n{','.join(line.values())}\n", encoding="utf-8")

    assert office("order", "submit", tmp_path / "o.csv").code == 2


@pytest.mark.parametrize("approver", ["tester", "TESTER"])
def test_nobody_approves_a_waiver_of_their_own(office, approver):
    ended = waive(office, "-o", "json", by=approver)

    assert ended.code == 3
    assert [each["rule"] for each in ended.json()["findings"]] == ["self-approved"]
    assert "superior-authority" in ended.json()["findings"][0]["wording"]


@pytest.mark.parametrize(
    ("until", "code"), [("2026-12-31", 0), ("2027-01-01", 0), ("2027-01-02", 3)], ids=["before", "last", "after"]
)
def test_the_longest_time_of_the_rule_is_kept(office, until, code):
    ended = waive(office, "-o", "json", until=until)

    assert ended.code == code
    if code:
        [finding] = ended.json()["findings"]
        assert (finding["rule"], finding["figures"]["latest_until"]) == ("waiver-too-long", "2027-01-01")
        assert "2027-01-01" in finding["wording"]


def test_a_correction_cannot_make_it_longer_than_the_rule_allows(office):
    waive(office)
    event = office("audit", "waivers", "-o", "name").out.strip()
    said = ("--reason", "misread", "--basis", "D10", "-o", "json")

    longer = office("correct", event, "--set", "until=2027-01-02", *said)
    assert [each["rule"] for each in longer.json()["findings"]] == ["waiver-too-long"]
    own = office("correct", event, "--set", "approved_by=tester", *said)
    assert [each["rule"] for each in own.json()["findings"]] == ["self-approved"]
    assert office("correct", event, "--set", "until=2027-01-01", *said).code == 0


def test_an_unknown_rule_is_named_with_the_nearest(office):
    ended = waive(office, rule="SEED-POST-11")

    assert ended.code == 2
    assert "did you mean SEED-POST-10" in ended.err


def test_an_unknown_subject_is_bad_input(office):
    assert waive(office, who="NOBODY").code == 2


def test_without_a_pack_there_is_no_rule_to_waive(county):
    assert waive(county).code == 2


def test_what_nobody_may_waive_is_refused(office):
    ended = waive(office, "-o", "json", rule="SEED-SERVE-3")

    assert ended.code == 3
    [finding] = ended.json()["findings"]
    assert (finding["rule"], finding["waivable_by"], finding["pack"]) == ("not-waivable", None, "seed")


def test_the_approver_is_only_a_label_and_the_warning_says_so(office):
    ended = waive(office, "-o", "json")

    [warning] = ended.json()["warnings"]
    assert (warning["rule"], warning["effect"]) == ("unverified-approval", "WARN")
    assert "unverified" in warning["wording"]


def test_the_register_of_waivers_tells_state_and_chains(office, fits):
    waive(office)
    waive(office, effective="2025-06-20", until="2025-12-01")
    waive(office, who="DEPUTY", effective="2025-09-01", until="2025-10-01")

    rows = office("audit", "waivers", "--on", "2025-06-01", "-o", "json").json()
    schema = office("schema", "waivers").json()
    assert fits(rows, schema) == []
    told = [(row["subject"], row["until"], row["state"], row["chained"]) for row in rows]
    assert told == [
        ("LI", "2025-06-01", "expired", False),
        ("DEPUTY", "2025-10-01", "to-come", False),
        ("LI", "2025-12-01", "to-come", True),
    ]
    assert rows[2]["follows"] == rows[0]["event"]
    [seen] = office("audit", "watch", "--pattern", "chained-waivers", "-o", "json").json()
    assert (seen["subject"], seen["from"], seen["until"]) == ("LI", "2025-01-01", "2025-12-01")
    [first, *_] = office("audit", "waivers", "--on", "2025-05-31", "-o", "json").json()
    assert (first["state"], first["approval"]) == ("in-force", "unverified")


def test_a_cancelled_waiver_waives_nothing(office):
    waive(office)
    event = office("audit", "waivers", "-o", "name").out.strip()
    assert office("cancel", event, "--reason", "void", "--basis", "D11").code == 0

    assert state(office, "2025-02-01") == "breach"
    assert office("audit", "waivers", "-o", "json").json() == []
