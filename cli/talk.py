"""What is said besides results: on standard error, nothing in it hidden, coloured only for a person who wants it."""

import os
import sys
from collections.abc import Mapping
from typing import Final

import click

from cli.plain import visible

RED: Final = 31
YELLOW: Final = 33


def talk(text: str, opening: str = "", colour: int = RED, given: Mapping[str, object] | None = None) -> None:
    """Print one line to standard error, after a coloured opening such as `Error:`."""
    click.echo(f"{coloured(opening, colour, given or {})} {visible(text)}" if opening else visible(text), err=True)


def coloured(text: str, colour: int, given: Mapping[str, object]) -> str:
    """Return the text in a colour; as it is for --no-color, NO_COLOR, TERM=dumb, and where no terminal is."""
    unwanted = given.get("no_color") or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return text if unwanted or not sys.stderr.isatty() else f"\x1b[{colour}m{text}\x1b[0m"
