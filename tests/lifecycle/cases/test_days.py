"""Terms of running cases when the calendar changes under them, and when there is none yet, on both stores."""

import pytest

from domain.errors import Refused


def notice(day, year, off=(), worked=(), *, revises=True):
    told = {"calendar": "cn-state-council", "title": "Working days", "year": year, "notice": f"Notice of {day}"}
    return {
        "act": "calendar-publish",
        **told,
        "issued": day,
        "off": list(off),
        "worked": list(worked),
        "revises": revises,
    }


def due(office, day):
    [step] = office.engine.cases.case("C1", as_of=day)["steps"]
    return step["due"], step["provisional"]


@pytest.mark.parametrize(
    ("policy", "first", "second", "moved"),
    [
        ("keep", "2024-06-18", "2024-06-18", []),
        ("recompute", "2024-06-19", "2024-06-17", ["2024-06-04", "2024-06-05"]),
        ("later_of", "2024-06-19", "2024-06-19", ["2024-06-04"]),
    ],
)
def test_a_notice_in_mid_term_moves_the_last_day_as_the_step_says(office, policy, first, second, moved):
    plain = 'term = "10wd"\noutcomes = { accept'
    office.publish_changed((plain, f'on_calendar_change = "{policy}"\n{plain}'))
    office.day = "2024-06-03"
    office.open()
    assert due(office, "2024-06-03") == ("2024-06-18", False)

    office.day = "2024-06-04"
    office.submit([{**notice(office.day, 2024, off=["2024-06-13"]), "effective": office.day}])
    assert due(office, "2024-06-04") == (first, False)
    office.day = "2024-06-05"
    office.submit([{**notice(office.day, 2024, worked=["2024-06-13", "2024-06-15"]), "effective": office.day}])
    assert due(office, "2024-06-05") == (second, False)
    assert due(office, "2024-06-03") == ("2024-06-18", False)

    office.do("task-complete", "2024-06-06", case="C1", outcome="accept", person="M")
    facts = [each for each in office.engine.cases.case_history("C1") if each["topic"] == "case-term-moved"]
    assert [each["effective"] for each in facts] == moved


def test_a_term_into_an_unpublished_year_is_provisional_and_waits_for_its_notice(office):
    office.day = "2026-12-21"
    office.open()
    assert due(office, "2026-12-21") == ("2027-01-04", True)
    [row] = office.engine.cases.worklist(on="2027-01-20", only=["provisional"])
    assert (row["case"], row["state"]) == ("C1", "provisional")
    office.do("case-tick", "2027-01-20", case="C1")
    assert [each["topic"] for each in office.engine.cases.case_history("C1")] == ["case-opened", "case-step-entered"]

    office.day = "2027-01-21"
    new_year = notice("2027-01-21", 2027, off=["2027-01-01"], revises=False)
    office.submit([{**new_year, "effective": "2027-01-21"}])
    assert due(office, "2027-01-21") == ("2027-01-05", False)
    [row] = office.engine.cases.worklist(on="2027-01-21")
    assert (row["state"], row["remaining"]) == ("overdue", -12)


def test_a_notice_that_is_up_over_the_turn_of_the_year_is_not_over_before_the_days_are_known(office):
    office.day = "2026-12-28"
    office.open()
    office.to_issue()
    office.do("case-tick", "2027-01-11", case="C1")
    assert office.engine.cases.case("C1")["open"] == ["settle.publicise"]
    with pytest.raises(Refused) as told:
        office.do("task-complete", case="C1", outcome="issued", basis="Order 5", person="L")
    assert [each.rule for each in told.value.findings] == ["procedure-not-open"]
    new_year = notice("2027-01-11", 2027, off=["2027-01-01"], revises=False)
    office.submit([{**new_year, "effective": "2027-01-11"}])
    office.do("task-complete", "2027-01-12", case="C1", outcome="issued", basis="Order 5", person="L")
    assert office.holder("HEAD", "2027-01-12") == ("LI", "trial")
