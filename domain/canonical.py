"""The one JSON spelling of a value, so that stored bytes hash the same everywhere."""

import json
from typing import Any

_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical(value: Any) -> str:
    """The one JSON spelling of a value: keys sorted, no blanks, no floats, text as it is.

    Raises ValueError for a float, TypeError for a value that JSON does not have.
    """
    waiting = [value]
    while waiting:
        each = waiting.pop()
        kind = type(each)
        if kind is float:
            raise ValueError(f"{each!r} is a float; decimals are stored as text")
        if kind is dict:
            waiting.extend(each.values())
        elif kind is list or kind is tuple:
            waiting.extend(each)
    return _ENCODE(value)
