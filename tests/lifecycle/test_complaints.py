"""Complaints that must be closed, and appeals that cancel or correct what they are against."""

import pytest

from domain.errors import BadInput, Refused

LI = {"act": "person-register", "cadre": "LI", "name": "Li"}
UNIT = {"act": "unit-open", "unit": "U", "name": "U", "effective": "2000-01-01"}
OPEN = {"act": "complaint-open", "complaint": "K1", "cadre": "LI", "effective": "2024-01-10"}
HANDLE = {"act": "complaint-handle", "complaint": "K1", "handled_by": "DISC"}
CLOSE = {"act": "complaint-close", "complaint": "K1", "conclusion": "partly", "basis": "Report 1"}
SANCTION = {"act": "sanction", "cadre": "LI", "kind": "demerit", "effective": "2024-03-01", "basis": "Order 1"}
LODGE = {"act": "appeal-lodge", "against": "sanction:LI@1"}
DECIDE = {"act": "appeal-decide", "against": "sanction:LI@1", "reason": "why", "basis": "Decision 1"}


@pytest.fixture
def office(engine):
    """A register with LI and the unit U."""
    engine.submit([LI, UNIT], actor="zhou")
    return engine


def record(office, **line):
    confirmed = line.pop("confirmed", False)
    return office.submit([line], actor="zhou", confirmed=confirmed)


def test_a_complaint_goes_its_way_and_its_severity_with_it(office):
    record(office, **OPEN)
    record(office, **HANDLE, effective="2024-01-20", severity="serious")
    record(office, **CLOSE, effective="2024-02-10", rectify_by="2024-06-30")

    [row] = office.discipline.complaints(as_of="2024-02-09")
    assert (row["state"], row["days"], row["steps"], row["severity"]) == ("open", 30, ["examined"], "serious")
    [row] = office.discipline.complaints(state="closed", who="LI", as_of="2024-02-10")
    assert (row["days"], row["conclusion"], row["rectify_by"], row["severity"]) == (
        31,
        "partly",
        "2024-06-30",
        "serious",
    )


def test_nobody_closes_what_nobody_looked_into_and_nobody_handles_the_own_case(office):
    record(office, **OPEN)
    with pytest.raises(Refused, match="Nobody has looked into complaint K1"):
        record(office, **CLOSE, effective="2024-02-10")
    with pytest.raises(Refused, match="LI cannot handle complaint K1"):
        record(office, **{**HANDLE, "handled_by": "LI"}, effective="2024-01-20")


def test_the_steps_of_a_complaint_follow_each_other(office):
    with pytest.raises(BadInput, match="there is no complaint K1"):
        record(office, **HANDLE, effective="2024-01-20")
    record(office, **OPEN)
    with pytest.raises(Refused, match="choose another id"):
        record(office, **OPEN)
    with pytest.raises(BadInput, match="received on 2024-01-10"):
        record(office, **HANDLE, effective="2024-01-09")
    record(office, **HANDLE, effective="2024-01-20")
    with pytest.raises(BadInput, match="handled on 2024-01-20"):
        record(office, **CLOSE, effective="2024-01-19")
    record(office, **CLOSE, effective="2024-02-10")
    with pytest.raises(Refused, match="closed on 2024-02-10"):
        record(office, **CLOSE, effective="2024-03-10")
    with pytest.raises(Refused, match="cancel that to open it again"):
        record(office, **HANDLE, effective="2024-03-10")
    record(office, **HANDLE, effective="2024-03-10", step="rectified")


def test_cancelling_the_closing_opens_the_complaint_again(office):
    record(office, **OPEN)
    record(office, **HANDLE, effective="2024-01-20")
    record(office, **CLOSE, effective="2024-02-10")
    record(office, act="cancel", event="complaint:K1@3", reason="new letter", basis="Note 1")

    [row] = office.discipline.complaints(as_of="2024-03-01")
    assert (row["state"], row["days"], row["conclusion"]) == ("open", 51, None)


def test_an_upheld_appeal_cancels_the_decision_and_both_stay_on_record(office):
    record(office, **SANCTION)
    record(office, **LODGE, effective="2024-03-20")
    record(office, **DECIDE, outcome="upheld", effective="2024-04-10")

    status = {each["event"]: each["status"] for each in office.history("LI")}
    assert (status["sanction:LI@1"], status["appeal:sanction.LI.1@2"]) == ("cancelled", "in-force")
    [row] = office.discipline.appeals(who="LI")
    assert (row["state"], row["days"], row["outcome"]) == ("decided", 21, "upheld")
    with pytest.raises(BadInput, match="no decision in force"):
        record(office, **LODGE, effective="2024-05-01")


def test_an_amended_decision_is_read_otherwise(office):
    record(office, **SANCTION)
    record(office, **LODGE, effective="2024-03-20")
    with pytest.raises(BadInput, match="needs what it is to say"):
        record(office, **DECIDE, outcome="amended", effective="2024-04-10")
    with pytest.raises(BadInput, match="needs what it is to say"):
        record(office, **DECIDE, outcome="rejected", set={"kind": "warning"}, effective="2024-04-10")
    record(office, **DECIDE, outcome="amended", set={"kind": "warning"}, effective="2024-04-10")

    [row] = office.discipline.facts_told(fact=["sanction-imposed"])
    assert row["kind"] == "warning"


def test_a_rejected_appeal_leaves_the_decision_and_may_go_on_above(office):
    record(office, **SANCTION)
    with pytest.raises(Refused, match="No appeal against sanction:LI@1 waits"):
        record(office, **DECIDE, outcome="rejected", effective="2024-04-10")
    record(office, **LODGE, effective="2024-03-20")
    with pytest.raises(Refused, match="waits"):
        record(office, **LODGE, effective="2024-03-21")
    with pytest.raises(BadInput, match="lodged on 2024-03-20"):
        record(office, **DECIDE, outcome="rejected", effective="2024-03-19")
    record(office, **DECIDE, outcome="rejected", effective="2024-04-10")
    record(office, **LODGE, stage="appeal", effective="2024-04-20")

    rows = office.discipline.appeals(as_of="2024-05-01")
    assert [(each["stage"], each["state"], each["outcome"]) for each in rows] == [
        *(("review", "decided", "rejected"), ("appeal", "open", None))
    ]


def test_a_decision_on_a_career_may_be_appealed_against_and_one_on_no_cadre_not(office):
    with pytest.raises(BadInput, match="on no cadre"):
        record(office, act="appeal-lodge", against="unit:U@1", effective="2024-01-01")
    with pytest.raises(BadInput, match="no decision in force"):
        record(office, act="appeal-lodge", against="sanction:LI@9", effective="2024-01-01")
    record(office, act="promote", cadre="LI", level="section", effective="2024-01-01", basis="Order 3")
    record(office, act="appeal-lodge", against="cadre:LI@2", effective="2024-01-02")
    assert [each["cadre"] for each in office.discipline.appeals()] == ["LI"]


def test_a_disclosure_names_a_case_that_there_is(office):
    told = {"act": "disclose", "cadre": "LI", "channels": "news", "effective": "2024-03-01", "basis": "Notice 1"}
    with pytest.raises(BadInput, match="there is no case complaint:K9"):
        record(office, **told, concerns="complaint:K9")
    record(office, **OPEN)
    record(office, **told, concerns="complaint:K1")
    [row] = office.discipline.facts_told(fact=["disclosure-made"])
    assert row["fields"]["scope"] == "public"
