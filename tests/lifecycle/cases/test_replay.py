"""A case replayed from its stored events: the state after each, and at the end what the read models say."""

import pytest

from domain.errors import BadInput, Damaged
from projections.database import transaction


@pytest.fixture
def noticed(office):
    """A case with a returned task, a deferred ballot, an objection settled, reopened after its withdrawal."""
    office.open(staff={"organisation": "M,R"})
    office.do("task-claim", case="C1", person="M")
    office.to_issue()
    office.do("publicity-object", case="C1", grounds="a debt")
    office.do("publicity-resolve", case="C1", objection=1, result="dismissed", reason="declared")
    return office


def test_a_replay_goes_event_by_event_and_ends_in_the_live_state(noticed):
    cases = noticed.engine.cases
    rows = cases.case_replay("C1")
    history = cases.case_history("C1")

    assert [each["event"] for each in rows] == [f"case:C1@{number}" for number in range(1, len(rows) + 1)]
    assert {each["event"] for each in history} == {each["event"] for each in rows}
    assert rows[0]["state"]["open"] == []
    assert [each["step"] for each in rows[1]["state"]["open"]] == ["motion"]
    assert rows[-1]["sentence"].startswith("The term of settle.publicise in the case C1 counts on until")
    live = cases.case("C1")
    last = rows[-1]["state"]
    assert [each["step"] for each in last["done"]] == [each["step"] for each in live["done"]]
    assert [each["due"] for each in last["open"]] == [each["due"] for each in live["steps"]]


def test_a_replay_ends_at_an_event_or_before_a_day(noticed):
    cases = noticed.engine.cases
    assert [each["event"] for each in cases.case_replay("C1", until="case:C1@2")] == ["case:C1@1", "case:C1@2"]
    noticed.do("case-withdraw", "2024-02-01", case="C1", reason="no need")
    assert cases.case_replay("C1", until="2024-02-01")[-1]["state"]["ended"] is None
    assert cases.case_replay("C1", until="2024-02-02")[-1]["state"]["ended"] == "withdrawn"
    with pytest.raises(BadInput, match="case:C1@99"):
        cases.case_replay("C1", until="case:C1@99")
    with pytest.raises(BadInput, match="there is no case C7"):
        cases.case_replay("C7")


def test_a_fact_that_was_cancelled_lets_the_case_be_read_anew(noticed):
    [objection] = [
        each["event"] for each in noticed.engine.cases.case_history("C1") if each["topic"] == "case-objection-resolved"
    ]
    amend = {"act": "cancel", "event": objection, "reason": "entered twice", "basis": "Minutes 7"}
    noticed.submit([amend])

    rows = noticed.engine.cases.case_replay("C1")
    assert rows[-2]["state"]["open"][0]["objections"] == []
    assert rows[-1]["state"]["open"][0]["objections"] == [1]


def test_a_read_model_that_says_otherwise_is_found(noticed):
    database = noticed.engine.database
    with transaction(database, writing=True):
        database.execute("DELETE FROM dossier_row WHERE event = ?", ("case:C1@4",))
    with pytest.raises(Damaged, match="cadre store verify"):
        noticed.engine.cases.case_replay("C1")
