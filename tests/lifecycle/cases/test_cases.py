"""Cases through the engine: one transaction, acts of the register, refusals in the decision log, two times."""

from datetime import datetime

import pytest

from domain.errors import BadInput, Conflict, Refused
from lifecycle.migrating import migrate


def rules(told):
    return [each.rule for each in told.value.findings]


def test_an_appointment_is_made_on_trial_and_confirmed_in_the_orders_of_its_case(office):
    office.open()
    office.to_issue()
    issued = office.do("task-complete", "2024-01-15", actor="boss", case="C1", outcome="issued", basis="Order 5")
    assert office.holder("HEAD", "2024-01-15") == ("LI", "trial")
    assert office.holder("HEAD", "2024-01-14") == (None, None)
    [appointed] = [each for each in office.engine.history("LI") if each["act"] == "appoint"]
    assert (appointed["order"], appointed["basis"]) == (issued.order, "Order 5")

    office.do("task-complete", "2025-01-20", case="C1", outcome="confirm", basis="Order 9", documents="assessment=1")
    assert office.holder("HEAD", "2025-01-20") == ("LI", "substantive")
    told = office.engine.cases.case("C1")
    assert (told["state"], told["open"]) == ("confirmed", [])
    assert office.engine.verify()["intact"]


def test_what_a_case_does_to_the_register_rests_on_the_case(office):
    office.open()
    office.to_issue()
    office.do("task-complete", "2024-01-15", case="C1", outcome="issued", basis="Order 5")
    finished = [each["event"] for each in office.engine.cases.case_history("C1") if each["step"] == "issue"][-1]
    amend = {"act": "cancel", "event": finished, "reason": "forged", "basis": "Minutes 7"}

    with pytest.raises(Refused, match="cadre:LI@2"):
        office.submit([amend])


def test_an_effect_needs_its_document_and_obeys_the_rules_of_the_register(office):
    office.do("appoint", "2024-01-02", cadre="WANG", post="HEAD", basis="Order 1")
    office.open()
    office.to_issue()
    with pytest.raises(BadInput, match="--basis"):
        office.do("task-complete", "2024-01-15", case="C1", outcome="issued")
    with pytest.raises(Conflict) as told:
        office.do("task-complete", "2024-01-15", case="C1", outcome="issued", basis="Order 5")

    assert rules(told) == ["seat-taken"]
    assert office.engine.cases.case("C1")["open"] == ["issue"]
    assert office.holder("HEAD", "2024-01-15") == ("WANG", "substantive")


def test_a_refused_move_is_in_the_decision_log_and_nowhere_else(office):
    office.open()
    office.to_inspection()
    before = len(office.engine.cases.case_history("C1"))
    with pytest.raises(Refused) as told:
        office.do("task-complete", case="C1", outcome="fit", person="R;J", documents="inspection-report=1")

    assert rules(told) == ["procedure-duty-distinct"]
    finding = told.value.findings[0]
    assert (finding.pack, finding.version, finding.figures["case"]) == ("appointment", "2", "C1")
    assert "Regulations on the Selection" in finding.citation
    assert len(office.engine.cases.case_history("C1")) == before
    assert [each["acts"] for each in office.engine.supervision.refusals()] == [["task-complete"]]


def test_a_post_is_reserved_while_its_case_runs(office):
    office.open()
    with pytest.raises(Conflict) as told:
        office.open("C2", "WANG")
    assert rules(told) == ["procedure-post-reserved"]
    office.do("case-withdraw", case="C1", reason="no need")

    office.open("C2", "WANG")
    assert [each["state"] for each in office.engine.cases.cases()] == ["withdrawn", "running"]


def test_annulling_undoes_what_was_done_by_further_acts(office):
    office.open()
    office.to_issue()
    office.do("task-complete", "2024-01-15", case="C1", outcome="issued", basis="Order 5")
    with pytest.raises(Refused) as told:
        office.do("case-withdraw", "2024-02-01", case="C1", reason="no need")
    assert rules(told) == ["procedure-has-effects"]
    office.do("case-annul", "2024-02-01", case="C1", reason="the inspection was bought", basis="Order 6")

    assert office.holder("HEAD", "2024-01-31") == ("LI", "trial")
    assert office.holder("HEAD", "2024-02-01") == (None, None)
    assert office.engine.cases.case("C1")["state"] == "annulled"


