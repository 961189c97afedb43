"""The options of a rule against what its kind says of them: the words before the colon of a description are its form.

`yes or no`, `text`, `one of A, B`, `list of WORDS`, `list of WORDS, each ...` (lists in a list), `one or a list of A,
B` (or of WORDS), `list of tables ...` (the kind says what in them is amiss), `number of THINGS`; anything else is taken
as it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, get_args

from domain.dossiers import ACTS
from domain.events import Departure, Kind, Track
from domain.policy.mistakes import unknown
from domain.policy.toml_lines import Path
from domain.text import first_of

WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "acts": ACTS,
    "tracks": get_args(Track),
    "kinds": get_args(Kind),
    "kinds of holding": get_args(Kind),
    "departures": get_args(Departure),
}
"""What is meant by a word that stands for several; other words stand for texts of the office's own."""
CHOICE: Final = re.compile(r"[\w-]+(, [\w-]+)+")
COUNTED: Final = ("number of ", "months ", "days ", "years ")


def option_mistakes(description: str, value: Any, path: Path, levels: Sequence[str] = ()) -> Iterator[tuple[Path, str]]:
    """What is wrong with the value of an option, each with its path; `levels` is the grade scale."""
    form = description.partition(":")[0].strip()
    if form == "yes or no":
        if not isinstance(value, bool):
            yield path, "must be true or false, without quotation marks"
    elif form.startswith("one or a list of "):
        choices = _choices(form.removeprefix("one or a list of "), levels)
        for where, each in _elements(value, path) if isinstance(value, list) else [(path, value)]:
            yield from _word(each, choices, where)
    elif form.startswith("one of "):
        yield from _word(value, _choices(form.removeprefix("one of "), levels), path)
    elif form.startswith("list of tables"):
        yield from _tables(value, path)
    elif form.startswith("list of ") and ", each " in form:
        yield from _lists(value, path, texts_too=", each a list" not in form)
    elif form.startswith("list of "):
        yield from _words(value, _choices(form.removeprefix("list of "), levels), path)
    elif form == "text":
        yield from _word(value, (), path)
    elif form.startswith(COUNTED) and (type(value) is not int or value < 0):
        yield path, "must be a whole number without quotation marks"


def _choices(words: str, levels: Sequence[str]) -> tuple[str, ...]:
    """The words that may stand there; none where any may."""
    if words == "levels":
        return tuple(levels)
    return WORDS.get(words, tuple(words.split(", ")) if CHOICE.fullmatch(words) else ())


def _lists(value: Any, path: Path, *, texts_too: bool) -> Iterator[tuple[Path, str]]:
    """A list of lists, in which a list of one may be written as that one where `texts_too`."""
    accepted = (list, str) if texts_too else (list,)
    if not isinstance(value, list) or not all(isinstance(each, accepted) for each in value):
        yield path, 'must be a list of lists, [["...", "..."], ["...", "..."]]'
    elif not value or not all(value):
        yield path, "holds nothing, or something empty; leave it out or name something"


def _tables(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if not isinstance(value, list) or not value or not all(isinstance(each, dict) for each in value):
        yield path, "must be a list of tables, [{ ... }, { ... }]"


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
        yield path, f"must be a text in quotation marks{', one of ' + first_of(choices) if choices else ''}"
    elif choices and value not in choices:
        yield path, unknown(value, choices)
