"""Duties: carried out, put off, and open again by themselves; what was said of them can be corrected and cancelled."""

from pathlib import Path

import pytest

RULES = Path(__file__).parent.parent / "first_rules"
DUTY = "first/SEED-POST-10/LI/HEAD/2015-01-01"


@pytest.fixture
def office(county):
    """A county whose head has been ten years in post on 2025-01-01, with three plain rules in force."""
    adopted = county("policy", "adopt", RULES, "--from", "2015-01-01", "--basis", "D0")
    assert adopted.code == 0, adopted.err
    return county


def duties(office, today, *more):
    return office("duty", "list", "--today", today, "-o", "json", *more).json()


def duty(office, today, name=None, *more):
    name = name or duty_id(office)
    return next(each for each in duties(office, today, *more) if each["duty"] == name)


def duty_id(office):
    rows = duties(office, "2025-01-01", "--who", "LI")
    return next(each["duty"] for each in rows if each["rule"] == "SEED-POST-10")


def execute(office, *more, name=None, effective="2025-02-01"):
    return office("duty", "execute", name or duty_id(office), "--effective", effective, "--basis", "D9", *more)


def defer(office, *more, name=None, until="2025-06-01", effective="2025-01-10", by="PREFECTURE"):
    days = ("--until", until, "--effective", effective, "--approved-by", by)
    return office("duty", "defer", name or duty_id(office), *days, "--basis", "D9", "--reason", "illness", *more)


def states(office, *days):
    return [duty(office, day)["state"] for day in days]


def test_a_duty_carried_out_is_done_from_its_day_on_and_names_the_event(office):
    ended = execute(office, "-o", "json")

    assert ended.code == 0
    [event] = ended.json()["events"]
    assert states(office, "2024-12-31", "2025-01-31", "2025-02-01") == ["open", "overdue", "done"]
    assert duty(office, "2025-02-01")["event"] == event


def test_who_still_holds_the_post_stays_on_the_due_list_and_that_is_told(office):
    ended = execute(office, "-o", "json")

    assert [each["rule"] for each in ended.json()["warnings"]] == ["duty-goes-on"]
    rows = office("due", "--today", "2025-02-01", "--who", "LI", "-o", "json").json()
    assert {row["state"] for row in rows if row["rule"] == "SEED-POST-10"} == {"breach"}


def test_a_deferral_ends_by_itself(office):
    assert defer(office).code == 0

    days = ("2025-01-09", "2025-01-10", "2025-05-31", "2025-06-01")
    assert states(office, *days) == ["overdue", "deferred", "deferred", "overdue"]
    shown = duty(office, "2025-01-10")
    assert shown["deferred_until"] == "2025-06-01"
    assert shown["event"].startswith("duty:")
    assert duty(office, "2025-06-01")["deferred_until"] is None


def test_a_deferral_of_what_is_not_due_yet_leaves_it_open_afterwards(office):
    assert defer(office, effective="2024-10-01", until="2024-11-01").code == 0

    assert states(office, "2024-10-01", "2024-11-01") == ["deferred", "open"]


@pytest.mark.parametrize("missing", ["--until", "--approved-by", "--reason", "--basis"])
def test_everything_mandatory_of_a_deferral_is_asked_for(office, missing):
    said = {"--until": "2025-06-01", "--approved-by": "P", "--reason": "need", "--basis": "D9"}
    del said[missing]
    ended = office("duty", "defer", duty_id(office), *[each for pair in said.items() for each in pair], "--no-input")

    assert ended.code == 2
    assert missing in ended.err


@pytest.mark.parametrize("approver", ["tester", "TESTER"])
def test_nobody_approves_a_deferral_of_their_own(office, approver):
    ended = defer(office, "-o", "json", by=approver)

    assert ended.code == 3
    assert [each["rule"] for each in ended.json()["findings"]] == ["self-approved"]


def test_a_deferral_that_adds_nothing_to_one_on_record_is_refused(office):
    assert defer(office).code == 0
    refused = defer(office, effective="2025-01-11", until="2025-05-31")

    assert refused.code == 3
    assert "put off already from 2025-01-10 up to 2025-06-01, approved by PREFECTURE" in refused.err
    assert [defer(office, "--dry-run", until=day).code for day in ("2025-06-01", "2025-06-02")] == [3, 0]


