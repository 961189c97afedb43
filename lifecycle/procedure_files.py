"""Where definitions of procedures lie: in files of an office, and among those that come with the program."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from domain.errors import BadInput
from domain.text import nearest

if TYPE_CHECKING:
    from domain.procedure.definition import Procedure

LARGEST_FILE: Final = 1024 * 1024
"""Bytes."""


def shipped_procedures() -> tuple[str, ...]:
    """The names of the procedures that come with the program."""
    return _names(_shipped())


def load_definition(name: str) -> "Procedure":
    """The shipped procedure of that name, or the one in a file. Raises BadInput with every mistake of form in it."""
    from domain.procedure.loading import load_procedure

    return load_procedure(procedure_text(name), name, _part)


def procedure_text(name: str) -> str:
    """The TOML text of a shipped procedure or of a file. Raises BadInput if there is none."""
    return _text(_file(name))


def _part(name: str) -> str:
    folder = _shipped() / "parts"
    if name not in _names(folder):
        raise BadInput(f"there is no part {name}; parts are {', '.join(_names(folder))}")
    return _text(folder / f"{name}.toml")


def _names(folder: Traversable) -> tuple[str, ...]:
    names = (each.name for each in folder.iterdir())
    return tuple(sorted(each.removesuffix(".toml") for each in names if each.endswith(".toml")))


def _shipped() -> Traversable:
    return files("lifecycle") / "procedures"


def _file(name: str) -> Traversable:
    if name in shipped_procedures():
        return _shipped() / f"{name}.toml"
    path = Path(name)
    if path.is_file():
        return path
    near = nearest(name, shipped_procedures())
    hint = f"did you mean {' or '.join(near)}?" if near else f"shipped are {', '.join(shipped_procedures())}"
    raise BadInput(f"there is no procedure {name}, neither as a file nor shipped; {hint}")


def _text(file: Traversable) -> str:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise BadInput(f"{file.name} cannot be read: {error.strerror}") from None
    if len(content) > LARGEST_FILE:
        raise BadInput(f"{file.name} has {len(content)} bytes; a procedure has at most {LARGEST_FILE}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{file.name} is not UTF-8 text; save the file as UTF-8") from None
