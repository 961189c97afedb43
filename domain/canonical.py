"""The one JSON spelling of a value, so that stored bytes hash the same everywhere."""

import json


def canonical(value: object) -> str:
    """The one JSON spelling of a value: keys sorted, no blanks, no floats, text as it is.

    Raises ValueError for a float or a value that JSON does not have.
    """
    _refuse_floats(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise ValueError(f"{value!r} is a float; decimals are stored as text")
    if isinstance(value, dict):
        for each in value.values():
            _refuse_floats(each)
    elif isinstance(value, list | tuple):
        for each in value:
            _refuse_floats(each)