def test_a_deferral_ends_after_it_begins(office):
    assert defer(office, until="2025-01-10").code == 2


def test_an_unknown_duty_is_bad_input_with_the_nearest(office):
    name = duty_id(office)
    ended = execute(office, name=name.replace("LI", "LY"))

    assert ended.code == 2
    assert name in ended.err


def test_a_duty_not_raised_by_the_day_is_unknown(office):
    assert execute(office, effective="2020-01-01").code == 2


@pytest.mark.parametrize("again", [execute, defer])
def test_a_duty_that_is_done_is_refused_with_who_did_it_when(office, again):
    assert execute(office).code == 0
    ended = again(office, "-o", "json", effective="2025-03-01")

    assert ended.code == 3
    [finding] = ended.json()["findings"]
    assert finding["rule"] == "duty-done"
    assert "2025-02-01" in finding["wording"]
    assert "tester" in finding["wording"]


def test_a_duty_done_by_a_move_is_refused_too(office):
    assert office("relieve", "LI", "--from", "HEAD", "--effective", "2025-02-01", "--basis", "D5").code == 0
    ended = execute(office, "-o", "json", effective="2025-03-01")

    assert ended.code == 3
    assert ended.json()["findings"][0]["facts"] == [duty(office, "2025-03-01")["event"]]


def test_two_lines_of_one_order_do_not_do_the_same_duty(office, tmp_path):
    line = f"duty-execute,{duty_id(office)},2025-02-01,D9\n"
    (tmp_path / "o.csv").write_text(f"act,duty,effective,basis\n{line}{line}", encoding="utf-8")
    ended = office("order", "submit", tmp_path / "o.csv", "-o", "json")

    assert ended.code == 3
    assert [(each["rule"], each["line"]) for each in ended.json()["findings"]] == [("duty-done", 2)]


def test_a_cancelled_act_leaves_the_duty_as_it_was(office):
    [event] = execute(office, "-o", "json").json()["events"]
    ended = office("cancel", event, "--basis", "D10", "--reason", "it was another one")

    assert ended.code == 0, ended.err
    assert states(office, "2025-03-01") == ["overdue"]
    assert execute(office, effective="2025-03-01").code == 0


def test_a_correction_changes_the_days_and_keeps_the_limits(office):
    [event] = defer(office, "-o", "json").json()["events"]
    said = ("--basis", "D10", "--reason", "misread")

    assert office("correct", event, "--set", "until=2025-07-01", *said).code == 0
    assert states(office, "2025-06-30", "2025-07-01") == ["deferred", "overdue"]
    assert office("correct", event, "--set", "approved_by=tester", *said).code == 3
    assert office("correct", event, "--set", "until=2025-01-01", *said).code == 2
    assert office("correct", event, "--set", "effective=2020-01-01", *said).code == 2
    assert office("correct", event, "--set", "rule=OTHER", *said).code == 2


def test_what_is_known_later_is_not_known_before(office):
    name = duty_id(office)
    execute(office, "--now", "2031-01-01T00:00:00Z")

    assert duty(office, "2025-03-01", name, "--known-on", "2030-12-31")["state"] == "overdue"
    assert duty(office, "2025-03-01", name, "--known-on", "2031-01-01")["state"] == "done"


def test_a_dry_run_records_nothing_and_a_key_records_once(office):
    assert execute(office, "--dry-run").code == 0
    assert states(office, "2025-03-01") == ["overdue"]
    assert execute(office, "--key", "K1").code == 0
    assert execute(office, "--key", "K1", "-o", "json").json()["outcome"] == "already-recorded"


def test_the_log_finds_the_act_by_its_cadre_and_a_rebuild_keeps_it(office):
    execute(office)
    before = duties(office, "2025-03-01")

    acts = office("audit", "log", "--cadre", "LI", "--act", "duty-execute", "-o", "json").json()
    assert [each["act"] for each in acts] == ["duty-execute"]
    assert office("store", "rebuild").code == 0
    assert duties(office, "2025-03-01") == before
    assert office("store", "verify").code == 0


