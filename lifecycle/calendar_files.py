"""Where working calendars lie: in files of an office, and among those that come with the program."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from domain.calendar_form import CalendarFile, read_calendar
from domain.errors import BadInput
from domain.text import nearest

LARGEST_FILE: Final = 1024 * 1024
"""Bytes."""


def shipped_calendars() -> tuple[str, ...]:
    """The names of the calendars that come with the program."""
    return tuple(
        sorted(each.name.removesuffix(".toml") for each in _shipped().iterdir() if each.name.endswith(".toml"))
    )


def load_calendar(name: str) -> CalendarFile:
    """The shipped calendar of that name, or the one in a file. Raises BadInput with every mistake in it."""
    return read_calendar(_text(_file(name)), name)


def _shipped() -> Traversable:
    return files("lifecycle") / "calendars"


def _file(name: str) -> Traversable:
    if name in shipped_calendars():
        return _shipped() / f"{name}.toml"
    path = Path(name)
    if path.is_file():
        return path
    near = nearest(name, shipped_calendars())
    hint = f"did you mean {' or '.join(near)}?" if near else f"shipped are {', '.join(shipped_calendars())}"
    raise BadInput(f"there is no calendar {name}, neither as a file nor shipped; {hint}")


def _text(file: Traversable) -> str:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise BadInput(f"{file.name} cannot be read: {error.strerror}") from None
    if len(content) > LARGEST_FILE:
        raise BadInput(f"{file.name} has {len(content)} bytes; a calendar has at most {LARGEST_FILE}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{file.name} is not UTF-8 text; save the file as UTF-8") from None
