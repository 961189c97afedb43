"""A case of the shipped appointment: its happy way, objections, rejection, rework, duties, ballots, terms."""

from datetime import date

import pytest

from domain.calendar import calendar_of
from domain.procedure.flow import NotAllowed
from domain.procedure.loading import load_procedure
from domain.procedure.moves import (
    Complete,
    Publicise,
    Raise,
    Release,
    SendBack,
    Settle,
    Staff,
    Stop,
    Take,
    Tally,
)
from lifecycle.calendar_files import load_calendar
from lifecycle.procedure_files import _part, procedure_text

SEVEN = tuple("ABCDEFG")
REPORTS = {"inspection-report": "1", "integrity-opinion": "2"}
COUNTS = {"issued": 10, "valid": 9, "for": 8}


@pytest.fixture
def case(walk):
    """An appointment opened on Monday, 4 March 2024."""
    walker = walk("appointment")
    walker.start()
    return walker


def to_inspection(walker):
    walker.make(Complete("motion", "accept", ("M",)))
    walker.make(Complete("recommend", "done", ("R",), {}, COUNTS))


def to_ballot(walker):
    to_inspection(walker)
    walker.make(Complete("inspect", "fit", ("I", "J"), REPORTS))


def to_notice(walker):
    to_ballot(walker)
    walker.make(Tally("settle.decide", "M1", SEVEN, SEVEN, (), 7, 0, 0))


def refused(code, walker, move, day=None):
    before = walker.case
    with pytest.raises(NotAllowed) as told:
        walker.make(move, day)
    assert told.value.code == code, str(told.value)
    assert walker.case == before
    return str(told.value)


def test_the_happy_way_appoints_on_trial_and_confirms_after_a_year(case):
    to_notice(case)
    case.make(Publicise("settle.publicise", "hall"), date(2024, 3, 29))  # Friday; Thursday and Friday next are off
    assert case.case.standing("settle.publicise").due == date(2024, 4, 8)

    case.look(date(2024, 4, 8))
    assert case.waiting() == ["settle.publicise"]
    case.look(date(2024, 4, 9))
    assert case.waiting() == ["issue"]
    case.make(Complete("issue", "issued", ("L",)), date(2024, 4, 15))
    assert case.acts == [
        {"act": "appoint", "cadre": "S1", "post": "POST", "kind": "trial", "effective": "2024-04-15"},
    ]
    assert case.case.standing("probation").due == date(2025, 4, 15)
    case.make(Complete("confirm", "confirm", ("M",), {"assessment": "3"}), date(2025, 4, 20))
    assert case.case.ended == "confirmed"
    assert case.acts[1:] == [{"act": "confirm", "cadre": "S1", "post": "POST", "effective": "2025-04-20"}]


def test_an_objection_stops_the_term_and_what_is_left_counts_on(case):
    to_notice(case)
    case.make(Publicise("settle.publicise", "hall"), date(2024, 3, 11))
    case.make(Raise("settle.publicise", "", "a debt"), date(2024, 3, 13))  # two of five working days have passed
    assert case.case.standing("settle.publicise").due is None
    case.look(date(2024, 5, 20))
    assert case.waiting() == ["settle.publicise"]

    case.make(Settle(1, "dismissed"), date(2024, 5, 20))
    assert case.case.standing("settle.publicise").due == date(2024, 5, 23)


def test_an_objection_on_the_last_day_leaves_at_least_a_day(case):
    to_notice(case)
    case.make(Publicise("settle.publicise", "hall"), date(2024, 3, 11))
    case.make(Raise("settle.publicise", "ZHAO", "a debt"), date(2024, 3, 18))
    case.make(Settle(1, "not-admitted"), date(2024, 3, 18))

    assert case.case.standing("settle.publicise").due == date(2024, 3, 19)


def test_the_term_runs_on_only_when_every_objection_is_settled_and_ends_when_one_is_upheld(case):
    to_notice(case)
    case.make(Publicise("settle.publicise", "hall"))
    case.make(Raise("settle.publicise", "", "one"))
    case.make(Raise("settle.publicise", "", "two"))
    case.make(Settle(1, "dismissed"))
    assert case.case.standing("settle.publicise").due is None
    refused("no-objection", case, Settle(1, "upheld"))
    case.make(Settle(2, "upheld"))

    assert case.case.ended == "annulled"
    assert case.acts == []


def test_an_objection_comes_too_late_once_the_term_has_elapsed(case):
    to_notice(case)
    refused("not-public", case, Raise("settle.publicise", "", "early"))
    case.make(Publicise("settle.publicise", "hall"), date(2024, 3, 11))
    refused("already-public", case, Publicise("settle.publicise", "hall"))

    refused("not-open", case, Raise("settle.publicise", "", "late"), date(2024, 3, 19))