def test_one_meeting_decides_many_cases_and_each_only_once(office):
    office.open()
    office.open("C2", "WANG", "DEPUTY")
    office.to_ballot("C1")
    office.to_ballot("C2")
    office.do("meeting-convene", meeting="M", body="committee", person="A;B;C;D;E", case="C1;C2")
    with pytest.raises(Refused) as told:
        office.do("meeting-vote", meeting="M", case="C1", ayes=4)
    assert rules(told) == ["no-attendance"]
    with pytest.raises(Refused) as told:
        office.do("meeting-attend", meeting="M", person="A;X")
    assert rules(told) == ["not-entitled"]
    office.do("meeting-attend", meeting="M", person="A;B;C;D")
    office.do("meeting-vote", meeting="M", case="C1", aye="A;B;C", nay="D")
    office.do("meeting-vote", meeting="M", case="C2", ayes=1, nays=2, abstentions=1, sheet="60303ae2")
    with pytest.raises(Refused) as told:
        office.do("meeting-vote", meeting="M", case="C1", ayes=4)
    assert rules(told) == ["not-on-agenda"]
    office.do("meeting-close", meeting="M")

    assert [(each["case"], each["state"], each["open"]) for each in office.engine.cases.cases()] == [
        ("C1", "running", ["settle.publicise"]),
        ("C2", "rejected", []),
    ]
    with pytest.raises(Refused) as told:
        office.do("meeting-attend", meeting="M", person="A")
    assert rules(told) == ["meeting-closed"]


def test_a_relative_may_neither_do_a_task_nor_vote(office):
    office.do("person-kin", cadre="LI", relation="spouse", kin="WANG")
    office.open()
    with pytest.raises(Refused) as told:
        office.do("task-claim", case="C1", person="WANG")
    assert rules(told) == ["procedure-duty-kin"]
    office.to_ballot()
    office.do("meeting-convene", meeting="M", body="committee", person="A;B;WANG", case="C1")
    office.do("meeting-attend", meeting="M", person="A;B;WANG")
    with pytest.raises(Refused) as told:
        office.do("meeting-vote", meeting="M", case="C1", ayes=3)

    assert rules(told) == ["procedure-must-stand-aside"]
    office.do("meeting-vote", meeting="M", case="C1", ayes=2, recused="WANG")


def test_what_has_not_come_yet_is_not_recorded(office):
    office.open()
    with pytest.raises(Refused) as told:
        office.submit([{"act": "task-complete", "case": "C1", "outcome": "accept", "effective": "2024-02-01"}])

    assert rules(told) == ["procedure-day-to-come"]


def test_a_case_is_seen_as_of_a_day_and_as_known_on_a_day(office):
    office.open()
    office.to_ballot()
    office.day = "2024-03-01"
    office.vote("C1")
    cases = office.engine.cases

    assert cases.case("C1", as_of="2024-02-29")["open"] == ["settle.decide"]
    assert cases.case("C1", as_of="2024-03-01")["open"] == ["settle.publicise"]
    assert cases.case("C1", known_on="2024-02-29")["open"] == ["settle.decide"]
    with pytest.raises(BadInput, match="there is no case"):
        cases.case("C1", as_of="2024-01-01")


def test_a_worklist_says_why_and_how_long(office):
    office.open(staff={"organisation": "SUN,QIAN", "inspector": "WU,ZHENG"})
    work = office.engine.cases.worklist
    [row] = work(on="2024-01-10")
    assert (row["step"], row["due"], row["remaining"], row["state"]) == ("motion", "2024-01-16", 4, "later")
    assert [each["state"] for day in ("2024-01-11", "2024-01-16", "2024-01-17") for each in work(on=day)] == [
        "soon",
        "today",
        "overdue",
    ]
    assert [each["why"] for each in work("SUN", on="2024-01-10")] == ["role"]
    assert work("WU", on="2024-01-10") == []
    office.do("task-claim", case="C1", person="SUN")
    assert [each["why"] for each in work("SUN", on="2024-01-10")] == ["claimed"]
    assert work("QIAN", on="2024-01-10") == []

    office.do("task-complete", case="C1", outcome="accept")
    office.do("case-staff", case="C1", role="organisation", person="WU")
    office.do("task-complete", case="C1", outcome="done", person="WU", counts="issued=1;valid=1;for=1")
    [row] = work(on="2024-01-10")
    assert row["blocked_by"].startswith("nobody is left who may do inspect")
    assert work("WU", on="2024-01-10") == []


