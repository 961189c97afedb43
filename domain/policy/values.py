"""Which values a number or an option of a rule may have: whole numbers within reason, shares as text."""

import re
from fractions import Fraction
from typing import Any, Final

SHARES: Final = ("share", "quorum", "majority")
LARGEST: Final = {"years": 150, "months": 1800, "days": 60_000, "terms": 100}
"""By the last word of a name: what no law exceeds, so that more is a slip of the pen."""
LARGEST_OTHER: Final = 1_000_000
FROM_NONE: Final = ("from_months", "gap_months", "min_people", "min_posts", "warn_days", "places")
"""What the names of numbers that may be 0 end with; so may plain `days`, such as those of backdating."""
_SHARE: Final = re.compile(r"\d{1,9}/\d{1,9}|\d{1,9}(\.\d{1,9})?", re.ASCII)


def value_mistake(name: str, value: Any) -> str | None:
    """What is wrong with the value of a number of this name; None if nothing is."""
    if is_share(name):
        return share_mistake(value)
    if isinstance(value, str) and value.strip().isdigit():
        return f"must be a whole number without quotation marks, {value.strip()}"
    if type(value) is not int:
        return "must be a whole number"
    largest = LARGEST.get(name.rpartition("_")[2], LARGEST_OTHER)
    least = 0 if name == "days" or name.endswith(FROM_NONE) else 1
    return None if least <= value <= largest else f"must lie between {least} and {largest}, not {value}"


def is_share(name: str) -> bool:
    """Whether numbers of this name are shares."""
    return name.rpartition("_")[2] in SHARES


def share_mistake(value: Any) -> str | None:
    """What is wrong with a share; None if nothing is."""
    if not isinstance(value, str) or not _SHARE.fullmatch(value):
        return f'must be a share written as text, "1/3" or "0.65", not {value!r}'
    if value.endswith("/0"):
        return f'"{value}" divides by nothing'
    return None if 0 <= Fraction(value) <= 1 else f'"{value}" is more than the whole'
