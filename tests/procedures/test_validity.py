"""Results that count for a limited time: the last day on which a case may rest on one, the day after, and anew."""

from datetime import date

import pytest

from domain.procedure.flow import NotAllowed
from domain.procedure.moves import Complete, Look, Publicise, SendBack, Stop, Tally
from domain.procedure.validity import results

REPORTS = {"inspection-report": "1", "integrity-opinion": "2"}
COUNTS = {"issued": 10, "valid": 9, "for": 8}
BODY = tuple("ABCDE")
LAST, AFTER = date(2025, 3, 4), date(2025, 3, 5)


@pytest.fixture
def case(walk):
    """An appointment whose recommendation was made on 4 March 2024 and counts for a year."""
    walker = walk("appointment")
    walker.start()
    walker.make(Complete("motion", "accept", ("M",)))
    walker.make(Complete("recommend", "done", ("R",), {}, COUNTS))
    return walker


def valid(walker):
    return [(each.step, each.until) for each in results(walker.case, walker.around, walker.day)]


def vote(ayes):
    return Tally("settle.decide", "M1", BODY, BODY, (), ayes, 5 - ayes, 0)


def lapsed(walker, move, day):
    with pytest.raises(NotAllowed) as told:
        walker.make(move, day)
    assert told.value.code == "lapsed"
    return str(told.value)


def test_a_case_goes_on_up_to_the_last_day_and_not_on_the_day_after(case):
    assert valid(case) == [("recommend", LAST)]
    fit = Complete("inspect", "fit", ("I", "J"), REPORTS)
    says = lapsed(case, fit, AFTER)
    assert "valid until 2025-03-04" in says
    assert "cadre task return C1 --step inspect --to recommend" in says
    case.make(fit, LAST)
    assert case.waiting() == ["settle.decide"]


def test_what_has_lapsed_bars_a_decision_but_not_a_rejection_nor_that_it_is_put_off(case):
    case.make(Complete("inspect", "fit", ("I", "J"), REPORTS))
    lapsed(case, vote(5), AFTER)
    case.make(vote(0)._replace(nays=0, deferred=True), AFTER)
    assert case.waiting() == ["settle.decide"]
    case.make(vote(0))
    assert case.case.ended == "rejected"


def test_the_way_back_to_what_lapsed_is_open_and_a_new_result_counts_from_its_own_day(case):
    case.make(Complete("inspect", "rework", ("I", "J"), REPORTS), AFTER)
    assert (case.waiting(), valid(case)) == (["recommend"], [])
    case.make(Complete("recommend", "done", ("R",), {}, COUNTS))
    assert valid(case) == [("recommend", date(2026, 3, 5))]


def test_from_the_ballot_the_case_is_sent_back_to_what_lapsed(case):
    case.make(Complete("inspect", "fit", ("I", "J"), REPORTS))
    case.make(Look(), AFTER)
    case.make(SendBack("settle.decide", "recommend"))
    case.make(Complete("recommend", "done", ("R",), {}, COUNTS))
    assert case.waiting() == ["inspect"]


def test_a_result_has_done_its_service_once_the_case_had_its_effect(case):
    case.make(Complete("inspect", "fit", ("I", "J"), REPORTS))
    case.make(vote(5))
    case.make(Publicise("settle.publicise", "hall"))
    lapsed(case, Complete("issue", "issued", ("L",)), AFTER)
    case.look(LAST)
    case.make(Complete("issue", "issued", ("L",)))
    assert valid(case) == []
    case.look(date(2026, 3, 5))
    case.make(Complete("confirm", "confirm", ("K",), {"assessment": "1"}))
    assert case.case.ended == "confirmed"


def test_nothing_lapses_in_a_case_that_has_ended(case):
    case.make(Stop("withdrawn", "no need"))
    assert valid(case) == []
