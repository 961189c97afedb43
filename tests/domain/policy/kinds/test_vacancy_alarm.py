"""vacancy-alarm: a post does not stay without a holder for long."""

from datetime import date

import pytest

from domain.policy.kinds.vacancy_alarm import KIND


@pytest.fixture
def vacancy(register, rule):
    """A function from a day to the duty that a vacant P raises then."""

    def asked(when, post="P", **told):
        today = date.fromisoformat(when)
        place = register.post(post, today)
        return KIND.vacancy(rule("vacancy-alarm", **{"months": 6, **told}), place, today, register)

    return asked


def test_six_months_after_the_last_holder_left(register, vacancy):
    register.hold("LI", "P", "2010-01-01", "2020-08-31", ended_by="cadre:LI@gone")

    due = vacancy("2020-12-01")

    assert (due.since, due.due_on, due.last_lawful_on) == (date(2020, 8, 31), date(2021, 2, 28), date(2021, 2, 27))
    assert (due.post, due.unit, due.cadre, due.counted_days) == ("P", "U", "", 92)
    assert [each.event for each in due.ledger] == ["cadre:LI@gone"]
    assert vacancy("2020-08-30") is None
    assert vacancy("2020-08-31").counted_days == 0


def test_a_post_never_held_is_vacant_from_its_opening(register, vacancy):
    register.post_at("P", start="2019-05-05")

    assert (vacancy("2020-01-01").since, vacancy("2020-01-01").due_on) == (date(2019, 5, 5), date(2019, 11, 5))


def test_only_the_present_vacancy_counts(register, vacancy):
    register.hold("LI", "P", "2010-01-01", "2012-01-01")
    register.hold("MA", "P", "2015-01-01", "2016-01-01")

    assert vacancy("2014-01-01").since == date(2012, 1, 1)
    assert vacancy("2020-01-01").since == date(2016, 1, 1)


def test_one_vacant_seat_of_several(register, vacancy):
    register.post_at("P", seats=2)
    register.hold("LI", "P", "1900-01-01", "2019-01-01")
    register.hold("MA", "P", "1900-01-01")
    register.hold("WU", "P", "2019-01-01", "2020-02-29")

    assert vacancy("2019-06-01") is None
    assert vacancy("2020-06-01").since == date(2020, 2, 29)


def test_an_acting_holder_fills_the_post_unless_the_rule_says_otherwise(register, vacancy):
    register.hold("LI", "P", "2010-01-01", "2020-01-01")
    register.hold("MA", "P", "2020-01-01", kind="acting")

    assert vacancy("2020-06-01") is None
    assert vacancy("2020-06-01", filled_by=("substantive", "trial")).since == date(2020, 1, 1)


def test_a_succeeding_post_takes_over_the_vacancy(register, vacancy):
    register.post_at("OLD", end="2020-05-01")
    register.post_at("P", start="2020-05-01", succeeds=["OLD"])
    register.hold("LI", "OLD", "2010-01-01", "2020-01-01")

    assert vacancy("2020-06-01").since == date(2020, 1, 1)
    assert vacancy("2020-06-01", counts={"successor_posts": False}).since == date(2020, 5, 1)


def test_posts_that_the_rule_does_not_select_raise_nothing(register, vacancy):
    register.post_at("P")

    assert vacancy("2020-06-01", select={"key_post": True}) is None


def test_alarms_of_a_store(office):
    office.adopt("vacancy-alarm", months=6, warn_days=30)
    office.posts("A", "B", "C", effective="2010-01-01")
    office.people("LI", "MA")
    for who, post in (("LI", "A"), ("MA", "B")):
        office.submit({"act": "appoint", "cadre": who, "post": post, "effective": "2010-01-01"})
    office.submit({"act": "relieve", "cadre": "LI", "post": "A", "effective": "2019-08-31"})

    found = office.engine.duties(today="2020-02-01")

    assert [(each["post"], each["due_on"], each["state"], each["event"]) for each in found] == [
        ("C", "2010-07-01", "overdue", "post:C@1"),
        ("A", "2020-02-29", "open", "cadre:LI@3"),
    ]
