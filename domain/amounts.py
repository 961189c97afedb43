"""Amounts with one or two decimals, exactly: days to the half, hours to the tenth, money to the hundredth.

They are stored as text and counted as whole tenths (of a day, of an hour) or hundredths (of the currency).
"""

import re
from functools import lru_cache
from typing import Final

TENTH: Final = 1
HALF: Final = 5
"""The steps of hours and of days, in tenths."""
FULL_MARKS: Final = 10_000
"""A hundred, in hundredths."""
_WRITTEN: Final = re.compile(r"(\d{1,9})(?:\.(\d{1,2}))?", re.ASCII)


def hundredths(text: str) -> int:
    """The amount in hundredths. Raises ValueError unless it is written like 12, 2.5 or 0.25.

    >>> hundredths("2.5"), hundredths("12"), hundredths("0.05")
    (250, 1200, 5)
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no amount; write it as 12, 2.5 or 0.25")
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


@lru_cache(maxsize=4096)
def tenths(text: str | None) -> int:
    """The amount in tenths; nothing is 0. Raises ValueError for what is finer.

    >>> tenths("2.5"), tenths(None)
    (25, 0)
    """
    amount, rest = divmod(hundredths(text), 10) if text else (0, 0)
    if rest:
        raise ValueError(f"{text!r} is finer than a tenth")
    return amount


def halves(text: str) -> str:
    """A number of days as it is stored. Raises ValueError unless it is a multiple of a half.

    >>> halves("2.50"), halves("3")
    ('2.5', '3')
    """
    amount = tenths(text)
    if amount % HALF or not amount:
        raise ValueError(f"{text!r}: days are counted to the half day, such as 0.5, 1 or 2.5")
    return spoken(amount)


def tenth_hours(text: str) -> str:
    """A number of hours as it is stored. Raises ValueError for what is finer than a tenth."""
    return spoken(tenths(text))


def money(text: str) -> str:
    """A sum of money as it is stored. Raises ValueError for what is finer than a hundredth."""
    return spoken_sum(hundredths(text))


def spoken(amount: int) -> str:
    """An amount in tenths as it is written.

    >>> spoken(25), spoken(120), spoken(-5)
    ('2.5', '12', '-0.5')
    """
    whole, rest = divmod(abs(amount), 10)
    return f"{'-' * (amount < 0)}{whole}" + (f".{rest}" if rest else "")


def spoken_sum(amount: int) -> str:
    """An amount in hundredths as it is written.

    >>> spoken_sum(120050), spoken_sum(1200), spoken_sum(-5)
    ('1200.50', '12', '-0.05')
    """
    whole, rest = divmod(abs(amount), 100)
    return f"{'-' * (amount < 0)}{whole}" + (f".{rest:02d}" if rest else "")


def shared_out(amount: int, parts: tuple[int, ...], step: int) -> tuple[int, ...]:
    """The amount by parts such as days in one year and days in the next, each to the step; together just the amount.

    >>> shared_out(40, (2, 2), 5), shared_out(35, (3, 1), 5), shared_out(5, (1, 1), 5)
    ((20, 20), (25, 10), (5, 0))
    """
    whole, gone, shares, given = sum(parts), 0, [], 0
    for part in parts:
        gone += part
        # to the nearest step; just between two steps the earlier part has more
        upto = (2 * amount * gone + whole * step) // (2 * whole * step) * step if gone < whole else amount
        shares.append(upto - given)
        given = upto
    return tuple(shares)


def plain(amount: int) -> str:
    """An amount in hundredths with as many decimals as it needs.

    >>> plain(1750), plain(1200), plain(25)
    ('17.5', '12', '0.25')
    """
    text = spoken_sum(amount)
    return text.rstrip("0") if "." in text else text


def score(text: str) -> str:
    """A score from 0 to 100 as it is stored. Raises ValueError for others, or for more than two decimals.

    >>> score("87.50"), score("100")
    ('87.5', '100')
    """
    amount = hundredths(text)
    if amount > FULL_MARKS:
        raise ValueError(f"{text!r} is more than 100")
    return plain(amount)
