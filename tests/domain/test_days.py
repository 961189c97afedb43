"""Civil days: the accepted forms, the calendar, and the range of years."""

from datetime import date

import pytest

from domain.days import ALWAYS, FOREVER, add_months, iso_or_none, parse_day


@pytest.mark.parametrize(
    "text", ["2026-12-01", "2026.12.1", "2026.12.01", "2026年12月1日", "2026年12月01日", "  2026-12-01 "]
)
def test_one_day_may_be_written_in_three_forms(text):
    assert parse_day(text) == date(2026, 12, 1)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-12-1", "2026/12/01", "01-12-2026", "20261201", "2026-12", "2026", "1 December 2026"),
        *("2026-12-01T00:00:00", "２０２６-12-01", "2026‑12‑01", "-2026-12-01", "today", "", "2026-12-01x"),
    ],
)
def test_any_other_form_is_refused_and_the_accepted_ones_are_shown(text):
    with pytest.raises(ValueError, match=r"is not a day; write it as 2026-12-01, 2026\.12\.1 or 2026年12月1日"):
        parse_day(text)


@pytest.mark.parametrize(
    ("text", "exists"),
    [
        ("2024-02-29", True),
        ("2023-02-29", False),
        ("2000-02-29", True),
        ("1900-02-29", False),
        ("2026-04-30", True),
        ("2026-04-31", False),
        ("2026-12-31", True),
        ("2026-13-01", False),
        ("2026-00-01", False),
        ("2026-01-00", False),
    ],
)
def test_only_days_of_the_calendar_are_days(text, exists):
    if exists:
        assert parse_day(text).isoformat() == text
    else:
        with pytest.raises(ValueError, match="is not a day of the calendar"):
            parse_day(text)


@pytest.mark.parametrize(
    ("text", "accepted"),
    [("1699-12-31", False), ("1700-01-01", True), ("2199-12-31", True), ("2200-01-01", False), ("9999-12-31", False)],
)
def test_absurd_years_are_refused(text, accepted):
    if accepted:
        assert parse_day(text).isoformat() == text
    else:
        with pytest.raises(ValueError, match="lies outside the years 1700 to 2199"):
            parse_day(text)


@pytest.mark.parametrize("day", [ALWAYS, FOREVER, None])
def test_open_ends_are_no_days_to_show(day):
    assert iso_or_none(day) is None


def test_every_other_day_is_shown_as_it_is_stored():
    assert iso_or_none(date(2024, 2, 29)) == "2024-02-29"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-12-31", 2, "2025-02-28"),
        ("2024-11-30", 1, "2024-12-30"),
        ("1900-01-31", 1, "1900-02-28"),
        ("2000-01-31", 1, "2000-02-29"),
    ],
)
def test_months_end_on_the_last_day_of_a_month_that_is_too_short(day, months, later):
    assert add_months(date.fromisoformat(day), months).isoformat() == later


@pytest.mark.parametrize("months", [-24, 12 * 9999])
def test_the_calendar_has_two_ends(months):
    with pytest.raises(OverflowError, match="lie outside the calendar"):
        add_months(date(2, 1, 1), months)
