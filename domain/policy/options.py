"""The options of a rule against what its kind says of them: the words before the colon of a description are its form.

`yes or no`, `one of A, B`, `list of WORDS`, `one or a list of A, B` (or of WORDS), `number of THINGS`; anything else is
taken as it is.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

from domain.commands import COMMANDS
from domain.events import Departure, Kind, Track
from domain.policy.mistakes import unknown
from domain.policy.toml_lines import Path

WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "acts": tuple(COMMANDS),
    "tracks": get_args(Track),
    "kinds": get_args(Kind),
    "kinds of holding": get_args(Kind),
    "departures": get_args(Departure),
}
"""What is meant by a word that stands for several; other words stand for texts of the office's own."""
COUNTED: Final = ("number of ", "months ", "days ", "years ")


def option_mistakes(description: str, value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """What is wrong with the value of an option, each with its path."""
    form = description.partition(":")[0].strip()
    if form == "yes or no":
        if not isinstance(value, bool):
            yield path, "must be true or false, without quotation marks"
    elif form.startswith("one or a list of "):
        choices = _choices(form.removeprefix("one or a list of "))
        for where, each in _elements(value, path) if isinstance(value, list) else [(path, value)]:
            yield from _word(each, choices, where)
    elif form.startswith("one of "):
        yield from _word(value, _choices(form.removeprefix("one of ")), path)
    elif form.startswith("list of "):
        yield from _words(value, _choices(form.removeprefix("list of ")), path)
    elif form.startswith(COUNTED) and (type(value) is not int or value < 0):
        yield path, "must be a whole number without quotation marks"


def _choices(words: str) -> tuple[str, ...]:
    """The words that may stand there; none where any may."""
    if words in WORDS:
        return WORDS[words]
    return tuple(words.replace(" or ", ", ").split(", ")) if "," in words or " or " in words else ()


def _words(value: Any, choices: tuple[str, ...], path: Path) -> Iterator[tuple[Path, str]]:
    if not isinstance(value, list):
        yield path, "must be a list in [brackets]"
        return
    if not value:
        yield path, "is empty; leave it out or name something"
    for where, each in _elements(value, path):
        yield from _word(each, choices, where)


def _elements(value: list[Any], path: Path) -> list[tuple[Path, Any]]:
    return [((*path, number), each) for number, each in enumerate(value)]


def _word(value: Any, choices: tuple[str, ...], path: Path) -> Iterator[tuple[Path, str]]:
    if not isinstance(value, str) or not value.strip():
        yield path, "must be a text in quotation marks"
    elif choices and value not in choices:
        yield path, unknown(value, choices)
