"""Training counted by hand: years split, parts of joiners, hours for days, five years, and both times."""

from datetime import date

import pytest

from domain.policy.kinds.training_min import accounts
from domain.policy.rule import Article, Dated, PackId, Rule
from projections.moment import EVERYTHING, Moment
from projections.policy_facts import StoredFacts


def rule(numbers, **options):
    """A rule on training with these numbers from always."""
    told = {name: (Dated(date.min, value, "A"),) for name, value in numbers.items()}
    return Rule("T", "training-min", Article("A", "w"), "DUE", PackId("p", "1", "h"), numbers=told, options=options)


def told(desk, law, day, who="LI"):
    """Period, required and done in days and hours (tenths), what lacks of each."""
    facts = StoredFacts(desk.engine.database, Moment(day, EVERYTHING), ("section", "division"))
    return [
        (each.start.year, each.days_required, each.days_done, each.hours_required, each.hours_done, each.fulfilled)
        for each in accounts(law, who, date.fromisoformat(day), facts)
    ]


def session(name, start, until, **more):
    line = {"act": "train-record", "cadre": "LI", "session": name, "kind": "political-theory", "basis": "R"}
    return {**line, "effective": start, "until": until, **more}


@pytest.fixture
def trained(desk):
    """LI in P1 from 1 July 2023, with four days over a year end and two and a half days in March."""
    desk.given("appoint LI P1 2023-07-01")
    desk.record(session("S1", "2023-12-29", "2024-01-02", days="3.5", hours="26.3"))
    desk.record(session("S2", "2024-03-04", "2024-03-07", days="2.5", hours="18.7"))
    return desk


def test_each_year_has_its_days_to_the_half_and_its_hours_to_the_tenth(trained):
    # 3 of 4 days: 2.625 of 3.5 days, to the half 2.5; 19.725 of 26.3 hours, to the tenth 19.7
    rows = told(trained, rule({"days": 12, "or_hours": 90}, prorata="none"), "2024-12-31")

    assert rows == [(2023, 120, 25, 900, 197, False), (2024, 120, 35, 900, 253, False)]


@pytest.mark.parametrize(
    ("prorata", "days", "hours"),
    [("days", 65, 454), ("months", 60, 450), ("none", 120, 900)],
)
def test_a_joiner_owes_a_part_rounded_up(trained, prorata, days, hours):
    # from 1 July: 184 of 365 days, 6.05 of 12 days and 45.37 of 90 hours; or 6 of 12 months
    [first, _] = told(trained, rule({"days": 12, "or_hours": 90}, prorata=prorata), "2024-12-31")

    assert (first[1], first[3]) == (days, hours)


def test_hours_suffice_where_days_do_not_and_stand_for_days_where_none_are_told(trained):
    trained.record(session("S3", "2024-05-06", "2024-05-11", hours="30"))
    # 30 hours at 7.5 a day are four days: 1 + 2.5 + 4
    rows = told(trained, rule({"days": 7, "or_hours": 90}, prorata="none", hours_per_day="7.5"), "2024-12-31")

    assert rows[1][1:] == (70, 75, 900, 553, True)


def test_a_session_counts_when_its_part_of_the_year_is_over(trained):
    law = rule({"days": 12})

    assert [row[2] for row in told(trained, law, "2023-12-30")] == [0]
    assert [row[2] for row in told(trained, law, "2023-12-31")] == [25]
    assert [row[2] for row in told(trained, law, "2024-01-01")] == [25, 10]


def test_five_years_are_one_account(trained):
    rows = told(trained, rule({"hours": 550}, per="5-years", period_start=2023, prorata="none"), "2024-12-31")

    assert rows == [(2023, 0, 60, 5500, 450, False)]


def test_a_correction_is_known_from_its_recording_on(trained):
    amending = {"act": "correct", "event": "training:LI@2", "set": {"days": "3"}, "reason": "misread", "basis": "R"}
    trained.record(amending, on="2024-06-01")
    asked = trained.engine.training.training_ledger

    assert [row["done"] for row in asked("LI", year=2024)] == ["4"]
    assert [row["done"] for row in asked("LI", year=2024, known_on="2024-05-31")] == ["3.5"]
    trained.record({"act": "cancel", "event": "training:LI@2", "reason": "not held", "basis": "R"}, on="2024-07-01")
    assert [row["done"] for row in asked("LI", year=2024)] == ["1"]


@pytest.mark.parametrize(
    "wrong",
    [{"days": "0.3"}, {"days": "5"}, {"hours": "18.75"}, {}, {"days": "1", "form": "college"}, {"hours": "97"}],
)
def test_what_cannot_have_been_attended_is_bad_input(desk, wrong):
    desk.given("appoint LI P1 2023-07-01")
    answer = desk.when(session("S1", "2024-03-04", "2024-03-08", **wrong))

    assert type(answer.got).__name__ == "BadInput"
