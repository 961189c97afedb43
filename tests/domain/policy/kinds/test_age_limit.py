"""age-limit: nobody serves beyond an age."""

from datetime import date

import pytest

from domain.days import add_months
from domain.errors import Refused
from domain.policy.kinds.age_limit import KIND, delay

FROM_2025 = {"delay_from": "2025-01"}
SIXTY = {"years": 60, **FROM_2025, "delay_every": 4, "delay_most": 36}
FIFTY_FIVE = {"years": 55, **FROM_2025, "delay_every": 4, "delay_most": 36}
FIFTY = {"years": 50, **FROM_2025, "delay_every": 2, "delay_most": 60}


@pytest.mark.parametrize(
    ("born", "row", "month"),
    [
        ("1964-12", SIXTY, "2024-12"),
        ("1965-01", SIXTY, "2025-02"),
        ("1965-05", SIXTY, "2025-07"),
        ("1970-09", SIXTY, "2032-03"),
        ("1976-08", SIXTY, "2039-07"),
        ("1976-09", SIXTY, "2039-09"),
        ("1990-01", SIXTY, "2053-01"),
        ("1970-01", FIFTY_FIVE, "2025-02"),
        ("1981-09", FIFTY_FIVE, "2039-09"),
        ("1984-11", FIFTY, "2039-11"),
    ],
)
def test_the_delayed_retirement_of_2025(born, row, month):
    day = date.fromisoformat(f"{born}-15")

    assert add_months(day, row["years"] * 12 + delay(day, row["years"] * 12, row)).isoformat()[:7] == month


TABLE = ({"sex": ("female", "女"), **FIFTY_FIVE}, {"sex": ("male", "男"), **SIXTY})


def test_nobody_is_appointed_from_the_day_of_the_limit_on(register, rule, act, verdict, around):
    register.person("LI", born="1964-12-31", sex="male")
    register.post_at("P")

    found = [verdict(rule("age-limit", table=TABLE), act("appoint", "LI", each, "P")) for each in around("2024-12-31")]

    assert [each.outcome for each in found] == ["ok", "breach", "breach"]
    assert found[1].sentence == (
        "LI reaches the age limit of 60 years on 2024-12-31; P would be taken up on 2024-12-31."
    )
    assert (found[1].facts, found[1].earliest) == (("cadre:LI@1",), None)


@pytest.mark.parametrize(("born", "limit"), [("1960-02-29", "2020-02-29"), ("1961-02-28", "2021-02-28")])
def test_leap_days(register, rule, act, outcome, around, born, limit):
    register.person("LI", born=born)
    register.post_at("P")

    found = [
        outcome(rule("age-limit", table=({"years": 60},)), act("appoint", "LI", each, "P")) for each in around(limit)
    ]

    assert found == ["ok", "breach", "breach"]


def test_the_first_row_that_fits_decides(register, rule, act, verdict):
    register.post_at("HEAD", level="bureau", track="party")
    register.post_at("P")
    register.person("LI", born="1960-06-15", sex="女")
    table = (
        {"years": 63, "level": ("bureau",), "track": "party"},
        {"years": 50, "post_kind": "HEAD"},
        {"years": 58, "months": 6, "born_from": "1960-01", "born_until": "1960-07"},
        {"years": 55},
    )

    def limit(post):
        return verdict(rule("age-limit", table=table), act("appoint", "LI", "2010-01-01", post)).figures["reached_on"]

    assert (limit("HEAD"), limit("P")) == ("2023-06-15", "2018-12-15")
    register.person("LI", born="1960-07-01")
    assert limit("P") == "2015-07-01"


@pytest.mark.parametrize(
    ("person", "missing"),
    [
        ({}, "the birth date of LI"),
        ({"born": "1960-01-01"}, "the sex of LI"),
        ({"born": "1960-01-01", "sex": "unknown"}, "an age limit of the rule for LI in P"),
    ],
)
def test_an_unknown_limit_stays_unknown(register, rule, act, verdict, person, missing):
    register.person("LI", **person)
    register.post_at("P")

    found = verdict(rule("age-limit", table=TABLE), act("appoint", "LI", "2020-01-01", "P"))

    assert (found.outcome, found.missing) == ("undetermined", missing)


def test_every_post_held_falls_due_on_the_day_of_the_limit(register, rule):
    register.person("LI", born="1965-01-31", sex="male")
    register.hold("LI", "P", "2010-01-01")
    [stretch] = register.stretches("LI")

    due = KIND.due(rule("age-limit", table=TABLE), stretch, date(2024, 1, 1), register)

    assert (due.due_on, due.last_lawful_on) == (date(2025, 2, 28), date(2025, 2, 27))
    assert (due.since, due.counted_days) == (date(2010, 1, 1), 5113)
    register.people.clear()
    assert KIND.due(rule("age-limit", table=TABLE), stretch, date(2024, 1, 1), register) is None


def test_an_appointment_beyond_the_limit_is_refused_and_the_holder_is_due(office):
    office.adopt("age-limit", table=[{"years": 60, **FROM_2025, "delay_every": 4, "delay_most": 36}])
    office.posts("A", "B")
    office.people("LI", born="1965-01-31")
    office.submit({"act": "appoint", "cadre": "LI", "post": "A", "effective": "2010-01-01"})
    new = {"act": "appoint", "cadre": "LI", "post": "B", "kind": "acting"}

    with pytest.raises(Refused) as refused:
        office.submit({**new, "effective": "2025-02-28"})

    assert refused.value.findings[0].figures["reached_on"] == "2025-02-28"
    assert office.submit({**new, "effective": "2025-02-27"}).outcome == "recorded"
    due = office.engine.due(today="2025-02-28", who="LI")
    assert [(row["post"], row["due_on"], row["state"]) for row in due] == [
        ("A", "2025-02-28", "breach"),
        ("B", "2025-02-28", "breach"),
    ]
