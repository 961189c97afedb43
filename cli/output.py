"""Standard output: only results go there, and a result that cannot be written is told, not lost."""

import os
import sys


class Unwritable(Exception):
    """The result cannot be written; the text says why."""


class Output:
    """What results are written to: standard output, as far as it takes them."""

    def write(self, text: str) -> None:
        """Write a part of a result; raises BrokenPipeError when nobody reads on, Unwritable when it cannot be kept."""
        try:
            sys.stdout.write(text)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Unwritable(f"The result cannot be written: {error.strerror}.") from error

    def flush(self) -> None:
        """Hand on all that was written; raises what writing raises."""
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Unwritable(f"The result cannot be written: {error.strerror}.") from error

    def isatty(self) -> bool:
        """Return whether a person reads it."""
        return sys.stdout.isatty()


def let_go() -> None:
    """Point standard output nowhere, so that the end of the process says nothing about what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
