"""What is taken up again, through the engine: ended cases as new ones, decisions by a vote, lapsed results anew."""

import pytest

from domain.errors import BadInput, Conflict, Refused


def rules(told):
    return [each.rule for each in told.value.findings]


def test_an_ended_case_is_taken_up_again_as_a_new_one_that_says_so(office):
    office.open(staff={"organisation": "SUN,QIAN"})
    office.do("case-withdraw", case="C1", reason="no need")
    reopened = office.do("case-reopen", "2024-02-01", case="C1", as_case="C2", reason="the need is there again")

    old, new = (office.engine.cases.case(each) for each in ("C1", "C2"))
    assert (old["state"], old["reopened_as"], old["last_on"]) == ("withdrawn", "C2", "2024-01-02")
    assert (new["state"], new["reopens"], new["open"], new["opened"]) == ("running", "C1", ["motion"], "2024-02-01")
    assert (new["given"], new["staff"]) == ({"post": "HEAD"}, {"organisation": ["SUN", "QIAN"]})
    assert {each["order"] for each in office.engine.cases.case_history("C2")} == {reopened.order}
    assert office.engine.cases.case_history("C1")[-1]["says"] == "by=C2"
    assert office.engine.verify()["intact"]


def test_a_case_is_taken_up_again_once_and_only_after_its_end(office):
    office.open()
    with pytest.raises(Refused) as told:
        office.do("case-reopen", case="C1", reason="again")
    assert rules(told) == ["procedure-case-runs"]
    office.do("case-withdraw", case="C1", reason="no need")
    office.do("case-reopen", case="C1", reason="again")
    assert office.engine.cases.case("C1-again")["state"] == "running"
    with pytest.raises(Refused) as told:
        office.do("case-reopen", case="C1", as_case="C9", reason="again")
    assert rules(told) == ["procedure-already-reopened"]
    with pytest.raises(BadInput, match="C9"):
        office.engine.cases.case("C9")


def test_a_case_is_not_taken_up_again_while_another_one_has_its_post(office):
    office.open()
    office.do("case-withdraw", case="C1", reason="no need")
    office.open("C2", "WANG")
    with pytest.raises(Conflict) as told:
        office.do("case-reopen", case="C1", as_case="C3", reason="again")
    assert rules(told) == ["procedure-post-reserved"]
    office.do("case-reopen", case="C1", as_case="C3", reason="again", given={"post": "DEPUTY"})
    assert office.engine.cases.case("C3")["posts"] == ["DEPUTY"]
    assert office.engine.cases.case("C1")["reopened_as"] == "C3"


def test_a_body_takes_its_decision_up_again_in_the_same_meeting_and_decides_otherwise(office):
    office.open()
    office.to_ballot()
    office.do("meeting-convene", meeting="M1", body="committee", person=["A", "B", "C", "D", "E"], case="C1")
    office.do("meeting-attend", meeting="M1", person=["A", "B", "C", "D"])
    vote = {"meeting": "M1", "case": "C1"}
    office.do("meeting-vote", **vote, aye=["A", "B", "C", "D"])
    with pytest.raises(Refused) as told:
        office.do("meeting-vote", **vote, nay=["A", "B", "C", "D"])
    assert rules(told) == ["not-on-agenda"]
    office.do("meeting-vote", **vote, reconsider=True, aye=["A", "B"], nay=["C", "D"])
    assert office.engine.cases.case("C1")["open"] == ["settle.publicise"]


def test_after_the_vote_to_take_it_up_again_the_case_is_decided_anew(office):
    office.open()
    office.to_ballot()
    office.vote("C1", ayes=4)
    office.do("meeting-convene", meeting="M2", body="committee", person=["A", "B", "C", "D", "E"], case="C1")
    office.do("meeting-attend", meeting="M2", person=["A", "B", "C", "D"])
    vote = {"meeting": "M2", "case": "C1"}
    office.do("meeting-vote", **vote, reconsider=True, aye=["A", "B", "C"], nay=["D"])
    assert office.engine.cases.case("C1")["open"] == ["settle.decide"]
    with pytest.raises(Refused) as told:
        office.do("meeting-vote", **vote, reconsider=True, ayes=4)
    assert rules(told) == ["not-on-agenda"]
    office.do("meeting-vote", **vote, nay=["A", "B", "C"], aye=["D"])

    assert office.engine.cases.case("C1")["state"] == "rejected"
    topics = [each["topic"] for each in office.engine.cases.case_history("C1")]
    assert topics.count("case-ballot-reconsidered") == 1
    assert topics.count("case-ballot-counted") == 2


def test_a_recommendation_that_has_lapsed_bars_the_decision_until_it_is_made_anew(office):
    office.open()
    office.to_ballot()
    assert office.engine.cases.case("C1", as_of="2025-01-02")["lapses_on"] == "2025-01-02"
    office.day = "2025-01-03"
    with pytest.raises(Refused) as told:
        office.vote("C1", ayes=4)
    assert rules(told) == ["procedure-lapsed"]
    assert "cadre task return C1 --step settle.decide --to recommend" in str(told.value)
    office.do("task-return", case="C1", step="settle.decide", to="recommend", reason="the recommendation has lapsed")
    counts = {"issued": "20", "valid": "19", "for": "15"}
    office.do("task-complete", case="C1", outcome="done", person="R", counts=counts)
    assert office.engine.cases.case("C1")["lapses_on"] == "2026-01-03"


def test_a_version_that_takes_cases_along_is_gone_on_under_before_anything_else_is_done(office):
    office.open()
    office.publish_changed(('term = "30wd"', 'term = "20wd"'), transitional='"migrate_if"\nbefore = "settle.decide"')
    complete = {"case": "C1", "outcome": "accept", "person": "M"}
    with pytest.raises(Refused) as told:
        office.do("task-complete", "2024-06-01", **complete)
    assert rules(told) == ["procedure-must-migrate"]
    office.do("case-migrate", case="C1", version="3")
    office.do("task-complete", **complete)
    assert office.engine.cases.case("C1")["version"] == "3"


def test_a_version_that_leaves_cases_alone_does_not_take_them(office):
    office.open()
    office.publish_changed(('term = "30wd"', 'term = "20wd"'))
    with pytest.raises(Refused) as told:
        office.do("case-migrate", "2024-06-03", case="C1", version="3")
    assert rules(told) == ["procedure-pinned"]