def test_the_same_key_records_a_move_once(office):
    office.open()
    line = {"act": "task-complete", "case": "C1", "outcome": "accept", "person": "M", "effective": "2024-01-02"}
    first = office.submit([line], key="K1")
    again = office.submit([line], key="K1")

    assert (first.outcome, again.outcome, again.order) == ("recorded", "already-recorded", first.order)


def test_a_dry_run_says_what_would_come_and_records_nothing(office):
    office.open()
    line = {"act": "task-complete", "case": "C1", "outcome": "accept", "person": "M", "effective": "2024-01-02"}
    outcome = office.submit([line], dry_run=True)

    assert outcome.outcome == "would-record"
    assert office.engine.cases.case("C1")["open"] == ["motion"]


def test_running_cases_keep_their_version_and_new_ones_take_the_new_one(office):
    office.open()
    office.publish_changed(('term = "30wd"', 'term = "20wd"'))
    office.day = "2024-06-03"
    office.open("C2", "WANG", "DEPUTY")

    assert [(each["case"], each["version"]) for each in office.engine.cases.cases()] == [("C1", "2"), ("C2", "3")]
    with pytest.raises(Conflict) as told:
        office.publish_changed(('term = "30wd"', 'term = "10wd"'))
    assert rules(told)[0] == "procedure-published"


def test_a_waiting_case_goes_on_under_another_version(office):
    office.open()
    office.to_inspection()
    renamed = [('id = "inspect"', 'id = "examine"'), ('"inspect"', '"examine"'), ('term = "30wd"', 'term = "40wd"')]
    office.publish_changed(*renamed, transitional='"migrate"')
    wrong = {"act": "case-migrate", "case": "C1", "version": "3", "effective": "2024-06-03"}
    office.day = "2024-06-03"
    with pytest.raises(Refused) as told:
        office.submit([wrong])
    assert rules(told) == ["procedure-not-reachable"]
    office.submit([{**wrong, "steps": "inspect=examine", "terms": "examine=restart"}])

    told = office.engine.cases.case("C1")
    assert (told["version"], told["open"], told["steps"][0]["due"]) == ("3", ["examine"], "2024-07-30")
    office.do("task-complete", case="C1", outcome="fit", person="I;J", documents=REPORTS_TEXT)
    assert office.engine.cases.case("C1")["open"] == ["settle.decide"]


REPORTS_TEXT = "inspection-report=1;integrity-opinion=2"


def test_a_migration_tried_first_tells_the_terms_before_and_after(office):
    office.open()
    office.to_inspection()
    office.open("C2", "WANG", "DEPUTY")
    renamed = [('id = "inspect"', 'id = "examine"'), ('"inspect"', '"examine"'), ('term = "30wd"', 'term = "40wd"')]
    office.publish_changed(*renamed, transitional='"migrate"')
    told = {"steps": ("inspect=examine",), "terms": ("examine=carry_budget",), "effective": "2024-06-03"}
    rows = migrate(office.engine, "appointment", "3", **told, dry_run=True, actor="zhou", now=at("2024-06-03"))

    assert [(each["case"], each["outcome"], each["terms"]) for each in rows] == [
        ("C1", "would-record", ["examine 2024-02-18 -> 2024-03-01"]),
        ("C2", "would-record", ["motion 2024-01-16 -> 2024-01-16"]),
    ]
    assert [each["version"] for each in office.engine.cases.cases()] == ["2", "2"]
    none = migrate(office.engine, "appointment", "3", of="1", **told, dry_run=True, actor="z", now=at("2024-06-03"))
    assert none == []
    real = migrate(office.engine, "appointment", "3", **told, dry_run=False, actor="zhou", now=at("2024-06-03"))
    assert [each["terms"] for each in real] == [each["terms"] for each in rows]
    assert office.engine.cases.case("C1", as_of="2024-06-03")["steps"][0]["due"] == "2024-03-01"