def test_rework_leads_back_and_a_task_may_be_sent_back_but_never_behind_an_effect(case):
    to_inspection(case)
    case.make(Complete("inspect", "rework", ("I", "J"), REPORTS))
    assert case.waiting() == ["recommend"]
    case.make(SendBack("recommend", "motion"))
    assert case.waiting() == ["motion"]
    refused("not-done", case, SendBack("motion", "issue"))
    to_notice(case)
    case.end_step("settle.publicise", "clear")
    case.make(Complete("issue", "issued", ("L",)))
    case.end_step("probation", "elapsed")
    refused("has-effects", case, SendBack("confirm", "motion"))
    refused("has-effects", case, Stop("withdrawn", "no"))

    case.make(Stop("annulled", "the office was dissolved"))
    assert [each["act"] for each in case.acts] == ["appoint", "relieve"]


@pytest.mark.parametrize(("step", "outcome"), [("motion", "reject"), ("inspect", "unfit")])
def test_a_rejection_ends_the_case(case, step, outcome):
    if step == "inspect":
        to_inspection(case)
    case.end_step(step, outcome)

    assert (case.case.ended, case.case.open) == ("rejected", ())
    refused("case-ended", case, Take("motion", "M"))


def test_a_lost_ballot_ends_the_case_and_a_deferred_one_waits(case):
    to_ballot(case)
    case.make(Tally("settle.decide", "M1", SEVEN, SEVEN, (), 0, 0, 0, deferred=True))
    assert case.waiting() == ["settle.decide"]
    case.make(Tally("settle.decide", "M2", SEVEN, SEVEN, (), 3, 4, 0))

    assert case.case.ended == "rejected"


@pytest.mark.parametrize(
    ("present", "ayes", "result"),
    [(7, 4, "settle.publicise"), (5, 4, "settle.publicise"), (7, 3, "rejected"), (5, 3, "rejected")],
)
def test_more_than_half_of_those_entitled_must_agree(case, present, ayes, result):
    to_ballot(case)
    case.make(Tally("settle.decide", "M1", SEVEN, SEVEN[:present], (), ayes, present - ayes, 0))

    assert [*case.waiting(), case.case.ended][0] == result


def test_two_thirds_must_be_present_and_the_votes_must_add_up(case):
    to_ballot(case)
    refused("no-quorum", case, Tally("settle.decide", "M1", SEVEN, SEVEN[:4], (), 4, 0, 0))
    refused("votes-differ", case, Tally("settle.decide", "M1", SEVEN, SEVEN, (), 6, 0, 0))
    refused("not-entitled", case, Tally("settle.decide", "M1", SEVEN, (*SEVEN, "X"), (), 8, 0, 0))
    refused("not-present", case, Tally("settle.decide", "M1", SEVEN, SEVEN[:6], ("G",), 5, 0, 0))
    refused("not-open", case, Tally("motion", "M1", SEVEN, SEVEN, (), 7, 0, 0))


def test_the_subject_and_relatives_stand_aside(walk):
    case = walk("appointment", kin=frozenset({"B"}))
    case.start()
    to_ballot(case)
    members = ("S1", *SEVEN[1:])
    told = refused("must-stand-aside", case, Tally("settle.decide", "M1", members, members, ("S1",), 6, 0, 0))
    assert told.startswith("B is")
    case.make(Tally("settle.decide", "M1", members, members, ("S1", "B"), 4, 1, 0))

    assert case.waiting() == ["settle.publicise"]


def test_duties_hold_over_persons_and_through_those_stood_in_for(walk):
    case = walk("appointment", kin=frozenset({"KIN"}))
    case.start()
    refused("duty-subject", case, Take("motion", "S1"))
    refused("duty-kin", case, Take("motion", "KIN"))
    refused("duty-subject", case, Take("motion", "X", "S1"))
    to_inspection(case)
    refused("duty-distinct", case, Take("inspect", "R"))
    refused("duty-distinct", case, Take("inspect", "X", "R"))
    refused("duty-distinct", case, Complete("inspect", "fit", ("I", "R"), REPORTS))
    refused("too-few-hands", case, Complete("inspect", "fit", ("I",), REPORTS))


def test_a_role_that_is_filled_is_done_by_those_who_fill_it(walk):
    case = walk("appointment")
    case.start({"organisation": ("M", "N"), "inspector": ("R", "T")})
    told = refused("not-in-role", case, Take("motion", "Z"))
    assert "M, N" in told
    case.make(Take("motion", "Z", "M"))
    refused("already-claimed", case, Take("motion", "N"))
    refused("already-claimed", case, Take("motion", "Z"))
    refused("not-claimed", case, Release("motion", "N"))
    case.make(Release("motion", "Z"))
    case.make(Complete("motion", "accept", ("M",)))

    refused("unknown-role", case, Staff("cook", ("X",)))
    case.make(Staff("organisation", ("R",)))
    case.make(Complete("recommend", "done", ("R",), {}, COUNTS))
    barred = "nobody is left who may do inspect: of those named as Inspection group the duties bar too many"
    nobody = f"{barred}; name others: cadre case staff C1 --role inspector"
    assert case.case.incidents == (("inspect", nobody),)
    moved = case.make(Staff("inspector", ("R", "Q")))
    assert case.case.incidents == (("inspect", nobody),)
    assert [each.topic for each in moved.facts] == ["case-staffed", "case-incident-raised"]
    case.make(Staff("inspector", ("P", "Q")))
    assert case.case.incidents == ()


