"""Days, words and patterns: what every second opinion is put together from."""

import re
from datetime import date, timedelta
from functools import cache

FOREVER = date(9999, 12, 31)
ALWAYS = date(1, 1, 1)
PLACES = ("country", "province", "city", "prefecture", "county", "district", "town", "township", "area")
TAKING = ("appoint", "transfer", "exchange", "rotate", "promote", "demote")
LEAVING = ("relieve", "transfer", "exchange", "rotate", "promote", "demote")
DECISIONS = (*TAKING, "relieve", "depart", "confirm", "reinstate")
ONE = timedelta(days=1)


class NoNumber(Exception):
    """A rule has no number for the day."""


def later(day, months):
    """So many months on, counted one by one; in a month that is too short, its last day."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    for back in range(4):
        try:
            return date(year, month, day.day - back)
        except ValueError:
            continue
    raise AssertionError


def words(value):
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def fits(patterns, post):
    """Whether the id or the name of a post fits one of the patterns."""
    return any(spelled(each).fullmatch(text) for each in words(patterns) for text in (post["post"], post["name"]))


@cache
def spelled(pattern):
    return re.compile("".join({"*": ".*", "?": "."}.get(sign, re.escape(sign)) for sign in pattern), re.DOTALL)


def code(reason):
    return reason.split(":")[0].strip().lower() if reason else None
