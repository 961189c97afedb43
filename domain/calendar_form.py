"""A calendar's file, as pydantic checks it on its way in, and the notices it holds."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Any, Final, NamedTuple, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from domain.calendar import WEEKDAYS, Notice
from domain.days import FIRST_YEAR, LAST_YEAR, parse_day
from domain.errors import BadInput
from domain.policy.forms import Form, Id, OptionalPassage, Passage, Text, one_of

SPAN: Final = ".."
"""Between the first and the last day of a span of days off."""


class CalendarFile(NamedTuple):
    """What a calendar's file holds: the calendar's name and title, its weekend, and its notices by the day of issue."""

    id: str
    title: str
    title_zh: str
    weekend: tuple[str, ...]
    notices: tuple[Notice, ...]


def _span(value: object) -> object:
    """The days of `2026-10-01..2026-10-07`, both ends among them; of a single day that day."""
    if isinstance(value, date):
        return (value,)
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a day, nor a span such as 2026-10-01..2026-10-07")  # noqa: TRY004 - pydantic collects ValueErrors
    first, _, last = value.partition(SPAN)
    start, end = parse_day(first), parse_day(last or first)
    if not 0 <= (end - start).days < 366:  # noqa: PLR2004 - no arrangement is longer than a year
        raise ValueError(f"{value!r} ends before it begins, or is longer than a year")
    return tuple(start + timedelta(days=each) for each in range((end - start).days + 1))


Span: TypeAlias = Annotated[tuple[date, ...], BeforeValidator(_span)]
Weekday: TypeAlias = Annotated[str, AfterValidator(one_of(WEEKDAYS))]


class HeadForm(Form):
    """[calendar]."""

    id: Id
    title: Passage
    title_zh: OptionalPassage = ""
    weekend: Annotated[list[Weekday], Field(default_factory=lambda: list(WEEKDAYS[5:]))]


class NoticeForm(Form):
    """[[notice]]: the document's number, its day, the year it publishes, and the days it moves."""

    number: Text
    issued: date
    year: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
    revises: bool = False
    off: Annotated[list[Span], Field(default_factory=list)]
    worked: Annotated[list[Span], Field(default_factory=list)]


class FileForm(Form):
    """The whole file."""

    calendar: HeadForm
    notice: Annotated[list[NoticeForm], Field(default_factory=list)]


def read_calendar(text: str, name: str) -> CalendarFile:
    """The calendar in a TOML text; raises BadInput with every mistake in it."""
    try:
        form = FileForm.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{name}: this is not TOML: {error}") from None
    except ValidationError as error:
        raise BadInput(*(f"{name}: {_told(each)}" for each in error.errors())) from None
    notices = tuple(sorted((_notice(each) for each in form.notice), key=lambda each: each.issued))
    weekend = frozenset(map(WEEKDAYS.index, form.calendar.weekend))
    if mistakes := list(_mistakes(notices, weekend)):
        raise BadInput(*(f"{name}: {each}" for each in mistakes))
    head = form.calendar
    return CalendarFile(head.id, head.title, head.title_zh, tuple(head.weekend), notices)


def _told(error: Any) -> str:
    place = ", ".join(str(each + 1) if isinstance(each, int) else str(each) for each in error["loc"])
    return f"{place}: {str(error['msg']).removeprefix('Value error, ')}"


def _notice(form: NoticeForm) -> Notice:
    off, worked = (frozenset(day for span in spans for day in span) for spans in (form.off, form.worked))
    return Notice(form.number, form.issued, form.year, off, worked, form.revises)


def _mistakes(notices: tuple[Notice, ...], weekend: frozenset[int]) -> Iterator[str]:
    published: set[int] = set()
    for each in notices:
        yield from notice_mistakes(each, weekend)
        if each.revises and each.year not in published:
            yield f"{each.number} revises {each.year}, for which no earlier notice is here"
        if not each.revises and each.year in published:
            yield f"{each.number} publishes {each.year}, which another notice did; say revises = true"
        published.add(each.year)


def notice_mistakes(notice: Notice, weekend: frozenset[int]) -> Iterator[str]:
    """What cannot be meant in a notice: days of another year, and days both off and worked."""
    for day in sorted(notice.off & notice.worked):
        yield f"{notice.number} has {day} off and worked"
    for day in sorted(notice.off | notice.worked):
        if not notice.year - 1 <= day.year <= notice.year:
            yield f"{notice.number} publishes {notice.year}; {day} is neither in it nor in the year before"
    if notice.revises:
        return
    for day in sorted(notice.worked):
        if day.weekday() not in weekend:
            yield f"{notice.number} lists {day} as worked, which is a working day anyhow"