def test_the_history_of_the_cadre_and_of_the_post_tells_it(office):
    [event] = defer(office, "-o", "json").json()["events"]
    office("correct", event, "--set", "until=2025-07-01", "--basis", "D10", "--reason", "misread")

    for about in ("LI", "HEAD"):
        told = {row["event"]: row["status"] for row in office("history", about, "-o", "json").json()}
        assert told[event] == "corrected"
        assert len(told) > 2


def appointment(office):
    rows = office("history", "LI", "-o", "json").json()
    return next(row["event"] for row in rows if row["act"] == "appoint" and row["post"] == "HEAD")


def correct(office, day):
    said = ("--basis", "D11", "--reason", "misread")
    ended = office("correct", appointment(office), "--set", f"effective={day}", *said)
    assert ended.code == 0, ended.err


def tenure_duties(office, today):
    return [each for each in duties(office, today, "--who", "LI") if each["rule"] == "SEED-POST-10"]


@pytest.mark.parametrize("day", ["2014-12-01", "2015-02-01"])
def test_what_was_recorded_about_a_duty_stays_with_it_when_its_first_day_is_corrected(office, day):
    name = duty_id(office)
    assert defer(office).code == 0
    correct(office, day)

    [found] = tenure_duties(office, "2025-02-15")
    assert (found["duty"], found["state"], found["due_on"]) == (name, "deferred", day.replace("201", "202"))
    [after] = tenure_duties(office, "2025-06-01")
    assert after["state"] == "overdue"


def test_a_duty_may_be_named_by_the_day_on_which_its_clock_begins_since_a_correction(office):
    name = duty_id(office)
    correct(office, "2014-12-01")
    assert execute(office, name=name.replace("2015-01-01", "2014-12-01")).code == 0

    [found] = tenure_duties(office, "2025-03-01")
    assert (found["duty"], found["state"]) == (name, "done")
    assert execute(office, name=name, effective="2025-03-01").code == 3
    assert defer(office, name=name, effective="2025-03-01").code == 3


def test_a_duty_keeps_its_name_when_a_correction_is_cancelled(office):
    name = duty_id(office)
    defer(office)
    correct(office, "2014-12-01")
    rows = office("history", "LI", "-o", "json").json()
    [mistaken] = [row["event"] for row in rows if row["act"] == "correct"]
    assert office("cancel", mistaken, "--basis", "D12", "--reason", "it was right").code == 0

    assert [(each["duty"], each["state"]) for each in tenure_duties(office, "2025-01-10")] == [(name, "deferred")]


def test_the_due_list_says_by_which_act_its_duty_was_done_and_the_duty_that_its_reason_goes_on(office):
    [event] = execute(office, "-o", "json").json()["events"]

    def told(day):
        rows = office("due", "--today", day, "--who", "LI", "-o", "json").json()
        return [(row["state"], row["duty_state"], row["duty_event"]) for row in rows if row["rule"] == "SEED-POST-10"]

    assert told("2025-01-31") == [("breach", "overdue", appointment(office))]
    assert told("2025-02-01") == [("breach", "done", event)]
    assert told("2024-06-30") == [("ok", None, None)]
    assert duty(office, "2025-02-01")["goes_on"] is True
    assert office("relieve", "LI", "--from", "HEAD", "--effective", "2025-03-01", "--basis", "D5").code == 0
    assert [duty(office, day)["goes_on"] for day in ("2025-02-28", "2025-03-01")] == [True, False]


def test_planned_end_due_day_and_actual_end_are_three_fields(office):
    assert office("relieve", "LI", "--from", "HEAD", "--effective", "2025-03-01", "--basis", "D5").code == 0

    for asked in (("--who", "LI"), ()):
        rows = office("due", "--today", "2020-02-29", "-o", "json", *asked).json()
        [row] = [each for each in rows if (each["cadre"], each["rule"]) == ("LI", "SEED-POST-10")]
        assert (row["planned_end"], row["due_on"], row["until"]) == (None, "2025-01-01", "2025-03-01")
        assert (row["warn_on"], row["last_lawful_on"], row["days_over"]) == ("2024-07-05", "2024-12-31", -1768)
