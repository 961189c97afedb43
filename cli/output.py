"""Standard output: only results go there, and a result that cannot be written is told, not lost."""

import os
import sys


class Unwritable(Exception):
    """The result cannot be written; the text says why."""


class Output:
    """What results are written to: standard output, as far as it takes them."""

    def write(self, text: str) -> None:
        """Write a part of a result; raises BrokenPipeError when nobody reads on, Unwritable when it cannot be kept."""
        if sys.stdout is None:
            raise Unwritable("The result cannot be written: standard output is closed.")
        try:
            sys.stdout.write(text)
        except UnicodeEncodeError as error:  # the terminal's encoding lacks a character: it is shown as an escape
            sys.stdout.write(text.encode(error.encoding, "backslashreplace").decode(error.encoding))
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Unwritable(f"The result cannot be written: {error.strerror}.") from error

    def write_bytes(self, text: bytes) -> None:
        """Write a part of a result that is in UTF-8 already; raises what writing raises."""
        if not self._takes_utf8:
            return self.write(text.decode())
        self.flush()
        try:
            sys.stdout.buffer.write(text)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Unwritable(f"The result cannot be written: {error.strerror}.") from error

    @property
    def _takes_utf8(self) -> bool:
        """Return whether what is written reaches a file as it is, in UTF-8."""
        encoding = getattr(sys.stdout, "encoding", None) or ""
        return encoding.lower().replace("-", "") == "utf8" and hasattr(sys.stdout, "buffer")

    def flush(self) -> None:
        """Hand on all that was written; raises what writing raises."""
        if sys.stdout is None:
            return
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Unwritable(f"The result cannot be written: {error.strerror}.") from error

    def isatty(self) -> bool:
        """Return whether a person reads it."""
        return sys.stdout is not None and sys.stdout.isatty()

    @property
    def plain(self) -> bool:
        """Return whether its encoding has ASCII only for certain, so that JSON needs its own escapes."""
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        return not encoding.lower().startswith("utf")


def let_go() -> None:
    """Point standard output nowhere, so that the end of the process says nothing about what could not be written."""
    if sys.stdout is None:
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
