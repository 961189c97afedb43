"""What is taken up again: a decision of a body, and a case that has ended."""

from datetime import date

import pytest

from domain.procedure.flow import NotAllowed
from domain.procedure.loading import load_procedure
from domain.procedure.moves import Complete, Publicise, Raise, Reconsider, Reopen, SendBack, Start, Stop, Tally
from lifecycle.procedure_files import _part, procedure_text

SEVEN = tuple("ABCDEFG")
REPORTS = {"inspection-report": "1", "integrity-opinion": "2"}
COUNTS = {"issued": 10, "valid": 9, "for": 8}
DECIDE = "settle.decide"


def tally(ayes, present=SEVEN, recused=()):
    return Tally(DECIDE, "M1", SEVEN, present, recused, ayes, len(present) - len(recused) - ayes, 0)


@pytest.fixture
def case(walk):
    """An appointment that has come to its ballot on Monday, 4 March 2024."""
    walker = walk("appointment")
    walker.start()
    walker.make(Complete("motion", "accept", ("M",)))
    walker.make(Complete("recommend", "done", ("R",), {}, COUNTS))
    walker.make(Complete("inspect", "fit", ("I", "J"), REPORTS))
    return walker


def refused(code, walker, move):
    with pytest.raises(NotAllowed) as told:
        walker.make(move)
    assert told.value.code == code, str(told.value)
    return str(told.value)


@pytest.mark.parametrize(("ayes", "outcome"), [(3, "kept"), (4, "reconsidered")])
def test_more_than_half_of_the_members_must_agree_before_a_decision_is_taken_up_again(case, ayes, outcome):
    case.make(tally(7))
    moved = case.make(Reconsider(tally(ayes)))

    assert moved.facts[0].fields["outcome"] == outcome
    assert case.waiting() == [DECIDE if outcome == "reconsidered" else "settle.publicise"]


def test_it_is_counted_of_all_members_and_needs_the_quorum_and_those_concerned_outside(walk, case):
    case.make(tally(7))
    five = SEVEN[:5]
    assert case.make(Reconsider(tally(3, five))).facts[0].fields["outcome"] == "kept"
    refused("no-quorum", case, Reconsider(tally(4, SEVEN[:4])))
    case.around = case.around._replace(kin=frozenset("A"))
    refused("must-stand-aside", case, Reconsider(tally(7)))
    case.make(Reconsider(tally(4, five, ("A",))))
    assert case.waiting() == [DECIDE]


def test_a_notice_that_is_up_ends_with_the_decision_it_rests_on_and_the_body_may_decide_otherwise(case):
    case.make(tally(7))
    case.make(Publicise("settle.publicise", "hall"))
    case.make(Raise("settle.publicise", "", "x"))
    case.make(Reconsider(tally(7)))
    assert [(each.step, each.due) for each in case.case.open] == [(DECIDE, None)]
    case.make(tally(0))
    assert case.case.ended == "rejected"


def test_a_decision_that_has_had_its_effect_is_not_taken_up_again(case):
    case.make(tally(7))
    case.make(Publicise("settle.publicise", "hall"))
    case.look(date(2024, 3, 13))
    case.make(Complete("issue", "issued", ("L",)))
    assert "annul" in refused("has-effects", case, Reconsider(tally(7)))


def test_only_a_decision_that_was_taken_can_be_taken_up_again(case):
    refused("not-decided", case, Reconsider(tally(7)))


def test_a_definition_that_does_not_say_who_must_agree_takes_no_decision_up_again(case):
    said = ', reconsider = { of = "entitled", more_than = "1/2" }'
    silent = load_procedure(procedure_text("appointment"), "silent", lambda name: _part(name).replace(said, ""))
    case.around = case.around._replace(procedure=silent)
    case.make(tally(7))
    refused("not-reconsiderable", case, Reconsider(tally(7)))


def test_from_a_ballot_the_case_may_be_sent_back_to_a_task(case):
    case.make(SendBack(DECIDE, "inspect"))
    assert case.waiting() == ["inspect"]


def test_an_ended_case_points_once_to_the_one_that_takes_it_up_again(case):
    refused("case-runs", case, Reopen("C2"))
    case.make(Stop("withdrawn", "no need"))
    ended_on = case.case.day
    case.make(Reopen("C2"), date(2025, 3, 4))

    assert (case.case.reopened, case.case.ended, case.case.day) == ("C2", "withdrawn", ended_on)
    assert "C2" in refused("already-reopened", case, Reopen("C3"))
    assert "cadre case reopen C1" in refused("case-ended", case, Complete("inspect", "fit"))


def test_the_new_case_says_which_one_it_takes_up_again(walk):
    again = walk("appointment")
    again.make(Start(("S1",), {"post": "POST"}, {}, "C0"))

    assert again.case.reopens == "C0"
    assert [each.topic for each in again.log] == ["case-opened", "case-reopening", "case-step-entered"]