def at(day):
    return datetime.fromisoformat(f"{day}T08:00:00+00:00")


def test_a_meeting_shows_what_became_of_each_case_of_its_agenda(office):
    office.open()
    office.to_ballot()
    office.open("C2", "WANG", "DEPUTY")
    office.to_ballot("C2")
    body = ["A", "B", "C", "D", "E"]
    office.do("meeting-convene", meeting="M1", body="committee", person=body, case=["C1", "C2"])
    office.do("meeting-attend", meeting="M1", person=body[:4])
    office.do("meeting-vote", meeting="M1", case="C1", aye=["A", "B", "C"], recused=["D"])
    office.do("meeting-vote", meeting="M1", case="C1", reconsider=True, aye=["A"], nay=["B", "C"], recused=["D"])
    [row] = office.engine.cases.meetings()
    assert (row["present"], row["cases"], row["undecided"], row["state"]) == (body[:4], ["C1", "C2"], ["C2"], "open")

    told = office.engine.cases.meeting("M1")["agenda"]
    assert [(each["case"], each["vote"], each["ayes"], each["recused"], each["outcome"]) for each in told] == [
        ("C1", "decide", 3, ["D"], "carried"),
        ("C1", "reconsider", 1, ["D"], "kept"),
        ("C2", None, None, None, None),
    ]
    assert office.engine.cases.meetings(as_of="2024-01-01") == []
    with pytest.raises(BadInput, match="M1"):
        office.engine.cases.meeting("M2")


def test_a_task_in_hand_is_not_migrated(office):
    office.open()
    office.do("task-claim", case="C1", person="M")
    office.publish_changed(('term = "30wd"', 'term = "40wd"'), transitional='"migrate"')
    office.day = "2024-06-03"
    with pytest.raises(Refused) as told:
        office.do("case-migrate", case="C1", version="3")

    assert rules(told) == ["procedure-not-waiting"]


def test_a_notice_is_published_once_and_revised_by_another(office):
    [line] = [each for each in notice_lines() if each["year"] == 2026]
    with pytest.raises(Refused) as told:
        office.submit([line])
    assert rules(told) == ["calendar-known"]
    with pytest.raises(Refused) as told:
        office.submit([{**line, "notice": "X", "year": 2027, "off": [], "worked": [], "revises": True}])
    assert rules(told) == ["calendar-unknown"]
    with pytest.raises(BadInput, match="already"):
        notice_lines({each["notice"] for each in office.engine.cases.calendar("cn-state-council")})


def notice_lines(known=frozenset()):
    from lifecycle.publishing import calendar_lines

    return calendar_lines("cn-state-council", set(known))


def test_a_definition_with_a_flaw_is_not_published(office):
    with pytest.raises(Refused) as told:
        office.publish_changed(('reject = "end:rejected"', 'reject = "nowhere"'), from_day="2024-07-01")

    assert rules(told) == ["procedure-missing-target"]


def test_the_read_models_are_the_same_after_a_rebuild(office):
    office.open()
    office.to_issue()
    office.do("publicity-object", case="C1", grounds="a debt")
    before = office.engine.cases.case_history("C1"), office.engine.cases.worklist(on="2024-03-01")
    office.engine.rebuild()

    assert (office.engine.cases.case_history("C1"), office.engine.cases.worklist(on="2024-03-01")) == before
    assert office.engine.verify()["intact"]


def test_what_is_due_in_all_cases_is_known_and_recorded_in_one_order(office):
    office.open()
    office.to_inspection()
    office.open("C2", "WANG", "DEPUTY")
    cases = office.engine.cases
    assert cases.due("2024-02-15") == []
    assert cases.due("2024-02-16") == ["C1"]
    nothing = office.do("case-tick", "2024-02-15", case="C1")
    assert (nothing.outcome, nothing.order, nothing.events) == ("recorded", None, ())
    office.day = "2024-02-16"
    ticked = office.submit([{"act": "case-tick", "case": each, "effective": office.day} for each in ("C1", "C2")])
    assert ticked.order is not None
    assert cases.due("2024-02-16") == []
    assert office.engine.cases.case_history("C1")[-1]["topic"] == "case-task-escalated"
