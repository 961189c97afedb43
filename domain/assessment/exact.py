"""Exact numbers: decimals as they are written, fractions in between, rounded once at the end as a rule says."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

_DECIMAL: Final = re.compile(r"\d{1,12}(\.\d{1,18})?", re.ASCII)
ROUNDINGS: Final = ("half-up", "half-even", "down")
HALF: Final = Fraction(1, 2)


def exact(text: object) -> Fraction:
    """The decimal as it is written.

    >>> exact("87.50")
    Fraction(175, 2)

    Raises ValueError for anything but digits with at most one point.
    """
    if not isinstance(text, str) or not _DECIMAL.fullmatch(text.strip()):
        raise ValueError(f"{text!r} is not a decimal such as 87.5: at most 12 digits, a point, and at most 18 digits")
    return Fraction(text.strip())


def exacts(texts: Mapping[str, str]) -> dict[str, Fraction]:
    """Every value of a mapping as an exact number."""
    return {name: exact(text) for name, text in texts.items()}


def rounded(value: Fraction, places: int, how: str) -> str:
    """The value with so many decimal places, rounded `half-up`, `half-even` or `down`.

    >>> [rounded(Fraction(1, 8), 2, how) for how in ROUNDINGS]
    ['0.13', '0.12', '0.12']
    """
    scaled = value * 10**places
    whole = {"half-up": (scaled + HALF).__floor__(), "half-even": round(scaled), "down": scaled.__floor__()}[how]
    return f"{whole // 10**places}.{whole % 10**places:0{places}d}" if places else str(whole)


def plain(value: Fraction) -> str:
    """The value as people write it: a decimal where it is one, else a fraction.

    >>> plain(Fraction(9, 10)), plain(Fraction(1, 3)), plain(Fraction(2))
    ('0.9', '1/3', '2')
    """
    for places in range(19):
        if (value * 10**places).denominator == 1:
            return rounded(value, places, "down")
    return str(value)