def test_an_incident_is_over_once_its_step_is_no_longer_open(walk):
    case = walk("appointment")
    case.start({"inspector": ("R", "T")})
    case.make(Complete("motion", "accept", ("M",)))
    case.make(Complete("recommend", "done", ("R",), {}, COUNTS))
    assert [each.step for each in case.case.incidents] == ["inspect"]
    case.make(SendBack("inspect", "recommend"))
    assert case.case.incidents == ()
    case.make(Complete("recommend", "done", ("S",), {}, COUNTS))
    assert case.case.incidents == ()


def test_what_was_done_beside_a_task_may_leave_nobody_for_it(walk):
    text = procedure_text("half-year-assessment") + '\n[[duty]]\nkind = "distinct"\nsteps = ["evaluate", "report"]\n'
    case = walk(load_procedure(text, "both", _part))
    roles = {case.step(name).role for name in ("evaluate", "report")}
    case.start(dict.fromkeys(roles, ("M",)))
    assert case.case.incidents == ()
    counts = dict.fromkeys(case.step("evaluate").counts, 1)
    case.make(Complete("evaluate", "counted", ("M",), dict.fromkeys(case.step("evaluate").evidence, "x"), counts))
    assert [each.step for each in case.case.incidents] == ["report"]


@pytest.mark.parametrize(
    ("move", "code"),
    [
        (Complete("motion", "shrug"), "unknown-outcome"),
        (Complete("issue", "issued"), "not-open"),
        (Complete("motion", "accept"), "too-few-hands"),
    ],
)
def test_what_cannot_be_done_is_refused(case, move, code):
    refused(code, case, move)


def test_documents_and_counts_are_asked_for(case):
    case.make(Complete("motion", "accept", ("M",)))
    refused("count-missing", case, Complete("recommend", "done", ("R",), {}, {"issued": 1}))
    case.make(Complete("recommend", "done", ("R",), {}, COUNTS))
    refused("document-missing", case, Complete("inspect", "fit", ("I", "J"), {"inspection-report": "1"}))


def test_nothing_is_done_on_a_day_that_has_passed_in_the_case(case):
    case.make(Complete("motion", "accept", ("M",)), date(2024, 3, 6))

    refused("day-passed", case, Complete("recommend", "done", ("R",), {}, COUNTS), date(2024, 3, 5))


def test_a_late_task_is_taken_up_the_ladder_on_the_days_it_was_due(case):
    to_inspection(case)
    due = case.case.standing("inspect").due
    assert due == date(2024, 4, 16)
    case.look(date(2025, 1, 1))

    climbed = [(each.day.isoformat(), each.fields["to"]) for each in case.log if each.topic == "case-task-escalated"]
    assert climbed == [("2024-04-14", "organisation"), ("2024-04-17", "leader")]


def test_a_term_into_a_year_without_notice_is_provisional_and_does_not_elapse(walk):
    notices = load_calendar("cn-state-council").notices
    until_2023 = calendar_of("x", [each for each in notices if each.year < 2024])
    whole = calendar_of("x", notices)
    known = date(2024, 2, 1)
    case = walk("appointment", date(2023, 12, 28), [(date(2000, 1, 1), until_2023), (known, whole)])
    case.start()
    to_notice(case)
    case.make(Publicise("settle.publicise", "hall"))
    assert case.case.standing("settle.publicise").provisional
    case.look(date(2024, 1, 31))
    assert case.waiting() == ["settle.publicise"]
    case.look(known)

    moved, elapsed = [each for each in case.log if each.topic.startswith("case-term-")]
    assert (moved.fields["was"], moved.fields["due"], moved.day) == ("2024-01-04", "2024-01-05", known)
    assert (elapsed.fields["due"], elapsed.day) == ("2024-01-05", known)
    assert case.waiting() == ["issue"]


def test_a_revised_calendar_only_lengthens_a_notice(walk):
    notices = load_calendar("cn-state-council").notices
    first = [each for each in notices if each.issued < date(2020, 1, 26)]
    editions = [(date(2019, 12, 1), calendar_of("x", first)), (date(2020, 1, 26), calendar_of("x", notices))]
    case = walk("appointment", date(2020, 1, 20), editions)
    case.start()
    to_notice(case)
    case.make(Publicise("settle.publicise", "hall"))
    assert case.case.standing("settle.publicise").due == date(2020, 2, 1)  # 1 February was to be worked
    case.look(date(2020, 1, 26))

    assert case.case.standing("settle.publicise").due == date(2020, 2, 4)
