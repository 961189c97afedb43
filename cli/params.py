"""What an officer may type: days, spans of days, instants, and texts, each refused in one sentence."""

import re
from datetime import datetime
from typing import Final

import click

from domain.days import ACCEPTED, parse_day
from domain.errors import BadInput

DAY_ALONE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Day(click.ParamType[str]):
    """A civil day in one of the accepted forms; the command receives it as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the day as YYYY-MM-DD."""
        try:
            return parse_day(value).isoformat()
        except ValueError as error:
            self.fail(f"{error}.", param, ctx)


class Span(click.ParamType[tuple[str, str]]):
    """Two days as A..B."""

    name = "day..day"

    def convert(
        self, value: str | tuple[str, str], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Return both days as YYYY-MM-DD."""
        if isinstance(value, tuple):
            return value
        first, dots, second = value.partition("..")
        if not dots:
            self.fail(f"{value!r} is not two days; write them as 2026-01-01..2026-12-01.", param, ctx)
        return DAY.convert(first, param, ctx), DAY.convert(second, param, ctx)


class Instant(click.ParamType[str]):
    """An instant in RFC 3339 form, or a day, which means its first moment in UTC."""

    name = "instant"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the instant as RFC 3339 in UTC."""
        try:
            return as_instant(value).isoformat()
        except BadInput as error:
            self.fail(f"{error}.", param, ctx)


def as_instant(text: str) -> datetime:
    """Return the aware UTC instant; raises BadInput when the text is none."""
    from lifecycle.ports import parse_instant

    return parse_instant(text + "T00:00:00Z" if DAY_ALONE.fullmatch(text) else text)


DAY: Final = Day()
SPAN: Final = Span()
INSTANT: Final = Instant()
DAY_FORMS: Final = ACCEPTED
