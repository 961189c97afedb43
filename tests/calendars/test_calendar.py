"""Working days of China 2004 to 2026: against two packages, and counting there and back."""

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar import Notice, add_working_days, calendar_of, count_working_days
from domain.calendar_form import read_calendar
from domain.errors import BadInput
from lifecycle.calendar_files import load_calendar, shipped_calendars

FILE = load_calendar("cn-state-council")
CHINA = calendar_of(FILE.id, FILE.notices)
FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=each) for each in range((LAST - FIRST).days + 1)]
# The one day of 23 years on which a package is wrong: the notice for 2006 moved a Sunday off to 3 January and had
# people work on Saturday, 31 December 2005, which chinesecalendar leaves out.
WRONG_IN_CHINESECALENDAR = {date(2005, 12, 31): "国办发明电〔2005〕35号"}


def test_every_day_agrees_with_chinesecalendar_but_one_that_the_notice_decides():
    differing = {day for day in EVERY_DAY if CHINA.is_worked(day) != chinese_calendar.is_workday(day)}

    assert len(EVERY_DAY) == 8401
    assert differing == set(WRONG_IN_CHINESECALENDAR)
    for day, number in WRONG_IN_CHINESECALENDAR.items():
        assert [each.number for each in FILE.notices if day in each.worked] == [number]


def test_every_day_agrees_with_holidays():
    theirs = holidays.country_holidays("CN", years=range(2003, 2028))

    assert [day for day in EVERY_DAY if CHINA.is_worked(day) != theirs.is_working_day(day)] == []


def test_every_year_has_its_notice_and_every_notice_its_number():
    assert {each.year for each in FILE.notices} == set(range(2004, 2027))
    assert len({each.number for each in FILE.notices}) == len(FILE.notices) == 26
    assert all(f"〔{each.issued.year}〕" in each.number for each in FILE.notices)


def test_a_revision_changes_only_the_days_it_names():
    before = calendar_of(FILE.id, [each for each in FILE.notices if each.issued < date(2020, 1, 26)])

    changed = [day for day in EVERY_DAY if day.year == 2020 and before.is_worked(day) != CHINA.is_worked(day)]

    assert changed == [date(2020, 1, 31), date(2020, 2, 1)]


@pytest.mark.parametrize(
    ("after", "days", "reached"),
    [
        ("2026-02-11", 1, "2026-02-12"),
        ("2026-02-12", 2, "2026-02-14"),  # a Saturday worked
        ("2026-02-14", 1, "2026-02-24"),  # nine days of Spring Festival
        ("2015-09-02", 1, "2015-09-06"),  # the victory day, decreed in May
        ("2026-02-16", 0, "2026-02-16"),
    ],
)
def test_working_days_are_counted_from_the_day_after(after, days, reached):
    assert add_working_days(CHINA, date.fromisoformat(after), days) == (date.fromisoformat(reached), False)


def test_what_reaches_into_a_year_without_notice_is_provisional():
    assert not add_working_days(CHINA, date(2026, 12, 30), 1).provisional
    assert add_working_days(CHINA, date(2026, 12, 30), 2).provisional
    assert add_working_days(CHINA, date(2003, 12, 30), 1).provisional


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.dates(FIRST, LAST), st.integers(0, 400))
def test_counting_undoes_adding(after, days):
    reached = add_working_days(CHINA, after, days).day

    assert count_working_days(CHINA, after, reached) == days
    assert days == 0 or CHINA.is_worked(reached)
    assert count_working_days(CHINA, reached, after) == 0


def test_a_shipped_calendar_is_found_by_name_and_a_strange_one_is_not():
    assert shipped_calendars() == ("cn-state-council",)
    with pytest.raises(BadInput, match="did you mean cn-state-council"):
        load_calendar("cn-state-counsil")


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("off = ['2026-13-01']", "not a day"),
        ("off = ['2026-10-07..2026-10-01']", "ends before it begins"),
        ("off = ['2026-10-01']\nworked = [2026-10-01]", "off and worked"),
        ("off = ['2024-10-01']", "neither in it nor in the year before"),
        ("worked = [2026-10-01]", "a working day anyhow"),
        ("revises = true", "no earlier notice"),
        ("colour = 'red'", "colour"),
    ],
)
def test_a_mistake_in_a_file_is_told(lines, sentence):
    head = "[calendar]\nid = 'x'\ntitle = 'x'\n[[notice]]\nnumber = '1'\nissued = 2025-11-01\nyear = 2026\n"

    with pytest.raises(BadInput, match=sentence):
        read_calendar(head + lines, "x.toml")


def test_a_later_notice_wins_over_an_earlier_one():
    day = date(2026, 5, 1)
    notices = [
        Notice("1", day, 2026, frozenset({day}), frozenset()),
        Notice("2", day, 2026, frozenset(), frozenset({day})),
    ]

    assert not calendar_of("x", notices[:1]).is_worked(day)
    assert calendar_of("x", notices).is_worked(day)
